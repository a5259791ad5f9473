"""The solver's operations in CPU milliseconds, p50 and p99, beside clingo in the same run."""

from __future__ import annotations

import random
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import partial
from typing import Any

from advisor.catalog.load import load_catalog
from advisor.model.assessment import Standing
from advisor.model.catalog import Catalog
from advisor.model.fact import Answer
from advisor.model.session import Choice, Session
from advisor.solve.assess import conflicts, ground, repairs_of
from advisor.solve.change import with_choice
from advisor.solve.engine import Engine
from advisor.solve.repair import Unlock
from tests.bench.solver_catalogs import generated
from tests.solve.sites import random_answer

REPAIRS = 5
COUNTED = 200
"""Options up to which stacks are counted."""

EXPLAINED = 1000
"""Options up to which repairs are solved again: each needs a best stack."""


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

    def p(self, name: str, part: float) -> float:
        """A percentile of an operation."""
        times = sorted(self.spent[name])
        return times[min(len(times) - 1, int(len(times) * part))]

    def rows(self) -> Iterator[str]:
        """One line per operation."""
        for name, times in self.spent.items():
            yield f"  {name:44}{self.p(name, 0.5):9.2f} {self.p(name, 0.99):9.2f} ms   n={len(times)}"


@dataclass(frozen=True)
class Size:
    """A catalogue, how many workshops are walked through it, and how many choices each makes at most.

    After the first `deep` choices only the standings are asked for: in the largest a best stack takes seconds.
    """

    name: str
    catalog: Catalog
    answers: dict[str, Answer] | None
    walks: int
    steps: int
    deep: int


def sizes() -> Iterator[Size]:
    """The shipped catalogue and two generated ones."""
    yield Size("shipped", load_catalog(), None, 12, 15, 15)
    for decisions, options, walks, deep in ((100, 300, 4, 15), (400, 5000, 1, 1)):
        known, answers = generated(decisions, options, seed=7)
        yield Size(f"{decisions}/{options:,}", known, answers, walks, 15, deep)


def solver() -> Iterator[str]:
    """The whole table, one catalogue after another."""
    for size in sizes():
        clock = Clock()
        engine = clock("encode the catalogue", partial(_engine, size.catalog))
        options = sum(len(d.options) for d in size.catalog.decisions)
        head = f"{size.name}: {len(size.catalog.decisions)} decisions, {options:,} options"
        yield f"{head}, {len(engine.encoding.groups):,} rule instances"
        for seed in range(size.walks):
            _walk(engine, size, random.Random(seed), clock)
        yield from clock.rows()
        yield from _ratios(clock)


def _engine(known: Catalog) -> Engine:
    engine = Engine(known)
    assert engine.tools
    return engine


def _first(size: Size, rng: random.Random) -> Session:
    if size.answers is not None:
        return Session(name="bench", profile=size.answers, policies={"osi-only": True})
    profile = {f.id: random_answer(rng, f, size.catalog) for f in size.catalog.facts if rng.random() < 0.6}
    return Session(name="bench", profile=profile)


def _walk(engine: Engine, size: Size, rng: random.Random, clock: Clock) -> None:
    """One workshop: after every choice the standings, the best stack and why some option cannot be taken."""
    session = _first(size, rng)
    if ground(engine.tools, session).conflict:
        return
    second = _second_opinion(engine, session, clock)
    for step in range(size.steps):
        now = session
        standings = clock("standings of every option", partial(engine.standings, now))
        barred = _pairs(standings, Standing.IMPOSSIBLE)
        best = None
        if step < size.deep:
            best = clock("best stack", partial(engine.tools.optimiser.best, now))
            if barred and len(engine.encoding.option_lits) <= EXPLAINED:
                wish = rng.choice(barred)
                clock("a conflict and five verified repairs", partial(_conflict, engine, now, wish))
        if step < size.deep or step % 5 == 0:
            second(now, standings, best.objective if best else None)
        if len(engine.encoding.option_lits) <= COUNTED:
            clock("number of stacks left", partial(engine.count, now))
        free = [p for p in _pairs(standings, Standing.POSSIBLE) if p[0] not in session.choices]
        if not free:
            return
        decision, option = rng.choice(free)
        session = session.model_copy(update={"choices": {**session.choices, decision: Choice(option=option)}})


def _conflict(engine: Engine, session: Session, wish: tuple[str, str]) -> None:
    """What a person sees who wants what cannot be: the conflict in sentences, and five ways out solved again."""
    tools = engine.tools
    wanted = with_choice(session, *wish)
    for causes in conflicts(tools, wanted):
        assert tools.chains.steps(causes)
    assert repairs_of(tools, ground(tools, wanted), None, Unlock.PICKS, REPAIRS)


def _pairs(standings: dict[str, dict[str, Standing]], wanted: Standing) -> list[tuple[str, str]]:
    return [(d, o) for d, options in standings.items() for o, standing in options.items() if standing is wanted]


def _second_opinion(engine: Engine, session: Session, clock: Clock) -> Callable[..., None]:
    """Asks clingo the same with its own brave and cautious reasoning, and compares the answers."""
    from tests.solve.test_second_opinion import Clingo  # noqa: PLC0415 - a development dependency

    clingo = clock("clingo: ground", lambda: Clingo(engine, session))
    plain = Clingo(engine, session, optimum=False)  # a smaller program answers faster where no cost is asked for

    def ask(now: Session, standings: dict[str, dict[str, Standing]], objective: tuple[int, ...] | None) -> None:
        given = [((d, c.option), True) for d, c in now.choices.items()]
        may, must = clock(
            "clingo: brave and cautious",
            lambda: (plain.last("brave", "ignore", given)[0], plain.last("cautious", "ignore", given)[0]),
        )
        for d, options in standings.items():
            for o, standing in options.items():
                if d not in now.choices:
                    assert (standing is Standing.IMPOSSIBLE) is ((d, o) not in may)
                    assert (standing is Standing.FORCED) is ((d, o) in must)
        if objective is None:
            return
        unmet, _, *rest = clock("clingo: optimum", lambda: clingo.last("auto", "opt", given)[1])
        assert (unmet, *rest) == objective

    return ask


def _ratios(clock: Clock) -> Iterator[str]:
    pairs = (
        ("domains", "standings of every option", "clingo: brave and cautious"),
        ("optimum", "best stack", "clingo: optimum"),
    )
    for name, ours, theirs in pairs:
        fractions = " ".join(f"p{p * 100:.0f} {clock.p(ours, p) / clock.p(theirs, p):.2f}" for p in (0.5, 0.99))
        yield f"  {name} against clingo: {fractions}"
