"""`cluster/kubespray/`: inventory and group variables. Kubespray builds the cluster, our releases the platform."""

from __future__ import annotations

from typing import Any

from advisor.export.kubeadm import is_audited, issuer
from advisor.export.runtime import mirrors
from advisor.export.text import to_bytes
from advisor.export.yaml_emit import Comments, emit
from advisor.model.assessment import Assessment
from advisor.model.base import Language
from advisor.model.catalog import Catalog
from advisor.model.plan import Node, Plan
from advisor.model.session import Session

FOLDER = "cluster/kubespray"
ADD_ONS = (
    "helm",
    "registry",
    "metrics_server",
    "local_path_provisioner",
    "local_volume_provisioner",
    "gateway_api",
    "ingress_alb",
    "cert_manager",
    "metallb",
    "argocd",
    "kube_vip",
    "node_feature_discovery",
)
"""Everything Kubespray could install beside the cluster; all off, so that each has one owner."""
MIRRORED = {
    "registry.k8s.io": "kube_image_repo",
    "gcr.io": "gcr_image_repo",
    "ghcr.io": "github_image_repo",
    "docker.io": "docker_image_repo",
    "quay.io": "quay_image_repo",
}


def render(plan: Plan, catalog: Catalog, assessment: Assessment, session: Session, lang: Language) -> dict[str, bytes]:
    """Inventory and variables; those of an air-gapped site in a file of their own."""
    variables = f"{FOLDER}/group_vars"
    files = {
        f"{FOLDER}/inventory.ini": to_bytes(_inventory(plan)),
        f"{variables}/all/all.yml": to_bytes(emit(_all(plan))),
        f"{variables}/k8s_cluster/k8s-cluster.yml": to_bytes(emit(_cluster(plan, session), _REMARKS)),
        f"{variables}/k8s_cluster/addons.yml": to_bytes(emit({f"{name}_enabled": False for name in ADD_ONS})),
    }
    if plan.cluster.air_gapped and plan.chart_registry:
        files[f"{variables}/all/offline.yml"] = to_bytes(emit(_offline(plan)))
    return files


def _inventory(plan: Plan) -> str:
    def line(node: Node, extra: str = "") -> str:
        return f"{node.name} ansible_host={node.ip} ip={node.ip}{extra}"

    control_plane = [n for n in plan.cluster.nodes if n.role == "control-plane"]
    workers = [n for n in plan.cluster.nodes if n.role == "worker"]
    return "\n".join(
        [
            "[kube_control_plane]",
            *(line(n, f" etcd_member_name=etcd{i}") for i, n in enumerate(control_plane, 1)),
            "[etcd:children]",
            "kube_control_plane",
            "[kube_node]",
            *(line(n) for n in (workers or control_plane)),
            "# written out: without this group no group_vars are read",
            "[k8s_cluster:children]",
            "kube_control_plane",
            "kube_node",
        ]
    )


def _all(plan: Plan) -> dict[str, Any]:
    made: dict[str, Any] = {"etcd_deployment_type": "host", "ntp_enabled": True}
    if any(d.id == "api-load-balancer" and d.choice != "none" for d in plan.decisions):
        endpoint = plan.cluster.endpoint
        vip = next((i.value for i in plan.inputs if i.id == "api_vip"), endpoint.host)
        made["apiserver_loadbalancer_domain_name"] = endpoint.host
        made["loadbalancer_apiserver"] = {"address": str(vip), "port": endpoint.port}
    return made


_REMARKS: Comments = {
    ("kube_version",): "without a leading v",
    ("kube_network_plugin",): "none: the network is a Helm release of this bundle",
    ("kube_proxy_remove",): "true where the network replaces kube-proxy",
}


def _cluster(plan: Plan, session: Session) -> dict[str, Any]:
    cluster = plan.cluster
    has_proxy = cluster.kube_proxy != "none"
    made: dict[str, Any] = {
        "cluster_name": "cluster.local",
        "kube_version": cluster.kubernetes,
        "container_manager": "crio" if cluster.runtime == "cri-o" else "containerd",
        "kube_network_plugin": "none",
        "kube_proxy_mode": cluster.kube_proxy if has_proxy else "iptables",
        "kube_proxy_remove": not has_proxy,
        "kube_service_addresses": cluster.service_cidr,
        "kube_pods_subnet": cluster.pod_cidr,
        "kube_network_node_prefix": 24,
        "enable_nodelocaldns": False,
        "kube_encrypt_secret_data": True,
        "kubernetes_audit": is_audited(session),
        "auto_renew_certificates": True,
    }
    if cluster.kube_proxy == "ipvs":
        made["kube_proxy_strict_arp"] = True
    if cluster.host_facts.get("fail_cgroup_v1") is False:
        made["kubelet_config_extra_args"] = {"failCgroupV1": False}
    url = issuer(plan)
    if url:
        made |= {
            "kube_oidc_auth": True,
            "kube_oidc_url": url,
            "kube_oidc_client_id": str(cluster.host_facts.get("oidc_client_id", "kubernetes")),
            "kube_oidc_username_claim": "preferred_username",
            "kube_oidc_username_prefix": "oidc:",
            "kube_oidc_groups_claim": "groups",
            "kube_oidc_groups_prefix": "oidc:",
        }
    return made


def _offline(plan: Plan) -> dict[str, Any]:
    host = str(plan.chart_registry).removeprefix("oci://").partition("/")[0]
    files = next((str(i.value) for i in plan.inputs if i.id == "files_url"), f"https://{host}/files")
    made: dict[str, Any] = {"registry_host": host, "files_repo": files}
    for mirror in mirrors(plan):
        if mirror.upstream in MIRRORED:
            made[MIRRORED[mirror.upstream]] = "{{ registry_host }}/" + mirror.project
    for name, place in (
        ("github_url", "github.com"),
        ("dl_k8s_io_url", "dl.k8s.io"),
        ("storage_googleapis_url", "storage.googleapis.com"),
    ):
        made[name] = "{{ files_repo }}/" + place
    made["containerd_registries_mirrors"] = [
        {
            "prefix": m.upstream,
            "server": f"https://{m.host}",
            "mirrors": [
                {
                    "host": f"https://{m.host}/v2/{m.project}",
                    "capabilities": ["pull", "resolve"],
                    "override_path": True,
                }
            ],
        }
        for m in mirrors(plan)
    ]
    return made
