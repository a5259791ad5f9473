r"""Dotted paths into values: `a.b\.c.d` and, at the end, `[+]` to append to a list."""

from __future__ import annotations

import copy
import re
from collections.abc import Iterable, Mapping
from typing import Any

APPEND = "[+]"
_STEP = re.compile(r"((?:\\.|[^.\\])+)(?:\.|$)")


def steps(path: str) -> tuple[str, ...]:
    """The keys of `path`, unescaped, without a final `[+]`; a text that is no path is one key."""
    bare = path.removesuffix(APPEND)
    return tuple(re.sub(r"\\(.)", r"\1", step) for step in _STEP.findall(bare)) or (bare,)


def escape(key: str) -> str:
    r"""A key as one step of a path: a dot inside it is written `\.`."""
    return key.replace("\\", "\\\\").replace(".", "\\.")


def dotted(keys: Iterable[str]) -> str:
    """Keys as one path; `steps` reads it back."""
    return ".".join(map(escape, keys))


def appends(path: str) -> bool:
    """Whether `path` adds an item to a list."""
    return path.endswith(APPEND)


def get(values: Mapping[str, Any], path: str) -> Any:  # noqa: ANN401 - any YAML value
    """The value at `path`, or None."""
    node: Any = values
    for step in steps(path):
        if not isinstance(node, Mapping) or step not in node:
            return None
        node = node[step]
    return node


def put(values: dict[str, Any], path: str, value: Any) -> None:  # noqa: ANN401 - any YAML value
    """Write `value` at `path` into `values`, in place: maps merge, lists and scalars replace, `[+]` appends."""
    *parents, last = steps(path)
    node = values
    for step in parents:
        below = node.get(step)
        if not isinstance(below, dict):
            below = node[step] = {}
        node = below
    if appends(path):
        items = node.get(last)
        node[last] = [*(items if isinstance(items, list) else ()), copy.deepcopy(value)]
    else:
        node[last] = merged(node.get(last), value)


def merged(old: Any, new: Any) -> Any:  # noqa: ANN401 - any YAML value
    """`new` over `old`; two maps merge at every level."""
    if isinstance(old, dict) and isinstance(new, Mapping):
        return {**old, **{k: merged(old.get(k), v) for k, v in new.items()}}
    return copy.deepcopy(dict(new) if isinstance(new, Mapping) else new)


def build(entries: Iterable[tuple[str, Any]]) -> dict[str, Any]:
    """Values out of (path, value) pairs, later ones over earlier ones."""
    values: dict[str, Any] = {}
    for path, value in entries:
        put(values, path, value)
    return values


def leaf_paths(values: Mapping[str, Any], prefix: tuple[str, ...] = ()) -> Iterable[tuple[tuple[str, ...], Any]]:
    """Every leaf of nested maps as (keys, value); empty maps and lists are leaves."""
    for key, value in values.items():
        here = (*prefix, str(key))
        if isinstance(value, Mapping) and value:
            yield from leaf_paths(value, here)
        else:
            yield here, value
