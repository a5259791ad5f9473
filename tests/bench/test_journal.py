"""What appending to the journal costs is counted, whatever the disk: one write and one sync for each entry."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from advisor import disk
from advisor.session.history import Entry
from advisor.session.journal import Journal, line_of
from tests.bench import journal

ROUNDS = 5


@pytest.fixture
def calls(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Every write and sync, of the journal and of the bare file beside it."""
    found: list[str] = []

    def counted(name: str, real: Callable[..., object]) -> Callable[..., object]:
        def call(*arguments: object) -> object:
            found.append(name)
            return real(*arguments)

        return call

    for name in ("write", "fsync"):
        monkeypatch.setattr(os, name, counted(name, getattr(os, name)))
    return found


def test_an_entry_is_one_write_and_one_sync_as_a_bare_one_is(calls: list[str], tmp_path: Path) -> None:
    found = journal.measure(tmp_path, ROUNDS)
    assert calls[-4 * ROUNDS :] == ["write", "fsync"] * 2 * ROUNDS, "before them the journal was made"
    assert found.bare > 0
    assert found.journal > 0
    assert found.size < 300, "only the change is written, not the session"


def test_a_journal_that_does_not_sync_is_noticed(calls: list[str], tmp_path: Path) -> None:
    def careless(into: Journal, entry: Entry) -> None:
        disk.write_all(into._writable(), line_of(entry))

    journal.measure(tmp_path, ROUNDS, append=careless)
    assert calls[-3 * ROUNDS :] == ["write", "fsync", "write"] * ROUNDS
