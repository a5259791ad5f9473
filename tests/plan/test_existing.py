"""What the site already runs has the address the site names: nothing in a bundle asks for a Service nobody makes."""

from __future__ import annotations

import random
from collections.abc import Iterator
from functools import cache

import pytest

from advisor.harvest.addresses import Address, Services, addresses_in
from advisor.model.plan import Plan, PlanObject
from advisor.model.session import Session
from advisor.plan.build import build_plan
from advisor.plan.invariants import check
from advisor.plan.wiring import values_of
from advisor.session import edit
from tests.export.test_every_option import SITE, random_session
from tests.upstream.bundles import catalog, engine

IN_CLUSTER = ("helm", "objects", "manifests")
RUNNING = tuple(
    c.id for c in catalog().components if c.context is None and any(r.how in IN_CLUSTER for r in c.releases)
)
"""Every component that the bundle would install in the cluster, and that a site may run already."""
FEW, MANY = 20, 120

FULL = {
    "identity": "keycloak", "entry": "envoy-gateway", "certificates": "cert-manager", "telemetry": "opentelemetry",
    "service-mesh": "istio", "mesh-view": "kiali", "runtime-security": "falco", "profiling": "pyroscope",
    "registry": "harbor", "backup": "velero", "secrets": "openbao", "object-storage": "ceph-rgw", "cd": "argocd",
}  # fmt: skip
"""Choices that are wired with many others; each is taken where the component under test leaves it possible."""


def stranded(plan: Plan) -> list[str]:
    """In-cluster addresses that nothing in the plan makes and no answer of the site names."""
    services = Services(plan, {})
    named = set(map(str, addresses_in([i.value for i in plan.inputs])))
    return [
        f"{r.id}: {address}"
        for r in plan.releases
        for address in asked(r.settings, r.objects)
        if str(address) not in named and not services.has(address)
    ]


def asked(settings: object, objects: tuple[PlanObject, ...]) -> Iterator[Address]:
    yield from addresses_in(values_of(settings))  # type: ignore[arg-type]
    yield from addresses_in([o.object for o in objects])


def planned(state: Session) -> Plan:
    assessment = engine().assess(state, count_budget=0, repairs=False)
    assert assessment.stack
    return build_plan(catalog(), state, assessment, tool_version="test")


def start(existing: tuple[str, ...] = ()) -> Session:
    facts = {**SITE, "workers": 6, "location": "on-premises", "platform_size": "medium", "ldap_directory": True}
    profile = {k: catalog().fact_by_id[k].check(v) for k, v in facts.items()}
    return Session(name="existing", profile=profile, existing=existing)


def choose(state: Session, decision: str, option: str) -> Session:
    """The choice made, where it is possible."""
    standing = engine().standings(state).get(decision, {}).get(option)
    return state if standing is None or standing.value == "impossible" else edit.choose(state, decision, option)


def surrounded(component: str) -> Session:
    """A site that runs `component`, with as much chosen beside it as it leaves possible."""
    state = start((component,))
    for decision, option in catalog().options():
        if component in option.brings():
            state = choose(state, decision.id, option.id)
    for decision_id, option_id in FULL.items():
        if decision_id not in state.choices:
            state = choose(state, decision_id, option_id)
    return state


@cache
def around(component: str) -> Plan:
    return planned(surrounded(component))


@pytest.mark.parametrize("component", RUNNING)
def test_nothing_asks_for_a_service_of_what_the_site_runs(component: str) -> None:
    plan = around(component)
    assert component not in {r.component for r in plan.releases}
    assert stranded(plan) == []
    assert [str(p) for p in check(plan) if p.check != "nothing-is-out-of-support"] == []


def test_most_components_are_wired_where_they_run_already() -> None:
    used = [c for c in RUNNING if any(p.id == c and p.existing for p in around(c).components)]
    assert len(used) > 0.8 * len(RUNNING), sorted(set(RUNNING) - set(used))


def with_existing(seed: int) -> Session:
    """A random stack of which the site already runs some parts, at random."""
    state = random_session(seed)
    first = planned(state)
    dice = random.Random(seed)
    there = sorted({r.component for r in first.releases})
    return state.model_copy(update={"existing": tuple(c for c in there if dice.random() < 0.4)})


@pytest.mark.parametrize("seed", range(FEW))
def test_random_stacks_with_existing_parts_are_wired(seed: int) -> None:
    assert stranded(planned(with_existing(seed))) == []


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(FEW, MANY))
def test_many_random_stacks_with_existing_parts_are_wired(seed: int) -> None:
    assert stranded(planned(with_existing(seed))) == []


def test_an_address_written_by_hand_is_found() -> None:
    """The twin: wiring that knows the Service of what the site runs, and one that mistypes a port."""
    plan = around("loki")
    for text in ("http://loki-gateway.logging.svc.cluster.local", "loki-gateway.logging.svc"):
        first = next(r for r in plan.releases if r.settings)
        setting = first.settings[0].model_copy(update={"path": "stray", "value": text})
        changed = first.model_copy(update={"settings": (*first.settings, setting)})
        broken = plan.model_copy(update={"releases": (changed, *(r for r in plan.releases if r is not first))})
        assert len(stranded(broken)) == 1
    named = plan.model_copy(update={"inputs": tuple(
        i.model_copy(update={"value": "http://loki-gateway.logging.svc"}) if i.id == "loki_url" else i
        for i in plan.inputs)})  # fmt: skip
    assert "loki_url" in {i.id for i in plan.inputs if i.placeholder}
    assert stranded(named) == []


PUBLIC = {
    spec.id: component
    for spec in catalog().inputs
    if spec.made_here and str(spec.default).endswith(".<domain>") and spec.default_unless
    for leaf in spec.default_unless.leaves()[-1:]
    if (component := leaf.existing)
}


def texts(plan: Plan) -> str:
    """Everything a plan writes: settings, objects, files of the hosts."""
    written = [values_of(r.settings) for r in plan.releases], [o.object for r in plan.releases for o in r.objects]
    return str((written, plan.cluster.host_facts))


@pytest.mark.parametrize("name", PUBLIC)
def test_the_public_address_of_what_the_site_runs_is_asked_once_and_used_everywhere(name: str) -> None:
    state = surrounded(PUBLIC[name])
    host = str(catalog().input_by_id[name].default).removeprefix("https://").replace("<domain>", "k8s.example.com")
    silent = planned(state)
    assert host not in texts(silent)
    asked_for = {i.id: i for i in silent.inputs if i.placeholder}
    told = planned(state.model_copy(update={"inputs": {name: "https://own.acme.test:8443/"}}))
    assert host not in texts(told)
    assert ("own.acme.test" in texts(told)) == (name in asked_for)
    assert name not in {i.id for i in told.inputs if i.placeholder}
    there = planned(start().model_copy(update={"choices": state.choices}))
    assert name not in {i.id for i in there.inputs}, "what the bundle installs has the name the bundle gives it"


def test_the_name_of_an_installed_keycloak_is_written_once() -> None:
    state = start().model_copy(update={"choices": surrounded("keycloak").choices})
    usual, other = (
        planned(state),
        planned(state.model_copy(update={"inputs": {"keycloak_url": "https://sso.acme.test"}})),
    )
    assert texts(usual).count("keycloak.k8s.example.com") == texts(other).count("sso.acme.test") > 10
    assert "keycloak.k8s.example.com" not in texts(other)
