"""CPU milliseconds per operation, with percentiles, and the steps of a walk."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

from advisor.model.assessment import Standing
from advisor.model.session import Session


def percentile(times: list[float], part: float) -> float:
    """The value below which that part of the times lies; the largest where there are few."""
    ordered = sorted(times)
    return ordered[min(len(ordered) - 1, int(len(ordered) * part))]


@dataclass(frozen=True)
class Step:
    """A session of a walk, what we answered and in how many milliseconds; the best stack where it was asked for."""

    session: Session
    standings: dict[str, dict[str, Standing]]
    spent: float
    best: tuple[tuple[int, ...], float] | None = None


@dataclass
class Clock:
    """CPU milliseconds per operation."""

    spent: dict[str, list[float]] = field(default_factory=dict)

    def __call__(self, name: str, action: Callable[[], Any]) -> Any:
        """Time one call."""
        start = time.process_time()
        found = action()
        self.spent.setdefault(name, []).append((time.process_time() - start) * 1000)
        return found

    def last(self, name: str) -> float:
        """Milliseconds of the latest call of an operation."""
        return self.spent[name][-1]

    def rows(self) -> Iterator[str]:
        """One line per operation."""
        for name, times in self.spent.items():
            yield row(name, times)


def row(name: str, times: list[float], more: str = "") -> str:
    """A line of the table: the operation, p50 and p99, and how often it was timed."""
    half, most = percentile(times, 0.5), percentile(times, 0.99)
    return f"  {name:44}{half:9.2f} {most:9.2f} ms   n={len(times)}{more}"


def ratios(name: str, ours: list[float], theirs: list[float]) -> str:
    """How long ours takes in units of theirs, at p50 and p99 of either."""
    fractions = " ".join(
        f"p{part * 100:.0f} {percentile(ours, part) / percentile(theirs, part):.3g}" for part in (0.5, 0.99)
    )
    return f"  {name}: {fractions}"
