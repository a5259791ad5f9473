"""`ci/`: a pipeline of the chosen tool that verifies the bundle and applies it after an approval."""

from __future__ import annotations

from typing import Any

from advisor.export.text import template, to_bytes
from advisor.export.yaml_emit import emit
from advisor.model.assessment import Assessment
from advisor.model.base import Language
from advisor.model.catalog import Catalog
from advisor.model.plan import Plan
from advisor.model.session import Session

VERIFY = (
    "sha256sum --check --quiet SHA256SUMS",
    'for script in scripts/*.sh; do bash -n "$script" || exit 1; done',
    "scripts/05-render.sh",
)
LABEL = "platform"
"""Label or tag of the runners that have helm, kubectl and a kubeconfig."""


def render(plan: Plan, catalog: Catalog, assessment: Assessment, session: Session, lang: Language) -> dict[str, bytes]:
    """One pipeline file, where its tool looks for it when this folder is the repository."""
    tools = next((d.choice.split("+") for d in plan.decisions if d.id == "ci"), [])
    steps = {"verify": list(VERIFY), "apply": _apply(plan), "build": _build(plan)}
    files: dict[str, bytes] = {}
    if "github-actions" in tools:
        files["ci/github/platform.yaml"] = to_bytes(emit(_github(steps), header=_GITHUB))
    if "gitlab" in tools:
        files["ci/gitlab/.gitlab-ci.yml"] = to_bytes(emit(_gitlab(steps), header=_GITLAB))
    if "jenkins" in tools:
        files["ci/jenkins/Jenkinsfile"] = to_bytes(template("Jenkinsfile.j2").render(steps=steps, label=LABEL))
    return files


_GITHUB = "Copy to .github/workflows/ of the repository that holds this bundle."
_GITLAB = "Copy to the root of the repository that holds this bundle."


def _apply(plan: Plan) -> list[str]:
    last = "scripts/20-platform.sh" if plan.deploy == "scripts" else "scripts/20-gitops.sh"
    return ["scripts/01-preflight-admin.sh", "scripts/10-bootstrap.sh", last, "scripts/90-verify.sh"]


def _build(plan: Plan) -> list[str]:
    """How an application image is built with the chosen tool, as a first example; nothing where none was chosen."""
    tool = next((d.choice for d in plan.decisions if d.id == "image-build"), "none")
    if tool == "none":
        return []
    return [f'{tool} build --tag "$IMAGE" .', f'{tool} push "$IMAGE"']


def _github(steps: dict[str, list[str]]) -> dict[str, Any]:
    checkout = {"uses": "actions/checkout@v4"}
    runner = ["self-hosted", LABEL]
    jobs: dict[str, Any] = {
        "verify": {"runs-on": runner, "steps": [checkout, *({"run": line} for line in steps["verify"])]}
    }
    if steps["build"]:
        only = {"if": "hashFiles('Dockerfile') != ''"}
        jobs["image"] = {
            "runs-on": runner,
            "needs": ["verify"],
            "env": {"IMAGE": "${{ vars.IMAGE }}"},
            "steps": [checkout, *({**only, "run": line} for line in steps["build"])],
        }
    jobs["apply"] = {
        "runs-on": runner,
        "needs": ["verify"],
        "if": "github.ref == 'refs/heads/main'",
        "environment": "production",
        "steps": [checkout, *({"run": line} for line in steps["apply"])],
    }
    return {
        "name": "platform",
        "on": {"push": {"branches": ["main"]}, "pull_request": {}},
        "permissions": {"contents": "read"},
        "jobs": jobs,
    }


def _gitlab(steps: dict[str, list[str]]) -> dict[str, Any]:
    made: dict[str, Any] = {
        "stages": ["verify", *(["build"] if steps["build"] else []), "apply"],
        "verify": {"stage": "verify", "tags": [LABEL], "script": steps["verify"]},
    }
    if steps["build"]:
        made["application-image"] = {  # a bare "image" is a keyword there
            "stage": "build",
            "tags": [LABEL],
            "rules": [{"exists": ["Dockerfile"]}],
            "script": steps["build"],
        }
    made["apply"] = {
        "stage": "apply",
        "tags": [LABEL],
        "environment": {"name": "production"},
        "rules": [{"if": "$CI_COMMIT_BRANCH == $CI_DEFAULT_BRANCH", "when": "manual"}],
        "script": steps["apply"],
    }
    return made
