"""Value keys that do nothing: taken away, the chart renders the same, and what is written is not its default."""

from __future__ import annotations

import copy
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

import yaml

from advisor.harvest.helm import Loader, RenderFailed, objects_of
from advisor.plan.paths import dotted, leaf_paths

Texts = dict[str, str]
Render = Callable[[Mapping[str, Any]], Texts]


def defaults_of(chart: Path) -> dict[str, Any]:
    """Default values of an unpacked chart, those of its sub-charts mounted below their names or aliases."""
    path = chart / "values.yaml"
    own = yaml.load(path.read_text(encoding="utf-8"), Loader=Loader) if path.is_file() else None  # noqa: S506 - as above
    values: dict[str, Any] = own if isinstance(own, dict) else {}
    for name, part in sorted(_parts(chart)):
        mounted = values.get(name)
        values[name] = _over(defaults_of(part), mounted if isinstance(mounted, dict) else {})
    hidden = values.get("_internal_defaults_do_not_set")
    return _over(values, hidden) if isinstance(hidden, dict) else values


def declared(chart: Path) -> list[dict[str, Any]]:
    """The sub-charts an unpacked chart declares."""
    path = chart / "Chart.yaml"
    meta = yaml.load(path.read_text(encoding="utf-8"), Loader=Loader) if path.is_file() else None  # noqa: S506 - as above
    return [d for d in (meta or {}).get("dependencies") or () if isinstance(d, dict)]


def _parts(chart: Path) -> Iterator[tuple[str, Path]]:
    """(name or alias, folder) of the sub-charts at hand."""
    below = chart / "charts"
    aliases: dict[str, list[str]] = {}
    for dependency in declared(chart):
        aliases.setdefault(str(dependency["name"]), []).append(str(dependency.get("alias") or dependency["name"]))
    for part in below.iterdir() if below.is_dir() else ():
        if part.is_dir():
            yield from ((name, part) for name in aliases.get(part.name, [part.name]))


def switches_of_definitions(chart: Path) -> set[str]:
    """Conditions of sub-charts with a folder of definitions: they decide who installs those, and no render shows it."""
    return {
        condition.strip()
        for d in declared(chart)
        for condition in str(d.get("condition") or "").split(",")
        if condition and any((chart / "charts" / str(d["name"]) / "crds").rglob("*.y*ml"))
    }


def dead_keys(
    values: Mapping[str, Any],
    defaults: Mapping[str, Any],
    render: Render,
    judged: set[tuple[str, str]],
    *,
    elsewhere: Render | None = None,
) -> tuple[int, list[str]]:
    """How many keys were tried, and the dotted paths of those without effect.

    A key that says what the chart does anyway is alive if another value in its place changes the render.
    `judged` holds (path, value) pairs found alive before; they are not tried again. A list is one key.
    `elsewhere` renders for a cluster that lacks the definitions: some keys count only there, and bundles are rendered
    there too, before anything is installed.
    """
    first = render(values)
    second = render(values)
    apart = elsewhere(values) if elsewhere else {}
    tried, dead = 0, []
    for keys, value in leaf_paths(values):
        mark = (dotted(keys), repr(value))
        if mark in judged:
            continue
        tried += 1
        if (
            _default(defaults, keys) == value
            or _has_effect(without(values, keys), first, second, render)
            or any(_has_effect(_with(values, keys, other), first, second, render) for other in _others(value))
            or (elsewhere and _has_effect(without(values, keys), apart, apart, elsewhere))
        ):
            judged.add(mark)
        else:
            dead.append(mark[0])
    return tried, dead


def without(values: Mapping[str, Any], keys: tuple[str, ...]) -> dict[str, Any]:
    """`values` with the key taken away, and the maps that are empty without it."""
    left = copy.deepcopy(dict(values))
    trail: list[tuple[dict[str, Any], str]] = []
    node: dict[str, Any] = left
    for key in keys[:-1]:
        trail.append((node, key))
        node = node[key]
    del node[keys[-1]]
    for parent, key in reversed(trail):
        if parent[key]:
            break
        del parent[key]
    return left


def _with(values: Mapping[str, Any], keys: tuple[str, ...], value: Any) -> dict[str, Any]:  # noqa: ANN401 - YAML
    made = copy.deepcopy(dict(values))
    node: dict[str, Any] = made
    for key in keys[:-1]:
        node = node[key]
    node[keys[-1]] = value
    return made


def _others(value: Any) -> tuple[Any, ...]:  # noqa: ANN401 - any YAML value
    """Values of the same kind that differ from `value`."""
    match value:
        case bool():
            return (not value,)
        case int() | float():
            return (value + 1,)
        case str():
            return (f"{value}x",)
        case list():
            return ([],) if value else ()
        case _:
            return ()


def _has_effect(values: Mapping[str, Any], first: Texts, second: Texts, render: Render) -> bool:
    """Whether the render differs from `first` by more than two equal renders, `first` and `second`, do."""
    try:
        now = render(values)
    except RenderFailed:
        return True
    if now.keys() != first.keys():
        return True
    unsteady = {path for path in first if first[path] != second.get(path)}
    if any(now[path] != first[path] for path in first.keys() - unsteady):
        return True
    return any(_differs(now[path], first[path], second[path]) for path in unsteady)


def _differs(now: str, first: str, second: str) -> bool:
    """The same for one text: what differs between `first` and `second` is left out of the comparison."""
    one, two, three = (dict(_leaves(objects_of({"": text}))) for text in (first, second, now))
    if one.keys() != three.keys():
        return True
    return any(three[path] != value for path, value in one.items() if two.get(path) == value)


def _leaves(node: Any, path: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], Any]]:  # noqa: ANN401 - raw YAML
    if isinstance(node, dict) and node:
        for key, value in node.items():
            yield from _leaves(value, (*path, str(key)))
    elif isinstance(node, list) and node:
        for index, value in enumerate(node):
            yield from _leaves(value, (*path, str(index)))
    elif isinstance(node, str) and "\n" in node:
        for index, line in enumerate(node.splitlines()):
            yield (*path, str(index)), line
    else:
        yield path, node


def _default(defaults: Mapping[str, Any], keys: tuple[str, ...]) -> Any:  # noqa: ANN401 - any YAML value
    node: Any = defaults
    for key in keys:
        if not isinstance(node, Mapping) or key not in node:
            return _MISSING
        node = node[key]
    return node


_MISSING = object()


def _over(base: dict[str, Any], over: Mapping[str, Any]) -> dict[str, Any]:
    """`over` laid over `base`, maps merged."""
    made = dict(base)
    for key, value in over.items():
        old = made.get(key)
        made[key] = _over(old, value) if isinstance(old, dict) and isinstance(value, Mapping) else value
    return made
