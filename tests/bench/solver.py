"""The solver's operations in CPU milliseconds, p50 and p99, beside clingo, flamapy and kconfiglib in the same run.

The peers are asked after the walks: what they allocate and free is not to slow the solver down.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial

from advisor.catalog.load import load_catalog
from advisor.model.assessment import Standing
from advisor.model.catalog import Catalog
from advisor.model.fact import Answer
from advisor.model.session import Choice, Session
from advisor.solve.change import with_choice
from advisor.solve.engine import Engine
from advisor.solve.ground import conflicts, ground, repairs_of
from advisor.solve.repair import Unlock
from tests.bench import peer_clingo, peer_flamapy, peer_kconfig
from tests.bench.clock import Clock, Step
from tests.bench.solver_catalogs import generated
from tests.solve.sites import random_answer

STANDINGS = "standings of every option"
REPAIRS = 5
COUNTED = 200
"""Options up to which stacks are counted."""

MENU = 50
"""Decisions walked through in order beside Kconfig."""
EXPLAINED = 1000
"""Options up to which repairs are solved again: each needs a best stack."""


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
        walks = [w for seed in range(size.walks) if (w := _walk(engine, size, random.Random(seed), clock))]
        yield from clock.rows()
        yield from peer_clingo.beside(engine, walks)
        yield from peer_flamapy.beside(engine, walks)
        yield from peer_kconfig.beside(engine, _answered(size), MENU)


def _engine(known: Catalog) -> Engine:
    engine = Engine(known)
    assert engine.tools
    return engine


def _first(size: Size, rng: random.Random) -> Session:
    if size.answers is not None:
        return Session(name="bench", profile=size.answers, policies={"osi-only": True})
    profile = {f.id: random_answer(rng, f, size.catalog) for f in size.catalog.facts if rng.random() < 0.6}
    return Session(name="bench", profile=profile)


def _answered(size: Size) -> Session:
    """Every question answered so that something holds."""
    if size.answers is not None:
        return _first(size, random.Random(0))
    engine = Engine(size.catalog)
    for seed in range(100):
        rng = random.Random(seed)
        profile = {f.id: random_answer(rng, f, size.catalog) for f in size.catalog.facts}
        session = Session(name="bench", profile=profile)
        if not ground(engine.tools, session).conflict:
            return session
    raise ValueError("no answers that hold together")


def _walk(engine: Engine, size: Size, rng: random.Random, clock: Clock) -> list[Step]:
    """One workshop: after every choice the standings, the best stack and why some option cannot be taken."""
    session = _first(size, rng)
    if ground(engine.tools, session).conflict:
        return []
    walked = []
    for step in range(size.steps):
        now = session
        standings = clock(STANDINGS, partial(engine.standings, now))
        spent = clock.last(STANDINGS)
        barred = _pairs(standings, Standing.IMPOSSIBLE)
        best = None
        if step < size.deep:
            found = clock("best stack", partial(engine.tools.optimiser.best, now))
            best = (found.objective, clock.last("best stack"))
            if barred and len(engine.encoding.option_lits) <= EXPLAINED:
                wish = rng.choice(barred)
                clock("a conflict and five verified repairs", partial(_conflict, engine, now, wish))
        walked.append(Step(now, standings, spent, best))
        if len(engine.encoding.option_lits) <= COUNTED:
            clock("number of stacks left", partial(engine.count, now))
        free = [p for p in _pairs(standings, Standing.POSSIBLE) if p[0] not in session.choices]
        if not free:
            break
        decision, option = rng.choice(free)
        session = session.model_copy(update={"choices": {**session.choices, decision: Choice(option=option)}})
    return walked


def _conflict(engine: Engine, session: Session, wish: tuple[str, str]) -> None:
    """What a person sees who wants what cannot be: the conflict in sentences, and five ways out solved again."""
    tools = engine.tools
    wanted = with_choice(session, *wish)
    for causes in conflicts(tools, wanted):
        assert tools.chains.steps(causes)
    assert repairs_of(tools, ground(tools, wanted), None, Unlock.PICKS, REPAIRS)


def _pairs(standings: dict[str, dict[str, Standing]], wanted: Standing) -> list[tuple[str, str]]:
    return [(d, o) for d, options in standings.items() for o, standing in options.items() if standing is wanted]
