"""Whether the API server of a Kubernetes version would take an object, as far as schemas tell."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from advisor.harvest.helm import Object

VERSIONS = ("1.35", "1.36")

_CORE = re.compile(r"(v1|[a-z]+/v\d\w*|[a-z.]+\.k8s\.io/v\d\w*)")
_CUSTOM = (
    "gateway.networking.k8s.io",
    "gateway.networking.x-k8s.io",
    "snapshot.storage.k8s.io",
    "groupsnapshot.storage.k8s.io",
    "elasticsearch.k8s.elastic.co",
    "kibana.k8s.elastic.co",
    "policy.networking.k8s.io",
)
"""Groups that look like Kubernetes' own, but come as definitions."""


_BRANCHES = ("oneOf", "anyOf", "allOf", "not")


class Schemas:
    """Schemas of custom resources: from a folder `<group>/<kind>_<version>.json`, and from definitions rendered."""

    def __init__(self, folder: Path | None = None, definitions: Iterable[Object] = ()) -> None:
        """Take both sources; rendered definitions win, as they are what will be installed."""
        self._folder = folder
        self._known: dict[tuple[str, str], dict[str, Any] | None] = {}
        for definition in definitions:
            spec = definition["spec"]
            for version in spec["versions"]:
                schema = version.get("schema", {}).get("openAPIV3Schema")
                key = (f"{spec['group']}/{version['name']}", spec["names"]["kind"])
                self._known[key] = closed(schema) if schema else None

    def of(self, version: str, kind: str) -> dict[str, Any] | None:
        """The schema of a kind, unknown fields refused; None where nobody has it."""
        key = (version, kind)
        if key not in self._known:
            group, _, number = version.partition("/")
            path = self._folder / group / f"{kind.lower()}_{number}.json" if self._folder else None
            has_file = path is not None and path.is_file() and ".." not in group + kind + number
            self._known[key] = closed(json.loads(path.read_text(encoding="utf-8"))) if path and has_file else None
        return self._known[key]


def closed(schema: Any) -> Any:  # noqa: ANN401 - raw JSON Schema
    """The schema with unknown fields refused wherever fields are listed.

    The branches of oneOf and the like add conditions to a schema and do not list its fields.
    """
    if isinstance(schema, list):
        return [closed(s) for s in schema]
    if not isinstance(schema, dict):
        return schema
    made = {k: v if k in _BRANCHES else closed(v) for k, v in schema.items()}
    is_open = schema.get("x-kubernetes-preserve-unknown-fields") or "additionalProperties" in schema
    if isinstance(schema.get("properties"), dict) and schema.get("type", "object") == "object" and not is_open:
        made["additionalProperties"] = False
    return made


def is_core(obj: Object) -> bool:
    """Whether Kubernetes itself defines the kind."""
    version = str(obj.get("apiVersion"))
    return bool(_CORE.fullmatch(version)) and not version.startswith(_CUSTOM)


def problems(obj: Object, schemas: Schemas, versions: Iterable[str] = VERSIONS) -> list[str] | None:
    """What is wrong with `obj`; None where no schema is at hand, so nothing can be said."""
    if not obj.get("apiVersion") or not obj.get("kind"):
        return ["an object without apiVersion or kind"]
    if is_core(obj):
        return list(dict.fromkeys(_core(obj, versions)))
    schema = schemas.of(str(obj["apiVersion"]), str(obj["kind"]))
    return None if schema is None else list(_custom(obj, schema))


def label(obj: Object) -> str:
    """Kind and name, for messages."""
    return f"{obj.get('kind')} {(obj.get('metadata') or {}).get('name')}"


def _core(obj: Object, versions: Iterable[str]) -> Iterable[str]:
    import kubernetes_validate  # noqa: PLC0415 - an extra, 100 MB of schemas

    for version in versions:
        try:
            kubernetes_validate.validate(obj, version, strict=True)
        except Exception as error:
            first = str(error).strip().splitlines()[0] if str(error).strip() else type(error).__name__
            path = ".".join(map(str, getattr(error, "path", ())))
            yield f"{label(obj)}: {path}: {getattr(error, 'message', first)[:200]}"


def _custom(obj: Object, schema: dict[str, Any]) -> Iterable[str]:
    from jsonschema import Draft7Validator  # noqa: PLC0415 - an extra

    known = {"apiVersion", "kind", "metadata"}
    body = {k: v for k, v in obj.items() if k not in known}
    own = {
        **schema,
        "properties": schema.get("properties", {}),
        "required": [r for r in schema.get("required", []) if r not in known],
    }
    for error in Draft7Validator(own).iter_errors(body):
        yield f"{label(obj)}: {'.'.join(map(str, error.absolute_path))}: {error.message[:200]}"
