"""Write `knowledge/charts/` from a folder of harvest files and a folder of chart values.

    python -m advisor.harvest.import_facts --harvest DIR --values DIR --out knowledge/charts

The values folder holds an `INDEX.yaml` that says which file belongs to which chart and version.
"""

from __future__ import annotations

import argparse
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml

from advisor.export.yaml_emit import emit
from advisor.harvest.dead_keys import defaults_of
from advisor.harvest.key_tree import FREE, REMARKED, Tree, merge, open_at, tree_of, write
from advisor.harvest.trim import trim
from advisor.model.chart_facts import ChartFacts

Charts = dict[str, tuple[str, Tree, list[dict[str, Any]]]]


class _Loader(yaml.SafeLoader):
    """SafeLoader that reads a bare `=` as the string it is meant to be."""


_Loader.add_constructor("tag:yaml.org,2002:value", lambda _, node: str(node.value))


def read(path: Path) -> Any:  # noqa: ANN401 - raw YAML
    """The document of a YAML file; template marks in values become words."""
    text = re.sub(r"\{\{.*?\}\}|\$\{\w+\}", "mark", path.read_text(encoding="utf-8"))
    return yaml.load(text, Loader=_Loader)  # noqa: S506 - a subclass of SafeLoader


def dump(facts: ChartFacts) -> str:
    """The committed form: without empty parts."""
    data = facts.model_dump(mode="json", exclude_defaults=True)
    return emit(data, header="yaml-language-server: $schema=../schema/chart.schema.json")


def value_files(folder: Path) -> Iterator[tuple[str, str, Path, list[dict[str, Any]]]]:
    """(chart, version, values file, declared sub-charts) of everything the index lists."""
    index = read(folder / "INDEX.yaml")
    for entry in index["components"]:
        if "chart" not in entry:
            continue
        for name in entry["files"]:
            if Path(name).name in ("values.yaml", "values.tmpl.yaml", "values.rook.yaml"):
                yield entry["chart"], str(entry["chart_version"]), folder / name, entry.get("dependencies") or []


def charts_of(folder: Path) -> Charts:
    """Key tree, version and sub-charts per chart."""
    charts: Charts = {}
    for chart, version, path, dependencies in value_files(folder):
        values = read(path) or {}
        hidden = values.pop("_internal_defaults_do_not_set", {})
        tree = merge(tree_of(values), tree_of(hidden))
        old = charts.get(chart)
        charts[chart] = (version, merge(old[1], tree) if old else tree, dependencies)
    return charts


def complete_tree(chart: str, charts: Charts) -> Tree:
    """The tree of `chart` with those of its sub-charts mounted and its free maps opened."""
    _, tree, dependencies = charts[chart]
    for dependency in dependencies:
        mount = str(dependency.get("alias") or dependency["name"])
        known = charts.get(str(dependency["name"]))
        has_own = known is not None and dependency["name"] != chart
        below = complete_tree(dependency["name"], charts) if has_own else {"*": None}
        tree = merge(tree, {mount: below})
    for path in (*FREE.get(chart, ()), *REMARKED.get(chart, ())):
        tree = open_at(tree, path)
    return tree


def keys_file(folder: Path, chart: str) -> str:
    """The text form of the keys an unpacked chart knows, sub-charts included where they are at hand."""
    tree = tree_of(defaults_of(folder))
    for path in (*FREE.get(chart, ()), *REMARKED.get(chart, ())):
        tree = open_at(tree, path)
    return write(tree)


def main(arguments: list[str]) -> int:
    """Command line; returns the exit status."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    for name in ("harvest", "values", "out"):
        parser.add_argument(f"--{name}", type=Path, required=True)
    asked = parser.parse_args(arguments)
    (asked.out / "keys").mkdir(parents=True, exist_ok=True)
    for path in sorted(asked.harvest.glob("*.yaml")):
        facts = trim(read(path))
        target = asked.out / f"{facts.chart}-{facts.version}.yaml"
        target.write_text(dump(facts), encoding="utf-8")
    charts = charts_of(asked.values)
    for chart, (version, _, _) in sorted(charts.items()):
        text = write(complete_tree(chart, charts))
        (asked.out / "keys" / f"{chart}-{version}.txt").write_text(text, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
