"""Every format of the bundle: which module renders it, and when."""

from __future__ import annotations

import importlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Protocol, cast

from advisor.catalog.nearest import nearest
from advisor.errors import BadInput, Problem
from advisor.model.assessment import Assessment
from advisor.model.base import Language
from advisor.model.catalog import Catalog
from advisor.model.plan import Plan
from advisor.model.session import Session

Files = dict[str, bytes]


class Render(Protocol):
    """What a renderer is: a pure function of the plan and of what it was made from."""

    def __call__(self, plan: Plan, catalog: Catalog, assessment: Assessment, session: Session, lang: Language) -> Files:
        """Path in the bundle -> content."""


def _always(_: Plan) -> bool:
    return True


def _never(_: Plan) -> bool:
    return False


def _has(decision: str, *options: str) -> Callable[[Plan], bool]:
    """A condition: one of `options` was taken in `decision`."""
    return lambda plan: any(d.id == decision and set(options) & set(d.choice.split("+")) for d in plan.decisions)


def _own_cluster(plan: Plan) -> bool:
    return plan.cluster.provisioner != "managed"


@dataclass(frozen=True)
class Format:
    """One format. `when` says for which plans it is part of every bundle; others may ask for it by name."""

    name: str
    module: str
    when: Callable[[Plan], bool] = _always

    def renderer(self) -> Render:
        """The render function; its module is imported only now."""
        return cast("Render", importlib.import_module(f"advisor.export.{self.module}").render)


FORMATS: tuple[Format, ...] = (
    Format("plan", "plan_file"),
    Format("values", "values"),
    Format("namespaces", "namespaces"),
    Format("objects", "objects"),
    Format("scripts", "scripts"),
    Format("argocd", "argocd", lambda plan: plan.deploy == "argocd"),
    Format("flux", "flux", lambda plan: plan.deploy == "flux"),
    Format("helmfile", "helmfile", _never),
    Format("terraform", "terraform", _has("iac", "terraform", "opentofu")),
    Format("cluster", "cluster", _own_cluster),
    Format("kubespray", "kubespray", _has("provisioner", "kubespray")),
    Format("pages", "workstation"),
    Format("pipeline", "pipeline", _has("ci", "github-actions", "jenkins", "gitlab")),
    Format("bom", "cyclonedx"),
    Format("bom-1.7", "cyclonedx_next", _never),
    Format("bom-markdown", "bom_markdown"),
    Format("bom-csv", "bom_csv"),
    Format("readme", "readme"),
    Format("runbook", "runbook"),
    Format("decisions", "decisions"),
    Format("minutes", "minutes"),
    Format("licences", "licences"),
    Format("images", "images"),
    Format("report", "report"),
    Format("airgap", "airgap", lambda plan: plan.cluster.air_gapped),
    Format("spdx", "spdx", _never),
)
"""In the order in which they render; no two of them write the same file."""

NAMES = tuple(f.name for f in FORMATS)


def check_formats(asked: Sequence[str]) -> None:
    """Refuse a format nobody knows.

    Raises:
        BadInput: naming the nearest one.
    """
    problems = [
        Problem(f"no format {name!r}; there are {', '.join(NAMES)}", key="--format", nearest=nearest(name, NAMES))
        for name in asked
        if name not in NAMES
    ]
    if problems:
        raise BadInput(problems)


def formats_for(plan: Plan, asked: Sequence[str]) -> tuple[Format, ...]:
    """The formats of one bundle: those that belong to the plan and those asked for."""
    check_formats(asked)
    return tuple(f for f in FORMATS if f.when(plan) or f.name in asked)
