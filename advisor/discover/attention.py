"""What is worrying about something found: retired, end of life, outside a range, known by other versions only."""

from __future__ import annotations

from advisor.model.catalog import Catalog
from advisor.model.component import LifecycleState
from advisor.model.version import in_range, parse_version


def of_component(catalog: Catalog, component: str, version: str | None, kubernetes: str | None) -> tuple[str, ...]:
    """Marks of a component in a version, on a cluster of version `kubernetes`."""
    entry = catalog.component_by_id[component]
    marks = ["retired"] if entry.lifecycle.state is LifecycleState.RETIRED else []
    if version is None:
        return tuple(marks)
    minor = parse_version(version)[:2]
    for seen in (s for s in entry.versions if parse_version(s.version)[:2] == minor):
        if seen.end_of_life is not None and seen.end_of_life <= catalog.edition.as_of:
            marks.append("end-of-life")
        if kubernetes and seen.kubernetes and not in_range(kubernetes, seen.kubernetes):
            marks.append("outside-range")
    known = sorted(parse_version(seen.version) for seen in entry.versions)
    if known and parse_version(version) > known[-1]:
        marks.append("newer-than-seen")
    if known and minor < known[0][:2]:
        marks.append("older-than-seen")
    return tuple(dict.fromkeys(marks))


def of_fact(catalog: Catalog, fact: str, value: object) -> tuple[str, ...]:
    """Marks of a fact: only a Kubernetes version has any."""
    if fact != "kubernetes_version":
        return ()
    known = {parse_version(minor.version): minor for minor in catalog.edition.kubernetes}
    version = parse_version(str(value))[:2]
    if not known:
        return ()
    if version in known:
        ended = known[version].end_of_life
        return ("end-of-life",) if ended is not None and ended <= catalog.edition.as_of else ()
    return ("older-than-seen",) if version < min(known) else ("newer-than-seen",)
