"""Every answer of the engine against full enumeration of small random catalogues."""

from __future__ import annotations

import itertools
import random
from collections.abc import Mapping

import pytest

from advisor.model.assessment import Standing
from advisor.model.condition import Condition
from advisor.model.session import Session
from advisor.session.edit import apply_repair
from advisor.solve.conflict import Cause
from advisor.solve.engine import Engine
from advisor.solve.repair import Unlock
from advisor.solve.statements import Statement, statements
from advisor.solve.truth import taken_pairs
from tests.solve.brute import VALUES, Enumeration, everything, obeys, random_catalog, random_session, taken
from tests.solve.brute_repairs import Worlds

QUICK, SLOW = range(100), range(100, 600)
QUICK_WORLDS, SLOW_WORLDS = 3_000, 20_000
"""Worlds up to which ways out are enumerated that change answers."""


@pytest.mark.parametrize("seed", QUICK)
def test_agrees_with_enumeration(seed: int) -> None:
    check(seed, QUICK_WORLDS)


@pytest.mark.slow
@pytest.mark.parametrize("seed", SLOW)
def test_agrees_with_enumeration_on_many_more(seed: int) -> None:
    check(seed, SLOW_WORLDS)


def check(seed: int, most: int) -> None:
    rng = random.Random(seed)
    known = random_catalog(rng)
    engine = Engine(known)
    for _ in range(2):
        session = random_session(rng, known)
        truth = Enumeration(known, session)
        if truth.worlds:
            check_consistent(engine, session, truth)
            check_wish(engine, session, rng, most)
        else:
            check_conflict(engine, session, most)


def check_consistent(engine: Engine, session: Session, truth: Enumeration) -> None:
    found = engine.assess(session)
    stacks = truth.stacks()
    assert found.status != "conflict"
    assert found.remaining is not None
    assert found.remaining.exact == len(stacks)
    check_standings(engine, session)
    ranked = truth.ranked()
    alternatives = engine.alternatives(session, 4)
    assert [(a.objective, a.stack) for a in alternatives] == ranked[:4]
    assert (found.objective, found.stack) == ranked[0]
    assert found.score == -ranked[0][0][-1]


def check_standings(engine: Engine, session: Session) -> None:
    standings = engine.standings(session)
    for decision in engine.catalog.decisions:
        chosen = session.choices.get(decision.id)
        apart = session
        if chosen is not None:
            rest = {d: c for d, c in session.choices.items() if d != decision.id}
            apart = session.model_copy(update={"choices": rest})
        ways = [taken(dict(stack), decision.id) for stack in Enumeration(engine.catalog, apart).stacks()]
        possible, always = set[str]().union(*ways), set(ways[0]).intersection(*ways)
        for option in decision.options:
            standing = standings[decision.id][option.id]
            if chosen is not None and option.id == chosen.option:
                assert standing is Standing.CHOSEN
            elif option.id not in possible:
                assert standing is Standing.IMPOSSIBLE
            elif chosen is None and option.id in always:
                assert standing is Standing.FORCED
            else:
                assert standing is Standing.POSSIBLE


def check_conflict(engine: Engine, session: Session, most: int) -> None:
    found = engine.assess(session)
    assert found.status == "conflict"
    assert found.remaining is not None
    assert found.remaining.exact == 0
    stated = statements(engine.encoding.variables, session)
    groups = engine.tools.conflicts.relevant(session)
    causes = engine.tools.conflicts.minimal(stated, groups)
    assert causes
    assert not satisfiable(engine, session, causes)
    for cause in causes:
        assert satisfiable(engine, session, [c for c in causes if c is not cause]), cause
    chain = found.conflicts[0].chain
    assert {s.item.id for s in chain} >= {i.id for i in found.conflicts[0].items}
    assert all(use < n for n, step in enumerate(chain) for use in step.uses)
    check_reasons(engine, session)
    check_repairs(engine, session, None, most)


def check_reasons(engine: Engine, session: Session) -> None:
    """In a conflict too, an option that cannot be taken has its reasons."""
    for decision, options in engine.standings(session).items():
        for option, standing in options.items():
            if standing is Standing.IMPOSSIBLE:
                told = engine.explain(session, decision, option).conflict
                assert told is not None
                assert told.items


