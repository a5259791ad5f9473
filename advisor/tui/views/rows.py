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
    """Text in one tone."""

    text: str
    tone: Tone = Tone.PLAIN


@dataclass(frozen=True)
class Row:
    """One line. `key` names what it stands for (`fact:location`); rows without a key are skipped by the cursor."""

    spans: tuple[Span, ...] = ()
    key: str = ""

    @property
    def text(self) -> str:
        """The characters of the line."""
        return "".join(span.text for span in self.spans)


BLANK = Row()


def span(text: str, tone: Tone = Tone.PLAIN) -> Span:
    """A span of text that may come from anywhere: control characters are dropped."""
    return Span(clean(text), tone)


def row(*parts: Span | str, key: str = "") -> Row:
    """A row of spans and plain texts."""
    return Row(tuple(p if isinstance(p, Span) else span(p) for p in parts), key)


def column(text: str, cells: int, tone: Tone = Tone.PLAIN) -> Span:
    """A span of exactly `cells` cells."""
    return Span(fit(clean(text), cells), tone)


def heading(text: str, cells: int) -> Row:
    """A title line."""
    return row(Span(cut(clean(text), cells), Tone.TITLE))


def paragraph(
    text: str, cells: int, tone: Tone = Tone.PLAIN, *, indent: int = 0, hang: str = "", key: str = ""
) -> list[Row]:
    """`text` wrapped to `cells`; `hang` stands before the first line and the others are indented under it."""
    lead = " " * indent + hang
    below = " " * width(lead)
    lines = wrap(text, max(4, cells - width(lead)))
    return [row((lead if n == 0 else below), Span(line, tone), key=key) for n, line in enumerate(lines)]


def shorten(spans: Iterable[Span], cells: int) -> tuple[Span, ...]:
    """Spans in at most `cells` cells; the last one that fits is cut."""
    kept: list[Span] = []
    left = cells
    for part in spans:
        if left <= 0:
            break
        text = cut(part.text, left)
        kept.append(Span(text, part.tone))
        left -= width(text)
    return tuple(kept)
