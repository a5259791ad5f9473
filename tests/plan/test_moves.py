"""What moved between two plans, and whether the knowledge says that it is safe."""

from __future__ import annotations

import pytest

from advisor.model.catalog import Catalog
from advisor.model.component import SeenVersion
from advisor.model.plan import Plan
from advisor.plan.moves import MoveVerdict, drift
from tests.plan import small

DAY = "2026-11-24"
NAME = "cilium"


def seen(version: str, kubernetes: str | None = ">=1.33,<=1.36", **parts: object) -> SeenVersion:
    return SeenVersion.model_validate(
        {"version": version, "seen": DAY, "kubernetes": kubernetes, "sources": [small.SOURCE], **parts}
    )


def with_versions(catalog: Catalog, *versions: SeenVersion) -> Catalog:
    components = [c.model_copy(update={"versions": versions}) if c.id == NAME else c for c in catalog.components]
    return catalog.model_copy(update={"components": tuple(components)})


def at(plan: Plan, version: str | None) -> Plan:
    components = [c.model_copy(update={"version": version}) if c.id == NAME else c for c in plan.components]
    return plan.model_copy(update={"components": tuple(components)})


@pytest.mark.parametrize(
    ("before", "after", "known", "verdict"),
    [
        ("1.19.4", "1.20.0", seen("1.20.0"), MoveVerdict.SAFE),
        ("1.20.0", "1.20.1", seen("1.20.1"), MoveVerdict.SAFE),
        ("1.18.0", "1.20.0", seen("1.20.0"), MoveVerdict.MANUAL),
        ("1.20.0", "2.0.0", seen("2.0.0"), MoveVerdict.MANUAL),
        ("1.20.0", "1.19.4", seen("1.19.4"), MoveVerdict.BLOCKED),
        ("1.19.4", "1.20.0", seen("1.20.0", "<=1.35"), MoveVerdict.BLOCKED),
        ("1.19.4", "1.20.0", seen("1.20.0", blocked={"en": "no", "ko": "안 됨"}), MoveVerdict.BLOCKED),
        ("1.19.4", "1.20.0", seen("1.20.0", by_name={"en": "Name only.", "ko": "이름만."}), MoveVerdict.UNKNOWN),
        ("1.19.4", "1.20.0", seen("1.20.0", None), MoveVerdict.UNKNOWN),
        ("1.19.4", "1.20.0", seen("1.21.0"), MoveVerdict.UNKNOWN),
        ("main", "1.20.0", seen("1.20.0"), MoveVerdict.UNKNOWN),
        (None, "1.20.0", seen("1.20.0"), MoveVerdict.UNKNOWN),
    ],
)
def test_a_move_is_judged_by_what_is_documented(
    before: str | None, after: str, known: SeenVersion, verdict: MoveVerdict
) -> None:
    catalog = with_versions(small.catalog(), known)
    plan = small.plan()
    found = drift(catalog, at(plan, before), at(plan, after))
    (move,) = found.moves
    assert (move.component, move.verdict) == (NAME, verdict)
    assert found.certain == (verdict in (MoveVerdict.SAFE, MoveVerdict.MANUAL))


def test_the_same_plan_has_not_moved() -> None:
    plan = small.plan()
    found = drift(small.catalog(), plan, plan)
    assert (found.answers, found.moves, found.certain) == ((), (), True)


def test_what_left_needs_a_hand_and_what_came_does_not() -> None:
    plan = small.plan()
    without = plan.model_copy(update={"components": tuple(c for c in plan.components if c.id != NAME)})
    (gone,) = drift(small.catalog(), plan, without).moves
    (new,) = drift(small.catalog(), without, plan).moves
    assert (gone.verdict, new.verdict) == (MoveVerdict.MANUAL, MoveVerdict.SAFE)


def test_changed_answers_are_named() -> None:
    plan = small.plan()
    other = plan.model_copy(update={"cluster": plan.cluster.model_copy(update={"kubernetes": "1.35.8"})})
    assert ("kubernetes", plan.cluster.kubernetes, "1.35.8") in drift(small.catalog(), plan, other).answers


@pytest.mark.parametrize(
    ("known", "verdict"),
    [
        (seen("1.20.0", ">=1.33,<=1.36"), MoveVerdict.BLOCKED),
        (seen("1.20.0", None), MoveVerdict.UNKNOWN),
        (seen("1.20.0", ">=1.33,<=1.37"), None),
        (seen("1.19.0", "<=1.30"), None),
    ],
)
def test_what_stays_is_judged_when_kubernetes_moves(known: SeenVersion, verdict: MoveVerdict | None) -> None:
    plan = at(small.plan(), "1.20.0")
    later = plan.model_copy(update={"cluster": plan.cluster.model_copy(update={"kubernetes": "1.37.1"})})
    moves = {m.component: m.verdict for m in drift(with_versions(small.catalog(), known), plan, later).moves}
    assert moves.get(NAME) == verdict
    same_minor = plan.model_copy(update={"cluster": plan.cluster.model_copy(update={"kubernetes": "1.36.9"})})
    if plan.cluster.kubernetes.startswith("1.36"):
        assert drift(with_versions(small.catalog(), known), plan, same_minor).moves == ()


@pytest.mark.parametrize(
    ("known", "verdict"),
    [
        (seen("1.20.0"), MoveVerdict.SAFE),
        (seen("1.20.0", "<=1.30"), MoveVerdict.BLOCKED),
        (seen("1.20.0", blocked={"en": "no", "ko": "안 됨"}), MoveVerdict.BLOCKED),
    ],
)
def test_what_came_must_suit_the_cluster(known: SeenVersion, verdict: MoveVerdict) -> None:
    plan = at(small.plan(), "1.20.0")
    without = plan.model_copy(update={"components": tuple(c for c in plan.components if c.id != NAME)})
    (move,) = drift(with_versions(small.catalog(), known), without, plan).moves
    assert move.verdict == verdict
