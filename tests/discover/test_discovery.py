"""Dumps of real shape are recognised: components, versions, facts and marks; hostile ones end in a message."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from advisor.catalog.load import load_catalog
from advisor.catalog.paths import knowledge_root
from advisor.discover.discovery import Discovery, Existing, SeenFact, discover, merge
from advisor.discover.signs import Meaning, Sign, index, meaning_of
from advisor.errors import BadInput
from advisor.model.catalog import Catalog
from advisor.model.session import Session
from advisor.plan.charts import load_chart_facts

DUMPS = Path(__file__).parent / "dumps"


@pytest.fixture(scope="module")
def catalog() -> Catalog:
    return load_catalog()


def written(tmp_path: Path, data: object, name: str = "dump.json") -> Path:
    path = tmp_path / name
    path.write_text(data if isinstance(data, str) else json.dumps(data), encoding="utf-8")
    return path


def seen(found: Discovery) -> dict[str, str | None]:
    return {item.component: item.version for item in found.existing}


def facts(found: Discovery) -> dict[str, object]:
    return {seen.fact: seen.value for seen in found.facts}


def deployment(image: str) -> dict[str, Any]:
    containers = [{"name": "c", "image": image}]
    return {
        "apiVersion": "apps/v1",
        "kind": "Deployment",
        "metadata": {"name": "d", "namespace": "n"},
        "spec": {"template": {"spec": {"containers": containers}}},
    }


def node(kubelet: str, kernel: str = "6.8.0", **spec: str) -> dict[str, Any]:
    info = {"kubeletVersion": kubelet, "kernelVersion": kernel}
    return {"apiVersion": "v1", "kind": "Node", "metadata": {}, "spec": spec, "status": {"nodeInfo": info}}


@pytest.mark.parametrize(
    ("dump", "components"),
    [
        (
            "kubeadm",
            {"calico": "v3.32.1", "containerd": "1.7.28", "ingress-nginx": "v1.15.1", "rook-ceph": None},
        ),
        ("kubeadm-helm", {"harbor": "2.15.1", "prometheus": "3.14.0"}),
        ("eks", {"argocd": "v3.5.1", "cloud-csi": None, "containerd": "2.2.1"}),
        ("k3s", {"cilium": "v1.17.3", "containerd": "2.3.2-k3s2", "longhorn": None}),
        ("rancher", {"cert-manager": None, "containerd": "2.1.5-k3s1", "vault": "1.21.0"}),
        ("argocd", {"loki": "3.7.6", "velero": "1.18.1"}),
        ("bom", {"cert-manager": "1.21.1", "harbor": "2.15.2"}),
    ],
)
def test_components_and_versions(dump: str, components: dict[str, str | None], catalog: Catalog) -> None:
    assert seen(discover([DUMPS / f"{dump}.json"], catalog)) == components


@pytest.mark.parametrize(
    ("dump", "expected"),
    [
        (
            "kubeadm",
            {
                "kubernetes_version": "1.34",
                "kernel_version": "5.4",
                "control_planes": 3,
                "workers": 2,
                "os_family": "ubuntu",
                "os_version": "20.04",
            },
        ),
        (
            "eks",
            {
                "kubernetes_version": "1.35",
                "kernel_version": "6.12",
                "workers": 2,
                "location": "public-cloud",
                "cloud": "aws",
                "managed_kubernetes": "eks",
                "os_family": "other",
            },
        ),
        (
            "rancher",
            {
                "kubernetes_version": "1.35",
                "kernel_version": "4.18",
                "control_planes": 1,
                "workers": 1,
                "os_family": "rhel",
                "os_version": "8.10",
            },
        ),
        ("kubeadm-helm", {}),
    ],
)
def test_facts_of_the_nodes(dump: str, expected: dict[str, object], catalog: Catalog) -> None:
    """The oldest node counts: one worker of kubeadm.json is behind the others in kernel and version."""
    assert facts(discover([DUMPS / f"{dump}.json"], catalog)) == expected


@pytest.mark.parametrize(
    ("kubelet", "spec", "expected"),
    [
        ("v1.35.1", {"providerID": "azure:///subscriptions/x"}, {"location": "public-cloud", "cloud": "azure"}),
        ("v1.35.1-gke.100", {"providerID": "gce://p/z/i"}, {"cloud": "gcp", "managed_kubernetes": "gke"}),
    ],
)
def test_other_clouds(
    kubelet: str, spec: dict[str, str], expected: dict[str, object], catalog: Catalog, tmp_path: Path
) -> None:
    assert expected.items() <= facts(discover([written(tmp_path, node(kubelet, **spec))], catalog)).items()


def test_several_dumps_are_one_site(catalog: Catalog) -> None:
    found = discover([DUMPS / "kubeadm.json", DUMPS / "kubeadm-helm.json"], catalog)
    assert {"calico", "harbor"} <= seen(found).keys()
    assert found.unknown_charts == ("our-own-app",)


@pytest.mark.parametrize(
    ("objects", "component", "mark"),
    [
        ([deployment("registry.k8s.io/ingress-nginx/controller:v1.15.1")], "ingress-nginx", "retired"),
        ([deployment("hashicorp/vault:1.21.0")], "vault", "end-of-life"),
        ([node("v1.36.1"), deployment("reg.kyverno.io/kyverno/kyverno:v1.19.0")], "kyverno", "outside-range"),
        ([deployment("quay.io/cilium/cilium:v9.0.0")], "cilium", "newer-than-seen"),
        ([deployment("quay.io/cilium/cilium:v1.2.3")], "cilium", "older-than-seen"),
    ],
)
def test_marks(objects: list[Any], component: str, mark: str, catalog: Catalog, tmp_path: Path) -> None:
    found = {e.component: e for e in discover([written(tmp_path, objects)], catalog).existing}
    assert mark in found[component].attention


def test_a_healthy_component_has_no_mark(catalog: Catalog, tmp_path: Path) -> None:
    objects = [node("v1.35.1"), deployment("reg.kyverno.io/kyverno/kyverno:v1.19.0")]
    assert Existing in {type(e) for e in discover([written(tmp_path, objects)], catalog).existing}
    assert [e.attention for e in discover([written(tmp_path, objects)], catalog).existing] == [()]


@pytest.mark.parametrize(
    ("image", "component"),
    [
        ("cilium/cilium:v1.20.0", "cilium"),
        ("mirror.local:5000/dockerhub/grafana/loki:3.7.6", "loki"),
        ("quay.io/calico/node@sha256:" + "a" * 64, "calico"),
        ("registry.local/prometheus/prometheus:v3.14.0-distroless", "prometheus"),
        ("docker.io/library/haproxy:3.0", None),
        ("example.org/notcilium/cilium-like:v1", None),
    ],
)
def test_images_count_by_the_end_of_their_path(
    image: str, component: str | None, catalog: Catalog, tmp_path: Path
) -> None:
    assert set(seen(discover([written(tmp_path, deployment(image))], catalog))) == ({component} if component else set())


def test_a_part_tells_no_version(catalog: Catalog, tmp_path: Path) -> None:
    """The chart of the monitoring stack counts the operator's versions, not those of Prometheus."""
    release = {"name": "m", "namespace": "m", "chart": "kube-prometheus-stack-70.0.0", "app_version": "v0.80.0"}
    assert seen(discover([written(tmp_path, [release])], catalog)) == {"prometheus": None}


