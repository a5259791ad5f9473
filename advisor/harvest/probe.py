"""What single value keys of a chart do: set one, render, compare."""

from __future__ import annotations

import copy
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from advisor.harvest.absent import Setting, Uses, uses_of
from advisor.harvest.dead_keys import without
from advisor.harvest.helm import Object, Renderer, RenderFailed, objects_of
from advisor.harvest.pods import Pull, images_in
from advisor.harvest.references import references_of
from advisor.model.chart_facts import ImagePart
from advisor.plan.image_names import taken_apart
from advisor.plan.paths import dotted, leaf_paths, put, steps

RELEASE, NAMESPACE = "rr-release", "rr-namespace"
"""Names no chart uses, so that they can be told from the rest of a rendered name."""

_IMAGE_WORDS = ("image", "repository", "registry", "tag", "hub", "imageregistry", "imagetag", "baserepository")
_MODES = ("type", "kind", "mode", "deploymentmode", "profile", "provider", "backend", "edition")
_NAME, _TAG = "probe.test/probe", "v0.0.0-probe"
_ROUTES = frozenset({"Ingress", "HTTPRoute", "GRPCRoute", "TLSRoute", "Gateway", "IngressRoute"})
_MONITORS = frozenset({"ServiceMonitor", "PodMonitor", "PrometheusRule", "Probe", "ScrapeConfig"})


@dataclass
class Effects:
    """What was found over all probes, by path.

    `uses` says where each image is used with a switch set, `refused` which settings the chart does not take alone.
    """

    uses: dict[Setting, Uses] = field(default_factory=dict)
    refused: list[Setting] = field(default_factory=list)
    adds: dict[Setting, set[str]] = field(default_factory=dict)
    parts: dict[tuple[str, ImagePart], set[str]] = field(default_factory=dict)
    routes: set[str] = field(default_factory=set)
    monitors: set[str] = field(default_factory=set)
    secrets: dict[str, set[str]] = field(default_factory=dict)
    renders: int = 0


class Prober:
    """One chart with the values every render starts from."""

    def __init__(self, renderer: Renderer, base: Mapping[str, Any]) -> None:
        """Render the starting point; raises RenderFailed."""
        self._renderer = renderer
        self._base = base
        self._read: dict[str, list[Object]] = {}
        self.objects = self.render(base)
        self.pulls = list(pulls(self.objects))
        self.effects = Effects(renders=1)

    def render(self, values: Mapping[str, Any]) -> list[Object]:
        """The objects without those of Helm's tests; a text that came before is not read again."""
        texts = self._renderer.texts(values, RELEASE, NAMESPACE)
        for path, text in texts.items():
            if text not in self._read:
                self._read[text] = [o for o in objects_of({path: text}) if not is_test(o)]
        return [o for text in texts.values() for o in self._read[text]]

    def run(
        self,
        defaults: Mapping[str, Any],
        asked: Iterable[Setting] = (),
        *,
        switches: bool = True,
        names: bool = True,
    ) -> Effects:
        """Try what the defaults offer, if wanted, and of the settings asked for those that may bring an image.

        Without `names` only what is on and off is tried, not the names of images and Secrets.
        """
        tried: set[str] = set()
        for path, value in (*(_probes(defaults) if switches else ()), *_that_matter(asked)):
            mark = f"{path}={value!r}"
            if mark not in tried and (names or value not in (_NAME, _TAG, _secret_name(path))):
                tried.add(mark)
                self._try(path, value)
        return self.effects

    def is_needed(self, keys: tuple[str, ...]) -> bool:
        """Whether the chart refuses to render without one of the values it starts from."""
        try:
            self.render(without(self._base, keys))
        except RenderFailed:
            return True
        return False

    def uses(self, *settings: Setting) -> Uses | None:
        """Where each image is used with some settings on top; None where the chart refuses them."""
        objects = self._with(*settings)
        return None if objects is None else uses_of(objects)

    def _with(self, *settings: Setting) -> list[Object] | None:
        """The objects with some settings on top; None where the chart refuses them."""
        values = copy.deepcopy(dict(self._base))
        try:
            for path, value in settings:
                put(values, path, value)
            objects = self.render(values)
        except (RenderFailed, ValueError, TypeError, KeyError, AttributeError):
            return None
        self.effects.renders += 1
        return objects

    def _try(self, path: str, value: Any) -> None:  # noqa: ANN401 - any YAML value
        if value in (_NAME, _TAG):
            if not self._image_key(path, str(value), ()):
                beside = dotted((*steps(path)[:-1], "enabled"))
                self._image_key(path, str(value), ((beside, True),))
            return
        objects = self._with((path, value))
        if objects is None:
            self.effects.refused.append((path, value))
            return
        now = list(pulls(objects))
        if not isinstance(value, str) or value != _secret_name(path):
            self.effects.uses[(path, value)] = uses_of(objects)
        if value == _secret_name(path):
            self._secret(path, str(value), objects)
        else:
            added = {p.ref for p in now} - {p.ref for p in self.pulls}
            if added:
                self.effects.adds[(path, value if isinstance(value, bool | str | int) else str(value))] = added
            if _count(objects, _ROUTES) > _count(self.objects, _ROUTES):
                self.effects.routes.add(path)
            if _count(objects, _MONITORS) > _count(self.objects, _MONITORS):
                self.effects.monitors.add(path)

    def _image_key(self, path: str, value: str, switches: tuple[Setting, ...]) -> bool:
        """Whether `path` names a part of some image, if need be with the switch beside it on."""
        start, end = self._with(*switches) if switches else self.objects, self._with(*switches, (path, value))
        before = {p.place: p.ref for p in pulls(start or ()) if p.place}
        found = False
        for pull in pulls(end or ()):
            old = before.get(pull.place)
            if old and old != pull.ref and value in pull.ref:
                found = True
                self.effects.parts.setdefault((path, _part(old, pull.ref, value)), set()).add(old.partition("@")[0])
        return found

    def _secret(self, path: str, value: str, objects: list[Object]) -> None:
        asked = [r for o in objects for r in references_of(o, NAMESPACE) if r.kind == "Secret" and r.name == value]
        if asked:
            self.effects.secrets.setdefault(path, set()).update(_keys_of(objects, value))


