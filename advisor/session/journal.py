"""The journal: an append-only JSONL file beside the session, one synced line per change.

An entry holds who, when, what, and what it changed. Replaying the entries from the first gives the state, and the two
stacks of undo and redo, exactly. A torn last line is dropped, with a notice.
"""

from __future__ import annotations

import contextlib
import errno
import json
import os
from pathlib import Path

from pydantic import ValidationError

from advisor import disk
from advisor.errors import BadInput, Problem
from advisor.model.catalog import Catalog
from advisor.model.characters import UNSTORABLE, storable_data
from advisor.session.history import Entry, History, compacted
from advisor.session.kinds import wrong_kind
from advisor.wording.problems import problem

MAX_BYTES = 64 * 1024 * 1024
NOT_MADE = "the change was not made"
UNCERTAIN = "open the session again to see whether the change is in it"
COMPACT_BYTES = 1024 * 1024
"""From this size on a journal is written anew on opening, where that halves it at least."""


def replay(text: str, *, file: str, catalog: Catalog | None = None) -> History:
    """Read a journal. A torn last line becomes a notice; any other broken line is BadInput with its number.

    With a catalogue, a line that holds an answer of a wrong kind is broken wherever it stands.
    """
    lines = text.split("\n")
    complete, torn = lines[:-1], lines[-1]
    history = History()
    for number, line in enumerate(complete, start=1):
        try:
            entry = _entry(line)
            history.take(entry)
        except (ValidationError, IndexError) as error:
            if number == len(complete) and not torn:
                torn = line
                break
            reason = "undo or redo without anything to move to" if isinstance(error, IndexError) else "not an entry"
            raise BadInput([Problem(f"the journal cannot be read: {reason}", file=file, line=number)]) from None
        wrong = wrong_kind(catalog, entry) if catalog is not None else None
        if wrong is not None:
            reason = f"a value of another kind than {wrong} takes"
            raise BadInput([Problem(f"the journal cannot be read: {reason}", file=file, line=number, key=wrong)])
    if torn:
        history.notices.append(problem("journal_torn", file=file))
    return history


def _entry(line: str) -> Entry:
    """The entry of a line. Whoever wrote the file: nothing in it steers a terminal or spoils the session file."""
    entry = Entry.model_validate_json(line)
    if "\\" not in line and not UNSTORABLE.search(line):
        return entry
    return Entry.model_validate(storable_data(entry.model_dump()))


def line_of(entry: Entry) -> bytes:
    """One entry as a line of the file."""
    text = json.dumps(entry.model_dump(mode="json", exclude_defaults=True), ensure_ascii=False, separators=(",", ":"))
    return (text + "\n").encode()


