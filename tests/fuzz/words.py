"""The dictionary: keys and values that the readers know, and texts that have broken readers elsewhere."""

from __future__ import annotations

import typing
from collections.abc import Iterator
from functools import cache
from typing import Any

from pydantic import BaseModel

from advisor.catalog.load import load_catalog
from advisor.catalog.rooms import ROOMS
from advisor.model.plan import Plan
from advisor.model.session import Session
from advisor.session.history import Entry

HOSTILE: tuple[str, ...] = (
    "", " ", "~", "null", "true", "no", "NaN", ".inf", "-0", "0x1F", "1e3", "1.5e3", "1_000", "22:30", "9" * 400,
    "2026-13-45", "2026-11-24T00:00:00Z", "<<", "=", "*", "&a", "!!str", "- ", "? ", ": ", "# ", "---", "...",
    "%YAML 1.1",
    "\t", "a\nb", "\u2028", "\u2029", "\u00a0", "\u200b", "\ufffd", "\U0001f600", "한글", "é", "e\u0301",
    "{{ 7*7 }}", "{% x %}", "${x}", "%{if}", "$(id)", "`id`", "'; id;'", '"', "'", "\\", "\\x00", "../../x",
    "/etc/passwd",
    "<script>", "[bold]x[/]", "=1+1", "@x", "+x", "-x", "|", ">", "<domain>", "<api_endpoint>", "a" * 3000, "x:" * 200,
    "v1.2.3-rc.1+b", "999999999999999999.1", "1." * 200, "::", "1.2.3.4/33", "::1/129", "0.0.0.0/0",
    "a/b/c@sha256:" + "0" * 64,
)  # fmt: skip
VALUES: tuple[object, ...] = (
    None, True, False, 0, 1, -1, 2**31, 2**63, -(2**63), 10**17, 1.5, -0.0, 1e17, [], {}, [[]], {"a": {}}, [None],
    {"": None},
)  # fmt: skip
CONTROL = ("\x00", "\x1b[2J", "\x9b31m", "\u202e", "\u2066", "\ufeff", "\r", "\x85", "\x7f", "\x0b")
DUMPS: tuple[str, ...] = (
    "items", "kind", "apiVersion", "metadata", "namespace", "name", "labels", "annotations", "spec", "status",
    "nodeInfo",
    "kubeletVersion", "kernelVersion", "osImage", "containerRuntimeVersion", "providerID", "template", "containers",
    "initContainers", "image", "chart", "app_version", "provisioner", "driver", "controller", "controllerName",
    "group",
    "source", "sources", "targetRevision", "bomFormat", "CycloneDX", "components", "purl", "version", "properties",
    "advisor:component", "value", "v1", "apps/v1", "argoproj.io/v1alpha1", "Application", "Node", "Deployment", "List",
    "CustomResourceDefinition", "StorageClass", "GatewayClass", "pkg:helm/cilium@1.20.0", "cilium-1.20.0", "aws:///x",
    "quay.io/cilium/cilium:v1.20.0", "containerd://2.3.4", "Ubuntu 22.04.5 LTS", "v1.35.1-eks-1", "5.14.0-427.el9",
    "node-role.kubernetes.io/control-plane", "kubernetes.azure.com/cluster",
)  # fmt: skip


def _models(annotation: Any) -> Iterator[type[BaseModel]]:
    if not typing.get_args(annotation) and isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
    for argument in typing.get_args(annotation):
        yield from _models(argument)


def keys_below(*roots: type[BaseModel]) -> tuple[str, ...]:
    """Every key of the models and of all models inside them, sorted."""
    seen: set[type[BaseModel]] = set()
    waiting = list(roots)
    keys: set[str] = set()
    while waiting:
        model = waiting.pop()
        if model in seen:
            continue
        seen.add(model)
        for name, field in model.model_fields.items():
            keys.add(field.alias or name)
            waiting += _models(field.annotation)
    return tuple(sorted(keys))


@cache
def of(reader: str) -> tuple[str, ...]:
    """The words that a reader knows."""
    catalog = load_catalog()
    ids = (*catalog.fact_by_id, *catalog.decision_by_id, *catalog.component_by_id, *catalog.policy_by_id)
    match reader:
        case "session" | "journal" | "keys":
            options = {o.id for d in catalog.decisions for o in d.options}
            inputs = tuple(catalog.input_by_id)
            return (*keys_below(Session, Entry), *ids, *sorted(options), *inputs, "open", "edit", "undo", "redo")
        case "overlay":
            kinds = [kind for room in ROOMS for kind in (*room.lists.values(), *((room.whole,) if room.whole else ()))]
            lists = [key for room in ROOMS for key in room.lists]
            return (*keys_below(*(kind.model for kind in kinds)), *lists, "calico", "cilium", "cni", "kernel_version")
        case "plan" | "bundle" | "overrides":
            return (*keys_below(Plan), "helm", "kubectl", "argocd", "flux", "loki", "advisor.plan/1")
        case _:
            return DUMPS
