"""`scripts/`: short numbered scripts over three tables: releases, prerequisites, checks."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from advisor.export.charts import source
from advisor.export.flux import wave_names
from advisor.export.gitops import is_fleet
from advisor.export.text import table, template, to_bytes
from advisor.model.assessment import Assessment
from advisor.model.base import Language
from advisor.model.catalog import Catalog
from advisor.model.plan import Plan, Release, Secret
from advisor.model.session import Session
from advisor.plan.releases import BOOTSTRAP

CLUSTER_CHECKS = frozenset({"storageclass", "secret", "namespace"})
WORD = re.compile(r"[a-z0-9][a-z0-9.+-]*")
"""Name of a package."""
PLAIN = {
    "kernel": re.compile(r"\d+(\.\d+)*"),
    "sysctl": re.compile(r"[a-z0-9._]+=\d+"),
    "port": re.compile(r"\d.*"),
    "disk": re.compile(r"raw .+"),
    **{kind: re.compile(r".+") for kind in CLUSTER_CHECKS},
}
"""Which values of a demand the scripts can check as they are."""
CONTROL_PLANE_PORTS = (6443, 2379, 2380, 10250, 10257, 10259)
CAPABILITIES = {
    "prometheus": "monitoring.coreos.com/v1",
    "cert-manager": "cert-manager.io/v1",
    "gateway-api": "gateway.networking.k8s.io/v1",
}
"""API groups that charts look for while they render, by the component that brings them."""


def render(plan: Plan, catalog: Catalog, assessment: Assessment, session: Session, lang: Language) -> dict[str, bytes]:
    """Scripts and their tables."""
    common: dict[str, object] = {"kubernetes": plan.cluster.kubernetes, **_gitops(plan)}
    names: dict[str, dict[str, object]] = {
        "lib.sh": common,
        "install.sh": common,
        "00-preflight-node.sh": {"ports": CONTROL_PLANE_PORTS},
        "01-preflight-admin.sh": {
            **common,
            "tools": ["helm", "kubectl", "sha256sum"],
            "missing": [f"unanswered: {i.id} ({i.text.en})" for i in plan.inputs if i.placeholder],
        },
        "05-render.sh": {**common, "apis": list(_api_versions(plan))},
        "10-bootstrap.sh": {"early_secrets": list(early_secrets(plan))},
        ("20-platform.sh" if plan.deploy == "scripts" else "20-gitops.sh"): common,
        "90-verify.sh": common,
    }
    if plan.cluster.provisioner == "managed":
        del names["00-preflight-node.sh"]  # the provider prepares the nodes
    files = {f"scripts/{name}": to_bytes(template(f"{name}.j2").render(**given)) for name, given in names.items()}
    files["scripts/releases.tsv"] = to_bytes(table([_release_row(plan, r) for r in plan.releases]))
    files["scripts/prerequisites.tsv"] = to_bytes(table(list(_prerequisites(plan))))
    files["scripts/checks.tsv"] = to_bytes(table(list(_checks(plan, fleet=is_fleet(plan, session)))))
    return files


def _gitops(plan: Plan) -> dict[str, object]:
    """What the last script says and applies. Without Git it goes release by release, as there is no root to follow."""
    is_inline = plan.gitops == "none"
    start = {
        ("argocd", False): '-f "$BUNDLE/argocd/project.yaml" -f "$BUNDLE/argocd/root.yaml"',
        ("argocd", True): '-f "$BUNDLE/argocd/project.yaml"',
        ("flux", False): '-f "$BUNDLE/flux/root.yaml"',
        ("flux", True): '-k "$BUNDLE/flux/sources"',
    }
    hint = (
        "No Git repository is used: settings travel inside its objects, release by release."
        if is_inline
        else "The Git repository it names must hold this bundle."
    )
    return {
        "tool": {"argocd": "Argo CD", "flux": "Flux"}.get(plan.deploy, ""),
        "files": [start[plan.deploy, is_inline]] if plan.deploy != "scripts" else [],
        "hint": hint,
        "inline": is_inline,
    }


def early_secrets(plan: Plan) -> Iterator[str]:
    """Secrets without which a release of the bootstrap would never become ready.

    The delivery tool starts without its login, and its client secret may come from something installed later.
    """
    delivery = {c.id for c in plan.components if "cd" in c.decisions}
    early = {r.id: r.namespace for r in plan.releases if r.phase <= BOOTSTRAP and r.component not in delivery}
    for secret in plan.secrets:
        if secret.source is None and (set(secret.used_by) & set(early) or _only_in(secret, early)):
            yield f"{secret.namespace}/{secret.name}"


def _only_in(secret: Secret, early: Mapping[str, str]) -> bool:
    return not secret.used_by and secret.namespace in early.values()


def _api_versions(plan: Plan) -> Iterator[str]:
    components = {c.id for c in plan.components}
    for component, group in CAPABILITIES.items():
        if component in components:
            yield "--api-versions"
            yield group


def _release_row(plan: Plan, release: Release) -> tuple[str, ...]:
    chart = release.chart
    upstream = release.manifests.url if release.manifests and not plan.cluster.air_gapped else ""
    place = source(plan, release) if chart else upstream
    version = chart.version if chart else release.manifests.version if release.manifests else ""
    return (
        str(release.phase),
        str(release.wave),
        release.owner,
        release.how,
        release.id,
        release.namespace,
        place,
        chart.name if chart else "",
        version,
        release.timeout,
    )


def _prerequisites(plan: Plan) -> Iterator[tuple[str, ...]]:
    for item in plan.prerequisites:
        kind, _, value = (item.check or f"other:{item.name}").partition(":")
        where = "cluster" if kind in CLUSTER_CHECKS or item.kind == "existing" else "node"
        checked, plain = _checkable(kind, value)
        yield where, checked, plain, item.text.en


def _checkable(kind: str, value: str) -> tuple[str, str]:
    """A demand as the scripts can check it: words for modules, alternatives for packages; else by hand."""
    match kind:
        case "module":
            return kind, value.replace(",", " ")
        case "package" if all(WORD.fullmatch(w) for w in value.replace(" or ", " ").split()):
            return kind, value.replace(" or ", " ")
        case _:
            pattern = PLAIN.get(kind)
            return (kind if pattern and pattern.fullmatch(value) else "other"), value


def _checks(plan: Plan, *, fleet: bool) -> Iterator[tuple[str, ...]]:
    for release in plan.releases:
        for check in release.health:
            namespace = check.namespace or release.namespace
            yield check.kind, namespace, check.target, check.condition or "", check.text.en
        if release.owner == "argocd" and fleet:
            yield "exists", "argocd", f"applicationset/{release.id}", "", "the ApplicationSet is missing"
        elif release.owner == "argocd":
            yield "application", "argocd", release.id, "", "the Application is not Synced and Healthy"
        if release.owner == "flux" and release.chart:
            yield "condition", "flux-system", f"helmrelease/{release.id}", "Ready", "Flux does not report it ready"
    if plan.deploy == "flux" and plan.gitops == "git":
        for wave in wave_names(plan):
            yield "condition", "flux-system", f"kustomization/{wave}", "Ready", "a wave is not applied yet"
