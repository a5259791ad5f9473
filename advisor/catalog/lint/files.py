"""Files a person can read: short enough, and known to the editor."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import PurePosixPath

from advisor.catalog.lint.scope import Scope
from advisor.errors import Problem

MAX_LINES = 400
HEADER = "# yaml-language-server: $schema="


def check(scope: Scope) -> Iterator[Problem]:
    """Check length and editor header of every file. A room of one file cannot be split, so its length is its own."""
    documents = {entry.document.file: entry.document for entry in scope.positions.everything()}
    for file in sorted(documents):
        text = documents[file].text
        lines = text.count("\n") + 1
        if lines > MAX_LINES and "/" in file.partition("/")[2]:
            yield Problem(f"{lines} lines; split it, {MAX_LINES} are permitted", file, check="file-length")
        first = text.partition("\n")[0].strip()
        if not first.startswith(HEADER):
            yield Problem(f"does not begin with {HEADER}...", file, 1, check="file-header")
        elif not PurePosixPath(first.removeprefix(HEADER)).name.endswith(".schema.json"):
            yield Problem("its header names no *.schema.json", file, 1, check="file-header")
