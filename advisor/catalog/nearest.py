"""The nearest valid word for one that is unknown."""

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
