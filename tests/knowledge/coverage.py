"""What of the reference the knowledge lacks: one function per part, each returning the names of what is missing."""

from __future__ import annotations

import re

from advisor.catalog.walk import models
from advisor.model.catalog import Catalog
from advisor.model.rule import Effect
from tests.knowledge.reference import Reference

NEEDS = {
    "ceph object store": "C:ceph-object-store",
    "istio ambient": "C:istio-ambient",
    "haproxy (API LB)": "C:haproxy",
    "teleport + keycloak": "C:teleport",
    "argo-rollouts traffic shifting": "C:argo-rollouts",
    "gitlab >= 19 (chart)": "C:gitlab",
}
"""Rows of the table of requirements whose trace is not simply `C:` and the row's name."""

FLOORS = {
    "Kubernetes >= 1.32 (kubeadm)": "D:kubernetes",
    "Calico 3.29-3.32, iptables/nftables": "D:calico",
    "Calico eBPF": "D:calico-ebpf",
    "Cilium 1.18, 1.19, 1.20 (and 1.21-dev)": "D:cilium",
    "Falco modern eBPF": "D:falco",
    "CephFS RWX quotas": "D:cephfs",
    "KubeVirt": "D:kubevirt",
    "containerd": "D:containerd",
}
FOOTPRINTS = {
    "istiod": "istio",
    "istio sidecar": "istio",
    "istio ztunnel": "istio-ambient",
    "Rook-Ceph mgr / mon / osd": "rook-ceph",
    "Ceph MDS / RGW": "ceph-rgw",
    "Longhorn": "longhorn",
    "Kubeflow full": "kubeflow",
    "Knative serving": "knative",
    "Harbor": "harbor",
    "Elasticsearch (ECK default)": "elasticsearch",
    "ECK operator": "elasticsearch",
    "Falco": "falco",
    "Velero server": "velero",
    "Keycloak": "keycloak",
    "Vault": "vault",
    "Kubespray nodes": "kubespray",
}
"""Rows of the table of footprints and the component that carries the numbers."""


def traces(catalog: Catalog) -> set[str]:
    """Everything that rules, needs, sizes, integrations and superseded rules say they come from."""
    found = {s.id for s in catalog.superseded}
    for kind in (catalog.rules, catalog.components, catalog.integrations, catalog.licences):
        for entry in kind:
            for _, inner in models(entry):
                found |= set(getattr(inner, "traces", ()))
    return found


def missing_systems(catalog: Catalog, reference: Reference) -> list[str]:
    """Systems of the article without an entry, and entries that state fewer claims than the article."""
    lacking = []
    for system in reference.systems:
        entry = catalog.component_by_id.get(system["id"])
        if entry is None:
            lacking.append(system["id"])
        elif len(entry.claims) < len(system.get("claims", ())):
            lacking.append(f"{system['id']}: {len(entry.claims)} of {len(system['claims'])} claims")
    return lacking


def missing_offers(catalog: Catalog, reference: Reference) -> list[str]:
    """Decisions and options of the contract that are not offered."""
    lacking = []
    for decision, options in reference.decisions.items():
        entry = catalog.decision_by_id.get(decision)
        if entry is None:
            lacking.append(decision)
        else:
            lacking += [f"{decision}={option}" for option in options if entry.option(option) is None]
    return lacking


def missing_facts(catalog: Catalog, reference: Reference) -> list[str]:
    """Facts of the contract that nobody is asked."""
    return [fact for fact in reference.facts if fact not in catalog.fact_by_id]


def missing_rules(catalog: Catalog, reference: Reference) -> list[str]:
    """Rules of the article that are neither a rule nor superseded with a reason."""
    known = set(catalog.rule_by_id) | {s.id for s in catalog.superseded}
    return [rule for rule in reference.rules if rule not in known]


def lost_successors(catalog: Catalog) -> list[str]:
    """Superseded rules whose replacement does not exist, or that are in force at the same time."""
    lost = []
    for old in catalog.superseded:
        lost += [f"{old.id} -> {new}" for new in old.replaced_by if new not in catalog.rule_by_id]
        if old.id in catalog.rule_by_id:
            lost.append(f"{old.id} is still in force")
    return lost


