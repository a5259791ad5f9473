"""Our own YAML emitter: maps, lists and scalars with comments, and quotes around whatever YAML 1.1 or 1.2 misreads.

Helm and kubectl read with other resolvers than Python: an unquoted `1e3`, `0o14`, `on` or `12:30` is not the same value
everywhere. Here a string is left bare only if no resolver can take it for something else.
"""

from __future__ import annotations

import json
import math
import re
import textwrap
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

Path = tuple[str | int, ...]
Comments = Mapping[Path, str]
"""Comment per place; it is written above the key or list item, wrapped."""

_WIDTH = 116
_WORDS = frozenset(["y", "yes", "n", "no", "true", "false", "on", "off", "null", "nan", "inf"])
_BARE = re.compile(r"[^\W\d](?:[^\x00-\x1f\x7f\"'`{}\[\],&*!|>%@#?\\]*[^\s:\"'`{}\[\],&*!|>%@#?\\])?|/[\w./*-]*")
_NETWORK = re.compile(r"\d{1,3}(?:\.\d{1,3}){3}/\d{1,2}")
_ESCAPED = re.compile("[\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]")
_LITERAL_LINE = re.compile(r"[^\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]*")


def emit(data: object, comments: Comments | None = None, *, header: str | None = None) -> str:
    """The YAML text of `data`, one trailing newline, LF, two-space indent, keys in the order given.

    Raises:
        TypeError: `data` holds something that is not a map, list, string, number, boolean or None.
        ValueError: a string cannot be written as UTF-8.
    """
    lines = _comment_lines(header, 0) if header else []
    lines += _block(data, comments or {}, (), 0)
    return "\n".join(lines) + "\n"


def emit_all(documents: Iterable[tuple[object, Comments | None]], *, header: str | None = None) -> str:
    """Several documents in one file."""
    texts = [emit(data, comments) for data, comments in documents]
    head = "\n".join(_comment_lines(header, 0)) + "\n" if header else ""
    return head + "---\n".join(texts)


def scalar(value: object) -> str:
    """`value` on one line. TypeError for a map or list."""
    match value:
        case None:
            return "null"
        case bool():
            return "true" if value else "false"
        case int():
            return str(value)
        case float():
            return _float(value)
        case str():
            return value if _is_bare(value) else _quoted(value)
        case _:
            raise TypeError(f"no YAML scalar: {type(value).__name__}")


def _is_bare(text: str) -> bool:
    if _NETWORK.fullmatch(text):
        return True
    if text.lower() in _WORDS or ": " in text or " #" in text or not _BARE.fullmatch(text):
        return False
    return not _ESCAPED.search(text) and "\t" not in text and text.isprintable()


def _quoted(text: str) -> str:
    text.encode("utf-8")
    return _ESCAPED.sub(lambda m: f"\\u{ord(m[0]):04x}", json.dumps(text, ensure_ascii=False))


def _float(value: float) -> str:
    if math.isnan(value):
        return ".nan"
    if math.isinf(value):
        return ".inf" if value > 0 else "-.inf"
    text = repr(value)
    mantissa, mark, exponent = text.partition("e")
    if mark and "." not in mantissa:
        mantissa += ".0"
    return mantissa + mark + exponent


def _comment_lines(text: str, indent: int) -> list[str]:
    pad = " " * indent + "# "
    lines: list[str] = []
    for paragraph in text.splitlines():
        printable = "".join(c if c.isprintable() else " " for c in paragraph)
        lines += textwrap.wrap(printable, _WIDTH - indent, break_long_words=False, break_on_hyphens=False) or [""]
    return [(pad + line).rstrip() for line in lines]


def _literal(text: str, indent: int) -> list[str] | None:
    """`text` as a literal block, or None where that would change or hide something."""
    body, tail = (text[:-1], "|") if text.endswith("\n") else (text, "|-")
    lines = body.split("\n")
    if len(lines) < 2 and tail == "|-":
        return None
    plain = all(_LITERAL_LINE.fullmatch(line) and line == line.rstrip() and "\t" not in line for line in lines)
    if not plain or not lines[0] or lines[0][0] == " " or not lines[-1]:
        return None
    text.encode("utf-8")
    return [tail, *((" " * indent + line) if line else "" for line in lines)]


def _block(data: object, comments: Comments, path: Path, indent: int) -> list[str]:
    if isinstance(data, Mapping) and data:
        return [line for key, value in data.items() for line in _entry(key, value, comments, path, indent)]
    if isinstance(data, list | tuple) and data:
        return [line for n, item in enumerate(data) for line in _item(item, comments, (*path, n), indent)]
    return [" " * indent + _leaf(data)]


def _leaf(data: object) -> str:
    if isinstance(data, Mapping):
        return "{}"
    if isinstance(data, list | tuple):
        return "[]"
    return scalar(data)


def _entry(key: object, value: object, comments: Comments, path: Path, indent: int) -> list[str]:
    if not isinstance(key, str | int) or isinstance(key, bool):
        raise TypeError(f"no YAML key: {key!r}")
    here = (*path, key)
    lines = _comment_lines(comments[here], indent) if here in comments else []
    return [*lines, *_after(" " * indent + scalar(key) + ":", value, comments, here, indent + 2)]


def _item(value: object, comments: Comments, here: Path, indent: int) -> list[str]:
    lines = _comment_lines(comments[here], indent) if here in comments else []
    is_block = isinstance(value, Mapping | list | tuple) and bool(value)
    if not is_block:
        return [*lines, *_after(" " * indent + "-", value, comments, here, indent + 2)]
    inner = _block(value, comments, here, indent + 2)
    first = next(n for n, line in enumerate(inner) if not line.lstrip().startswith("# "))
    lead = [line[2:] for line in inner[:first]]  # a comment on the first key moves above the dash
    return [*lines, *lead, " " * indent + "- " + inner[first][indent + 2 :], *inner[first + 1 :]]


def _after(head: str, value: object, comments: Comments, path: Path, indent: int) -> list[str]:
    """`head` (a key or a dash) followed by `value`, on the same line where it fits there."""
    if isinstance(value, str) and (literal := _literal(value, indent)):
        return [f"{head} {literal[0]}", *literal[1:]]
    if isinstance(value, Mapping | list | tuple) and value:
        return [head, *_block(value, comments, path, indent)]
    return [f"{head} {_leaf(value)}"]


def comments_of(entries: Mapping[Path, Sequence[str]]) -> dict[Path, str]:
    """Join several remarks per place into one comment each."""
    return {path: "\n".join(dict.fromkeys(lines)) for path, lines in entries.items()}


def jsonable(value: Any) -> Any:  # noqa: ANN401 - any YAML value
    """`value` with tuples as lists and mappings as dicts, ready to be emitted or compared."""
    if isinstance(value, Mapping):
        return {k: jsonable(v) for k, v in value.items()}
    if isinstance(value, list | tuple):
        return [jsonable(v) for v in value]
    return value
