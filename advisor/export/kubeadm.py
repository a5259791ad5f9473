"""`cluster/kubeadm-*.yaml` (v1beta4) and the files the API server reads from /etc/kubernetes/conf."""

from __future__ import annotations

from typing import Any

from advisor.export.runtime import socket
from advisor.export.text import to_bytes
from advisor.export.yaml_emit import Comments, emit, emit_all
from advisor.model.plan import Node, Plan
from advisor.model.session import Session

API = "kubeadm.k8s.io/v1beta4"
CONF = "/etc/kubernetes/conf"
AUDIT_LOG = "/var/log/kubernetes/audit"

Made = dict[str, Any]


def files(plan: Plan, session: Session) -> dict[str, bytes]:
    """Init for the first control-plane node, join files for all others, and what the API server reads."""
    first, *others = [n for n in plan.cluster.nodes if n.role == "control-plane"]
    workers = [n for n in plan.cluster.nodes if n.role == "worker"]
    made = {"cluster/kubeadm-init.yaml": _init(plan, session, first)}
    for node in others:
        made[f"cluster/kubeadm-join-{node.name}.yaml.example"] = _join(plan, node, is_control_plane=True)
    for node in workers:
        made[f"cluster/kubeadm-join-{node.name}.yaml.example"] = _join(plan, node, is_control_plane=False)
    made["cluster/conf/authentication.yaml"] = to_bytes(
        emit(_authentication(plan), header=_authentication_header(plan))
    )
    made["cluster/conf/encryption.yaml.example"] = to_bytes(emit(_ENCRYPTION, header=_ENCRYPTION_HEADER))
    if is_audited(session):
        made["cluster/conf/audit-policy.yaml"] = to_bytes(emit(_AUDIT, header=_AUDIT_HEADER))
    return made


def is_audited(session: Session) -> bool:
    """Whether the API server writes an audit log: where the profile asks for it, and where it does not say no."""
    return session.profile.get("audit_required") is not False


def issuer(plan: Plan) -> str | None:
    """Address of the identity provider the API server trusts, if the stack has one."""
    stated = plan.cluster.host_facts.get("oidc_issuer") or plan.cluster.host_facts.get("oidc_issuer_url")
    return str(stated) if stated else None


def _init(plan: Plan, session: Session, node: Node) -> bytes:
    documents: list[tuple[object, Comments | None]] = [
        (_init_configuration(plan, node), None),
        (_cluster_configuration(plan, session), _CLUSTER_REMARKS),
    ]
    if plan.cluster.kube_proxy != "none":
        documents.append((_kube_proxy(plan), None))
    documents.append((_kubelet(plan), _KUBELET_REMARKS))
    header = (
        f"On {node.name} only: kubeadm config validate --config kubeadm-init.yaml, then\n"
        "kubeadm init --config kubeadm-init.yaml --upload-certs\n"
        f"The files of cluster/conf must lie in {CONF} of every control-plane node first (root, 0600)."
    )
    return to_bytes(emit_all(documents, header=header))


def _init_configuration(plan: Plan, node: Node) -> Made:
    return {
        "apiVersion": API,
        "kind": "InitConfiguration",
        "localAPIEndpoint": {"advertiseAddress": node.ip, "bindPort": 6443},
        "nodeRegistration": _registration(plan, node),
        "timeouts": {"kubernetesAPICall": "3m0s"},
    }


def _registration(plan: Plan, node: Node) -> Made:
    return {
        "name": node.name,
        "criSocket": socket(plan),
        "kubeletExtraArgs": [{"name": "node-ip", "value": node.ip}],
    }


_CLUSTER_REMARKS: Comments = {
    ("controlPlaneEndpoint",): "clients and nodes use this; it cannot change later without new certificates",
    ("proxy",): "true where the network replaces kube-proxy; survives upgrades, unlike skipPhases",
    ("controllerManager",): "metrics are reachable from outside the node: filter 10257 and 10259 to the monitoring",
}


def full_version(version: str) -> str:
    """A patch version; a bare minor becomes its stable channel, which kubeadm resolves with internet access."""
    return f"v{version}" if version.count(".") == 2 else f"stable-{version}"


