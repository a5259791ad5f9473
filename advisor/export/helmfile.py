"""`optional/helmfile.yaml`: every release for Helmfile; what has no chart rides as a hook on the release before it."""

from __future__ import annotations

from typing import Any

from advisor.export.charts import folder, is_oci, source
from advisor.export.flux import source_name
from advisor.export.objects import after, after_path, before, before_path, manifests_folder
from advisor.export.text import to_bytes
from advisor.export.yaml_emit import emit
from advisor.model.assessment import Assessment
from advisor.model.base import Language
from advisor.model.catalog import Catalog
from advisor.model.plan import Plan, Release
from advisor.model.session import Session

FILE = "optional/helmfile.yaml"
HEADER = (
    "Another way to install the same releases: helmfile -f optional/helmfile.yaml apply\n"
    "Use it instead of scripts/10 and 20, never beside them or beside a delivery tool for the same releases."
)


def render(plan: Plan, catalog: Catalog, assessment: Assessment, session: Session, lang: Language) -> dict[str, bytes]:
    """The Helmfile."""
    charts = [r for r in plan.releases if r.chart]
    carriers = _carriers(plan)
    hooks: dict[str, list[dict[str, Any]]] = {r.id: [] for r in charts}
    for release in plan.releases:
        for event, arguments in _applies(release, is_early=_is_early(plan, release)):
            hooks[carriers[release.id]].append(_hook(event, arguments))
    if charts:
        hooks[charts[0].id].insert(0, _hook("presync", ["-k", "../platform"]))
    repositories = {source_name(plan, r): folder(plan, r) for r in charts if not is_oci(plan, r)}
    data = {
        "helmDefaults": {"wait": True, "timeout": 900, "createNamespace": False},
        "repositories": [{"name": name, "url": url} for name, url in sorted(repositories.items())],
        "releases": [_release(plan, r, hooks[r.id], carriers) for r in charts],
    }
    return {FILE: to_bytes(emit(data, header=HEADER))}


def _carriers(plan: Plan) -> dict[str, str]:
    """For every release the chart release whose hooks carry it: itself, else the last one before, else the first."""
    charts = [r.id for r in plan.releases if r.chart]
    carriers: dict[str, str] = {}
    last = charts[0] if charts else ""
    for release in plan.releases:
        if release.chart:
            last = release.id
        carriers[release.id] = last
    return carriers if charts else {}


def _is_early(plan: Plan, release: Release) -> bool:
    """Whether a release without a chart comes before the first one that has one."""
    first = next((n for n, r in enumerate(plan.releases) if r.chart), 0)
    return not release.chart and plan.releases.index(release) < first


def _applies(release: Release, *, is_early: bool) -> list[tuple[str, list[str]]]:
    event = "presync" if is_early else "postsync"
    made: list[tuple[str, list[str]]] = []
    if before(release):
        made.append(("presync" if release.chart else event, ["-f", f"../{before_path(release)}"]))
    if release.manifests:
        made.append((event, ["-k", f"../{manifests_folder(release)}"]))
    if after(release):
        made.append((event, ["-f", f"../{after_path(release)}"]))
    return made


def _hook(event: str, arguments: list[str]) -> dict[str, Any]:
    return {
        "events": [event],
        "showlogs": True,
        "command": "kubectl",
        "args": ["apply", "--server-side", *arguments],
    }


def _release(plan: Plan, release: Release, hooks: list[dict[str, Any]], carriers: dict[str, str]) -> dict[str, Any]:
    chart = release.chart
    assert chart is not None
    place = source(plan, release) if is_oci(plan, release) else f"{source_name(plan, release)}/{chart.name}"
    by_id = {r.id: r for r in plan.releases}
    waits = dict.fromkeys(carriers[n] for n in release.needs if carriers[n] != release.id)
    return {
        "name": release.id,
        "namespace": release.namespace,
        "chart": place,
        "version": chart.version,
        **({"needs": [f"{by_id[w].namespace}/{w}" for w in waits]} if waits else {}),
        "values": [f"../{release.values}"],
        **({"hooks": hooks} if hooks else {}),
    }
