"""Text measured in terminal cells: Korean syllables take two."""

from __future__ import annotations

import unicodedata

from rich.cells import cell_len, chop_cells, set_cell_size

_PLAIN = str.maketrans(
    {
        "“": '"',
        "”": '"',
        "‘": "'",
        "’": "'",
        "·": "/",
        "…": "...",
        "–": "-",
        "—": "-",
        "→": "->",
        "×": "x",
        "≥": ">=",
        "≤": "<=",
    }
)
"""Punctuation that is one cell wide in some terminals and two in others, and what stands in for it."""

CUT = "~"
"""Marks text that was cut; one cell wide in every locale, unlike the ellipsis."""


def width(text: str) -> int:
    """Cells that `text` takes."""
    return cell_len(text)


def clean(text: str) -> str:
    """`text` on one line without control characters, so that nothing a person typed can steer the terminal."""
    if text.isascii() and text.isprintable():
        return text
    text = unicodedata.normalize("NFC", text).translate(_PLAIN)
    return "".join(" " if c in "\n\t" else c for c in text if c in "\n\t" or not _steers(c))


def _steers(char: str) -> bool:
    return unicodedata.category(char) in ("Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp")


def cut(text: str, cells: int) -> str:
    """`text` in at most `cells` cells; a cut ends in `~`."""
    if cells <= 0:
        return ""
    if cell_len(text) <= cells:
        return text
    return set_cell_size(text, cells - 1).rstrip() + CUT


def fit(text: str, cells: int) -> str:
    """`text` cut or padded to exactly `cells` cells."""
    short = cut(text, cells)
    return short + " " * (cells - cell_len(short))


def wrap(text: str, cells: int) -> list[str]:
    """`text` in lines of at most `cells` cells, broken at spaces where possible."""
    lines: list[str] = []
    for paragraph in text.split("\n"):
        line = ""
        for word in clean(paragraph).split():
            joined = f"{line} {word}" if line else word
            if cell_len(joined) <= cells:
                line = joined
                continue
            if line:
                lines.append(line)
            *full, line = chop_cells(word, max(2, cells)) or [""]
            lines.extend(full)
        lines.append(line)
    return lines
