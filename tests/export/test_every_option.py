"""Over the whole shipped catalogue: every option shows in the bundle, and random stacks export cleanly."""

from __future__ import annotations

import random
import re

import pytest
import yaml

from advisor.export.bundle import SUMS, render_bundle
from advisor.model.plan import Plan
from advisor.model.session import Session
from advisor.plan.build import build_plan
from advisor.plan.charts import load_chart_facts
from advisor.plan.invariants import check
from advisor.plan.releases import select
from advisor.plan.site import Site
from advisor.plan.wiring import applicable, wire
from advisor.session import edit
from tests.upstream.bundles import catalog, engine

FEW = 12
MANY = 300
SITE = {
    "control_planes": 3, "kernel_version": "6.8", "os_family": "ubuntu", "os_version": "24.04", "raw_disks": True,
    "kvm": True, "l2_network": True, "bgp_fabric": True, "kubernetes_version": "1.36",
}  # fmt: skip


def random_session(seed: int) -> Session:
    """A site and fourteen choices out of what the solver leaves possible."""
    dice = random.Random(seed)
    answers = {
        **SITE,
        "location": "on-premises",
        "workers": dice.randint(3, 9),
        "air_gapped": dice.random() < 0.3,
        "platform_size": dice.choice(["small", "medium", "large"]),
        "clusters": dice.choice([1, 1, 1, 3]),
        "ldap_directory": dice.random() < 0.3,
        "audit_required": dice.random() < 0.5,
    }
    if dice.random() < 0.25:
        answers |= {
            "location": "public-cloud",
            "cloud": "aws",
            "managed_kubernetes": dice.choice(["eks", "aks", "gke"]),
        }
    facts = {k: catalog().fact_by_id[k].check(v) for k, v in answers.items()}
    state = Session(name=f"random-{seed}", profile=facts)
    decisions = [d.id for d in catalog().decisions]
    dice.shuffle(decisions)
    for decision in decisions[:14]:
        standings = engine().standings(state).get(decision, {})
        open_options = [o for o, s in standings.items() if s.value not in ("impossible", "unknown")]
        if open_options:
            state = edit.choose(state, decision, dice.choice(open_options))
    return state


DELIVERIES = (
    ("none", "terraform"),
    ("argocd", "opentofu"),
    ("flux", "terraform"),
    ("argocd", "none"),
    ("flux", "opentofu"),
)
"""Delivery tool and infrastructure as code, taken in turn, so that each is seen many times; Helmfile comes with all."""


def delivered(seed: int) -> tuple[Session, str]:
    """A random session with the delivery of its turn, and the delivery tool."""
    cd, iac = DELIVERIES[seed % len(DELIVERIES)]
    state = random_session(seed)
    for decision in ("deployment-alerts", "progressive-delivery", "iac"):
        state = edit.clear(state, decision)
    for decision, option in (("cd", cd), ("iac", iac)):
        assert engine().standings(state)[decision][option].value != "impossible", (decision, option)
        state = edit.choose(state, decision, option)
    return state, cd


def emitted(plan: Plan, files: dict[str, bytes], cd: str) -> list[str]:
    """What a delivery format leaves out, and files of a delivery tool that was not chosen."""
    helm = {r.id for r in plan.releases if r.how == "helm"}
    rows = yaml.safe_load(files["optional/helmfile.yaml"])["releases"]
    lost = [f"helmfile: {name}" for name in helm - {row["name"] for row in rows}]
    hcl = files["optional/terraform/platform/main.tf"].decode()
    named = set(re.findall(r'^resource "\w+" "(\w+?)(?:_objects|_before)?" {', hcl, re.MULTILINE))
    lost += [f"terraform: {r.id}" for r in plan.releases if r.id.replace("-", "_") not in named]
    tools = {tool: [p for p in files if p.startswith(f"{tool}/")] for tool in ("argocd", "flux")}
    lost += [f"{tool} is not chosen: {paths[0]}" for tool, paths in tools.items() if paths and tool != cd]
    scripts = b"".join(content for path, content in files.items() if path.startswith("scripts/")).decode()
    for release in plan.releases:
        owned = release.owner in tools
        ends = (f"/{release.id}.yaml", f"/{release.id}/kustomization.yaml")
        made = any(p.endswith(ends) for p in tools.get(release.owner, ()))
        if not (made if owned else release.id in scripts):
            lost.append(f"{release.owner}: {release.id}")
    return lost


