"""The signs by which a component is recognised, and what each object of a dump shows.

A sign is `kind:value`:

- `chart:cilium` is a chart by its name, `image:cilium/cilium` an image by the end of its path (so that mirrors count),
- `crd:cilium.io` a definition by its group or full name, `provisioner:driver.longhorn.io` a storage or snapshot class,
- `controller:io.cilium/gateway-controller` an ingress or gateway class, `runtime:containerd` the runtime of a node,
- `part:rook-ceph` a chart or image that comes with the component but counts its own versions.

Components name theirs in `detect`; a bare word there is the name of a chart, or of an image
that has no folder above it but its packager's. The charts that a
component installs count by themselves only where it names no signs at all.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from advisor.discover.dump import Found
from advisor.model.catalog import Catalog
from advisor.model.component import Component

_CHART = re.compile(r"^(?P<name>.+?)-(?P<version>v?\d+\.\d+.*)$")
_IMAGE = re.compile(r"^(?P<repository>[^@\s]+?)(?::(?P<tag>[\w][\w.-]{0,127}))?(?:@sha256:[0-9a-f]{64})?$")


@dataclass(frozen=True)
class Sign:
    """One thing seen in a dump: its kind and value, the versions it tells, and where it was seen.

    `version` is the program's, `chart_version` that of the chart. `platform` is false for what every application may
    bring: it is not worth a line when the knowledge does not know it.
    """

    kind: str
    value: str
    version: str | None
    place: str
    chart_version: str | None = None
    platform: bool = True


@dataclass(frozen=True)
class Meaning:
    """What a sign stands for: a component, and whether the version beside it is the component's."""

    component: str
    own_version: bool = True


PACKAGERS = ("library", "bitnami", "bitnamilegacy", "rancher")
"""Folders in which others' programs lie under their plain names."""
MIRRORED = "mirrored-"
SYSTEM = "kube-system"

Known = dict[tuple[str, str], Meaning]
"""Meaning by kind and value of a sign."""


def _bare(colon: str) -> str:
    """A bare word is the name of a whole image; only `part:` names the end of any path."""
    return "image" if colon else "name"


def runs_workloads(component: Component) -> bool:
    """Whether a component has images of its own, so that definitions alone do not mean that it runs."""
    return any(sign.startswith("image:") or (sign.startswith("part:") and "/" in sign) for sign in component.detect)


def index(catalog: Catalog) -> Known:
    """What every sign means. A component that is offered wins over a context entry."""
    known: Known = {}
    for component in sorted(catalog.components, key=lambda c: c.context is not None):
        for sign in component.detect:
            kind, colon, value = sign.partition(":")
            own = kind != "part" or not colon
            keys = ((kind, value),) if colon and own else (("chart", value or sign), (_bare(colon), value or sign))
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
    if parts[-1].startswith(MIRRORED):
        return _by_flat_name(parts[-1].removeprefix(MIRRORED), known)
    if name := known.get(("name", parts[-1])):
        return name if _is_its_own(parts) else _by_path(parts, known)
    return _by_path(parts, known)


def _by_flat_name(name: str, known: Known) -> Meaning | None:
    """A mirror that writes the folders of an image into its name: `mirrored-grafana-grafana`."""
    paths = ((value, meaning) for (kind, value), meaning in known.items() if kind == "image" and "/" in value)
    return next((meaning for value, meaning in paths if value.replace("/", "-") == name), None)


def _is_its_own(parts: list[str]) -> bool:
    """Whether an image is named by one word: official, packaged by a distributor, or in a folder of the same name."""
    above = [part for part in parts[:-1] if "." not in part and ":" not in part]
    return not above or above[-1] in {*PACKAGERS, parts[-1]}


def _by_path(parts: list[str], known: Known) -> Meaning | None:
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
    if match and data.get("status") not in ("uninstalled", "superseded"):
        place = f"Helm release {_text(data.get('namespace'))}/{_text(data.get('name'))}"
        yield Sign("chart", match["name"], _text(data.get("app_version")) or None, place, match["version"])


def _application(data: dict[str, Any]) -> Iterator[Sign]:
    spec = _map(data, "spec")
    if data.get("kind") == "ApplicationSet":
        spec = _map(spec, "template", "spec")
    images = _map(data, "status", "summary").get("images")
    for image in images if isinstance(images, list) else []:
        yield from _image(image, _place(data), platform=False)
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
            yield Sign("crd", group, bundle, place, platform=not group.endswith(("k8s.io", "kubernetes.io")))
            yield Sign("crd", _text(_map(data, "metadata").get("name")), bundle, place, platform=False)
        case "StorageClass" | "VolumeSnapshotClass":
            yield Sign("provisioner", _text(data.get("provisioner") or data.get("driver")), None, place)
        case "IngressClass" | "GatewayClass":
            spec = _map(data, "spec")
            yield Sign("controller", _text(spec.get("controller") or spec.get("controllerName")), None, place)
        case "Node":
            runtime = _text(_map(data, "status", "nodeInfo").get("containerRuntimeVersion"))
            name, _, version = runtime.partition("://")
            yield Sign("runtime", name, version or None, place)
        case "Deployment" | "DaemonSet" | "StatefulSet" | "ReplicaSet" | "Pod" | "Job" | "CronJob":
            yield from _images(data, place)


def _images(data: dict[str, Any], place: str) -> Iterator[Sign]:
    pod = _map(data, "spec", "jobTemplate", "spec", "template", "spec") or _map(data, "spec", "template", "spec")
    containers = (pod or _map(data, "spec")).get("containers")
    system = data.get("kind") == "DaemonSet" or _map(data, "metadata").get("namespace") == SYSTEM
    for container in containers if isinstance(containers, list) else []:
        if isinstance(container, dict):
            yield from _image(container.get("image"), place, platform=system)


def _image(image: object, place: str, *, platform: bool) -> Iterator[Sign]:
    match = _IMAGE.match(_text(image))
    if match:
        yield Sign("image", match["repository"], match["tag"], place, platform=platform)
