"""`optional/terraform/`: the releases for Terraform or OpenTofu, and the managed cluster they run on."""

from __future__ import annotations

import re

from advisor.export import managed
from advisor.export.charts import is_oci, source
from advisor.export.hcl import Block, Raw, Value, write
from advisor.export.objects import after, after_path, before, before_path, manifests_folder
from advisor.export.text import to_bytes
from advisor.model.assessment import Assessment
from advisor.model.base import Language
from advisor.model.catalog import Catalog
from advisor.model.plan import Plan, Release
from advisor.model.session import Session

FOLDER = "optional/terraform/platform"
ROOT = "${path.module}/../../.."
REQUIRED = ">= 1.10.0"
HELM_PROVIDER = "~> 3.1.2"


def render(plan: Plan, catalog: Catalog, assessment: Assessment, session: Session, lang: Language) -> dict[str, bytes]:
    """The platform module; for OpenTofu also encrypted state, which Terraform does not know."""
    tool = "tofu" if _taken(plan, "iac") == "opentofu" else "terraform"
    files = {
        f"{FOLDER}/main.tf": to_bytes(write(_platform(plan), header=_header(tool))),
        f"{FOLDER}/variables.tf": to_bytes(write(_variables(plan))),
        **managed.render(plan, session),
    }
    if tool == "tofu":
        files[f"{FOLDER}/state.tofu"] = to_bytes(write([_encryption()], header=_STATE))
        files[f"{FOLDER}/state_variables.tofu"] = to_bytes(write([_passphrase()]))
    return files


_STATE = "State holds secrets. OpenTofu encrypts it here; never rename the provider or the method afterwards."


def _header(tool: str) -> str:
    return (
        f"Another way to install the same releases: {tool} init, {tool} plan, {tool} apply.\n"
        "Use it instead of scripts/10 and 20, never beside them or beside a delivery tool for the same releases.\n"
        "Only helm_release and kubectl: kubernetes_manifest needs a cluster and its CRDs while it plans."
    )


def _taken(plan: Plan, decision: str) -> str | None:
    return next((d.choice for d in plan.decisions if d.id == decision), None)


def resource_name(release: str) -> str:
    """A release id as the name of a resource."""
    return re.sub(r"[^a-z0-9_]", "_", release.lower())


def _platform(plan: Plan) -> list[Block]:
    required: Value = {"helm": {"source": "hashicorp/helm", "version": HELM_PROVIDER}}
    terraform = Block("terraform", (), {"required_version": REQUIRED})
    terraform.blocks.append(Block("required_providers", (), dict(required) if isinstance(required, dict) else {}))
    provider = Block(
        "provider",
        ("helm",),
        {"kubernetes": {"config_path": Raw("var.kubeconfig"), "config_context": Raw("var.context")}},
    )
    namespaces = _kubectl("namespaces", [f"-k {ROOT}/platform"], ())
    return [terraform, provider, namespaces, *(b for r in plan.releases for b in _release(plan, r))]


def _release(plan: Plan, release: Release) -> list[Block]:
    """Objects before, the release, objects after; each waits for the one before it and for the needs."""
    name = resource_name(release.id)
    waits = [_last_address(plan, need) for need in release.needs] or ["terraform_data.namespaces"]
    blocks: list[Block] = []
    if before(release):
        blocks.append(_kubectl(f"{name}_before", [f"-f {ROOT}/{before_path(release)}"], waits))
        waits = [f"terraform_data.{name}_before"]
    if release.chart:
        blocks.append(_helm(plan, release, waits))
        waits = [f"helm_release.{name}"]
    if release.manifests:
        blocks.append(_kubectl(name, [f"-k {ROOT}/{manifests_folder(release)}"], waits))
        waits = [f"terraform_data.{name}"]
    if after(release):
        blocks.append(_kubectl(f"{name}_objects", [f"-f {ROOT}/{after_path(release)}"], waits))
    return blocks


def _last_address(plan: Plan, release_id: str) -> str:
    """The resource that stands for a finished release."""
    release = next(r for r in plan.releases if r.id == release_id)
    name = resource_name(release_id)
    if after(release):
        return f"terraform_data.{name}_objects"
    return f"helm_release.{name}" if release.chart else f"terraform_data.{name}"


def _helm(plan: Plan, release: Release, waits: list[str]) -> Block:
    chart = release.chart
    assert chart is not None
    where: dict[str, Value] = (
        {"chart": source(plan, release)}
        if is_oci(plan, release)
        else {"repository": source(plan, release), "chart": chart.name}
    )
    return Block(
        "resource",
        ("helm_release", resource_name(release.id)),
        {
            "name": release.id,
            "namespace": release.namespace,
            "create_namespace": False,
            **where,
            "version": chart.version,
            "values": [Raw(f'file("{ROOT}/{release.values}")')],
            "wait": True,
            "timeout": seconds(release.timeout),
            "max_history": 5,
            "depends_on": [Raw(w) for w in waits],
        },
    )


def seconds(duration: str) -> int:
    """A Go duration such as `10m` or `1h30m` in seconds."""
    units = {"h": 3600, "m": 60, "s": 1}
    return sum(int(n) * units[u] for n, u in re.findall(r"(\d+)([hms])", duration))


def _kubectl(name: str, targets: list[str], waits: list[str] | tuple[str, ...]) -> Block:
    """Objects by kubectl, applied again when the file changes."""
    target = targets[0]
    flag, _, path = target.partition(" ")
    watched = f"{path}/kustomization.yaml" if flag == "-k" else path
    attributes: dict[str, Value] = {"triggers_replace": [Raw(f'filesha256("{watched}")')]}
    if waits:
        attributes["depends_on"] = [Raw(w) for w in waits]
    command = f'"kubectl --kubeconfig=${{var.kubeconfig}} --context=${{var.context}} apply --server-side {target}"'
    run = Block("provisioner", ("local-exec",), {"command": Raw(command)})
    return Block("resource", ("terraform_data", name), attributes, [run])


def _variables(plan: Plan) -> list[Block]:
    texts = {"kubeconfig": "Path of the kubeconfig file", "context": f"Context of the cluster {plan.cluster.name}"}
    return [Block("variable", (name,), {"type": Raw("string"), "description": text}) for name, text in texts.items()]


def _encryption() -> Block:
    key = Block("key_provider", ("pbkdf2", "platform"), {"passphrase": Raw("var.state_passphrase")})
    method = Block("method", ("aes_gcm", "platform"), {"keys": Raw("key_provider.pbkdf2.platform")})
    uses: dict[str, Value] = {"method": Raw("method.aes_gcm.platform"), "enforced": True}
    parts = [key, method, Block("state", (), dict(uses)), Block("plan", (), dict(uses))]
    return Block("terraform", (), {}, [Block("encryption", (), {}, parts)])


def _passphrase() -> Block:
    text = "At least 16 characters, from the environment (TF_VAR_state_passphrase), never in a file"
    return Block(
        "variable",
        ("state_passphrase",),
        {"type": Raw("string"), "description": text, "sensitive": True},
    )
