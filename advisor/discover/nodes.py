"""What Node objects say about the site: versions, kernel, runtime, counts, cloud."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from advisor.model.version import compare, parse_version

_LEADING = re.compile(r"^v?(\d{1,9}\.\d{1,9}(?:\.\d{1,9})?)(?!\d)")
_CLOUDS = {"aws": "aws", "azure": "azure", "gce": "gcp"}
_SYSTEMS = {
    "red hat enterprise linux": "rhel",
    "rocky linux": "rocky",
    "almalinux": "rocky",
    "ubuntu": "ubuntu",
    "debian": "debian",
    "sles": "sles",
    "suse linux enterprise": "sles",
    "flatcar": "flatcar",
    "talos": "talos",
}
_CONTROL_PLANE = ("node-role.kubernetes.io/control-plane", "node-role.kubernetes.io/master")

FactFound = tuple[str, object, str]
"""Fact id, value, and the evidence in words."""


def facts_of(nodes: list[dict[str, Any]]) -> Iterator[FactFound]:
    """Facts about the site from all its nodes; the oldest version counts where nodes differ."""
    infos = [_info(node) for node in nodes]
    if not infos:
        return
    yield from _oldest(infos, "kubeletVersion", "kubernetes_version", parts=2)
    yield from _oldest(infos, "kernelVersion", "kernel_version", parts=2)
    yield from _counts(nodes)
    yield from _system(infos)
    yield from _cloud(nodes, infos)


def _info(node: dict[str, Any]) -> dict[str, str]:
    status = node.get("status")
    info = status.get("nodeInfo") if isinstance(status, dict) else None
    return {k: v for k, v in info.items() if isinstance(v, str)} if isinstance(info, dict) else {}


def _oldest(infos: list[dict[str, str]], key: str, fact: str, *, parts: int) -> Iterator[FactFound]:
    matches = [_LEADING.match(info.get(key, "")) for info in infos]
    versions = [m[1] for m in matches if m]
    if not versions:
        return
    oldest = versions[0]
    for version in versions[1:]:
        if compare(parse_version(version), parse_version(oldest)) < 0:
            oldest = version
    short = ".".join(oldest.split(".")[:parts])
    yield fact, short, f"oldest {key} of {len(versions)} nodes: {oldest}"


def _counts(nodes: list[dict[str, Any]]) -> Iterator[FactFound]:
    labels = [_labels(node) for node in nodes]
    control = sum(any(key in found for key in _CONTROL_PLANE) for found in labels)
    if control:
        yield "control_planes", control, f"{control} nodes carry the control-plane label"
    if len(nodes) > control:
        yield "workers", len(nodes) - control, f"{len(nodes) - control} nodes without it"


def _labels(node: dict[str, Any]) -> dict[str, Any]:
    meta = node.get("metadata")
    labels = meta.get("labels") if isinstance(meta, dict) else None
    return labels if isinstance(labels, dict) else {}


def _system(infos: list[dict[str, str]]) -> Iterator[FactFound]:
    images = sorted({info.get("osImage", "") for info in infos} - {""})
    for image in images:
        for words, family in _SYSTEMS.items():
            if words in image.lower():
                yield "os_family", family, f"osImage {image}"
                version = re.search(r"(?<![\w.])v?(\d+(?:\.\d+)?)", image)
                if version:
                    yield "os_version", version[1], f"osImage {image}"
                return
    if images:
        yield "os_family", "other", f"osImage {images[0]}"


def _cloud(nodes: list[dict[str, Any]], infos: list[dict[str, str]]) -> Iterator[FactFound]:
    specs = [node.get("spec") for node in nodes]
    ids = [s.get("providerID", "") for s in specs if isinstance(s, dict)]
    schemes = {str(i).split(":", 1)[0] for i in ids if i}
    for scheme in sorted(schemes & _CLOUDS.keys()):
        yield "location", "public-cloud", f"providerID {scheme}"
        yield "cloud", _CLOUDS[scheme], f"providerID {scheme}"
        break
    versions = " ".join(info.get("kubeletVersion", "") for info in infos)
    for mark, service in (("-eks-", "eks"), ("-gke.", "gke")):
        if mark in versions:
            yield "managed_kubernetes", service, f"kubelet versions contain {mark}"
    if schemes == {"azure"} and any("kubernetes.azure.com/cluster" in _labels(node) for node in nodes):
        yield "managed_kubernetes", "aks", "nodes carry kubernetes.azure.com/cluster"