class Journal:
    """The journal file of one session, held open and locked while writing is allowed."""

    def __init__(self, path: Path, *, follow: bool = False, catalog: Catalog | None = None) -> None:
        """Open or create the file (0600). `locked` says whether this process may write; with `follow` it never does.

        With a catalogue, answers are held to the kinds of its facts and inputs.
        """
        self.path = path
        self._catalog = catalog
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
            return History()
        data = disk.read_whole(self.path, MAX_BYTES)
        if len(data) > MAX_BYTES:
            raise BadInput(
                [Problem(f"the journal is larger than {MAX_BYTES // 1024 // 1024} MiB", file=str(self.path))]
            )
        text = data.decode("utf-8", errors="replace")
        history = replay(text, file=self.path.name, catalog=self._catalog)
        if history.notices and self._descriptor is not None:
            whole = data.split(b"\n")[: len(history.entries)]
            disk.cut(self._descriptor, sum(len(line) + 1 for line in whole))
        return history

    def append(self, entry: Entry) -> int:
        """Write one entry and wait until it is on disk. Returns the size before, for `take_back`.

        An entry that could not be written whole is taken back, so that a later one follows a whole line: OSError then
        says that nothing was changed.
        """
        descriptor = self._writable()
        before = os.fstat(descriptor).st_size
        try:
            disk.write_all(descriptor, line_of(entry))
            disk.SYSTEM.fsync(descriptor)
        except OSError as error:
            raise cannot_write(error, self.path, NOT_MADE if self.take_back(before) else UNCERTAIN) from error
        return before

    def compact(self, history: History) -> bool:
        """Write the journal anew in one step when it is long and that halves it; True if it was done.

        A disk that has no room for it leaves the longer one.
        """
        if os.fstat(self._writable()).st_size < COMPACT_BYTES:
            return False
        data = b"".join(map(line_of, compacted(history)))
        if 2 * len(data) > os.fstat(self._writable()).st_size:
            return False
        try:
            self._replace(data)
        except OSError:
            return False
        return True

    def set_aside(self) -> Path:
        """Keep a journal that cannot be read under another name and go on with an empty one. Returns where it is."""
        number = 1
        while (kept := self.path.with_name(f"{self.path.name}.broken-{number}")).exists():
            number += 1
        descriptor = self._writable()
        disk.SYSTEM.replace(self.path, kept)
        self._descriptor = _open_locked(self.path)
        disk.SYSTEM.close(descriptor)
        return kept

    def _replace(self, data: bytes) -> None:
        """The file is locked before it takes its place, so that there is no moment without a lock."""
        new = disk.beside(self.path)
        flags = os.O_RDWR | os.O_CREAT | os.O_EXCL | os.O_APPEND | os.O_NOFOLLOW | os.O_CLOEXEC
        descriptor = disk.SYSTEM.open(new, flags, 0o600)
        try:
            disk.lock(descriptor)
            disk.write_all(descriptor, data)
            disk.SYSTEM.fsync(descriptor)
            disk.SYSTEM.replace(new, self.path)
        except BaseException:
            disk.SYSTEM.close(descriptor)
            with contextlib.suppress(OSError):
                disk.SYSTEM.unlink(new)
            raise
        self.close()
        self._descriptor = descriptor
        disk.sync_folder(self.path.parent)

    def take_back(self, size: int) -> bool:
        """Return to an earlier size. If even that fails (False) nothing more is written: the lock is given back."""
        try:
            disk.cut(self._writable(), size)
        except OSError:
            self.close()
            return False
        return True

    def abandon(self) -> None:
        """Close, and remove a file that holds nothing: it was made for a session that never came to be."""
        with contextlib.suppress(OSError):
            if self._descriptor is not None and os.fstat(self._descriptor).st_size == 0:
                disk.SYSTEM.unlink(self.path)
        self.close()

    def close(self) -> None:
        """Give the lock back. Every entry is on disk already, so an error of closing loses nothing."""
        descriptor, self._descriptor = self._descriptor, None
        if descriptor is not None:
            with contextlib.suppress(OSError):
                disk.SYSTEM.close(descriptor)

    def _writable(self) -> int:
        if self._descriptor is None:
            raise PermissionError("this session is open elsewhere")
        return self._descriptor


def cannot_write(error: OSError, path: Path, outcome: str) -> OSError:
    """The same error in words: which file, why, and what became of the change."""
    reason = error.strerror or str(error)
    return type(error)(error.errno or errno.EIO, f"{reason}; {outcome}", str(path))


def _open_locked(path: Path) -> int | None:
    """A descriptor that holds the lock, or None while another process does.

    A file that was replaced between opening and locking is not the journal any more; then the new one is opened.
    """
    flags = os.O_RDWR | os.O_CREAT | os.O_APPEND | os.O_NOFOLLOW | os.O_CLOEXEC
    while True:
        descriptor = disk.SYSTEM.open(path, flags, 0o600)
        if not disk.lock(descriptor):
            disk.SYSTEM.close(descriptor)
            return None
        if path.exists() and os.path.samestat(os.fstat(descriptor), path.stat()):
            return descriptor
        disk.SYSTEM.close(descriptor)
