"""`make fuzz`: every reader gets an equal share of the time; ends with 1 when something was found.

Half of the time goes to mutants of the corpus (fast, blind), half to Atheris (coverage-guided) where it is installed.
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import random
import re
import subprocess
import sys
import time
from pathlib import Path

from tests.fuzz.harness import Finding, Outcome, fuzz
from tests.fuzz.targets import BY_NAME, TARGETS, Target

WORK = Path(".fuzz")


def main() -> int:
    """Fuzz for the asked time or number of executions and print the table."""
    parser = argparse.ArgumentParser(prog="python -m tests.fuzz", description=__doc__)
    parser.add_argument("--seconds", type=float, default=300, help="time in all (wall clock)")
    parser.add_argument("--runs", type=int, help="executions per reader and engine instead of a time")
    parser.add_argument("--reader", action="append", choices=sorted(BY_NAME), help="only this one; may be repeated")
    parser.add_argument("--engine", choices=("both", "mutants", "atheris"), default="both")
    parser.add_argument("--seed", type=int, default=random.SystemRandom().randrange(2**32))
    asked = parser.parse_args()
    targets = [BY_NAME[name] for name in asked.reader] if asked.reader else list(TARGETS)
    guided = asked.engine != "mutants" and importlib.util.find_spec("atheris") is not None
    engines = [e for e, on in (("mutants", asked.engine != "atheris"), ("atheris", guided)) if on]
    if asked.engine != "mutants" and not guided:
        sys.stdout.write("atheris is not installed here: mutants only\n")
    share = asked.seconds / max(1, len(targets) * len(engines))
    outcomes = []
    sys.stdout.write(f"seed {asked.seed}\n{'reader':<12}{'engine':<10}{'executions':>11}{'taken':>9}{'findings':>10}\n")
    for engine in engines:
        for target in targets:
            run = mutants if engine == "mutants" else with_atheris
            outcome = run(target, share, asked.runs, asked.seed)
            outcomes.append((engine, outcome))
            row = f"{target.name:<12}{engine:<10}{outcome.executions:>11}{outcome.taken:>9}{len(outcome.findings):>10}"
            sys.stdout.write(row + "\n")
            for finding in outcome.findings.values():
                sys.stdout.write(f"  {finding.place}: {finding.save(WORK / 'findings')}\n")
            sys.stdout.flush()
    total = sum(outcome.executions for _, outcome in outcomes)
    sys.stdout.write(f"{'total':<22}{total:>11}\n")
    return 1 if any(outcome.findings for _, outcome in outcomes) else 0


def mutants(target: Target, share: float, runs: int | None, seed: int) -> Outcome:
    """Blind mutants for a share of the time."""
    stop = time.monotonic() + share

    def goes_on(outcome: Outcome) -> bool:
        return outcome.executions < runs if runs is not None else time.monotonic() < stop

    return fuzz(target, seed=seed, goes_on=goes_on)


def with_atheris(target: Target, share: float, runs: int | None, seed: int) -> Outcome:
    """Atheris in a process of its own: it instruments what it imports, and libFuzzer ends the process."""
    corpus = WORK / "corpus" / target.name
    corpus.mkdir(parents=True, exist_ok=True)
    (WORK / "findings").mkdir(parents=True, exist_ok=True)
    bound = [f"-runs={runs}"] if runs is not None else [f"-max_total_time={max(1, int(share))}"]
    report = WORK / f"{target.name}.json"
    report.unlink(missing_ok=True)
    command = [sys.executable, "-m", "tests.fuzz.guided", target.name, str(report), str(corpus), *bound]
    done = subprocess.run([*command, f"-seed={seed % 2**31}"], capture_output=True, text=True, check=False)
    outcome = Outcome(target.name)
    if report.is_file():
        told = json.loads(report.read_text(encoding="utf-8"))
        outcome.executions, outcome.taken = told["executions"], told["taken"]
    if counted := re.search(r"stat::number_of_executed_units:\s*(\d+)", done.stderr):
        outcome.executions = int(counted[1])
    if done.returncode:
        log = WORK / "findings" / f"{target.name}-atheris.txt"
        log.write_text(done.stdout + done.stderr, encoding="utf-8")
        found = re.findall(r"Test unit written to (\S+)", done.stderr)
        data = Path(found[-1]).read_bytes() if found else b""
        outcome.findings["atheris"] = Finding(target.name, data, done.stdout[-3_000:] + done.stderr[-3_000:], "atheris")
    return outcome


if __name__ == "__main__":
    sys.exit(main())
