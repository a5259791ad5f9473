"""`cluster/`: what lies below the Kubernetes API: nodes, runtime, kubeadm, and the balancer in front of it."""

from __future__ import annotations

import re

from advisor.export import balancer, kubeadm, runtime
from advisor.export.text import to_bytes
from advisor.model.assessment import Assessment
from advisor.model.base import Language
from advisor.model.catalog import Catalog
from advisor.model.plan import Plan
from advisor.model.session import Session

MODULES = {
    "iptables": ("nf_conntrack",),
    "nftables": ("nf_tables", "nf_conntrack"),
    "ipvs": ("ip_vs", "ip_vs_rr", "ip_vs_wrr", "ip_vs_sh", "nf_conntrack"),
}
"""Kernel modules each kube-proxy mode loads, beside those of the runtime."""


def render(plan: Plan, catalog: Catalog, assessment: Assessment, session: Session, lang: Language) -> dict[str, bytes]:
    """Files of the hosts. Kubespray brings nodes, runtime and cluster itself and has files of its own."""
    files = dict(balancer.files(plan))
    if plan.cluster.provisioner == "kubespray":
        return files
    return {**files, **_node(plan), **runtime.files(plan), **kubeadm.files(plan, session)}


def _node(plan: Plan) -> dict[str, bytes]:
    modules = ["overlay", "br_netfilter", *MODULES.get(plan.cluster.kube_proxy, ())]
    modules += _extra(plan, "modules")
    settings = {
        "net.ipv4.ip_forward": "1",
        "net.bridge.bridge-nf-call-iptables": "1",
        "net.bridge.bridge-nf-call-ip6tables": "1",
        "vm.overcommit_memory": "1",
        "kernel.panic": "10",
        "kernel.panic_on_oops": "1",
        "fs.inotify.max_user_instances": "8192",
        "fs.inotify.max_user_watches": "524288",
    }
    if plan.cluster.host_facts.get("vm_max_map_count"):
        settings["vm.max_map_count"] = str(plan.cluster.host_facts["vm_max_map_count"])
    for line in _extra(plan, "sysctl"):
        name, _, value = line.partition("=")
        settings[name.strip()] = str(max(int(value), int(settings.get(name.strip(), "0"))))
    modules_file = "# /etc/modules-load.d/k8s.conf on every node\n" + "".join(f"{m}\n" for m in dict.fromkeys(modules))
    sysctl_file = "# /etc/sysctl.d/99-kubernetes.conf on every node\n" + "".join(
        f"{name} = {value}\n" for name, value in settings.items()
    )
    return {
        "cluster/node/k8s.conf": to_bytes(modules_file),
        "cluster/node/99-kubernetes.conf": to_bytes(sysctl_file),
    }


def _extra(plan: Plan, kind: str) -> list[str]:
    """Modules or settings the components of the stack ask of every node."""
    prefix = {"modules": "module:", "sysctl": "sysctl:"}[kind]
    checks = [p.check.removeprefix(prefix) for p in plan.prerequisites if p.check and p.check.startswith(prefix)]
    if kind == "sysctl":
        return [c for c in checks if re.fullmatch(r"[a-z0-9._]+=\d+", c)]
    return [word for c in checks for word in re.findall(r"[a-z0-9_-]+", c)]
