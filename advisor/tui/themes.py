"""Themes: the terminal's own colours by default, and fixed ones for a projector."""

from __future__ import annotations

from textual.theme import Theme

TERMINAL = "ansi-dark"

THEMES = (
    Theme(
        name=TERMINAL,
        ansi=True,
        dark=True,
        primary="ansi_blue",
        secondary="ansi_cyan",
        warning="ansi_yellow",
        error="ansi_red",
        success="ansi_green",
        accent="ansi_green",
        foreground="ansi_default",
        background="ansi_default",
        surface="ansi_default",
        panel="ansi_default",
        boost="ansi_default",
    ),
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
