"""Everything on standard output: JSON and tables."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Any

import click
from rich.console import Console
from rich.table import Table

from advisor.cli.diagnostics import clean
from advisor.errors import Problem
from advisor.model.characters import UNSTORABLE


def print_json(data: Any) -> None:  # noqa: ANN401 - any JSON value
    """One JSON document; keys keep their order, so the bytes are stable."""
    text = json.dumps(data, ensure_ascii=False, indent=2)
    with _named():
        click.echo(UNSTORABLE.sub(lambda found: f"\\u{ord(found[0]):04x}", text))  # such a one stands in a string only


def problems_json(problems: Iterable[Problem]) -> list[dict[str, Any]]:
    """Problems as data, in English: programs read it."""
    keys = ("severity", "check", "file", "line", "key", "message", "nearest")
    return [{key: getattr(problem, key) for key in keys} for problem in problems]


def print_text(text: str) -> None:
    """Text as it is, without characters that steer a terminal."""
    with _named():
        click.echo(clean(text))


class _Console(Console):
    """Leaves a closed pipe to the one place that knows what it means."""

    def on_broken_pipe(self) -> None:
        """Raise, where rich would end the program with 1."""
        raise BrokenPipeError


@contextmanager
def _named() -> Iterator[None]:
    """Name standard output in the error of a write that failed (a full disk behind `>`)."""
    try:
        yield
    except BrokenPipeError:
        raise
    except OSError as error:
        raise OSError(error.errno, error.strerror, "standard output") from error


def console() -> Console:
    """A console on standard output: colours only on a terminal that wants them, 100 columns elsewhere."""
    width = None if sys.stdout.isatty() else 100
    return _Console(file=sys.stdout, width=width, highlight=False, markup=False, emoji=False)


def print_table(headings: list[str], rows: list[list[str]], widest: tuple[int, ...] = ()) -> None:
    """A borderless table whose columns wrap; `widest` caps the first columns, the last takes what is left."""
    table = Table(box=None, pad_edge=False, header_style="bold", show_edge=False)
    for position, heading in enumerate(headings):
        cap = widest[position] if position < len(widest) else None
        table.add_column(heading, overflow="fold", max_width=cap)
    for row in rows:
        table.add_row(*(clean(cell) for cell in row))
    with _named():
        console().print(table)
