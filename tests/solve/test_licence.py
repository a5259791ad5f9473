"""Licences: SPDX expressions, predicates over open facts, subscriptions, policies over verdicts."""

from __future__ import annotations

from typing import Any

import pytest

from advisor.model.assessment import Standing
from advisor.model.catalog import Catalog
from advisor.model.licence import Verdict
from advisor.solve.engine import Engine
from advisor.solve.licence import judge, parse
from tests.solve.build import catalog, component, decision, fact, licence, policy, session

REVENUE: list[dict[str, Any]] = [
    {"id": "paid", "when": {"fact": "revenue", "at_least": 10_000_000}, "verdict": "needs-purchase"},
    {"id": "small", "when": {"fact": "hosted", "is": True}, "verdict": "refused", "points": -5, "criterion": "cost"},
]


def known(expression: str, terms: tuple[str, ...] = ()) -> Catalog:
    return catalog(
        [decision("t", ["tool", "other"])],
        components=[component("tool", licence=expression, terms=terms)],
        facts=[fact("revenue", "integer"), fact("hosted"), fact("subscriptions", "list", values_from="components")],
        licences=[
            licence("Apache-2.0"),
            licence("AGPL-3.0-only", "network-copyleft", predicates=[
                {"id": "hosted", "when": {"fact": "hosted", "is": True}, "verdict": "conditional"}]),
            licence("SSPL-1.0", "source-available", osi=False, predicates=[
                {"id": "hosted", "when": {"fact": "hosted", "is": True}, "verdict": "refused"}]),
            licence("LicenseRef-Terms", "proprietary", osi=False, predicates=REVENUE),
        ],
        policies=[
            policy("osi", osi=False),
            policy("no-copyleft", licence_classes=["network-copyleft"]),
            policy("no-bills", verdicts=["needs-purchase", "unknown"]),
        ],
    )  # fmt: skip


@pytest.mark.parametrize(
    ("expression", "profile", "verdict"),
    [
        ("Apache-2.0", {}, Verdict.OK),
        ("AGPL-3.0-only", {}, Verdict.UNKNOWN),
        ("AGPL-3.0-only", {"hosted": True}, Verdict.CONDITIONAL),
        ("AGPL-3.0-only", {"hosted": False}, Verdict.OK),
        ("SSPL-1.0 OR AGPL-3.0-only", {"hosted": True}, Verdict.CONDITIONAL),
        ("SSPL-1.0 OR Apache-2.0", {"hosted": True}, Verdict.OK),
        ("SSPL-1.0 AND Apache-2.0", {"hosted": True}, Verdict.REFUSED),
        ("Apache-2.0 AND (SSPL-1.0 OR AGPL-3.0-only)", {"hosted": True}, Verdict.CONDITIONAL),
        ("LicenseRef-Terms", {}, Verdict.UNKNOWN),
        ("LicenseRef-Terms", {"revenue": 10_000_000}, Verdict.NEEDS_PURCHASE),
        ("LicenseRef-Terms", {"revenue": 9_999_999}, Verdict.UNKNOWN),
        ("LicenseRef-Terms", {"revenue": 9_999_999, "hosted": False}, Verdict.OK),
        ("LicenseRef-Terms", {"revenue": 1, "hosted": True}, Verdict.REFUSED),
        ("LicenseRef-Terms", {"revenue": 10_000_000, "subscriptions": ("tool",)}, Verdict.OK),
        ("SSPL-1.0", {"hosted": True, "subscriptions": ("tool",)}, Verdict.REFUSED),
        ("Nobody-Knows-1.0", {}, Verdict.UNKNOWN),
        ("Apache-2.0 WITH LLVM-exception", {}, Verdict.OK),
        ("not ( an expression", {}, Verdict.UNKNOWN),
    ],
)
def test_verdict(expression: str, profile: dict[str, Any], verdict: Verdict) -> None:
    view = judge(known(expression), session(profile=profile), "tool")
    assert view.verdict is verdict
    assert view.expression == expression


