"""HCL, as far as we write it: blocks, attributes, strings, lists and maps, aligned the way `terraform fmt` does."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Raw:
    """An expression written as it is (`var.name`, `file("...")`)."""

    text: str


Value = Raw | str | int | bool | Sequence["Value"] | Mapping[str, "Value"]


@dataclass
class Block:
    """A block with its labels, attributes and inner blocks, in this order."""

    kind: str
    labels: tuple[str, ...] = ()
    attributes: dict[str, Value] = field(default_factory=dict)
    blocks: list[Block] = field(default_factory=list)


def quote(text: str) -> str:
    """A quoted template string in which nothing is interpolated."""
    escaped = json.dumps(text, ensure_ascii=False)
    return escaped.replace("${", "$${").replace("%{", "%%{")


def write(blocks: Sequence[Block], *, header: str = "") -> str:
    """The text of a file; a blank line between blocks."""
    head = "".join(f"# {line}\n" for line in header.splitlines())
    return head + "\n".join(_block(b, 0) for b in blocks)


def _block(block: Block, depth: int) -> str:
    pad = "  " * depth
    title = " ".join([block.kind, *(quote(label) for label in block.labels)])
    if not block.attributes and not block.blocks:
        return f"{pad}{title} {{\n{pad}}}\n"
    lines = [f"{pad}{title} {{\n", _attributes(block.attributes, depth + 1)]
    if block.attributes and block.blocks:
        lines.append("\n")
    lines.append("\n".join(_block(b, depth + 1) for b in block.blocks))
    return "".join([*lines, f"{pad}}}\n"])


def _attributes(attributes: Mapping[str, Value], depth: int) -> str:
    """`name = value` lines; names of neighbouring one-line values are aligned."""
    pad = "  " * depth
    rendered = [(name, _value(value, depth)) for name, value in attributes.items()]
    lines: list[str] = []
    run: list[tuple[str, str]] = []
    for name, text in rendered:
        if "\n" in text:
            lines += _aligned(run, pad)
            run = []
            lines.append(f"{pad}{name} = {text}\n")
        else:
            run.append((name, text))
    return "".join([*lines, *_aligned(run, pad)])


def _aligned(run: Sequence[tuple[str, str]], pad: str) -> list[str]:
    width = max((len(name) for name, _ in run), default=0)
    return [f"{pad}{name.ljust(width)} = {text}\n" for name, text in run]


def _value(value: Value, depth: int) -> str:
    match value:
        case Raw():
            return value.text
        case bool():
            return "true" if value else "false"
        case int():
            return str(value)
        case str():
            return quote(value)
        case Mapping():
            return "{\n" + _attributes(value, depth + 1) + "  " * depth + "}" if value else "{}"
        case _:
            return _list(value, depth)


def _list(items: Sequence[Value], depth: int) -> str:
    parts = [_value(item, depth + 1) for item in items]
    if not any("\n" in p for p in parts) and sum(map(len, parts)) < 80:
        return "[" + ", ".join(parts) + "]"
    pad = "  " * (depth + 1)
    return "[\n" + "".join(f"{pad}{p},\n" for p in parts) + "  " * depth + "]"
