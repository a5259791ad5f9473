"""Reading dumps: JSON or YAML from files nobody vouches for, as a flat list of objects of a known kind."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from advisor.catalog.yaml_read import Limits, read_text, read_yaml
from advisor.errors import BadInput, Problem

MAX_BYTES = 64 * 1024 * 1024
_YAML = Limits(size=8_000_000, depth=60, nodes=2_000_000)
_MAX_OBJECTS = 200_000

Kind = Literal["helm-release", "kubernetes", "argocd-application", "bom-component"]


@dataclass(frozen=True)
class Found:
    """One object of a dump: what kind it is, its data, and the file it came from."""

    kind: Kind
    data: dict[str, Any]
    file: str


def read_dump(path: Path) -> list[Found]:
    """The objects of one dump. BadInput when the file is none of the known forms."""
    text = read_text(path, str(path), MAX_BYTES)
    data = _parse(text, str(path))
    found = list(_objects(data, path.name))
    if not found and data not in ([], {}):
        raise BadInput(
            [
                Problem(
                    "not recognised; expected helm list -o json, kubectl get -o json or yaml, "
                    "an Argo CD application list, or a CycloneDX bill of materials",
                    file=str(path),
                )
            ]
        )
    return found[:_MAX_OBJECTS]


def _parse(text: str, file: str) -> Any:  # noqa: ANN401 - any JSON value
    if text.lstrip().startswith(("{", "[")):
        try:
            return json.loads(text)
        except (ValueError, RecursionError) as error:
            line = error.lineno if isinstance(error, json.JSONDecodeError) else None
            raise BadInput([Problem("not JSON", file=file, line=line)]) from None
    return read_yaml(text, file=file, limits=_YAML).data


def _objects(data: Any, file: str) -> Iterator[Found]:  # noqa: ANN401 - any JSON value
    if isinstance(data, list):
        for item in data:
            if isinstance(item, dict) and isinstance(item.get("chart"), str) and "namespace" in item:
                yield Found("helm-release", item, file)
            else:
                yield from _objects(item, file)
    elif isinstance(data, dict):
        yield from _of_mapping(data, file)


def _of_mapping(data: dict[str, Any], file: str) -> Iterator[Found]:
    if data.get("bomFormat") == "CycloneDX":
        for item in data.get("components") or []:
            if isinstance(item, dict):
                yield Found("bom-component", item, file)
        return
    items = data.get("items")
    if isinstance(items, list):
        for item in items:
            if isinstance(item, dict):
                yield from _of_mapping(item, file)
        return
    if isinstance(data.get("kind"), str) and isinstance(data.get("apiVersion"), str):
        application = data["kind"] == "Application" and data["apiVersion"].startswith("argoproj.io/")
        yield Found("argocd-application" if application else "kubernetes", data, file)
