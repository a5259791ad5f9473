"""Text in two languages, and characters that break a terminal's columns."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from pydantic import BaseModel

from advisor.catalog.lint.scope import Place, Scope
from advisor.catalog.walk import strings
from advisor.catalog.yaml_read import KeyPath
from advisor.errors import Problem
from advisor.model.base import Source, Text

NAMES = frozenset({"name", "term", "title"})
"""Keys whose text is a name: it may be Latin in Korean too."""
IN_COLUMNS = frozenset({"name", "term"})
"""Keys whose text stands in columns of the terminal."""

_HANGUL = re.compile("[\uac00-\ud7a3]")
_SENTENCE = re.compile(r"[A-Za-z]{2,}\s+[A-Za-z]{2,}")
_LATIN_WORD = re.compile(r"[A-Za-z]{2,}")


def check(scope: Scope) -> Iterator[Problem]:
    """Check every text and every plain string."""
    for kind, name, value in scope.entries():
        yield from _plain(scope, (kind, name, ()), value)
    for place, inner in scope.models():
        if isinstance(inner, Text):
            yield from _text(scope, place, inner)
        if isinstance(inner, Source) and isinstance(inner.note, str) and _SENTENCE.search(inner.note):
            kind, name, path = place
            message = "a note of several words is written in both languages: {en: ..., ko: ...}"
            yield scope.problem((kind, name, (*path, "note")), message, "missing-translation")


def _text(scope: Scope, place: Place, text: Text) -> Iterator[Problem]:
    kind, name, path = place
    is_name = bool(path) and path[-1] in NAMES
    if not is_name and not _HANGUL.search(text.ko) and _LATIN_WORD.search(text.ko):
        yield scope.problem((kind, name, (*path, "ko")), "Korean text without a Korean letter", "korean")
    if _HANGUL.search(text.en):
        yield scope.problem((kind, name, (*path, "en")), "English text with Korean letters", "english")
    if path and path[-1] in IN_COLUMNS:
        for language in ("en", "ko"):
            yield from _ambiguous(scope, (kind, name, (*path, language)), getattr(text, language))


def _plain(scope: Scope, place: Place, value: BaseModel) -> Iterator[Problem]:
    kind, name, _ = place
    for path, text in strings(value):
        if not _is_prose(path):
            yield from _ambiguous(scope, (kind, name, path), text)


def _is_prose(path: KeyPath) -> bool:
    """Whether a string is prose: a language of a text, a licence note, or the reason beside a setting."""
    return path[-1] in ("en", "ko", "why", "note", "comment")


def _ambiguous(scope: Scope, place: Place, text: str) -> Iterator[Problem]:
    found = next((c for c in text if unicodedata.east_asian_width(c) == "A"), None)
    if found is not None:
        message = f"{found!r} (U+{ord(found):04X}) has no certain width in a terminal"
        yield scope.problem(place, message, "ambiguous-width")
