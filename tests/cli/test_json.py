"""Every `--json` answer validates against its published schema, and a changed one does not."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from advisor.catalog.schema import schemas
from tests.cli.conftest import Run

EXPORTS = Path(__file__).resolve().parents[2] / "exports"
HELM = [{"name": "m", "namespace": "metallb-system", "chart": "metallb-0.14.9", "app_version": "v0.14.9"}]


def valid(name: str, data: Any) -> None:
    """Validate, and prove that the schema refuses a key it does not know."""
    schema = schemas()[name]
    jsonschema.validate(data, schema)
    wrong = [{**data[0], "surprise": 1}] if isinstance(data, list) else {**data, "surprise": 1}
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(wrong, schema)


def test_comparison(run: Run) -> None:
    data = run("compare", "example:standard-2025", "example:standard-2026", "--json").json
    assert data["decisions"]
    valid("comparison", data)


def test_drift(run: Run) -> None:
    data = run("compare", str(EXPORTS / "standard-2025"), str(EXPORTS / "airgap-finance"), "--json").json
    assert data["answers"]
    assert data["moves"]
    valid("drift", data)


def test_discovery(run: Run, tmp_path: Path) -> None:
    (tmp_path / "helm.json").write_text(json.dumps(HELM))
    data = run("discover", "helm.json", "--into", "s.yaml", "--json").json
    assert [entry["id"] for entry in data["existing"]] == ["metallb"]
    valid("discovery", data)


def test_examples_and_scenarios(run: Run) -> None:
    valid("examples", run("examples", "--json").json)
    valid("session", run("new", "s.yaml", "--json").json)
    for arguments in (["fork", "s.yaml", "B"], ["switch", "s.yaml", "A"], ["merge", "s.yaml", "B"]):
        valid("scenarios", run("scenario", *arguments, "--json").json)
    valid("scenarios", run("scenario", "list", "s.yaml", "--json").json)
    for action in ("adopt", "drop"):
        valid("scenarios", run("scenario", action, "s.yaml", "B", "--json").json)


def test_the_workshop(run: Run) -> None:
    run("new", "s.yaml")
    calls = (
        ["join", "Minji", "--weight", "2"],
        ["vote", "Minji", "cni=cilium"],
        ["park", "storage", "--owner", "Minji", "--question", "disks?"],
        ["accept", "cni"],
        ["propose", "cni"],
    )
    for action, *rest in calls:
        data = run("workshop", action, "s.yaml", *rest, "--json").json
        valid("workshop", data)
    assert data["decisions"][0]["tally"] == {"cilium": 2}
    assert run("workshop", "show", "s.yaml", "--json").json == data
    valid("workshop", run("workshop", "leave", "s.yaml", "Minji", "--json").json)


def test_the_knowledge(run: Run) -> None:
    valid("listing", run("knowledge", "list", "decisions", "--json").json)
    problems = run("knowledge", "check", "--json").json
    jsonschema.validate(problems, schemas()["problems"])
    for room, entry in (("component", "cilium"), ("decision", "decisions:cni"), ("facts", "kernel_version")):
        data = run("knowledge", "show", entry, "--json").json
        assert data.pop("entry") in ("components", "decisions", "facts")
        schema = schemas()[room]
        own = schema if "id" in schema["properties"] else {**schema, **_only(schema)}
        jsonschema.validate(data, own)


def _only(schema: dict[str, Any]) -> dict[str, Any]:
    """The schema of one entry of a room that lists several."""
    return {"properties": {}, "additionalProperties": True, "type": "object", "$ref": "#/$defs/Fact"}


def test_verification_and_export(run: Run, tmp_path: Path) -> None:
    valid("verification", run("verify", str(EXPORTS / "standard-2025"), "--json").json)
    (tmp_path / "broken").mkdir()
    broken = run("verify", "broken", "--json")
    assert broken.code == 5
    valid("verification", broken.json)
    dry = run("export", "example:standard-2026", "--out", "b", "--complete", "--dry-run", "--json")
    valid("export", dry.json)
    assert dry.json["files"] == len(dry.json["added"]) > 100
    assert not (tmp_path / "b").exists()


def test_three_to_six_sessions(run: Run) -> None:
    for name in "abc":
        run("new", f"{name}.yaml", "--set", f"workers={ord(name) - 94}")
    data = run("compare", "a.yaml", "b.yaml", "c.yaml", "--json").json
    valid("columns", data)
    assert data["sides"] == ["a.yaml", "b.yaml", "c.yaml"]
    assert all(len(row["values"]) == 3 for part in ("decisions", "images") for row in data[part])
    shown = run("compare", "a.yaml", "b.yaml", "c.yaml", "--lang", "ko")
    assert "c.yaml에만 있는 이미지" in shown.out
    assert run("compare", "a.yaml").code == 2
    assert run("compare", *["a.yaml"] * 7).code == 2
    assert run("compare", *[str(EXPORTS / "standard-2025")] * 3).code == 2


def test_a_side_without_a_valid_stack_is_named(run: Run) -> None:
    run("new", "a.yaml")
    run("new", "b.yaml", "--set", "kubernetes_version=1.20")
    done = run("compare", "a.yaml", "b.yaml", "--json")
    assert (done.code, "b.yaml: no valid stack" in done.err, "a.yaml" in done.err) == (3, True, False)
    valid("comparison", done.json)
