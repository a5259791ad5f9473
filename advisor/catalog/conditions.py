"""Whether a comparison with a fact makes sense for the kind of that fact."""

from __future__ import annotations

from dataclasses import dataclass

from advisor.catalog.nearest import nearest
from advisor.model.catalog import Catalog
from advisor.model.condition import Condition
from advisor.model.fact import Fact, FactKind
from advisor.model.version import parse_version

_PERMITTED = {
    FactKind.BOOLEAN: ("is",),
    FactKind.ENUM: ("is", "in"),
    FactKind.INTEGER: ("at_least", "below"),
    FactKind.VERSION: ("at_least", "below"),
    FactKind.LIST: ("includes",),
}


@dataclass(frozen=True)
class Wrong:
    """What is wrong with a comparison: under which key, and the nearest valid word."""

    key: str
    message: str
    nearest: str | None = None


def fact_problem(fact: Fact, condition: Condition, catalog: Catalog) -> Wrong | None:
    """Return what is wrong with a fact condition, or None."""
    given = {
        "is": condition.is_,
        "in": condition.in_,
        "at_least": condition.at_least,
        "below": condition.below,
        "includes": condition.includes,
    }
    key = next(name for name, value in given.items() if value is not None)
    permitted = _PERMITTED[fact.kind]
    if key not in permitted:
        return Wrong(key, f"{fact.id} is of kind {fact.kind} and is compared with {' or '.join(permitted)}")
    value = given[key]
    values = value if isinstance(value, tuple) else (value,)
    wrongs = (_value_problem(fact, key, each, catalog) for each in values)
    return next((wrong for wrong in wrongs if wrong is not None), None)


def _value_problem(fact: Fact, key: str, value: object, catalog: Catalog) -> Wrong | None:
    if fact.kind is FactKind.BOOLEAN:
        return None if isinstance(value, bool) else Wrong(key, f"{fact.id} is true or false")
    if fact.kind is FactKind.INTEGER:
        number = isinstance(value, int) and not isinstance(value, bool)
        return None if number else Wrong(key, f"{fact.id} is compared with a whole number")
    if fact.kind is FactKind.VERSION:
        try:
            parse_version(value if isinstance(value, str) else "")
        except ValueError:
            return Wrong(key, f"{fact.id} is compared with a version in quotes")
        return None
    known = fact.value_ids() or tuple(catalog.component_by_id)
    if value in known:
        return None
    return Wrong(key, f"{fact.id} has no value {value}", nearest(value, known))
