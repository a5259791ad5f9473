"""The history: entries hold only what changed, a long journal is compacted without loss, clocks have no say."""

from __future__ import annotations

import json
import os
import random
import subprocess
import sys
import time
from pathlib import Path

import pytest

from advisor.model.catalog import Catalog
from advisor.model.session import Session
from advisor.session import edit, journal, workshop
from advisor.session.history import Entry, History, changes, compacted, state_of
from advisor.session.journal import line_of, replay
from advisor.session.store import SessionStore
from tests.session import killed

SEEDS = range(20)


def worked(catalog: Catalog, seed: int, steps: int) -> SessionStore:
    """A store in memory after random moves."""
    rng = random.Random(seed)
    store = SessionStore(None, catalog, clock=lambda: "2026-11-24T00:00:00Z", start=Session(name="s"))
    store._write("open", action="open", set=state_of(store.session))
    for _ in range(steps):
        killed.step(store, catalog, rng)[1]()
    return store


def told(entries: list[Entry]) -> list[tuple[object, ...]]:
    return [(e.seq, e.at, e.who, e.kind, e.action, e.detail) for e in entries]


def walk(history: History) -> list[dict[str, object]]:
    """Every state from the first to the last, by undo and redo."""
    return [before for _, before in history.undo] + [history.state] + [after for _, after in reversed(history.redo)]


@pytest.mark.parametrize("seed", SEEDS)
def test_a_compacted_journal_leads_to_the_same_states(catalog: Catalog, seed: int) -> None:
    history = worked(catalog, seed, 60)._history
    text = b"".join(map(line_of, compacted(history))).decode()
    again = replay(text, file="j")
    assert walk(again) == walk(history)
    assert [len(again.undo), len(again.redo)] == [len(history.undo), len(history.redo)]
    assert told(again.entries) == told(history.entries)
    assert any(entry.void for entry in again.entries)
    assert b"".join(map(line_of, compacted(again))).decode() == text, "a second time changes nothing"


@pytest.mark.parametrize("seed", SEEDS)
def test_a_replay_gives_the_state_of_every_moment(catalog: Catalog, seed: int) -> None:
    store = worked(catalog, seed, 40)
    text = "".join(line_of(entry).decode() for entry in store.entries)
    again = replay(text, file="j")
    assert again.session == store.session
    assert walk(again) == walk(store._history)


def test_an_entry_holds_only_what_changed(catalog: Catalog) -> None:
    session = Session()
    for fact, value in (("location", "on-premises"), ("workers", 3), ("air_gapped", True)):
        session = edit.answer(session, catalog, fact, value)
    after = edit.answer(session, catalog, "workers", 4)
    parts = changes(state_of(session), state_of(after))
    assert list(parts) == ["patch"]
    assert parts["patch"]["profile"].model_dump() == {"drop": (), "put": {"workers": 4}}
    assert changes(state_of(session), state_of(session)) == {}


def test_an_entry_does_not_grow_with_the_session(catalog: Catalog) -> None:
    """What makes five hundred entries open at once: neither their bytes nor their replay depend on what is there."""
    sizes = []
    for people in (0, 300):
        store = SessionStore(None, catalog, clock=lambda: "2026-11-24T00:00:00Z")
        for number in range(people):
            store.apply(workshop.join(store.session, f"person {number}", role="x" * 100), "join")
        store.apply(edit.choose(store.session, "cni", "calico", because="BGP"), "choose")
        store.apply(workshop.join(store.session, "Minji"), "join")
        sizes.append([len(line_of(entry)) for entry in store.entries[-2:]])
    assert sizes[0] == [size - len("30") for size in sizes[1]], "only the number of the entry is longer"


def test_a_long_journal_is_compacted_under_its_lock(
    tmp_path: Path, catalog: Catalog, monkeypatch: pytest.MonkeyPatch
) -> None:
    def opened() -> SessionStore:
        return SessionStore(tmp_path / "s.yaml", catalog, clock=lambda: "2026-11-24T00:00:00Z")

    store, file = opened(), tmp_path / "s.yaml.journal"
    for number in range(60):
        note = "because " * 40
        store.apply(edit.choose(store.session, "cni", ["calico", "cilium"][number % 2], because=note), "choose")
        if number % 2:
            store.undo()
            store.undo()
    before, entries, size = walk(store._history), store.entries, file.stat().st_size
    store.close()
    monkeypatch.setattr(journal, "COMPACT_BYTES", 1000)
    again = opened()
    assert file.stat().st_size < size / 2
    assert file.stat().st_mode & 0o777 == 0o600
    assert walk(again._history) == before
    assert told(list(again.entries)) == told(list(entries))
    assert opened().read_only, "the new file is locked from the beginning"
    again.apply(edit.choose(again.session, "mesh", "istio"), "choose")
    again.close()
    assert opened().session.choices["mesh"].option == "istio"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["s.yaml", "s.yaml.journal"]


