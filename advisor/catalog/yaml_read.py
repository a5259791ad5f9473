"""YAML to plain data with the line of every key; hostile input is refused before it costs anything.

Events are read one by one from libyaml (or PyYAML's own parser), so neither depth nor aliases can exhaust the machine.
Anchors, aliases, tags, duplicate keys, several documents and control characters are refused; `scalars` says what an
unquoted word means.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol, cast

import yaml

from advisor.catalog.limits import Limits
from advisor.catalog.scalars import plain_scalar
from advisor.errors import BadInput, Problem
from advisor.model.characters import UNSTORABLE

Key = str | int
KeyPath = tuple[Key, ...]


class Lines:
    """Maps a key path (`("rules", 3, "when", "fact")`) to its line, counted from 1.

    The steps of all paths form a tree whose nodes are numbered, so that a deep file costs no more than a flat one.
    """

    def __init__(self) -> None:
        """Start with the document itself, node 0, in line 1."""
        self._lines = array("L", [1])
        self._children: dict[tuple[int, Key], int] = {}

    def start(self, line: int) -> None:
        """Note where the document begins."""
        self._lines[0] = line

    def add(self, parent: int, key: Key, line: int) -> int:
        """Note the line of `key` below the node `parent`; returns the node of the value."""
        node = len(self._lines)
        self._lines.append(line)
        self._children[parent, key] = node
        return node

    def of(self, parent: int, key: Key) -> int:
        """Return the line of a key that is known to lie below the node `parent`."""
        return self._lines[self._children[parent, key]]

    def at(self, path: KeyPath) -> int:
        """Return the line of `path`, or of its longest known beginning."""
        node = 0
        for key in path:
            child = self._children.get((node, key))
            if child is None:
                break
            node = child
        return self._lines[node]


@dataclass(frozen=True)
class Document:
    """The data of one YAML document, the line of each of its keys, the name errors use for it, and its text."""

    data: Any
    lines: Lines
    file: str
    text: str


def read_yaml(source: Path | str, *, file: str | None = None, limits: Limits | None = None) -> Document:
    """Read one YAML document from a file (`Path`) or from text (`str`).

    Args:
        source: the file to read, or the text itself.
        file: the name used in errors; the path, or `<text>`, if left out.
        limits: how large the input may be.

    Raises:
        BadInput: with the file and line of the first thing that is wrong.
    """
    limits = limits or Limits()
    name = file or (str(source) if isinstance(source, Path) else "<text>")
    text = read_text(source, name, limits.size) if isinstance(source, Path) else source
    _check_text(text, name, limits)
    with _words_of_the_parser(name):
        return _Builder(text, name, limits).document()


def scan_yaml(text: str, *, file: str, limits: Limits) -> None:
    """Parse any number of documents without building them: aliases are not followed, so nothing can grow.

    Raises:
        BadInput: with the file and line of the first thing that is no YAML or beyond the limits.
    """
    _check_text(text, file, limits)
    depth = nodes = 0
    with _words_of_the_parser(file):
        for event in _events(text):
            if isinstance(event, yaml.NodeEvent):
                nodes += 1
            if isinstance(event, yaml.CollectionStartEvent):
                depth += 1
            elif isinstance(event, yaml.CollectionEndEvent):
                depth -= 1
            if depth > limits.depth:
                raise _bad(file, _line(event), f"nested deeper than {limits.depth} levels")
            if nodes > limits.nodes:
                raise _bad(file, _line(event), f"more than {limits.nodes} values")


def _check_text(text: str, name: str, limits: Limits) -> None:
    if len(text) > limits.size:
        raise _bad(name, None, f"larger than {limits.size} bytes")
    if found := UNSTORABLE.search(text.removeprefix("\ufeff")):
        line = text.count("\n", 0, found.start()) + 1
        raise _bad(name, line, f"control character U+{ord(found[0]):04X} is not permitted")


@contextmanager
def _words_of_the_parser(name: str) -> Iterator[None]:
    """Turn what PyYAML raises into BadInput."""
    try:
        yield
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        raise _bad(name, mark.line + 1 if mark else None, f"not YAML: {error.problem or error.context}") from None
    except yaml.YAMLError as error:
        raise _bad(name, None, f"not YAML: {error}") from None


def read_text(path: Path, name: str, size: int) -> str:
    """Return the UTF-8 text of a regular file of at most `size` bytes.

    Raises:
        BadInput: if it is missing, no regular file, too large or not UTF-8.
    """
    try:
        if not path.is_file():
            raise _bad(name, None, "no such file" if not path.exists() else "not a regular file")
        with path.open("rb") as stream:
            raw = stream.read(size + 1)
    except OSError as error:
        raise _bad(name, None, f"cannot be read: {error.strerror}") from None
    if len(raw) > size:
        raise _bad(name, None, f"larger than {size} bytes")
    return decode(raw, name)


def decode(raw: bytes, name: str) -> str:
    """Return `raw` as text; BadInput with the line of the first byte that is not UTF-8."""
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError as error:
        raise _bad(name, raw.count(b"\n", 0, error.start) + 1, "not UTF-8") from None


def _bad(file: str, line: int | None, message: str, key: str | None = None) -> BadInput:
    return BadInput([Problem(message, file=file, line=line, key=key)])


def _line(event: yaml.Event) -> int:
    assert event.start_mark is not None  # every event of a parsed text has one
    return event.start_mark.line + 1


class _Parser(Protocol):
    """The part of PyYAML's loaders that is used here."""

    def get_event(self) -> yaml.Event: ...

    def dispose(self) -> None: ...


