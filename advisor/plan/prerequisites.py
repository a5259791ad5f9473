"""What must exist before: host demands, components the site already runs, storage, Secrets."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, Literal

from advisor.model.component import Component, HostNeed
from advisor.model.plan import Prerequisite, Release, Secret
from advisor.model.version import parse_version
from advisor.plan.paths import leaf_paths
from advisor.plan.say import phrase
from advisor.plan.site import Site
from advisor.plan.wiring import values_of

Kind = Literal["service", "storageclass", "kernel", "module", "port", "secret", "dns", "existing", "package", "other"]

KINDS: dict[str, Kind] = {
    "kernel": "kernel",
    "module": "module",
    "package": "package",
    "port": "port",
    "sysctl": "other",
    "disk": "other",
    "cpu": "other",
    "other": "other",
}
STORAGE_CLASS_KEYS = frozenset({"storageClass", "storageClassName", "storage_class"})


def prerequisites_of(site: Site, releases: Sequence[Release], secrets: Sequence[Secret]) -> tuple[Prerequisite, ...]:
    """Everything to check before, each once."""
    found = [*_existing(site), *_hosts(site), *_storage_classes(site, releases), *_secrets(secrets)]
    unique: dict[tuple[str, str, str | None], Prerequisite] = {}
    for item in found:
        unique.setdefault((item.kind, item.name, item.check), item)
    return tuple(unique.values())


def _existing(site: Site) -> Iterator[Prerequisite]:
    for component in site.components:
        if site.is_existing(component.id):
            seen = site.session.seen.get(component.id)
            text = (
                phrase("existing-seen", name=component.name, value=seen.version)
                if seen is not None and seen.version
                else phrase("existing", name=component.name)
            )
            yield Prerequisite(
                kind="existing",
                name=component.id,
                text=text,
                check=_existing_check(component),
            )


def _existing_check(component: Component) -> str | None:
    """The first namespace the component would live in here, as a place to look; None if it is not in the cluster."""
    namespace = next((r.namespace for r in component.releases if r.namespace and r.how in ("helm", "objects")), None)
    return f"namespace:{namespace}" if namespace else None


def _hosts(site: Site) -> Iterator[Prerequisite]:
    """Host demands of everything in the stack; of several kernel floors only the highest."""
    needs = [(c, n) for c in site.components for n in c.host_needs]
    floors = [n for _, n in needs if n.kind == "kernel" and _floor(n)]
    if floors:
        highest = max(floors, key=lambda n: parse_version(_floor(n)))
        yield Prerequisite(kind="kernel", name=_floor(highest), text=highest.text, check=f"kernel:{_floor(highest)}")
    for _, need in needs:
        if need.kind != "kernel" or not _floor(need):
            check = f"{need.kind}:{need.value}"
            yield Prerequisite(kind=KINDS[need.kind], name=need.value, said=need.name, text=need.text, check=check)


def _floor(need: HostNeed) -> str:
    """The lowest kernel of a demand such as `>=5.10`, or empty where it is none."""
    text = need.value.removeprefix(">=").strip()
    try:
        parse_version(text)
    except ValueError:
        return ""
    return text


def _storage_classes(site: Site, releases: Sequence[Release]) -> Iterator[Prerequisite]:
    """Storage classes that settings and objects name and no object of ours makes."""
    made = {o.object["metadata"]["name"] for r in releases for o in r.objects if o.object.get("kind") == "StorageClass"}
    made |= {name for r in releases for name in _made_by_chart(values_of(r.settings))}
    named: dict[str, None] = {}
    for release in releases:
        for tree in (values_of(release.settings), *(o.object for o in release.objects)):
            named.update(dict.fromkeys(_classes_in(tree)))
    spec = site.catalog.input_by_id.get("storage_class")
    for name in sorted(set(named) - made):
        text = spec.text if spec else phrase("storage-class", name=name)
        yield Prerequisite(kind="storageclass", name=name, text=text, check=f"storageclass:{name}")


def _made_by_chart(tree: Any) -> Iterator[str]:  # noqa: ANN401 - any YAML value
    """Names of storage classes that values describe as a map, so that the chart makes them."""
    if isinstance(tree, dict):
        for key, value in tree.items():
            if key == "storageClass" and isinstance(value, dict) and isinstance(value.get("name"), str):
                yield value["name"]
            yield from _made_by_chart(value)
    elif isinstance(tree, list):
        for value in tree:
            yield from _made_by_chart(value)


def _classes_in(tree: dict[str, Any]) -> Iterator[str]:
    for path, value in leaf_paths(tree):
        if path[-1] in STORAGE_CLASS_KEYS and isinstance(value, str) and value not in ("", "-"):
            yield value


def _secrets(secrets: Sequence[Secret]) -> Iterator[Prerequisite]:
    for secret in (s for s in secrets if s.source is None):
        name = f"{secret.namespace}/{secret.name}"
        yield Prerequisite(kind="secret", name=name, text=secret.text, check=f"secret:{name}")
