"""Telling progress no faster than people read, and no more bytes than a slow line carries."""

from __future__ import annotations

import time
from collections.abc import Callable

SECONDS = 0.2
"""Between two steps that are told; the first one always is."""


class Pace:
    """Passes steps on, leaving out those that come too soon."""

    def __init__(self, tell: Callable[[int, int, str], object], clock: Callable[[], float] = time.monotonic) -> None:
        """Tell steps to `tell`."""
        self._tell = tell
        self._clock = clock
        self._last: float | None = None

    def __call__(self, number: int, count: int, name: str) -> None:
        """Step `number` of `count` begins, working on `name`."""
        now = self._clock()
        if self._last is None or now - self._last >= SECONDS:
            self._last = now
            self._tell(number, count, name)
