"""A stack becomes a plan: what is installed, in which order, with which settings."""

from __future__ import annotations

from typing import Any

import pytest

from advisor.errors import BadInput
from advisor.model.plan import Plan, Release
from advisor.plan.build import build_plan
from advisor.plan.invariants import check
from advisor.plan.wiring import values_of
from tests.plan import small


def release(plan: Plan, name: str) -> Release:
    return next(r for r in plan.releases if r.id == name)


def test_the_plan_keeps_every_invariant() -> None:
    assert check(small.plan()) == []


def test_every_component_of_the_stack_is_installed_or_explained() -> None:
    plan = small.plan()
    assert [r.id for r in plan.releases] == [
        "cilium", "prometheus-operator-crds", "snapshotter", "argocd",
        "cert-manager", "platform-gateway", "kube-prometheus-stack", "loki",
    ]  # fmt: skip
    assert [p.component for p in plan.pages] == ["kubeadm", "lens"]


def test_waves_follow_install_needs_after_and_integrations() -> None:
    plan = small.plan()
    assert release(plan, "loki").needs == ("cert-manager",)
    assert set(release(plan, "kube-prometheus-stack").needs) == {"prometheus-operator-crds", "cert-manager"}
    assert (release(plan, "cert-manager").wave, release(plan, "loki").wave) == (10, 20)


def test_what_the_bootstrap_needs_moves_into_the_bootstrap() -> None:
    parts = [dict(c) for c in small.COMPONENTS]
    argocd = next(c for c in parts if c["id"] == "argocd")
    argocd["releases"] = [small.helm("argocd", "argo-cd", "argocd", phase=10, after=["cert-manager"])]
    plan = small.plan(cat=small.catalog(components=parts))
    assert release(plan, "cert-manager").phase == 10
    assert release(plan, "cert-manager").owner == "helm"
    assert check(plan) == []


def test_a_stated_order_is_stronger_than_what_components_need() -> None:
    stated = small.integration("stated", after=[["cert-manager", "loki"]])
    plan = small.plan(cat=small.catalog(integrations=[*small.INTEGRATIONS, stated]))
    assert release(plan, "loki").needs == ()
    assert release(plan, "cert-manager").needs == ("loki",)


def test_pods_wait_for_the_network_and_definitions_do_not() -> None:
    plan = small.plan()
    assert release(plan, "argocd").needs == ("cilium",)
    assert release(plan, "prometheus-operator-crds").needs == ()


def test_a_circle_is_named() -> None:
    parts = [dict(c) for c in small.COMPONENTS]
    for name, after in (("cert-manager", "loki"), ("loki", "cert-manager")):
        found = next(c for c in parts if c["id"] == name)
        found["releases"] = [{**found["releases"][0], "after": [after]}]
    with pytest.raises(BadInput, match=r"wait for each other: .*loki"):
        small.plan(cat=small.catalog(components=parts))


def test_wiring_that_would_close_a_circle_is_only_a_wish() -> None:
    wishes = small.integration("circle", after=[["loki", "harbor"], ["harbor", "loki"]])
    plan = small.plan({"registry": "harbor"}, cat=small.catalog(integrations=[wishes]))
    assert "harbor" in release(plan, "loki").needs
    assert "loki" not in release(plan, "harbor").needs


@pytest.mark.parametrize(("cd", "owner"), [("argocd", "argocd"), ("flux", "flux"), ("none", "helm")])
def test_the_delivery_tool_owns_what_comes_after_the_bootstrap(cd: str, owner: str) -> None:
    plan = small.plan({"cd": cd})
    assert release(plan, "loki").owner == owner
    assert release(plan, "cilium").owner == "helm"
    assert check(plan) == []


def test_without_git_our_own_objects_are_applied_by_hand() -> None:
    plan = small.plan(state=small.session(profile={"air_gapped": True}))
    assert plan.gitops == "none"
    assert release(plan, "platform-gateway").owner == "kubectl"
    assert release(plan, "loki").owner == "argocd"
    assert check(plan) == []


def test_settings_say_where_they_come_from() -> None:
    cilium = release(small.plan(state=small.session(inputs={"api_endpoint": "10.0.0.10"})), "cilium")
    host = next(s for s in cilium.settings if s.path == "k8sServiceHost")
    assert (host.value, host.inputs, host.origin) == ("10.0.0.10", ("api_endpoint",), "cilium-no-kube-proxy")
    assert values_of(cilium.settings) == {
        "ipam": {"operator": {"clusterPoolIPv4PodCIDRList": ["10.244.0.0/16"]}},
        "kubeProxyReplacement": "true",
        "k8sServiceHost": "10.0.0.10",
        "k8sServicePort": 6443,
    }


