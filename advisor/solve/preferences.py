"""Everything that gives or takes points: `prefers` rules and the points of licence predicates, in one shape."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from advisor.model.base import Source, Text
from advisor.model.catalog import Catalog
from advisor.model.condition import Condition
from advisor.model.rule import Effect
from advisor.model.session import Session
from advisor.solve.licence import NEVER, LicenceConditions
from advisor.solve.variables import Pair


@dataclass(frozen=True)
class Preference:
    """Each of `options` gains `points` on `criterion` while `when` holds; `wanted` says the site asks for it."""

    rule: str
    when: Condition
    options: tuple[Pair, ...]
    points: int
    criterion: str
    wanted: bool
    text: Text
    sources: tuple[Source, ...]
    as_of: date


def preferences(catalog: Catalog, licences: LicenceConditions) -> tuple[Preference, ...]:
    """All preferences of the catalogue: rules in their order, then licences in the order of the components."""
    found = [
        Preference(r.id, r.when, r.option_pairs(), r.points, str(r.criterion), r.wanted, r.text, r.sources, r.as_of)
        for r in catalog.rules
        if r.effect is Effect.PREFERS
    ]
    bringers: dict[str, list[Pair]] = {}
    for decision, option in catalog.options():
        for component in option.brings():
            bringers.setdefault(component, []).append((decision.id, option.id))
    for component_id, pairs in sorted(bringers.items()):
        offered = catalog.component_by_id.get(component_id)
        for rule, p, when in licences.charges(offered) if offered else ():
            if when != NEVER:
                found.append(
                    Preference(rule, when, tuple(pairs), p.points, str(p.criterion), False, p.text, p.sources, p.as_of)
                )
    return tuple(found)


def weights(catalog: Catalog, session: Session) -> dict[str, int]:
    """Weight per criterion: the session's, else the default."""
    return {c.id: session.weights.get(c.id, c.weight) for c in catalog.criteria}
