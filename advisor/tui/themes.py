"""Themes: the terminal's own colours by default, and fixed ones for a projector."""

from __future__ import annotations

from textual.theme import Theme

TERMINAL = "ansi-dark"

OURS = (
    Theme(
        name="dark",
        dark=True,
        primary="#5fafff",
        foreground="#e4e4e4",
        background="#121212",
        surface="#121212",
        panel="#1c1c1c",
    ),
    Theme(
        name="projector",
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
