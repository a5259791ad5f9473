"""Files a person can read: short enough, and known to the editor; and what overlays changed."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import PurePosixPath

from advisor.catalog.lint.scope import Scope
from advisor.errors import Problem

MAX_LINES = 400
HEADER = "# yaml-language-server: $schema="


def check(scope: Scope) -> Iterator[Problem]:
    """List overrides, and check length and editor header of every file.

    A room of one file cannot be split, so its length is its own.
    """
    for override in scope.catalog.overrides:
        verb = "replaces the shipped entry" if override.replaced else "is added to what is shipped"
        yield Problem(f"{override.kind} {override.id} {verb}", override.file, severity="info", check="override")
    documents = {entry.document.file: entry.document for entry in scope.positions.everything()}
    for file in sorted(documents):
        text = documents[file].text
        lines = len(text.splitlines())
        if lines > MAX_LINES and "/" in file.partition("/")[2]:
            yield Problem(f"{lines} lines; split it, {MAX_LINES} are permitted", file, check="file-length")
        first = text.partition("\n")[0].strip()
        if not first.startswith(HEADER):
            yield Problem(f"does not begin with {HEADER}...", file, 1, check="file-header")
        elif not PurePosixPath(first.removeprefix(HEADER)).name.endswith(".schema.json"):
            yield Problem("its header names no *.schema.json", file, 1, check="file-header")
