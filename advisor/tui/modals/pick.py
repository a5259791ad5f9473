"""Picking from a list: one of a few values, several values, or anything that can be found by typing."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import zip_longest
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.widgets import Input

from advisor.model.base import Language
from advisor.tui.bindings import bindings
from advisor.tui.cells import width, wrap
from advisor.tui.find import Entry, narrow
from advisor.tui.modals.sheet import Sheet
from advisor.tui.views.rows import Row, Span, Tone, column, paragraph, row
from advisor.tui.widgets.lines import Lines
from advisor.wording import Words
from advisor.wording.tui import PHRASES


def entry_rows(entries: Sequence[Entry], cells: int) -> list[Row]:
    """Entries as rows: mark, label, note; what is too long goes on in the next line."""
    mark = max((width(e.mark) + 1 for e in entries if e.mark), default=0)
    note = min(max((width(e.note) for e in entries), default=0), (cells - mark) * 2 // 5)
    label = min(max((width(e.label) for e in entries), default=0), cells - mark - (note + 2 if note else 0))
    return [line for entry in entries for line in _entry(entry, mark, label, note)]


def _entry(entry: Entry, mark: int, label: int, note: int) -> list[Row]:
    lines = zip_longest(wrap(entry.label, label), wrap(entry.note, max(2, note)), fillvalue="")
    return [
        row(
            column("" if number else entry.mark, mark, Tone.STRONG),
            column(said, label),
            *([column(f"  {told}", note + 2, Tone.DIM)] if note else []),
            key=entry.key,
        )
        for number, (said, told) in enumerate(lines)
    ]


class PickSheet(Sheet[str]):
    """One of a few values, by cursor or by its number."""

    BINDINGS: ClassVar[list[BindingType]] = [
        *(Binding(str(n), f"take({n})", show=False) for n in range(1, 10)),
        Binding("space", "sheet_take", show=False),
    ]

    def __init__(self, title: str, lang: Language, entries: Sequence[Entry], current: str = "") -> None:
        """Offer `entries` with the cursor on `current`."""
        self._entries = [
            Entry(e.key, f"{n}  {e.label}" if len(entries) < 10 else e.label, e.mark, e.note)
            for n, e in enumerate(entries, start=1)
        ]
        self._current = current
        super().__init__(title, lang, lambda cells: entry_rows(self._entries, cells))

    def borrow(self, fresh: PickSheet) -> None:
        """The values in other words."""
        super().borrow(fresh)
        self._entries = fresh._entries

    def on_mount(self) -> None:
        """Stand on the current value."""
        super().on_mount()
        self.lines.draw(self._build, key=self._current)

    def action_take(self, number: int) -> None:
        """Take the value of that number."""
        if number <= len(self._entries):
            self.dismiss(self._entries[number - 1].key)

    def action_sheet_take(self) -> None:
        """Take the value under the cursor."""
        self.dismiss(self.lines.key or None)


class CheckSheet(Sheet[tuple[str, ...]]):
    """Several values: Space takes or leaves one, Enter is done."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("space", "check", show=False)]

    def __init__(self, title: str, lang: Language, entries: Sequence[Entry], taken: Iterable[str]) -> None:
        """Offer `entries`, those in `taken` checked."""
        self._entries = tuple(entries)
        self._taken = list(taken)
        super().__init__(title, lang, self._rows)

    def borrow(self, fresh: CheckSheet) -> None:
        """The values in other words; what was taken stays taken."""
        super().borrow(fresh)
        self._entries, self._build = fresh._entries, self._rows

    def _rows(self, cells: int) -> list[Row]:
        marked = [Entry(e.key, e.label, "[x]" if e.key in self._taken else "[ ]", e.note) for e in self._entries]
        return entry_rows(marked, cells)

    def keys(self) -> Row:
        """Space comes first here."""
        words = Words(PHRASES, self.lang)
        return row(
            Span(words("space") + " ", Tone.STRONG), Span(words("check") + "  ", Tone.DIM), *super().keys().spans
        )

    def action_check(self) -> None:
        """Take or leave the value under the cursor."""
        key = self.lines.key
        if key in self._taken:
            self._taken.remove(key)
        elif key:
            self._taken.append(key)
        self.lines.draw(self._rows)

    def action_sheet_take(self) -> None:
        """Done."""
        order = {e.key: n for n, e in enumerate(self._entries)}
        self.dismiss(tuple(sorted(self._taken, key=lambda k: order.get(k, 0))))


class FindSheet(Sheet[str]):
    """Anything that can be found by typing; `!word` shows what does not match. Backspace in an empty line closes."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "up", show=False, priority=True),
        Binding("down", "down", show=False, priority=True),
        Binding("pageup", "page_up", show=False, priority=True),
        Binding("pagedown", "page_down", show=False, priority=True),
        *bindings(),
    ]
    AUTO_FOCUS = "#find-text"
    TYPES = True

    def __init__(self, title: str, lang: Language, entries: Sequence[Entry]) -> None:
        """Search in `entries`."""
        self._entries = tuple(entries)
        self._query = ""
        super().__init__(title, lang, self._rows)

    def borrow(self, fresh: FindSheet) -> None:
        """The entries in other words; what was typed stays."""
        super().borrow(fresh)
        self._entries, self._build = fresh._entries, self._rows

    def body(self) -> ComposeResult:
        """A line to type in above the list."""
        yield FindInput(id="find-text", select_on_focus=False)
        yield Lines(id="sheet-rows", focusable=True)

    def _rows(self, cells: int) -> list[Row]:
        found = entry_rows(narrow(self._query, self._entries), cells)
        return found or paragraph(Words(PHRASES, self.lang)("nothing-found"), cells, Tone.DIM)

    @on(Input.Changed)
    def _typed(self, event: Input.Changed) -> None:
        self._query = event.value
        self.lines.draw(self._rows)
        self.lines.edge(-1)

    @on(Input.Submitted)
    def _submitted(self) -> None:
        self.action_sheet_take()

    def action_sheet_take(self) -> None:
        """Take the entry under the cursor."""
        self.dismiss(self.lines.key or None)


class FindInput(Input):
    """A line to type in that gives an empty Backspace back to the dialog."""

    def on_mount(self) -> None:
        """No blinking: an idle screen sends nothing."""
        self.cursor_blink = False

    def action_delete_left(self) -> None:
        """Backspace: delete, or close when there is nothing to delete."""
        if self.value:
            super().action_delete_left()
        elif isinstance(self.screen, Sheet):
            self.screen.action_close()
