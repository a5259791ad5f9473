"""The journal: an append-only JSONL file beside the session, one synced line per change.

An entry holds who, when, what, and the session fields the change replaced. Replaying the entries from the first
gives the state, and the two stacks of undo and redo, exactly. A torn last line is dropped, with a notice.
"""

from __future__ import annotations

import fcntl
import json
import os
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, Any, Literal

from pydantic import Field, ValidationError

from advisor.errors import BadInput, Problem
from advisor.model.base import Value
from advisor.model.session import Session

JOURNAL_SCHEMA = "advisor.journal/1"
MAX_BYTES = 64 * 1024 * 1024


class Entry(Value):
    """One line of the journal.

    `kind` edit replaces the fields in `set`; undo and redo move along the edits. `action` and `detail` say what was
    done in words of the interface (`choose`, {"decision": "cni", "option": "calico"}).
    """

    seq: int
    at: str
    who: str | None = None
    kind: Literal["open", "edit", "undo", "redo"]
    action: str = ""
    detail: dict[str, Any] = Field(default_factory=dict)
    set: dict[str, Any] = Field(default_factory=dict)


@dataclass
class History:
    """The state after a replay: the session, and the states that undo and redo lead to."""

    session: Session
    entries: list[Entry] = field(default_factory=list)
    undo: list[tuple[Entry, Session]] = field(default_factory=list)
    redo: list[tuple[Entry, Session]] = field(default_factory=list)
    notices: list[str] = field(default_factory=list)

    def take(self, entry: Entry) -> None:
        """Follow one entry."""
        match entry.kind:
            case "open":
                self.session = Session.model_validate(entry.set)
            case "edit":
                self.undo.append((entry, self.session))
                self.redo.clear()
                self.session = Session.model_validate({**self.session.model_dump(by_alias=True), **entry.set})
            case "undo":
                edit, before = self.undo.pop()
                self.redo.append((edit, self.session))
                self.session = before
            case "redo":
                edit, after = self.redo.pop()
                self.undo.append((edit, self.session))
                self.session = after
        self.entries.append(entry)


def changed_fields(before: Session, after: Session) -> dict[str, Any]:
    """The top-level fields in which two sessions differ, in their written form."""
    old, new = (s.model_dump(mode="json", by_alias=True) for s in (before, after))
    return {key: value for key, value in new.items() if old.get(key) != value}


def replay(text: str, *, file: str) -> History:
    """Read a journal. A torn last line becomes a notice; any other broken line is BadInput with its number."""
    lines = text.split("\n")
    complete, torn = lines[:-1], lines[-1]
    history = History(session=Session())
    for number, line in enumerate(complete, start=1):
        try:
            history.take(Entry.model_validate_json(line))
        except (ValidationError, IndexError) as error:
            if number == len(complete) and not torn:
                torn = line
                break
            reason = "undo or redo without anything to move to" if isinstance(error, IndexError) else "not an entry"
            raise BadInput([Problem(f"the journal cannot be read: {reason}", file=file, line=number)]) from None
    if torn:
        history.notices.append(f"the last line of {file} was torn and has been dropped")
    return history


class Journal:
    """The journal file of one session, held open and locked while writing is allowed."""

    def __init__(self, path: Path, *, follow: bool = False) -> None:
        """Open or create the file (0600). `locked` says whether this process may write; with `follow` it never does."""
        self.path = path
        self.locked = False
        self._file: IO[str] | None = None
        if follow:
            return
        flags = os.O_RDWR | os.O_CREAT | os.O_APPEND | os.O_NOFOLLOW | os.O_CLOEXEC
        descriptor = os.open(path, flags, 0o600)
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
            self.locked = True
        except BlockingIOError:
            self.locked = False
        self._file = os.fdopen(descriptor, "a", encoding="utf-8")

    def read(self) -> History:
        """Replay the file as it is now; a torn tail is cut off when this process holds the lock.

        A follower may look before there is a file: then nothing has happened yet.
        """
        if self._file is None and not self.path.exists():
            return History(session=Session())
        size = self.path.stat().st_size
        if size > MAX_BYTES:
            raise BadInput(
                [Problem(f"the journal is larger than {MAX_BYTES // 1024 // 1024} MiB", file=str(self.path))]
            )
        data = self.path.read_bytes()
        text = data.decode("utf-8", errors="replace")
        history = replay(text, file=self.path.name)
        if history.notices and self.locked:
            self._cut(len(history.entries), data)
        return history

    def append(self, entry: Entry) -> None:
        """Write one entry and wait until it is on disk."""
        if not self.locked or self._file is None:
            raise PermissionError("this session is open elsewhere")
        line = json.dumps(entry.model_dump(mode="json"), ensure_ascii=False, separators=(",", ":"))
        self._file.write(line + "\n")
        self._file.flush()
        os.fsync(self._file.fileno())

    def close(self) -> None:
        """Give the lock back."""
        if self._file is not None:
            self._file.close()
            self._file = None
            self.locked = False

    def _cut(self, entries: int, data: bytes) -> None:
        """Keep the first `entries` lines."""
        assert self._file is not None
        keep = sum(len(line) for line in data.splitlines(keepends=True)[:entries])
        self._file.truncate(keep)
        os.fsync(self._file.fileno())
