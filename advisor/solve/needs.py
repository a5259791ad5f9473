"""Who needs whom in a resolved stack, as plain edges: the order of installation, neighbours, what breaks without what.

An edge leads from a provider to its consumer. What takes a graph library (cycles, paths, drawing) is in `graph`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from graphlib import TopologicalSorter

from advisor.model.catalog import Catalog
from advisor.model.component import Component
from advisor.model.condition import Condition
from advisor.model.session import Session
from advisor.solve.truth import World, capabilities_of, components_of, evaluate


@dataclass(frozen=True)
class Edge:
    """One need that is met: `kind` is `install` or `runtime`, `rule` names the need."""

    kind: str
    rule: str


@dataclass
class Needs:
    """The components of a stack, sorted, and the edges between them by (provider, consumer)."""

    components: tuple[str, ...]
    edges: dict[tuple[str, str], Edge] = field(default_factory=dict)

    def waves(self) -> tuple[tuple[str, ...], ...]:
        """Components in the order of installation; those of one wave can be installed together, sorted by name.

        Raises:
            graphlib.CycleError: where components wait for each other.
        """
        order: TopologicalSorter[str] = TopologicalSorter(dict.fromkeys(self.components, ()))
        for (provider, consumer), edge in self.edges.items():
            if edge.kind == "install":
                order.add(consumer, provider)
        order.prepare()
        found = []
        while order.is_active():
            wave = order.get_ready()
            found.append(tuple(sorted(wave)))
            order.done(*wave)
        return tuple(found)

    def beside(self, component: str) -> tuple[tuple[str, str, str], ...]:
        """The edges at `component` as (provider, kind, consumer), sorted."""
        return tuple(sorted((a, e.kind, b) for (a, b), e in self.edges.items() if component in (a, b)))


def needs_of(catalog: Catalog, session: Session, stack: Mapping[str, str]) -> Needs:
    """The edges of a stack. Where a need is both an install and a runtime one, the edge is an install edge."""
    world = World(catalog, session, stack)
    offers = _offers(catalog, world)
    found = Needs(tuple(sorted(world.components)))
    for component_id in found.components:
        component = catalog.component_by_id.get(component_id)
        for need in component.needs if component else ():
            if need.when is not None and evaluate(need.when, world) is False:
                continue
            edge = Edge(need.phase, f"need:{component_id}:{need.id}")
            for provider in dict.fromkeys(_providers(need.needs, world, offers)):
                if provider == component_id:
                    continue
                known = found.edges.get((provider, component_id))
                if known is None or (known.kind == "runtime" and need.phase == "install"):
                    found.edges[provider, component_id] = edge
    return found


def _providers(needs: Condition, world: World, offers: Mapping[str, list[str]]) -> Iterator[str]:
    """Components of the stack that meet the leaves of a need that hold; what is denied provides nothing."""
    if needs.not_ is not None:
        return
    for part in (*(needs.all or ()), *(needs.any or ())):
        if evaluate(part, world) is not False:
            yield from _providers(part, world, offers)
    if needs.component is not None and needs.component in world.components:
        yield needs.component
    if needs.chosen is not None and world.taken is not None and needs.choice in world.taken:
        option = world.catalog.decision_by_id[needs.choice[0]].option(needs.choice[1])
        yield from option.brings() if option else ()
    if needs.capability is not None:
        yield from offers.get(needs.capability, ())


def _offers(catalog: Catalog, world: World) -> dict[str, list[str]]:
    """The components of the stack that provide each capability: by themselves first, then through their option."""
    found: dict[str, list[str]] = {}
    for component_id in sorted(world.components):
        component = catalog.component_by_id.get(component_id)
        for capability in component.provides if component else ():
            found.setdefault(capability, []).append(component_id)
    for decision_id, option_id in sorted(world.taken or ()):
        decision = catalog.decision_by_id.get(decision_id)
        option = decision.option(option_id) if decision else None
        for capability in option.provides if option else ():
            found.setdefault(capability, []).extend(option.brings() if option else ())
    return found


def broken_without(
    catalog: Catalog, session: Session, stack: Mapping[str, str], removed: Iterable[str]
) -> tuple[str, ...]:
    """What cannot do without the `removed` components, directly or through others, sorted by name.

    Unlike `graph.impact`, a need that another component of the stack still meets breaks nothing.
    """
    world = World(catalog, session, stack)
    taken = world.taken or frozenset()
    start = frozenset(removed)
    gone: set[str] = set(start)
    while True:
        world.components = frozenset(world.components - gone)
        world.taken = frozenset(p for p in taken if not gone & _brought(catalog, p))
        provided = {cap for c in world.components for cap in _provided(catalog, c)}
        world.capabilities = frozenset(provided) | capabilities_of(catalog, world.taken)
        broken = {c for c in world.components if _fails(catalog.component_by_id.get(c), world)}
        if not broken:
            return tuple(sorted(gone - start))
        gone |= broken


def _brought(catalog: Catalog, pair: tuple[str, str]) -> frozenset[str]:
    return components_of(catalog, [pair])


def _provided(catalog: Catalog, component_id: str) -> tuple[str, ...]:
    component = catalog.component_by_id.get(component_id)
    return component.provides if component else ()


def _fails(component: Component | None, world: World) -> bool:
    """Whether a need that is certain to apply is certain not to be met."""
    return component is not None and any(
        not need.optional
        and (need.when is None or evaluate(need.when, world) is True)
        and evaluate(need.needs, world) is False
        for need in component.needs
    )
