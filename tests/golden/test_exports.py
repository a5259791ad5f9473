"""The reference bundles in `exports/`: the bytes are the contract."""

from __future__ import annotations

from pathlib import Path

import pytest

from advisor.cli.reference import REFERENCES, reference_files
from advisor.export.verify import verify_bundle

EXPORTS = Path(__file__).resolve().parents[2] / "exports"
FIX = "run `make exports`, read the difference, commit it"


@pytest.mark.parametrize("name", REFERENCES)
def test_a_reference_bundle_is_what_the_program_writes_today(name: str) -> None:
    folder = EXPORTS / name
    committed = {str(p.relative_to(folder)): p.read_bytes() for p in folder.rglob("*") if p.is_file()}
    made = reference_files(name)
    assert sorted(committed) == sorted(made), FIX
    assert [path for path in sorted(made) if committed[path] != made[path]] == [], FIX


@pytest.mark.parametrize("name", REFERENCES)
def test_a_reference_bundle_verifies(name: str) -> None:
    assert [p for p in verify_bundle(EXPORTS / name) if p.severity == "error"] == []


@pytest.mark.parametrize("name", REFERENCES)
def test_scripts_are_executable(name: str) -> None:
    scripts = sorted((EXPORTS / name).rglob("*.sh"))
    assert scripts
    assert all(p.stat().st_mode & 0o111 for p in scripts)