def _parser(text: str) -> _Parser:
    loader = yaml.CSafeLoader if yaml.__with_libyaml__ else yaml.SafeLoader
    return cast("_Parser", loader(text))


def _events(text: str) -> Iterator[yaml.Event]:
    parser = _parser(text)
    try:
        while not isinstance(event := parser.get_event(), yaml.StreamEndEvent):
            yield event
    finally:
        parser.dispose()


@dataclass
class _Open:
    """A mapping or list that is being filled: its node, the key whose value comes next, and the node of that value."""

    items: dict[Key, Any] | list[Any]
    node: int
    key: Key | None = None
    child: int = 0


class _Builder:
    """Turns events into data without recursion."""

    def __init__(self, text: str, file: str, limits: Limits) -> None:
        self._text, self._file, self._limits = text, file, limits
        self._lines = Lines()
        self._stack: list[_Open] = []
        self._root: Any = None
        self._nodes = 0

    def document(self) -> Document:
        """Build the only document of the text."""
        documents = 0
        for event in _events(self._text):
            if isinstance(event, yaml.DocumentStartEvent):
                documents += 1
                if documents > 1:
                    raise self._bad(event, "only one YAML document is permitted")
            elif isinstance(event, yaml.NodeEvent):
                self._node(event)
            elif isinstance(event, yaml.CollectionEndEvent):
                self._stack.pop()
        return Document(self._root, self._lines, self._file, self._text)

    def _node(self, event: yaml.NodeEvent) -> None:
        self._nodes += 1
        if self._nodes > self._limits.nodes:
            raise self._bad(event, f"more than {self._limits.nodes} values")
        if event.anchor is not None:
            raise self._bad(event, "anchors and aliases are not permitted; write the value out")
        tag = getattr(event, "tag", None)  # absent on an alias, which has an anchor
        if tag is not None:
            raise self._bad(event, f"the tag {tag} is not permitted")
        top = self._stack[-1] if self._stack else None
        if top is not None and isinstance(top.items, dict) and top.key is None:
            self._key(event, top)
        elif isinstance(event, yaml.ScalarEvent):
            self._place(event, self._scalar(event))
        else:
            items: dict[Key, Any] | list[Any] = {} if isinstance(event, yaml.MappingStartEvent) else []
            node = self._place(event, items)
            if len(self._stack) >= self._limits.depth:
                raise self._bad(event, f"nested deeper than {self._limits.depth} levels")
            self._stack.append(_Open(items, node))

    def _scalar(self, event: yaml.ScalarEvent) -> Any:  # noqa: ANN401 - any plain value
        if event.implicit[0] and not event.style:
            return plain_scalar(event.value)
        if "\\" in self._text and (found := UNSTORABLE.search(event.value)):
            raise self._bad(event, f"control character U+{ord(found[0]):04X} is not permitted")
        return event.value

    def _key(self, event: yaml.NodeEvent, top: _Open) -> None:
        if not isinstance(event, yaml.ScalarEvent):
            raise self._bad(event, "a key must be a word")
        value = self._scalar(event)
        key = value if isinstance(value, int) and not isinstance(value, bool) else event.value
        assert isinstance(top.items, dict)
        if key in top.items:
            first = self._lines.of(top.node, key)
            raise self._bad(event, f"written twice (first in line {first})", key=str(key))
        top.key = key
        top.child = self._lines.add(top.node, key, _line(event))

    def _place(self, event: yaml.NodeEvent, value: Any) -> int:  # noqa: ANN401 - any plain value
        if not self._stack:
            self._root = value
            self._lines.start(_line(event))
            return 0
        top = self._stack[-1]
        if isinstance(top.items, list):
            top.items.append(value)
            return self._lines.add(top.node, len(top.items) - 1, _line(event))
        assert top.key is not None
        top.items[top.key], top.key = value, None
        return top.child

    def _bad(self, event: yaml.Event, message: str, key: str | None = None) -> BadInput:
        return _bad(self._file, _line(event), message, key)
