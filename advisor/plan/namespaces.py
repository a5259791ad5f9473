"""Namespaces and the lowest Pod Security level under which everything in them is admitted."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal

from advisor.model.plan import Namespace, Release, Secret

Level = Literal["restricted", "baseline", "privileged"]

LEVELS: tuple[Level, ...] = ("restricted", "baseline", "privileged")
GIVEN = frozenset({"kube-system", "default", "kube-public", "kube-node-lease"})
"""Namespaces every cluster has; nobody declares or labels them here."""
UNKNOWN_LEVEL: Level = "privileged"
"""Level of pods nobody rendered: the one that surely lets them start. The remark beside it says so."""


def widest(levels: Iterable[Level]) -> Level:
    """The least strict of some levels; restricted if there is none."""
    return max(levels, key=LEVELS.index, default="restricted")


def namespaces_of(releases: Iterable[Release], secrets: Iterable[Secret]) -> tuple[Namespace, ...]:
    """Every namespace a release, an object or a Secret lies in, by name."""
    wanted: dict[str, list[tuple[Level, str]]] = {}
    for release in releases:
        wanted.setdefault(release.namespace, []).append((level_of(release), release.id))
        for namespace in _other_namespaces(release):
            wanted.setdefault(namespace, []).append(("restricted", release.id))
    for secret in secrets:
        wanted.setdefault(secret.namespace, [])
    return tuple(_namespace(name, wanted[name]) for name in sorted(wanted) if name not in GIVEN)


def level_of(release: Release) -> Level:
    """The level a release needs: what was harvested or stated, else the widest where pods may hide."""
    match release.facts.pod_security:
        case "restricted" | "baseline" | "privileged" as level:
            return level
        case _:
            is_without_pods = release.how == "objects" or (release.how == "helm" and release.facts.complete)
            return "restricted" if is_without_pods else UNKNOWN_LEVEL


def _other_namespaces(release: Release) -> set[str]:
    """Namespaces beside the release's own, except those a manifest set or chart creates itself."""
    created = {o.object.get("metadata", {}).get("name") for o in release.objects if o.object.get("kind") == "Namespace"}
    of_objects = {o.object.get("metadata", {}).get("namespace") for o in release.objects}
    return {n for n in of_objects if isinstance(n, str)} - created - {release.namespace}


def _namespace(name: str, uses: list[tuple[Level, str]]) -> Namespace:
    level = widest(lv for lv, _ in uses)
    because = sorted({release for lv, release in uses if lv == level})
    return Namespace(name=name, pod_security=level, why=", ".join(because) or "Secrets")
