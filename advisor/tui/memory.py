"""Keeping the app small on a shared jump host: what a bundle or a search needed goes back to the system at once."""

from __future__ import annotations

import contextlib
import ctypes
import sys

_TRIM_THRESHOLD, _MMAP_THRESHOLD, _ARENA_MAX = -1, -3, -8
"""Parameters of `mallopt` in the GNU C library."""
_BLOCK = 128 * 1024


def give_back() -> bool:
    """Tell the GNU allocator to use one heap for all threads and to return large blocks. False elsewhere."""
    if not sys.platform.startswith("linux"):
        return False
    with contextlib.suppress(OSError, AttributeError):
        tune = ctypes.CDLL(None).mallopt
        return all([tune(_ARENA_MAX, 1), tune(_MMAP_THRESHOLD, _BLOCK), tune(_TRIM_THRESHOLD, _BLOCK)])
    return False
