"""Whole clusters of four kinds: what runs is found, what only looks like it is not, the rest is named as unknown."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from advisor.catalog.load import load_catalog
from advisor.discover.discovery import Discovery, discover, merge
from advisor.model.catalog import Catalog
from advisor.model.session import Session
from advisor.session import edit
from advisor.session.file import dump, load

DUMPS = Path(__file__).parent / "dumps"
RUNS = {
    "kubeadm": {
        *(
            "argo-rollouts",
            "argocd",
            "calico",
            "ceph",
            "cert-manager",
            "containerd",
            "docker",
            "elasticsearch",
            "falco",
        ),
        *("fluent-bit", "grafana", "harbor", "ingress-nginx", "jaeger", "jenkins", "keycloak", "kibana"),
        *("kube-proxy", "kube-vip", "kyverno", "metallb", "prometheus", "rook-ceph", "strimzi", "vault", "velero"),
    },
    "eks": {
        *("argocd", "cert-manager", "cloud-csi", "containerd", "gateway-api", "github-actions", "grafana", "istio"),
        *("kiali", "knative", "kube-proxy", "loki", "opensearch", "opensearch-dashboards", "opentelemetry"),
        *("prometheus", "tempo", "trivy-operator", "velero"),
    },
    "k3s": {
        *("cilium", "cloudnative-pg", "containerd", "envoy-gateway", "flux", "gateway-api", "headlamp", "hubble"),
        *("longhorn", "minio", "openbao", "vector", "zipkin"),
    },
    "rancher": {
        *("argocd", "cert-manager", "clickhouse", "containerd", "external-snapshotter", "fluent-bit", "gitlab"),
        *("grafana", "harbor", "ingress-nginx", "istio", "kiali", "kubevirt", "longhorn", "prometheus", "teleport"),
        "vault",
    },
}
"""What the person who wrote the dumps put into them."""
LEFT_BEHIND = {
    "kubeadm": {"istio", "external-snapshotter"},
    "eks": {"cilium"},
    "k3s": set(),
    "rancher": {"calico", "kyverno"},
}
"""Components of which only definitions are there."""
UNKNOWN = {
    "kubeadm": {"nfs.csi.k8s.io", "shop-umbrella", "shop.corp.example"},
    "eks": {"602401143452.dkr.ecr.ap-northeast-2.amazonaws.com/amazon-k8s-cni", "ingress.k8s.aws/alb", "karpenter.sh"},
    "k3s": {"traefik.io/ingress-controller", "rancher.io/local-path", "rancher/klipper-lb"},
    "rancher": {"fleet.cattle.io", "rancher/hardened-flannel"},
}


@pytest.fixture(scope="module")
def catalog() -> Catalog:
    return load_catalog()


def site(kind: str, catalog: Catalog) -> Discovery:
    return discover(sorted(DUMPS.glob(f"site-{kind}-*.json")), catalog)


@pytest.mark.parametrize("kind", RUNS)
def test_what_runs_is_found_and_nothing_else(kind: str, catalog: Catalog) -> None:
    found = site(kind, catalog)
    running = {item.component for item in found.existing if item.runs}
    assert running - RUNS[kind] == set(), "no false positive"
    assert len(running & RUNS[kind]) >= 0.95 * len(RUNS[kind]), RUNS[kind] - running
    assert {item.component for item in found.existing if not item.runs} == LEFT_BEHIND[kind]


@pytest.mark.parametrize("kind", RUNS)
def test_each_finding_names_an_object_of_the_dump(kind: str, catalog: Catalog) -> None:
    text = "".join(path.read_text() for path in sorted(DUMPS.glob(f"site-{kind}-*.json")))
    for item in site(kind, catalog).existing:
        assert item.evidence
        for evidence in item.evidence:
            name = evidence.removesuffix(")").rpartition(" ")[2].rpartition("/")[2]
            assert f'"{name}"' in text, evidence


@pytest.mark.parametrize("kind", RUNS)
def test_what_the_knowledge_lacks_is_named(kind: str, catalog: Catalog) -> None:
    unknown = {item.value for item in site(kind, catalog).unknown}
    assert UNKNOWN[kind] <= unknown
    assert not {value for value in unknown if "/shop/" in value or "/erp/" in value or "/acme/" in value}


def test_marks_of_the_sites(catalog: Catalog) -> None:
    marks = {kind: {item.component: item.attention for item in site(kind, catalog).existing} for kind in RUNS}
    assert "retired" in marks["kubeadm"]["ingress-nginx"]
    assert "end-of-life" in marks["rancher"]["vault"]
    assert marks["eks"]["grafana"] == ()
    ends = {kind: next(f for f in site(kind, catalog).facts if f.fact == "kubernetes_version") for kind in RUNS}
    assert ends["kubeadm"].attention == ("end-of-life",)
    assert ends["eks"].attention == ()


FACTS: dict[str, dict[str, Any]] = {
    "kubeadm": {"control_planes": 3, "workers": 4, "kernel_version": "6.8", "os_family": "ubuntu"},
    "eks": {"workers": 5, "managed_kubernetes": "eks", "cloud": "aws", "os_family": "other"},
    "k3s": {"control_planes": 1, "workers": 2, "kernel_version": "6.1", "os_family": "debian", "os_version": "12"},
    "rancher": {"control_planes": 3, "kernel_version": "4.18", "os_family": "rhel", "os_version": "8.10"},
}


@pytest.mark.parametrize("kind", RUNS)
def test_facts_of_the_sites(kind: str, catalog: Catalog) -> None:
    merged = merge(Session(name="s"), catalog, site(kind, catalog))
    assert FACTS[kind].items() <= dict(merged.session.profile).items()
    assert merged.refused == ()


def test_what_was_seen_stays_with_the_session(catalog: Catalog) -> None:
    session = merge(Session(name="s"), catalog, site("rancher", catalog)).session
    assert session.seen["vault"].version == "1.21.0"
    assert session.seen["vault"].attention == ("end-of-life",)
    assert "StatefulSet vault/vault" in (session.seen["vault"].evidence or "")
    assert set(session.seen) == set(session.existing) == RUNS["rancher"]
    again = load(dump(session), catalog)
    assert (again.problems, again.session) == ((), session)
    assert "vault" not in edit.set_existing(session, "vault", False).seen
    wrong = load(dump(session).replace("  vault:\n", "  valut:\n", 1), catalog)
    assert [(p.nearest, p.key) for p in wrong.problems] == [("vault", "seen.valut")]


@pytest.mark.parametrize(
    ("image", "component"),
    [
        ("harbor.corp.example/shop/vector:1", None),
        ("ghcr.io/acme/flux:9", None),
        ("cassandra:5.0", "cassandra"),
        ("docker.io/library/cassandra:5.0", "cassandra"),
        ("registry.local/bitnami/cassandra:5.0", "cassandra"),
        ("rancher/mirrored-grafana-grafana:11", "grafana"),
        ("rancher/mirrored-acme-grafana:11", None),
    ],
)
def test_an_application_named_like_a_product_is_none(image: str, component: str | None, catalog: Catalog) -> None:
    from advisor.discover.signs import Sign, index, meaning_of  # noqa: PLC0415

    meaning = meaning_of(Sign("image", image.rpartition(":")[0], None, ""), index(catalog))
    assert (meaning.component if meaning else None) == component
