"""A small hand-made catalogue with every kind of release, and sessions and assessments over it."""

from __future__ import annotations

from typing import Any

from advisor.model.assessment import Assessment
from advisor.model.catalog import Catalog
from advisor.model.plan import Plan
from advisor.model.session import Session
from advisor.plan.build import build_plan
from advisor.plan.charts import ChartStore, load_chart_facts

DAY = "2026-11-24"
SOURCE = {"ref": "https://docs.example/page", "as_of": DAY}


def text(words: str) -> dict[str, str]:
    return {"en": words, "ko": f"{words}(한국어)"}


def component(name: str, **parts: Any) -> dict[str, Any]:
    return {
        "id": name,
        "name": text(name.title()),
        "description": text(f"{name} does something"),
        "licence": {"expression": "Apache-2.0", "checked": "declared", "sources": [SOURCE]},
        "lifecycle": {"state": "active"},
        "sources": [SOURCE],
        "as_of": DAY,
        **parts,
    }


def version(number: str, **charts: str) -> list[dict[str, Any]]:
    named = {k.replace("_", "-"): v for k, v in charts.items()}
    return [{"version": number, "seen": DAY, "charts": named, "sources": [SOURCE]}]


def helm(name: str, chart: str, namespace: str, **parts: Any) -> dict[str, Any]:
    where = {"name": chart, "repo": f"https://charts.example/{chart}"}
    return {"id": name, "how": "helm", "chart": where, "namespace": namespace, **parts}


def put(release: str, path: str, value: Any, why: str = "because", **parts: Any) -> dict[str, Any]:
    return {"release": release, "path": path, "value": value, "why": why, **parts}


def integration(name: str, when: dict[str, Any] | None = None, **parts: Any) -> dict[str, Any]:
    return {
        "id": name,
        "title": text(name),
        "when": when or {"always": True},
        "verified": "rendered",
        "sources": [SOURCE],
        "as_of": DAY,
        **parts,
    }


def site_input(name: str, kind: str, example: Any, default: Any = None) -> dict[str, Any]:
    words = {"name": text(name), "text": text(f"the {name}")}
    return {"id": name, "kind": kind, **words, "example": example, "default": default}


COMPONENTS: list[dict[str, Any]] = [
    component(
        "kubeadm",
        versions=version("1.36.4"),
        releases=[{"id": "kubeadm", "how": "host", "phase": 0, "instructions": text("install kubeadm")}],
    ),
    component(
        "containerd",
        versions=version("2.3.4"),
        host_needs=[{"kind": "kernel", "value": ">=5.4", "text": text("overlay"), "sources": [SOURCE]}],
    ),
    component(
        "cilium",
        versions=version("1.20.0", cilium="1.20.0"),
        provides=["network-policy"],
        host_needs=[{"kind": "kernel", "value": ">=5.10", "text": text("eBPF"), "sources": [SOURCE]}],
        sizes={s: {"per_node_cpu_m": 100, "per_node_memory_mi": 512} for s in ("small", "medium", "large")}
        | {"estimated": True},
        releases=[
            helm(
                "cilium",
                "cilium",
                "kube-system",
                phase=10,
                values=[
                    put("cilium", "ipam.operator.clusterPoolIPv4PodCIDRList", ["<pod_cidr>"], "the default is 10/8")
                ],
            )
        ],
    ),
    component(
        "snapshotter",
        versions=version("8.6.0"),
        releases=[
            {
                "id": "snapshotter",
                "how": "manifests",
                "namespace": "kube-system",
                "phase": 10,
                "manifests": {"url": "https://github.com/a/b/releases/download/v8.6.0/all.yaml", "version": "v8.6.0"},
            }
        ],
    ),
    component(
        "prometheus",
        versions=version("88.5.3", kube_prometheus_stack="88.5.3", prometheus_operator_crds="31.0.1"),
        provides=["metrics-store"],
        releases=[
            helm("prometheus-operator-crds", "prometheus-operator-crds", "monitoring", phase=10),
            helm(
                "kube-prometheus-stack",
                "kube-prometheus-stack",
                "monitoring",
                after=["prometheus-operator-crds"],
                health=[
                    {"kind": "rollout", "target": "deployment/kube-prometheus-stack-grafana", "text": text("Grafana")}
                ],
            ),
        ],
    ),
    component(
        "loki",
        versions=version("3.6.0", loki="18.11.0"),
        provides=["log-store"],
        needs=[
            {
                "id": "certs",
                "needs": {"component": "cert-manager"},
                "phase": "install",
                "text": text("needs certificates"),
                "sources": [SOURCE],
                "as_of": DAY,
            }
        ],
        sizes={s: {"cpu_m": 750, "memory_mi": 3072, "storage_gi": 60} for s in ("small", "medium", "large")}
        | {"estimated": False},
        releases=[
            helm(
                "loki",
                "loki",
                "logging",
                values=[
                    put("loki", "loki.storage.s3.endpoint", "https://<s3_host>"),
                    put("loki", "singleBinary.replicas", "<replicas>"),
                    put("loki", "singleBinary.persistence.storageClass", "<storage_class>"),
                ],
            )
        ],
    ),
    component(
        "cert-manager",
        versions=version("1.21.1", cert_manager="v1.21.1"),
        provides=["certificates"],
        releases=[helm("cert-manager", "cert-manager", "cert-manager")],
    ),
    component(
        "argocd", versions=version("3.4.4", argo_cd="10.1.1"), releases=[helm("argocd", "argo-cd", "argocd", phase=10)]
    ),
    component(
        "flux",
        versions=version("2.7.0"),
        releases=[
            {
                "id": "flux",
                "how": "manifests",
                "namespace": "flux-system",
                "phase": 10,
                "manifests": {
                    "url": "https://github.com/fluxcd/flux2/releases/download/v2.7.0/install.yaml",
                    "version": "v2.7.0",
                },
            }
        ],
    ),
    component("harbor", versions=version("2.15.1", harbor="1.19.1"), releases=[helm("harbor", "harbor", "harbor")]),
    component("lens", releases=[{"id": "lens", "how": "workstation", "instructions": text("download it")}]),
    component("gateway", releases=[{"id": "platform-gateway", "how": "objects", "namespace": "gateway-system"}]),
    component("haproxy", versions=version("2.8.0")),
    component("keepalived", versions=version("2.2.7")),
    component("kube-vip", versions=version("1.2.3")),
    component("terraform", versions=version("1.15.9")),
    component("opentofu", versions=version("1.12.6")),
    component("github-actions"),
]

