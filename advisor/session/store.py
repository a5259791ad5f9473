"""The session store: one session file with its journal, saved after every change."""

from __future__ import annotations

import contextlib
import glob
import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from advisor import disk
from advisor.errors import BadInput, Problem
from advisor.model.catalog import Catalog
from advisor.model.characters import storable_data
from advisor.model.session import Session
from advisor.session.file import dump, load
from advisor.session.history import Entry, History, changes, state_of
from advisor.session.journal import NOT_MADE, UNCERTAIN, Journal, cannot_write
from advisor.wording.problems import problem

Clock = Callable[[], str]
"""Gives the time as ISO 8601 text; the face brings it, the store has none."""


_HALF = re.compile(r"(\.journal)?\.[0-9a-f]{8}\.new")


def write_atomically(path: Path, text: str) -> None:
    """Replace `path` by `text` in one step: the old content or the new, never a part.

    A file that is there keeps its permission bits; a new one gets what the umask leaves.
    """
    # The journal has the change already, so a rename that a power cut takes back is made again on opening.
    disk.write_over(path, text.encode())


def write_new(path: Path, text: str) -> None:
    """Write a file that is not there yet: all of it or none. OSError names the file."""
    try:
        disk.write_once(path, text.encode(errors="surrogateescape"))
    except OSError as error:
        raise OSError(error.errno, error.strerror, str(path)) from error


def _stamp(path: Path) -> tuple[int, int, int]:
    """What differs between two versions of a file: a replaced one is another inode."""
    found = path.stat()
    return found.st_ino, found.st_mtime_ns, found.st_size


def _sweep(path: Path) -> None:
    """Remove what a killed process left half written beside the session; the lock says that nobody is at it now."""
    for half in path.parent.glob(f".{glob.escape(path.name)}*.new"):
        if _HALF.fullmatch(half.name.removeprefix(f".{path.name}")):
            with contextlib.suppress(OSError):
                disk.SYSTEM.unlink(half)


