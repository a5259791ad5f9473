"""The engine over the knowledge that is shipped."""

from __future__ import annotations

import random

import pytest

from advisor.catalog.load import load_catalog
from advisor.model.assessment import Standing
from advisor.model.session import Session
from advisor.session.edit import apply_repair
from advisor.solve.engine import Engine
from advisor.solve.oracle import PySat
from advisor.solve.render_json import to_json
from tests.solve.build import session
from tests.solve.sites import random_site


@pytest.fixture(scope="module")
def engine() -> Engine:
    return Engine(load_catalog())


def test_every_option_is_part_of_some_stack(engine: Engine) -> None:
    oracle = PySat(engine.encoding.clauses)
    dead = [pair for pair, lit in engine.encoding.variables.option.items() if not oracle.solve([lit])]
    assert dead == []


def test_every_barred_option_of_an_empty_session_has_a_way_out(engine: Engine) -> None:
    for decision, options in engine.standings(session()).items():
        for option, standing in options.items():
            if standing is Standing.IMPOSSIBLE:
                assert engine.repairs(session(), (decision, option)), (decision, option)


def test_cilium_gateway_beside_calico_is_a_conflict_with_working_repairs(engine: Engine) -> None:
    stated = session(choices={"cni": "calico", "entry": "cilium-gateway"})
    found = engine.assess(stated)
    assert found.status == "conflict"
    assert {i.id for i in found.conflicts[0].items if i.kind == "choice"} == {"cni", "entry"}
    for repair in found.conflicts[0].repairs:
        assert engine.assess(apply_repair(stated, engine.catalog, repair)).status != "conflict"


@pytest.mark.parametrize("seed", range(20))
def test_random_sites(engine: Engine, seed: int) -> None:
    check(engine, seed)


@pytest.mark.slow
@pytest.mark.parametrize("block", range(20))
def test_a_thousand_random_sites(engine: Engine, block: int) -> None:
    for seed in range(1000 + 50 * block, 1050 + 50 * block):
        check(engine, seed)


def check(engine: Engine, seed: int) -> None:
    """Every conflict is a closed chain of sentences with a repair that works; every stack obeys what was stated."""
    stated = random_site(random.Random(seed), engine.catalog)
    before = engine.encoding.cnf.top
    found = engine.assess(stated, count_budget=0)
    assert engine.encoding.cnf.top == before, "the shared encoding must not grow"
    to_json(found, engine.catalog)
    if found.status != "conflict":
        check_stack(engine, stated, found.stack)
        return
    for conflict in found.conflicts:
        assert all(i.text.en and i.text.ko for i in conflict.items)
        assert all(i.sources for i in conflict.items if i.kind == "rule")
        told = {s.item.id for s in conflict.chain}
        assert {i.id for i in conflict.items} <= told
        used = {use for step in conflict.chain for use in step.uses}
        assert used >= set(range(len(conflict.chain) - 1)), "a line that leads nowhere"
        assert conflict.repairs
    for repair in found.conflicts[0].repairs:
        after = apply_repair(stated, engine.catalog, repair)
        assert engine.assess(after, count_budget=0, repairs=False).status != "conflict"


def check_stack(engine: Engine, stated: Session, stack: dict[str, str]) -> None:
    assert stack.keys() == engine.catalog.decision_by_id.keys()
    assert all(stack[d] == c.option for d, c in stated.choices.items())
    assert not any(stack[d] in options for d, options in stated.excluded.items())


def test_pins_follow_the_kubernetes_version_that_is_assumed() -> None:
    catalog = load_catalog()
    assessment = Engine(catalog).assess(Session(name="empty"), count_budget=0)
    (assumed,) = [a.value for a in assessment.assumptions if a.fact == "kubernetes_version"]
    texts = [f.text.en for f in assessment.findings if f.id.startswith("kubernetes:")]
    assert texts
    assert all(f"Kubernetes {assumed}" in text for text in texts)
