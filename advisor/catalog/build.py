"""Puts validated entries together into one catalogue, in an order that never depends on the machine."""

from __future__ import annotations

from typing import cast

from advisor.catalog.entries import Entries
from advisor.catalog.nearest import nearest
from advisor.catalog.rooms import DECISION_ORDER, EDITION, ROOMS
from advisor.errors import Problem
from advisor.model.base import Value
from advisor.model.catalog import Catalog, Edition


def build_catalog(entries: Entries, problems: list[Problem]) -> Catalog | None:
    """Return the catalogue of `entries`, or None where the edition is missing, which is then a problem.

    Decisions follow `decision_order`, then their id; components, licences and trends are sorted by id; all other
    entries keep the order of their files (sorted by path) and their order in each file.
    """
    edition = next(iter(entries.of(EDITION.name).values()), None)
    if edition is None:
        message = "the knowledge has no edition"
        problems.append(Problem(message, file="knowledge/edition.yaml", key=EDITION.name, check="files"))
        return None
    parts: dict[str, tuple[Value, ...]] = {}
    for room in ROOMS:
        for kind in (*room.lists.values(), *((room.whole,) if room.whole else ())):
            parts[kind.name] = tuple(e.value for e in entries.of(kind.name).values())
    parts["decisions"] = _decisions(entries, problems)
    for name in ("components", "licences"):
        parts[name] = tuple(entries.of(name)[key].value for key in sorted(entries.of(name)))
    return Catalog(
        edition=cast("Edition", edition.value),
        overrides=tuple(entries.overrides),
        **parts,
    )


def _decisions(entries: Entries, problems: list[Problem]) -> tuple[Value, ...]:
    known = entries.of("decisions")
    order: list[str] = []
    for name, document, path in entries.order:
        if name in known:
            order.append(name)
            continue
        line = document.lines.at(path)
        message = f"there is no decision {name}"
        problems.append(
            Problem(message, document.file, line, DECISION_ORDER, nearest(name, known), check="dangling-reference")
        )
    left = sorted(set(known) - set(order))
    problems += [
        known[name].problem(f"{name} is missing in decision_order", check="dangling-reference")
        for name in left
        if known[name].layer == 0
    ]
    return tuple(known[name].value for name in (*order, *left))
