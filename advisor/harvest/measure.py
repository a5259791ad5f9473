"""Numbers of a render: requests of the long-running pods, sizes of their volumes, Services with their ports."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from advisor.harvest.helm import Object
from advisor.harvest.pods import Pod, pods_of
from advisor.harvest.probe import RELEASE
from advisor.model.chart_facts import ChartRequests, ChartService

_QUANTITY = re.compile(r"([0-9.]+(?:e[0-9]+)?)(m|k|Ki|M|Mi|G|Gi|T|Ti|P|Pi)?")
_SCALE = {
    None: 1.0, "m": 1e-3, "k": 1e3, "M": 1e6, "G": 1e9, "T": 1e12, "P": 1e15,
    "Ki": 2.0**10, "Mi": 2.0**20, "Gi": 2.0**30, "Ti": 2.0**40, "Pi": 2.0**50,
}  # fmt: skip


def quantity(value: Any) -> float:  # noqa: ANN401 - a number or a text
    """A Kubernetes quantity in its base unit (cores, bytes); 0 where it is none."""
    found = _QUANTITY.fullmatch(str(value).strip())
    return float(found[1]) * _SCALE[found[2]] if found else 0.0


def requests_of(objects: Iterable[Object]) -> ChartRequests:
    """What the long-running pods and their claims ask for; jobs are left out, parts per node kept apart."""
    cpu = memory = node_cpu = node_memory = storage = 0.0
    for obj in objects:
        for pod in pods_of(obj):
            if pod.hook:
                continue
            one_cpu, one_memory = _of_pod(pod)
            if pod.node:
                node_cpu, node_memory = node_cpu + one_cpu, node_memory + one_memory
            else:
                cpu, memory = cpu + pod.replicas * one_cpu, memory + pod.replicas * one_memory
        storage += _claims(obj)
    return ChartRequests(
        cpu_m=round(cpu * 1000),
        memory_mi=round(memory / 2**20),
        storage_gi=round(storage / 2**30, 2),
        per_node_cpu_m=round(node_cpu * 1000),
        per_node_memory_mi=round(node_memory / 2**20),
    )


def _of_pod(pod: Pod) -> tuple[float, float]:
    """The sum of its containers, or its largest init container if that is more."""
    parts = {
        kind: [(c.get("resources") or {}).get("requests") or {} for c in pod.containers((kind,))]
        for kind in ("containers", "initContainers")
    }
    cpu = [[quantity(r.get("cpu", 0)) for r in found] for found in parts.values()]
    memory = [[quantity(r.get("memory", 0)) for r in found] for found in parts.values()]
    return max(sum(cpu[0]), *cpu[1], 0.0), max(sum(memory[0]), *memory[1], 0.0)


def _claims(obj: Object) -> float:
    spec = obj.get("spec") or {}
    if obj.get("kind") == "PersistentVolumeClaim":
        return _storage(spec)
    count = 1 if spec.get("replicas") is None else int(spec["replicas"] or 0)
    return count * sum(_storage(t.get("spec") or {}) for t in spec.get("volumeClaimTemplates") or ())


def _storage(spec: Mapping[str, Any]) -> float:
    return quantity(((spec.get("resources") or {}).get("requests") or {}).get("storage", 0))


def services_of(objects: Iterable[Object], chart: str) -> Iterator[ChartService]:
    """Services by name; a release named like its chart usually loses the doubled prefix."""
    for obj in objects:
        if obj.get("kind") == "Service":
            name = str(obj["metadata"]["name"]).replace(RELEASE, "{R}")
            ports = tuple(int(p["port"]) for p in (obj.get("spec") or {}).get("ports") or ())
            alone = name.replace("{R}-" + chart, chart) if "{R}" in name else None
            yield ChartService(name=name, alone=alone, ports=ports)
