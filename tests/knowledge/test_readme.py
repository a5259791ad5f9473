"""The walk-through in knowledge/README.md is followed literally; what it leads to loads and lints clean."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from advisor.catalog.lint import lint
from advisor.catalog.load import load_with_positions
from advisor.catalog.paths import knowledge_root
from advisor.model.licence import Verdict

_STEP = re.compile(r"(Write|Append to) `([^`]+)`[^\n]*\n(?:[^\n`]+\n)*\n```yaml\n(.*?)```", re.DOTALL)
OWN = "our-knowledge/"


def steps() -> list[tuple[str, str, str]]:
    """Verb, file and text of every block of the walk-through."""
    text = (knowledge_root() / "README.md").read_text(encoding="utf-8")
    found = _STEP.findall(text)
    assert len(found) == text.count("```yaml"), "every block is introduced by: Write `FILE` or: Append to `FILE`"
    return found


@pytest.fixture
def followed(tmp_path: Path) -> Path:
    base = tmp_path / "knowledge"
    shutil.copytree(knowledge_root(), base)
    for verb, name, text in steps():
        path = tmp_path / name if name.startswith(OWN) else base / name
        path.parent.mkdir(parents=True, exist_ok=True)
        assert path.exists() is (verb == "Append to") or name.startswith(OWN), name
        before = path.read_text(encoding="utf-8") if verb == "Append to" else ""
        path.write_text(before + text, encoding="utf-8")
    return tmp_path


def test_every_room_it_names_exists() -> None:
    text = (knowledge_root() / "README.md").read_text(encoding="utf-8")
    table = text[text.index("| Room |") : text.index("Rules of the house")]
    for name in re.findall(r"`([a-z./-]+(?:\.yaml|/))`", table):
        assert (knowledge_root() / name).exists(), name


def test_a_component_and_a_decision_are_added_without_an_error(followed: Path) -> None:
    loaded = load_with_positions(root=followed / "knowledge")
    assert not loaded.problems, "\n".join(map(str, loaded.problems))
    assert loaded.catalog is not None
    assert loaded.catalog.decision_by_id["profiling"].option("acme-profiler") is not None
    assert loaded.catalog.decisions[-1].id == "cost-view"
    before = load_with_positions()
    assert before.catalog is not None
    known = {str(problem) for problem in lint(before.catalog, before.positions)}
    new = [p for p in lint(loaded.catalog, loaded.positions) if p.severity == "error" and str(p) not in known]
    assert not new, "\n".join(map(str, new))


def test_an_organisation_overrides_visibly(followed: Path) -> None:
    loaded = load_with_positions([followed / OWN], root=followed / "knowledge")
    assert not loaded.problems, "\n".join(map(str, loaded.problems))
    assert loaded.catalog is not None
    assert [(o.kind, o.id, o.replaced) for o in loaded.catalog.overrides] == [
        ("licences", "BUSL-1.1", True),
        ("rules", "house-argocd", False),
    ]
    assert loaded.catalog.licence_by_id["BUSL-1.1"].predicates[0].verdict is Verdict.REFUSED
    told = [p for p in lint(loaded.catalog, loaded.positions, ["files"]) if p.check == "override"]
    assert ["replaces" in p.message for p in told] == [True, False]
