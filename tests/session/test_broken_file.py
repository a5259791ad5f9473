"""A broken or contradictory session file opens: what is wrong is listed from the top, the rest can be worked with."""

from __future__ import annotations

from pathlib import Path

import pytest

from advisor.errors import BadInput
from advisor.model.catalog import Catalog
from advisor.session import edit
from advisor.session.store import SessionStore

BROKEN = """\
name: acme
profil: {}
profile:
  workers: twelve
  air_gapped: true
choices:
  cni: celium
  mesh: istio
"""


@pytest.mark.parametrize("read_only", [False, True])
def test_a_broken_file_opens_with_its_problems_and_stays_as_it_is(
    tmp_path: Path, catalog: Catalog, read_only: bool
) -> None:
    path = tmp_path / "s.yaml"
    path.write_text(BROKEN)
    store = SessionStore(path, catalog, clock=lambda: "", read_only=read_only)
    assert [problem.line for problem in store.problems] == [2, 4, 7]
    assert [problem.nearest for problem in store.problems] == ["profile", None, "cilium"]
    assert {problem.file for problem in store.problems} == {str(path)}
    assert store.session.profile == {"air_gapped": True}
    assert set(store.session.choices) == {"mesh"}
    assert path.read_text() == BROKEN, "opening repairs nothing behind a person's back"
    store.close()


def test_a_broken_file_can_be_worked_with_and_opens_clean_after_a_change(tmp_path: Path, catalog: Catalog) -> None:
    path = tmp_path / "s.yaml"
    path.write_text(BROKEN)
    store = SessionStore(path, catalog, clock=lambda: "")
    store.apply(edit.choose(store.session, "cni", "cilium"), "choose")
    store.close()
    again = SessionStore(path, catalog, clock=lambda: "")
    assert again.problems == ()
    assert {d: c.option for d, c in again.session.choices.items()} == {"cni": "cilium", "mesh": "istio"}
    again.close()


def test_a_contradictory_file_opens_without_problems_and_with_both_wishes(tmp_path: Path, catalog: Catalog) -> None:
    path = tmp_path / "s.yaml"
    path.write_text("name: acme\nchoices: {cni: calico}\nexcluded: {cni: [calico]}\n")
    store = SessionStore(path, catalog, clock=lambda: "")
    assert store.problems == ()
    assert store.session.choices["cni"].option == "calico"
    assert store.session.excluded == {"cni": ("calico",)}
    store.close()


def test_a_file_that_is_no_yaml_opens_from_the_journal_and_is_kept(tmp_path: Path, catalog: Catalog) -> None:
    path = tmp_path / "s.yaml"
    store = SessionStore(path, catalog, clock=lambda: "")
    store.apply(edit.choose(store.session, "cni", "calico"), "choose")
    store.close()
    damaged = path.read_bytes() + b"excluded: [unclosed\n\xff"
    path.write_bytes(damaged)
    again = SessionStore(path, catalog, clock=lambda: "")
    assert again.problems
    assert again.session.choices["cni"].option == "calico"
    assert path.read_bytes() == damaged, "nothing is written before a change"
    again.apply(edit.choose(again.session, "mesh", "none"), "choose")
    assert (tmp_path / "s.yaml.broken-1").read_bytes() == damaged
    assert [notice.told("en") for notice in again.notices] == [
        "s.yaml is written anew; as it was, with its mistakes, it is kept in s.yaml.broken-1"
    ]
    again.apply(edit.choose(again.session, "mesh", "istio"), "choose")
    again.close()
    last = SessionStore(path, catalog, clock=lambda: "")
    assert (last.problems, last.session.choices["mesh"].option) == ((), "istio")
    assert sorted(p.name for p in tmp_path.iterdir()) == ["s.yaml", "s.yaml.broken-1", "s.yaml.journal"]
    last.close()


def test_a_file_with_a_mistake_is_kept_before_it_is_written_over(tmp_path: Path, catalog: Catalog) -> None:
    path = tmp_path / "s.yaml"
    path.write_text("schema: advisor.session/1\nname: s\nchoices: {cni: calicoo, mesh: istio}\n")
    before = path.read_bytes()
    store = SessionStore(path, catalog, clock=lambda: "")
    store.apply(edit.choose(store.session, "mesh", "none"), "choose")
    assert (tmp_path / "s.yaml.broken-1").read_bytes() == before
    store.close()


def test_a_newer_program_or_a_folder_is_refused(tmp_path: Path, catalog: Catalog) -> None:
    path = tmp_path / "s.yaml"
    path.write_text("schema: advisor.session/2\n")
    for place in (path, tmp_path):
        with pytest.raises(BadInput):
            SessionStore(place, catalog, clock=lambda: "")
    assert [p.name for p in tmp_path.iterdir()] == ["s.yaml"]
    path.write_text("- no mapping\n")
    store = SessionStore(path, catalog, clock=lambda: "")
    assert (len(store.problems), store.session.name) == (1, "unnamed")
    store.close()
