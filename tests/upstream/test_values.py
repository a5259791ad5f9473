"""Values of every exported release: the pinned chart knows each key, and its schema accepts the file."""

from __future__ import annotations

import copy
import json
import warnings
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml

from advisor.harvest.facts import joined
from advisor.harvest.import_facts import charts_of, complete_tree, dump, read
from advisor.harvest.key_tree import write as write_tree
from advisor.harvest.trim import trim
from advisor.model.chart_facts import ChartFacts
from advisor.model.plan import Release
from advisor.plan.charts import KeyTree, load_chart_facts
from advisor.plan.paths import dotted, leaf_paths
from advisor.plan.wiring import values_of
from tests.integrations.free_maps import MOUNTED
from tests.upstream.bundles import CASES, made
from tests.upstream.where import ROOT, module, upstream


def unknown_keys(release: Release, values: dict[str, Any]) -> list[str]:
    assert release.chart is not None
    tree = load_chart_facts().keys(release.chart.name, release.chart.version)
    if tree is None:
        return []
    paths = [dotted(p) for p, _ in leaf_paths(values)]
    return [f"{release.id}: {p}" for p in paths if not tree.knows(p)]


@pytest.mark.parametrize(("name", "cd"), CASES)
def test_the_chart_knows_every_key(name: str, cd: str) -> None:
    plan, _ = made(name, cd)
    assert [k for r in plan.releases if r.chart for k in unknown_keys(r, values_of(r.settings))] == []


def test_a_misspelt_key_is_found() -> None:
    plan, _ = made(*CASES[0])
    stack = next(r for r in plan.releases if r.id == "kube-prometheus-stack")
    assert unknown_keys(stack, {"grafana": {"persistance": {"enabled": True}}}) != []


@cache
def schemas() -> dict[str, dict[str, Any]]:
    """JSON Schema per chart name."""
    found = {}
    for path in upstream().rglob("values.schema.json"):
        chart = yaml.safe_load((path.parent / "Chart.yaml").read_text(encoding="utf-8"))["name"]
        found[chart] = json.loads(path.read_text(encoding="utf-8"))
    return found


def schema_errors(chart: str, values: dict[str, Any]) -> list[str]:
    jsonschema = module("jsonschema")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        schema = {k: v for k, v in schemas()[chart].items() if k != "$schema"}
        draft = jsonschema.Draft201909Validator if "$defs" in schema else jsonschema.Draft7Validator
        return [f"{chart}: {'.'.join(map(str, e.absolute_path))}: {e.message[:120]}"
                for e in draft(schema).iter_errors(values)]  # fmt: skip


def with_defaults(chart: str, values: dict[str, Any]) -> dict[str, Any]:
    """Values over the chart's own, as Helm hands them to the schema."""
    folder = next(p.parent for p in upstream().rglob("Chart.yaml") if _chart_name(p) == chart)
    defaults = read(folder / "values.yaml") or {}
    merged: dict[str, Any] = copy.deepcopy(defaults)

    def over(base: dict[str, Any], extra: dict[str, Any]) -> None:
        for key, value in extra.items():
            if isinstance(value, dict) and isinstance(base.get(key), dict):
                over(base[key], value)
            else:
                base[key] = value

    over(merged, values)
    return merged


def _chart_name(path: Path) -> str | None:
    match = [line for line in path.read_text(encoding="utf-8").splitlines() if line.startswith("name:")]
    return match[0].partition(":")[2].strip().strip("\"'") if match else None


@pytest.mark.parametrize(("name", "cd"), CASES)
def test_the_schema_of_the_chart_accepts_the_values(name: str, cd: str) -> None:
    plan, _ = made(name, cd)
    errors = [
        e
        for r in plan.releases
        if r.chart and r.chart.name in schemas()
        for e in schema_errors(r.chart.name, with_defaults(r.chart.name, values_of(r.settings)))
    ]
    assert errors == []


def test_a_wrong_type_is_refused_by_the_schema() -> None:
    assert schema_errors("cert-manager", {"replicaCount": "many"}) != []
    assert schema_errors("cert-manager", {"replicaCuont": 2}) != []


def kept(facts: ChartFacts, later: ChartFacts) -> ChartFacts:
    """What must be committed: every measure as harvested, completed by later renders.

    Remarks speak of the render they were made with; a later one may have what that one lacked.
    """
    again = later.rendered.date > facts.rendered.date
    remarks = {"caveats": later.caveats, "unpinned_images": later.unpinned_images} if again else {}
    return joined(facts, later).model_copy(update=remarks)


def test_the_committed_facts_are_those_that_were_harvested() -> None:
    for path in sorted(upstream("harvest").glob("*.yaml")):
        facts = trim(read(path))
        committed = ROOT / "knowledge" / "charts" / f"{facts.chart}-{facts.version}.yaml"
        later = load_chart_facts().facts(facts.chart, facts.version)
        assert later is not None
        assert committed.read_text(encoding="utf-8") == dump(kept(facts, later)), committed.name


def test_a_measure_that_was_not_harvested_is_found() -> None:
    facts = trim(read(upstream("harvest") / "loki-18.11.0.yaml"))
    later = load_chart_facts().facts(facts.chart, facts.version)
    assert later is not None
    changed = later.model_copy(update={"containers": 99, "services": later.services[1:]})
    assert kept(facts, changed) != changed


def test_the_committed_keys_are_those_of_the_charts() -> None:
    charts = charts_of(upstream())
    for chart, (version, _, _) in charts.items():
        committed = ROOT / "knowledge" / "charts" / "keys" / f"{chart}-{version}.txt"
        text, expected = committed.read_text(encoding="utf-8"), write_tree(complete_tree(chart, charts))
        for place in MOUNTED.get(chart, ()):
            assert f"\n{place} *\n" in expected, "a sub-chart whose values are not among those stored"
            text, expected = without(text, place), without(expected, place)
        assert text == expected, committed.name


def without(tree: str, place: str) -> str:
    """A tree of keys in its text form without one top-level key and what lies below it."""
    kept, inside = [], False
    for line in tree.splitlines():
        inside = line.startswith(" ") if inside else False
        inside = inside or line in (place, f"{place} *")
        kept += [] if inside else [line]
    return "\n".join(kept)


def test_every_default_of_a_chart_is_a_known_key() -> None:
    values = read(upstream("loki", "values.yaml"))
    tree = KeyTree((ROOT / "knowledge/charts/keys/loki-18.11.0.txt").read_text(encoding="utf-8"))
    paths = [dotted(p) for p, _ in leaf_paths(values)]
    assert [p for p in paths if not tree.knows(p)] == []
