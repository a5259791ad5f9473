"""Themes: the terminal's own colours by default, and fixed ones for a dark screen and for a projector.

The fixed ones name every colour themselves: each stands out from its background by 4.5 to 1 or more.
"""

from __future__ import annotations

from collections.abc import Mapping

from rich.style import Style
from textual.theme import Theme

from advisor.tui.views.rows import Tone

TERMINAL, DARK, PROJECTOR = "ansi-dark", "dark", "projector"

OURS = (
    Theme(
        name=DARK,
        dark=True,
        primary="#5fafff",
        foreground="#e4e4e4",
        background="#121212",
        surface="#121212",
        panel="#1c1c1c",
    ),
    Theme(
        name=PROJECTOR,
        dark=False,
        primary="#005f87",
        foreground="#000000",
        background="#ffffff",
        surface="#ffffff",
        panel="#eeeeee",
    ),
)

NAMES = (TERMINAL, *(theme.name for theme in OURS))
"""In the order in which the key goes through them; the first is Textual's own."""


def _styles(dim: Style, accent: str, good: str, warn: str, bad: str) -> dict[Tone, Style]:
    return {
        Tone.PLAIN: Style(),
        Tone.DIM: dim,
        Tone.STRONG: Style(bold=True),
        Tone.TITLE: Style(bold=True, color=accent),
        Tone.GOOD: Style(color=good),
        Tone.WARN: Style(color=warn),
        Tone.BAD: Style(color=bad),
        Tone.SOFT: Style(color=accent),
    }


_STYLES: Mapping[str, Mapping[Tone, Style]] = {
    TERMINAL: _styles(Style(dim=True), "cyan", "green", "yellow", "red"),
    DARK: _styles(Style(color="#9a9a9a"), "#5fd7ff", "#87d75f", "#ffaf5f", "#ff8787"),
    PROJECTOR: _styles(Style(color="#585858"), "#005f87", "#1f6b1f", "#7a4a00", "#a40000"),
}


def styles(theme: str) -> Mapping[Tone, Style]:
    """The style of each tone in a theme."""
    return _STYLES.get(theme, _STYLES[TERMINAL])
