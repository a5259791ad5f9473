"""The store and its journal: nothing is lost, undo survives a restart, a second process only reads."""

from __future__ import annotations

import stat
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from advisor.model.catalog import Catalog
from advisor.model.session import Session
from advisor.session import edit
from advisor.session.file import read
from advisor.session.store import SessionStore

Clock = Callable[[], str]
Opener = Callable[[Path], SessionStore]


@pytest.fixture
def opened(catalog: Catalog, clock: Clock) -> Iterator[Opener]:
    """Opens stores and closes them all in the end."""
    stores: list[SessionStore] = []

    def open_one(path: Path) -> SessionStore:
        stores.append(SessionStore(path, catalog, clock=clock))
        return stores[-1]

    yield open_one
    for store in stores:
        store.close()


def test_undo_to_the_start_and_redo_across_restarts(tmp_path: Path, opened: Opener, catalog: Catalog) -> None:
    path = tmp_path / "s.yaml"
    store = opened(path)
    start = store.session
    states = [start]
    for option in ("calico", "cilium", "calico"):
        store.apply(edit.choose(store.session, "cni", option), "choose", {"option": option})
        states.append(store.session)
    store.undo()
    store.close()

    store = opened(path)
    assert store.session == states[2]
    assert store.undo() is not None
    assert store.undo() is not None
    assert store.undo() is None
    assert store.session == start
    store.close()

    store = opened(path)
    for expected in states[1:]:
        assert store.redo() is not None
        assert store.session == expected
    assert store.redo() is None
    assert read(path, catalog) == states[-1]


def test_a_new_change_after_undo_ends_redo(tmp_path: Path, opened: Opener) -> None:
    store = opened(tmp_path / "s.yaml")
    store.apply(edit.choose(store.session, "cni", "calico"), "choose")
    store.undo()
    store.apply(edit.choose(store.session, "cni", "cilium"), "choose")
    assert store.redo() is None


def test_an_edit_that_changes_nothing_is_not_journaled(tmp_path: Path, opened: Opener) -> None:
    store = opened(tmp_path / "s.yaml")
    before = len(store.entries)
    assert not store.apply(store.session, "choose")
    assert len(store.entries) == before


def test_a_torn_last_line_is_dropped_with_a_notice(tmp_path: Path, opened: Opener) -> None:
    path = tmp_path / "s.yaml"
    store = opened(path)
    store.apply(edit.choose(store.session, "cni", "calico"), "choose")
    store.close()
    journal = tmp_path / "s.yaml.journal"
    with journal.open("a") as file:
        file.write('{"seq": 99, "kind": "ed')
    store = opened(path)
    assert store.session.choices["cni"].option == "calico"
    assert any("torn" in str(notice) for notice in store.notices)
    store.apply(edit.choose(store.session, "cni", "cilium"), "choose")
    store.close()
    assert opened(path).session.choices["cni"].option == "cilium"


@pytest.mark.parametrize(
    "broken",
    [
        "{broken",
        '{"seq": 2, "at": "", "kind": "undo"}',
        '{"seq": 2, "at": "", "kind": "edit", "set": {"choices": 5}}',
        '{"seq": 2, "at": "", "kind": "edit", "patch": {"name": {"put": {"a": 1}}}}',
    ],
)
def test_a_broken_journal_is_kept_and_the_session_opens_anyway(
    tmp_path: Path, opened: Opener, catalog: Catalog, broken: str
) -> None:
    path = tmp_path / "s.yaml"
    store = opened(path)
    store.apply(edit.choose(store.session, "cni", "calico"), "choose")
    store.close()
    journal = tmp_path / "s.yaml.journal"
    lines = journal.read_text().splitlines()
    journal.write_text("\n".join([lines[0], broken, *lines[1:]]) + "\n")
    damaged = journal.read_bytes()
    follower = SessionStore(path, catalog, clock=lambda: "", read_only=True)
    assert follower.session.choices["cni"].option == "calico"
    assert journal.read_bytes() == damaged, "a follower moves nothing"
    follower.close()
    again = opened(path)
    assert again.session.choices["cni"].option == "calico"
    assert len(again.notices) == 1
    assert str(again.notices[0]).startswith("s.yaml.journal:2: the journal cannot be read")
    assert "s.yaml.journal.broken-1" in str(again.notices[0])
    assert "저널을 읽을 수 없어" in again.notices[0].told("ko")
    assert (tmp_path / "s.yaml.journal.broken-1").read_bytes() == damaged
    again.apply(edit.choose(again.session, "cni", "cilium"), "choose")
    assert SessionStore(path, catalog, clock=lambda: "").read_only, "the new journal is locked"
    again.close()
    last = opened(path)
    assert last.notices == []
    assert last.session.choices["cni"].option == "cilium"


