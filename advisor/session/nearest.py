"""The nearest valid word, for messages about misspelt ones."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches


def nearest(word: str, known: Iterable[str]) -> str | None:
    """The entry of `known` most like `word`, or None when none is close."""
    found = get_close_matches(word, sorted(set(known)), n=1, cutoff=0.5)
    return found[0] if found else None
