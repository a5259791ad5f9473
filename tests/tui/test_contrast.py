"""Every theme can be read: fixed colours stand out, and the cursor is marked by more than colour."""

from __future__ import annotations

import pytest
from rich.style import Style

from advisor.model.session import Choice, Session
from advisor.tui import themes
from advisor.tui.views.rows import Tone
from tests.tui.driving import Drive, drive, make_app

READABLE = 4.5
"""Contrast of text that the accessibility guidelines ask for."""
FIXED = [theme.name for theme in themes.OURS]


def luminance(colour: tuple[int, ...]) -> float:
    parts = [v / 255 for v in colour]
    red, green, blue = (v / 12.92 if v <= 0.03928 else ((v + 0.055) / 1.055) ** 2.4 for v in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: tuple[int, ...], other: tuple[int, ...]) -> float:
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


def painted(run: Drive) -> list[tuple[str, Style]]:
    """Every piece of text with its style, as it is sent to the terminal."""
    found = []
    for strip in run.app.screen._compositor.render_strips():
        found += [(text, style) for text, style, _ in strip if text.strip() and style is not None]
    return found


@pytest.mark.parametrize("theme", FIXED)
def test_all_text_stands_out_from_its_background(theme: str) -> None:
    session = Session(choices={"cni": Choice(option="calico"), "kube-proxy": Choice(option="replaced")})

    async def journey(run: Drive) -> None:
        for keys in (
            ("1",),
            ("2",),
            ("right",),
            ("w",),
            ("q", "3"),
            ("l", "l", "l"),
            ("4",),
            ("5",),
            ("f1",),
            ("q", "slash"),
        ):
            await run.press(*keys)
            for text, style in painted(run):
                assert style.color is not None, text
                assert style.bgcolor is not None, text
                ink, paper = style.color.get_truecolor(), style.bgcolor.get_truecolor()
                assert contrast(tuple(ink), tuple(paper)) >= READABLE, (text, ink.hex, paper.hex)
                assert not style.dim, "dimmed text is as light as the terminal likes"

    drive(make_app(session=session, theme=theme), journey, (160, 50))


def test_a_pale_colour_would_be_found() -> None:
    assert contrast((203, 144, 0), (255, 255, 255)) < READABLE
    assert contrast((0, 0, 0), (255, 255, 255)) == pytest.approx(21)


@pytest.mark.parametrize("theme", themes.NAMES)
def test_every_theme_has_a_style_for_every_tone(theme: str) -> None:
    assert set(themes.styles(theme)) == set(Tone)


@pytest.mark.parametrize("theme", themes.NAMES)
def test_one_row_carries_the_marker_in_every_list_with_the_focus(theme: str) -> None:
    async def journey(run: Drive) -> None:
        for keys in (("1",), ("2",), ("right",), ("4",), ("5",)):
            await run.press(*keys)
            lines = run.main.pane.lines
            left, top = lines.region.x, lines.region.y
            signs = [line[left : left + 1] for line in run.screen[top : top + lines.size.height]]
            assert signs.count(">") == 1
            marked = signs.index(">")
            await run.press("down")
            moved = [line[left : left + 1] for line in run.screen[top : top + lines.size.height]]
            assert moved.count(">") == 1
            assert moved.index(">") != marked or len(lines.rows) == 1

    drive(make_app(theme=theme), journey)