class SessionStore:
    """State, undo and redo of one session file.

    Without a path it lives in memory only (an embedded example, a try-out). A second process, or one that asked for
    `read_only`, writes nothing and sees changes through `refresh`.
    """

    def __init__(
        self,
        path: Path | None,
        catalog: Catalog,
        *,
        clock: Clock,
        start: Session | None = None,
        read_only: bool = False,
    ) -> None:
        """Open `path`, or start from `start`. Problems of the file are kept in `problems`, never raised.

        Where nothing of the file can be read the journal tells the state. The first change keeps a file with problems
        under another name. BadInput only for what is no file, or was written by a newer program.
        """
        self.path = path
        self.catalog = catalog
        self.problems: tuple[Problem, ...] = ()
        self.notices: list[Problem] = []
        self._clock = clock
        self._text: str | None = None
        self._journal: Journal | None = None
        on_disk: Session | None = start or Session()
        self._seen: tuple[int, int, int] | None = None
        if path is not None and path.exists():
            on_disk = self._load(path)
        self._damaged = bool(self.problems)
        self.read_only = read_only
        self._session = on_disk or start or Session()
        self._history = History(state=state_of(self._session))
        if path is not None:
            self._journal = Journal(path.with_name(path.name + ".journal"), follow=read_only, catalog=catalog)
            self.read_only = not self._journal.locked
            if not self.read_only:
                _sweep(path)
            try:
                self._resume(on_disk)
                if not path.exists() and not self.read_only:
                    self.save()
            except BaseException:
                self._journal.abandon()
                raise

    @property
    def session(self) -> Session:
        """The current state."""
        return self._session

    @property
    def entries(self) -> tuple[Entry, ...]:
        """Everything that happened, oldest first."""
        return tuple(self._history.entries)

    @property
    def undoable(self) -> Entry | None:
        """The change that undo would take back."""
        return self._history.undo[-1][0] if self._history.undo else None

    @property
    def redoable(self) -> Entry | None:
        """The change that redo would bring again."""
        return self._history.redo[-1][0] if self._history.redo else None

    def apply(self, after: Session, action: str, detail: dict[str, Any] | None = None, who: str | None = None) -> bool:
        """Journal the step from the current state to `after` and save. False when nothing changed."""
        parts = changes(self._history.state, state_of(after))
        if not parts:
            return False
        self._write("edit", action=action, detail=detail or {}, who=who, **parts)
        return True

    def undo(self, who: str | None = None) -> Entry | None:
        """Take the last change back; None when there is none."""
        undone = self.undoable
        if undone is not None:
            self._write("undo", action=undone.action, detail=undone.detail, who=who)
        return undone

    def redo(self, who: str | None = None) -> Entry | None:
        """Bring the last undone change again; None when there is none."""
        redone = self.redoable
        if redone is not None:
            self._write("redo", action=redone.action, detail=redone.detail, who=who)
        return redone

    def save(self) -> None:
        """Write the session file now. OSError says why it could not be written; the journal holds everything."""
        try:
            self._save(self.session)
        except OSError as error:
            assert self.path is not None
            raise cannot_write(error, self.path, "the session file is as it was") from error

    def refresh(self) -> bool:
        """Look at the file again (for a read-only follower). True when something changed.

        The one who writes replaces the file after every change, and so does an editor; the journal adds the history.
        """
        if self.path is None or self._journal is None or self._journal.locked or not self.path.exists():
            return False
        if _stamp(self.path) == self._seen:
            return False
        before = self.session
        latest = self._load(self.path) or before
        self._history, self._session = self._read(self._journal, latest), latest
        return latest != before

    def close(self) -> None:
        """Save and give the lock back."""
        if self._journal is not None:
            self._journal.close()
            self._journal = None

    def _load(self, path: Path) -> Session | None:
        """Read the session file, keeping its problems, its text and which version was read; None if nothing can be."""
        self._seen = _stamp(path)
        try:
            loaded = load(path, self.catalog)
        except BadInput as error:
            if not path.is_file() or any(problem.key == "schema" for problem in error.problems):
                raise
            self.problems, self._text = error.problems, None
            return None
        self.problems, self._text = loaded.problems, loaded.text
        return loaded.session

    def _resume(self, readable: Session | None) -> None:
        """Continue the journal.

        A session file changed by hand wins and is journaled as such; one that lags behind the journal, because the
        program ended between the two writes, is written again.
        """
        assert self._journal is not None
        history = self._read(self._journal, readable or self._session)
        self._history, self._session = history, history.session
        on_disk = readable or history.session
        if self.read_only:
            self._session = on_disk
            return
        self.notices.extend(history.notices)
        if self._journal.compact(history):
            self._history = self._journal.read()
        if not history.entries:
            self._history, self._session = History(state=state_of(on_disk)), on_disk
            is_new = self.path is not None and not self.path.exists()
            self._write("open", action="open", set=state_of(on_disk), save=is_new)
        elif self._session == on_disk or self.path is None or not self.path.exists():
            return
        elif self._lags(history, on_disk):
            self.notices.append(problem("change_made_up", file=self.path.name))
            self.save()
        else:
            parts = changes(history.state, state_of(on_disk))
            fields = sorted({*parts.get("set", ()), *parts.get("patch", ())})
            self._write("edit", action="edited-by-hand", detail={"fields": fields}, save=False, **parts)

    def _read(self, journal: Journal, on_disk: Session) -> History:
        """What the journal tells. One that cannot be read is set aside: the session file holds what was decided."""
        try:
            history = journal.read()
            _ = history.session
        except (BadInput, ValidationError) as error:
            history = History(state=state_of(on_disk))
            at = error.problems[0].line if isinstance(error, BadInput) else None
            said = problem("journal_kept", kept=journal.set_aside().name) if journal.locked else problem("journal_lost")
            history.notices.append(replace(said, file=journal.path.name, line=at))
        return history

    def _lags(self, history: History, on_disk: Session) -> bool:
        """Whether the session file is still the one over which the last change was about to be saved.

        Compared is which version of the file it is, so that clocks have no say in it.
        """
        assert self.path is not None
        last = history.entries[-1]
        if last.file is not None:
            return last.file == _stamp(self.path)
        return history.before_last() == state_of(on_disk)

    def _write(self, kind: str, *, save: bool = True, who: str | None = None, **parts: Any) -> None:  # noqa: ANN401 - fields of Entry
        """Journal first, then save, then follow: an OSError of either leaves journal, file and state as they were."""
        if self.read_only:
            raise PermissionError("this session is open elsewhere")
        stamp = _stamp(self.path) if self.path is not None and self.path.exists() else None
        seq = len(self._history.entries) + 1
        said = {"seq": seq, "at": self._clock(), "who": who, "kind": kind, "file": stamp, **parts}
        entry = Entry.model_validate(storable_data(said))
        history = self._history.copy()
        history.take(entry)
        session = history.session
        before = self._journal.append(entry) if self._journal is not None else 0
        try:
            if save:
                self._save(session)
        except OSError as error:
            assert self.path is not None  # without a path nothing is written, and nothing fails
            taken_back = self._journal is None or self._journal.take_back(before)
            raise cannot_write(error, self.path, NOT_MADE if taken_back else UNCERTAIN) from error
        self._history, self._session = history, session

    def _save(self, session: Session) -> None:
        if self.path is None or self.read_only:
            return
        text = dump(session, self._text)
        self._keep_damaged(self.path)
        write_atomically(self.path, text)
        self._text = text

    def _keep_damaged(self, path: Path) -> None:
        """Keep a file with problems before it is first written over: what could not be used is not in the session."""
        if not self._damaged or not path.exists():
            return
        number = 1
        while (kept := path.with_name(f"{path.name}.broken-{number}")).exists():
            number += 1
        write_new(kept, path.read_text(encoding="utf-8", errors="surrogateescape"))
        self._damaged = False
        self.notices.append(problem("file_kept", file=path.name, kept=kept.name))
