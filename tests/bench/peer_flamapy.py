"""flamapy-configurator beside the solver: a feature tree with constraints, told the same choices.

It needs another python-sat than we do, so it runs in an environment of its own, made on demand from pinned hashes. It
answers by unit propagation: what it selects or rules out must be forced or impossible, and it may leave out what only a
search proves. Not expressible are weights, optimum and numbers (those are told as the thresholds that rules mention).
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator, Sequence
from itertools import pairwise
from pathlib import Path
from typing import Any

from advisor.model.assessment import Standing
from advisor.solve.engine import Engine
from tests.bench.clauses import Logic
from tests.bench.clock import Step, ratios, row

ROOT = Path(__file__).resolve().parents[2]
ENVIRONMENT = ROOT / ".bench" / f"flamapy-{sys.version_info.major}.{sys.version_info.minor}"
PINNED = Path(__file__).with_name("flamapy-hashes.txt")
PROGRAM = Path(__file__).with_name("flamapy_program.py")
INSTALL_SECONDS, ANSWER_SECONDS = 180, 120


class Missing(Exception):
    """The peer cannot be had here."""


def interpreter() -> Path:
    """The Python of the peer's environment, made if there is none. Missing where the packages cannot be had."""
    found = ENVIRONMENT / "bin" / "python"
    done = ENVIRONMENT / ".ready"
    if done.exists() and done.read_bytes() == PINNED.read_bytes():
        return found
    commands = [
        [sys.executable, "-m", "venv", "--clear", str(ENVIRONMENT)],
        [str(found), "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--only-binary", ":all:",
         "--require-hashes", "--requirement", str(PINNED)],
    ]  # fmt: skip
    for command in commands:
        try:
            made = subprocess.run(command, capture_output=True, text=True, check=False, timeout=INSTALL_SECONDS)
        except subprocess.TimeoutExpired as error:
            raise Missing(f"its environment was not ready after {error.timeout:.0f} s") from None
        if made.returncode:
            raise Missing((made.stderr.strip().splitlines() or ["its environment could not be made"])[-1])
    done.write_bytes(PINNED.read_bytes())
    return found


def question(logic: Logic, walks: Sequence[Sequence[Step]]) -> dict[str, Any]:
    """The model and the walks in the names of the peer."""
    decisions = {name: [logic.name(lit) for lit in lits] for name, lits in logic.decisions.items()}
    inside = {o for options in decisions.values() for o in options}
    names = [logic.name(v) for v in range(1, logic.encoding.cnf.top + 1)]
    clauses = [*(c for defining in logic.definitions.values() for c in defining), *logic.rules]
    return {
        "decisions": decisions,
        "free": [name for name in names if name not in inside],
        "clauses": [logic.words(c) for c in clauses],
        "walks": [_answers(logic, walk) for walk in walks],
    }


def _answers(logic: Logic, walk: Sequence[Step]) -> list[dict[str, bool]]:
    """The first answer is what the session states, each later one the choice that came next."""
    answers = [{**logic.stated(walk[0].session), **dict.fromkeys(logic.chosen(_choices(walk[0])), True)}]
    for before, after in pairwise(walk):
        new = {d: o for d, o in _choices(after).items() if d not in before.session.choices}
        answers.append(dict.fromkeys(logic.chosen(new), True))
    return answers


def _choices(step: Step) -> dict[str, str]:
    return {d: c.option for d, c in step.session.choices.items()}


def beside(engine: Engine, walks: Sequence[Sequence[Step]]) -> Iterator[str]:
    """The same choices to both; what the peer says must be what we prove."""
    try:
        python = interpreter()
    except Missing as why:
        yield f"  flamapy-configurator left out: {why}"
        return
    logic = Logic(engine.encoding)
    asked = json.dumps(question(logic, walks))
    done = subprocess.run(
        [str(python), "-I", str(PROGRAM)], input=asked, capture_output=True, text=True, check=True,
        timeout=ANSWER_SECONDS,
    )  # fmt: skip
    told = json.loads(done.stdout)
    pairs = [
        (s, a) for walk, answers in zip(walks, told["walks"], strict=True) for s, a in zip(walk, answers, strict=True)
    ]
    counts = [agreed(logic, step, answer) for step, answer in pairs]
    found, proved = sum(f for f, _ in counts), sum(p for _, p in counts)
    same = sum(f == p for f, p in counts)
    theirs = [answer["ms"] for _, answer in pairs]
    yield row("flamapy-configurator: read the model", [told["built"]])
    yield row("flamapy-configurator: a choice propagated", theirs)
    share = f"it finds {found:,} of {proved:,} options that are settled, all of them on {same} of {len(pairs)} choices"
    yield ratios(f"standings against flamapy ({share})", [step.spent for step, _ in pairs], theirs)


def agreed(logic: Logic, step: Step, answer: dict[str, Any]) -> tuple[int, int]:
    """How many settled options of open decisions the peer found, and how many there are. AssertionError if it errs."""
    found = proved = 0
    on, off = set(answer["on"]), set(answer["off"])
    for (decision, option), lit in logic.encoding.variables.option.items():
        if decision in step.session.choices:
            continue
        name, standing = logic.name(lit), step.standings[decision][option]
        assert name not in on or standing is Standing.FORCED, (decision, option)
        assert name not in off or standing is Standing.IMPOSSIBLE, (decision, option)
        proved += standing in (Standing.FORCED, Standing.IMPOSSIBLE)
        found += name in on or name in off
    return found, proved
