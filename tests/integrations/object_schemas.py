"""Custom resources against the stored schemas of their definitions, unknown fields refused."""

from __future__ import annotations

import json
from functools import cache
from typing import Any

from tests.upstream.where import module, upstream

LOGIC = frozenset({"anyOf", "oneOf", "allOf", "not"})
"""Branches name only the fields they speak of: closing them would refuse the others."""


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
    made = {k: v if k in LOGIC else closed(v) for k, v in schema.items()}
    is_open = schema.get("x-kubernetes-preserve-unknown-fields") or "additionalProperties" in schema
    if isinstance(schema.get("properties"), dict) and schema.get("type", "object") == "object" and not is_open:
        made["additionalProperties"] = False
    return made


def custom_problems(obj: dict[str, Any]) -> list[str]:
    """What the schema of the definition says; nothing where none is stored."""
    schema = schema_of(obj["apiVersion"], obj["kind"])
    if schema is None:
        return []
    usual: dict[str, Any] = {"apiVersion": {}, "kind": {}, "metadata": {}}
    whole = {**schema, "properties": {**schema.get("properties", {}), **usual}}
    name = f"{obj['kind']} {obj['metadata']['name']}"
    errors = module("jsonschema").Draft7Validator(whole).iter_errors(obj)
    return [f"{name}: {'.'.join(map(str, e.absolute_path))}: {e.message[:200]}" for e in errors]
