"""Which answers the knowledge makes use of, so that no answer is ignored in silence."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from advisor.model.catalog import Catalog
from advisor.model.condition import Condition
from advisor.solve.encode import conditions_of
from advisor.solve.pins import KUBERNETES_FACT
from advisor.solve.resources import NODE_FACTS, SIZE_FACT

ALWAYS_USED = frozenset({KUBERNETES_FACT, SIZE_FACT, "subscriptions", *NODE_FACTS})
"""Facts that are read without a rule: versions, sizes and node counts of the plan, paid components."""

_INPUT = re.compile(r"<([a-z0-9_]+)>")


def wiring_conditions(catalog: Catalog) -> Iterator[Condition]:
    """Conditions outside the solver: of integrations and releases."""
    for integration in catalog.integrations:
        yield integration.when
    for component in catalog.components:
        for release in component.releases:
            if release.when is not None:
                yield release.when


def inputs_in(values: Iterable[object]) -> frozenset[str]:
    """Names of the inputs written `<name>` anywhere inside `values`."""
    found: set[str] = set()
    waiting = list(values)
    while waiting:
        value = waiting.pop()
        if isinstance(value, str):
            found.update(_INPUT.findall(value))
        elif isinstance(value, dict):
            waiting += [*value.keys(), *value.values()]
        elif isinstance(value, list | tuple):
            waiting += value
    return frozenset(found)


class Coverage:
    """What the knowledge asks about, worked out once per catalogue.

    `facts` and `existing` are the ids some condition asks about; `components` and `integrations` give the inputs that
    the releases of a component and the wiring of an integration name or mention.
    """

    def __init__(self, catalog: Catalog) -> None:
        """Walk through every condition and every setting."""
        facts: set[str] = set()
        existing: set[str] = set()
        shown = [f.relevant_when for f in catalog.facts if f.relevant_when is not None]
        for condition in (*conditions_of(catalog), *wiring_conditions(catalog), *shown):
            for leaf in condition.leaves():
                if leaf.fact is not None:
                    facts.add(leaf.fact)
                if leaf.existing is not None:
                    existing.add(leaf.existing)
        self.facts = frozenset(facts)
        self.existing = frozenset(existing)
        self.components = {
            c.id: inputs_in(s.value for release in c.releases for s in release.values) for c in catalog.components
        }
        self.integrations = {
            i.id: inputs_in([*(s.value for s in i.sets), *(o.object for o in i.objects)]) | set(i.inputs)
            for i in catalog.integrations
        }
        self.inputs = frozenset[str]().union(*self.components.values(), *self.integrations.values())
        self.offered = frozenset(c for _, option in catalog.options() for c in option.brings())
