"""Nothing acknowledged is lost and nothing is invented: kills, full disks, lagging files, a live second process."""

from __future__ import annotations

import errno
import os
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from advisor.model.catalog import Catalog
from advisor.session import edit, store
from advisor.session.file import read
from advisor.session.store import SessionStore

CHILD = """
import os, signal, sys
from pathlib import Path
from advisor.model.catalog import Catalog
from advisor.session import edit, store

folder, stage = Path(sys.argv[1]), sys.argv[2]
catalog = Catalog.model_validate_json((folder / "catalog.json").read_text())
opened = store.SessionStore(folder / "s.yaml", catalog, clock=lambda: "2026-11-24T00:00:00Z")
if stage == "live":
    for line in sys.stdin:
        opened.apply(edit.choose(opened.session, "cni", line.strip()), "choose")
        print("done", flush=True)
else:
    opened.apply(edit.choose(opened.session, "cni", "calico"), "choose")
    die = lambda *_: os.kill(os.getpid(), signal.SIGKILL)
    if stage == "before-save":
        store.write_atomically = die
    elif stage == "before-rename":
        Path.replace = die
    elif stage == "half-written":
        whole = os.write
        os.write = lambda fd, data: (whole(fd, data[: len(data) // 2]), die())
    elif stage == "before-sync":
        os.fsync = die
    opened.apply(edit.choose(opened.session, "mesh", "istio"), "choose")
"""


@pytest.fixture
def folder(tmp_path: Path, catalog: Catalog) -> Path:
    (tmp_path / "catalog.json").write_text(catalog.model_dump_json(by_alias=True))
    return tmp_path


def opened(folder: Path, catalog: Catalog, *, read_only: bool = False) -> SessionStore:
    return SessionStore(folder / "s.yaml", catalog, clock=lambda: "2026-11-24T00:00:00Z", read_only=read_only)


def chosen(state: SessionStore) -> dict[str, str]:
    return {decision: choice.option for decision, choice in state.session.choices.items()}


@pytest.mark.parametrize(
    ("stage", "journaled"),
    [("before-save", True), ("before-rename", True), ("before-sync", True), ("half-written", False)],
)
def test_a_kill_between_any_two_writes_loses_nothing(
    folder: Path, catalog: Catalog, stage: str, journaled: bool
) -> None:
    ended = subprocess.run([sys.executable, "-c", CHILD, str(folder), stage], capture_output=True, check=False)
    assert ended.returncode == -signal.SIGKILL, ended.stderr.decode()
    assert "mesh" not in read(folder / "s.yaml", catalog).choices, "the kill came before the session file was replaced"
    state = opened(folder, catalog)
    assert chosen(state) == {"cni": "calico"} | ({"mesh": "istio"} if journaled else {})
    assert read(folder / "s.yaml", catalog) == state.session
    assert "edited-by-hand" not in {entry.action for entry in state.entries}
    assert len(state.notices) == 1
    state.undo()
    assert chosen(state) == ({"cni": "calico"} if journaled else {})
    state.close()


@pytest.mark.parametrize("asked", [True, False])
def test_a_real_second_process_is_followed_live(folder: Path, catalog: Catalog, asked: bool) -> None:
    command = [sys.executable, "-c", CHILD, str(folder), "live"]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as child:
        assert child.stdin is not None
        assert child.stdout is not None
        child.stdin.write("calico\n")
        child.stdin.flush()
        assert child.stdout.readline() == "done\n"
        second = opened(folder, catalog, read_only=asked)
        assert second.read_only
        assert chosen(second) == {"cni": "calico"}
        child.stdin.write("cilium\n")
        child.stdin.flush()
        assert child.stdout.readline() == "done\n"
        assert second.refresh()
        assert chosen(second) == {"cni": "cilium"}
        child.stdin.close()
        assert child.wait() == 0
    second.close()
    alone = opened(folder, catalog)
    assert not alone.read_only, "the lock ends with the process that held it"
    alone.close()