def test_commercial_terms_count_beside_the_licence() -> None:
    both = known("Apache-2.0", terms=("LicenseRef-Terms",))
    assert judge(both, session(profile={"revenue": 20_000_000}), "tool").verdict is Verdict.NEEDS_PURCHASE
    assert judge(both, session(profile={"revenue": 1, "hosted": False}), "tool").verdict is Verdict.OK


def test_an_open_question_is_named() -> None:
    view = judge(known("LicenseRef-Terms"), session(), "tool")
    assert "Revenue" in view.text.en


def standing(of: Catalog, **parts: Any) -> Standing:
    return Engine(of).standings(session(**parts))["t"]["tool"]


def test_a_refused_licence_bars_the_option_and_an_open_fact_does_not() -> None:
    assert standing(known("SSPL-1.0"), profile={"hosted": True}) is Standing.IMPOSSIBLE
    assert standing(known("SSPL-1.0")) is Standing.POSSIBLE
    assert standing(known("SSPL-1.0 OR Apache-2.0"), profile={"hosted": True}) is Standing.POSSIBLE


def test_refusal_names_licence_and_predicate() -> None:
    view = Engine(known("SSPL-1.0")).assess(session(profile={"hosted": True})).decision("t").option("tool")
    assert view is not None
    assert view.reasons[0].rule == "licence:SSPL-1.0:hosted"


@pytest.mark.parametrize(
    ("expression", "policy_id", "barred"),
    [
        ("SSPL-1.0", "osi", True),
        ("SSPL-1.0 OR AGPL-3.0-only", "osi", False),
        ("SSPL-1.0 AND Apache-2.0", "osi", True),
        ("AGPL-3.0-only", "osi", False),
        ("AGPL-3.0-only", "no-copyleft", True),
        ("AGPL-3.0-only OR Apache-2.0", "no-copyleft", False),
    ],
)
def test_policies_over_classes_and_osi(expression: str, policy_id: str, barred: bool) -> None:
    found = standing(known(expression), profile={"hosted": False}, policies={policy_id: True})
    assert (found is Standing.IMPOSSIBLE) is barred


def test_a_policy_over_verdicts_follows_the_facts() -> None:
    terms = known("LicenseRef-Terms")
    on = {"no-bills": True}
    assert standing(terms, profile={"revenue": 20_000_000, "subscriptions": ()}, policies=on) is Standing.IMPOSSIBLE
    assert (
        standing(terms, profile={"revenue": 20_000_000, "subscriptions": ("tool",)}, policies=on) is Standing.POSSIBLE
    )
    assert standing(terms, profile={"revenue": 1, "subscriptions": ()}, policies=on) is Standing.POSSIBLE


def test_a_verdict_that_matters_must_be_accepted() -> None:
    engine = Engine(known("LicenseRef-Terms"))
    stated = session(profile={"revenue": 20_000_000, "hosted": False}, choices={"t": "tool"})
    (finding,) = [f for f in engine.assess(stated).findings if f.id == "licence:tool"]
    assert finding.severity == "must-accept"
    assert not finding.accepted
    signed = stated.model_copy(
        update={"accepted": session(accepted={"licence:tool": {"by": "l", "because": "x"}}).accepted}
    )
    assert next(f for f in engine.assess(signed).findings if f.id == "licence:tool").accepted
    harmless = session(profile={"revenue": 1, "hosted": False}, choices={"t": "tool"})
    assert not [f for f in engine.assess(harmless).findings if f.id == "licence:tool"]


def test_expressions_are_read_with_their_brackets() -> None:
    node = parse("Apache-2.0 AND (MIT OR SSPL-1.0)")
    assert node.op == "and"
    assert [p.op for p in node.parts] == ["", "or"]
    assert list(node.keys()) == ["Apache-2.0", "MIT", "SSPL-1.0"]
