"""Whole processes: how long they take and how much memory they use, in turn with their reference."""

from __future__ import annotations

import os
import resource
import statistics
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

CALL = "import sys; sys.argv = ['advisor', *sys.argv[1:]]; from advisor.cli.main import main; main()"


@dataclass(frozen=True)
class Figure:
    """Median seconds of CPU of a command, the largest memory of a run in MiB, and median seconds until it ended."""

    seconds: float
    memory: float
    wall: float


def measure(commands: Sequence[Sequence[str]], rounds: int = 5) -> list[Figure]:
    """Time commands in turn (A B A B ...), so that a drifting machine touches all alike."""
    seconds: list[list[float]] = [[] for _ in commands]
    walls: list[list[float]] = [[] for _ in commands]
    memory = [0.0 for _ in commands]
    with tempfile.TemporaryDirectory() as folder:
        for _ in range(rounds + 1):
            for index, command in enumerate(commands):
                begin = time.monotonic()
                spent, peak = _run(command, folder)
                walls[index].append(time.monotonic() - begin)
                seconds[index].append(spent)
                memory[index] = max(memory[index], peak)
    median = statistics.median  # of all runs but the first, which fills the caches
    return [Figure(median(s[1:]), m, median(w[1:])) for s, m, w in zip(seconds, memory, walls, strict=True)]


def _run(command: Sequence[str], folder: str) -> tuple[float, float]:
    child = os.posix_spawn(
        sys.executable,
        [sys.executable, "-c", *command],
        {
            **os.environ,
            "PYTHONPATH": os.pathsep.join(p for p in sys.path if p) + os.pathsep + str(Path.cwd()),
            "TMPDIR": folder,
        },
        file_actions=[(os.POSIX_SPAWN_OPEN, fd, os.devnull, os.O_RDWR, 0) for fd in (0, 1, 2)],
    )
    _, _, usage = os.wait4(child, 0)
    return usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024


def own_memory() -> float:
    """Peak memory of this process in MiB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def median_of(action: object, rounds: int = 20) -> float:
    """Median seconds of CPU of a call in this process."""
    assert callable(action)
    times = []
    for _ in range(rounds):
        start = time.process_time()
        action()
        times.append(time.process_time() - start)
    return statistics.median(times)
