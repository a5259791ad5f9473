"""`platform/namespaces.yaml`: namespaces with Pod Security labels, applied before anything else."""

from __future__ import annotations

from typing import Any

from advisor.export.text import to_bytes
from advisor.export.yaml_emit import Path, emit, emit_all
from advisor.model.assessment import Assessment
from advisor.model.base import Language
from advisor.model.catalog import Catalog
from advisor.model.plan import Namespace, Plan
from advisor.model.session import Session

FILE = "platform/namespaces.yaml"
LABEL = "pod-security.kubernetes.io"
STRICTER = {"privileged": "baseline", "baseline": "restricted"}


def render(plan: Plan, catalog: Catalog, assessment: Assessment, session: Session, lang: Language) -> dict[str, bytes]:
    """The namespaces, and the kustomization that names them."""
    header = "Created first. Each enforced Pod Security level is the strictest that admits every pod in it."
    documents: list[tuple[object, dict[Path, str]]] = [
        (_object(plan, n), {("metadata", "name"): f"because of: {n.why}"}) for n in plan.namespaces
    ]
    kustomization = {
        "apiVersion": "kustomize.config.k8s.io/v1beta1",
        "kind": "Kustomization",
        "resources": ["namespaces.yaml"],
    }
    return {
        FILE: to_bytes(emit_all(documents, header=header)),
        "platform/kustomization.yaml": to_bytes(emit(kustomization)),
    }


def _object(plan: Plan, namespace: Namespace) -> dict[str, Any]:
    level = namespace.pod_security
    minor = "v" + ".".join(plan.cluster.kubernetes.split(".")[:2])
    labels = {
        "app.kubernetes.io/part-of": label_value(plan.stack.name),
        f"{LABEL}/enforce": level,
        f"{LABEL}/enforce-version": minor,
    }
    if level in STRICTER:
        labels[f"{LABEL}/warn"] = STRICTER[level]
        labels[f"{LABEL}/warn-version"] = minor
    return {"apiVersion": "v1", "kind": "Namespace", "metadata": {"name": namespace.name, "labels": labels}}


def label_value(text: str) -> str:
    """`text` as a Kubernetes label value or DNS label: lower case, digits and dashes, at most 63 characters."""
    kept = "".join(c if c.isascii() and (c.isalnum() or c == "-") else "-" for c in text.lower())
    return kept.strip("-")[:63].strip("-") or "platform"
