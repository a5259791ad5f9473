"""Every exported release rendered with real Helm, from charts at hand: `ADVISOR_CHARTS` names a folder of
`<chart>-<version>` folders. Charts are not part of the project, so without the folder these tests skip."""

from __future__ import annotations

import os
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml

from advisor.model.plan import Plan, Release
from advisor.plan.charts import load_chart_facts
from advisor.plan.images import hidden_subcharts
from advisor.plan.invariants import in_cluster
from advisor.plan.wiring import values_of
from tests.upstream.bundles import EXAMPLES, made
from tests.upstream.test_objects import core_problem, custom_problems, is_core
from tests.upstream.where import module

pytestmark = pytest.mark.slow

NEEDS_LIBRARY = frozenset({"jaeger"})
"""Charts that do not render without a library chart of another repository."""


class Loader(yaml.SafeLoader):
    """Reads a bare `=`, which some definitions hold."""


Loader.add_constructor("tag:yaml.org,2002:value", lambda _, node: str(node.value))


def charts() -> Path:
    folder = os.environ.get("ADVISOR_CHARTS")
    if not folder or not Path(folder).is_dir():
        pytest.skip("no folder of charts: set ADVISOR_CHARTS")
    return Path(folder)


def chart_folder(release: Release) -> Path | None:
    """The unpacked chart of a release, or None where it is not at hand or lacks a sub-chart."""
    if release.chart is None or release.chart.name in NEEDS_LIBRARY:
        return None
    facts = load_chart_facts().facts(release.chart.name, release.chart.version)
    if facts and hidden_subcharts(facts, values_of(release.settings)):
        return None
    folder = charts() / f"{release.chart.name}-{release.chart.version}"
    return folder if folder.is_dir() else None


@cache
def rendered(folder: Path, name: str, namespace: str, values: str) -> tuple[dict[str, Any], ...]:
    """Objects of a chart with these values (as YAML text)."""
    helm = module("helm_python")
    with helm.Chart.load(folder) as chart:
        files = chart.render(values=yaml.safe_load(values), name=name, namespace=namespace)
    texts = [text for path, text in files.items() if path.endswith((".yaml", ".yml"))]
    documents = [d for text in texts for d in yaml.load_all(text, Loader=Loader)]
    return tuple(d for d in documents if isinstance(d, dict) and d.get("kind"))


def objects_of(release: Release) -> tuple[dict[str, Any], ...] | None:
    folder = chart_folder(release)
    if folder is None:
        return None
    values = yaml.safe_dump(values_of(release.settings))
    return rendered(folder, release.id, release.namespace, values)


def at_hand(plan: Plan) -> list[tuple[Release, tuple[dict[str, Any], ...]]]:
    found = [(r, objects_of(r)) for r in plan.releases if r.chart]
    return [(r, objects) for r, objects in found if objects is not None]


@pytest.mark.parametrize("name", EXAMPLES)
def test_what_helm_renders_is_valid(name: str) -> None:
    plan, _ = made(name)
    releases = at_hand(plan)
    assert releases, "not one chart of this example is at hand"
    problems = []
    for release, objects in releases:
        for obj in objects:
            found = core_problem(obj) if is_core(obj) else ", ".join(custom_problems(obj))
            if found:
                problems.append(f"{release.id}: {found}")
    assert problems == []


@pytest.mark.parametrize("name", EXAMPLES)
def test_addresses_name_services_that_are_rendered(name: str) -> None:
    plan, _ = made(name)
    made_here: dict[str, set[str]] = {}
    for release, objects in at_hand(plan):
        for obj in objects:
            if obj["kind"] == "Service":
                namespace = obj["metadata"].get("namespace", release.namespace)
                ports = {f"{obj['metadata']['name']}:{p['port']}" for p in obj["spec"].get("ports", ())}
                made_here.setdefault(namespace, set()).update(ports)
    seen = {r.namespace for r in plan.releases if r.chart} - {r.namespace for r in plan.releases if not objects_of(r)}
    by_operators = {"prometheus-operated:9090", "alertmanager-operated:9093"}
    missing = [
        f"{release.id}: {namespace} {target}"
        for release in plan.releases
        for namespace, target in in_cluster(repr([values_of(release.settings), [o.object for o in release.objects]]))
        if namespace in seen and target not in made_here.get(namespace, set()) | by_operators
    ]
    assert missing == []


def test_the_render_can_fail() -> None:
    helm = module("helm_python")
    folder = charts() / "loki-18.11.0"
    if not folder.is_dir():
        pytest.skip("chart loki 18.11.0 is not at hand")
    with helm.Chart.load(folder) as chart, pytest.raises(helm.HelmError):
        chart.render(values={"deploymentMode": "Nonsense"}, name="loki", namespace="logging")
