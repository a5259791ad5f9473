"""Pictures of every pane for the documentation: `python -m tests.tui.pictures docs/screens [EXAMPLE]`.

Rich measures the length of a text in characters, so Korean text would be squeezed to half its width; the length is
written again in cells, and the web font is replaced by fonts that are there.
"""

from __future__ import annotations

import html
import re
import sys
import tempfile
from collections.abc import Mapping
from itertools import groupby, zip_longest
from pathlib import Path

import pytest
from rich.cells import cell_len

from advisor.catalog.load import load_catalog
from advisor.model.base import LANGUAGES, Language
from advisor.model.session import Choice, Session
from advisor.session import examples
from advisor.session.file import load
from advisor.tui.panes.decide import DecidePane
from tests.tui.driving import Drive, drive, make_app

CELL = 12.2
FONTS = "'DejaVu Sans Mono', 'D2Coding', 'Noto Sans Mono CJK KR', monospace"
_TEXT = re.compile(
    r'<text (class="[^"]*" )x="([0-9.]+)" y="([0-9.]+)" textLength="[0-9.]+" ([^>]*)>(.*?)</text>', re.DOTALL
)
_SHOWN = re.compile(r'<text class="[^"]*-r\d+" x="([0-9.]+)" y="([0-9.]+)"[^>]*>(.*?)</text>', re.DOTALL)
_FACE = re.compile(r"@font-face \{.*?\}\s*", re.DOTALL)

EXAMPLE = "airgap-finance"
SIZES = ((80, 24), (160, 50))
JOURNEY = (
    ("profile", ("1",)),
    ("decide", ("2", "n")),
    ("why", ("w",)),
    ("plan", ("q", "3")),
    ("compare", ("m", "full_stop", "0", "1", "home", "space", "4")),
    ("export", ("5",)),
    ("help", ("2", "f1")),
)


def corrected(svg: str) -> str:
    """The picture with every text as wide as its cells, and without a font from elsewhere."""

    def measure(match: re.Match[str]) -> str:
        kind, x, y, rest, text = match.groups()
        parts, left = [], float(x)
        for wide, run in groupby(html.unescape(text), key=lambda c: cell_len(c) > 1):
            chars = "".join(run)
            length = cell_len(chars) * CELL
            stretch = 'lengthAdjust="spacingAndGlyphs" ' if wide else ""
            shown = html.escape(chars).replace("\xa0", "&#160;")
            parts.append(f'<text {kind}x="{left:g}" y="{y}" textLength="{length:g}" {stretch}{rest}>{shown}</text>')
            left += length
        return "".join(parts)

    plain = _FACE.sub("", svg)
    plain = re.sub(r"font-family: ?[^;]*;", f"font-family: {FONTS};", plain)
    return _TEXT.sub(measure, plain)


def take(example: str, lang: Language, size: tuple[int, int]) -> dict[str, str]:
    """All pictures of one language and size, by file name."""
    catalog = load_catalog()
    session = load(examples.path(example), catalog).session
    found: dict[str, str] = {}

    def keep(run: Drive, name: str) -> None:
        found[f"{name}-{lang}-{size[0]}x{size[1]}.svg"] = corrected(run.app.export_screenshot(title="advisor"))

    async def journey(run: Drive) -> None:
        for name, keys in JOURNEY:
            await run.press(*keys)
            keep(run, name)

    async def conflict(run: Drive) -> None:
        await run.press("3")
        keep(run, "conflict")

    clash = {"cni": Choice(option="calico"), "entry": Choice(option="cilium-gateway")}
    with pytest.MonkeyPatch.context() as patch, tempfile.TemporaryDirectory() as empty:
        patch.chdir(empty)  # no bundle of an earlier export lies there
        patch.setattr(DecidePane, "rest_seconds", 0.0)
        drive(make_app(session=session, lang=lang, catalog=catalog), journey, size)
        drive(make_app(session=Session(name="acme", choices=clash), lang=lang, catalog=catalog), conflict, size)
    return found


def screen_of(svg: str) -> list[str]:
    """The lines of a picture as text, each as it stands from left to right, without its title and what is empty."""
    lines: dict[float, list[tuple[float, str]]] = {}
    for match in _SHOWN.finditer(svg):
        x, y, text = match.groups()
        lines.setdefault(float(y), []).append((float(x), html.unescape(text).replace("\xa0", " ")))
    return ["".join(text for _, text in sorted(parts)).strip() for _, parts in sorted(lines.items())]


def stale(folder: Path, fresh: Mapping[str, str]) -> list[str]:
    """The pictures in `folder` that say something else than the fresh ones, each with the first line that differs."""
    found = []
    for name, svg in sorted(fresh.items()):
        path = folder / name
        if not path.is_file():
            found.append(f"{name}: is missing")
            continue
        old, new = screen_of(path.read_text(encoding="utf-8")), screen_of(svg)
        differing = next(((a, b) for a, b in zip_longest(old, new, fillvalue="") if a != b), None)
        if differing:
            found.append(f"{name}: {differing[0]!r} is {differing[1]!r} now")
    return found


def main() -> None:
    """Write all pictures."""
    folder = Path(sys.argv[1])
    folder.mkdir(parents=True, exist_ok=True)
    for lang in LANGUAGES:
        for size in SIZES:
            for name, svg in take(sys.argv[2] if len(sys.argv) > 2 else EXAMPLE, lang, size).items():
                (folder / name).write_text(svg, encoding="utf-8")


if __name__ == "__main__":
    main()
