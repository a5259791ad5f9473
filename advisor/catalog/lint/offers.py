"""What is offered: options, components, capabilities, facts and inputs that are used and usable."""

from __future__ import annotations

from collections.abc import Iterator

from advisor.catalog.lint.scope import Scope
from advisor.catalog.references import placeholders
from advisor.errors import Problem
from advisor.model.component import SetValue
from advisor.model.decision import NONE, Decision, Option
from advisor.model.integration import InputSpec, Integration, ObjectSpec

CLUSTER_INPUTS = frozenset(
    {"service_cidr", "control_plane_ips", "worker_ips", "load_balancer_ips", "git_repo_url"},
)
"""Inputs that the files for hosts and the delivery repository read themselves, without any wiring."""


def check(scope: Scope) -> Iterator[Problem]:
    """Check that everything offered can be delivered, and that everything asked is used."""
    yield from _options(scope)
    yield from _components(scope)
    yield from _capabilities(scope)
    yield from _unused(scope)


def _options(scope: Scope) -> Iterator[Problem]:
    by_id = scope.catalog.component_by_id
    for decision in scope.catalog.decisions:
        if len(decision.options) != len({o.id for o in decision.options}):
            yield scope.problem(("decisions", decision.id, ("options",)), "an option is listed twice", "duplicate-id")
        for index, option in enumerate(decision.options):
            path = ("options", index, "id")
            contexts = [c for c in option.brings() if c in by_id and by_id[c].context is not None]
            if contexts:
                message = f"{contexts[0]} only explains itself and cannot be offered"
                yield scope.problem(("decisions", decision.id, path), message, "context-offered")
            if option.brings() and not contexts and not _has_effect(scope, decision, option):
                message = f"neither a release nor any wiring, so {option.id} would change nothing in the bundle"
                yield scope.problem(("decisions", decision.id, path), message, "no-release")
            if option.id == NONE and option.brings():
                yield scope.problem(("decisions", decision.id, path), "none brings nothing", "none-brings")


def _has_effect(scope: Scope, decision: Decision, option: Option) -> bool:
    """Whether choosing an option changes the bundle: by a release of its own, or by wiring that asks for it."""
    by_id = scope.catalog.component_by_id
    if any(by_id[name].releases for name in option.brings() if name in by_id):
        return True
    wanted = {f"{decision.id}={option.id}", *option.brings()}
    conditions = [i.when for i in scope.catalog.integrations]
    conditions += [r.when for c in scope.catalog.components for r in c.releases if r.when is not None]
    return any({leaf.chosen, leaf.component} & wanted for when in conditions for leaf in when.leaves())


def _components(scope: Scope) -> Iterator[Problem]:
    brought = {name for _, option in scope.catalog.options() for name in option.brings()}
    for component in scope.catalog.components:
        if component.context is not None:
            continue
        if component.id not in brought:
            message = f"no option brings {component.id}; offer it, or give it a context"
            yield scope.problem(("components", component.id, ("id",)), message, "unoffered-component")
        if not component.versions and any(r.how in ("helm", "manifests") for r in component.releases):
            yield scope.problem(
                ("components", component.id, ("releases",)), f"no version of {component.id} was seen", "no-version"
            )


def _capabilities(scope: Scope) -> Iterator[Problem]:
    catalog = scope.catalog
    needed = {leaf.capability for _, leaf in scope.conditions() if leaf.capability is not None}
    provided = {name for c in catalog.components if c.context is None for name in c.provides}
    provided |= {name for _, option in catalog.options() for name in option.provides}
    for capability in catalog.capabilities:
        place = ("capabilities", capability.id, ("id",))
        if capability.id not in needed:
            yield scope.problem(place, f"nothing needs {capability.id}", "unused-capability", "warning")
        if capability.id not in provided:
            severity = "error" if capability.id in needed else "warning"
            message = f"nothing provides {capability.id}"
            yield scope.problem(place, message, "unprovided-capability", "error" if severity == "error" else "warning")


def _unused(scope: Scope) -> Iterator[Problem]:
    catalog = scope.catalog
    read = {leaf.fact for _, leaf in scope.conditions() if leaf.fact is not None}
    for fact in catalog.facts:
        if fact.id not in read and fact.values_from is None:
            yield scope.problem(("facts", fact.id, ("id",)), f"no rule reads {fact.id}", "unused-fact", "warning")
    used: set[str] = set()
    for _, inner in scope.models():
        if isinstance(inner, Integration):
            used |= set(inner.inputs)
        elif isinstance(inner, SetValue):
            used |= {name for _, _, name in placeholders(inner.value, ())}
        elif isinstance(inner, ObjectSpec):
            used |= {name for _, _, name in placeholders(inner.object, ())}
        elif isinstance(inner, InputSpec):
            used |= {name for _, _, name in placeholders(list(inner.defaults()), ())}
    for spec in catalog.inputs:
        if spec.id not in used | CLUSTER_INPUTS:
            yield scope.problem(("inputs", spec.id, ("id",)), f"no setting reads {spec.id}", "unused-input", "warning")
