"""`values/<release>.yaml`: the only place where settings of a Helm release live, each with its reason."""

from __future__ import annotations

from typing import Any

from advisor.export.text import one_line, to_bytes
from advisor.export.yaml_emit import Path, comments_of, emit
from advisor.model.assessment import Assessment
from advisor.model.base import Language
from advisor.model.catalog import Catalog
from advisor.model.plan import Plan, Release, Setting
from advisor.model.session import Session
from advisor.plan.paths import appends, get, put, steps


def render(plan: Plan, catalog: Catalog, assessment: Assessment, session: Session, lang: Language) -> dict[str, bytes]:
    """One values file per Helm release."""
    return {r.values: to_bytes(text(plan, r)) for r in plan.releases if r.values}


def text(plan: Plan, release: Release) -> str:
    """The values file of one release."""
    values: dict[str, Any] = {}
    remarks: dict[Path, list[str]] = {}
    for setting in release.settings:
        put(values, setting.path, setting.value)
        place = _place(values, setting)
        if not appends(setting.path):
            overruled = [p for p in remarks if p[: len(place)] == place]
            for path in overruled:
                del remarks[path]
        remarks.setdefault(place, []).append(_remark(release, setting))
    if not values:
        return f"# {_header(plan, release)}\n# The chart's own defaults are what this plan wants.\n{{}}\n"
    return emit(values, comments_of(_first_of_equal(values, remarks)), header=_header(plan, release))


def _place(values: dict[str, Any], setting: Setting) -> Path:
    """Where a setting stands in the values; for an appended item, its index."""
    place: Path = steps(setting.path)
    if appends(setting.path):
        return (*place, len(get(values, setting.path)) - 1)
    return place


def _first_of_equal(values: dict[str, Any], remarks: dict[Path, list[str]]) -> dict[Path, list[str]]:
    """Drop a remark that repeats the one of the entry just above, where nothing in between says otherwise."""
    kept: dict[Path, list[str]] = {}
    for path, lines in remarks.items():
        above = _entry_above(values, path)
        is_repeated = above is not None and remarks.get(above) == lines
        if not is_repeated or any(p[: len(above or ())] == above and p != above for p in remarks):
            kept[path] = lines
    return kept


def _entry_above(values: dict[str, Any], path: Path) -> Path | None:
    """The place of the entry before `path` in the same map or list, or None for a first one."""
    *parents, last = path
    if isinstance(last, int):
        return (*parents, last - 1) if last > 0 else None
    inside: Any = values
    for step in parents:
        inside = inside[step]
    keys = list(inside)
    place = keys.index(last)
    return (*parents, keys[place - 1]) if place > 0 else None


def _remark(release: Release, setting: Setting) -> str:
    """Why the setting is not the default, and the id under which `advisor knowledge show` tells more about it."""
    parts = [one_line(setting.why), f"[rule {setting.rule or setting.origin or release.component}]"]
    if setting.inputs:
        parts.append("(input: " + ", ".join(setting.inputs) + ")")
    return " ".join(parts)


def _header(plan: Plan, release: Release) -> str:
    chart = release.chart
    component = next((c for c in plan.components if c.id == release.component), None)
    decisions = ", ".join(component.decisions) if component else ""
    of = f" (decision: {decisions})" if decisions else ""
    return f"release {release.id}: chart {chart.name} {chart.version}{of}" if chart else f"release {release.id}{of}"
