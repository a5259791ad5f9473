"""Bundles of every embedded example, with every delivery tool, in all formats."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

import yaml

from advisor.catalog.load import load_catalog
from advisor.export.bundle import render_bundle
from advisor.model.catalog import Catalog
from advisor.model.plan import Plan
from advisor.model.session import Session
from advisor.plan.build import build_plan
from advisor.session import edit
from advisor.session.file import load
from advisor.solve.engine import Engine
from tests.upstream.where import ROOT

EXAMPLES = tuple(sorted(p.stem for p in (ROOT / "knowledge" / "examples").glob("*.yaml")))
DEPLOYS = ("argocd", "flux", "none")
CASES = (
    *((name, "") for name in EXAMPLES),
    *((name, cd) for name in ("airgap-finance", "standard-2025") for cd in DEPLOYS),
)
"""Every example as it is, and two with each delivery tool instead of their own."""


@cache
def catalog() -> Catalog:
    return load_catalog()


@cache
def engine() -> Engine:
    return Engine(catalog())


@cache
def session(name: str) -> Session:
    found = load(ROOT / "knowledge" / "examples" / f"{name}.yaml", catalog())
    assert found.session is not None
    return found.session


@cache
def made(name: str, cd: str = "") -> tuple[Plan, dict[str, bytes]]:
    """Plan and files of an example; `cd` replaces its delivery tool, with what depends on it left to the solver."""
    state = session(name)
    if cd:
        state = edit.choose(state, "cd", cd)
        for decision in ("deployment-alerts", "progressive-delivery"):
            state = edit.clear(state, decision)
    assessment = engine().assess(state, count_budget=0, repairs=False)
    assert assessment.stack, (name, cd)
    plan = build_plan(catalog(), state, assessment, tool_version="test")
    files = render_bundle(plan, catalog(), assessment, state, formats=("helmfile", "terraform"))
    return plan, files


def documents(content: bytes) -> list[Any]:
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    return [d for d in yaml.load_all(content, Loader=loader) if d is not None]


def is_object(path: str) -> bool:
    """Whether a file of the bundle holds Kubernetes objects."""
    folders = ("platform/", "argocd/", "flux/")
    return (path.endswith(".yaml") and path.startswith(folders)) or path == "cluster/kube-vip.yaml"


def objects(name: str, cd: str = "") -> list[tuple[str, dict[str, Any]]]:
    """Every Kubernetes object of a bundle with its file."""
    _, files = made(name, cd)
    return [(path, d) for path, content in files.items() if is_object(path) for d in documents(content)]


def write(files: dict[str, bytes], folder: Path) -> None:
    for path, content in files.items():
        place = folder / path
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(content)