def untraced(catalog: Catalog, reference: Reference) -> list[str]:
    """Decisions to add, incompatibilities, requirement edges and floors that nothing comes from."""
    wanted = [*reference.additions, *(name for name, _ in reference.tables["B"])]
    wanted += [NEEDS.get(name, f"C:{name}") for name, _ in reference.tables["C"]]
    wanted += [FLOORS.get(name, f"D:{name}") for name, _ in reference.tables["D"]]
    found = traces(catalog)
    return [name for name in wanted if name not in found]


NOT_TAKEN = {
    "B-03": "the setting is written so that it cannot happen",
    "B-06": "policies that people write later are no choice here; it is warned about",
    "B-11": "one option of the decision is taken, and the others are left off",
    "B-19": "conditions of the other clusters are not known here; they are warned about",
    "B-25": "Docker is offered for building, never as a runtime",
    "B-28": "neither ChartMuseum nor Notary is offered",
    "B-30": "the microservices of Tempo are installed only beside a queue",
    "B-39": "backups are only ever set up with kopia",
}
"""Incompatibilities that no choice can run into, and why; they are told all the same."""


def unenforced(catalog: Catalog, reference: Reference) -> list[str]:
    """Incompatibilities that nothing enforces.

    HARD needs a rule or need that excludes it, SET a setting that is written, WARN a rule that speaks.
    """
    hard = {Effect.REQUIRES, Effect.CONFLICTS, Effect.FORBIDS}
    lacking = []
    for name, strength in reference.strengths.items():
        effects = {rule.effect for rule in catalog.rules if name in rule.traces}
        needed = any(name in need.traces for component in catalog.components for need in component.needs)
        wired = any(name in integration.traces for integration in catalog.integrations)
        enforced = {
            "HARD": bool(effects & hard) or needed or (name in NOT_TAKEN and bool(effects)),
            "SET": Effect.SETS in effects or wired,
            "WARN": bool(effects),
        }
        if not enforced[strength]:
            lacking.append(f"{name} {strength}")
    return lacking


def uncounted(catalog: Catalog, reference: Reference) -> list[str]:
    """Documented footprints that no component carries, by trace or because its numbers lie below them."""
    lacking = []
    for name, cpu in reference.tables["E"]:
        component = catalog.component_by_id.get(FOOTPRINTS.get(name, ""))
        if component is None or component.sizes is None or f"E:{name}" not in component.sizes.traces:
            lacking.append(name)
            continue
        small = component.sizes.small
        milli = re.match(r"(\d+)m\b", cpu)
        if milli and int(milli[1]) > small.cpu_m + small.per_node_cpu_m:
            lacking.append(f"{name}: {cpu} documented")
    return lacking


def different_trends(catalog: Catalog, reference: Reference) -> list[str]:
    """Decisions whose picks or moves per edition differ from what the authors published.

    A slot that is no decision here must be told by an entry for each product it ever named.
    """
    known = {trend.decision: trend for trend in catalog.trends}
    stated = {(m.edition, m.decision, m.from_, m.to) for trend in catalog.trends for m in trend.moves}
    different = []
    for decision, picks in reference.picks.items():
        named = {year: [_plain(name) for name in names] for year, names in picks.items()}
        if decision not in catalog.decision_by_id:
            products = sorted({name for names in named.values() for name in names})
            different += [f"{decision}: {name}" for name in products if name not in catalog.component_by_id]
        elif decision not in known or {y: list(names) for y, names in known[decision].picks.items()} != named:
            different.append(decision)
    different += [
        f"{move['decision']} {move['edition']}"
        for move in reference.moves
        if move["decision"] in catalog.decision_by_id
        and (move["edition"], move["decision"], _plain(move["from"]), _plain(move["to"])) not in stated
    ]
    return different


def _plain(pick: str) -> str:
    """A pick without the words around it: `a or b` is both, and a warning is told by the move's text."""
    return pick.removesuffix(" with a warning").replace(" or ", ", ")