CHOICES: dict[str, list[dict[str, Any]]] = {
    "provisioner": [
        {"id": "kubeadm"},
        {"id": "kubespray", "components": ["kubeadm"]},
        {"id": "managed", "components": []},
    ],
    "container-runtime": [{"id": "containerd"}, {"id": "cri-o", "components": []}],
    "cni": [{"id": "cilium", "components": ["cilium", "snapshotter"]}],
    "kube-proxy": [{"id": i, "components": []} for i in ("nftables", "ipvs", "iptables", "replaced")],
    "api-load-balancer": [{"id": "haproxy"}, {"id": "none"}],
    "api-vip": [{"id": "keepalived"}, {"id": "kube-vip"}, {"id": "none"}],
    "metrics": [{"id": "prometheus"}],
    "log-store": [{"id": "loki"}, {"id": "none"}],
    "certificates": [{"id": "cert-manager"}, {"id": "none"}],
    "cd": [{"id": "argocd"}, {"id": "flux"}, {"id": "none"}],
    "registry": [{"id": "harbor"}, {"id": "external", "components": []}],
    "console": [{"id": "lens"}, {"id": "none"}],
    "entry": [{"id": "gateway"}, {"id": "none"}],
    "iac": [{"id": "terraform"}, {"id": "opentofu"}, {"id": "none"}],
    "ci": [
        {"id": "github-actions"},
        {"id": "jenkins", "components": []},
        {"id": "gitlab", "components": []},
        {"id": "none"},
    ],
    "image-build": [{"id": "docker", "components": []}, {"id": "none"}],
}

INTEGRATIONS: list[dict[str, Any]] = [
    integration(
        "cilium-no-kube-proxy",
        {"chosen": "kube-proxy=replaced"},
        sets=[
            put("cilium", "kubeProxyReplacement", "true", "nothing else routes Services", rule="cilium-no-proxy"),
            put("cilium", "k8sServiceHost", "<api_endpoint>"),
            put("cilium", "k8sServicePort", "<api_port>"),
        ],
        host_facts={"kube_proxy": "none"},
        rules=["cilium-no-proxy"],
    ),
    integration(
        "grafana-loki",
        {"all": [{"component": "prometheus"}, {"component": "loki"}]},
        sets=[
            put(
                "kube-prometheus-stack",
                "grafana.additionalDataSources[+]",
                {"name": "Loki", "type": "loki", "url": "http://loki-gateway.logging.svc.cluster.local:80"},
            )
        ],
        after=[["kube-prometheus-stack", "cert-manager"]],
        secrets=[
            {
                "name": "grafana-admin",
                "namespace": "monitoring",
                "keys": ["admin-user"],
                "text": text("login"),
                "used_by": ["kube-prometheus-stack"],
            }
        ],
    ),
    integration(
        "certificates",
        {"component": "cert-manager"},
        objects=[
            {
                "release": "cert-manager",
                "why": "one issuer for the entry",
                "object": {
                    "apiVersion": "cert-manager.io/v1",
                    "kind": "ClusterIssuer",
                    "metadata": {"name": "<cluster_issuer>"},
                    "spec": {"selfSigned": {}},
                },
            }
        ],
    ),
    integration(
        "entry",
        {"chosen": "entry=gateway"},
        objects=[
            {
                "release": "platform-gateway",
                "why": "the shared entry",
                "object": {
                    "apiVersion": "gateway.networking.k8s.io/v1",
                    "kind": "Gateway",
                    "metadata": {"name": "public", "namespace": "gateway-system"},
                    "spec": {"gatewayClassName": "eg", "listeners": [{"name": "http", "port": 80, "protocol": "HTTP"}]},
                },
            }
        ],
    ),
]

