"""Words in messages: the nearest valid one for one that is unknown, and what was written, cut short."""

from __future__ import annotations

import difflib
from collections.abc import Iterable


def nearest(word: object, known: Iterable[str]) -> str | None:
    """Return the word of `known` most like `word`, or None if none is like it. Ties fall to the first in order."""
    text = str(word)[:80]
    words = sorted(known)
    matches = difflib.get_close_matches(text, words, n=1, cutoff=0.65)
    if matches:
        return matches[0]
    folded = {w.lower().replace("_", "-"): w for w in words}
    matches = difflib.get_close_matches(text.lower().replace("_", "-"), folded, n=1, cutoff=0.65)
    return folded[matches[0]] if matches else None


def short(value: object) -> str:
    """Return what was written, cut where it is too long to quote in a message; a mapping or list by its kind."""
    if isinstance(value, dict | list):
        return "a mapping" if isinstance(value, dict) else "a list"
    text = "nothing" if value is None else str(value)
    return text if len(text) <= 60 else text[:57] + "..."
