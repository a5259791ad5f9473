"""`cluster/terraform/`: a private, encrypted managed cluster with pinned versions (EKS, AKS, GKE)."""

from __future__ import annotations

from advisor.export.hcl import Block, Value, write
from advisor.export.text import template, to_bytes
from advisor.model.plan import Plan
from advisor.model.session import Session

FOLDER = "cluster/terraform"
SERVICES = ("eks", "aks", "gke")
CNI = {
    "eks": {"cilium": "cilium", "calico": "calico-policy"},
    "aks": {"cilium": "none", "calico": "none"},
    "gke": {"cilium": "dataplane-v2", "calico": "calico-policy"},
}
"""What the cluster itself must provide so that the chosen network fits: on AKS both come from our own releases."""


def render(plan: Plan, session: Session) -> dict[str, bytes]:
    """The root module of the cluster, or nothing where the cluster is our own or the service has no module here."""
    service = session.profile.get("managed_kubernetes")
    if plan.cluster.provisioner != "managed" or service not in SERVICES:
        return {}
    files = {
        f"{FOLDER}/{name}": to_bytes(template(f"managed/{service}/{name}").render())
        for name in ("main.tf", "variables.tf")
    }
    files[f"{FOLDER}/cluster.auto.tfvars"] = to_bytes(_answers(plan, str(service)))
    return files


def _answers(plan: Plan, service: str) -> str:
    """The variables this plan knows; the tool asks for the others."""
    network = next((d.choice for d in plan.decisions if d.id == "cni"), "cilium")
    answers: dict[str, Value] = {
        "cluster_name": plan.cluster.name,
        "kubernetes_version": ".".join(plan.cluster.kubernetes.split(".")[:2]),
        "cni": CNI[service].get(network, "cilium"),
    }
    if service in ("eks", "aks"):
        answers["service_cidr"] = plan.cluster.service_cidr
    if service == "aks":
        answers["pod_cidr"] = plan.cluster.pod_cidr
    inner = write([Block("x", (), answers)]).splitlines()[1:-1]
    return "# From plan.yaml. Everything else the tool asks for.\n" + "\n".join(line[2:] for line in inner) + "\n"
