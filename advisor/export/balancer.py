"""In front of the API server: HAProxy with keepalived, or kube-vip on the control plane itself."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from advisor.export.text import template, to_bytes
from advisor.export.yaml_emit import emit
from advisor.model.plan import Node, Plan

KUBE_VIP_IMAGE = "ghcr.io/kube-vip/kube-vip"
KUBE_VIP_VERSION = "v1.2.3"
ROUTER_ID = 51
"""Virtual router id of VRRP; unique per subnet, so an input may replace it."""


def files(plan: Plan) -> dict[str, bytes]:
    """Files of the balancer hosts, by what was chosen."""
    made: dict[str, bytes] = {}
    if _taken(plan, "api-load-balancer") == "haproxy":
        made["cluster/haproxy.cfg"] = _haproxy(plan)
    match _taken(plan, "api-vip"):
        case "keepalived":
            made |= _keepalived(plan)
        case "kube-vip":
            made["cluster/kube-vip.yaml"] = to_bytes(emit(_kube_vip(plan), header=_KUBE_VIP_HEADER))
    return made


def _taken(plan: Plan, decision: str) -> str | None:
    return next((d.choice for d in plan.decisions if d.id == decision), None)


def _answer(plan: Plan, name: str, default: object) -> object:
    """An input of the plan, or `default`."""
    return next((i.value for i in plan.inputs if i.id == name), default)


def balancers(plan: Plan) -> list[Node]:
    """Machines that run HAProxy and keepalived: hosts of their own, else the control-plane nodes."""
    own = [n for n in plan.cluster.nodes if n.role == "load-balancer"]
    return own or [n for n in plan.cluster.nodes if n.role == "control-plane"]


def virtual_address(plan: Plan) -> str:
    """The address clients reach: the stated one, else the endpoint."""
    return str(_answer(plan, "api_vip", plan.cluster.endpoint.host))


def _haproxy(plan: Plan) -> bytes:
    control_plane = [n for n in plan.cluster.nodes if n.role == "control-plane"]
    text = template("haproxy.cfg.j2").render(
        port=plan.cluster.endpoint.port, host=plan.cluster.endpoint.host, servers=control_plane
    )
    return to_bytes(text)


def _keepalived(plan: Plan) -> dict[str, bytes]:
    hosts = balancers(plan)
    made: dict[str, bytes] = {}
    for position, node in enumerate(hosts):
        text = template("keepalived.conf.j2").render(
            name=node.name,
            address=node.ip,
            peers=[n.ip for n in hosts if n.name != node.name],
            priority=101 - position,
            interface=_answer(plan, "node_interface", "eth0"),
            router=_answer(plan, "vrrp_router_id", ROUTER_ID),
            vip=virtual_address(plan),
            is_haproxy=_taken(plan, "api-load-balancer") == "haproxy",
        )
        made[f"cluster/keepalived-{node.name}.conf"] = to_bytes(text)
    return made


_KUBE_VIP_HEADER = (
    "/etc/kubernetes/manifests/kube-vip.yaml on every control-plane node.\n"
    "On the first node, during kubeadm init, the host path is /etc/kubernetes/super-admin.conf; afterwards as below."
)


def _kube_vip(plan: Plan) -> dict[str, Any]:
    settings: Sequence[tuple[str, str]] = (
        ("address", virtual_address(plan)),
        ("port", str(plan.cluster.endpoint.port)),
        ("vip_subnet", "32"),
        ("cp_enable", "true"),
        ("cp_namespace", "kube-system"),
        ("svc_enable", "false"),  # Services belong to the load balancer of the network decision
        ("vip_interface", str(_answer(plan, "node_interface", "eth0"))),
        ("vip_arp", "true"),
        ("vip_leaderelection", "true"),
        ("vip_leasename", "plndr-cp-lock"),
        ("vip_leaseduration", "15"),
        ("vip_renewdeadline", "10"),
        ("vip_retryperiod", "2"),
    )
    version = next((c.version for c in plan.components if c.id == "kube-vip" and c.version), KUBE_VIP_VERSION)
    name = {"name": "vip_nodename", "valueFrom": {"fieldRef": {"fieldPath": "spec.nodeName"}}}
    container = {
        "name": "kube-vip",
        "image": f"{KUBE_VIP_IMAGE}:v{version.removeprefix('v')}",
        "imagePullPolicy": "IfNotPresent",
        "args": ["manager"],
        "env": [*({"name": n, "value": v} for n, v in settings), name],
        "securityContext": {"capabilities": {"add": ["NET_ADMIN", "NET_RAW"], "drop": ["ALL"]}},
        "resources": {"requests": {"cpu": "50m", "memory": "64Mi"}},
        "volumeMounts": [{"name": "kubeconfig", "mountPath": "/etc/kubernetes/admin.conf"}],
    }
    return {
        "apiVersion": "v1",
        "kind": "Pod",
        "metadata": {"name": "kube-vip", "namespace": "kube-system"},
        "spec": {
            "hostNetwork": True,
            "priorityClassName": "system-node-critical",
            "hostAliases": [{"ip": "127.0.0.1", "hostnames": ["kubernetes"]}],
            "containers": [container],
            "volumes": [{"name": "kubeconfig", "hostPath": {"path": "/etc/kubernetes/admin.conf"}}],
        },
    }
