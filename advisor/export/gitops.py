"""What Argo CD and Flux have in common: the repository, and which releases they own."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from advisor.model.plan import Plan, Release
from advisor.model.session import Session

REMARK = "input: git_repo_url"


@dataclass(frozen=True)
class Repository:
    """The Git repository that holds the bundle."""

    url: str
    revision: str


def repository(plan: Plan) -> Repository:
    """Where the bundle lies in Git, by the inputs of the plan."""
    answers = {i.id: i.value for i in plan.inputs}
    return Repository(str(answers.get("git_repo_url") or ""), str(answers.get("git_revision") or "main"))


def is_fleet(plan: Plan, session: Session) -> bool:
    """Whether one Argo CD serves several clusters, by application sets that read values from Git."""
    clusters = session.profile.get("clusters", 1)
    return isinstance(clusters, int) and clusters > 1 and plan.deploy == "argocd" and plan.gitops == "git"


def owned(plan: Plan, owner: str) -> Iterator[Release]:
    """Releases of one owner, in the order of installation."""
    return (r for r in plan.releases if r.owner == owner)