def test_a_disk_without_room_keeps_the_long_journal(
    tmp_path: Path, catalog: Catalog, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = SessionStore(tmp_path / "s.yaml", catalog, clock=lambda: "")
    for _ in range(30):
        store.apply(edit.choose(store.session, "cni", "calico", because="x" * 200), "choose")
        store.undo()
    store.close()
    before = (tmp_path / "s.yaml.journal").read_bytes()
    monkeypatch.setattr(journal, "COMPACT_BYTES", 1000)

    def refuse(self: Path, target: Path) -> Path:
        raise OSError("disk full")

    monkeypatch.setattr(Path, "replace", refuse)
    again = SessionStore(tmp_path / "s.yaml", catalog, clock=lambda: "")
    assert not again.read_only
    assert (tmp_path / "s.yaml.journal").read_bytes() == before
    again.close()


@pytest.mark.parametrize("ahead", [True, False])
@pytest.mark.parametrize("saved", [True, False])
def test_a_clock_that_jumps_changes_nothing(tmp_path: Path, catalog: Catalog, ahead: bool, saved: bool) -> None:
    """Whichever file carries the later time: what was journaled stays, and what a hand wrote wins."""
    path, file = tmp_path / "s.yaml", tmp_path / "s.yaml.journal"
    times = iter(["2030-01-01T00:00:00Z", "1999-01-01T00:00:00Z", "2026-01-01T00:00:00Z"])
    store = SessionStore(path, catalog, clock=lambda: next(times))
    store.apply(edit.choose(store.session, "cni", "calico"), "choose")
    if not saved:
        store._save = lambda session: None  # type: ignore[method-assign]
    store.apply(edit.choose(store.session, "mesh", "istio"), "choose")
    store.close()
    assert [entry.seq for entry in store.entries] == [1, 2, 3]
    if saved:
        path.write_text(path.read_text().replace("mesh: istio", "mesh: none"))
        os.utime(path, ns=(1, time.time_ns() + (10**18 if ahead else -(10**18))))
    os.utime(file, ns=(1, time.time_ns() - (10**18 if ahead else -(10**18))))
    again = SessionStore(path, catalog, clock=lambda: "2026-01-01T00:00:00Z")
    assert again.session.choices["mesh"].option == ("none" if saved else "istio")
    assert again.session.choices["cni"].option == "calico"
    again.close()


def test_what_a_killed_process_left_is_swept_and_nothing_else(tmp_path: Path, catalog: Catalog) -> None:
    for name in (".s.yaml.0123abcd.new", ".s.yaml.journal.0123abcd.new", ".s.yaml.mine.new", ".t.yaml.0123abcd.new"):
        (tmp_path / name).write_text("half")
    SessionStore(tmp_path / "s.yaml", catalog, clock=lambda: "").close()
    assert sorted(p.name for p in tmp_path.glob(".*")) == [".s.yaml.mine.new", ".t.yaml.0123abcd.new"]


@pytest.mark.parametrize(
    "kills", [pytest.param(20, id="twenty"), pytest.param(200, id="two-hundred", marks=pytest.mark.slow)]
)
def test_kills_at_random_moments_lose_and_invent_nothing(tmp_path: Path, catalog: Catalog, kills: int) -> None:
    (tmp_path / "catalog.json").write_text(catalog.model_dump_json(by_alias=True))
    command = [sys.executable, "-m", "tests.session.killed", str(tmp_path), str(kills), "7"]
    done = subprocess.run(command, capture_output=True, text=True, check=False, cwd=Path(__file__).parents[2])
    assert done.returncode == 0, done.stderr
    seen = json.loads(done.stdout)
    assert seen["arrived"] + seen["not yet"] == kills
    if kills == 200:
        assert min(seen["not yet"], seen["arrived"] - seen["between"], seen["between"]) > 0, "every kind of moment came"


def test_a_store_that_forgets_is_caught(tmp_path: Path, catalog: Catalog) -> None:
    """The negative twin: changes that are acknowledged and never written are noticed."""
    (tmp_path / "catalog.json").write_text(catalog.model_dump_json(by_alias=True))
    script = (
        "import sys; from pathlib import Path; from tests.session import killed\n"
        "killed.journal.Journal.append = lambda self, entry: 0\n"
        "killed.SessionStore._save = lambda self, session: None\n"
        "killed.main(Path(sys.argv[1]), 5, 7)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", script, str(tmp_path)], capture_output=True, text=True, check=False,
        cwd=Path(__file__).parents[2],
    )  # fmt: skip
    assert done.returncode == 1
    assert "lost or invented" in done.stderr