def export_twice(state: Session, cd: str) -> None:
    assessment = engine().assess(state, count_budget=0, repairs=False)
    assert assessment.stack, "the solver left only possible options, so there is a stack"
    plan = build_plan(catalog(), state, assessment, tool_version="test")
    assert [str(p) for p in check(plan) if p.check != "nothing-is-out-of-support"] == []
    site = Site(catalog(), state, assessment, load_chart_facts(), "en")
    wired = wire(site, select(site).specs.values(), applicable(site))
    assert wired.unplaced == []
    formats = ("helmfile", "terraform")
    first = render_bundle(plan, catalog(), assessment, state, formats=formats)
    assert emitted(plan, first, cd) == []
    again = build_plan(catalog(), state, assessment, tool_version="test")
    assert render_bundle(again, catalog(), assessment, state, formats=formats) == first


@pytest.mark.parametrize("seed", range(FEW))
def test_random_stacks_export_without_error(seed: int) -> None:
    export_twice(*delivered(seed))


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(FEW, MANY))
def test_many_random_stacks_export_without_error(seed: int) -> None:
    export_twice(*delivered(seed))


@pytest.mark.parametrize("seed", range(len(DELIVERIES)))
def test_what_a_delivery_format_leaves_out_is_found(seed: int) -> None:
    state, cd = delivered(seed)
    assessment = engine().assess(state, count_budget=0, repairs=False)
    plan = build_plan(catalog(), state, assessment, tool_version="test")
    files = render_bundle(plan, catalog(), assessment, state, formats=("helmfile", "terraform"))
    assert emitted(plan, files, cd) == []
    last = [r for r in plan.releases if r.how == "helm"][-1]
    stub = {"optional/helmfile.yaml": b"releases: []", "optional/terraform/platform/main.tf": b""}
    lost = emitted(plan, files | stub, cd)
    assert {f"helmfile: {last.id}", f"terraform: {last.id}"} <= set(lost)
    kept = {p: c for p, c in files.items() if not p.startswith(("argocd/", "flux/", "scripts/"))}
    assert f"{last.owner}: {last.id}" in emitted(plan, kept, cd)
    other = "flux" if cd != "flux" else "argocd"
    assert emitted(plan, files | {f"{other}/root.yaml": b""}, cd) == [f"{other} is not chosen: {other}/root.yaml"]


def files_of(state: Session) -> dict[str, bytes]:
    assessment = engine().assess(state, count_budget=0, repairs=False)
    plan = build_plan(catalog(), state, assessment, tool_version="test")
    return render_bundle(plan, catalog(), assessment, state)


@pytest.mark.slow
@pytest.mark.parametrize("decision", [d.id for d in catalog().decisions])
def test_every_option_changes_some_file(decision: str) -> None:
    """Each possible option of a decision gives a bundle of its own, beside its name in the records."""
    facts = {k: catalog().fact_by_id[k].check(v) for k, v in {**SITE, "workers": 6, "location": "on-premises"}.items()}
    state = Session(name="options", profile=facts)
    standings = engine().standings(state).get(decision, {})
    seen: dict[str, dict[str, bytes]] = {}
    for option, standing in standings.items():
        if standing.value in ("impossible", "unknown"):
            continue
        files = files_of(edit.choose(state, decision, option))
        for other, earlier in seen.items():
            differing = {p for p in {*files, *earlier} if files.get(p) != earlier.get(p)} - {SUMS, "plan.yaml"}
            assert differing, f"{decision}: {option} and {other} give the same bundle"
        seen[option] = files
