"""The shipped integrations with the charts of their releases."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import Any

from advisor.catalog.load import load_catalog
from advisor.harvest.import_facts import read
from advisor.model.catalog import Catalog
from advisor.model.component import SetValue
from advisor.model.integration import Integration
from advisor.plan.paths import merged
from tests.upstream.where import upstream

SUBCHARTS = (("kube-prometheus-stack", "grafana", "grafana"),)
"""Parent chart, the key of the subchart in it, and the chart whose own values stand below that key."""


@cache
def catalog() -> Catalog:
    return load_catalog()


def integrations() -> tuple[Integration, ...]:
    return catalog().integrations


@cache
def chart_of_release() -> dict[str, str]:
    """Chart name per release that is a chart."""
    return {r.id: r.chart.name for c in catalog().components for r in c.releases if r.chart}


@cache
def defaults() -> dict[str, dict[str, Any]]:
    """Default values per chart name at hand; Istio hides its own one level deeper."""
    found: dict[str, dict[str, Any]] = {}
    for path in sorted(upstream().rglob("Chart.yaml")):
        folder = path.parent
        values = next((folder / n for n in ("values.yaml", "values.tmpl.yaml") if (folder / n).is_file()), None)
        if values is None:
            continue
        given = read(values) or {}
        chart = str(read(path)["name"])
        found[chart] = given.get("_internal_defaults_do_not_set", given)
    for parent, key, chart in SUBCHARTS:
        found[parent][key] = merged(found[chart], found[parent].get(key, {}))
    return found


def settings() -> Iterator[tuple[Integration, SetValue, str]]:
    """Every setting of a chart at hand, with its chart."""
    for integration in integrations():
        for value in integration.sets:
            chart = chart_of_release().get(value.release)
            if chart in defaults():
                yield integration, value, str(chart)
