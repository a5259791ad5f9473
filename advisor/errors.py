"""Errors that reach a person, as data, and the exit codes of the command."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import IntEnum


class ExitCode(IntEnum):
    """Exit codes of `advisor`; stable."""

    OK = 0
    INTERNAL = 1
    BAD_INPUT = 2
    CONFLICT = 3
    NEEDS_ACCEPTANCE = 4
    VERIFICATION_FAILED = 5


@dataclass(frozen=True)
class Problem:
    """One thing wrong with an input: where it is and what would be right."""

    message: str
    file: str | None = None
    line: int | None = None
    key: str | None = None
    nearest: str | None = None
    severity: str = "error"
    check: str | None = None
    ko: str | None = None

    def as_warning(self) -> Problem:
        """The same, but nothing fails for it."""
        return replace(self, severity="warning")

    def __str__(self) -> str:
        """`file:line: key: message (did you mean nearest?)`."""
        return self.told("en")

    def told(self, lang: str) -> str:
        """The same in a language; a message that has no Korean form stays as it is."""
        where = ":".join(str(part) for part in (self.file, self.line) if part is not None)
        head = ": ".join(part for part in (where, self.key) if part)
        message = self.ko if lang == "ko" and self.ko else self.message
        ask = f" ({self.nearest}?)" if lang == "ko" else f" (did you mean {self.nearest}?)"
        return f"{head + ': ' if head else ''}{message}{ask if self.nearest else ''}"


class AdvisorError(Exception):
    """Base of all expected errors; carries an exit code and never prints."""

    code = ExitCode.INTERNAL
    lang = "en"
    """The language to say it in; the face that catches the error for a person sets it."""


class BadInput(AdvisorError):
    """An input file or argument is wrong; `problems` lists everything found."""

    code = ExitCode.BAD_INPUT

    def __init__(self, problems: list[Problem] | tuple[Problem, ...] | str) -> None:
        """Take problems, or one message."""
        self.problems = (Problem(problems),) if isinstance(problems, str) else tuple(problems)
        super().__init__("\n".join(str(p) for p in self.problems))


class NoValidStack(AdvisorError):
    """The session has a conflict."""

    code = ExitCode.CONFLICT


class NeedsAcceptance(AdvisorError):
    """Findings must be accepted before the export."""

    code = ExitCode.NEEDS_ACCEPTANCE


class VerificationFailed(AdvisorError):
    """A bundle is not what it claims to be."""

    code = ExitCode.VERIFICATION_FAILED
