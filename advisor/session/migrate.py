"""Older session schemas: one step per schema left behind, taken until the current one is reached."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

Step = Callable[[dict[str, Any]], dict[str, Any]]
Migrations = Mapping[str, Step]
"""Schema left -> function from data of that schema to data of the next one, which names itself in `schema`."""

MIGRATIONS: Migrations = {}
"""The steps this program knows. `advisor.session/1` is the first schema, so there is none yet."""


def migrate(data: dict[str, Any], migrations: Migrations = MIGRATIONS) -> dict[str, Any]:
    """`data` brought as far as the steps lead; data of the current or an unknown schema is returned as it is.

    Each step is taken once at most, so that a wrong table ends too.
    """
    left = dict(migrations)
    while (step := left.pop(str(data.get("schema")), None)) is not None:
        data = step(data)
    return data
