"""Asking for a yes."""

from __future__ import annotations

from typing import ClassVar

from textual.binding import Binding, BindingType

from advisor.model.base import Language
from advisor.tui.modals.sheet import Sheet
from advisor.tui.views.rows import paragraph


class ConfirmSheet(Sheet[bool]):
    """Enter or y agrees; everything that closes a dialog declines."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("y,ㅛ", "sheet_take", show=False),
        Binding("n,ㅜ", "close", show=False),
    ]

    def __init__(self, title: str, lang: Language, text: str) -> None:
        """Ask `text`."""
        super().__init__(title, lang, lambda cells: paragraph(text, cells))

    def action_sheet_take(self) -> None:
        """Agreed."""
        self.dismiss(True)
