"""Options every command takes, and what they mean together."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import wraps
from pathlib import Path
from typing import Any

import click

from advisor.catalog.nearest import nearest
from advisor.errors import AdvisorError
from advisor.model.language import LANGUAGES, Language

Callback = Callable[..., Any]
"""A command as click calls it: what was parsed arrives by keyword."""


@dataclass(frozen=True)
class Settings:
    """The common options of one call."""

    overlays: tuple[Path, ...] = ()
    language: Language = "en"
    plain: bool = False
    by: str | None = None

    def with_plain(self, plain: bool) -> Settings:
        """The same, with line-by-line questions on or off."""
        return replace(self, plain=plain)


def language_of_environment() -> Language:
    """`ko` when the locale of the environment is Korean, else `en`."""
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        value = os.environ.get(name)
        if value:
            return "ko" if value.lower().startswith("ko") else "en"
    return "en"


def asks_for_korean() -> bool:
    """Whether the call asks for Korean: help is shown before options are read, so the words are looked at."""
    words = sys.argv[1:]
    for position, word in enumerate(words):
        if word == "--lang" and position + 1 < len(words):
            return words[position + 1] == "ko"
        if word.startswith("--lang="):
            return word == "--lang=ko"
    return language_of_environment() == "ko"


def common_options(function: Callback) -> Callback:
    """Add `--knowledge` and `--lang`; the function gets `settings`. A command inherits what the group was given."""

    @click.option(
        "--knowledge",
        "overlays",
        multiple=True,
        metavar="DIR",
        type=click.Path(exists=True, file_okay=False, path_type=Path),
        help="Knowledge of your organisation, added to ours; may be repeated.",
    )
    @click.option(
        "--lang", type=click.Choice(LANGUAGES), default=None, help="Language; the locale decides if left out."
    )
    @click.option(
        "--by",
        metavar="NAME",
        envvar="ADVISOR_BY",
        default=None,
        help="Who does this; kept in the journal and with choices and signatures.",
    )
    @wraps(function)
    def wrapper(*args: Any, overlays: tuple[Path, ...], lang: Language | None, by: str | None, **kwargs: Any) -> Any:  # noqa: ANN401 - click passes what it parsed
        parent = click.get_current_context().find_object(Settings)
        settings = Settings(
            overlays=(*(parent.overlays if parent else ()), *overlays),
            language=lang or (parent.language if parent else language_of_environment()),
            plain=parent.plain if parent else False,
            by=(by or "").strip()[:80] or (parent.by if parent else None),
        )
        try:
            return function(*args, settings=settings, **kwargs)
        except AdvisorError as error:
            error.lang = settings.language
            raise

    return wrapper


class Word(click.Choice[str]):
    """One of several words; a misspelt one is answered with the nearest."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:  # noqa: ANN401 - click's own signature
        """The word, or an error that names the nearest."""
        words = [str(word) for word in self.choices]
        if value not in words and (near := nearest(value, words)):
            self.fail(f"{value!r} is not one of {', '.join(words)} (did you mean {near}?)", param, ctx)
        return super().convert(value, param, ctx)


def json_option(function: Callback) -> Callback:
    """Add `--json`."""
    return click.option("--json", "as_json", is_flag=True, help="Print JSON instead of text.")(function)


def usage(*lines: str) -> str:
    """The epilogue of a command's help: example calls, one a line."""
    return "\b\nExamples:\n" + "\n".join(f"  {line}" for line in lines)
