"""Pod Security levels, images, requests and references of rendered objects, each with what must be refused."""

from __future__ import annotations

import copy
from typing import Any

import pytest

from advisor.harvest.measure import quantity, requests_of, services_of
from advisor.harvest.pods import Pod, images_in, is_moving, level_of_pod, pods_of
from advisor.harvest.references import references_of

CONFINED = {
    "allowPrivilegeEscalation": False,
    "runAsNonRoot": True,
    "capabilities": {"drop": ["ALL"]},
    "seccompProfile": {"type": "RuntimeDefault"},
}


def deployment(**spec: Any) -> dict[str, Any]:
    container = {"name": "c", "image": "quay.io/a/b:1", "securityContext": copy.deepcopy(CONFINED)}
    template = {"spec": {"containers": [container], **spec}}
    return {"apiVersion": "apps/v1", "kind": "Deployment", "metadata": {"name": "d"}, "spec": {"template": template}}


def pod(obj: dict[str, Any]) -> Pod:
    return next(iter(pods_of(obj)))


def container(obj: dict[str, Any]) -> dict[str, Any]:
    found: dict[str, Any] = obj["spec"]["template"]["spec"]["containers"][0]
    return found


def test_a_confined_pod_is_restricted() -> None:
    assert level_of_pod(pod(deployment())) == ("restricted", "")


@pytest.mark.parametrize(
    "context",
    [
        {"runAsNonRoot": False},
        {"runAsNonRoot": None},
        {"allowPrivilegeEscalation": None},
        {"runAsUser": 0},
        {"capabilities": {}},
        {"capabilities": {"drop": ["ALL"], "add": ["CHOWN"]}},
        {"seccompProfile": None},
    ],
)
def test_what_restricted_refuses(context: dict[str, Any]) -> None:
    obj = deployment()
    container(obj)["securityContext"] |= context
    assert level_of_pod(pod(obj))[0] == "baseline"


@pytest.mark.parametrize(
    ("spec", "part"),
    [
        ({"hostNetwork": True}, {}),
        ({"hostPID": True}, {}),
        ({"volumes": [{"name": "v", "hostPath": {"path": "/"}}]}, {}),
        ({"securityContext": {"sysctls": [{"name": "vm.max_map_count", "value": "1"}]}}, {}),
        ({"securityContext": {"seccompProfile": {"type": "Unconfined"}}}, {}),
        ({}, {"securityContext": {"privileged": True}}),
        ({}, {"securityContext": {"capabilities": {"add": ["NET_ADMIN"]}}}),
        ({}, {"securityContext": {"procMount": "Unmasked"}}),
        ({}, {"securityContext": {"seLinuxOptions": {"type": "spc_t"}}}),
        ({}, {"ports": [{"containerPort": 1, "hostPort": 1}]}),
        ({}, {"livenessProbe": {"httpGet": {"host": "localhost", "port": 1}}}),
    ],
)
def test_what_baseline_refuses(spec: dict[str, Any], part: dict[str, Any]) -> None:
    obj = deployment(**spec)
    container(obj).update(part)
    level, why = level_of_pod(pod(obj))
    assert level == "privileged"
    assert why


def test_init_containers_and_templates_of_custom_resources_count() -> None:
    obj = deployment(initContainers=[{"name": "i", "image": "x:1", "securityContext": {"privileged": True}}])
    obj |= {"apiVersion": "actions.github.com/v1alpha1", "kind": "AutoscalingRunnerSet"}
    assert level_of_pod(pod(obj))[0] == "privileged"


def test_images_are_found_where_they_hide() -> None:
    obj = deployment()
    container(obj)["args"] = ["--reloader=quay.io/prometheus-operator/prometheus-config-reloader:v0.92.0"]
    container(obj)["env"] = [{"name": "X", "value": "quay.io/strimzi/kafka:1.2.0"}]
    custom = {"apiVersion": "ceph.rook.io/v1", "kind": "CephCluster", "spec": {"cephVersion": {"image": "quay.io/c:1"}}}
    assert [p.ref for o in (obj, custom) for p in images_in(o)] == [
        "quay.io/a/b:1",
        "quay.io/prometheus-operator/prometheus-config-reloader:v0.92.0",
        "quay.io/strimzi/kafka:1.2.0",
        "quay.io/c:1",
    ]


