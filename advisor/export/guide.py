"""The steps of an installation, as README and RUNBOOK tell them: which there are follows from the plan alone."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from advisor.model.plan import Plan

StepKind = Literal["mirror", "preflight", "cluster", "bootstrap", "secrets", "platform", "gitops", "verify"]
SITE_NEEDS = ("service", "storageclass", "dns", "kernel")
"""Kinds of prerequisites that somebody has to arrange; README lists them."""
NODE_NEEDS = ("module", "port", "package", "other")
"""Kinds of prerequisites of the nodes; RUNBOOK lists them where they are checked."""


@dataclass(frozen=True)
class Step:
    """One numbered step."""

    number: int
    kind: StepKind


def steps(plan: Plan) -> tuple[Step, ...]:
    """The steps in the order to take them."""
    kinds: list[StepKind] = ["mirror"] if plan.cluster.air_gapped else []
    kinds += ["preflight", "cluster", "bootstrap"]
    if plan.secrets:
        kinds.append("secrets")
    kinds += ["platform" if plan.deploy == "scripts" else "gitops", "verify"]
    return tuple(Step(number, kind) for number, kind in enumerate(kinds, start=1))


def number_of(plan: Plan, *wanted: StepKind) -> int:
    """Number of the first step of one of these kinds."""
    return next(step.number for step in steps(plan) if step.kind in wanted)


def is_managed(plan: Plan) -> bool:
    """Whether a provider runs the control plane."""
    return plan.cluster.provisioner == "managed"
