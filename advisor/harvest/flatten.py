"""Nested Helm values as dotted paths."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any


def escape(key: str) -> str:
    r"""A key as one step of a dotted path: a dot inside it is written `\.`."""
    return key.replace(".", "\\.")


def leaves(values: dict[str, Any], prefix: str = "") -> Iterator[tuple[str, Any]]:
    """Every leaf of `values` as (dotted path, value); an empty map and a list are leaves."""
    for key, value in values.items():
        path = f"{prefix}.{escape(str(key))}" if prefix else escape(str(key))
        if isinstance(value, dict) and value:
            yield from leaves(value, path)
        else:
            yield path, value
