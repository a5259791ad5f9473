"""Mutants of an input: of its structure (YAML, JSON, lines of JSON), so that they get past the parser, or of its bytes.

Everything is drawn from one `random.Random`: the same seed gives the same mutants.
"""

from __future__ import annotations

import copy
import json
import marshal
import random
from collections.abc import Sequence
from typing import Any

import yaml

from tests.fuzz.words import CONTROL, HOSTILE, VALUES

Place = tuple[Any, Any]
"""A mapping or list, and a key or index in it."""
LARGEST = 64_000
"""Bytes of a mutant: readers bound files by size; cost inside that bound is what is looked for."""


class Mutator:
    """Makes mutants of the inputs of one reader."""

    def __init__(self, form: str, words: Sequence[str], rng: random.Random) -> None:
        """Take the form of the inputs, the words their reader knows, and the source of chance."""
        self._form, self._words, self._rng = form, words, rng
        self._parsed: dict[bytes, bytes | None] = {}

    def mutant(self, data: bytes, other: bytes = b"") -> bytes:
        """A mutant of `data`; parts of `other` may be put into it."""
        grown = self._tree(data)
        if grown is None or self._rng.random() < 0.15:
            return self._bytes(data)[:LARGEST]
        for _ in range(self._rng.choice((1, 1, 1, 2, 2, 3, 6))):
            grown = self._changed(grown, other)
        text = self._written(grown, head=_head(data))
        if self._rng.random() < 0.04:
            text = self._bytes(text)
        return text[:LARGEST]

    def parse(self, data: bytes) -> Any:
        """The structure of an input, or None where it has none."""
        try:
            if self._form == "lines":
                return [json.loads(line) for line in data.split(b"\n") if line.strip()] or None
            if self._form == "json" or data[:1] in (b"{", b"["):
                return json.loads(data)
            return yaml.load(data, Loader=_Loader)
        except (ValueError, RecursionError, yaml.YAMLError, TypeError):
            return None

    def _tree(self, data: bytes) -> Any:
        """A fresh copy of the structure of an input, which is parsed once."""
        if data not in self._parsed:
            if len(self._parsed) > 2_000:
                self._parsed.clear()
            tree = self.parse(data)
            self._parsed[data] = None if tree is None else marshal.dumps(tree)
        packed = self._parsed[data]
        return None if packed is None else marshal.loads(packed)

    def _written(self, tree: Any, head: bytes) -> bytes:
        if self._form == "lines":
            items = tree if isinstance(tree, list) else [tree]
            return b"".join(json.dumps(item, default=str).encode() + b"\n" for item in items)
        try:
            if self._form == "json" and self._rng.random() < 0.9:
                return json.dumps(tree, default=str, ensure_ascii=self._rng.random() < 0.5).encode(
                    errors="surrogatepass"
                )
            if self._rng.random() < 0.6:  # JSON is YAML too, and quick to write
                return head + json.dumps(tree, default=str, ensure_ascii=False).encode(errors="surrogatepass")
            style = None if self._rng.random() < 0.3 else self._rng.random() < 0.3
            dumped = yaml.dump(
                tree, Dumper=_Dumper, allow_unicode=True, sort_keys=False, default_flow_style=style, width=10_000
            )
            return head + dumped.encode(errors="surrogatepass")
        except (yaml.YAMLError, RecursionError, TypeError, ValueError):
            return self._bytes(json.dumps(str(tree)[:500]).encode())

    def _changed(self, tree: Any, other: bytes) -> Any:
        places = _places(tree)
        if not places or self._rng.random() < 0.01:
            return self._value()
        holder, key = self._rng.choice(places)
        draw = self._rng.random()
        if draw < 0.3:
            holder[key] = self._value()
        elif draw < 0.45 and isinstance(holder, dict):
            value = holder.pop(key)
            holder[self._text()] = value
        elif draw < 0.55:
            del holder[key]
        elif draw < 0.65:
            self._put(holder, copy.deepcopy(holder[key]))
        elif draw < 0.75:
            self._put(holder, self._value())
        elif draw < 0.85:
            elsewhere, at = self._rng.choice(places)
            holder[key], elsewhere[at] = copy.deepcopy(elsewhere[at]), copy.deepcopy(holder[key])
        elif draw < 0.92 and (foreign := _places(self._tree(other))):
            elsewhere, at = self._rng.choice(foreign)
            holder[key] = copy.deepcopy(elsewhere[at])
        elif draw < 0.96 and isinstance(holder[key], str):
            holder[key] = self._spliced(holder[key])
        else:
            holder[key] = self._wrapped(holder[key])
        return tree

    def _put(self, holder: Any, value: Any) -> None:
        if isinstance(holder, dict):
            holder[self._text()] = value
        else:
            holder.insert(self._rng.randint(0, len(holder)), value)

    def _wrapped(self, value: Any) -> Any:
        depth = self._rng.choice((1, 1, 2, 5, 30, 50))
        for _ in range(depth):
            value = [value] if self._rng.random() < 0.5 else {self._rng.choice(self._words): value}
        return value

    def _value(self) -> Any:
        draw = self._rng.random()
        if draw < 0.45:
            return self._text()
        if draw < 0.75:
            return copy.deepcopy(self._rng.choice(VALUES))
        if draw < 0.85:
            return self._rng.randint(-3, 10 ** self._rng.randint(1, 20))
        if draw < 0.95:
            return {self._text(): self._text() for _ in range(self._rng.randint(0, 4))}
        return [self._text() for _ in range(self._rng.choice((1, 2, 3, 400)))]

    def _text(self) -> str:
        draw = self._rng.random()
        if draw < 0.6:
            return self._rng.choice(self._words)
        return self._rng.choice(HOSTILE) if draw < 0.97 else f"a{self._rng.choice(CONTROL)}b"

    def _spliced(self, text: str) -> str:
        at = self._rng.randint(0, len(text))
        return text[:at] + self._text() + text[at + self._rng.randint(0, 3) :]

    def _bytes(self, data: bytes) -> bytes:
        raw = bytearray(data)
        for _ in range(self._rng.choice((1, 1, 2, 4, 16))):
            at = self._rng.randint(0, len(raw))
            match self._rng.randint(0, 5):
                case 0:
                    raw[at : at + 1] = bytes([self._rng.randrange(256)])
                case 1:
                    raw[at:at] = self._text().encode(errors="surrogatepass")
                case 2:
                    del raw[at : at + self._rng.choice((1, 2, 8, 64, 1000))]
                case 3:
                    stop = at + self._rng.choice((1, 8, 64, 512))
                    raw[at:at] = raw[at:stop] * self._rng.choice((1, 2, 50))
                case 4:
                    raw[at:at] = self._rng.choice(
                        (b"[", b"{", b"- ", b"\n", b": ", b"? ", b"'", b'"', b"|\n ", b"#")
                    ) * (self._rng.choice((1, 2, 60, 3000)))
                case _:
                    if at < len(raw):
                        raw[at] ^= 1 << self._rng.randrange(8)
        return bytes(raw)


def _head(data: bytes) -> bytes:
    """A comment in the first line, which says what the input is."""
    first = data.split(b"\n", 1)[0]
    return first + b"\n" if first.startswith(b"#") else b""


def _places(tree: Any) -> list[Place]:
    found: list[Place] = []
    waiting = [tree]
    while waiting:
        item = waiting.pop()
        if isinstance(item, dict):
            found += [(item, key) for key in item]
            waiting += item.values()
        elif isinstance(item, list):
            found += [(item, index) for index in range(len(item))]
            waiting += item
    return found


class _Loader(yaml.CSafeLoader):
    """Words stay words: the mutants shall not turn dates and `no` into something else."""

    yaml_implicit_resolvers = {  # noqa: RUF012 - PyYAML's own way to say it
        first: [(tag, pattern) for tag, pattern in pairs if tag.rsplit(":", 1)[-1] in ("bool", "int", "null")]
        for first, pairs in yaml.CSafeLoader.yaml_implicit_resolvers.items()
    }


class _Dumper(yaml.CSafeDumper):
    """No anchors: readers refuse them at once."""

    def ignore_aliases(self, data: Any) -> bool:
        return True
