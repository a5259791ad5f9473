"""Secrets, ConfigMaps and accounts that rendered objects name, and whether anything in the bundle makes them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from fnmatch import fnmatchcase
from typing import Any

from advisor.harvest.helm import Object
from advisor.harvest.pods import CONTAINERS, Pod, pods_of
from advisor.model.plan import Plan
from advisor.plan.namespaces import GIVEN

AT_RUN_TIME: dict[str, tuple[str, ...]] = {
    "argo-cd": ("Secret/argocd-redis", "Secret/argocd-initial-admin-secret", "Secret/argocd-dex-server-tls"),
    "cilium": ("Secret/hubble-*-certs", "Secret/cilium-ca", "Secret/clustermesh-*", "ConfigMap/clustermesh-*"),
    "cloudnative-pg": ("Secret/cnpg-*",),
    "eck-operator": ("Secret/elastic-webhook-server-cert",),
    "gateway-helm": ("Secret/envoy-gateway", "Secret/envoy"),
    "gha-runner-scale-set": ("ServiceAccount/*", "ConfigMap/*"),
    "gitlab": ("Secret/*",),
    "istiod": ("Secret/cacerts", "Secret/istio-kubeconfig", "Secret/istiod-tls", "ConfigMap/istio-ca-root-cert"),
    "cni": ("ConfigMap/istio-ca-root-cert",),
    "ztunnel": ("ConfigMap/istio-ca-root-cert",),
    "knative-operator": ("Secret/operator-webhook-certs",),
    "kube-prometheus-stack": ("Secret/*-admission",),
    "kyverno": ("Secret/*-svc.*",),
    "longhorn": ("Secret/longhorn-grpc-tls",),
    "metallb": ("Secret/metallb-memberlist", "Secret/metallb-webhook-cert"),
    "rook-ceph": ("Secret/rook-csi-*", "ConfigMap/rook-ceph-*"),
    "rook-ceph-cluster": ("Secret/rook-ceph-mon", "Secret/rook-csi-*", "ConfigMap/rook-ceph-mon-endpoints"),
    "strimzi-kafka-operator": (),
    "tigera-operator": ("Secret/*",),
    "velero": (),
}
"""What the programs of a chart make for themselves once they run, as `kind/name` patterns in their namespace."""

OPERATED: dict[str, tuple[str, ...]] = {
    "Elasticsearch": ("Secret/{}-es-http-certs-public", "Secret/{}-es-elastic-user", "Secret/{}-es-http-ca-internal"),
    "Kibana": ("Secret/{}-kb-http-certs-public",),
    "Kafka": ("Secret/{}-cluster-ca-cert", "Secret/{}-clients-ca-cert"),
    "KafkaUser": ("Secret/{}",),
}
"""What operators make for a custom resource, in its namespace, `{}` being its name."""

BUCKET_CLAIM = "ObjectBucketClaim"
_ACCOUNTS = ("default",)
_ROOT = "kube-root-ca.crt"


@dataclass(frozen=True)
class Reference:
    """`kind` is Secret, ConfigMap, ServiceAccount or PersistentVolumeClaim; `by` is who asks."""

    kind: str
    name: str
    namespace: str
    by: str

    def __str__(self) -> str:
        """One line for a report."""
        return f"{self.by} asks for {self.kind} {self.name} in {self.namespace}"


def references_of(obj: Object, namespace: str) -> Iterator[Reference]:
    """What must exist before the pods of `obj` start, or before its kind is accepted; what is optional is left out."""
    meta = obj.get("metadata") or {}
    home = str(meta.get("namespace") or namespace)
    by = f"{obj.get('kind')} {meta.get('name')}"
    for pod in pods_of(obj):
        if str(pod.hook).startswith("test"):
            continue
        yield from (Reference(kind, name, home, by) for kind, name in _of_pod(pod))
    for kind, name, other in _of_kind(obj):
        yield Reference(kind, name, other or home, by)


def _of_pod(pod: Pod) -> Iterator[tuple[str, str]]:
    account = pod.spec.get("serviceAccountName")
    if account and account not in _ACCOUNTS:
        yield "ServiceAccount", str(account)
    for volume in pod.spec.get("volumes") or ():
        yield from _of_volume(volume)
    for container in pod.containers(CONTAINERS):
        for variable in container.get("env") or ():
            source = variable.get("valueFrom") or {}
            yield from _named(source.get("secretKeyRef"), "Secret")
            yield from _named(source.get("configMapKeyRef"), "ConfigMap")
        for source in container.get("envFrom") or ():
            yield from _named(source.get("secretRef"), "Secret")
            yield from _named(source.get("configMapRef"), "ConfigMap")


def _of_volume(volume: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    secret = volume.get("secret")
    if secret and not secret.get("optional") and secret.get("secretName"):
        yield "Secret", str(secret["secretName"])
    yield from _named(volume.get("configMap"), "ConfigMap")
    claim = (volume.get("persistentVolumeClaim") or {}).get("claimName")
    if claim:
        yield "PersistentVolumeClaim", str(claim)
    for source in (volume.get("projected") or {}).get("sources") or ():
        yield from _named(source.get("secret"), "Secret")
        yield from _named(source.get("configMap"), "ConfigMap")


def _named(source: Any, kind: str) -> Iterator[tuple[str, str]]:  # noqa: ANN401 - any YAML value
    if isinstance(source, Mapping) and not source.get("optional") and source.get("name"):
        name = str(source["name"])
        if name != _ROOT:
            yield kind, name


def _of_kind(obj: Object) -> Iterator[tuple[str, str, str | None]]:
    """(kind, name, namespace) of what routes, policies, issuers and databases ask for."""
    spec = obj.get("spec") or {}
    match obj.get("kind"):
        case "Gateway" if isinstance(spec.get("listeners"), Sequence):
            for listener in spec["listeners"]:
                for ref in (listener.get("tls") or {}).get("certificateRefs") or ():
                    yield ref.get("kind") or "Secret", ref["name"], ref.get("namespace")
        case "BackendTLSPolicy":
            for ref in (spec.get("validation") or {}).get("caCertificateRefs") or ():
                yield ref.get("kind") or "ConfigMap", ref["name"], None
        case "SecurityPolicy":
            ref = (spec.get("oidc") or {}).get("clientSecret") or {}
            if ref:
                yield "Secret", ref["name"], ref.get("namespace")
        case "Cluster" if "initdb" in (spec.get("bootstrap") or {}):
            ref = spec["bootstrap"]["initdb"].get("secret") or {}
            if ref:
                yield "Secret", ref["name"], None


class Made:
    """Everything a bundle makes or asks somebody to make, by kind, namespace and name."""

    def __init__(self, plan: Plan, rendered: Mapping[str, Sequence[Object]]) -> None:
        """Collect it."""
        self._made: set[tuple[str, str, str]] = {(s.kind, s.namespace, s.name) for s in plan.secrets}
        self._patterns: dict[str, list[str]] = {}
        self._blind = {r.namespace for r in plan.releases if r.how == "manifests"} & GIVEN
        for release in plan.releases:
            for obj in (*rendered.get(release.id, ()), *(o.object for o in release.objects)):
                self._add(obj, release.namespace)
            if release.chart:
                self._patterns.setdefault(release.namespace, []).extend(AT_RUN_TIME.get(release.chart.name, ()))

    def has(self, reference: Reference) -> bool:
        """Whether it is made, or made by a program of the bundle while it runs."""
        if (reference.kind, reference.namespace, reference.name) in self._made:
            return True
        patterns = self._patterns.get(reference.namespace, ())
        return any(fnmatchcase(f"{reference.kind}/{reference.name}", p) for p in patterns)

    def _add(self, obj: Object, namespace: str) -> None:
        meta, spec = obj.get("metadata") or {}, obj.get("spec") or {}
        name, home = str(meta.get("name")), str(meta.get("namespace") or namespace)
        kind = str(obj.get("kind"))
        self._made.add((kind, home, name))
        for pattern in OPERATED.get(kind, ()):
            made, _, called = pattern.format(name).partition("/")
            self._made.add((made, home, called))
        if kind == "Certificate" and spec.get("secretName"):
            self._made.add(("Secret", home, str(spec["secretName"])))
        if kind == BUCKET_CLAIM:
            self._made |= {("Secret", home, name), ("ConfigMap", home, name)}
        for template in spec.get("volumeClaimTemplates") or ():
            self._made.add(("PersistentVolumeClaim", home, str(template["metadata"]["name"])))


def missing(made: Made, objects: Iterable[tuple[Object, str]]) -> Iterator[str]:
    """One line for each thing that is asked for and that nothing makes; `objects` come with their namespace."""
    seen: set[tuple[str, str, str]] = set()
    for obj, namespace in objects:
        for reference in references_of(obj, namespace):
            key = (reference.kind, reference.namespace, reference.name)
            if key not in seen and not made.has(reference):
                seen.add(key)
                yield f"{reference}, which nothing makes"
