"""Configuration of the container runtime: containerd or CRI-O, with the site's registry in front where air-gapped."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from advisor.export.document import images_of
from advisor.export.text import to_bytes
from advisor.model.plan import Plan

PAUSE = "registry.k8s.io/pause:3.10.2"
"""The pause image kubeadm 1.36 lists."""
OWN_REGISTRY = "registry_host"
"""The input that names a registry the site runs already."""
SOCKETS = {"containerd": "unix:///run/containerd/containerd.sock", "cri-o": "unix:///var/run/crio/crio.sock"}
UPSTREAM = ("registry.k8s.io", "docker.io", "quay.io", "ghcr.io")
"""Registries mirrored in any case: kubeadm and most charts pull from them."""


@dataclass(frozen=True)
class Mirror:
    """An upstream registry and the place in the site's registry that stands in for it."""

    upstream: str
    host: str

    @property
    def project(self) -> str:
        """Project of the site's registry: the upstream name with dashes."""
        return self.upstream.replace(".", "-").replace(":", "-")


def mirrors(plan: Plan) -> Iterator[Mirror]:
    """One mirror per registry any image of the plan comes from; none on a site with internet."""
    host = host_of(plan)
    if not plan.cluster.air_gapped or host is None:
        return
    found = {registry_of(image.ref) for image in images_of(plan).values()}
    for upstream in sorted({*UPSTREAM, *found} - own_registries(plan)):
        yield Mirror(upstream, host)


def host_of(plan: Plan) -> str | None:
    """The site's registry as host or host:port, if it has one."""
    return plan.chart_registry.removeprefix("oci://").partition("/")[0] if plan.chart_registry else None


def own_registries(plan: Plan) -> set[str]:
    """Registries of the site itself: what they hold was put there before, and is not carried in by this bundle."""
    named = {str(i.value) for i in plan.inputs if i.id == OWN_REGISTRY}
    return named | ({host} if (host := host_of(plan)) else set())


def registry_of(reference: str) -> str:
    """The registry of an image reference; without a host it is Docker Hub."""
    head, slash, _ = reference.partition("/")
    has_host = slash and ("." in head or ":" in head or head == "localhost")
    return "docker.io" if not has_host or head.endswith(".docker.io") else head


def socket(plan: Plan) -> str:
    """Address of the runtime's socket."""
    return SOCKETS.get(plan.cluster.runtime, SOCKETS["containerd"])


def files(plan: Plan) -> dict[str, bytes]:
    """Configuration files of the chosen runtime."""
    return _crio(plan) if plan.cluster.runtime == "cri-o" else _containerd(plan)


def _containerd(plan: Plan) -> dict[str, bytes]:
    config = f"""# /etc/containerd/config.toml on every node, containerd 2.3 or newer. Check: containerd config dump
version = 3

[plugins.'io.containerd.cri.v1.runtime'.containerd.runtimes.runc]
  runtime_type = 'io.containerd.runc.v2'

# the kubelet uses the systemd driver too (cgroupDriver)
[plugins.'io.containerd.cri.v1.runtime'.containerd.runtimes.runc.options]
  SystemdCgroup = true

[plugins.'io.containerd.cri.v1.images'.pinned_images]
  sandbox = '{PAUSE}'

[plugins.'io.containerd.cri.v1.images'.registry]
  config_path = '/etc/containerd/certs.d'
"""
    made = {"cluster/containerd-config.toml": to_bytes(config)}
    for mirror in mirrors(plan):
        # override_path must stand at the top, beside server: else the path becomes /v2/<project>/v2
        hosts = f"""# /etc/containerd/certs.d/{mirror.upstream}/hosts.toml; no way out to the internet
server = "https://{mirror.host}/v2/{mirror.project}"
override_path = true
capabilities = ["pull", "resolve"]
ca = "/etc/containerd/certs.d/registry-ca.crt"
"""
        made[f"cluster/certs.d/{mirror.upstream}/hosts.toml"] = to_bytes(hosts)
    return made


def _crio(plan: Plan) -> dict[str, bytes]:
    config = f"""# /etc/crio/crio.conf.d/10-platform.conf on every node; the minor of CRI-O is that of Kubernetes
[crio.image]
pause_image = "{PAUSE}"
pinned_images = ["{PAUSE}"]
"""
    made = {"cluster/crio/10-platform.conf": to_bytes(config)}
    blocks = "\n".join(
        f'[[registry]]\nprefix = "{m.upstream}"\nlocation = "{m.host}/{m.project}"\n' for m in mirrors(plan)
    )
    if blocks:
        header = "# /etc/containers/registries.conf.d/10-mirror.conf on every node; location leaves no way out\n"
        made["cluster/crio/registries.conf"] = to_bytes(header + blocks)
    return made
