"""Every path the wiring sets exists in the values of the pinned chart, or lies below a known free map."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any

import pytest

from advisor.plan.charts import KeyTree
from advisor.plan.paths import dotted, leaf_paths, steps
from tests.integrations.free_maps import FREE, MOUNTED
from tests.integrations.wiring import chart_of_release, defaults, integrations, settings
from tests.upstream.where import ROOT

NOT_AT_HAND = frozenset({"altinity-clickhouse-operator"})
"""Charts no stored copy holds: their names are taken from documents, and the integrations say so."""


def unknown(chart: str, keys: tuple[str, ...]) -> str | None:
    """The first step of `keys` the chart does not know, as a dotted path; None if all is known."""
    node: Any = defaults()[chart]
    for depth, key in enumerate(keys):
        done = ".".join(keys[:depth])
        if done in FREE.get(chart, {}):
            return None
        if done in MOUNTED.get(chart, ()):
            return None if shipped(chart).knows(dotted(keys)) else dotted(keys)
        if not isinstance(node, Mapping):
            return None if node is None or isinstance(node, list) else done
        if not node and depth:
            return None
        if key not in node:
            whole = f"{done}.{key}" if done else key
            if whole in MOUNTED.get(chart, ()):
                return None if shipped(chart).knows(dotted(keys)) else dotted(keys)
            return None if whole in FREE.get(chart, {}) else whole
        node = node[key]
    return None


@cache
def shipped(chart: str) -> KeyTree:
    """The keys the knowledge ships for the pinned version of a chart."""
    (path,) = (ROOT / "knowledge" / "charts" / "keys").glob(f"{chart}-[v0-9]*.txt")
    return KeyTree(path.read_text(encoding="utf-8"))


def paths(path: str, value: Any) -> Iterator[tuple[str, ...]]:
    """`path`, and one path for each leaf below it where the value is a map."""
    here = steps(path)
    if isinstance(value, Mapping) and value:
        yield from (keys for keys, _ in leaf_paths(value, here))
    else:
        yield here


def misses() -> dict[str, str]:
    found = {}
    for integration, value, chart in settings():
        for keys in paths(value.path, value.value):
            wrong = unknown(chart, keys)
            if wrong:
                found[f"{chart}: {wrong}"] = integration.id
    return found


def test_every_path_exists_in_its_chart() -> None:
    assert misses() == {}


def test_only_charts_nobody_has_are_left_out() -> None:
    used = {chart_of_release().get(v.release) for i in integrations() for v in i.sets}
    assert {c for c in used if c is not None and c not in defaults() and c not in harvested()} <= NOT_AT_HAND


@cache
def harvested() -> dict[str, KeyTree]:
    """Keys per chart that was rendered later and has no stored values."""
    found = {}
    for path in sorted((ROOT / "knowledge" / "charts" / "keys").glob("*.txt")):
        for chart in set(chart_of_release().values()) - set(defaults()):
            if path.name.startswith(f"{chart}-"):
                found[chart] = KeyTree(path.read_text(encoding="utf-8"))
    return found


def test_every_path_exists_in_the_charts_harvested_later() -> None:
    asked = [(i.id, v, chart_of_release().get(v.release)) for i in integrations() for v in i.sets]
    known = [(i, v, harvested()[c]) for i, v, c in asked if c in harvested()]
    assert known
    assert [(i, p) for i, v, tree in known for p in map(dotted, paths(v.path, v.value)) if not tree.knows(p)] == []
    assert not harvested()["kiali-server"].knows("deployment.custom_secretz")


def test_settings_of_charts_not_at_hand_are_marked() -> None:
    doubtful = [i for i in integrations()
                if any(chart_of_release().get(v.release) in NOT_AT_HAND for v in i.sets)]  # fmt: skip
    assert doubtful
    assert [i.id for i in doubtful if i.verified not in ("docs", "unverified")] == []


def test_every_setting_is_for_a_chart() -> None:
    assert [(i.id, v.release) for i in integrations() for v in i.sets if v.release not in chart_of_release()] == []


@pytest.mark.parametrize(
    ("chart", "keys"),
    [
        ("cilium", ("kubeProxyReplacment",)),
        ("loki", ("singleBinary", "persistance", "size")),
        ("kube-prometheus-stack", ("prometheus", "prometheusSpecs", "retention")),
        ("argo-cd", ("global", "domains")),
        ("falco", ("falcosidekick", "config", "lokki", "hostport")),
        ("falco", ("falcosidekick", "config", "loki", "hostports")),
        ("k8gb", ("extdns", "domainFilter")),
        ("kube-prometheus-stack", ("kube-state-metrics", "resourcez")),
    ],
)
def test_a_misspelt_path_is_found(chart: str, keys: tuple[str, ...]) -> None:
    assert unknown(chart, keys) is not None


def test_every_mounted_sub_chart_is_closed() -> None:
    for chart, places in MOUNTED.items():
        for place in places:
            assert shipped(chart).knows(place)
            assert not shipped(chart).knows(f"{place}.no-such-key")


def test_every_free_map_is_needed() -> None:
    """A place that values.yaml lists by now, or that nothing sets any more, leaves the list."""
    touched = {(chart, ".".join(keys[:n]))
               for _, value, chart in settings()
               for keys in paths(value.path, value.value)
               for n in range(1, len(keys) + 1)}  # fmt: skip
    assert [(c, p) for c, places in FREE.items() for p in places if (c, p) not in touched] == []
