"""The commands with their help in Korean: copies, so that a process may speak both languages."""

from __future__ import annotations

import copy
from collections.abc import Iterable
from typing import TypeVar

import click

from advisor.wording.help import EPILOGUE, FRAME, HELP

C = TypeVar("C", bound=click.Command)


class _Formatter(click.HelpFormatter):
    """The words that click itself puts around a help text."""

    def write_usage(self, prog: str, args: str = "", prefix: str | None = None) -> None:
        super().write_usage(prog, args, prefix=f"{FRAME['Usage']}: " if prefix is None else prefix)

    def write_heading(self, heading: str) -> None:
        super().write_heading(FRAME.get(heading, heading))

    def write_dl(self, rows: Iterable[tuple[str, str]], col_max: int = 30, col_spacing: int = 2) -> None:
        super().write_dl([(name, FRAME.get(text, text)) for name, text in rows], col_max, col_spacing)


class _Context(click.Context):
    formatter_class = _Formatter


def korean(text: str | None) -> str | None:
    """The Korean for an English help text; the text itself where there is none."""
    return None if text is None else HELP.get(" ".join(text.replace("\b", "").split()), text)


def in_korean(command: C) -> C:
    """A copy of a command whose help, options and examples speak Korean; so do the commands of a group."""
    spoken = copy.copy(command)
    spoken.context_class = _Context
    spoken.help = korean(command.help)
    spoken.params = [_parameter(parameter) for parameter in command.params]
    for english, said in EPILOGUE:
        spoken.epilog = spoken.epilog.replace(english, said) if spoken.epilog else None
    if isinstance(spoken, click.Group):
        spoken.commands = {name: in_korean(inner) for name, inner in spoken.commands.items()}
    return spoken


def _parameter(parameter: click.Parameter) -> click.Parameter:
    if not isinstance(parameter, click.Option):
        return parameter
    spoken = copy.copy(parameter)
    spoken.help = korean(parameter.help)
    return spoken