def test_every_entry_is_synced_before_it_counts(
    folder: Path, catalog: Catalog, monkeypatch: pytest.MonkeyPatch
) -> None:
    state = opened(folder, catalog)
    journal = folder / "s.yaml.journal"
    synced: list[bytes] = []
    real = os.fsync

    def counted(descriptor: int) -> None:
        real(descriptor)
        if os.fstat(descriptor).st_ino == journal.stat().st_ino:
            synced.append(journal.read_bytes())

    monkeypatch.setattr(os, "fsync", counted)
    state.apply(edit.choose(state.session, "cni", "calico"), "choose")
    state.undo()
    state.redo()
    assert [content.count(b"\n") for content in synced] == [2, 3, 4]
    state.close()


def full(*_: object) -> int:
    raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


def half(real: Callable[[int, bytes], int]) -> Callable[[int, bytes], int]:
    """A disk that takes half of the first line and then nothing."""
    calls = iter(range(10))

    def write(descriptor: int, data: bytes) -> int:
        return real(descriptor, data[: len(data) // 2]) if next(calls) == 0 else full()

    return write


@pytest.mark.parametrize("fault", ["write", "half", "fsync", "save"])
def test_a_full_disk_leaves_the_old_state_and_says_so(
    folder: Path, catalog: Catalog, monkeypatch: pytest.MonkeyPatch, fault: str
) -> None:
    state = opened(folder, catalog)
    state.apply(edit.choose(state.session, "cni", "calico"), "choose")
    files = [folder / "s.yaml", folder / "s.yaml.journal"]
    before = [path.read_bytes() for path in files]
    with monkeypatch.context() as patch:
        if fault == "save":
            patch.setattr(store, "write_atomically", full)
        elif fault == "fsync":
            calls, real = iter(range(10)), os.fsync
            patch.setattr(os, "fsync", lambda fd: full() if next(calls) == 0 else real(fd))
        else:
            patch.setattr(os, "write", full if fault == "write" else half(os.write))
        with pytest.raises(OSError, match="No space left on device; the change was not made") as caught:
            state.apply(edit.choose(state.session, "mesh", "istio"), "choose")
    assert caught.value.errno == errno.ENOSPC
    assert str(caught.value.filename).startswith(str(folder / "s.yaml"))
    assert chosen(state) == {"cni": "calico"}
    assert [path.read_bytes() for path in files] == before
    state.apply(edit.choose(state.session, "mesh", "none"), "choose")
    state.close()
    again = opened(folder, catalog)
    assert chosen(again) == {"cni": "calico", "mesh": "none"}
    again.close()


def test_a_disk_that_cannot_even_take_back_ends_writing(
    folder: Path, catalog: Catalog, monkeypatch: pytest.MonkeyPatch
) -> None:
    state = opened(folder, catalog)
    with monkeypatch.context() as patch:
        patch.setattr(os, "write", half(os.write))
        patch.setattr(os, "ftruncate", full)
        with pytest.raises(OSError, match="No space left"):
            state.apply(edit.choose(state.session, "cni", "calico"), "choose")
    with pytest.raises(PermissionError):
        state.apply(edit.choose(state.session, "cni", "cilium"), "choose")
    state.close()
    again = opened(folder, catalog)
    assert chosen(again) == {}
    assert any("torn" in str(notice) for notice in again.notices)
    again.close()


def test_a_hand_written_return_to_an_earlier_state_wins(folder: Path, catalog: Catalog) -> None:
    path = folder / "s.yaml"
    state = opened(folder, catalog)
    earlier = path.read_text()
    state.apply(edit.choose(state.session, "cni", "calico"), "choose")
    state.close()
    path.write_text(earlier)
    later = (folder / "s.yaml.journal").stat().st_mtime_ns + 1_000_000_000
    os.utime(path, ns=(later, later))
    again = opened(folder, catalog)
    assert chosen(again) == {}
    assert again.undoable is not None
    assert again.undoable.action == "edited-by-hand"
    again.close()


def test_five_hundred_entries_come_back_in_order(
    folder: Path, catalog: Catalog, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(os, "fsync", lambda _: None)
    state = opened(folder, catalog)
    for workers in range(1, 500):
        state.apply(edit.answer(state.session, catalog, "workers", workers), "answer", {"value": workers})
    before = state.entries
    state.close()
    again = opened(folder, catalog)
    assert len(again.entries) == 500
    assert again.entries == before
    assert [entry.seq for entry in again.entries] == list(range(1, 501))
    for workers in range(499, 1, -1):
        assert again.session.profile["workers"] == workers
        again.undo()
    again.close()
