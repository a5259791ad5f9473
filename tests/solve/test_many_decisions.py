"""Thirty decisions: too many to enumerate, so every standing is asked for one by one."""

from __future__ import annotations

import random

import pytest

from advisor.model.assessment import Standing
from advisor.model.catalog import Catalog
from advisor.model.rule import Rule
from advisor.model.session import Session
from advisor.solve.engine import Engine
from advisor.solve.oracle import PySat
from advisor.solve.statements import literals, statements
from tests.solve.build import catalog, decision, rule, session


def wide(seed: int) -> tuple[Catalog, dict[str, str]]:
    """A catalogue with many rules that a planted stack obeys, so that it has solutions but few free choices."""
    rng = random.Random(seed)
    decisions = [decision(f"d{i}", [f"c{i}{o}" for o in range(rng.randint(2, 5))]) for i in range(30)]
    planted = {d.id: rng.choice(d.options).id for d in decisions}
    rules: list[Rule] = []
    while len(rules) < 150:
        (a, b, c) = rng.sample(decisions, 3)
        x, y, z = (rng.choice(d.options).id for d in (a, b, c))
        when, then = {"chosen": f"{a.id}={x}"}, [{"chosen": f"{b.id}={y}"}, {"chosen": f"{c.id}={z}"}]
        if planted[a.id] != x or planted[b.id] == y or planted[c.id] == z:
            rules.append(rule(f"r{len(rules)}", "requires", when=when, then={"any": then}))
    return catalog(decisions, rules=rules), planted


@pytest.mark.parametrize("seed", range(12))
def test_batched_standings_equal_single_questions(seed: int) -> None:
    known, planted = wide(seed)
    rng = random.Random(seed)
    engine, stated = Engine(known), session()
    for decision_id in rng.sample(sorted(planted), 8):
        check(engine, stated)
        stated = session(
            choices={**{d: c.option for d, c in stated.choices.items()}, decision_id: planted[decision_id]}
        )
    check(engine, stated)


def check(engine: Engine, stated: Session) -> None:
    alone = PySat(engine.encoding.clauses)
    found = engine.standings(stated)
    for (decision_id, option_id), lit in engine.encoding.variables.option.items():
        rest = [s for s in statements(engine.encoding.variables, stated) if s.id != decision_id]
        possible = alone.solve([*literals(rest), lit])
        assert (found[decision_id][option_id] is Standing.IMPOSSIBLE) is not possible


def test_batches_need_fewer_questions_than_options() -> None:
    known, _ = wide(1)
    engine = Engine(known)
    engine.standings(session())
    oracle = engine.tools.oracle
    assert isinstance(oracle, PySat)
    assert oracle.calls < sum(len(d.options) for d in known.decisions)
