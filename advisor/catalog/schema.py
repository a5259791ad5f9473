"""JSON Schemas, made from the models: one per room of the knowledge, and one per file format of the product.

`python -m advisor.catalog.schema [FOLDER]` writes them; without a folder, into `schema/` of the knowledge.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

from pydantic import BaseModel, TypeAdapter

from advisor.catalog.paths import knowledge_root
from advisor.catalog.rooms import DECISION_ORDER, EDITION, ROOMS, Room
from advisor.model.assessment import ASSESSMENT_SCHEMA
from advisor.model.chart_facts import ChartFacts
from advisor.model.plan import PLAN_SCHEMA, Plan
from advisor.model.session import SESSION_SCHEMA, Session
from advisor.model.wire import (
    AssessmentJson,
    CheckJson,
    ComparisonJson,
    DiscoveryJson,
    ExamplesJson,
    ExplainJson,
    ScenariosJson,
)
from advisor.model.wire_files import (
    ColumnsJson,
    DriftJson,
    ExportJson,
    ListingJson,
    ProblemsJson,
    VerificationJson,
    WorkshopJson,
)

DIALECT = "https://json-schema.org/draft/2020-12/schema"
SUFFIX = ".schema.json"


def schemas() -> dict[str, dict[str, Any]]:
    """Return every schema by the name of its room or format, sorted."""
    made: dict[str, dict[str, Any]] = {room.name: _room(room) for room in ROOMS}
    formats: tuple[tuple[str, str, type[BaseModel]], ...] = (
        ("session", SESSION_SCHEMA, Session),
        ("assessment", ASSESSMENT_SCHEMA, AssessmentJson),
        ("explanation", "the answer of explain --json", ExplainJson),
        ("comparison", "the answer of compare --json for sessions", ComparisonJson),
        ("drift", "the answer of compare --json for bundles", DriftJson),
        ("discovery", "the answer of discover --json", DiscoveryJson),
        ("examples", "the answer of examples --json", ExamplesJson),
        ("scenarios", "the answer of scenario --json", ScenariosJson),
        ("columns", "the answer of compare --json for three to six sessions", ColumnsJson),
        ("export", "the answer of export --json", ExportJson),
        ("listing", "the answer of knowledge list --json", ListingJson),
        ("problems", "the answer of knowledge check --json", ProblemsJson),
        ("verification", "the answer of verify --json", VerificationJson),
        ("workshop", "the answer of workshop --json", WorkshopJson),
        ("check", "the answer of check --json", CheckJson),
        ("plan", PLAN_SCHEMA, Plan),
        ("chart", "harvested facts of a pinned chart", ChartFacts),
    )
    for name, title, model in formats:
        made[name] = {**_of(model, "validation" if name in ("session", "chart") else "serialization"), "title": title}
    return {name: {"$schema": DIALECT, **made[name]} for name in sorted(made)}


def schema_files() -> dict[str, bytes]:
    """Return the content of every schema file by its name."""
    return {
        f"{name}{SUFFIX}": (json.dumps(schema, indent=2, sort_keys=True, ensure_ascii=False) + "\n").encode()
        for name, schema in schemas().items()
    }


def write_schemas(folder: Path | None = None) -> tuple[Path, ...]:
    """Write every schema into `folder` (that of the knowledge if left out); return the files changed or removed."""
    folder = folder or knowledge_root() / "schema"
    folder.mkdir(parents=True, exist_ok=True)
    changed = drift(folder)
    made = schema_files()
    for name in changed:
        if name in made:
            (folder / name).write_bytes(made[name])
        else:
            (folder / name).unlink()
    return tuple(folder / name for name in changed)


def drift(folder: Path) -> tuple[str, ...]:
    """Return the names of the files in `folder` that are missing, differ from the models, or are no longer made."""
    made = schema_files()
    present = {path.name: path.read_bytes() for path in sorted(folder.glob(f"*{SUFFIX}"))}
    return tuple(sorted(name for name in {*made, *present} if made.get(name) != present.get(name)))


def _of(model: type[BaseModel], mode: str) -> dict[str, Any]:
    adapter = TypeAdapter(model)
    schema = adapter.json_schema(by_alias=True, mode="validation" if mode == "validation" else "serialization")
    _accept_sugar(schema)
    return schema


def _room(room: Room) -> dict[str, Any]:
    """Return the schema of the files of one room."""
    if room.whole is not None:
        return _of(room.whole.model, "validation")
    definitions: dict[str, Any] = {}
    properties: dict[str, Any] = {}
    for key, kind in room.lists.items():
        properties[key] = {"type": "array", "items": _reference(kind.model, definitions)}
    if room.name == EDITION.name:
        properties[EDITION.name] = _reference(EDITION.model, definitions)
        properties[DECISION_ORDER] = {"type": "array", "items": {"type": "string"}}
    return {
        "$defs": definitions,
        "additionalProperties": False,
        "properties": properties,
        "title": room.name,
        "type": "object",
    }


def _reference(model: type[BaseModel], definitions: dict[str, Any]) -> dict[str, Any]:
    schema = _of(model, "validation")
    definitions |= schema.pop("$defs", {})
    definitions[model.__name__] = schema
    return {"$ref": f"#/$defs/{model.__name__}"}


def _accept_sugar(schema: dict[str, Any]) -> None:
    """Allow the short and long forms the models accept: `cni: calico`, and `chosen: {decision: .., option: ..}`."""
    definitions = schema.get("$defs", {})
    if "Condition" in definitions:
        pair = {"type": "string"}
        long = {
            "additionalProperties": False,
            "properties": {"decision": pair, "option": pair},
            "required": ["decision", "option"],
            "type": "object",
        }
        definitions["Condition"]["properties"]["chosen"]["anyOf"].append(long)
    if "Choice" in definitions:
        definitions["Choice"] = {"anyOf": [{"type": "string"}, definitions["Choice"]]}


def main(arguments: list[str]) -> int:
    """Write the schemas into the folder named by the first argument and say what changed."""
    changed = write_schemas(Path(arguments[0]) if arguments else None)
    sys.stdout.write("".join(f"{path.name}\n" for path in changed))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