def test_a_definition_tells_its_bundle_version(catalog: Catalog, tmp_path: Path) -> None:
    group = "gateway.networking.k8s.io"
    definition = {
        "apiVersion": "apiextensions.k8s.io/v1",
        "kind": "CustomResourceDefinition",
        "metadata": {"name": f"gateways.{group}", "annotations": {f"{group}/bundle-version": "v1.6.1"}},
        "spec": {"group": group},
    }
    assert seen(discover([written(tmp_path, definition)], catalog)) == {"gateway-api": "v1.6.1"}


def test_two_programs_of_one_group_are_told_apart(catalog: Catalog) -> None:
    known = index(catalog)
    for name, component in (("rollouts.argoproj.io", "argo-rollouts"), ("applications.argoproj.io", "argocd")):
        assert meaning_of(Sign("crd", name, None, ""), known) == Meaning(component)
    assert meaning_of(Sign("crd", "argoproj.io", None, ""), known) is None


GENERIC = {"base", "cni"}
"""Names of Istio's charts that anybody's chart may bear."""


def test_every_installed_chart_and_its_images_are_recognised(catalog: Catalog) -> None:
    """What we install today is found again tomorrow."""
    known = index(catalog)
    for component in catalog.components:
        for release in component.releases:
            if release.chart is not None and release.chart.name not in GENERIC:
                meaning = meaning_of(Sign("chart", release.chart.name, None, ""), known)
                assert meaning is not None, release.chart.name
                family = {component.id, component.id.removesuffix("-enterprise")}
                assert meaning.component in family, release.chart.name


def test_the_images_of_every_pinned_chart_are_recognised(catalog: Catalog) -> None:
    """At least one image that the harvested chart runs says which component it is."""
    known, store = index(catalog), load_chart_facts(knowledge_root())
    looked_at = 0
    for component in catalog.components:
        pins = [pin for seen in component.versions for pin in seen.charts.items()]
        found = [facts for chart, version in pins if (facts := store.facts(chart, version)) is not None]
        images = [image.ref.split("@")[0].rsplit(":", 1)[0] for facts in found for image in facts.images]
        if not images:
            continue
        looked_at += 1
        meanings = [meaning_of(Sign("image", image, None, ""), known) for image in images]
        names = {meaning.component for meaning in meanings if meaning is not None}
        assert {component.id, component.id.removesuffix("-enterprise")} & names, component.id
    assert looked_at > 30


def test_every_component_installed_in_the_cluster_has_signs(catalog: Catalog) -> None:
    installed = [c for c in catalog.components if any(r.how in ("helm", "manifests") for r in c.releases)]
    assert [c.id for c in installed if not c.detect] == []


