"""Everything on standard error, and the exit codes."""

from __future__ import annotations

import os
import sys
from typing import NoReturn

import click

from advisor.errors import AdvisorError, BadInput, ExitCode, Problem
from advisor.model.characters import printable


class BrokenSession(BadInput):
    """A session with problems; `file` is the file that the app would open with its usable part."""

    def __init__(self, problems: tuple[Problem, ...], file: str | None) -> None:
        """Take the problems and where the session lies."""
        super().__init__(problems)
        self.file = file


def clean(text: str) -> str:
    """`text` without characters that steer a terminal."""
    return printable(text)


def say(text: str) -> None:
    """One line on standard error."""
    click.echo(clean(text), err=True)


def report_and_exit(error: Exception) -> NoReturn:
    """Print an error as people need it and leave with its exit code."""
    if isinstance(error, BadInput):
        for problem in error.problems:
            say(f"error: {problem}")
        if isinstance(error, BrokenSession) and error.file:
            say(f"nothing was written; this opens the part that can be used: advisor {error.file}")
        sys.exit(ExitCode.BAD_INPUT)
    if isinstance(error, AdvisorError):
        say(f"error: {error}")
        sys.exit(error.code)
    if isinstance(error, click.ClickException):
        error.show()
        sys.exit(ExitCode.BAD_INPUT)
    if isinstance(error, click.Abort):
        say("aborted")
        sys.exit(ExitCode.INTERNAL)
    if isinstance(error, BrokenPipeError):
        sys.stderr.close()
        sys.exit(ExitCode.OK)
    if isinstance(error, OSError):
        say(f"error: {error.strerror or error}: {error.filename}" if error.filename else f"error: {error}")
        sys.exit(ExitCode.BAD_INPUT)
    if os.environ.get("ADVISOR_DEBUG"):
        raise error
    say(f"internal error: {type(error).__name__}: {error} (set ADVISOR_DEBUG=1 for the full trace)")
    sys.exit(ExitCode.INTERNAL)
