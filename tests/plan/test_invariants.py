"""One broken plan per invariant: each is caught, and by the invariant that names it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from advisor.model.plan import Plan, PlanObject, Release, Secret, Setting
from advisor.plan.invariants import INVARIANTS, check
from tests.plan import small


def with_release(plan: Plan, name: str, **parts: Any) -> Plan:
    def changed(release: Release) -> Release:
        return release.model_copy(update=parts) if release.id == name else release

    return plan.model_copy(update={"releases": tuple(changed(r) for r in plan.releases)})


def with_cluster(plan: Plan, **parts: Any) -> Plan:
    return plan.model_copy(update={"cluster": plan.cluster.model_copy(update=parts)})


def with_setting(plan: Plan, name: str, *settings: Setting) -> Plan:
    release = next(r for r in plan.releases if r.id == name)
    return with_release(plan, name, settings=(*release.settings, *settings))


def setting(path: str, value: Any, origin: str = "one", order: int = 50) -> Setting:
    return Setting(path=path, value=value, why="x", origin=origin, order=order)


def obj(**parts: Any) -> PlanObject:
    return PlanObject(object={"apiVersion": "v1", "kind": "ConfigMap", **parts}, why="x")


def first_component(plan: Plan, **parts: Any) -> Plan:
    head, *rest = plan.components
    return plan.model_copy(update={"components": (head.model_copy(update=parts), *rest)})


BROKEN: list[tuple[str, Callable[[Plan], Plan]]] = [
    ("one-owner", lambda p: p.model_copy(update={"releases": (*p.releases, p.releases[-1])})),
    ("one-owner", lambda p: with_release(p, "loki", owner="helm")),
    ("one-owner", lambda p: with_release(p, "cilium", owner="argocd")),
    ("one-owner", lambda p: with_release(p, "snapshotter", owner="helm")),
    ("needs-come-earlier", lambda p: with_release(p, "loki", needs=("missing",))),
    ("needs-come-earlier", lambda p: with_release(p, "loki", wave=10)),
    ("needs-come-earlier", lambda p: with_release(p, "cilium", needs=("loki",))),
    ("components-are-planned", lambda p: with_release(p, "loki", component="missing")),
    ("components-are-planned", lambda p: first_component(p, requires=("missing",))),
    ("existing-is-not-installed", lambda p: with_release(first_component(p, existing=True), "loki",
                                                         component=p.components[0].id)),
    ("namespaces-admit-their-pods", lambda p: p.model_copy(update={"namespaces": p.namespaces[:1]})),
    ("namespaces-admit-their-pods", lambda p: p.model_copy(update={"namespaces": tuple(
        n.model_copy(update={"pod_security": "restricted"}) for n in p.namespaces)})),
    ("namespaces-admit-their-pods", lambda p: p.model_copy(update={"secrets": (
        Secret(name="s", namespace="nowhere", keys=("k",), text=p.inputs[0].text),)})),
    ("decided-once", lambda p: p.model_copy(update={"decisions": (*p.decisions, p.decisions[0])})),
    ("networks-are-apart", lambda p: with_cluster(p, service_cidr="10.244.128.0/20")),
    ("networks-are-apart", lambda p: with_cluster(p, pod_cidr="192.0.0.0/8")),
    ("networks-are-apart", lambda p: with_cluster(p, pod_cidr="not-a-network")),
    ("nothing-is-out-of-support", lambda p: first_component(p, end_of_life=date(2026, 11, 6))),
    ("settings-agree", lambda p: with_setting(p, "loki", setting("a.b", 1), setting("a", {"b": 2}, "two"))),
    ("settings-agree", lambda p: with_setting(p, "loki", setting("a", "x"), setting("a.b", 2, "two"))),
    ("placeholders-are-listed", lambda p: p.model_copy(update={"open_items": ()})),
    ("placeholders-are-listed", lambda p: with_setting(p, "loki", setting("a", {"b": ["<nobody_knows>"]}))),
    ("addresses-exist", lambda p: with_setting(p, "loki", setting("a", "http://loki.logging.svc.cluster.local:9999"))),
    ("no-secret-is-written", lambda p: with_release(p, "loki", objects=(
        obj(kind="Secret", metadata={"name": "s"}, stringData={"password": "x"}),))),
    ("objects-have-a-home", lambda p: with_release(p, "loki", objects=(obj(),))),
    ("objects-have-a-home", lambda p: with_release(p, "loki", objects=(
        obj(metadata={"name": "a", "namespace": "nowhere"}),))),
    ("objects-have-a-home", lambda p: with_release(p, "loki", objects=(obj(metadata={"name": "a"}),) * 2)),
    ("sources-are-pinned", lambda p: with_release(p, "loki", chart=None)),
    ("sources-are-pinned", lambda p: with_release(p, "platform-gateway", objects=())),
    ("sources-are-pinned", lambda p: with_release(p, "loki", chart=next(
        r for r in p.releases if r.id == "loki").chart.model_copy(update={"version": "latest"}))),  # type: ignore[union-attr]
]  # fmt: skip


@pytest.fixture(scope="module")
def plan() -> Plan:
    return small.plan()


@pytest.mark.parametrize(("name", "spoil"), BROKEN, ids=[f"{n}-{i}" for i, (n, _) in enumerate(BROKEN)])
def test_a_broken_plan_is_caught(plan: Plan, name: str, spoil: Callable[[Plan], Plan]) -> None:
    assert check(plan) == []
    assert name in {p.check for p in check(spoil(plan))}


def test_every_invariant_has_a_broken_plan() -> None:
    assert {f.__name__.replace("_", "-") for f in INVARIANTS} == {name for name, _ in BROKEN}


def test_the_same_value_twice_is_no_conflict(plan: Plan) -> None:
    same = with_setting(plan, "loki", setting("a.b", 1), setting("a", {"b": 1}, "two"))
    later = with_setting(plan, "loki", setting("a.b", 1), setting("a.b", 2, "two", order=60))
    assert check(same) == check(later) == []


def test_end_of_life_only_warns(plan: Plan) -> None:
    problems = check(first_component(plan, end_of_life=date(2026, 11, 6)))
    assert [p.severity for p in problems] == ["warning"]


def test_end_of_life_is_told_in_the_language_of_the_reader(plan: Plan) -> None:
    """The name in a plan is in the language of the bundle, so the component is told by its id."""
    (found,) = check(first_component(plan, name="키클락", end_of_life=date(2026, 11, 6)))
    assert "키클락" not in found.told("en")
    assert "support of version" in found.told("en")
    assert "2026-11-06에 끝났다" in found.told("ko")
