"""The committed baseline: counts and ratios of an earlier run, so that a regression is seen beside today's figures."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path

from tests.bench.scaling import LINEAR, Figures

FILE = Path(__file__).with_name("baseline.json")
COUNTS = ("decisions", "clauses", "solver calls", "files")
TOLERANCE = {"count": 1.1, "ratio": 1.25}


def of(found: Mapping[int, Figures]) -> dict[str, float]:
    """Counts per size, and ratios of every larger size to the smallest."""
    first = found[min(found)]
    values = {f"{name} {size}x": row[name] for size, row in found.items() for name in COUNTS}
    values |= {
        f"{name} {size}x / {min(found)}x": round(row[name] / first[name], 1)
        for size, row in found.items()
        if row is not first
        for name in (*LINEAR, "memory")
    }
    return values


def regressions(now: Mapping[str, float], before: Mapping[str, float]) -> list[str]:
    """What is worse than the baseline by more than its tolerance."""
    return [
        f"{name}: {now[name]:g}, was {was:g}"
        for name, was in before.items()
        if name in now and now[name] > was * TOLERANCE["ratio" if "/" in name else "count"]
    ]


def load() -> dict[str, float]:
    """The committed values."""
    found: dict[str, float] = json.loads(FILE.read_text(encoding="utf-8"))
    return found


def write(values: Mapping[str, float]) -> None:
    """Replace the committed values."""
    FILE.write_text(json.dumps(values, indent=1) + "\n", encoding="utf-8")
