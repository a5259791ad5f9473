"""The hand layer: values people write into `overrides/<release>.yaml`, merged last, with their keys checked."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import islice
from typing import Any

from advisor.catalog.nearest import nearest
from advisor.errors import BadInput, Problem
from advisor.model.plan import Plan, Release, Setting
from advisor.plan.charts import ChartStore, KeyTree, load_chart_facts
from advisor.plan.paths import APPEND, dotted, leaf_paths

ORIGIN = "overrides"
LAST = 1_000_000
"""Order of the hand layer: after every integration."""
MAX_PROBLEMS = 50
"""Of one file; looking for the nearest key takes time."""

Overrides = Mapping[str, Mapping[str, Any]]
"""Values per release id."""


def with_overrides(plan: Plan, overrides: Overrides, charts: ChartStore | None = None) -> Plan:
    """The plan with the hand layer on top of its settings.

    Args:
        plan: the computed plan.
        overrides: values per release.
        charts: what the charts know; that of the shipped knowledge if left out.

    Raises:
        BadInput: a file names no Helm release of the plan, or a key its chart does not know.
    """
    if not overrides:
        return plan
    store = charts or load_chart_facts()
    by_id = {r.id: r for r in plan.releases if r.chart}
    problems: list[Problem] = []
    for name, values in overrides.items():
        if name not in by_id:
            problems.append(
                Problem("no Helm release of this plan", file=_file(name), nearest=nearest(name, list(by_id)))
            )
        else:
            problems += _unknown_keys(by_id[name], values, store)
    if problems:
        raise BadInput(problems)
    return plan.model_copy(update={"releases": tuple(_overridden(r, overrides.get(r.id)) for r in plan.releases)})


def _file(release: str) -> str:
    return f"overrides/{release}.yaml"


def _unknown_keys(release: Release, values: Mapping[str, Any], store: ChartStore) -> list[Problem]:
    assert release.chart is not None
    paths = [path for path, _ in leaf_paths(values)]
    if any(not key or key.endswith(APPEND) for path in paths for key in path):
        return [Problem("holds an empty key, or one that ends in [+]", file=_file(release.id))]
    tree = store.keys(release.chart.name, release.chart.version)
    if tree is None:
        return []
    unknown = (path for path in paths if not tree.knows(dotted(path)))
    return [_problem(release, path, tree) for path in islice(unknown, MAX_PROBLEMS)]


def _problem(release: Release, path: tuple[str, ...], tree: KeyTree) -> Problem:
    assert release.chart is not None
    known = tree.siblings(dotted(path))
    near = next((n for step in path if step not in known and (n := nearest(step, known))), None)
    message = f"chart {release.chart.name} {release.chart.version} knows no such key"
    return Problem(message, file=_file(release.id), key=dotted(path), nearest=near)


def _overridden(release: Release, values: Mapping[str, Any] | None) -> Release:
    if not values:
        return release
    settings = tuple(
        Setting(path=dotted(path), value=value, why=_file(release.id), origin=ORIGIN, order=LAST)
        for path, value in leaf_paths(values)
    )
    return release.model_copy(update={"settings": (*release.settings, *settings)})