def test_no_sign_belongs_to_two_components(catalog: Catalog) -> None:
    owners: dict[str, str] = {}
    for component in catalog.components:
        for sign in component.detect:
            assert owners.setdefault(sign, component.id) == component.id, sign
            kind, colon, value = sign.partition(":")
            assert not colon or kind in {"part", "chart", "image", "crd", "provisioner", "controller", "runtime"}, sign
            assert not colon or value, sign


def test_a_merge_fills_and_never_replaces(catalog: Catalog) -> None:
    stated = Session(name="s", profile={"kernel_version": "6.8", "workers": 2}, existing=("zipkin",))
    merged = merge(stated, catalog, discover([DUMPS / "kubeadm.json"], catalog))
    assert merged.session.profile["kernel_version"] == "6.8"
    assert merged.differing == (("kernel_version", "6.8", "5.4"),)
    assert "kubernetes_version" in merged.filled
    assert "workers" not in merged.filled
    assert {"zipkin", "calico"} <= set(merged.session.existing)
    assert stated.existing == ("zipkin",)


def test_a_value_that_no_answer_can_be_is_reported(catalog: Catalog) -> None:
    found = Discovery(existing=(), facts=(SeenFact("workers", 10**9, "counted"),), unknown=())
    merged = merge(Session(name="s"), catalog, found)
    assert "workers" not in merged.session.profile
    assert merged.refused


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("{", "not JSON"),
        ('{"a": 1}', "not recognised"),
        ("just words", "not recognised"),
        ('[1, 2, "three"]', "not recognised"),
        ("[" * 200_000, "not JSON"),
        ("a: &a [*a]", "anchors"),
        ("a: !!python/object/apply:os.system [ls]", "not permitted"),
        ("items: [" * 500, "nested deeper"),
    ],
)
def test_broken_input_is_refused(text: str, message: str, catalog: Catalog, tmp_path: Path) -> None:
    with pytest.raises(BadInput, match=message):
        discover([written(tmp_path, text)], catalog)


@pytest.mark.parametrize("text", ["[]", "{}", '{"kind": "List", "apiVersion": "v1", "items": []}'])
def test_an_empty_dump_is_no_error(text: str, catalog: Catalog, tmp_path: Path) -> None:
    assert discover([written(tmp_path, text)], catalog).existing == ()


def test_deep_lists_and_missing_files(catalog: Catalog, tmp_path: Path) -> None:
    inner: object = deployment("quay.io/cilium/cilium:v1.20.0")
    for _ in range(300):
        inner = {"items": [inner]}
    assert seen(discover([written(tmp_path, inner)], catalog)) == {"cilium": "v1.20.0"}
    with pytest.raises(BadInput):
        discover([tmp_path / "absent.json"], catalog)


WORDS = st.sampled_from(
    [
        "kind", "apiVersion", "metadata", "spec", "items", "status", "nodeInfo", "labels", "containers", "image",
        "chart", "namespace", "name", "group", "provisioner", "controller", "template", "source", "sources",
        "bomFormat", "components", "properties", "purl", "version", "providerID", "kubeletVersion", "kernelVersion",
        "containerRuntimeVersion", "osImage", "annotations", "app_version", "targetRevision",
    ]
)  # fmt: skip
LEAVES = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(),
    st.floats(allow_nan=False),
    st.text(max_size=12),
    st.sampled_from(
        [
            "Node", "Deployment", "CustomResourceDefinition", "StorageClass", "GatewayClass", "Application", "List",
            "v1", "argoproj.io/v1alpha1", "CycloneDX", "pkg:helm/x@1", "aws:///x", "v1.35.6", "cilium-1.20.0",
            "quay.io/cilium/cilium:v1.20.0", "containerd://2.3.4", "Ubuntu 22.04", "advisor:component", "harbor",
        ]
    ),
)  # fmt: skip
TREES = st.recursive(
    LEAVES, lambda inner: st.lists(inner, max_size=4) | st.dictionaries(WORDS, inner, max_size=7), max_leaves=30
)


@settings(max_examples=400, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(tree=TREES)
def test_wrong_types_anywhere_end_in_a_message(tree: object, catalog: Catalog, tmp_path: Path) -> None:
    """Whatever is in the file, it is read, or refused as bad input; nothing else escapes."""
    try:
        found = discover([written(tmp_path, tree)], catalog)
    except BadInput:
        return
    merge(Session(name="s"), catalog, found)


@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_one_wrong_part_in_a_real_dump(data: st.DataObject, catalog: Catalog, tmp_path: Path) -> None:
    """Any part of a real dump may be replaced by anything."""
    dump = json.loads((DUMPS / "kubeadm.json").read_text(encoding="utf-8"))
    place: Any = dump
    while True:
        keys = list(place) if isinstance(place, dict) else list(range(len(place)))
        key = data.draw(st.sampled_from(keys))
        if not isinstance(place[key], dict | list) or not place[key] or data.draw(st.integers(0, 3)) == 0:
            place[key] = data.draw(TREES)
            break
        place = place[key]
    try:
        merge(Session(name="s"), catalog, discover([written(tmp_path, dump)], catalog))
    except BadInput:
        return
