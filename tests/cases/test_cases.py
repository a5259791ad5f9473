"""Every rule of the article, by id: the suggestion changes as the rule says. Adding a case is adding a file."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
import yaml

from advisor.catalog.load import load_catalog
from advisor.solve.engine import Engine
from tests.cases.case import HERE, Expect, Outcome, Situation, load, stand_in, traced, without_rules

FILES = sorted(HERE.glob("*.yaml"))
ALWAYS = frozenset({"metrics", "no-brainers", "runtime-containerd", "runtime-not-docker"})
"""Rules of the article without a condition."""
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


@pytest.mark.parametrize("path", FILES, ids=lambda p: p.stem)
def test_the_case_fails_without_what_it_proves(engine: Engine, path: Path) -> None:
    """Taken away are the rules that come from the article's, or what decides before them; then the case must fail."""
    case = load(path)
    told: dict[str, list[str]] = {"speaks": [], "silent": []}
    situations = [case, *([case.otherwise] if case.otherwise else [])]
    plain = [s.model_copy(update={"expect": s.expect.model_copy(update=told)}) for s in situations]
    if case.proof == "only-option":
        offered = {d: len(engine.catalog.decision_by_id[d].options) for d in case.expect.taken}
        assert set(offered.values()) == {1}, offered
    elif case.proof == "rules":
        without = Engine(without_rules(engine.catalog, stand_in(engine.catalog, case)))
        assert not all(holds(without, s) for s in plain), "the same would be suggested without the rule"
    else:
        bare: dict[str, object] = {case.proof: {} if case.proof == "policies" else []}
        stated = next(s for s in plain if getattr(s, case.proof))
        assert not holds(engine, stated.model_copy(update=bare)), f"the same would be suggested without {case.proof}"


@pytest.mark.parametrize("path", FILES, ids=lambda p: p.stem)
def test_a_changed_fact_changes_the_suggestion(engine: Engine, path: Path) -> None:
    """What is expected of the first site does not hold of the other one; only what is always true has no other site."""
    case = load(path)
    if case.otherwise is None:
        assert case.rule in ALWAYS
        return
    assert not outcome_holds(engine, case.otherwise, case.expect)


def holds(engine: Engine, situation: Situation) -> bool:
    return outcome_holds(engine, situation, situation.expect)


def outcome_holds(engine: Engine, situation: Situation, expect: Expect) -> bool:
    found = outcome(engine, situation)
    if found.found.status == "conflict":
        return False
    try:
        found.check(expect)
    except AssertionError:
        return False
    return True


def test_a_case_can_fail(engine: Engine) -> None:
    wrong = load(HERE / "cni-bgp.yaml")
    with pytest.raises(AssertionError, match="cni"):
        outcome(engine, wrong).check(Expect(taken={"cni": "cilium"}))


def test_every_rule_of_the_article_has_a_case() -> None:
    if not SEED.exists():
        assert not os.environ.get("CI"), "the reference must lie beside the checkout"
        pytest.skip(f"the reference is not beside this checkout: {SEED.name}")
    rules = [rule["id"] for rule in yaml.safe_load(SEED.read_text(encoding="utf-8"))["rules"]]
    assert len(rules) >= 88
    assert {p.stem for p in FILES} >= set(rules)