INPUTS: list[dict[str, Any]] = [
    site_input("api_endpoint", "host", "k8s-api.example.com"),
    site_input("api_port", "port", 6443, 6443),
    site_input("api_vip", "ip", "192.0.2.10"),
    site_input("pod_cidr", "cidr", "10.244.0.0/16", "10.244.0.0/16"),
    site_input("service_cidr", "cidr", "10.96.0.0/16", "10.96.0.0/16"),
    site_input("control_plane_ips", "list", ["192.0.2.11", "192.0.2.12", "192.0.2.13"]),
    site_input("load_balancer_ips", "list", ["192.0.2.8", "192.0.2.9"]),
    site_input("worker_ips", "list", ["192.0.2.21"]),
    site_input("s3_host", "host", "s3.example.com"),
    site_input("storage_class", "name", "standard", "standard"),
    site_input("replicas", "integer", 3, 3),
    site_input("cluster_issuer", "name", "platform", "platform"),
    site_input("git_repo_url", "url", "https://git.example.com/platform.git"),
    site_input("git_revision", "name", "main", "main"),
    site_input("registry_host", "host", "registry.example.com"),
]

FACTS: list[dict[str, Any]] = [
    {"id": i, "kind": "integer"} for i in ("control_planes", "workers", "clusters", "node_cpus", "node_memory_gib")
] + [
    {"id": "air_gapped", "kind": "boolean"},
    {"id": "audit_required", "kind": "boolean"},
    {"id": "kubernetes_version", "kind": "version", "example": "1.36"},
    {"id": "managed_kubernetes", "kind": "enum", "values": [{"id": i, "name": text(i)} for i in ("eks", "aks", "gke")]},
]

STACK = {
    "provisioner": "kubeadm",
    "container-runtime": "containerd",
    "cni": "cilium",
    "kube-proxy": "replaced",
    "api-load-balancer": "haproxy",
    "api-vip": "keepalived",
    "metrics": "prometheus",
    "log-store": "loki",
    "certificates": "cert-manager",
    "cd": "argocd",
    "registry": "external",
    "console": "lens",
    "entry": "gateway",
    "iac": "none",
    "ci": "none",
    "image-build": "none",
}


def catalog(**parts: Any) -> Catalog:
    """The small catalogue; `parts` replace its lists."""
    about = {"name": text("name"), "question": text("which?"), "why": text("why")}
    option = {"name": text("option"), "summary": text("summary")}
    base: dict[str, Any] = {
        "edition": {"id": "test", "as_of": DAY, "title": text("test"), "kubernetes": []},
        "criteria": [], "groups": [], "fact_groups": [], "capabilities": [], "rules": [], "policies": [],
        "licences": [],
        "facts": [{**about, "group": "site", **f} for f in FACTS],
        "decisions": [
            {**about, "id": d, "group": "all", "options": [{**option, **o} for o in options]}
            for d, options in CHOICES.items()
        ],
        "components": COMPONENTS, "integrations": INTEGRATIONS, "inputs": INPUTS,
    }  # fmt: skip
    return Catalog.model_validate({**base, **parts})


def assess(cat: Catalog, stack: dict[str, str]) -> Assessment:
    """An assessment with that stack, as the solver would hand it over."""
    decisions = [
        {"id": d.id, "group": d.group, "choice": stack.get(d.id, d.options[-1].id), "standing": "suggested",
         "options": [{"id": o.id, "standing": "possible"} for o in d.options]}
        for d in cat.decisions
    ]  # fmt: skip
    pins = [
        {"component": c.id, "version": c.versions[0].version, "charts": c.versions[0].charts, "seen": DAY,
         "documented": True}
        for c in cat.components if c.versions
    ]  # fmt: skip
    return Assessment.model_validate(
        {"edition": "test", "session": "small", "status": "open", "decisions": decisions, "stack": stack, "pins": pins}
    )


def session(**parts: Any) -> Session:
    profile = {"control_planes": 3, "workers": 2, "kubernetes_version": "1.36"} | parts.pop("profile", {})
    return Session.model_validate({"name": "small-1", "profile": profile, **parts})


def plan(
    changed: dict[str, str] | None = None,
    *,
    state: Session | None = None,
    cat: Catalog | None = None,
    charts: ChartStore | None = None,
) -> Plan:
    """A plan of the small catalogue; `changed` replaces choices of the usual stack."""
    known = cat or catalog()
    stack = {**STACK, **(changed or {})}
    store = charts or load_chart_facts()
    return build_plan(known, state or session(), assess(known, stack), tool_version="0", charts=store)


def bundle(changed: dict[str, str] | None = None, *, state: Session | None = None, formats: tuple[str, ...] = (),
           cat: Catalog | None = None) -> dict[str, bytes]:  # fmt: skip
    """The rendered bundle of the small catalogue."""
    from advisor.export.bundle import render_bundle  # noqa: PLC0415 - plan tests do not need the renderers

    known = cat or catalog()
    said = state or session()
    assessment = assess(known, {**STACK, **(changed or {})})
    made = build_plan(known, said, assessment, tool_version="0")
    return render_bundle(made, known, assessment, said, formats=formats)
