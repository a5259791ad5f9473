"""Every exported Kubernetes object is one the API server of the pinned version takes."""

from __future__ import annotations

import json
import re
from functools import cache
from typing import Any

import pytest

from tests.upstream.bundles import CASES, objects
from tests.upstream.where import module, upstream

KUBERNETES = "1.36"
NAME = re.compile(r"[a-z0-9]([a-z0-9.-]{0,251}[a-z0-9])?")
CORE = re.compile(r"(v1|[a-z]+/v\d\w*|[a-z.]+\.k8s\.io/v\d\w*)")
NOT_OURS = ("gateway.networking.k8s.io", "snapshot.storage.k8s.io", "elasticsearch.k8s.elastic.co",
            "kibana.k8s.elastic.co", "kustomize.config.k8s.io")  # fmt: skip


def is_core(obj: dict[str, Any]) -> bool:
    version = str(obj["apiVersion"])
    return bool(CORE.fullmatch(version)) and not version.startswith(NOT_OURS)


def core_problem(obj: dict[str, Any]) -> str | None:
    validate = module("kubernetes_validate")
    try:
        validate.validate(obj, KUBERNETES, strict=True)
    except Exception as error:
        return f"{obj.get('kind')} {obj.get('metadata', {}).get('name')}: {str(error)[:200]}"
    return None


@cache
def schema_of(version: str, kind: str) -> dict[str, Any] | None:
    group, _, number = version.partition("/")
    path = upstream("crd-schemas") / group / f"{kind.lower()}_{number}.json"
    return closed(json.loads(path.read_text(encoding="utf-8"))) if path.is_file() else None


def closed(schema: Any) -> Any:
    """The schema with unknown fields refused wherever fields are listed."""
    if isinstance(schema, list):
        return [closed(s) for s in schema]
    if not isinstance(schema, dict):
        return schema
    made = {k: closed(v) for k, v in schema.items()}
    is_open = schema.get("x-kubernetes-preserve-unknown-fields") or "additionalProperties" in schema
    if isinstance(schema.get("properties"), dict) and schema.get("type", "object") == "object" and not is_open:
        made["additionalProperties"] = False
    return made


def custom_problems(obj: dict[str, Any]) -> list[str]:
    schema = schema_of(obj["apiVersion"], obj["kind"])
    name = f"{obj['apiVersion']} {obj['kind']} {obj.get('metadata', {}).get('name')}"
    if schema is None:
        return []
    known = {"apiVersion", "kind", "metadata"}
    body = {k: v for k, v in obj.items() if k not in known}
    schema = {**schema, "properties": schema.get("properties", {}),
              "required": [r for r in schema.get("required", []) if r not in known]}  # fmt: skip
    validator = module("jsonschema").Draft7Validator
    return [f"{name}: {'.'.join(map(str, e.absolute_path))}: {e.message[:160]}"
            for e in validator(schema).iter_errors(body)]  # fmt: skip


@pytest.mark.parametrize(("name", "cd"), CASES)
def test_core_objects_are_valid(name: str, cd: str) -> None:
    problems = [p for path, o in objects(name, cd) if is_core(o) and (p := core_problem(o))]
    assert problems == []


@pytest.mark.parametrize(("name", "cd"), CASES)
def test_custom_resources_are_valid(name: str, cd: str) -> None:
    assert [p for _, o in objects(name, cd) if not is_core(o) for p in custom_problems(o)] == []


@pytest.mark.parametrize(("name", "cd"), CASES)
def test_names_are_dns_names(name: str, cd: str) -> None:
    named = [(path, o["metadata"]["name"]) for path, o in objects(name, cd) if "metadata" in o]
    assert [(path, n) for path, n in named if not NAME.fullmatch(str(n))] == []


DEPLOYMENT: dict[str, Any] = {
    "apiVersion": "apps/v1", "kind": "Deployment", "metadata": {"name": "a"},
    "spec": {"selector": {"matchLabels": {"a": "b"}},
             "template": {"metadata": {"labels": {"a": "b"}}, "spec": {"containers": [{"name": "c", "image": "i"}]}}},
}  # fmt: skip


def test_the_core_check_can_fail() -> None:
    assert core_problem(DEPLOYMENT) is None
    assert core_problem({**DEPLOYMENT, "spec": {**DEPLOYMENT["spec"], "replicas": "two"}})
    assert core_problem({**DEPLOYMENT, "spec": {**DEPLOYMENT["spec"], "replcias": 2}})
    assert core_problem({"apiVersion": "policy/v1beta1", "kind": "PodSecurityPolicy", "metadata": {"name": "a"}})


def test_the_custom_resource_check_can_fail() -> None:
    app: dict[str, Any] = {
        "apiVersion": "argoproj.io/v1alpha1", "kind": "Application", "metadata": {"name": "a"},
        "spec": {"project": "p", "destination": {"server": "s"}, "source": {"repoURL": "r"}},
    }  # fmt: skip
    assert custom_problems(app) == []
    app["spec"]["source"]["helm"] = {"valuesFiles": ["x"]}
    assert len(custom_problems(app)) == 1
