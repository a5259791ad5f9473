"""`make bench`: start, solve, key, export and memory, each as a ratio."""

from __future__ import annotations

import argparse
import copy
import sys
from collections.abc import Iterable
from itertools import chain

from advisor.catalog.load import load_catalog
from advisor.export.deliver import bundle_of
from advisor.session import edit, examples
from advisor.session.file import read
from advisor.solve.engine import Engine
from tests.bench import baseline, journal, scaling
from tests.bench.processes import CALL, Figure, measure, median_of
from tests.bench.solver import solver
from tests.pty import ratios

EXAMPLE = "standard-2025"


def processes() -> list[str]:
    """Whole commands against the interpreter and against importing what they need anyway."""
    bare = ["pass"]
    libraries = ["import yaml, pydantic, click, rich.console, pysat.solvers"]
    terminal = ["import textual.app"]
    commands = [
        bare,
        libraries,
        terminal,
        [CALL, "--version"],
        [CALL, "--help"],
        [CALL, "solve", f"example:{EXAMPLE}", "--json"],
    ]
    found = measure(commands)
    names = ("advisor --version", "advisor --help", f"advisor solve example:{EXAMPLE}")
    references = (("python -c pass", found[0]), ("python -c pass", found[0]), ("its libraries imported", found[1]))
    lines = [
        _row(name, figure)
        + f"   {figure.seconds / reference.seconds:6.1f} x {what}; ends after {figure.wall * 1000:.0f} ms"
        for name, figure, (what, reference) in zip(names, found[3:], references, strict=True)
    ]
    return [*lines, _row("import textual.app (for comparison)", found[2])]


def _row(name: str, figure: Figure) -> str:
    return f"{name:44}{figure.seconds * 1000:9.0f} ms {figure.memory:7.0f} MiB"


def calls() -> list[str]:
    """Warm calls in one process against copying the assessment, which costs about what drawing it does."""
    catalog = load_catalog()
    session = read(examples.path(EXAMPLE), catalog)
    engine = Engine(catalog)
    assessment = engine.assess(session)
    reference = median_of(lambda: copy.deepcopy(assessment))
    open_session = edit.clear(edit.clear(session, "cni"), "tracing")
    rows = {
        "standings of every option": lambda: engine.standings(open_session),
        "whole assessment without the count": lambda: engine.assess(open_session, count_budget=0),
        "whole assessment": lambda: engine.assess(open_session),
        "explain an impossible option": lambda: engine.explain(session, "entry", "cilium-gateway"),
        "plan and every file of the bundle": lambda: bundle_of(catalog, session, assessment),
    }
    lines = []
    for name, action in rows.items():
        spent = median_of(action, rounds=5)
        lines.append(f"{name:44}{spent * 1000:9.1f} ms               {spent / reference:6.1f} x copying an assessment")
    return lines


def scaled(sizes: tuple[int, ...], *, keep: bool) -> list[str]:
    """Growth with the knowledge, and what got worse since the committed baseline."""
    found = scaling.measured(sizes)
    now = baseline.of(found)
    worse = baseline.regressions(now, baseline.load()) if baseline.FILE.exists() else []
    if keep:
        baseline.write(now)
    return [*scaling.lines(found), *(f"! worse than the baseline: {line}" for line in worse)]


def main() -> None:
    """Print the tables; the terminal app comes last because it takes a minute."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench")
    parser.add_argument("--sizes", default="1,10", help="multiples of the knowledge; 100 takes minutes and 4 GiB")
    parser.add_argument("--growth-only", action="store_true", help="leave everything else out")
    parser.add_argument("--solver-only", action="store_true", help="the solver and its peers alone")
    parser.add_argument("--keep", action="store_true", help="write the figures as the new baseline")
    asked = parser.parse_args()
    if asked.solver_only:
        _table("Solver, CPU time p50 and p99", solver())
        return
    _table(
        "Growth with the knowledge, CPU time", scaled(tuple(int(n) for n in asked.sizes.split(",")), keep=asked.keep)
    )
    if asked.growth_only:
        return
    _table("CPU time, median", (*processes(), *calls()))
    _table("Solver, CPU time p50 and p99", solver())
    _table("Journal, median", journal.lines())
    _table("Terminal app, median", ratios.lines())


def _table(title: str, lines: Iterable[str]) -> None:
    """One table, each line as soon as it is known."""
    for line in chain((title,), lines):
        sys.stdout.write(line + "\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
