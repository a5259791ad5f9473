"""Rows: what a view hands to a widget. A row is a list of spans, each with a tone that a theme turns into a style."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from advisor.tui.cells import clean, cut, fit, width, wrap


class Tone(StrEnum):
    """What a span means; colours only repeat what its text says."""

    PLAIN = "plain"
    DIM = "dim"
    STRONG = "strong"
    TITLE = "title"
    GOOD = "good"
    WARN = "warn"
    BAD = "bad"
    SOFT = "soft"


@dataclass(frozen=True)
class Span:
    """Text in one tone. `full` holds what it says where `text` was cut to fit."""

    text: str
    tone: Tone = Tone.PLAIN
    full: str = ""


@dataclass(frozen=True)
class Row:
    """One line. `key` names what it stands for (`fact:location`); rows without a key are skipped by the cursor."""

    spans: tuple[Span, ...] = ()
    key: str = ""

    @property
    def text(self) -> str:
        """The characters of the line."""
        return "".join(span.text for span in self.spans)

    @property
    def is_cut(self) -> bool:
        """Whether some of it did not fit."""
        return any(span.full for span in self.spans)

    @property
    def full(self) -> str:
        """Everything it says, its parts two spaces apart."""
        parts = ((span.full or span.text).strip() for span in self.spans)
        return "  ".join(part for part in parts if part)


BLANK = Row()


def span(text: str, tone: Tone = Tone.PLAIN) -> Span:
    """A span of text that may come from anywhere: control characters are dropped."""
    return Span(clean(text), tone)


def row(*parts: Span | str, key: str = "") -> Row:
    """A row of spans and plain texts."""
    return Row(tuple(p if isinstance(p, Span) else span(p) for p in parts), key)


def column(text: str, cells: int, tone: Tone = Tone.PLAIN) -> Span:
    """A span of exactly `cells` cells."""
    said = clean(text)
    return Span(fit(said, cells), tone, said if width(said) > cells else "")


def heading(text: str, cells: int) -> Row:
    """A title line."""
    said = clean(text)
    return row(Span(cut(said, cells), Tone.TITLE, said if width(said) > cells else ""))


def paragraph(
    text: str, cells: int, tone: Tone = Tone.PLAIN, *, indent: int = 0, hang: str = "", key: str = ""
) -> list[Row]:
    """`text` wrapped to `cells`; `hang` stands before the first line and the others are indented under it."""
    lead = " " * indent + hang
    below = " " * width(lead)
    lines = wrap(text, max(4, cells - width(lead)))
    return [row((lead if n == 0 else below), Span(line, tone), key=key) for n, line in enumerate(lines)]


def in_full(item: Row, cells: int) -> list[Row]:
    """A row with nothing cut, wrapped."""
    return paragraph(item.full, cells)


def shorten(spans: Iterable[Span], cells: int) -> tuple[Span, ...]:
    """Spans in at most `cells` cells; the last one that fits is cut."""
    kept: list[Span] = []
    left = cells
    for part in spans:
        if left <= 0:
            break
        text = cut(part.text, left)
        kept.append(Span(text, part.tone, part.full or (part.text if text != part.text else "")))
        left -= width(text)
    return tuple(kept)
