"""A small hand-made plan over the small catalogue: every kind of release, licence and answer once; one hostile text."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from advisor.catalog.load import load_catalog
from advisor.model.assessment import Assessment
from advisor.model.base import Language
from advisor.model.catalog import Catalog
from advisor.model.plan import Plan
from advisor.model.session import Session
from tests.catalog import folder

HOSTILE = "=cmd|' /C calc'!A0 <script>x</script> [a](javascript:x) \x1b[31m | `rm` \n# head\n---\nx: y"
DAY = "2026-11-24"
DIGEST = "sha256:" + "ab" * 32


def text(en: str) -> dict[str, str]:
    return {"en": en, "ko": f"{en} (한국어)"}


def component(name: str, **parts: Any) -> dict[str, Any]:
    return {
        "id": name, "name": name.title(), "version": "1.0.0", "seen": "2026-08-22", "licence": "Apache-2.0",
        "licence_checked": "read", "verdict": "ok", "verdict_text": text("Fine."), "homepage": "https://example.org",
        **parts,
    }  # fmt: skip


def release(name: str, **parts: Any) -> dict[str, Any]:
    return {
        "id": name, "component": name, "how": "helm", "namespace": "kube-system", "phase": 10, "wave": 10,
        "chart": {"name": name, "version": "1.0.0", "repo": "https://charts.example.org"}, "owner": "helm",
        "values": f"values/{name}.yaml", "images_known": True, **parts,
    }  # fmt: skip


def data() -> dict[str, Any]:
    """The plan as plain data, to be changed by a test."""
    return {
        "stack": {
            "name": "small", "created": "2026-11-23T10:00:00Z", "tool": "0.1.0", "session_sha256": "c" * 64,
            "knowledge": {"edition": "2026.11", "sha256": "d" * 64},
        },
        "cluster": {
            "name": "small", "kubernetes": "1.36.4", "provisioner": "kubeadm", "runtime": "containerd",
            "endpoint": {"host": "192.0.2.10", "port": 6443}, "pod_cidr": "10.244.0.0/16",
            "service_cidr": "10.96.0.0/16", "kube_proxy": "iptables", "control_planes": 3, "workers": 3,
            "nodes": [{"name": "cp1", "role": "control-plane", "ip": "192.0.2.11"}], "air_gapped": True,
        },
        "decisions": [
            {
                "id": "cni", "choice": "calico", "by": "person", "who": HOSTILE, "at": "2026-11-23T10:00:00Z",
                "because": HOSTILE, "rules": ["cni-bgp"], "rejected": [["cilium", text("not chosen")]],
                "record": "decisions/0001-cni.md", "sources": [{"ref": "cilium-docs", "as_of": "2026-08-22"}],
            },
            {"id": "entry", "choice": "none", "by": "suggestion"},
        ],
        "components": [
            component("calico", decisions=["cni"], purl="pkg:github/projectcalico/calico@v1.0.0"),
            component("vault", licence="BUSL-1.1", verdict="conditional", obligations=[text("Keep it.")],
                      end_of_life="2026-01-01", requires=["calico"]),
            component("lens", licence="LicenseRef-lens", licence_checked="unverified", version=None, homepage=None),
            component("haproxy", licence="GPL-2.0-or-later AND LGPL-2.1-only", existing=True),
        ],
        "namespaces": [],
        "releases": [
            release("calico", images=[
                {"ref": "quay.io/tigera/operator:v1", "digest": DIGEST}, {"ref": "hashicorp/vault:2.0.4"},
                {"ref": "nginx:1"}, {"ref": f"registry.k8s.io/pause@{DIGEST}"},
            ], facts={"cpu_m": 1500, "memory_mi": 2048, "storage_gi": 10, "containers_without_requests": 2}),
            release("crds", component="calico", how="manifests", chart=None, values=None, owner="kubectl",
                    manifests={"url": "https://example.org/crds.yaml", "version": "v1"}, images_known=False),
            release("vault", phase=20, owner="argocd", needs=["calico"], timeout="1h5m", chart={
                "name": "vault", "version": "2.0.0", "oci": "oci://ghcr.io/acme/charts"}, health=[
                {"kind": "rollout", "target": "statefulset/vault", "text": text("Vault runs.")}]),
            release("ours", component="calico", how="objects", chart=None, values=None, owner="kubectl", phase=20),
        ],
        "inputs": [
            {"id": "domain", "kind": "host", "value": "example.com", "placeholder": True, "text": text("The domain."),
             "used_in": ["values/vault.yaml"]},
            {"id": "s3_endpoint", "kind": "url", "value": "https://s3.acme.internal", "placeholder": False,
             "text": text("Object storage.")},
        ],
        "secrets": [{"name": "vault-key", "namespace": "vault", "keys": ["key", "odd name;rm"], "used_by": ["vault"],
                     "text": text("Unseal.")}],
        "prerequisites": [
            {"kind": "existing", "name": "haproxy", "text": text("HAProxy is already in use.")},
            {"kind": "storageclass", "name": "standard", "text": text("Volumes.")},
            {"kind": "module", "name": "overlay", "text": text("For images.")},
        ],
        "open_items": [
            {"kind": "input", "id": "domain", "text": text("domain is missing")},
            {"kind": "licence", "id": "licence:vault", "text": text("nobody signed for Vault")},
            {"kind": "image", "id": "crds", "text": text("images of crds unknown")},
        ],
        "totals": {"cpu_m": 1500, "memory_mi": 2048, "storage_gi": 10, "estimated": True},
        "deploy": "argocd",
        "chart_registry": "oci://registry.acme.internal/charts",
    }  # fmt: skip


def catalog(tmp_path: Path) -> Catalog:
    """The small catalogue with the licences of the plan."""
    busl = folder.APACHE.replace("Apache-2.0", "BUSL-1.1").replace("permissive", "source-available")
    lens = folder.APACHE.replace("Apache-2.0", "LicenseRef-lens").replace("permissive", "proprietary")
    extra = {"licences/busl-1.1.yaml": busl, "licences/licenseref-lens.yaml": lens}
    return load_catalog(root=folder.write(tmp_path, {**folder.FILES, **extra}), cached=False)


def reason(rule: str, points: int, **parts: Any) -> dict[str, Any]:
    return {
        "rule": rule, "effect": "prefers", "points": points, "weight": points * 5, "criterion": "operations",
        "text": text(f"Reason {rule}."), "as_of": "2026-08-22", **parts,
    }  # fmt: skip


def assessment(**parts: Any) -> Assessment:
    """What the plan was made from; BGP was answered, the kernel was assumed."""
    given = {
        "edition": "2026.11", "session": "small", "status": "open", "stack": {"cni": "calico", "entry": "none"},
        "decisions": [
            {"id": "cni", "group": "network", "choice": "calico", "standing": "chosen", "options": [
                {"id": "calico", "standing": "chosen", "score": 40, "reasons": [reason("cni-bgp", 8)]},
                {"id": "cilium", "standing": "impossible", "score": 0, "reasons": [
                    reason("cilium-kernel", 0, effect="forbids", criterion=None)]}]},
            {"id": "entry", "group": "network", "choice": "none", "standing": "suggested", "options": [
                {"id": "cilium-gateway", "standing": "impossible"}, {"id": "none", "standing": "suggested"}]},
        ],
        "assumptions": [{"fact": "kernel_version", "value": "5.14"}],
        **parts,
    }  # fmt: skip
    return Assessment.model_validate(given)


def session(**parts: Any) -> Session:
    given = {
        "name": "small", "profile": {"bgp_fabric": True}, "policies": {"osi_only": True},
        "accepted": {"licence:vault": {"by": "legal", "because": HOSTILE}}, **parts,
    }  # fmt: skip
    return Session.model_validate(given)


class World:
    """Everything a renderer takes."""

    def __init__(self, tmp_path: Path, change: dict[str, Any] | None = None) -> None:
        """Build the small plan, with some top-level keys changed."""
        self.plan = Plan.model_validate({**data(), **(change or {})})
        self.catalog = catalog(tmp_path)
        self.assessment = assessment()
        self.session = session()

    def render(self, module: Any, lang: Language = "en") -> dict[str, str]:
        """The files of one format, as text."""
        files = module.render(self.plan, self.catalog, self.assessment, self.session, lang)
        return {path: content.decode() for path, content in files.items()}
