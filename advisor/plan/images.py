"""Images of a release or of the cluster: what the rendered chart names, and what is only known of its version."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from advisor.model.chart_facts import ChartFacts, ChartImage
from advisor.model.component import Component, ReleaseSpec, VersionImages
from advisor.model.plan import Image
from advisor.plan.image_names import of_values
from advisor.plan.paths import escape, get
from advisor.plan.site import Site

DEFINITIONS = "-crds"
"""Ending of releases that bring nothing but custom resource definitions."""
AT_RUN_TIME = "run time"
"""Where an image is seen that no rendered manifest names."""
KUBERNETES = "kubernetes"
"""The component whose host release stands for the static pods and add-ons of the cluster itself."""
KUBE_PROXY = "/kube-proxy:"


@dataclass(frozen=True)
class Found:
    """Images, and whether nothing else is pulled."""

    images: tuple[Image, ...]
    known: bool


def found_for(
    site: Site,
    spec: ReleaseSpec,
    component: Component,
    facts: ChartFacts | None,
    values: Mapping[str, Any],
    *,
    objects: Iterable[Any] = (),
) -> Found:
    """The images of a release with these values and objects of its own."""
    seen = of_version(site, component, spec.id, values)
    hosts = [pair for entry in seen for pair in entry.hosts.items()]
    rendered = (_at(hosts, i) for i in (of_chart(facts, values) if facts else ()))
    keys = facts.image_keys if facts else ()
    images = {image.ref: image for image in of_values(rendered, keys, values, objects)}
    for image in (image for entry in seen for image in _stated(entry)):
        images.setdefault(image.ref, image)
    return Found(tuple(images.values()), known=_is_complete(spec, facts, values, seen))


def of_cluster(site: Site, *, managed: bool, has_kube_proxy: bool) -> Found:
    """The images of Kubernetes itself, none where a provider runs it. Only kubeadm's own list is known to be whole."""
    kubernetes = site.catalog.component_by_id.get(KUBERNETES)
    if managed or kubernetes is None:
        return Found((), known=True)
    seen = of_version(site, kubernetes, KUBERNETES, {})
    images = (image for entry in seen for image in _stated(entry) if has_kube_proxy or KUBE_PROXY not in image.ref)
    whole = any(entry.complete for entry in seen) and (site.choice("provisioner") or "kubeadm") == "kubeadm"
    return Found(tuple(images), known=whole)


def of_version(site: Site, component: Component, release: str, values: Mapping[str, Any]) -> tuple[VersionImages, ...]:
    """What the pinned version of a component says of a release beyond its chart."""
    pin = site.pins.get(component.id)
    return tuple(
        entry
        for version in component.versions
        if pin is not None and version.version == pin.version
        for entry in version.images
        if entry.release == release and _holds(entry.when, values)
    )


def _stated(entry: VersionImages) -> Iterator[Image]:
    yield from (Image(ref=ref, where=AT_RUN_TIME, why=entry.why) for ref in entry.refs)


def hidden_subcharts(facts: ChartFacts, values: Mapping[str, Any]) -> tuple[str, ...]:
    """Sub-charts these values switch on that were not at hand when the chart was harvested: nobody saw their pods."""
    return tuple(s for s in facts.missing_subcharts if get(values, f"{escape(s)}.enabled") is True)


def was_seen_whole(spec: ReleaseSpec, facts: ChartFacts | None, values: Mapping[str, Any]) -> bool:
    """Whether every object of a release was seen rendered; objects of ours and definitions hide nothing."""
    if facts is not None:
        return not hidden_subcharts(facts, values)
    return spec.how == "objects" or spec.id.endswith(DEFINITIONS)


def _is_complete(
    spec: ReleaseSpec, facts: ChartFacts | None, values: Mapping[str, Any], seen: tuple[VersionImages, ...]
) -> bool:
    """Whether the list is whole: the version says so, or nothing is left to find out."""
    if seen:
        return all(entry.complete for entry in seen)
    return was_seen_whole(spec, facts, values) and not (facts and facts.unpinned_images)


def of_chart(facts: ChartFacts, values: Mapping[str, Any]) -> Iterator[ChartImage]:
    """Images of the chart with these values: of its default render and of every switch that is on.

    An image whose own switch is off, and that of no other source, is not among them.
    """
    on = [s for s in facts.image_sets if _holds(s.when, values)]
    off = [(s.when.keys(), {i.ref for i in s.images}) for s in on if s.effect == "removes"]
    sources = [(frozenset[str](), facts.images), *((s.when.keys(), s.images) for s in on if s.effect == "adds")]
    for paths, images in sources:
        gone = {ref for about, refs in off if about >= paths for ref in refs}
        yield from (image for image in images if image.ref not in gone)


def _holds(when: Mapping[str, Any], values: Mapping[str, Any]) -> bool:
    return all(_same(get(values, path), wanted) for path, wanted in when.items())


def _at(hosts: list[tuple[str, str]], image: ChartImage) -> Image:
    ref = next((new + image.ref.removeprefix(old) for old, new in hosts if image.ref.startswith(f"{old}/")), image.ref)
    digest = image.digest if ref == image.ref else None
    return Image(ref=ref, digest=digest, where=", ".join(image.where), why=image.why)


def _same(have: object, wanted: object) -> bool:
    """Whether a setting equals a switch; Helm does not tell `"true"` from true in most templates."""
    return have == wanted or (isinstance(wanted, bool | str) and str(have).lower() == str(wanted).lower())
