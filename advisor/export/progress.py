"""Telling how far an export is. Whoever does not listen is `nobody`."""

from __future__ import annotations

from collections.abc import Callable

Progress = Callable[[int, int, str], object]
"""Hears the number of a step, counted from 1, how many there are, and what it works on: a format, or a path."""


def nobody(number: int, count: int, name: str) -> None:
    """Listen to nothing."""
