"""A large problem taken apart has exactly the reasons of the whole."""

from __future__ import annotations

import random
from itertools import product
from pathlib import Path
from typing import Any

import pytest

from advisor.catalog.load import load_catalog
from advisor.model.catalog import Catalog
from advisor.session import edit, examples
from advisor.session.file import read
from advisor.solve import conflict
from advisor.solve.cnf import Clause
from advisor.solve.engine import Engine
from advisor.solve.nearby import Nearby
from advisor.solve.parts import Renumbered, propagate, tied
from advisor.solve.statements import Statement
from tests.bench.growth import grow
from tests.bench.scaling import answered


@pytest.fixture(scope="module")
def catalog() -> Catalog:
    return load_catalog()


@pytest.mark.parametrize("example", ["standard-2026", "airgap-finance", "small-startup", "vmware-exit"])
def test_taken_apart_everything_stands_as_before(
    catalog: Catalog, example: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    session = read(examples.path(example), catalog)
    chance = random.Random(example)
    for _ in range(4):
        answers = []
        for limit in (10**9, 0):
            monkeypatch.setattr(conflict, "SPLIT_FROM", limit)
            answers.append(Engine(catalog).assess(session, count_budget=0, repairs=False))
        assert answers[0] == answers[1]
        decision = chance.choice(catalog.decisions)
        session = edit.choose(session, decision.id, chance.choice(decision.options).id)


def test_what_is_said_of_a_part_does_not_grow_with_the_rest(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Answered facts are shared by all copies, and lead from none to another."""
    monkeypatch.setattr(conflict, "SPLIT_FROM", 0)
    ask, most = Nearby.of, dict[int, int]()
    for times in (2, 4):
        found: list[int] = []

        def of(self: Nearby, lit: int, stated: tuple[Statement, ...], found: list[int] = found) -> Any:
            near = ask(self, lit, stated)
            found.append(len(near[1]) + len(near[0].named))
            return near

        monkeypatch.setattr(Nearby, "of", of)
        grow(tmp_path / f"x{times}", times)
        catalog = load_catalog(root=tmp_path / f"x{times}", cached=False)
        session = answered(catalog, read(examples.path("standard-2025"), catalog))
        Engine(catalog).assess(session, count_budget=0, repairs=False)
        most[times] = max(found)
    assert 10 < most[4] == most[2]


def models(clauses: list[Clause], top: int) -> set[tuple[bool, ...]]:
    return {
        bits
        for bits in product((False, True), repeat=top)
        if all(any(bits[abs(x) - 1] is (x > 0) for x in clause) for clause in clauses)
    }


@pytest.mark.parametrize("seed", range(40))
def test_propagation_keeps_the_models(seed: int) -> None:
    chance = random.Random(seed)
    clauses = [
        tuple(v * chance.choice((1, -1)) for v in chance.sample(range(1, 7), chance.randint(1, 3))) for _ in range(7)
    ]
    units = [chance.choice((1, -1)) * chance.randint(1, 6)]
    wanted = models([*clauses, *((u,) for u in units)], 6)
    known = propagate(clauses, units)
    if known is None:
        assert wanted == set()
        return
    rest, decided = known
    assert models([*rest, *((d,) for d in decided)], 6) == wanted
    assert not {abs(x) for clause in rest for x in clause} & {abs(d) for d in decided}


def test_an_answer_that_satisfies_a_clause_ties_nothing() -> None:
    clauses = [(1, 2), (3, 4), (-9, 1, 3)]
    assert tied(clauses, ()).of(1) == tied(clauses, ()).of(4)
    apart = tied(clauses, {-9})
    assert apart.of(1) == apart.of(2) != apart.of(3)
    joined = tied(clauses, {9})
    assert joined.of(1) == joined.of(3)


def test_a_renumbered_oracle_speaks_in_the_numbers_of_its_caller() -> None:
    oracle = Renumbered([(700, -900), (900, 800)], 1000)
    assert oracle.solve([-700])
    assert set(oracle.model()) == {-700, -900, 800}
    assert not oracle.solve([-700, -800])
    assert set(oracle.core()) == {-700, -800}
    assert oracle.solve([55, -700])
