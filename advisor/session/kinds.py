"""Whether what a journal holds can be an answer at all: a text where a number belongs reaches nobody."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from advisor.model.catalog import Catalog
from advisor.session.history import Entry


def wrong_kind(catalog: Catalog, entry: Entry) -> str | None:
    """The first fact or input whose value in an entry is of another kind than its own; None if all fit.

    What the knowledge does not know (any more), and values that it no longer permits, are no matter here.
    """
    for part in _parts(entry):
        for fact_id, answer in _named(part.get("profile")):
            fact = catalog.fact_by_id.get(fact_id)
            if fact is not None and not fact.is_kind(answer):
                return fact_id
        for name, value in _named(part.get("inputs")):
            spec = catalog.input_by_id.get(name)
            if spec is not None and not spec.fits(value):
                return name
    return None


def _parts(entry: Entry) -> Iterator[Mapping[str, Any]]:
    """What an entry sets and patches, in the current state and in other scenarios."""
    for part in (entry.set, {name: patch.put for name, patch in entry.patch.items()}):
        yield part
        yield from (state for _, state in _named(part.get("scenarios")) if isinstance(state, Mapping))


def _named(value: object) -> Iterator[tuple[str, Any]]:
    yield from value.items() if isinstance(value, Mapping) else ()
