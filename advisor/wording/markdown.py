"""Text inside Markdown: nothing a person typed becomes markup, and no control character reaches a terminal."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from advisor.model.base import Language, Source
from advisor.model.catalog import Catalog

_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b\u200e\u200f\u2028-\u202e\u2060-\u2069\ufeff\ufff9-\ufffb]")
_SPACE = re.compile(r"\s+")
_MARKUP = re.compile(r"[\\`*\[\]<>|~]|(?<![^\W_])_|_(?![^\W_])")
_SPAN = re.compile(r"(?<!`)\\`((?:(?!\\[`|]).)+)\\`(?!\\`)")
_ESCAPED = re.compile(r"\\([^A-Za-z0-9\s])")
_ENTITY = re.compile(r"&(?=[A-Za-z0-9#]+;)")
_LINE_START = re.compile(r"^(#{1,6}|[-+=]+|\d{1,9}[.)])(?=\s|$)")
_SAFE_URL = re.compile(r"https?://[^\s<>\"'`()\\]+\Z")


def clean(text: str) -> str:
    """Return `text` on one line without control, zero-width and direction characters."""
    return _SPACE.sub(" ", _CONTROL.sub("", text)).strip()


def escape(text: str) -> str:
    """Return `text` as one line of Markdown that shows exactly these characters."""
    line = _ENTITY.sub("&amp;", _MARKUP.sub(lambda m: "\\" + m[0], clean(text)))
    return _LINE_START.sub(lambda m: m[1][:-1] + "\\" + m[1][-1], line)


def prose(text: str) -> str:
    """Return a sentence as one line of Markdown: what stands between single backticks is code, all else is escaped."""
    return _SPAN.sub(lambda m: code(_ESCAPED.sub(r"\1", m[1]).replace("&amp;", "&")), escape(text))


def code(text: str) -> str:
    """Return `text` as inline code; longer fences where it holds backticks itself."""
    line = clean(text)
    longest = max((len(run) for run in re.findall("`+", line)), default=0)
    fence = "`" * (longest + 1)
    pad = " " if longest else ""
    return f"{fence}{pad}{line}{pad}{fence}" if line else ""


def link(text: str, url: str) -> str:
    """Return a link to an http(s) address; anything else stays plain text."""
    target = clean(url)
    return f"[{escape(text)}]({target})" if _SAFE_URL.match(target) else f"{escape(text)} ({escape(target)})"


def address(url: str) -> str:
    """Return an http(s) address as a link that shows itself; anything else stays plain text."""
    target = clean(url)
    return f"<{target}>" if _SAFE_URL.match(target) else escape(target)


def table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> list[str]:
    """Return the lines of a table; cells are Markdown already, in which only bars and line ends are made safe."""
    lines = [f"| {' | '.join(head)} |", f"|{'|'.join('---' for _ in head)}|"]
    lines += [f"| {' | '.join(_cell(cell) for cell in row)} |" for row in rows]
    return lines


def _cell(cell: str) -> str:
    return re.sub(r"(?<!\\)\|", r"\\|", _SPACE.sub(" ", cell)).strip()


def place(catalog: Catalog, source: Source, lang: Language) -> str:
    """Where a source is: its title, its address or its place in a repository, linked where it can be."""
    named = catalog.source_by_id.get(source.ref)
    if named is not None:
        title = named.title.get(lang)
        return link(title, named.url) if named.url else escape(title)
    if source.ref.startswith("http"):
        return link(clean(source.ref).split("://", 1)[1], source.ref)
    return code(source.ref)
