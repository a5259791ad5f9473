"""Keeping the app small on a shared jump host: what a bundle or a search needed goes back to the system at once."""

from __future__ import annotations

import contextlib
import ctypes
import sys

from pydantic import BaseModel

_TRIM_THRESHOLD, _MMAP_THRESHOLD, _ARENA_MAX = -1, -3, -8
"""Parameters of `mallopt` in the GNU C library."""
_BLOCK = 128 * 1024


def share(root: BaseModel) -> int:
    """Let frozen values that state the same fields share the set that says so; returns how many sets were given up.

    pydantic keeps one set per value, which is a third of what the knowledge takes. It copies the set of a value that
    is copied, so nothing else can tell.
    """
    known: dict[frozenset[str], set[str]] = {}
    waiting: list[object] = [root]
    seen: set[int] = set()
    spared = 0
    while waiting:
        value = waiting.pop()
        if isinstance(value, BaseModel):
            if id(value) in seen:
                continue
            seen.add(id(value))
            stated = value.__pydantic_fields_set__
            shared = known.setdefault(frozenset(stated), stated)
            spared += shared is not stated
            object.__setattr__(value, "__pydantic_fields_set__", shared)
            waiting += value.__dict__.values()
        elif isinstance(value, dict):
            waiting += value.values()
        elif isinstance(value, tuple | list):
            waiting += value
    return spared


def give_back() -> bool:
    """Tell the GNU allocator to use one heap for all threads and to return large blocks. False elsewhere."""
    if not sys.platform.startswith("linux"):
        return False
    with contextlib.suppress(OSError, AttributeError):
        tune = ctypes.CDLL(None).mallopt
        return all([tune(_ARENA_MAX, 1), tune(_MMAP_THRESHOLD, _BLOCK), tune(_TRIM_THRESHOLD, _BLOCK)])
    return False


def forget_closed() -> None:
    """Let the painted lines of closed dialogs go: Textual keeps those of the last 1,024 widgets, open or not."""
    from textual._styles_cache import StylesCache  # noqa: PLC0415 - the allocator is set before Textual is loaded

    StylesCache.get_inner_outer.cache_clear()
