"""Reading dumps: JSON or YAML from files nobody vouches for, as a flat list of objects of a known kind."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from advisor.catalog.json_read import read_json
from advisor.catalog.limits import Limits
from advisor.catalog.yaml_read import read_text, read_yaml
from advisor.errors import BadInput, Problem

MAX_BYTES = 48 * 1024 * 1024
MAX_VALUES = 1_500_000
"""Of a JSON dump. A cluster of thousands of pods has about one value in forty bytes."""
_YAML = Limits(size=8_000_000, depth=60, nodes=500_000)
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
    return parse_dump(read_text(path, str(path), MAX_BYTES), path)


def parse_dump(text: str, path: Path) -> list[Found]:
    """The objects in the text of the dump that lies at `path`, which is not opened. BadInput as for `read_dump`."""
    name = str(path)
    if len(text) > MAX_BYTES:
        raise BadInput([Problem(f"larger than {MAX_BYTES} bytes", file=name)])
    data = _parse(text, name)
    found = list(_objects(data, path.name))
    if not found and not _is_empty(data):
        raise BadInput(
            [
                Problem(
                    "not recognised; expected helm list -o json, kubectl get -o json or yaml, "
                    "an Argo CD application list, or a CycloneDX bill of materials",
                    file=name,
                )
            ]
        )
    return found[:_MAX_OBJECTS]


def _is_empty(data: object) -> bool:
    """Whether a dump is of a known form and simply holds nothing."""
    return data in ([], {}) or (isinstance(data, dict) and data.get("items") == [])


def _parse(text: str, file: str) -> Any:  # noqa: ANN401 - any JSON value
    if text.lstrip().startswith(("{", "[")):
        return read_json(text, file=file, values=MAX_VALUES)
    return read_yaml(text, file=file, limits=_YAML).data


def _objects(data: Any, file: str) -> Iterator[Found]:  # noqa: ANN401 - any JSON value
    """Every known object in lists and lists of lists, in reading order and without recursion."""
    waiting = [data]
    while waiting:
        item = waiting.pop()
        if isinstance(item, list):
            waiting.extend(reversed(item))
        elif isinstance(item, dict):
            if isinstance(item.get("items"), list):
                waiting.append(item["items"])
            else:
                yield from _of_mapping(item, file)


def _of_mapping(data: dict[str, Any], file: str) -> Iterator[Found]:
    if data.get("bomFormat") == "CycloneDX":
        parts = data.get("components")
        for item in parts if isinstance(parts, list) else []:
            if isinstance(item, dict):
                yield Found("bom-component", item, file)
    elif isinstance(data.get("chart"), str) and "namespace" in data:
        yield Found("helm-release", data, file)
    elif isinstance(data.get("kind"), str) and isinstance(data.get("apiVersion"), str):
        application = data["kind"] in ("Application", "ApplicationSet") and data["apiVersion"].startswith(
            "argoproj.io/"
        )
        yield Found("argocd-application" if application else "kubernetes", data, file)
