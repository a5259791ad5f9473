"""The signs by which a component is recognised, and what each object of a dump shows.

A sign is `kind:value`:

- `chart:cilium` is a chart by its name, `image:cilium/cilium` an image by the end of its path (so that mirrors count),
- `crd:cilium.io` a definition by its group or full name, `provisioner:driver.longhorn.io` a storage or snapshot class,
- `controller:io.cilium/gateway-controller` an ingress or gateway class, `runtime:containerd` the runtime of a node,
- `part:rook-ceph` a chart or image that comes with the component but counts its own versions.

Components name theirs in `detect`; a bare word there is the name of a chart or of an image. The charts that a
component installs count by themselves only where it names no signs at all.
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
    """One thing seen in a dump: its kind and value, the versions it tells, and where it was seen.

    `version` is the program's, `chart_version` that of the chart.
    """

    kind: str
    value: str
    version: str | None
    place: str
    chart_version: str | None = None


@dataclass(frozen=True)
class Meaning:
    """What a sign stands for: a component, and whether the version beside it is the component's."""

    component: str
    own_version: bool = True


Known = dict[tuple[str, str], Meaning]
"""Meaning by kind and value of a sign."""


def index(catalog: Catalog) -> Known:
    """What every sign means. A component that is offered wins over a context entry."""
    known: Known = {}
    for component in sorted(catalog.components, key=lambda c: c.context is not None):
        for sign in component.detect:
            kind, colon, value = sign.partition(":")
            own = kind != "part" or not colon
            keys = ((kind, value),) if colon and own else (("chart", value or sign), ("image", value or sign))
            for key in keys:
                known.setdefault(key, Meaning(component.id, own))
        for release in component.releases if not component.detect else ():
            if release.chart:
                known.setdefault(("chart", release.chart.name), Meaning(component.id))
    return known


def meaning_of(sign: Sign, known: Known) -> Meaning | None:
    """What a sign means: as it stands, or for an image by the longest known end of its path."""
    if sign.kind == "component":
        return Meaning(sign.value)
    if sign.kind != "image":
        return known.get((sign.kind, sign.value))
    parts = sign.value.split("/")
    found = (known.get(("image", "/".join(parts[start:]))) for start in range(len(parts)))
    return next((meaning for meaning in found if meaning is not None), None)


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
        place = f"Helm release {_text(data.get('namespace'))}/{_text(data.get('name'))}"
        yield Sign("chart", match["name"], _text(data.get("app_version")) or None, place, match["version"])


def _application(data: dict[str, Any]) -> Iterator[Sign]:
    spec = _map(data, "spec")
    several = spec.get("sources")
    for source in several if isinstance(several, list) else [spec.get("source")]:
        if isinstance(source, dict) and isinstance(source.get("chart"), str):
            name = source["chart"].rsplit("/", 1)[-1]
            yield Sign("chart", name, None, _place(data), _text(source.get("targetRevision")) or None)


def _bom(data: dict[str, Any]) -> Iterator[Sign]:
    purl = _text(data.get("purl"))
    kind, _, rest = purl.removeprefix("pkg:").partition("/")
    name = rest.partition("@")[0].partition("?")[0].rsplit("/", 1)[-1]
    version = _text(data.get("version")) or None
    if kind == "helm" and name:
        yield Sign("chart", name, None, f"BOM {purl}", version)
    properties = data.get("properties")
    for entry in properties if isinstance(properties, list) else []:
        if isinstance(entry, dict) and entry.get("name") == "advisor:component":
            yield Sign("component", _text(entry.get("value")), version, f"BOM {_text(data.get('name'))}")


def _kubernetes(data: dict[str, Any]) -> Iterator[Sign]:
    place = _place(data)
    match data.get("kind"):
        case "CustomResourceDefinition":
            group = _text(_map(data, "spec").get("group"))
            bundle = _text(_map(data, "metadata", "annotations").get(f"{group}/bundle-version")) or None
            yield Sign("crd", group, bundle, place)
            yield Sign("crd", _text(_map(data, "metadata").get("name")), bundle, place)
        case "StorageClass" | "VolumeSnapshotClass":
            yield Sign("provisioner", _text(data.get("provisioner") or data.get("driver")), None, place)
        case "IngressClass" | "GatewayClass":
            spec = _map(data, "spec")
            yield Sign("controller", _text(spec.get("controller") or spec.get("controllerName")), None, place)
        case "Node":
            runtime = _text(_map(data, "status", "nodeInfo").get("containerRuntimeVersion"))
            name, _, version = runtime.partition("://")
            yield Sign("runtime", name, version or None, place)
        case "Deployment" | "DaemonSet" | "StatefulSet" | "Pod" | "Job":
            yield from _images(data, place)


def _images(data: dict[str, Any], place: str) -> Iterator[Sign]:
    pod = _map(data, "spec", "template", "spec") or _map(data, "spec")
    containers = pod.get("containers")
    for container in containers if isinstance(containers, list) else []:
        match = _IMAGE.match(_text(container.get("image"))) if isinstance(container, dict) else None
        if match:
            yield Sign("image", match["repository"], match["tag"], place)
