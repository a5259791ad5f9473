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


def valid(name: str, data: dict[str, Any]) -> None:
    """Validate, and prove that the schema refuses a key it does not know."""
    schema = schemas()[name]
    jsonschema.validate(data, schema)
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate({**data, "surprise": 1}, schema)


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
    for entry in run("examples", "--json").json:
        valid("example", entry)
    run("new", "s.yaml")
    run("scenario", "fork", "s.yaml", "B")
    valid("scenarios", run("scenario", "list", "s.yaml", "--json").json)