def satisfiable(engine: Engine, session: Session, causes: list[Cause]) -> bool:
    """Whether some stack and some answers obey only the rules and statements among `causes`.

    Facts, existing components and policies that the rules among them never mention keep one value.
    """
    kept = {c.group.id for c in causes if c.group is not None}
    skip = frozenset(g.id for g in engine.encoding.groups) - kept
    fixed = [lit for c in causes if c.statement is not None for lit in c.statement.lits]
    stated = {c.statement.id for c in causes if c.statement is not None and c.statement.kind != "choice"}
    leaves = [leaf for condition in _conditions(engine, kept) for leaf in condition.leaves()]
    facts = [f for f in engine.catalog.fact_by_id if f in stated or any(leaf.fact == f for leaf in leaves)]
    existing_ids = [
        c for c in engine.encoding.variables.existing if c in stated or any(x.existing == c for x in leaves)
    ]
    hard = {g.policy for g in engine.encoding.groups if g.id in kept and g.policy}
    policies = [p.id for p in engine.catalog.policies if p.id in stated | hard or any(x.policy == p.id for x in leaves)]
    free = session.model_copy(
        update={"profile": {f: VALUES[f][0] for f in VALUES if f not in facts}, "choices": {}, "excluded": {}}
    )
    for existing in _subsets(existing_ids):
        for on in _subsets(policies):
            world = free.model_copy(update={"existing": existing, "policies": dict.fromkeys(on, True)})
            for stack, answers in everything(engine.catalog, world):
                true = _true_literals(engine, stack, answers, existing, on)
                if all((abs(x) in true) is (x > 0) for x in fixed) and obeys(
                    engine.catalog, world, stack, answers, skip
                ):
                    return True
    return False


def _conditions(engine: Engine, kept: set[str]) -> list[Condition]:
    found = []
    for r in engine.catalog.rules:
        if r.id in kept:
            found += [r.when, *r.between, *([r.then] if r.then else [])]
    for c in engine.catalog.components:
        for n in c.needs:
            if f"need:{c.id}:{n.id}" in kept:
                found += [n.needs, *([n.when] if n.when else [])]
    return found


def _subsets(items: list[str]) -> list[tuple[str, ...]]:
    return [c for n in range(len(items) + 1) for c in itertools.combinations(items, n)]


def _true_literals(
    engine: Engine, stack: dict[str, str], facts: Mapping[str, object], existing: tuple[str, ...], on: tuple[str, ...]
) -> set[int]:
    v = engine.encoding.variables
    true = {engine.encoding.cnf.true, *(v.option[pair] for pair in taken_pairs(stack))}
    for fact_id, answer in facts.items():
        true.update(x for x in v.facts[fact_id].literals(answer) if x > 0)  # type: ignore[arg-type]
    true.update(v.existing[c] for c in existing if c in v.existing)
    true.update(x for p in on for x in (v.policy[p], v.hard_policy[p]))
    return true


def check_repairs(engine: Engine, session: Session, wish: tuple[str, str] | None, most: int) -> None:
    """The solver's minimal sets are exactly those that enumeration finds, and every repair applied solves.

    Own choices, exclusions, policies and existing components may give way; then answers; then what was left unsaid.
    """
    for unlock in Unlock:
        worlds = Worlds(engine.catalog, session, unlock, wish)
        if unlock > Unlock.PICKS and worlds.size() > most:
            continue
        expected = worlds.minimal()
        sets = [frozenset(map(_name, s)) for s in engine.tools.repairs.sets(session, wish, unlock=unlock, limit=1000)]
        assert len(sets) == len(expected)
        assert set(sets) == expected
        assert [len(s) for s in sets] == sorted(map(len, sets))
        if expected and unlock < Unlock.SILENCE:
            told = engine.repairs(session, wish, unlock_facts=unlock is Unlock.FACTS, limit=1000)
            assert len(told) == len(expected), "a set that helps can be carried out"
    for facts in (False, True):
        for repair in engine.repairs(session, wish, unlock_facts=facts, limit=20):
            after = apply_repair(session, engine.catalog, repair)
            assert wish is None or after.choices[wish[0]].option == wish[1]
            assert Enumeration(engine.catalog, after).worlds


def check_wish(engine: Engine, session: Session, rng: random.Random, most: int) -> None:
    """Ways to have an option that cannot be had."""
    standings = engine.standings(session)
    barred = [(d, o) for d, options in standings.items() for o, s in options.items() if s is Standing.IMPOSSIBLE]
    if barred:
        check_repairs(engine, session, rng.choice(barred), most)


def _name(statement: Statement) -> str:
    value = f"={statement.value}" if statement.value else ""
    return f"{statement.kind}:{statement.id}{value}"
