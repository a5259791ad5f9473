"""In-cluster addresses, and the Services that stand behind them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fnmatch import fnmatchcase
from typing import Any

from advisor.harvest.helm import Object
from advisor.model.plan import Plan, Release
from advisor.plan.charts import load_chart_facts
from advisor.plan.namespaces import GIVEN
from advisor.plan.releases import services_of

_ADDRESS = re.compile(
    r"(?:(?P<scheme>[a-z][a-z0-9+]*)://)?(?P<name>[a-z0-9][a-z0-9-]*)\.(?P<namespace>[a-z0-9][a-z0-9-]*)\.svc"
    r"(?:\.cluster\.local)?(?::(?P<port>\d+))?(?![\w-])"
)
_PORTS = {"http": "80", "https": "443"}
OPERATED: dict[str, tuple[str, ...]] = {
    "postgresql.cnpg.io/Cluster": ("{}-rw:5432", "{}-ro:5432", "{}-r:5432"),
    "elasticsearch.k8s.elastic.co/Elasticsearch": ("{}-es-http:9200",),
    "kibana.k8s.elastic.co/Kibana": ("{}-kb-http:5601",),
    "clickhouse.altinity.com/ClickHouseInstallation": ("clickhouse-{}:8123", "clickhouse-{}:9000"),
    "ceph.rook.io/CephObjectStore": ("rook-ceph-rgw-{}:80",),
    "kafka.strimzi.io/Kafka": ("{}-kafka-bootstrap:9092", "{}-kafka-bootstrap:9093"),
    "monitoring.coreos.com/Prometheus": ("prometheus-operated:9090",),
    "monitoring.coreos.com/Alertmanager": ("alertmanager-operated:9093",),
}
"""Services that operators make for a custom resource, in its namespace, `{}` being its name."""

_API_SERVER = ("kubernetes", "default")


@dataclass(frozen=True)
class Address:
    """A Service by name and namespace; without a port only the name is asked for."""

    name: str
    namespace: str
    port: str | None

    def __str__(self) -> str:
        """As it is written: `name.namespace:port`."""
        return f"{self.name}.{self.namespace}" + (f":{self.port}" if self.port else "")


def addresses_in(value: Any) -> Iterator[Address]:  # noqa: ANN401 - any YAML value
    """Every in-cluster address below `value`, in keys and texts."""
    if isinstance(value, str):
        for found in _ADDRESS.finditer(value):
            port = found["port"] or _PORTS.get(found["scheme"] or "")
            yield Address(found["name"], found["namespace"], port)
    elif isinstance(value, Mapping):
        for key, below in value.items():
            yield from addresses_in(str(key))
            yield from addresses_in(below)
    elif isinstance(value, Sequence):
        for below in value:
            yield from addresses_in(below)


class Services:
    """Every Service a bundle makes: rendered, among its own objects, or named by the facts of an operator's chart.

    Of a release that was not rendered the harvested facts are believed; a namespace of the cluster itself, or one
    filled by upstream manifests, cannot be judged.
    """

    def __init__(self, plan: Plan, rendered: Mapping[str, Sequence[Object]]) -> None:
        """Collect them."""
        self._made: set[tuple[str, str, str]] = set()
        self._patterns: set[str] = set()
        self._blind = {r.namespace for r in plan.releases if r.how == "manifests"} | GIVEN
        for release in plan.releases:
            for obj in (*rendered.get(release.id, ()), *(o.object for o in release.objects)):
                self._add(obj, release.namespace)
            self._believe(release, seen=release.id in rendered)

    def has(self, address: Address) -> bool:
        """Whether something makes the Service and, if a port is named, that port."""
        if (address.name, address.namespace) == _API_SERVER or address.namespace in self._blind:
            return True
        if any(
            address.name == name and address.namespace == namespace and address.port in (None, port)
            for name, namespace, port in self._made
        ):
            return True
        return any(
            fnmatchcase(f"{address.name}:{address.port or ''}", p if address.port else p.rpartition(":")[0] + ":")
            for p in self._patterns
        )

    def _add(self, obj: Object, namespace: str) -> None:
        meta, spec = obj.get("metadata") or {}, obj.get("spec") or {}
        name, home = str(meta.get("name")), str(meta.get("namespace") or namespace)
        if obj.get("kind") == "Service" and obj.get("apiVersion") == "v1":
            for port in spec.get("ports") or ({"port": ""},):
                self._made.add((name, home, str(port.get("port"))))
        kind = f"{str(obj.get('apiVersion')).rpartition('/')[0]}/{obj.get('kind')}"
        for pattern in OPERATED.get(kind, ()):
            service, _, port = pattern.format(name).rpartition(":")
            self._made.add((service, home, port))

    def _believe(self, release: Release, *, seen: bool) -> None:
        facts = load_chart_facts().facts(release.chart.name, release.chart.version) if release.chart else None
        if facts is None:
            return
        self._patterns.update(services_of(facts.model_copy(update={"services": ()}), release.id))
        if not seen:
            made = (s.rpartition(":") for s in services_of(facts, release.id))
            self._made.update((name, release.namespace, port) for name, _, port in made)
