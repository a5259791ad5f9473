"""What a decision waits for: an entry appended to the journal and synced, beside a bare write and sync of its bytes."""

from __future__ import annotations

import os
import statistics
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from advisor.session.history import Entry, Patch
from advisor.session.journal import Journal, line_of

ROUNDS = 100
GATE = 0.010
"""Seconds that appending an entry may take at the median."""


@dataclass(frozen=True)
class Appended:
    """Median seconds of a bare write and sync, and of appending an entry of as many bytes to the journal."""

    bare: float
    journal: float
    size: int


def entry(number: int) -> Entry:
    """A choice as the app journals it."""
    detail = {"decision": "cni", "option": "cilium"}
    taken = Patch(put={"cni": {"option": "cilium", "by": "Kim"}})
    return Entry(
        seq=number,
        at="2026-11-24T10:00:00Z",
        who="Kim",
        kind="edit",
        action="choose",
        detail=detail,
        patch={"choices": taken},
    )


def measure(
    folder: Path, rounds: int = ROUNDS, append: Callable[[Journal, Entry], object] = Journal.append
) -> Appended:
    """Write both in turn, so that a busy disk touches both alike."""
    journal = Journal(folder / "bench.yaml.journal")
    descriptor = os.open(folder / "bare", os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
    bare, ours = [], []
    for number in range(1, rounds + 1):
        line = line_of(entry(number))
        begin = time.perf_counter()
        os.write(descriptor, line)
        os.fsync(descriptor)
        between = time.perf_counter()
        append(journal, entry(number))
        bare.append(between - begin)
        ours.append(time.perf_counter() - between)
    os.close(descriptor)
    journal.close()
    return Appended(statistics.median(bare), statistics.median(ours), len(line_of(entry(rounds))))


def lines() -> list[str]:
    """The row; in the folder one works in, as a temporary one may lie in memory."""
    with tempfile.TemporaryDirectory(dir=Path.cwd(), prefix=".bench-") as folder:
        found = measure(Path(folder))
    held = "holds" if found.journal <= GATE else "does not hold"
    return [
        f"{f'append an entry of {found.size} bytes and sync it':44}{found.journal * 1000:9.2f} ms"
        f"               {found.journal / found.bare:6.1f} x a bare write and sync ({found.bare * 1000:.2f} ms);"
        f" the gate of {GATE * 1000:.0f} ms {held}"
    ]
