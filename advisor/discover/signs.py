"""The signs by which a component is recognised, and what each object of a dump shows.

A sign is `kind:value`: `chart:cilium`, `image:quay.io/cilium/cilium`, `crd:cilium.io`,
`provisioner:rook-ceph.rbd.csi.ceph.com`, `controller:...` (ingress or gateway class). Components name theirs in
`detect`; a bare word there is the name of a chart or of an image. The charts they install count by themselves.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from advisor.discover.dump import Found
from advisor.model.catalog import Catalog

_CHART = re.compile(r"^(?P<name>.+?)-(?P<version>v?\d+\.\d+.*)$")
_IMAGE = re.compile(r"^(?P<repository>[^@\s]+?)(?::(?P<tag>[\w][\w.-]{0,127}))?(?:@sha256:[0-9a-f]{64})?$")


@dataclass(frozen=True)
class Sign:
    """One thing seen in a dump: its kind and value, a version where it tells one, and where it was seen."""

    kind: str
    value: str
    version: str | None
    place: str


def index(catalog: Catalog) -> dict[tuple[str, str], str]:
    """Sign -> component id. A component that is offered wins over a context entry."""
    known: dict[tuple[str, str], str] = {}
    for component in sorted(catalog.components, key=lambda c: c.context is not None):
        for sign in component.detect:
            kind, colon, value = sign.partition(":")
            for key in ((kind, value),) if colon else (("chart", sign), ("image-name", sign)):
                known.setdefault(key, component.id)
    for component in catalog.components:
        for release in component.releases:
            if release.chart:
                known.setdefault(("chart", release.chart.name), component.id)
    return known


def component_of(sign: Sign, known: dict[tuple[str, str], str]) -> str | None:
    """The component a sign belongs to: an exact sign first, then an image by its path and by its name."""
    if sign.kind == "component":
        return sign.value
    exact = known.get((sign.kind, sign.value))
    if exact is not None or sign.kind != "image":
        return exact
    path = sign.value.split("/", 1)[-1]
    return known.get(("image", path)) or known.get(("image-name", sign.value.rsplit("/", 1)[-1]))


def signs_of(found: Found) -> Iterator[Sign]:
    """Everything one object shows."""
    match found.kind:
        case "helm-release":
            yield from _helm(found.data)
        case "argocd-application":
            yield from _application(found.data)
        case "bom-component":
            yield from _bom(found.data)
        case "kubernetes":
            yield from _kubernetes(found.data)


def _text(value: object) -> str:
    return value if isinstance(value, str) else ""


def _map(data: dict[str, Any], *path: str) -> dict[str, Any]:
    for key in path:
        data = data.get(key, {}) if isinstance(data, dict) else {}
    return data if isinstance(data, dict) else {}


def _place(data: dict[str, Any]) -> str:
    meta = _map(data, "metadata")
    space = _text(meta.get("namespace"))
    return f"{_text(data.get('kind'))} {space + '/' if space else ''}{_text(meta.get('name'))}"


def _helm(data: dict[str, Any]) -> Iterator[Sign]:
    match = _CHART.match(_text(data.get("chart")))
    if match:
        version = _text(data.get("app_version")) or match["version"]
        place = f"Helm release {_text(data.get('namespace'))}/{_text(data.get('name'))}"
        yield Sign("chart", match["name"], version, place)


def _application(data: dict[str, Any]) -> Iterator[Sign]:
    spec = _map(data, "spec")
    sources = spec.get("sources") if isinstance(spec.get("sources"), list) else [spec.get("source")]
    for source in sources or []:
        if isinstance(source, dict) and isinstance(source.get("chart"), str):
            name = source["chart"].rsplit("/", 1)[-1]
            yield Sign("chart", name, _text(source.get("targetRevision")) or None, _place(data))


def _bom(data: dict[str, Any]) -> Iterator[Sign]:
    purl = _text(data.get("purl"))
    kind, _, rest = purl.removeprefix("pkg:").partition("/")
    name = rest.partition("@")[0].partition("?")[0].rsplit("/", 1)[-1]
    version = _text(data.get("version")) or None
    if kind == "helm" and name:
        yield Sign("chart", name, version, f"BOM {purl}")
    for entry in data.get("properties") or []:
        if isinstance(entry, dict) and entry.get("name") == "advisor:component":
            yield Sign("component", _text(entry.get("value")), version, f"BOM {_text(data.get('name'))}")


def _kubernetes(data: dict[str, Any]) -> Iterator[Sign]:
    place = _place(data)
    match data.get("kind"):
        case "CustomResourceDefinition":
            yield Sign("crd", _text(_map(data, "spec").get("group")), None, place)
        case "StorageClass" | "VolumeSnapshotClass":
            yield Sign("provisioner", _text(data.get("provisioner") or data.get("driver")), None, place)
        case "IngressClass" | "GatewayClass":
            spec = _map(data, "spec")
            yield Sign("controller", _text(spec.get("controller") or spec.get("controllerName")), None, place)
        case "Deployment" | "DaemonSet" | "StatefulSet" | "Pod" | "Job":
            yield from _images(data, place)


def _images(data: dict[str, Any], place: str) -> Iterator[Sign]:
    pod = _map(data, "spec", "template", "spec") or _map(data, "spec")
    containers = pod.get("containers")
    for container in containers if isinstance(containers, list) else []:
        match = _IMAGE.match(_text(container.get("image"))) if isinstance(container, dict) else None
        if match:
            yield Sign("image", match["repository"], match["tag"], place)