def test_wiring_follows_the_choice() -> None:
    assert len(release(small.plan({"kube-proxy": "nftables"}), "cilium").settings) == 1
    assert release(small.plan({"log-store": "none"}), "kube-prometheus-stack").settings == ()


def test_inputs_are_listed_with_where_they_show() -> None:
    plan = small.plan()
    found = {i.id: i for i in plan.inputs}
    assert found["s3_host"].placeholder
    assert found["s3_host"].used_in == ("values/loki.yaml",)
    assert not found["api_port"].placeholder
    assert "registry_host" not in found
    assert next(o.id for o in plan.open_items if o.kind == "input") == "api_endpoint"


def test_images_come_with_digests_and_follow_the_settings() -> None:
    parts = [*small.INTEGRATIONS, small.integration("ui", sets=[small.put("cilium", "hubble.ui.enabled", value=True)])]
    plain = {i.ref: i.digest for i in release(small.plan(), "cilium").images}
    with_ui = {i.ref for i in release(small.plan(cat=small.catalog(integrations=parts)), "cilium").images}
    assert str(plain["quay.io/cilium/cilium:v1.20.0"]).startswith("sha256:")
    assert not any("hubble-ui" in ref for ref in plain)
    assert any("hubble-ui" in ref for ref in with_ui)


def test_namespaces_admit_what_is_in_them() -> None:
    level = {n.name: n.pod_security for n in small.plan().namespaces}
    assert level == {
        "argocd": "restricted", "cert-manager": "restricted", "gateway-system": "restricted",
        "logging": "restricted", "monitoring": "privileged",
    }  # fmt: skip


def test_what_the_site_runs_is_a_prerequisite() -> None:
    plan = small.plan({"registry": "harbor"}, state=small.session(existing=["harbor"]))
    assert "harbor" not in [r.id for r in plan.releases]
    found = [p for p in plan.prerequisites if p.kind == "existing"]
    assert [(p.name, p.check) for p in found] == [("harbor", "namespace:harbor")]
    assert next(c for c in plan.components if c.id == "harbor").existing
    assert check(plan) == []


def test_only_a_version_that_was_seen_is_said_to_be_seen() -> None:
    """The version that would be installed is no news about the one that runs."""
    for seen, version in (({}, None), ({"harbor": {"version": "2.9.1"}}, "2.9.1")):
        state = small.session(existing=["harbor"], seen=seen)
        plan = small.plan({"registry": "harbor"}, state=state)
        (found,) = [p for p in plan.prerequisites if p.kind == "existing"]
        assert ("version" in found.text.en) == (version is not None)
        assert version is None or version in found.text.en


def test_only_the_highest_kernel_floor_is_asked_for() -> None:
    assert [p.check for p in small.plan().prerequisites if p.kind == "kernel"] == ["kernel:5.10"]


def test_secrets_and_storage_are_prerequisites() -> None:
    checks = [p.check for p in small.plan().prerequisites]
    assert "secret:monitoring/grafana-admin" in checks
    assert "storageclass:standard" in checks


def test_totals_and_capacity() -> None:
    plan = small.plan(state=small.session(profile={"node_cpus": 1, "node_memory_gib": 64}))
    assert (plan.totals.cpu_m, plan.totals.memory_mi, plan.totals.storage_gi) == (1250, 5632, 60)
    assert sum(row[1] for row in plan.totals.per_wave) == plan.totals.cpu_m
    assert "capacity:cpu" not in [o.id for o in plan.open_items]
    tight = small.plan(state=small.session(profile={"workers": 1, "node_cpus": 1}))
    assert "capacity:cpu" in [o.id for o in tight.open_items]


def test_the_date_comes_from_the_session() -> None:
    stated: dict[str, Any] = {"choices": {"cni": {"option": "cilium", "by": "net", "at": "2026-11-23T10:00:00Z"}}}
    plan = small.plan(state=small.session(**stated))
    assert plan.stack.created == "2026-11-23T10:00:00Z"
    assert small.plan().stack.created == "2026-11-24T00:00:00Z"
    cni = next(d for d in plan.decisions if d.id == "cni")
    assert (cni.by, cni.who) == ("person", "net")


def test_no_stack_no_plan() -> None:
    cat = small.catalog()
    with pytest.raises(BadInput, match="no valid stack"):
        build_plan(cat, small.session(), small.assess(cat, {}), tool_version="0")


def test_a_chart_without_a_version_is_refused() -> None:
    parts = [c if c["id"] != "loki" else {**c, "versions": []} for c in small.COMPONENTS]
    with pytest.raises(BadInput, match="no version of chart loki"):
        small.plan(cat=small.catalog(components=parts))
