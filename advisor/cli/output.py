"""Everything on standard output: JSON and tables."""

from __future__ import annotations

import json
import sys
from typing import Any

import click
from rich.console import Console
from rich.table import Table

from advisor.cli.diagnostics import clean


def print_json(data: Any) -> None:  # noqa: ANN401 - any JSON value
    """One JSON document; keys keep their order, so the bytes are stable."""
    click.echo(json.dumps(data, ensure_ascii=False, indent=2))


def print_text(text: str) -> None:
    """Text as it is, without characters that steer a terminal."""
    click.echo(clean(text))


def console() -> Console:
    """A console on standard output: colours only on a terminal that wants them, 100 columns elsewhere."""
    width = None if sys.stdout.isatty() else 100
    return Console(file=sys.stdout, width=width, highlight=False, markup=False, emoji=False)


def print_table(headings: list[str], rows: list[list[str]], widest: tuple[int, ...] = ()) -> None:
    """A borderless table whose columns wrap; `widest` caps the first columns, the last takes what is left."""
    table = Table(box=None, pad_edge=False, header_style="bold", show_edge=False)
    for position, heading in enumerate(headings):
        cap = widest[position] if position < len(widest) else None
        table.add_column(heading, overflow="fold", max_width=cap)
    for row in rows:
        table.add_row(*(clean(cell) for cell in row))
    console().print(table)
