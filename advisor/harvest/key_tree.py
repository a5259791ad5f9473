"""The value keys a chart knows, as a tree of plain words: one key per line, one space of indent per level.

A key that ends in ` *` takes anything below it: the chart's default is empty, a list, or a chart not at hand.
"""

from __future__ import annotations

from typing import Any

Tree = dict[str, Any]

FREE: dict[str, tuple[str, ...]] = {
    "argo-cd": ("configs.params", "configs.cm", "configs.rbac", "configs.cmp", "redis-ha"),
    "falco": ("falco",),
    "gitlab": ("global.appConfig", "gitlab", "registry", "gitlab-runner"),
    "grafana": ("grafana\\.ini",),
    "istiod": ("meshConfig", "global"),
    "jaeger": ("jaeger", "config", "userconfig"),
    "kiali-server": ("external_services", "server", "istio_namespace"),
    "kube-prometheus-stack": ("prometheus.prometheusSpec", "alertmanager.alertmanagerSpec", "alertmanager.config"),
    "kyverno": ("config", "features"),
    "loki": ("loki", "minio", "rollout_operator"),
    "opensearch": ("config", "resources"),
    "opentelemetry-collector": ("config",),
    "rook-ceph-cluster": ("cephClusterSpec",),
    "tempo": ("tempo",),
    "tempo-distributed": ("tempo", "storage", "traces", "rollout_operator"),
    "tigera-operator": ("installation", "goldmane", "whisker", "apiServer"),
    "vector": ("customConfig",),
    "velero": ("configuration", "initContainers", "credentials"),
}
"""Maps the charts pass on whole (to a program's own configuration or a custom resource): any key is allowed."""

REMARKED: dict[str, tuple[str, ...]] = {
    "cilium": ("socketLB.hostNamespaceOnly",),
    "cni": ("profile",),
    "gha-runner-scale-set": ("containerMode", "controllerServiceAccount", "maxRunners", "minRunners"),
    "gha-runner-scale-set-controller": ("metrics",),
    "gitlab": ("global.psql", "global.redis"),
    "gitlab-runner": ("gitlabUrl", "runners.secret"),
    "harbor": (
        "caBundleSecretName",
        "core.resources",
        "database.internal.resources",
        "expose.ingress.annotations",
        "jobservice.resources",
        "persistence.imageChartStorage.s3",
        "portal.resources",
        "redis.internal.resources",
        "registry.controller.resources",
        "registry.registry.resources",
    ),
    "headlamp": ("env",),
    "istiod": ("profile",),
    "opensearch": ("sysctlInit.image", "sysctlInit.imageTag"),
    "opentelemetry-collector": ("service.enabled",),
    "zipkin": ("zipkin.storage.elasticsearch",),
    "ztunnel": ("profile",),
}
"""Keys the charts only name in remarks or templates, not among their defaults."""


def tree_of(values: Tree) -> Tree:
    """Keys of `values`; None marks a known leaf, `{"*": None}` an open one."""
    tree: Tree = {}
    for key, value in values.items():
        if isinstance(value, dict) and value:
            tree[str(key)] = tree_of(value)
        elif value is None or isinstance(value, dict | list):
            tree[str(key)] = {"*": None}
        else:
            tree[str(key)] = None
    return tree


def merge(base: Tree, extra: Tree) -> Tree:
    """`base` with the keys of `extra` added at every level; an open key stays open."""
    merged = dict(base)
    for key, value in extra.items():
        old = merged.get(key)
        if isinstance(old, dict) and isinstance(value, dict):
            merged[key] = merge(old, value)
        elif key not in merged or isinstance(value, dict):
            merged[key] = value
    return merged


def open_at(tree: Tree, path: str) -> Tree:
    """`tree` with the key at the dotted `path` open, added where it is missing."""
    head, _, rest = path.replace("\\.", "\0").partition(".")
    head = head.replace("\0", "\\.").replace("\\.", ".")
    below = tree.get(head)
    branch = dict(below) if isinstance(below, dict) else {}
    opened = open_at(branch, rest.replace("\0", "\\.")) if rest else {**branch, "*": None}
    return {**tree, head: opened}


def write(tree: Tree, depth: int = 0) -> str:
    """The text form of `tree`, keys sorted."""
    lines: list[str] = []
    for key in sorted(k for k in tree if k != "*"):
        below = tree[key]
        star = " *" if isinstance(below, dict) and "*" in below else ""
        lines.append(f"{' ' * depth}{key}{star}\n")
        if isinstance(below, dict):
            lines.append(write(below, depth + 1))
    return "".join(lines)
