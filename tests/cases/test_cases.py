"""Every rule of the article, by id: the suggestion changes as the rule says. Adding a case is adding a file."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
import yaml

from advisor.catalog.load import load_catalog
from advisor.solve.engine import Engine
from tests.cases.case import HERE, Outcome, Situation, load, traced

FILES = sorted(HERE.glob("*.yaml"))
SEED = Path(__file__).parents[3] / "shared" / "reference" / "seed-facts.yaml"


@pytest.fixture(scope="module")
def engine() -> Engine:
    return Engine(load_catalog())


def outcome(engine: Engine, situation: Situation) -> Outcome:
    for fact, answer in situation.profile.items():
        engine.catalog.fact_by_id[fact].check(answer)
    return Outcome(engine, engine.assess(situation.session(), count_budget=0))


@pytest.mark.parametrize("path", FILES, ids=lambda p: p.stem)
def test_case(engine: Engine, path: Path) -> None:
    case = load(path)
    assert case.rule == path.stem
    first = outcome(engine, case)
    assert first.found.status != "conflict"
    first.check(case.expect)
    if case.superseded:
        assert case.rule in {s.id for s in engine.catalog.superseded}
    else:
        assert traced(engine, case.rule) & first.speaking, "no rule that comes from this one speaks"
    if case.otherwise is not None:
        second = outcome(engine, case.otherwise)
        assert second.found.status != "conflict"
        second.check(case.otherwise.expect)
        assert (first.found.decisions, first.found.findings) != (second.found.decisions, second.found.findings)


def test_a_case_can_fail(engine: Engine) -> None:
    wrong = load(HERE / "cni-bgp.yaml")
    with pytest.raises(AssertionError, match="cni"):
        outcome(engine, wrong).check(type(wrong.expect)(taken={"cni": "cilium"}))


def test_every_rule_of_the_article_has_a_case() -> None:
    if not SEED.exists():
        assert not os.environ.get("CI"), "the reference must lie beside the checkout"
        pytest.skip(f"the reference is not beside this checkout: {SEED.name}")
    rules = [rule["id"] for rule in yaml.safe_load(SEED.read_text(encoding="utf-8"))["rules"]]
    assert len(rules) >= 88
    assert {p.stem for p in FILES} >= set(rules)
