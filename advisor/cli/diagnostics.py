"""Everything on standard error, and the exit codes."""

from __future__ import annotations

import contextlib
import io
import os
import sys
from typing import NoReturn

import click

from advisor.errors import AdvisorError, BadInput, ExitCode, Problem
from advisor.model.characters import printable
from advisor.model.language import Language


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


def _language(error: AdvisorError) -> Language:
    return "ko" if error.lang == "ko" else "en"


def _words(key: str, lang: Language, **names: object) -> str:
    from advisor.wording import Words  # noqa: PLC0415 - only when something went wrong
    from advisor.wording.cli import PHRASES  # noqa: PLC0415

    return Words(PHRASES, lang)(key, **names)


def _forget_output() -> None:
    """Nobody reads standard output any more: what is still buffered must not fail when the program ends."""
    with contextlib.suppress(OSError, ValueError):
        null = os.open(os.devnull, os.O_WRONLY)
        os.dup2(null, sys.stdout.fileno())
        os.close(null)


def report_and_exit(error: Exception) -> NoReturn:
    """Print an error as people need it and leave with its exit code."""
    if isinstance(error, BadInput):
        lang = _language(error)
        for problem in error.problems:
            say(f"{_words('error', lang)}: {problem.told(lang)}")
        if isinstance(error, BrokenSession) and error.file:
            say(_words("opens_usable", lang, path=error.file))
        sys.exit(ExitCode.BAD_INPUT)
    if isinstance(error, AdvisorError):
        say(f"{_words('error', _language(error))}: {error}")
        sys.exit(error.code)
    if isinstance(error, click.ClickException):
        told = io.StringIO()
        error.show(file=told)  # it quotes what was typed, which may hold anything
        say(told.getvalue().rstrip("\n"))
        sys.exit(ExitCode.BAD_INPUT)
    if isinstance(error, click.Abort):
        say("aborted")
        sys.exit(ExitCode.INTERNAL)
    if isinstance(error, BrokenPipeError):
        _forget_output()
        sys.exit(ExitCode.OK)
    if isinstance(error, OSError):
        say(f"error: {error.strerror or error}: {error.filename}" if error.filename else f"error: {error}")
        sys.exit(ExitCode.BAD_INPUT)
    if os.environ.get("ADVISOR_DEBUG"):
        raise error
    say(f"internal error: {type(error).__name__}: {error} (set ADVISOR_DEBUG=1 for the full trace)")
    sys.exit(ExitCode.INTERNAL)
