"""Entries of the knowledge as pages a person wants to read (Markdown), as rows, and as JSON."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from pydantic import BaseModel

from advisor.catalog.nearest import nearest
from advisor.catalog.show import component, entries
from advisor.catalog.show.sheet import Sheet
from advisor.errors import BadInput, Problem
from advisor.model.base import Language
from advisor.model.catalog import Catalog

Page = Callable[[Sheet, Any], None]

KINDS: dict[str, Page] = {
    "components": component.write,
    "decisions": entries.decision,
    "rules": entries.rule,
    "superseded": entries.superseded,
    "facts": entries.fact,
    "licences": entries.licence,
    "policies": entries.policy,
    "integrations": entries.integration,
    "capabilities": entries.capability,
    "inputs": entries.input_,
    "sources": entries.source,
    "glossary": entries.term,
}
"""How each kind of entry is written; an id that several kinds use is looked up in this order."""


def find(catalog: Catalog, name: str) -> tuple[str, BaseModel]:
    """Return kind and value of an entry. `kind:id` names the kind where an id alone would mean another entry.

    Raises:
        BadInput: if there is none, with the nearest id.
    """
    kind, _, rest = name.partition(":")
    kinds = [kind] if kind in KINDS else list(KINDS)
    wanted = rest if kind in KINDS else name
    for each in kinds:
        for value in getattr(catalog, each):
            if wanted in (value.id, value.id.lower()):
                return each, value
    known = [value.id for each in kinds for value in getattr(catalog, each)]
    raise BadInput([Problem(f"the knowledge has no entry {wanted}", nearest=nearest(wanted, known))])


def shadowed_by(catalog: Catalog, kind: str, name: str) -> str | None:
    """The kind of the other entry that is shown for the id of an entry of `kind`, or None if the id alone finds it."""
    for each in KINDS:
        if each == kind:
            return None
        if any(name in (value.id, value.id.lower()) for value in getattr(catalog, each)):
            return each
    return None


def page(catalog: Catalog, name: str, lang: Language) -> str:
    """Return the page of one entry as Markdown; BadInput if there is no such entry."""
    kind, value = find(catalog, name)
    sheet = Sheet(catalog, lang)
    KINDS[kind](sheet, value)
    return sheet.text()


def listing(catalog: Catalog, kind: str, lang: Language) -> list[tuple[str, str]]:
    """Return id and name (or sentence) of every entry of one kind, in catalogue order."""
    if kind not in KINDS:
        raise BadInput([Problem(f"there is no kind {kind}", nearest=nearest(kind, KINDS))])
    return [(value.id, _name(value, lang)) for value in getattr(catalog, kind)]


def entry_json(catalog: Catalog, name: str) -> dict[str, Any]:
    """Return one entry as plain data, with its kind."""
    kind, value = find(catalog, name)
    return {"entry": kind, **value.model_dump(mode="json", by_alias=True, exclude_defaults=True)}


def _name(value: Any, lang: Language) -> str:  # noqa: ANN401 - any kind of entry
    for key in ("name", "title", "term", "text"):
        text = getattr(value, key, None)
        if text is not None:
            return text if isinstance(text, str) else str(text.get(lang))
    return str(value.id)
