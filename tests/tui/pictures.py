"""Pictures of every pane for the documentation: `python -m tests.tui.pictures docs/screens [EXAMPLE]`.

Rich measures the length of a text in characters, so Korean text would be squeezed to half its width; the length is
written again in cells, and the web font is replaced by fonts that are there.
"""

from __future__ import annotations

import html
import re
import sys
from itertools import groupby
from pathlib import Path

from rich.cells import cell_len

from advisor.catalog.load import load_catalog
from advisor.model.base import LANGUAGES, Language
from advisor.model.session import Choice, Session
from advisor.session import examples
from advisor.session.file import load
from tests.tui.driving import Drive, drive, make_app

CELL = 12.2
FONTS = "'DejaVu Sans Mono', 'D2Coding', 'Noto Sans Mono CJK KR', monospace"
_TEXT = re.compile(
    r'<text (class="[^"]*" )x="([0-9.]+)" y="([0-9.]+)" textLength="[0-9.]+" ([^>]*)>(.*?)</text>', re.DOTALL
)
_FACE = re.compile(r"@font-face \{.*?\}\s*", re.DOTALL)

SIZES = ((80, 24), (160, 50))
JOURNEY = (
    ("profile", ("1",)),
    ("decide", ("2", "n")),
    ("why", ("w",)),
    ("plan", ("q", "3")),
    ("compare", ("m", "2", "n", "space", "4")),
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


def take(folder: Path, example: str, lang: Language, size: tuple[int, int]) -> None:
    """All pictures of one language and size."""
    catalog = load_catalog()
    session = load(examples.path(example), catalog).session

    async def journey(run: Drive) -> None:
        for name, keys in JOURNEY:
            await run.press(*keys)
            svg = corrected(run.app.export_screenshot(title="advisor"))
            (folder / f"{name}-{lang}-{size[0]}x{size[1]}.svg").write_text(svg, encoding="utf-8")

    drive(make_app(session=session, lang=lang, catalog=catalog), journey, size)

    async def conflict(run: Drive) -> None:
        await run.press("3")
        svg = corrected(run.app.export_screenshot(title="advisor"))
        (folder / f"conflict-{lang}-{size[0]}x{size[1]}.svg").write_text(svg, encoding="utf-8")

    clash = {"cni": Choice(option="calico"), "entry": Choice(option="cilium-gateway")}
    drive(make_app(session=Session(name="acme", choices=clash), lang=lang, catalog=catalog), conflict, size)


def main() -> None:
    """Write all pictures."""
    folder = Path(sys.argv[1])
    folder.mkdir(parents=True, exist_ok=True)
    example = sys.argv[2] if len(sys.argv) > 2 else "airgap-finance"
    for lang in LANGUAGES:
        for size in SIZES:
            take(folder, example, lang, size)


if __name__ == "__main__":
    main()
