"""Writing YAML again without losing what a person wrote around it: comments, order and untouched lines stay.

The text is cut into one piece per key of the top mapping, and of each block mapping below it. A piece whose value did
not change is kept to the letter; a changed one is written anew below the comments that stood above it. The keys keep
the order of the text, except in the mappings whose order says something: there the pieces follow the data.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import yaml

from advisor.catalog.scalars import plain_scalar

ORDERED = frozenset({"profile", "choices", "inputs"})
"""Keys of the mappings that are read in the order given."""

LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
"""libyaml's where it is built in: a long session is laid out again after every change."""


@dataclass(frozen=True)
class _Piece:
    """The lines of one key: the comments above it, and its own text."""

    key: str
    above: str
    body: str
    block_mapping: bool


class _Dumper(yaml.SafeDumper):
    """Quotes whatever our reader would not take as the same text, and shares nothing between values."""

    def ignore_aliases(self, data: object) -> bool:
        """Never an anchor: the reader refuses them."""
        del data
        return True


def _text(dumper: yaml.SafeDumper, text: str) -> yaml.ScalarNode:
    is_text = plain_scalar(text) == text and isinstance(plain_scalar(text), str)
    return dumper.represent_scalar("tag:yaml.org,2002:str", text, style=None if is_text else "'")


_Dumper.add_representer(str, _text)


def plain_yaml(data: Any) -> str:  # noqa: ANN401 - any YAML value
    """YAML of `data` in block style, keys in their own order."""
    return yaml.dump(data, Dumper=_Dumper, sort_keys=False, allow_unicode=True, width=110, default_flow_style=False)


def rewrite(text: str, before: dict[str, Any], after: dict[str, Any]) -> str:
    """`text`, a YAML mapping that holds `before`, changed to hold `after`."""
    return _rewrite(text, before, after, indent="")


def _rewrite(text: str, before: dict[str, Any], after: dict[str, Any], *, indent: str, ordered: bool = False) -> str:
    try:
        node = yaml.compose(text, Loader=LOADER)
    except yaml.YAMLError:  # libyaml, which read it, takes a little more than the parser that knows columns
        node = None
    if not isinstance(node, yaml.MappingNode) or node.flow_style:
        return "".join(_fresh(key, value, indent) for key, value in after.items())
    pieces, tail = _cut(text, node)
    known = {piece.key: piece for piece in pieces}
    kept = [key for key in known if key in after]
    keys = after if ordered else [*kept, *(key for key in after if key not in known)]
    return (
        "".join(
            _piece(known[key], before, after, indent) if key in known else _fresh(key, after[key], indent)
            for key in keys
        )
        + tail
    )


def _cut(text: str, node: yaml.MappingNode) -> tuple[list[_Piece], str]:
    """The pieces of a block mapping, and the comments behind the last one."""
    lines = [line if line.endswith("\n") else line + "\n" for line in text.splitlines(keepends=True)]
    starts = [key.start_mark.line for key, _ in node.value]
    pieces, begin = [], 0
    for (key, value), start, following in zip(node.value, starts, [*starts[1:], len(lines)], strict=True):
        stop = min(max(start + 1, _end(value)), following)
        nested = isinstance(value, yaml.MappingNode) and not value.flow_style
        pieces.append(_Piece(key.value, "".join(lines[begin:start]), "".join(lines[start:stop]), nested))
        begin = stop
    return pieces, "".join(lines[begin:])


def _end(node: yaml.Node) -> int:
    """The line behind the content of a node: comments and blank lines below it belong to what follows."""
    if isinstance(node, yaml.CollectionNode) and not node.flow_style and node.value:
        last = node.value[-1]
        return max(_end(part) for part in (last if isinstance(last, tuple) else (last,)))
    return int(node.end_mark.line) + (1 if node.end_mark.column else 0)


def _piece(piece: _Piece, before: dict[str, Any], after: dict[str, Any], indent: str) -> str:
    old, new = before.get(piece.key), after[piece.key]
    if piece.key in before and _same(piece.key, old, new):
        return piece.above + piece.body
    if piece.block_mapping and isinstance(old, dict) and isinstance(new, dict) and old and new:
        head, rest = piece.body.split("\n", 1)
        child = rest[: len(rest) - len(rest.lstrip(" "))] if not rest.lstrip().startswith("#") else indent + "  "
        return f"{piece.above}{head}\n" + _rewrite(rest, old, new, indent=child, ordered=piece.key in ORDERED)
    return piece.above + _fresh(piece.key, new, indent)


def _same(key: str, old: Any, new: Any) -> bool:  # noqa: ANN401 - any YAML value
    """Whether the text of `old` says `new`, order included where it says something."""
    if not isinstance(old, dict) or old != new:
        return bool(old == new)
    if key in ORDERED and list(old) != list(new):
        return False
    return all(_same(child, old[child], value) for child, value in new.items())


def _fresh(key: str, value: Any, indent: str) -> str:  # noqa: ANN401 - any YAML value
    return "".join(f"{indent}{line}\n" for line in plain_yaml({key: value}).splitlines())
