"""What Argo CD and Flux have in common: the repository, and which releases they own."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from advisor.model.plan import Plan, Release

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


def owned(plan: Plan, owner: str) -> Iterator[Release]:
    """Releases of one owner, in the order of installation."""
    return (r for r in plan.releases if r.owner == owner)