def _cluster_configuration(plan: Plan, session: Session) -> Made:
    cluster = plan.cluster
    bind = [{"name": "bind-address", "value": "0.0.0.0"}, {"name": "profiling", "value": "false"}]  # noqa: S104 - see remark
    scraped = bool(cluster.host_facts.get("scrape_control_plane", True))
    metrics = "http://0.0.0.0:2381" if scraped else "http://127.0.0.1:2381"
    names = dict.fromkeys((cluster.endpoint.host, *(v for v in [_vip(plan)] if v)))
    return {
        "apiVersion": API,
        "kind": "ClusterConfiguration",
        "clusterName": cluster.name,
        "kubernetesVersion": full_version(cluster.kubernetes),
        "controlPlaneEndpoint": f"{cluster.endpoint.host}:{cluster.endpoint.port}",
        "imageRepository": "registry.k8s.io",
        "encryptionAlgorithm": "RSA-3072",
        "networking": {
            "podSubnet": cluster.pod_cidr,
            "serviceSubnet": cluster.service_cidr,
            "dnsDomain": "cluster.local",
        },
        "proxy": {"disabled": cluster.kube_proxy == "none"},
        "etcd": {
            "local": {
                "dataDir": "/var/lib/etcd",
                "extraArgs": [
                    {"name": "quota-backend-bytes", "value": "8589934592"},
                    {"name": "auto-compaction-retention", "value": "1h"},
                    {"name": "listen-metrics-urls", "value": metrics},
                ],
            }
        },
        "apiServer": _api_server(session, list(names)),
        "controllerManager": {"extraArgs": bind if scraped else bind[1:]},
        "scheduler": {"extraArgs": bind if scraped else bind[1:]},
    }


def _vip(plan: Plan) -> str | None:
    return next((str(i.value) for i in plan.inputs if i.id == "api_vip"), None)


def _api_server(session: Session, names: list[str]) -> Made:
    arguments = [
        ("authentication-config", f"{CONF}/authentication.yaml"),
        ("encryption-provider-config", f"{CONF}/encryption.yaml"),
        ("profiling", "false"),
    ]
    conf = {"name": "conf", "hostPath": CONF, "mountPath": CONF, "readOnly": True, "pathType": "Directory"}
    volumes = [conf]
    if is_audited(session):
        arguments += [
            ("audit-policy-file", f"{CONF}/audit-policy.yaml"),
            ("audit-log-path", f"{AUDIT_LOG}/audit.log"),
            ("audit-log-maxage", "30"),
            ("audit-log-maxbackup", "10"),
            ("audit-log-maxsize", "100"),
        ]
        log = {"hostPath": AUDIT_LOG, "mountPath": AUDIT_LOG, "readOnly": False, "pathType": "DirectoryOrCreate"}
        volumes.append({"name": "audit", **log})
    return {
        "certSANs": names,
        "extraArgs": [{"name": name, "value": value} for name, value in arguments],
        "extraVolumes": volumes,
    }


def _kube_proxy(plan: Plan) -> Made:
    made: Made = {
        "apiVersion": "kubeproxy.config.k8s.io/v1alpha1",
        "kind": "KubeProxyConfiguration",
        "mode": plan.cluster.kube_proxy,
        "clusterCIDR": plan.cluster.pod_cidr,
        "metricsBindAddress": "0.0.0.0:10249",
    }
    if plan.cluster.kube_proxy == "ipvs":
        made["ipvs"] = {"strictARP": True}  # layer 2 announcements need it
    return made


_KUBELET_REMARKS: Comments = {
    ("cgroupDriver",): "must agree with the runtime",
    ("failCgroupV1",): "the hosts still run cgroup v1; move them to v2 and take this out",
    ("serverTLSBootstrap",): "true needs somebody who approves the signing requests, else logs and metrics fail",
}


def _kubelet(plan: Plan) -> Made:
    tolerated = {"failCgroupV1": False} if plan.cluster.host_facts.get("fail_cgroup_v1") is False else {}
    return {
        "apiVersion": "kubelet.config.k8s.io/v1beta1",
        "kind": "KubeletConfiguration",
        "cgroupDriver": "systemd",
        "serverTLSBootstrap": False,
        "shutdownGracePeriod": "60s",
        "shutdownGracePeriodCriticalPods": "20s",
        "containerLogMaxSize": "20Mi",
        "systemReserved": {"cpu": "200m", "memory": "500Mi", "ephemeral-storage": "2Gi"},
        **tolerated,
    }


def _join(plan: Plan, node: Node, *, is_control_plane: bool) -> bytes:
    zeros = "0" * 64
    made: Made = {
        "apiVersion": API,
        "kind": "JoinConfiguration",
        "discovery": {
            "bootstrapToken": {
                "apiServerEndpoint": f"{plan.cluster.endpoint.host}:{plan.cluster.endpoint.port}",
                "token": "abcdef.0123456789abcdef",
                "caCertHashes": [f"sha256:{zeros}"],
            }
        },
    }
    if is_control_plane:
        made["controlPlane"] = {
            "localAPIEndpoint": {"advertiseAddress": node.ip, "bindPort": 6443},
            "certificateKey": zeros,
        }
    made["nodeRegistration"] = _registration(plan, node)
    header = "Copy without .example and fill in token, hash and key from: kubeadm token create --print-join-command"
    return to_bytes(emit(made, header=header))


