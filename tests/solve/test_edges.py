"""Edges: budgets that run out, decisions that take several options or none, threads, the published JSON."""

from __future__ import annotations

import threading
from collections.abc import Sequence
from typing import Any

import pytest
from pydantic import ValidationError

from advisor.model.assessment import Assessment, Standing
from advisor.model.wire import AssessmentJson, ExplainJson
from advisor.solve.engine import Engine
from advisor.solve.oracle import OutOfBudgetError, PySat
from advisor.solve.render_json import explain_json, to_json
from advisor.solve.standings import Standings
from advisor.solve.statements import statements
from tests.solve.build import catalog, component, decision, need, rule, session


class Exhausted(PySat):
    """Gives up on every question that assumes one literal, and sees nothing without searching."""

    def __init__(self, engine: Engine, hard: int) -> None:
        super().__init__(engine.encoding.clauses)
        self._hard = hard

    def solve(self, assumptions: Sequence[int] = ()) -> bool:
        if self._hard in assumptions:
            raise OutOfBudgetError
        return super().solve(assumptions)

    def implied(self, assumptions: Sequence[int]) -> frozenset[int]:
        return frozenset()


def test_a_budget_that_runs_out_is_unknown_and_never_impossible(engine: Engine) -> None:
    stated = session(profile={"kernel": "4.18"})
    hard = engine.encoding.variables.option["cni", "cilium"]
    domains = Standings(engine.encoding, Exhausted(engine, hard)).domains(statements(engine.encoding.variables, stated))
    assert domains is not None
    assert hard not in domains.possible | domains.impossible
    assert engine.encoding.variables.option["cni", "calico"] not in domains.forced


def test_a_real_budget_raises() -> None:
    holes = 7
    pigeons = [[p * holes + h + 1 for h in range(holes)] for p in range(holes + 1)]
    clauses = [*pigeons, *([-a[h], -b[h]] for i, a in enumerate(pigeons) for b in pigeons[:i] for h in range(holes))]
    with pytest.raises(OutOfBudgetError):
        PySat(clauses, budget=5).solve()


def test_a_decision_may_take_no_option() -> None:
    asked = {"when": {"existing": "old"}, "wanted": True, "points": 2, "criterion": "cost"}
    known = catalog(
        [decision("extra", ["a", "b"], cardinality="optional")],
        rules=[rule("w", "prefers", options=["extra=b"], **asked)],
        components=[component("old")],
    )
    engine = Engine(known)
    found = engine.assess(session())
    assert found.stack == {}
    assert found.remaining is not None
    assert found.remaining.exact == 3
    assert found.decision("extra").choice is None
    assert engine.assess(session(existing=["old"])).stack == {"extra": "b"}


def test_a_decision_may_take_several_options() -> None:
    known = catalog(
        [decision("views", ["a", "b", "c"], cardinality="any"), decision("base", ["x"])],
        components=[component("x", needs=[need("both", {"all": [{"component": "a"}, {"component": "c"}]})])],
    )
    found = Engine(known).assess(session())
    assert found.stack["views"] == "a,c"
    assert found.components == ("x", "a", "c")
    view = found.decision("views")
    assert [o.standing for o in view.options] == [Standing.FORCED, Standing.POSSIBLE, Standing.FORCED]
    assert found.remaining is not None
    assert found.remaining.exact == 2


def test_an_engine_serves_several_threads(engine: Engine) -> None:
    stated = [session(), session(choices={"cni": "calico", "entry": "cilium-gateway"}), session(profile={"workers": 1})]
    alone = [engine.assess(s) for s in stated]
    found: dict[int, list[Assessment]] = {}
    threads = [
        threading.Thread(target=lambda n=n: found.__setitem__(n, [engine.assess(s) for s in stated])) for n in range(3)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert list(found.values()) == [alone] * 3


@pytest.fixture
def published(engine: Engine) -> dict[str, Any]:
    stated = session(choices={"cni": "calico", "entry": "cilium-gateway"}, profile={"needs": ("secrets",)})
    return to_json(engine.assess(stated), engine.catalog, "ko", engine.alternatives(stated, 2))


def test_the_published_form_has_the_names_of_the_contract(published: dict[str, Any]) -> None:
    assert published["schema"] == "advisor.assessment/1"
    assert published["status"] == "conflict"
    assert published["remaining"] == {"exact": 0}
    entry = next(d for d in published["decisions"] if d["id"] == "entry")
    assert {"id", "group", "choice", "standing", "options"} <= entry.keys()
    secrets = next(d for d in published["decisions"] if d["id"] == "secrets")
    vault = next(o for o in secrets["options"] if o["id"] == "vault")
    assert {"expression", "verdict", "text"} <= vault["licence"].keys()
    assert {"rule", "effect", "weight", "text", "source", "as_of"} <= vault["reasons"][0].keys()
    (conflict,) = published["conflicts"]
    assert {"kind", "id", "text", "source"} <= conflict["items"][0].keys()
    assert conflict["repairs"][0]["changes"][0].keys() >= {"kind", "id", "to"}
    assert all(m.keys() == {"decision", "from", "to"} for r in conflict["repairs"] for m in r["also_changes"])
    assert len(published["alternatives"]) == 2


@pytest.mark.parametrize(
    ("key", "value"),
    [("status", "fine"), ("remaining", {"about": 3}), ("surprise", 1), ("schema", "advisor.assessment/2")],
)
def test_what_strays_from_the_published_form_is_refused(published: dict[str, Any], key: str, value: object) -> None:
    AssessmentJson.model_validate(published)
    with pytest.raises(ValidationError):
        AssessmentJson.model_validate({**published, key: value})


def test_the_published_explanation_is_checked_too(engine: Engine) -> None:
    data = explain_json(engine.explain(session(profile={"kernel": "4.18"}), "cni", "cilium"), engine.catalog)
    assert data["conflict"]["repairs"][0]["changes"][-1] == {
        "kind": "choice", "id": "cni", "to": "cilium", "text": "Choose CNI: Cilium.",
    }  # fmt: skip
    with pytest.raises(ValidationError):
        ExplainJson.model_validate({**data, "standing": "maybe"})
