"""Places of a chart's values that take keys its values.yaml does not list, each with the reason."""

from __future__ import annotations

SUBCHART = "values of a subchart whose own values.yaml is not at hand"
PASSED = "handed on whole to the program's own configuration or to a custom resource"
COMMENTED = "optional key that values.yaml shows only as a comment"
PROFILE = "read by the profile helper of the Istio charts; values.yaml does not list it"

FREE: dict[str, dict[str, str]] = {
    "argo-cd": {"configs.cm": PASSED, "configs.params": PASSED},
    "cilium": {"socketLB.hostNamespaceOnly": COMMENTED},
    "cni": {"profile": PROFILE},
    "gha-runner-scale-set": {
        "containerMode": COMMENTED,
        "controllerServiceAccount": COMMENTED,
        "maxRunners": COMMENTED,
        "minRunners": COMMENTED,
    },
    "gha-runner-scale-set-controller": {"metrics": COMMENTED},
    "gitlab": {
        "gitlab.gitaly": SUBCHART,
        "global.psql": COMMENTED,
        "global.redis": COMMENTED,
        "registry": SUBCHART,
    },
    "gitlab-runner": {"gitlabUrl": COMMENTED, "runners.secret": COMMENTED},
    "grafana": {"grafana.ini": PASSED},
    "harbor": {
        "caBundleSecretName": COMMENTED,
        "core.resources": COMMENTED,
        "database.internal.resources": COMMENTED,
        "expose.ingress.annotations": PASSED,
        "jobservice.resources": COMMENTED,
        "persistence.imageChartStorage.s3": COMMENTED,
        "portal.resources": COMMENTED,
        "redis.internal.resources": COMMENTED,
        "registry.controller.resources": COMMENTED,
        "registry.registry.resources": COMMENTED,
    },
    "istiod": {"meshConfig": PASSED, "profile": PROFILE},
    "jaeger": {"jaeger.resources": COMMENTED, "jaeger.strategy": COMMENTED},
    "kube-prometheus-stack": {
        "grafana.grafana.ini": PASSED,
    },
    "loki": {"loki.limits_config": PASSED, "loki.storage.bucketNames": COMMENTED},
    "headlamp": {"env": COMMENTED},
    "opensearch": {"resources.limits": COMMENTED, "sysctlInit.image": COMMENTED, "sysctlInit.imageTag": COMMENTED},
    "opentelemetry-collector": {
        "config.exporters": PASSED,
        "config.extensions": PASSED,
        "service.enabled": COMMENTED,
    },
    "rook-ceph-cluster": {"cephClusterSpec.mon": PASSED, "cephClusterSpec.storage": PASSED},
    "tempo": {"tempo.storage.trace": PASSED},
    "tempo-distributed": {"storage.trace.s3": PASSED, "tempo.structuredConfig": PASSED},
    "tigera-operator": {"installation": PASSED},
    "zipkin": {"zipkin.storage": PASSED},
    "ztunnel": {"profile": PROFILE},
}
"""Per chart name: dotted place -> why it is open. A dot inside a key is written as it is."""

MOUNTED: dict[str, tuple[str, ...]] = {
    "falco": ("falcosidekick",),
    "k8gb": ("extdns",),
    "kube-prometheus-stack": ("kube-state-metrics", "prometheus-node-exporter"),
}
"""Per chart name: sub-charts without values beside the chart's own; their keys were harvested from the packed chart."""
