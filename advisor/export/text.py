"""Small things every renderer writes: text as bytes, file names, templates."""

from __future__ import annotations

import shlex
from functools import cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined, Template

_TEMPLATES = Path(__file__).parent / "templates"


def to_bytes(text: str) -> bytes:
    """UTF-8 with LF and exactly one newline at the end."""
    return (text.replace("\r\n", "\n").rstrip("\n") + "\n").encode()


@cache
def _environment() -> Environment:
    environment = Environment(  # noqa: S701 - shell text, not HTML; every value passes the quoting filter
        loader=FileSystemLoader(_TEMPLATES),
        undefined=StrictUndefined,
        keep_trailing_newline=True,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["sh"] = lambda value: shlex.quote(str(value))
    return environment


def template(name: str) -> Template:
    """A template of the folder `templates/`."""
    return _environment().get_template(name)


def one_line(text: str) -> str:
    """`text` without line ends, tabs and other control characters, for a comment or a table cell."""
    return " ".join("".join(c if c.isprintable() else " " for c in text).split())


def table(rows: list[tuple[str, ...]]) -> str:
    """Rows as tab-separated lines; an empty cell is written `-`, so that no column is lost in a shell."""
    return "".join("\t".join(one_line(cell) or "-" for cell in row) + "\n" for row in rows)
