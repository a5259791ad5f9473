"""The journal: an append-only JSONL file beside the session, one synced line per change.

An entry holds who, when, what, and the session fields the change replaced. Replaying the entries from the first
gives the state, and the two stacks of undo and redo, exactly. A torn last line is dropped, with a notice.
"""

from __future__ import annotations

import errno
import fcntl
import json
import os
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal

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

    def copy(self) -> History:
        """The same state; following entries in the copy leaves this one as it is."""
        return History(self.session, list(self.entries), list(self.undo), list(self.redo), list(self.notices))

    def states(self) -> list[Session]:
        """Every state that undo and redo can reach, without the current one."""
        return [state for _, state in (*self.undo, *self.redo)]

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


def line_of(entry: Entry) -> bytes:
    """One entry as a line of the file."""
    text = json.dumps(entry.model_dump(mode="json"), ensure_ascii=False, separators=(",", ":"))
    return (text + "\n").encode()


class Journal:
    """The journal file of one session, held open and locked while writing is allowed."""

    def __init__(self, path: Path, *, follow: bool = False) -> None:
        """Open or create the file (0600). `locked` says whether this process may write; with `follow` it never does."""
        self.path = path
        self._descriptor: int | None = None if follow else _open_locked(path)

    @property
    def locked(self) -> bool:
        """Whether this process holds the lock, and so may write."""
        return self._descriptor is not None

    def read(self) -> History:
        """Replay the file as it is now; a torn tail is cut off when this process holds the lock.

        A follower may look before there is a file: then nothing has happened yet.
        """
        if not self.locked and not self.path.exists():
            return History(session=Session())
        size = self.path.stat().st_size
        if size > MAX_BYTES:
            raise BadInput(
                [Problem(f"the journal is larger than {MAX_BYTES // 1024 // 1024} MiB", file=str(self.path))]
            )
        data = self.path.read_bytes()
        text = data.decode("utf-8", errors="replace")
        history = replay(text, file=self.path.name)
        if history.notices and self._descriptor is not None:
            whole = data.split(b"\n")[: len(history.entries)]
            _cut(self._descriptor, sum(len(line) + 1 for line in whole))
        return history

    def append(self, entry: Entry) -> int:
        """Write one entry and wait until it is on disk. Returns the size before, for `take_back`.

        An entry that could not be written whole is taken back, so that a later one follows a whole line: OSError then
        says that nothing was changed.
        """
        descriptor = self._writable()
        before = os.fstat(descriptor).st_size
        try:
            _write_all(descriptor, line_of(entry))
            os.fsync(descriptor)
        except OSError as error:
            self.take_back(before)
            raise cannot_write(error, self.path) from error
        return before

    def take_back(self, size: int) -> None:
        """Return to an earlier size. If even that fails nothing more is written: the lock is given back."""
        try:
            _cut(self._writable(), size)
        except OSError:
            self.close()

    def close(self) -> None:
        """Give the lock back."""
        if self._descriptor is not None:
            os.close(self._descriptor)
            self._descriptor = None

    def _writable(self) -> int:
        if self._descriptor is None:
            raise PermissionError("this session is open elsewhere")
        return self._descriptor


def cannot_write(error: OSError, path: Path) -> OSError:
    """The same error in words: which file, why, and that the change was not made."""
    reason = error.strerror or str(error)
    return type(error)(error.errno or errno.EIO, f"{reason}; the change was not made", str(path))


def _open_locked(path: Path) -> int | None:
    """A descriptor that holds the lock, or None while another process does."""
    flags = os.O_RDWR | os.O_CREAT | os.O_APPEND | os.O_NOFOLLOW | os.O_CLOEXEC
    descriptor = os.open(path, flags, 0o600)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        os.close(descriptor)
        return None
    return descriptor


def _write_all(descriptor: int, data: bytes) -> None:
    while data:
        data = data[os.write(descriptor, data) :]


def _cut(descriptor: int, size: int) -> None:
    os.ftruncate(descriptor, size)
    os.fsync(descriptor)
