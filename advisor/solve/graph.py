"""The resolved stack as a graph for what takes a library: cycles, what breaks without what, edges worth drawing."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TypeAlias

import networkx as nx

from advisor.model.catalog import Catalog
from advisor.model.session import Session
from advisor.solve.needs import Needs, needs_of

Graph: TypeAlias = "nx.DiGraph[str]"


def stack_graph(catalog: Catalog, session: Session, stack: Mapping[str, str]) -> Graph:
    """The graph of a stack: an edge from a provider to each consumer, with `kind` (install or runtime) and `rule`."""
    return graph_of(needs_of(catalog, session, stack))


def graph_of(needs: Needs) -> Graph:
    """The edges as a graph."""
    graph: Graph = nx.DiGraph()
    graph.add_nodes_from(needs.components)
    graph.add_edges_from((a, b, {"kind": e.kind, "rule": e.rule}) for (a, b), e in needs.edges.items())
    return graph


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


def reduced(graph: Graph) -> Graph:
    """The graph without edges that longer paths imply, for drawing; cycles are left as they are."""
    if not nx.is_directed_acyclic_graph(graph):
        return graph
    small = nx.transitive_reduction(graph)
    small.add_edges_from((a, b, graph.edges[a, b]) for a, b in list(small.edges))
    return small
