"""Cycles: things that would have to be installed before themselves."""

from __future__ import annotations

from collections.abc import Iterator
from graphlib import CycleError, TopologicalSorter

from advisor.catalog.lint.scope import Scope
from advisor.errors import Problem
from advisor.model.catalog import Catalog
from advisor.model.component import Component
from advisor.model.condition import Condition


def check(scope: Scope) -> Iterator[Problem]:
    """Check install-time needs of components and the order of releases."""
    yield from _needs(scope)
    yield from _releases(scope)


def _releases(scope: Scope) -> Iterator[Problem]:
    owner = {release.id: component.id for component in scope.catalog.components for release in component.releases}
    graph = {r.id: set(r.after) for component in scope.catalog.components for r in component.releases}
    try:
        TopologicalSorter(graph).prepare()
    except CycleError as error:
        cycle = [str(name) for name in reversed(error.args[1])]
        message = f"releases wait for each other: {' after '.join(cycle)}"
        yield scope.problem(("components", owner[cycle[0]], ("releases",)), message, "install-cycle")


def _needs(scope: Scope) -> Iterator[Problem]:
    """Complain about components that no order can install, because every way to what they need leads through them.

    Starting from components that need nothing, whatever has all its needs within reach is installable; what remains
    waits for itself.
    """
    catalog = scope.catalog
    installable: set[str] = set()
    while True:
        more = {
            component.id
            for component in catalog.components
            if component.id not in installable
            and all(_within(catalog, c, installable) for c in _install_needs(component))
        }
        if not more:
            break
        installable |= more
    stuck = {c.id for c in catalog.components} - installable
    for component in catalog.components:
        cycle = _cycle(catalog, component.id, stuck) if component.id in stuck else None
        if cycle is not None and component.id == min(cycle):
            message = f"needs itself before it is installed: {' needs '.join(cycle)}"
            yield scope.problem(("components", component.id, ("needs",)), message, "install-cycle")


def _install_needs(component: Component) -> tuple[Condition, ...]:
    return tuple(n.needs for n in component.needs if n.phase == "install" and not n.optional)


def _within(catalog: Catalog, condition: Condition, installable: set[str]) -> bool:
    """Whether `condition` can hold with installable components only; what is no component never stands in the way."""
    if condition.all is not None:
        return all(_within(catalog, c, installable) for c in condition.all)
    if condition.any is not None:
        return any(_within(catalog, c, installable) for c in condition.any)
    ways = _ways(catalog, condition)
    return ways is None or any(way <= installable for way in ways)


def _ways(catalog: Catalog, leaf: Condition) -> list[set[str]] | None:
    """Return the sets of components that fulfil a leaf, or None if it does not speak of components."""
    if leaf.component is not None:
        return [{leaf.component}]
    if leaf.chosen is not None:
        decision, option = leaf.choice
        found = catalog.decision_by_id[decision].option(option)
        return [set(found.brings())] if found is not None else None
    if leaf.capability is not None:
        options = [set(o.brings()) for _, o in catalog.options() if leaf.capability in o.provides]
        return [{c.id} for c in catalog.components if leaf.capability in c.provides] + options or None
    return None


def _cycle(catalog: Catalog, start: str, stuck: set[str]) -> list[str] | None:
    """Return a shortest way from `start` back to itself over stuck components, or None."""
    edges = {
        name: sorted(
            {
                other
                for condition in _install_needs(catalog.component_by_id[name])
                for leaf in condition.leaves()
                for way in _ways(catalog, leaf) or []
                for other in way & stuck
            }
        )
        for name in stuck
    }
    paths = [[start]]
    seen: set[str] = set()
    while paths:
        path = paths.pop(0)
        for other in edges[path[-1]]:
            if other == start:
                return [*path, start]
            if other not in seen:
                seen.add(other)
                paths.append([*path, other])
    return None
