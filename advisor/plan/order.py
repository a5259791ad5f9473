"""Order of installation: which release waits for which, and the phase and wave that follow from it."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from graphlib import CycleError, TopologicalSorter

from advisor.errors import BadInput
from advisor.model.component import Component, ReleaseSpec
from advisor.model.condition import Condition
from advisor.model.integration import Integration
from advisor.plan.site import Site

STEP = 10
"""Distance between two waves, so that a hand-made wave fits in between."""

NETWORK = "cni"
"""The decision whose component gives pods their network."""

Needs = dict[str, set[str]]


def providers(site: Site, condition: Condition) -> set[str]:
    """Components of the stack that make a positive part of `condition` true."""
    if condition.not_ is not None:
        return set()
    if condition.all is not None or condition.any is not None:
        return {p for part in (condition.all or condition.any or ()) for p in providers(site, part)}
    in_stack = site.world.components
    if condition.component is not None:
        return {condition.component} & in_stack
    if condition.chosen is not None:
        decision, option = condition.choice
        view = site.catalog.decision_by_id.get(decision)
        found = view.option(option) if view and site.is_chosen(decision, option) else None
        return set(found.brings()) & in_stack if found else set()
    if condition.capability is not None:
        return set(site.providers.get(condition.capability, ()))
    return set()


def release_needs(
    site: Site,
    owners: Mapping[str, Component],
    specs: Mapping[str, ReleaseSpec],
    integrations: Iterable[Integration],
    *,
    without_pods: Collection[str] = (),
) -> Needs:
    """Direct needs per release: `after`, what integrations order, and what its component must find installed.

    They are added in this sequence, and one that would close a circle is left out. What is stated release by release is
    stronger than what follows from components, and wiring only wishes for an order: a login or a route may come later
    than what uses it. For the same reason wiring never pulls a release into an earlier phase.

    Args:
        site: the session.
        owners: component per release id.
        specs: the planned releases by id.
        integrations: those that apply.
        without_pods: releases that only bring definitions; they wait for no other component.
    """
    needs: Needs = {release: {a for a in spec.after if a in specs} for release, spec in specs.items()}
    for later, earlier in (pair for i in integrations for pair in i.after):
        if later in specs and earlier in specs and specs[later].phase >= specs[earlier].phase:
            _add(needs, later, earlier)
    releases_of: dict[str, list[str]] = {}
    for release, component in owners.items():
        releases_of.setdefault(component.id, []).append(release)
    for release, component in owners.items():
        for need in component.needs if release not in without_pods else ():
            if need.phase == "install" and site.holds(need.when):
                for provider in sorted(providers(site, need.needs) - {component.id}):
                    for earlier in releases_of.get(provider, ()):
                        _add(needs, release, earlier)
    return needs


def _add(needs: Needs, later: str, earlier: str) -> None:
    """Let `later` wait for `earlier`, unless `earlier` waits for it."""
    if later != earlier and later not in ancestors(needs, earlier):
        needs[later].add(earlier)


def wait_for_network(
    site: Site, owners: Mapping[str, Component], phase: Mapping[str, int], needs: Needs, without_pods: Collection[str]
) -> None:
    """Add, in place: whatever starts pods in the phase of the network waits for it, unless the network waits for it."""
    network = [r for r, component in owners.items() if site.is_chosen(NETWORK, component.id)]
    first = set(network) | {n for r in network for n in ancestors(needs, r)}
    last = max((phase[r] for r in network), default=0)
    for release in needs:
        if phase[release] == last and release not in first and release not in without_pods:
            needs[release].update(network)


def ancestors(needs: Needs, release: str) -> set[str]:
    """Everything a release waits for, directly or not."""
    found: set[str] = set()
    pending = list(needs[release])
    while pending:
        need = pending.pop()
        if need not in found:
            found.add(need)
            pending.extend(needs[need])
    return found


def phases(specs: Mapping[str, ReleaseSpec], needs: Needs, *, early: Collection[str] = ()) -> dict[str, int]:
    """Phase per release; what an earlier phase needs moves into that phase. `early` releases join the bootstrap."""
    phase = {release: min(int(spec.phase), 10 if release in early else 90) for release, spec in specs.items()}
    pending = sorted(phase)
    while pending:
        release = pending.pop()
        for need in needs[release]:
            if phase[need] > phase[release]:
                phase[need] = phase[release]
                pending.append(need)
    return phase


def waves(phase: Mapping[str, int], needs: Needs) -> dict[str, int]:
    """Wave per release: 10 for those that wait for nothing in their phase, 20 for those that wait for them, and so on.

    Raises:
        BadInput: releases wait for each other in a circle.
    """
    wave: dict[str, int] = {}
    for number in sorted(set(phase.values())):
        inside = {r for r, p in phase.items() if p == number}
        sorter = TopologicalSorter({r: needs[r] & inside for r in sorted(inside)})
        try:
            sorter.prepare()
        except CycleError as error:
            raise BadInput("releases wait for each other: " + " -> ".join(reversed(error.args[1]))) from None
        current = STEP
        while ready := sorter.get_ready():
            wave.update(dict.fromkeys(ready, current))
            sorter.done(*ready)
            current += STEP
    return wave
