"""Entries: every statement of the knowledge with the place it was read from, overlays merged in."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import PurePosixPath

from advisor.catalog.files import SourceFile
from advisor.catalog.nearest import nearest
from advisor.catalog.rooms import DECISION_ORDER, EDITION, Kind, Room
from advisor.catalog.validate import dotted, validate
from advisor.catalog.yaml_read import Document, Key, KeyPath, decode, read_yaml
from advisor.errors import BadInput, Problem
from advisor.model.base import Value
from advisor.model.catalog import Override
from advisor.model.component import Component

FILE_CHECK = "file-name"
SCHEMA_CHECK = "schema"
MAX_PROBLEMS = 500
"""Of one file, before the rest of it is left alone: looking for the nearest word takes time."""


@dataclass(frozen=True)
class Entry:
    """One statement: its kind, id and value, and where it stands."""

    kind: str
    id: str
    value: Value
    document: Document
    at: KeyPath
    layer: int

    def line(self, path: KeyPath = ()) -> int:
        """Return the line of a key path inside the entry."""
        return self.document.lines.at((*self.at, *path))

    def problem(
        self,
        message: str,
        path: KeyPath = (),
        *,
        check: str,
        word: str | None = None,
        severity: str = "error",
    ) -> Problem:
        """Return a problem of this entry at `path`, with `word` as what was probably meant."""
        key = dotted((*self.at, *path)) or self.id
        return Problem(message, self.document.file, self.line(path), key, word, severity, check)


@dataclass
class Entries:
    """All entries by kind and id, in order of first appearance; `overrides` lists what overlays replaced or added."""

    by_kind: dict[str, dict[str, Entry]] = field(default_factory=dict)
    order: list[tuple[str, Document, KeyPath]] = field(default_factory=list)
    overrides: list[Override] = field(default_factory=list)
    malformed: list[tuple[str, object]] = field(default_factory=list)
    """Kind and raw data of what did not validate, so that a reference to it is no second problem."""

    def of(self, kind: str) -> dict[str, Entry]:
        """Return the entries of one kind by id."""
        return self.by_kind.get(kind, {})

    def everything(self) -> Iterator[Entry]:
        """Yield every entry, kind by kind."""
        for entries in self.by_kind.values():
            yield from entries.values()

    def add(self, entry: Entry, problems: list[Problem]) -> None:
        """Put `entry` in; an entry of a lower layer is replaced, one of the same layer is a problem."""
        known = self.by_kind.setdefault(entry.kind, {})
        before = known.get(entry.id)
        if before is not None and before.layer == entry.layer:
            first = f"{before.document.file}:{before.line()}"
            problems.append(entry.problem(f"{entry.id} is already in {first}", check="duplicate-id"))
            return
        known[entry.id] = entry
        if entry.layer > 0:
            replaced = before is not None
            file = entry.document.file
            self.overrides.append(Override(kind=entry.kind, id=entry.id, file=file, replaced=replaced))


def read_entries(files: Sequence[SourceFile], problems: list[Problem]) -> Entries:
    """Parse and validate every file; everything wrong is added to `problems` and left out."""
    entries = Entries()
    for file in files:
        try:
            document = read_yaml(decode(file.raw, file.file), file=file.file)
        except BadInput as error:
            problems += error.problems
            continue
        reader = _Reader(file, document, entries, problems)
        for entry in reader.read(file.room):
            entries.add(entry, problems)
        if reader.has_said_enough():
            problems.append(Problem("and more problems in this file", file.file, check=SCHEMA_CHECK))
    return entries


class _Reader:
    """Reads the entries of one file."""

    def __init__(self, file: SourceFile, document: Document, entries: Entries, problems: list[Problem]) -> None:
        self._file, self._document, self._entries, self._problems = file, document, entries, problems
        self._before = len(problems)

    def has_said_enough(self) -> bool:
        """Whether the file is so wrong that the rest of it is not looked at."""
        return len(self._problems) - self._before > MAX_PROBLEMS

    def read(self, room: Room) -> Iterator[Entry]:
        """Yield the entries of a file of `room`; a decision order in it is noted at once."""
        if not isinstance(self._document.data, dict):
            self._problem("takes a mapping", ())
        elif room.whole is not None:
            yield from self._whole(room.whole, self._document.data)
        else:
            yield from self._lists(room, self._document.data)

    def _whole(self, kind: Kind, data: object) -> Iterator[Entry]:
        entry = self._entry(kind, data, ())
        if entry is None:
            return
        if entry.id.lower() != PurePosixPath(self._file.inner).stem:
            message = f"the file of {entry.id} is called {entry.id.lower()}.yaml"
            self._problems.append(entry.problem(message, (kind.id_key,), check=FILE_CHECK))
        in_context = "/context/" in self._file.inner
        if isinstance(entry.value, Component) and in_context != (entry.value.context is not None):
            message = "an entry with context lies in components/context/, and no other does"
            self._problems.append(entry.problem(message, ("context",), check=FILE_CHECK))
        yield entry

    def _lists(self, room: Room, data: dict[Key, object]) -> Iterator[Entry]:
        extra = (EDITION.name, DECISION_ORDER) if room.name == EDITION.name else ()
        for key, value in data.items():
            if self.has_said_enough():
                return
            if isinstance(key, str) and key in room.lists:
                yield from self._list(room.lists[key], value, (key,))
            elif key == EDITION.name and key in extra:
                if edition := self._entry(EDITION, value, (key,)):
                    yield edition
            elif key == DECISION_ORDER and key in extra:
                self._order(value)
            else:
                self._problem("is not a key here", (key,), nearest(key, (*room.lists, *extra)))

    def _list(self, kind: Kind, data: object, at: KeyPath) -> Iterator[Entry]:
        if not isinstance(data, list):
            self._problem("takes a list", at)
            return
        for index, item in enumerate(data):
            if self.has_said_enough():
                return
            if entry := self._entry(kind, item, (*at, index)):
                yield entry

    def _entry(self, kind: Kind, data: object, at: KeyPath) -> Entry | None:
        value, found = validate(kind.model, data, self._document, at)
        self._problems += found
        if value is None:
            self._entries.malformed.append((kind.name, data))
            return None
        name = EDITION.name if kind is EDITION else str(getattr(value, kind.id_key))
        return Entry(kind.name, name, value, self._document, at, self._file.layer)

    def _order(self, data: object) -> None:
        if not isinstance(data, list):
            self._problem("takes a list of ids", (DECISION_ORDER,))
            return
        order = self._entries.order
        known = {name for name, _, _ in order}
        order += [(str(n), self._document, (DECISION_ORDER, i)) for i, n in enumerate(data) if str(n) not in known]

    def _problem(self, message: str, path: KeyPath, word: str | None = None) -> None:
        line = self._document.lines.at(path)
        self._problems.append(
            Problem(message, self._document.file, line, dotted(path) or None, word, check=SCHEMA_CHECK)
        )
