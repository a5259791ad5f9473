"""A journal that somebody wrote: an answer of a wrong kind is refused where it is read, with its line."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from advisor.errors import BadInput
from advisor.model.catalog import Catalog
from advisor.model.session import Session
from advisor.session import edit
from advisor.session.history import Entry
from advisor.session.journal import replay
from advisor.session.store import SessionStore
from advisor.solve.engine import Engine

NOW = "2026-11-24T00:00:00Z"


def entry(seq: int, kind: str, **parts: Any) -> str:
    return json.dumps({"seq": seq, "at": NOW, "kind": kind, **parts}) + "\n"


def hostile(*parts: dict[str, Any]) -> str:
    """A first state, what is wrong, something harmless over it, and an undo that would lead back."""
    lines = [entry(1, "open", set={"name": "acme"})]
    lines += [entry(n, "edit", **part) for n, part in enumerate(parts, start=2)]
    return "".join(lines)


WRONG: list[tuple[str, dict[str, Any]]] = [
    ("workers", {"patch": {"profile": {"put": {"workers": "many"}}}}),
    ("workers", {"set": {"profile": {"workers": "many"}}}),
    ("workers", {"patch": {"profile": {"put": {"workers": True}}}}),
    ("air_gapped", {"patch": {"profile": {"put": {"air_gapped": "no"}}}}),
    ("kubernetes_version", {"patch": {"profile": {"put": {"kubernetes_version": "new"}}}}),
    ("location", {"patch": {"profile": {"put": {"location": ["on-premises"]}}}}),
    ("needs", {"patch": {"profile": {"put": {"needs": "tracing"}}}}),
    ("workers", {"patch": {"scenarios": {"put": {"B": {"scenario": "B", "profile": {"workers": "many"}}}}}}),
    ("domain", {"patch": {"inputs": {"put": {"domain": ["a"]}}}}),
]


@pytest.mark.parametrize(("name", "part"), WRONG)
def test_an_answer_of_a_wrong_kind_is_refused_with_its_line(catalog: Catalog, name: str, part: dict[str, Any]) -> None:
    text = hostile({"patch": {"weights": {"put": {"cost": 4}}}}, part, {"set": {"profile": {}, "scenarios": {}}})
    with pytest.raises(BadInput) as refused:
        replay(text, file="acme.yaml.journal", catalog=catalog)
    (problem,) = refused.value.problems
    assert (problem.file, problem.line, problem.key) == ("acme.yaml.journal", 3, name)


@pytest.mark.parametrize(
    "part",
    [
        {"patch": {"profile": {"put": {"workers": 5}}}},
        {"patch": {"profile": {"put": {"location": "on-the-moon"}}}},
        {"patch": {"profile": {"put": {"asked_once": "many"}}}},
        {"patch": {"profile": {"put": {"needs": []}}}},
        {"patch": {"inputs": {"put": {"domain": "k8s.acme.internal"}}}},
    ],
)
def test_what_fits_or_is_not_known_any_more_is_read(catalog: Catalog, part: dict[str, Any]) -> None:
    assert len(replay(hostile(part), file="j", catalog=catalog).undo) == 1


def test_an_undo_never_leads_back_to_it(catalog: Catalog, tmp_path: Path) -> None:
    """The line was written over in the state; only an undo would bring it to the solver."""
    path = tmp_path / "acme.yaml"
    with_file = SessionStore(path, catalog, clock=lambda: NOW, start=Session(name="acme"))
    with_file.apply(edit.answer(with_file.session, catalog, "workers", 5), "answer", {"fact": "workers"})
    with_file.close()
    journal = path.with_name("acme.yaml.journal")
    good, first = journal.read_text(encoding="utf-8"), json.loads(journal.read_text(encoding="utf-8").split("\n")[0])
    wrong = Entry(seq=2, at=NOW, kind="edit", set={"profile": {"workers": "many"}})
    right = Entry(seq=3, at=NOW, kind="edit", set={"profile": {"workers": 5}})
    lines = [json.dumps(first), *(e.model_dump_json(exclude_defaults=True) for e in (wrong, right))]
    journal.write_text("\n".join(lines) + "\n", encoding="utf-8")

    store = SessionStore(path, catalog, clock=lambda: NOW)
    assert store.session.profile == {"workers": 5}
    assert store.undoable is None
    (notice,) = [n for n in store.notices if n.line is not None]
    assert (notice.file, notice.line) == ("acme.yaml.journal", 2)
    assert store.undo() is None
    assert Engine(catalog).assess(store.session, count_budget=0).status == "open"
    store.close()

    journal.write_text(good, encoding="utf-8")
    again = SessionStore(path, catalog, clock=lambda: NOW)
    assert again.undo() is not None
    assert "workers" not in again.session.profile
    again.close()
