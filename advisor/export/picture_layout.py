"""Where everything of the architecture picture stands: bands of boxes, text that fits, room for the lines between."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

WIDTH = 1400
LABEL = 132
"""Room for the names of the layers at the left."""
BOX_W, BOX_H = 154, 104
PER_ROW = 7
CHANNEL = (WIDTH - LABEL - PER_ROW * BOX_W) / (PER_ROW + 1)
"""Room between two boxes of a row, where lines run down."""
PAD = 14
"""From the edge of a band to its boxes."""
BAND_GAP = 10
LANE = 7
"""From one line to the next beside it."""
_WIDE, _NARROW = 1.0, 0.61
"""Widths of a character in parts of the font size: Hangul, and everything else on average."""
_CAPITAL = 0.73


@dataclass(frozen=True)
class Box:
    """A box: its place in the grid and on the page."""

    id: str
    row: int
    column: int
    y: float

    @property
    def x(self) -> float:
        """The left edge."""
        return LABEL + CHANNEL + self.column * (BOX_W + CHANNEL)

    @property
    def middle(self) -> float:
        """The middle of the upper and the lower edge."""
        return self.x + BOX_W / 2


@dataclass(frozen=True)
class Band:
    """A layer: which rows of the grid it holds, and its place."""

    layer: int
    y: float
    height: float


def rows_of(count: int) -> list[int]:
    """How many boxes stand in each row of a layer: as even as can be, never more than fit."""
    rows = -(-count // PER_ROW)
    return [count // rows + (1 if n < count % rows else 0) for n in range(rows)]


def ordered(layers: Sequence[Sequence[str]], needs: Mapping[str, Sequence[str]]) -> list[list[str]]:
    """Boxes of each layer, moved towards what they are joined with, so that fewer lines cross.

    A box without lines keeps its place. The result depends on nothing but the input.
    """
    joined: dict[str, set[str]] = {}
    for one, others in needs.items():
        for other in others:
            joined.setdefault(one, set()).add(other)
            joined.setdefault(other, set()).add(one)
    found = [list(layer) for layer in layers]
    for sweep in range(4):
        place = {name: n / max(1, len(layer) - 1) for layer in found for n, name in enumerate(layer)}
        for layer in found if sweep % 2 == 0 else reversed(found):
            inside = set(layer)

            def pull(name: str, inside: set[str] = inside, place: dict[str, float] = place) -> float:
                others = [place[o] for o in joined.get(name, ()) if o in place and o not in inside]
                return (place[name] + sum(others)) / (1 + len(others))

            layer.sort(key=lambda name: (pull(name), place[name]))
            place |= {name: n / max(1, len(layer) - 1) for n, name in enumerate(layer)}
    return found


def placed(layers: Sequence[Sequence[str]], gutters: Sequence[int]) -> tuple[list[Band], dict[str, Box], float]:
    """Bands and boxes from top to bottom, and where the picture ends.

    Args:
        layers: ids of the boxes of each layer.
        gutters: number of lines that run across below each row.
    """
    bands: list[Band] = []
    boxes: dict[str, Box] = {}
    y, row = 0.0, 0
    for layer, names in enumerate(layers):
        top, left = y, list(names)
        y += PAD
        for count in rows_of(len(names)):
            for column, name in enumerate(left[:count]):
                boxes[name] = Box(name, row, column, y)
            left = left[count:]
            y += BOX_H + PAD + LANE * (gutters[row] if row < len(gutters) else 0)
            row += 1
        bands.append(Band(layer, top, y - top))
        y += BAND_GAP
    return bands, boxes, y - BAND_GAP


def width_of(text: str, size: float) -> float:
    """About how wide `text` is, in pixels, at a font of `size` pixels; nothing is measured by a browser."""
    return size * sum(
        _WIDE if unicodedata.east_asian_width(c) in "WF" else _CAPITAL if c.isupper() else _NARROW for c in text
    )


def wrapped(text: str, width: float, sizes: Sequence[tuple[float, int]]) -> tuple[float, list[str]]:
    """The first of `sizes` (font size, lines) at which `text` fits into `width`, and the lines.

    Breaks come after spaces and punctuation. Where nothing fits, the rest is cut at the last size and ends in an
    ellipsis.
    """
    for size, lines in sizes:
        found = _broken(text, width, size)
        if len(found) <= lines and all(width_of(line.strip(), size) <= width for line in found):
            return size, [line.strip() for line in found]
    size, lines = sizes[-1]
    found = _broken(text, width, size)
    kept = [*found[: lines - 1], "".join(found[lines - 1 :])]
    return size, [_cut(line.strip(), width, size) for line in kept if line]


def _broken(text: str, width: float, size: float) -> list[str]:
    lines = [""]
    for piece in _pieces(text):
        if lines[-1] and width_of((lines[-1] + piece).rstrip(), size) > width:
            lines.append("")
        lines[-1] += piece
    return lines


def _pieces(text: str) -> list[str]:
    pieces = [""]
    for character in text:
        if character == "(" and pieces[-1] and not pieces[-1].endswith(" "):
            pieces.append("")
        pieces[-1] += character
        if character in " -/.:":
            pieces.append("")
    return [piece for piece in pieces if piece]


def _cut(text: str, width: float, size: float) -> str:
    if width_of(text, size) <= width:
        return text
    kept = ""
    for character in text:
        if width_of(kept + character + "…", size) > width:
            break
        kept += character
    return kept.rstrip() + "…"