def test_a_file_changed_by_hand_wins_and_can_be_undone(tmp_path: Path, opened: Opener) -> None:
    path = tmp_path / "s.yaml"
    store = opened(path)
    store.apply(edit.choose(store.session, "cni", "calico"), "choose")
    store.close()
    path.write_text(path.read_text().replace("calico", "cilium"))
    store = opened(path)
    assert store.session.choices["cni"].option == "cilium"
    undone = store.undo()
    assert undone is not None
    assert undone.action == "edited-by-hand"
    assert store.session.choices["cni"].option == "calico"


def test_a_second_store_reads_only_and_follows(tmp_path: Path, opened: Opener) -> None:
    path = tmp_path / "s.yaml"
    first = opened(path)
    second = opened(path)
    assert second.read_only
    with pytest.raises(PermissionError):
        second.apply(edit.choose(second.session, "cni", "cilium"), "choose")
    first.apply(edit.choose(first.session, "cni", "calico"), "choose")
    assert second.refresh()
    assert second.session.choices["cni"].option == "calico"
    assert not second.refresh()
    assert not first.refresh()


def test_the_journal_is_private(tmp_path: Path, opened: Opener) -> None:
    opened(tmp_path / "s.yaml")
    mode = stat.S_IMODE((tmp_path / "s.yaml.journal").stat().st_mode)
    assert mode == 0o600


def test_a_journal_that_is_a_link_is_refused(tmp_path: Path, opened: Opener) -> None:
    (tmp_path / "s.yaml.journal").symlink_to(tmp_path / "elsewhere")
    with pytest.raises(OSError, match="symbolic link"):
        opened(tmp_path / "s.yaml")
    assert not (tmp_path / "elsewhere").exists()


def test_without_a_path_everything_works_in_memory(catalog: Catalog, clock: Clock) -> None:
    store = SessionStore(None, catalog, clock=clock, start=Session(name="try-out"))
    store.apply(edit.choose(store.session, "cni", "calico"), "choose")
    assert store.undo() is not None
    assert store.session == Session(name="try-out")


def test_a_failed_write_leaves_the_old_file(tmp_path: Path, opened: Opener, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "s.yaml"
    store = opened(path)
    before = path.read_text()

    def refuse(self: Path, target: Path) -> Path:
        raise OSError("disk full")

    monkeypatch.setattr(Path, "replace", refuse)
    with pytest.raises(OSError, match="disk full"):
        store.apply(edit.choose(store.session, "cni", "calico"), "choose")
    assert path.read_text() == before
    assert [p.name for p in tmp_path.iterdir() if p.name.endswith(".new")] == []


def test_a_read_only_store_follows_the_writer_and_touches_nothing(
    tmp_path: Path, opened: Opener, catalog: Catalog, clock: Clock
) -> None:
    path = tmp_path / "s.yaml"
    follower = SessionStore(path, catalog, clock=clock, read_only=True)
    assert follower.read_only
    assert not follower.refresh()
    assert list(tmp_path.iterdir()) == []

    writer = opened(path)
    assert not writer.read_only, "a follower takes no lock"
    writer.apply(edit.choose(writer.session, "cni", "calico"), "choose")
    assert follower.refresh()
    assert follower.session == writer.session
    assert [e.action for e in follower.entries] == [e.action for e in writer.entries]
    assert not follower.refresh()

    writer.undo()
    assert follower.refresh()
    assert follower.session == writer.session
    with pytest.raises(PermissionError):
        follower.apply(edit.choose(follower.session, "cni", "cilium"), "choose")
    follower.close()


def test_a_read_only_store_opens_beside_a_torn_journal(tmp_path: Path, opened: Opener, catalog: Catalog) -> None:
    path = tmp_path / "s.yaml"
    writer = opened(path)
    writer.apply(edit.choose(writer.session, "cni", "calico"), "choose")
    journal = path.with_name("s.yaml.journal")
    journal.write_bytes(journal.read_bytes() + b'{"seq": 3, "ki')
    before = journal.read_bytes()
    follower = SessionStore(path, catalog, clock=lambda: "", read_only=True)
    assert follower.session == writer.session
    assert follower.notices == []
    assert journal.read_bytes() == before
    follower.close()