_AUTHENTICATION_HEADER = (
    f"{CONF}/authentication.yaml on every control-plane node. No --oidc-* and no --anonymous-auth flag beside it.\n"
    "Health paths stay open for the load balancer, cluster-info for joins; everything else needs an identity."
)
_PRIVATE_CA = (
    "\nIf a private CA signed the certificate of the issuer, add it as jwt[0].issuer.certificateAuthority (PEM) once\n"
    "it exists; the API server reads this file again by itself and does not wait for the issuer to start."
)


def _authentication_header(plan: Plan) -> str:
    is_private = issuer(plan) and not plan.cluster.host_facts.get("oidc_ca")
    return _AUTHENTICATION_HEADER + (_PRIVATE_CA if is_private else "")


def _authentication(plan: Plan) -> Made:
    cluster_info = "/api/v1/namespaces/kube-public/configmaps/cluster-info"
    made: Made = {
        "apiVersion": "apiserver.config.k8s.io/v1",
        "kind": "AuthenticationConfiguration",
        "anonymous": {
            "enabled": True,
            "conditions": [{"path": p} for p in ("/livez", "/readyz", "/healthz", cluster_info)],
        },
    }
    url = issuer(plan)
    if url:
        facts = plan.cluster.host_facts
        trusted: Made = {"url": url, "audiences": [str(facts.get("oidc_client_id", "kubernetes"))]}
        if facts.get("oidc_ca"):
            trusted["certificateAuthority"] = str(facts["oidc_ca"])
        made["jwt"] = [
            {
                "issuer": trusted,
                "claimMappings": {
                    "username": {"claim": "preferred_username", "prefix": "oidc:"},
                    "groups": {"claim": "groups", "prefix": "oidc:"},
                },
                "userValidationRules": [
                    {"expression": "!user.username.startsWith('system:')", "message": "reserved name"}
                ],
            }
        ]
    return made


_ENCRYPTION_HEADER = (
    f"{CONF}/encryption.yaml on every control-plane node, the same key on all.\n"
    "The key is a secret: head -c 32 /dev/urandom | base64, made on the first node, never kept in this bundle."
)
_ENCRYPTION: Made = {
    "apiVersion": "apiserver.config.k8s.io/v1",
    "kind": "EncryptionConfiguration",
    "resources": [
        {
            "resources": ["secrets"],
            "providers": [
                {"secretbox": {"keys": [{"name": "key1", "secret": "REPLACE-WITH-BASE64-OF-32-BYTES"}]}},
                {"identity": {}},
            ],
        }
    ],
}

_AUDIT_HEADER = f"{CONF}/audit-policy.yaml on every control-plane node. Bodies of Secrets are never written."
_AUDIT: Made = {
    "apiVersion": "audit.k8s.io/v1",
    "kind": "Policy",
    "omitStages": ["RequestReceived"],
    "rules": [
        {"level": "None", "nonResourceURLs": ["/healthz*", "/livez*", "/readyz*", "/version", "/openapi*"]},
        {"level": "None", "users": ["system:kube-proxy"], "verbs": ["watch"]},
        {
            "level": "None",
            "userGroups": ["system:nodes"],
            "verbs": ["get"],
            "resources": [{"group": "", "resources": ["nodes", "nodes/status"]}],
        },
        {
            "level": "None",
            "resources": [
                {"group": "", "resources": ["events"]},
                {"group": "events.k8s.io", "resources": ["events"]},
                {"group": "coordination.k8s.io", "resources": ["leases"]},
            ],
        },
        {
            "level": "Metadata",
            "resources": [
                {"group": "", "resources": ["secrets", "configmaps", "serviceaccounts/token"]},
                {"group": "authentication.k8s.io", "resources": ["tokenreviews"]},
            ],
        },
        {
            "level": "Request",
            "verbs": ["get", "list", "watch"],
            "resources": [{"group": "rbac.authorization.k8s.io"}],
        },
        {
            "level": "RequestResponse",
            "verbs": ["create", "update", "patch", "delete", "deletecollection"],
            "resources": [{"group": "rbac.authorization.k8s.io"}],
        },
        {"level": "Metadata"},
    ],
}