def pulls(objects: Iterable[Object]) -> Iterator[Pull]:
    """Images of many objects."""
    for obj in objects:
        yield from images_in(obj)


def _that_matter(asked: Iterable[Setting]) -> Iterator[Setting]:
    for path, value in asked:
        last = steps(path)[-1].lower()
        if last in _IMAGE_WORDS:
            yield path, _TAG if "tag" in last else _NAME
        elif isinstance(value, bool) or value == 0 or last in _MODES:
            yield path, value


def _probes(defaults: Mapping[str, Any]) -> Iterator[Setting]:
    for keys, value in leaf_paths(defaults):
        path, last = dotted(keys), keys[-1].lower()
        if isinstance(value, bool):
            yield path, not value
        if last in _IMAGE_WORDS and (value is None or isinstance(value, str)):
            yield path, _TAG if "tag" in last else _NAME
        if "secret" in last and (value is None or isinstance(value, str)):
            yield path, _secret_name(path)


def _secret_name(path: str) -> str:
    return f"probe-{len(path)}-{sum(map(ord, path)) % 997}"


def _part(old: str, new: str, value: str) -> ImagePart:
    """Which part of `old` became `value`."""
    plain = new.partition("@")[0]
    if value == _TAG:
        return "tag"
    if plain == value:
        return "all"
    name = plain.rpartition(":")[0] if ":" in plain.rpartition("/")[2] else plain
    if name == value:
        return "name"
    repository = taken_apart(old)[1]
    if name == f"{value}/{repository}":
        return "registry"
    return "prefix" if name == f"{value}/{repository.rpartition('/')[2]}" else "repository"


def _keys_of(value: Any, secret: str) -> Iterator[str]:  # noqa: ANN401 - any YAML value
    """Data keys asked of a Secret: by variables and by mounted items."""
    if isinstance(value, Mapping):
        if value.get("name") == secret and isinstance(value.get("key"), str):
            yield value["key"]
        if value.get("secretName") == secret:
            yield from (str(i["key"]) for i in value.get("items") or ())
        for below in value.values():
            yield from _keys_of(below, secret)
    elif isinstance(value, list):
        for below in value:
            yield from _keys_of(below, secret)


def _count(objects: Iterable[Object], kinds: frozenset[str]) -> int:
    return sum(1 for o in objects if o.get("kind") in kinds)


def is_test(obj: Object) -> bool:
    """Whether Helm makes the object only for `helm test`."""
    return str(((obj.get("metadata") or {}).get("annotations") or {}).get("helm.sh/hook")).startswith("test")
