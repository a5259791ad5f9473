"""Every licence over every mix of answers and gaps: a gap never hides a verdict an answer would bring.

The facts of a licence are those its predicates ask for. Each takes every value of the matrix, and none at all.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product

import pytest

from advisor.catalog.load import load_catalog
from advisor.model.condition import Condition
from advisor.model.fact import Answer
from advisor.model.licence import Verdict
from advisor.model.session import Session
from advisor.solve.licence import effective, find, judge

CATALOG = load_catalog()
SWITCHES = ("public_sector", "sells_hosted_service", "redistributes", "modifies_software", "competes_with_vendor")
MATRIX: dict[str, tuple[Answer, ...]] = {
    "annual_revenue_usd": (9_999_999, 10_000_000),
    "funding_usd": (9_999_999, 10_000_000),
    "employees": (99, 100, 249, 250),
    "ci_minutes_per_month": (2000, 2001),
    **dict.fromkeys(SWITCHES, (False, True)),
}
SEVERITY = (Verdict.OK, Verdict.CONDITIONAL, Verdict.NEEDS_PURCHASE, Verdict.REFUSED)


def leaves(condition: Condition) -> Iterator[str]:
    for leaf in condition.leaves():
        if leaf.fact is not None:
            yield leaf.fact


def asked(component: str) -> tuple[str, ...]:
    """The facts that decide about the licence of a component, subscriptions apart."""
    keys = effective(CATALOG.component_by_id[component]).keys()
    licences = [licence for key in keys if (licence := find(CATALOG, key)) is not None]
    facts = {fact for licence in licences for p in licence.predicates for fact in leaves(p.when)}
    return tuple(sorted(facts - {"subscriptions"}))


JUDGED = [component.id for component in CATALOG.components if asked(component.id)]


def verdicts(component: str, bought: bool | None) -> dict[tuple[Answer | None, ...], Verdict]:
    """The verdict for every mix; None is an open question."""
    facts = asked(component)
    found = {}
    for answers in product(*((None, *MATRIX[fact]) for fact in facts)):
        profile = {fact: answer for fact, answer in zip(facts, answers, strict=True) if answer is not None}
        if bought is not None:
            profile["subscriptions"] = (component,) if bought else ()
        found[answers] = judge(CATALOG, Session(name="s", profile=profile), component).verdict
    return found


def completions(answers: tuple[Answer | None, ...], facts: tuple[str, ...]) -> Iterator[tuple[Answer | None, ...]]:
    """Every way to answer what is open."""
    return product(*((a,) if a is not None else MATRIX[f] for a, f in zip(answers, facts, strict=True)))


def test_the_matrix_knows_every_fact_a_licence_asks_for() -> None:
    assert {fact for component in JUDGED for fact in asked(component)} <= MATRIX.keys()
    assert {"lens", "teleport", "vault", "terraform", "elasticsearch", "grafana", "docker-desktop"} <= set(JUDGED)


@pytest.mark.parametrize("bought", [None, False, True])
@pytest.mark.parametrize("component", JUDGED)
def test_a_verdict_with_gaps_is_that_of_every_answer(component: str, bought: bool | None) -> None:
    """What is said while something is open holds however it is answered; where answers differ, it is unknown.

    Of a choice between licences the best that is certain counts already: an answer may only better it.
    """
    found = verdicts(component, bought)
    facts = asked(component)
    choice = effective(CATALOG.component_by_id[component]).op == "or"
    for answers, verdict in found.items():
        told = dict(zip(facts, answers, strict=True))
        possible = {found[full] for full in completions(answers, facts)}
        if choice and verdict is not Verdict.UNKNOWN:
            assert max(map(SEVERITY.index, possible)) <= SEVERITY.index(verdict), (component, told)
        elif None in answers and verdict is not Verdict.UNKNOWN:
            assert possible == {verdict}, (component, told)
        elif len(possible) > 1:
            assert verdict is Verdict.UNKNOWN, (component, told)


@pytest.mark.parametrize("component", JUDGED)
def test_with_everything_answered_only_the_texts_own_gaps_stay_unknown(component: str) -> None:
    """A full set of answers gives a verdict; Teleport leaves open whether small public bodies are meant."""
    for answers, verdict in verdicts(component, bought=False).items():
        if None not in answers and verdict is Verdict.UNKNOWN:
            told = dict(zip(asked(component), answers, strict=True))
            assert component == "teleport", (component, told)
            assert told["public_sector"] is True
