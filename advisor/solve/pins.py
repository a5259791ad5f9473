"""Which version of each component is taken, and whether it is documented for the wanted Kubernetes."""

from __future__ import annotations

from collections.abc import Iterable

from advisor.model.assessment import Pin
from advisor.model.catalog import Catalog
from advisor.model.component import Component, SeenVersion
from advisor.model.version import Version, compare, in_range, parse_version

KUBERNETES_FACT = "kubernetes_version"


def wanted_kubernetes(catalog: Catalog, stated: object) -> str:
    """The stated Kubernetes version, else the newest supported one of the edition for which most is documented."""
    if isinstance(stated, str):
        return stated
    supported = [k.version for k in catalog.edition.kubernetes if k.supported]
    supported.sort(key=parse_version, reverse=True)
    if not supported:
        return "1.36"

    def undocumented(kubernetes: str) -> int:
        ranged = [c for c in catalog.components if any(v.kubernetes for v in c.versions)]
        return sum(not any(documents(v, kubernetes) for v in c.versions if v.usable) for c in ranged)

    return min(supported, key=lambda k: (undocumented(k), supported.index(k)))


def documents(version: SeenVersion, kubernetes: str) -> bool:
    """Whether the version's documented range holds that Kubernetes."""
    return version.kubernetes is not None and in_range(kubernetes, version.kubernetes)


def pins(catalog: Catalog, components: Iterable[str], kubernetes: str) -> tuple[Pin, ...]:
    """One pin per component with known versions, in order. Blocked versions and mere names are never taken."""
    found = []
    for component_id in components:
        component = catalog.component_by_id.get(component_id)
        pin = _pin(component, kubernetes) if component else None
        if pin is not None:
            found.append(pin)
    return tuple(found)


def _pin(component: Component, kubernetes: str) -> Pin | None:
    usable = sorted((v for v in component.versions if v.usable), key=lambda v: _rank(v.version), reverse=True)
    if not usable:
        return None
    documented = next((v for v in usable if documents(v, kubernetes)), None)
    taken = documented or usable[0]
    return Pin(
        component=component.id,
        version=taken.version,
        charts=taken.charts,
        seen=taken.seen,
        kubernetes=taken.kubernetes,
        documented=documented is not None,
    )


def newer_by_name(component: Component, pin: Pin) -> SeenVersion | None:
    """The newest version above the pin of which only the name was seen."""
    known = [v for v in component.versions if v.by_name is not None and _rank(pin.version) < _rank(v.version)]
    return max(known, key=lambda v: _rank(v.version), default=None)


class _Rank:
    """Orders versions; what is not numeric (a dated image tag) counts as oldest, then by name."""

    def __init__(self, text: str) -> None:
        self.text = text
        try:
            self.parts: Version = parse_version(text)
        except ValueError:
            self.parts = ()

    def __lt__(self, other: _Rank) -> bool:
        order = compare(self.parts, other.parts)
        return order < 0 if order else self.text < other.text


def _rank(text: str) -> _Rank:
    return _Rank(text)
