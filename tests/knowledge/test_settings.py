"""A setting that upstream demands stands in the bundle wherever its condition holds, and only there."""

from __future__ import annotations

import pytest

from advisor.catalog.load import load_catalog
from advisor.export.bundle import render_bundle
from advisor.model.fact import Answer
from advisor.model.session import Choice, Session
from advisor.plan.build import build_plan
from advisor.solve.engine import Engine

CATALOG = load_catalog()
ENGINE = Engine(CATALOG)


def cluster_files(provisioner: str, profile: dict[str, Answer]) -> str:
    session = Session(name="s", profile=profile, choices={"provisioner": Choice(option=provisioner)})
    session = ENGINE.complete(session)
    found = ENGINE.assess(session, count_budget=0, repairs=False)
    plan = build_plan(CATALOG, session, found, tool_version="0")
    files = render_bundle(plan, CATALOG, found, session, formats=(), lang="en")
    return "".join(files[name].decode() for name in sorted(files) if name.startswith("cluster/"))


@pytest.mark.parametrize("provisioner", ["kubeadm", "kubespray"])
def test_the_kubelet_is_told_to_bear_cgroup_v1(provisioner: str) -> None:
    """From 1.35 on the kubelet refuses such hosts unless it is told; hosts with v2 need no word."""
    old: dict[str, Answer] = {"cgroup_version": "v1", "kubernetes_version": "1.35"}
    assert "failCgroupV1: false" in cluster_files(provisioner, old)
    assert "failCgroupV1" not in cluster_files(provisioner, {**old, "cgroup_version": "v2"})
