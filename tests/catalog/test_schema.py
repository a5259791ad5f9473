"""Generated schemas: they accept and refuse what the models do, and lie in the knowledge unchanged."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import jsonschema
import pytest

from advisor.catalog.paths import knowledge_root
from advisor.catalog.rooms import room_of
from advisor.catalog.schema import drift, schemas, write_schemas
from advisor.catalog.yaml_read import read_yaml
from tests.catalog import folder


def test_the_schemas_in_the_knowledge_are_those_of_the_models() -> None:
    changed = drift(knowledge_root() / "schema")
    assert not changed, f"{', '.join(changed)} no longer fit the models. FIX: make schema"


def validator(name: str) -> Any:
    schema = schemas()[name]
    jsonschema.Draft202012Validator.check_schema(schema)
    return jsonschema.Draft202012Validator(schema)


@pytest.mark.parametrize("name", folder.FILES)
def test_every_room_accepts_its_files(name: str) -> None:
    room = room_of(name)
    assert room is not None
    assert list(validator(room.name).iter_errors(read_yaml(folder.FILES[name]).data)) == []


@pytest.mark.parametrize(
    ("name", "old", "new"),
    [
        ("facts.yaml", "kind: boolean", "kind: bolean"),
        ("rules/network.yaml", "effect: prefers", "effekt: prefers"),
        ("components/calico.yaml", "checked: read", "checked: perhaps"),
        ("decisions/cni.yaml", "id: cni", "id: CNI!"),
        ("edition.yaml", "decision_order", "decisions_order"),
    ],
)
def test_every_room_refuses_broken_files(name: str, old: str, new: str) -> None:
    room = room_of(name)
    assert room is not None
    assert list(validator(room.name).iter_errors(read_yaml(folder.FILES[name].replace(old, new, 1)).data))


def test_session_shorthand_is_accepted() -> None:
    session = {"schema": "advisor.session/1", "name": "x", "choices": {"cni": "calico", "entry": {"option": "none"}}}
    assert list(validator("session").iter_errors(session)) == []
    assert list(validator("session").iter_errors({**session, "choices": {"cni": 3}}))


def test_writing_repairs_drift(tmp_path: Path) -> None:
    assert len(write_schemas(tmp_path)) == len(schemas())
    assert drift(tmp_path) == ()
    (tmp_path / "facts.schema.json").write_text("{}")
    (tmp_path / "old.schema.json").write_text("{}")
    assert [p.name for p in write_schemas(tmp_path)] == ["facts.schema.json", "old.schema.json"]
    assert drift(tmp_path) == ()
