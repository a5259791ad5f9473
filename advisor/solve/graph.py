"""The resolved stack as a graph: who needs whom, in which order things are installed, what breaks without what."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import TypeAlias

import networkx as nx

from advisor.model.catalog import Catalog
from advisor.model.component import Component
from advisor.model.condition import Condition
from advisor.model.session import Session
from advisor.solve.truth import World, capabilities_of, components_of, evaluate

Graph: TypeAlias = "nx.DiGraph[str]"


def stack_graph(catalog: Catalog, session: Session, stack: Mapping[str, str]) -> Graph:
    """The graph of a stack: an edge from a provider to each consumer, with `kind` (install or runtime) and `rule`.

    Where a need is both an install and a runtime one, the edge is an install edge.
    """
    world = World(catalog, session, stack)
    offers = _offers(catalog, world)
    graph: Graph = nx.DiGraph()
    graph.add_nodes_from(sorted(world.components))
    for component_id in sorted(world.components):
        component = catalog.component_by_id.get(component_id)
        for need in component.needs if component else ():
            if need.when is not None and evaluate(need.when, world) is False:
                continue
            rule = f"need:{component_id}:{need.id}"
            for provider in dict.fromkeys(_providers(need.needs, world, offers)):
                if provider == component_id:
                    continue
                known = graph.get_edge_data(provider, component_id)
                if known is None or (known["kind"] == "runtime" and need.phase == "install"):
                    graph.add_edge(provider, component_id, kind=need.phase, rule=rule)
    return graph


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


def _install_only(graph: Graph) -> Graph:
    only: Graph = nx.DiGraph()
    only.add_nodes_from(graph.nodes)
    only.add_edges_from((a, b) for a, b in graph.edges if graph.edges[a, b]["kind"] == "install")
    return only


def waves(graph: Graph) -> tuple[tuple[str, ...], ...]:
    """Components in the order of installation; those of one wave can be installed together, sorted by name.

    Components of a cycle share a wave, as none of them can come first.
    """
    condensed = nx.condensation(_install_only(graph))
    return tuple(
        tuple(sorted(member for node in generation for member in condensed.nodes[node]["members"]))
        for generation in nx.topological_generations(condensed)
    )


def cycles(graph: Graph) -> tuple[tuple[tuple[str, str, str], ...], ...]:
    """One cycle per group of components that wait for each other: its edges as (from, to, rule)."""
    only = _install_only(graph)
    found = []
    for members in nx.strongly_connected_components(only):
        if len(members) > 1:
            part: Graph = nx.DiGraph()
            part.add_nodes_from(sorted(members))
            part.add_edges_from(sorted(only.subgraph(members).edges))
            edges = nx.find_cycle(part, source=min(members))
            found.append(tuple((a, b, graph.edges[a, b]["rule"]) for a, b in edges))
    return tuple(sorted(found))


def impact(graph: Graph, component: str) -> tuple[str, ...]:
    """What needs `component`, directly or through others, sorted by name: what breaks without it."""
    return tuple(sorted(nx.descendants(graph, component))) if component in graph else ()


def broken_without(
    catalog: Catalog, session: Session, stack: Mapping[str, str], removed: Iterable[str]
) -> tuple[str, ...]:
    """What cannot do without the `removed` components, directly or through others, sorted by name.

    Unlike `impact`, a need that another component of the stack still meets breaks nothing.
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


def neighbours(graph: Graph, component: str) -> tuple[tuple[str, str, str], ...]:
    """The edges at `component` as (from, kind, to), sorted."""
    if component not in graph:
        return ()
    edges = [*graph.in_edges(component), *graph.out_edges(component)]
    return tuple(sorted((a, str(graph.edges[a, b]["kind"]), b) for a, b in edges))


def reduced(graph: Graph) -> Graph:
    """The graph without edges that longer paths imply, for drawing; cycles are left as they are."""
    if not nx.is_directed_acyclic_graph(graph):
        return graph
    small = nx.transitive_reduction(graph)
    small.add_edges_from((a, b, graph.edges[a, b]) for a, b in list(small.edges))
    return small
