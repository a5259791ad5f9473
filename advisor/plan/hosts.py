"""The cluster below the Kubernetes API: nodes, addresses, runtime, and the switches integrations set for the hosts."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Literal

from advisor.model.plan import Cluster, Endpoint, Node
from advisor.model.version import parse_version
from advisor.plan.images import of_cluster
from advisor.plan.site import Site

CLUSTER_FILES = "cluster/"
DEFAULT_KUBERNETES = "1.36"

Role = Literal["control-plane", "worker", "load-balancer"]

VIP_INPUTS = ("api_vip", "node_interface", "vrrp_router_id")
"""Inputs the files of a virtual address show."""

ROLES: tuple[tuple[Role, str, str], ...] = (
    ("control-plane", "control_plane_ips", "cp"),
    ("worker", "worker_ips", "w"),
    ("load-balancer", "load_balancer_ips", "lb"),
)
"""Role, the input that lists its addresses, and how its machines are called."""


def cluster_of(site: Site, host_facts: dict[str, Any]) -> Cluster:
    """What the host layer needs to know."""
    managed = site.choice("provisioner") == "managed"
    if not managed and site.is_chosen("api-vip", "keepalived", "kube-vip"):
        for name in VIP_INPUTS:
            _input(site, name)
    nodes = () if managed else tuple(_nodes(site))
    kube_proxy = str(host_facts.get("kube_proxy") or site.choice("kube-proxy") or "iptables")
    proxy = "none" if kube_proxy in ("replaced", "none") else kube_proxy
    found = of_cluster(site, managed=managed, has_kube_proxy=proxy != "none")
    return Cluster(
        name=str(_input(site, "cluster_name") or site.session.name),
        kubernetes=kubernetes_version(site),
        provisioner=site.choice("provisioner") or "kubeadm",
        endpoint=Endpoint(
            host=str(_input(site, "api_endpoint") or "kubernetes.default.svc"),
            port=int(str(_input(site, "api_port") or 6443)),
        ),
        pod_cidr=str(_input(site, "pod_cidr") or "10.244.0.0/16"),
        service_cidr=str(_input(site, "service_cidr") or "10.96.0.0/16"),
        kube_proxy=proxy,
        runtime=site.choice("container-runtime") or "containerd",
        control_planes=site.number("control_planes", 3),
        workers=site.number("workers", 3),
        nodes=nodes,
        air_gapped=site.fact("air_gapped") is True,
        images=found.images,
        images_known=found.known,
        host_facts=host_facts,
    )


def kubernetes_version(site: Site) -> str:
    """The full version where the provisioner's pin has the wanted minor, else the minor.

    Kubeadm's own version is that of Kubernetes; other provisioners have their own numbers.
    """
    wanted = str(site.fact("kubernetes_version", DEFAULT_KUBERNETES))
    for name in ("kubernetes", "kubeadm"):
        pin = site.pins.get(name)
        if pin and parse_version(pin.version)[:2] == parse_version(wanted)[:2]:
            return pin.version.removeprefix("v")
    return wanted


def _input(site: Site, name: str) -> Any:  # noqa: ANN401 - any YAML value
    return site.inputs.value(name, used_in=CLUSTER_FILES)


def _nodes(site: Site) -> Iterator[Node]:
    counts: dict[Role, int] = {
        "control-plane": site.number("control_planes", 3),
        "worker": site.number("workers", 3),
        "load-balancer": 2 if site.is_chosen("api-load-balancer", "haproxy") else 0,
    }
    for role, name, prefix in ROLES:
        if counts[role] == 0:
            continue
        stated = _input(site, name)
        addresses = [str(a) for a in stated] if isinstance(stated, list | tuple) else []
        for n in range(max(counts[role], len(addresses)) if name in site.session.inputs else counts[role]):
            address = addresses[n] if n < len(addresses) else _next_example(role, n)
            yield Node(name=f"{prefix}{n + 1}", role=role, ip=address)


def _next_example(role: Role, n: int) -> str:
    """A documentation address for a machine nobody gave an address to."""
    start = {"control-plane": 11, "worker": 21, "load-balancer": 8}[role]
    return f"192.0.2.{min(start + n, 254)}"
