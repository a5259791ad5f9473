"""Pods in rendered objects: where they are, what they pull, and the Pod Security level that admits them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import chain
from typing import Any

from advisor.harvest.helm import Object
from advisor.plan.namespaces import Level

Spec = Mapping[str, Any]

CONTAINERS = ("containers", "initContainers", "ephemeralContainers")
_ALLOWED = frozenset({
    "AUDIT_WRITE", "CHOWN", "DAC_OVERRIDE", "FOWNER", "FSETID", "KILL", "MKNOD", "NET_BIND_SERVICE", "SETFCAP",
    "SETGID", "SETPCAP", "SETUID", "SYS_CHROOT",
})  # fmt: skip
_SAFE_SYSCTLS = frozenset({
    "kernel.shm_rmid_forced", "net.ipv4.ip_local_port_range", "net.ipv4.ip_unprivileged_port_start",
    "net.ipv4.tcp_syncookies", "net.ipv4.ping_group_range", "net.ipv4.ip_local_reserved_ports",
    "net.ipv4.tcp_keepalive_time", "net.ipv4.tcp_fin_timeout", "net.ipv4.tcp_keepalive_intvl",
    "net.ipv4.tcp_keepalive_probes", "net.ipv4.tcp_rmem", "net.ipv4.tcp_wmem",
})  # fmt: skip
_SELINUX = frozenset({"", "container_t", "container_init_t", "container_kvm_t", "container_engine_t"})
_VOLUMES = frozenset({
    "configMap", "csi", "downwardAPI", "emptyDir", "ephemeral", "persistentVolumeClaim", "projected", "secret", "image",
})  # fmt: skip
_CONFINED = ("RuntimeDefault", "Localhost")
_PROBES = ("livenessProbe", "readinessProbe", "startupProbe")


@dataclass(frozen=True)
class Pod:
    """The pod an object makes. `node` says whether there is one on every node, `hook` whether Helm runs it once."""

    owner: str
    spec: Spec
    annotations: Mapping[str, Any]
    replicas: int = 1
    node: bool = False
    hook: str | None = None

    def containers(self, kinds: Iterable[str] = CONTAINERS) -> Iterator[Spec]:
        """Its containers of the given kinds."""
        for kind in kinds:
            yield from self.spec.get(kind) or ()


def pods_of(obj: Object) -> Iterator[Pod]:
    """The pods of an object: of a workload, or of a custom resource that carries a template of pods."""
    kind, spec, meta = obj.get("kind"), obj.get("spec") or {}, obj.get("metadata") or {}
    hook = (meta.get("annotations") or {}).get("helm.sh/hook")
    if kind == "Pod":
        template, replicas = {"spec": spec, "metadata": meta}, 1
    elif kind == "CronJob":
        template, replicas = spec["jobTemplate"]["spec"]["template"], 0
    elif _is_template(spec.get("template")):
        template = spec["template"]
        replicas = 0 if kind == "Job" else 1 if spec.get("replicas") is None else int(spec["replicas"])
    else:
        return
    yield Pod(
        f"{kind}/{meta.get('name')}",
        template.get("spec") or {},
        (template.get("metadata") or {}).get("annotations") or {},
        replicas,
        kind == "DaemonSet",
        hook,
    )


def _is_template(value: Any) -> bool:  # noqa: ANN401 - any YAML value
    return isinstance(value, Mapping) and isinstance((value.get("spec") or {}).get("containers"), list)


def level_of_pod(pod: Pod) -> tuple[Level, str]:
    """The strictest level of Kubernetes 1.36 that admits `pod`, and the first thing the next stricter one refuses."""
    why = next(_beyond_baseline(pod), None)
    if why:
        return "privileged", why
    why = next(_beyond_restricted(pod), None)
    return ("baseline", why) if why else ("restricted", "")


def _beyond_baseline(pod: Pod) -> Iterator[str]:
    spec = pod.spec
    yield from (f"{k} is true" for k in ("hostNetwork", "hostPID", "hostIPC") if spec.get(k))
    yield from (f"volume {v.get('name')} is a hostPath" for v in spec.get("volumes") or () if "hostPath" in v)
    yield from _loose_context("pod", spec.get("securityContext") or {})
    for sysctl in (spec.get("securityContext") or {}).get("sysctls") or ():
        if sysctl.get("name") not in _SAFE_SYSCTLS:
            yield f"sysctl {sysctl.get('name')}"
    for key, value in pod.annotations.items():
        if str(key).startswith("container.apparmor.security.beta.kubernetes.io/") and value == "unconfined":
            yield "AppArmor is unconfined"
    for container in pod.containers():
        yield from _beyond_baseline_container(container)


def _beyond_baseline_container(container: Spec) -> Iterator[str]:
    name, context = container.get("name"), container.get("securityContext") or {}
    if context.get("privileged"):
        yield f"{name} is privileged"
    added = set((context.get("capabilities") or {}).get("add") or ())
    yield from (f"{name} adds {c}" for c in sorted(added - _ALLOWED))
    yield from (f"{name} takes host port {p['hostPort']}" for p in container.get("ports") or () if p.get("hostPort"))
    if context.get("procMount") not in (None, "", "Default"):
        yield f"{name} asks for procMount {context['procMount']}"
    yield from _loose_context(str(name), context)
    for probe in _PROBES:
        for how in ("httpGet", "tcpSocket"):
            if ((container.get(probe) or {}).get(how) or {}).get("host"):
                yield f"{name} probes another host"


def _loose_context(name: str, context: Spec) -> Iterator[str]:
    if (context.get("windowsOptions") or {}).get("hostProcess"):
        yield f"{name} is a host process"
    for part in ("seccompProfile", "appArmorProfile"):
        if (context.get(part) or {}).get("type") == "Unconfined":
            yield f"{name}: {part} is Unconfined"
    linux = context.get("seLinuxOptions") or {}
    if linux.get("type", "") not in _SELINUX or linux.get("user") or linux.get("role"):
        yield f"{name} sets SELinux options"


def _beyond_restricted(pod: Pod) -> Iterator[str]:
    spec, own = pod.spec, pod.spec.get("securityContext") or {}
    for volume in spec.get("volumes") or ():
        if not _VOLUMES & set(volume) and set(volume) - {"name"}:
            yield f"volume {volume.get('name')} is of another kind"
    if own.get("runAsUser") == 0:
        yield "runs as root"
    confined = (own.get("seccompProfile") or {}).get("type") in _CONFINED
    for container in pod.containers():
        name, context = container.get("name"), container.get("securityContext") or {}
        if context.get("allowPrivilegeEscalation") is not False:
            yield f"{name} lacks allowPrivilegeEscalation: false"
        if not context.get("runAsNonRoot", own.get("runAsNonRoot")):
            yield f"{name} lacks runAsNonRoot"
        if context.get("runAsUser") == 0:
            yield f"{name} runs as root"
        if (context.get("seccompProfile") or {}).get("type") not in _CONFINED and not (
            confined and not context.get("seccompProfile")
        ):
            yield f"{name} lacks a seccompProfile"
        capabilities = context.get("capabilities") or {}
        if "ALL" not in (capabilities.get("drop") or ()):
            yield f"{name} does not drop ALL"
        if set(capabilities.get("add") or ()) - {"NET_BIND_SERVICE"}:
            yield f"{name} adds capabilities"


_IMAGE = re.compile(
    r"(?<![\w./@:-])(?!(?:[a-z-]+\.)*kubernetes\.io/)((?:[a-z0-9-]+\.)+[a-z]{2,}(?::\d+)?(?:/[a-z0-9][a-z0-9._-]*)+:[\w][\w.-]{0,127}(?:@sha256:[0-9a-f]{64})?)"
    r"(?![\w/])"
)
"""An image in running text: only names with a host, a path and a tag are told apart from other words and labels."""
_IMAGE_LINE = re.compile(
    r"""^[ \t-]*"?image"?:[ \t]*(["']?)([a-z0-9][a-z0-9._/-]*:[\w][\w.-]{0,127}(?:@sha256:[0-9a-f]{64})?)\1,?[ \t]*$""",
    re.MULTILINE,
)
"""A line of YAML or JSON that names an image, in configuration that a program makes pods of."""
_INJECTED = "auto"
"""What Istio's charts write where its injector puts the image of the proxy."""


@dataclass(frozen=True)
class Pull:
    """An image and where it was seen."""

    ref: str
    where: str
    place: str = ""
    """Object and container, to find the same one in another render."""


_EXAMPLE = ".example"
"""End of the names of files that lie in a configuration for people to copy; no program reads them."""


def images_in(obj: Object) -> Iterator[Pull]:
    """Images of an object: of containers, in arguments and environment, configuration, fields of custom resources."""
    for pod in pods_of(obj):
        for kind, where in zip(CONTAINERS, ("container", "init", "container"), strict=True):
            for container in pod.containers((kind,)):
                if container.get("image") not in (None, "", _INJECTED):
                    yield Pull(str(container["image"]).strip(), where, f"{pod.owner} {container.get('name')}")
                yield from _in_text((container.get("args"), container.get("command")), "argument")
                yield from _in_text([e.get("value") for e in container.get("env") or ()], "env")
        return
    kind = str(obj.get("kind"))
    if kind in ("ConfigMap", "Secret"):
        name = f"{kind}/{(obj.get('metadata') or {}).get('name')}"
        for key, value in (obj.get("data") or {}).items():
            for number, pull in enumerate(() if str(key).endswith(_EXAMPLE) else _in_text(value, "configmap")):
                yield Pull(pull.ref, pull.where, f"{name} {key} {number}")
    elif kind != "CustomResourceDefinition" and "." in str(obj.get("apiVersion")).partition("/")[0]:
        yield from _in_fields(obj.get("spec"), f"custom resource {kind}")


def _in_text(value: Any, where: str) -> Iterator[Pull]:  # noqa: ANN401 - any YAML value
    for text in _texts(value):
        lines = () if "{{" in text else _IMAGE_LINE.finditer(text)  # of a template nobody knows which lines will come
        refs = (m[1] for m in _IMAGE.finditer(text)), (m[2] for m in lines)
        yield from (Pull(ref, where) for ref in dict.fromkeys(chain.from_iterable(refs)))


def _in_fields(value: Any, where: str) -> Iterator[Pull]:  # noqa: ANN401 - any YAML value
    if isinstance(value, Mapping):
        for key, below in value.items():
            if key == "image" and isinstance(below, str) and ":" in below:
                yield Pull(below, where)
            else:
                yield from _in_fields(below, where)
    elif isinstance(value, list):
        for below in value:
            yield from _in_fields(below, where)
    elif isinstance(value, str):
        yield from _in_text(value, where)


def _texts(value: Any) -> Iterator[str]:  # noqa: ANN401 - any YAML value
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        for below in value.values():
            yield from _texts(below)
    elif isinstance(value, list | tuple):
        for below in value:
            yield from _texts(below)


def is_moving(ref: str) -> bool:
    """Whether an image names neither a digest nor a version: its content may change under the same name."""
    name, _, digest = ref.partition("@")
    tag = name.rpartition("/")[2].partition(":")[2]
    return not digest and tag in ("", "latest", "main", "master", "stable", "edge", "nightly")
