"""What every check works on: the catalogue, and where each entry stands."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from pydantic import BaseModel

from advisor.catalog.entries import Entries
from advisor.catalog.walk import models
from advisor.catalog.yaml_read import KeyPath
from advisor.errors import Problem
from advisor.model.catalog import Catalog
from advisor.model.condition import Condition

Severity = Literal["error", "warning"]
Place = tuple[str, str, KeyPath]
"""Kind and id of an entry, and a key path inside it."""

_KINDS = (
    "criteria", "groups", "fact_groups", "facts", "capabilities", "decisions", "components", "rules", "superseded",
    "policies", "licences", "integrations", "inputs", "sources", "glossary", "trends",
)  # fmt: skip


@dataclass(frozen=True)
class Scope:
    """The catalogue under the linter, with the positions of its entries (which may be unknown)."""

    catalog: Catalog
    positions: Entries

    def problem(self, place: Place, message: str, check: str, severity: Severity = "error") -> Problem:
        """Return a problem at `place`, with its file and line where they are known."""
        kind, name, path = place
        entry = self.positions.of(kind).get(name)
        if entry is None:
            return Problem(message, key=f"{kind} {name}", severity=severity, check=check)
        return entry.problem(message, path, check=check, severity=severity)

    def entries(self) -> Iterator[tuple[str, str, BaseModel]]:
        """Yield kind, id and value of every entry."""
        yield "edition", "edition", self.catalog.edition
        for kind in _KINDS:
            for value in getattr(self.catalog, kind):
                yield kind, value.decision if kind == "trends" else value.id, value

    def models(self) -> Iterator[tuple[Place, BaseModel]]:
        """Yield every value object inside every entry, with its place."""
        for kind, name, value in self.entries():
            for path, inner in models(value):
                yield (kind, name, path), inner

    def conditions(self) -> Iterator[tuple[Place, Condition]]:
        """Yield every leaf of every condition, with its place."""
        for place, inner in self.models():
            if isinstance(inner, Condition) and inner.leaves() == (inner,):
                yield place, inner
