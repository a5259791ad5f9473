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


def used_leaves(catalog: Catalog) -> tuple[frozenset[str], frozenset[str]]:
    """Ids of the facts and of the existing components that some condition asks about."""
    facts: set[str] = set()
    existing: set[str] = set()
    shown = [f.relevant_when for f in catalog.facts if f.relevant_when is not None]
    for condition in (*conditions_of(catalog), *wiring_conditions(catalog), *shown):
        for leaf in condition.leaves():
            if leaf.fact is not None:
                facts.add(leaf.fact)
            if leaf.existing is not None:
                existing.add(leaf.existing)
    return frozenset(facts), frozenset(existing)


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


def component_inputs(catalog: Catalog, component_id: str) -> frozenset[str]:
    """Inputs that the releases of a component mention."""
    component = catalog.component_by_id.get(component_id)
    if component is None:
        return frozenset()
    return inputs_in(s.value for release in component.releases for s in release.values)


def integration_inputs(catalog: Catalog, identifier: str) -> frozenset[str]:
    """Inputs that an integration names or mentions."""
    for integration in catalog.integrations:
        if integration.id == identifier:
            mentioned = inputs_in([*(s.value for s in integration.sets), *(o.object for o in integration.objects)])
            return mentioned | set(integration.inputs)
    return frozenset()
