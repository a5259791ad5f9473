"""Start, key, export and memory with the shipped knowledge and multiples of it; each size in its own process."""

from __future__ import annotations

import contextlib
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Mapping
from pathlib import Path

from advisor.catalog.load import load_catalog
from advisor.export.deliver import bundle_of
from advisor.model.catalog import Catalog
from advisor.model.session import Session
from advisor.session import edit, examples
from advisor.session.file import read
from advisor.solve.engine import Engine
from tests.bench.growth import grow
from tests.bench.processes import own_memory

EXAMPLE = "standard-2025"
LINEAR = ("start", "key", "export")
"""Figures that may grow no faster than the knowledge."""
NOISE = 1.25

Figures = dict[str, float]


def answered(catalog: Catalog, session: Session) -> Session:
    """The session with every question answered, as at the end of the Profile pane."""
    for fact in catalog.facts:
        if fact.id not in session.profile:
            plain = {"boolean": False, "list": (), "integer": fact.minimum or 1, "version": "1"}
            other = fact.value_ids()[-1] if fact.value_ids() else ""
            session = edit.answer(session, catalog, fact.id, plain.get(fact.kind.value, other))
    return session


def figures(root: Path) -> Figures:
    """Seconds of CPU, MiB and counts for one knowledge folder."""
    catalog = load_catalog(root=root)
    found: Figures = {"start": _least(lambda: load_catalog(root=root), 3)}
    session = answered(catalog, read(examples.path(EXAMPLE), catalog))
    engine = Engine(catalog)
    assessment = engine.assess(session, count_budget=0)
    states = [edit.clear(session, "cni"), session]
    before = engine.tools.oracle.calls
    found["key"] = _least(lambda: [engine.assess(s, count_budget=0, repairs=False) for s in states], 2) / 2
    found["solver calls"] = engine.tools.oracle.calls - before
    files: dict[str, bytes] = {}
    found["export"] = _least(lambda: files.update(bundle_of(catalog, session, assessment)[1]), 1)
    found |= {"files": len(files), "decisions": len(catalog.decisions), "clauses": len(engine.encoding.clauses)}
    return {**found, "memory": own_memory()}


def _least(action: Callable[[], object], rounds: int) -> float:
    times = []
    for _ in range(rounds):
        start = time.process_time()
        action()
        times.append(time.process_time() - start)
    return min(times)


def measured(sizes: tuple[int, ...]) -> dict[int, Figures]:
    """Figures per size."""
    found = {}
    with tempfile.TemporaryDirectory() as folder:
        for size in sizes:
            root = Path(folder) / f"x{size}"
            grow(root, size)
            done = subprocess.run(
                [sys.executable, "-m", "tests.bench.scaling", str(root)],
                env={**os.environ, "XDG_CACHE_HOME": folder}, capture_output=True, text=True, check=True,
            )  # fmt: skip
            found[size] = json.loads(done.stdout)
    return found


def superlinear(found: Mapping[int, Figures]) -> list[str]:
    """What grew faster than the knowledge from the smallest size on, with a quarter allowed for noise."""
    first = min(found)
    return [
        f"{name} at {size}x: {row[name] / found[first][name]:.1f} times that of {first}x"
        for size, row in found.items()
        for name in LINEAR
        if row[name] > found[first][name] * size / first * NOISE
    ]


def lines(found: Mapping[int, Figures]) -> list[str]:
    """The table: each figure, and how often the smallest size goes into it."""
    first = found[min(found)]
    head = f"{'knowledge':12}" + "".join(f"{f'{size}x':>12}{'ratio':>8}" for size in found)
    body = []
    for name in first:
        unit, factor = (" ms", 1000) if name in LINEAR else (" MiB", 1) if name == "memory" else ("", 1)
        cells = [f"{row[name] * factor:>8.0f}{unit:4}{row[name] / (first[name] or 1):>8.1f}" for row in found.values()]
        body.append(f"{name:12}" + "".join(cells))
    return [head, *body, *(f"! grows faster than the knowledge: {line}" for line in superlinear(found))]


if __name__ == "__main__":
    with contextlib.redirect_stdout(sys.stderr):
        result = figures(Path(sys.argv[1]))
    sys.stdout.write(json.dumps(result))
