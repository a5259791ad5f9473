"""Jumping: every decision has a number of two digits; the first digit leaves ten, the second goes there."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual.binding import Binding, BindingType

from advisor.model.base import Language
from advisor.tui.find import Entry
from advisor.tui.modals.pick import entry_rows
from advisor.tui.modals.sheet import Sheet
from advisor.tui.views.rows import Row


class JumpSheet(Sheet[str]):
    """Dismissed with the key of an entry."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding(str(n), f"digit('{n}')", show=False) for n in range(10)]

    def __init__(self, title: str, lang: Language, entries: Sequence[Entry]) -> None:
        """Number `entries` from 1."""
        self._numbered = numbered(entries)
        self._typed = ""
        super().__init__(title, lang, self._rows)

    def borrow(self, fresh: JumpSheet) -> None:
        """The entries in other words; a digit that was typed stays."""
        super().borrow(fresh)
        self._numbered, self._build = fresh._numbered, self._rows

    def _rows(self, cells: int) -> list[Row]:
        return entry_rows([e for number, e in self._numbered.items() if number.startswith(self._typed)], cells)

    def action_digit(self, digit: str) -> None:
        """The next digit; one that leads nowhere starts again."""
        self._typed += digit
        left = [e for number, e in self._numbered.items() if number.startswith(self._typed)]
        if len(left) == 1:
            self.dismiss(left[0].key)
            return
        self._typed = self._typed if left else ""
        self.lines.draw(self._rows)
        self.lines.edge(-1)

    def action_sheet_take(self) -> None:
        """Go to the entry under the cursor."""
        self.dismiss(self.lines.key or None)


def numbered(entries: Sequence[Entry]) -> dict[str, Entry]:
    """Entries by number, two digits or as many as all of them need."""
    digits = max(2, len(str(len(entries))))
    found = {}
    for number, entry in enumerate(entries, start=1):
        name = f"{number:0{digits}d}"
        found[name] = Entry(entry.key, f"{name}  {entry.label}", entry.mark, entry.note)
    return found
