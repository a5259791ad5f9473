"""Harvested chart facts and the value keys a chart knows, read from the knowledge when they are first asked for."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

from advisor.catalog.paths import knowledge_root
from advisor.catalog.yaml_read import read_yaml
from advisor.model.chart_facts import ChartFacts
from advisor.plan.paths import steps

OPEN = "*"


class ChartStore:
    """Facts per chart and version in one folder. What is not there is unknown, never an error."""

    def __init__(self, folder: Path) -> None:
        """Take the folder `charts/` of a knowledge."""
        self._folder = folder
        self._facts: dict[tuple[str, str], ChartFacts | None] = {}

    def facts(self, chart: str, version: str) -> ChartFacts | None:
        """The facts of a pinned chart, or None where it was not harvested."""
        key = (chart, version)
        if key not in self._facts:
            path = self._folder / f"{chart}-{version}.yaml"
            found = path.is_file() and "/" not in chart + version
            self._facts[key] = ChartFacts.model_validate(read_yaml(path).data) if found else None
        return self._facts[key]

    def keys(self, chart: str, version: str) -> KeyTree | None:
        """The value keys of a pinned chart, or None where they are not known."""
        path = self._folder / "keys" / f"{chart}-{version}.txt"
        return KeyTree(path.read_text(encoding="utf-8")) if path.is_file() and "/" not in chart + version else None


class KeyTree:
    """Keys a chart knows: one per line, indented by depth; ` *` behind a key opens it to anything below."""

    def __init__(self, text: str) -> None:
        """Read the text form."""
        self._root: dict[str, Any] = {}
        branches = [self._root]
        for line in text.splitlines():
            depth = len(line) - len(line.lstrip(" "))
            key, star, _ = line.strip().partition(" *")
            node: dict[str, Any] = {OPEN: {}} if star else {}
            branches[depth][key] = node
            del branches[depth + 1 :]
            branches.append(node)

    def knows(self, path: str) -> bool:
        """Whether the dotted `path` names a known key, or lies below an open one."""
        node = self._root
        for step in steps(path):
            if OPEN in node:
                return True
            if step not in node:
                return False
            node = node[step]
        return True

    def siblings(self, path: str) -> tuple[str, ...]:
        """The keys that could stand in place of the first unknown step of `path`."""
        node = self._root
        for step in steps(path):
            if step not in node:
                break
            node = node[step]
        return tuple(k for k in node if k != OPEN)


@cache
def load_chart_facts(root: Path | None = None) -> ChartStore:
    """The chart facts of the knowledge at `root` (default: the shipped one)."""
    return ChartStore((root or knowledge_root()) / "charts")
