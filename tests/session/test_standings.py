"""Undo and redo of any depth: what a long-lived solver says equals what a fresh one says of the state on disk."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from advisor.catalog.load import load_catalog
from advisor.model.catalog import Catalog
from advisor.session import edit
from advisor.session.file import read
from advisor.session.store import SessionStore
from advisor.solve.engine import Engine


@pytest.fixture(scope="module")
def catalog() -> Catalog:
    return load_catalog()


def random_edit(store: SessionStore, catalog: Catalog, rng: random.Random) -> None:
    decision = rng.choice(catalog.decisions)
    option = rng.choice(decision.options).id
    session = store.session
    match rng.randrange(5):
        case 0:
            after = edit.exclude(session, decision.id, option)
        case 1:
            after = edit.set_policy(session, rng.choice(catalog.policies).id, rng.choice([True, 4, None]))
        case 2:
            fact = rng.choice([f for f in catalog.facts if f.values and f.kind.value == "enum"])
            after = edit.answer(session, catalog, fact.id, rng.choice(fact.value_ids()))
        case 3:
            after = edit.set_existing(session, rng.choice(catalog.components).id, True)
        case _:
            after = edit.choose(session, decision.id, option)
    store.apply(after, "edit")


@pytest.mark.parametrize(
    ("seed", "depth"), [(1, 4), *(pytest.param(seed, 12, marks=pytest.mark.slow) for seed in range(2, 6))]
)
def test_undo_keeps_standings_equal_to_a_fresh_solve(tmp_path: Path, catalog: Catalog, seed: int, depth: int) -> None:
    rng = random.Random(seed)
    path = tmp_path / "s.yaml"
    store = SessionStore(path, catalog, clock=lambda: "2026-11-24T00:00:00Z")
    engine = Engine(catalog)
    before = [engine.assess(store.session, count_budget=0, repairs=False)]
    for _ in range(depth):
        random_edit(store, catalog, rng)
        before.append(engine.assess(store.session, count_budget=0, repairs=False))
    moves = [store.undo] * depth + [store.redo] * (depth // 2)
    for move in moves:
        if move() is None:
            continue
        kept = engine.assess(store.session, count_budget=0, repairs=False)
        fresh = Engine(catalog).assess(read(path, catalog), count_budget=0, repairs=False)
        assert kept == fresh
        assert fresh in before
    store.close()