@pytest.mark.parametrize("ref", ["busybox", "busybox:latest", "localhost:5000/a/b", "ghcr.io/a/b:main"])
def test_moving_tags(ref: str) -> None:
    assert is_moving(ref)


@pytest.mark.parametrize("ref", ["busybox:1.38.0", "a/b@sha256:" + "0" * 64, "localhost:5000/a/b:1"])
def test_fixed_versions(ref: str) -> None:
    assert not is_moving(ref)


def test_references_of_a_pod() -> None:
    obj = deployment(
        serviceAccountName="account",
        volumes=[
            {"name": "a", "secret": {"secretName": "mounted"}},
            {"name": "b", "secret": {"secretName": "not-needed", "optional": True}},
            {"name": "c", "configMap": {"name": "settings"}},
            {"name": "d", "projected": {"sources": [{"secret": {"name": "projected"}}]}},
            {"name": "e", "configMap": {"name": "kube-root-ca.crt"}},
        ],
    )
    container(obj)["env"] = [{"name": "X", "valueFrom": {"secretKeyRef": {"name": "read", "key": "k"}}}]
    container(obj)["envFrom"] = [{"configMapRef": {"name": "all"}}]
    assert {(r.kind, r.name, r.namespace) for r in references_of(obj, "apps")} == {
        ("ServiceAccount", "account", "apps"), ("Secret", "mounted", "apps"), ("ConfigMap", "settings", "apps"),
        ("Secret", "projected", "apps"), ("Secret", "read", "apps"), ("ConfigMap", "all", "apps"),
    }  # fmt: skip


def test_references_of_routes() -> None:
    gateway = {
        "kind": "Gateway",
        "metadata": {"name": "g", "namespace": "gw"},
        "spec": {"listeners": [{"tls": {"certificateRefs": [{"name": "cert"}]}}]},
    }
    policy = {
        "kind": "BackendTLSPolicy",
        "metadata": {"name": "p"},
        "spec": {"validation": {"caCertificateRefs": [{"kind": "ConfigMap", "name": "ca"}]}},
    }
    found = [(r.kind, r.name, r.namespace) for o in (gateway, policy) for r in references_of(o, "apps")]
    assert found == [("Secret", "cert", "gw"), ("ConfigMap", "ca", "apps")]


@pytest.mark.parametrize(("text", "value"), [("100m", 0.1), ("2", 2.0), ("1Gi", 2.0**30), ("1e3", 1000.0), ("x", 0.0)])
def test_quantities(text: str, value: float) -> None:
    assert quantity(text) == pytest.approx(value)


def test_requests_are_multiplied_by_replicas_and_kept_apart_per_node() -> None:
    resources = {"requests": {"cpu": "100m", "memory": "64Mi"}}
    one = deployment()
    one["spec"]["replicas"] = 3
    container(one)["resources"] = resources
    node = deployment()
    node["kind"] = "DaemonSet"
    container(node)["resources"] = resources
    claim = {"spec": {"resources": {"requests": {"storage": "10Gi"}}}, "metadata": {"name": "data"}}
    stateful = {"kind": "StatefulSet", "spec": {"replicas": 2, "volumeClaimTemplates": [claim]}}
    found = requests_of([one, node, stateful])
    assert (found.cpu_m, found.memory_mi, found.per_node_cpu_m, found.storage_gi) == (300, 192, 100, 20.0)


def test_services_keep_the_pattern_of_their_name() -> None:
    obj = {"kind": "Service", "metadata": {"name": "rr-release-loki"}, "spec": {"ports": [{"port": 3100}]}}
    (service,) = services_of([obj], "loki")
    assert (service.name, service.alone, service.ports) == ("{R}-loki", "loki", (3100,))


def test_an_example_file_pulls_nothing() -> None:
    text = '{"image": "registry.example.test/store/server:23.8"}'
    made = {"apiVersion": "v1", "kind": "ConfigMap", "metadata": {"name": "a"}, "data": {"a.json.example": text}}
    assert list(images_in(made)) == []
    read = {**made, "data": {"a.json": text}}
    assert [p.ref for p in images_in(read)] == ["registry.example.test/store/server:23.8"]
