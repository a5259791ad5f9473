"""Why, and why not: a sheet whose ways out are applied by their number or by Enter."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import ClassVar

from textual.binding import Binding, BindingType

from advisor.model.base import Language
from advisor.tui.modals.sheet import Sheet
from advisor.tui.views.rows import Row
from advisor.tui.views.why import REPAIR_KEY


class WhySheet(Sheet[int]):
    """Dismissed with the index of the repair to apply, or None."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding(str(n), f"apply({n})", show=False) for n in range(1, 6)]

    def __init__(self, title: str, lang: Language, build: Callable[[int], Sequence[Row]], repairs: int) -> None:
        """Take rows that hold `repairs` ways out."""
        super().__init__(title, lang, build, reads=True)
        self._repairs = repairs

    def amend(self, build: Callable[[int], Sequence[Row]]) -> None:
        """Show more, once it was worked out; the place that is being read stays."""
        if self.is_mounted and self.is_current:
            self._build = build
            self.lines.draw(build)

    def action_apply(self, number: int) -> None:
        """Apply a way out by its number."""
        if number <= self._repairs:
            self.dismiss(number - 1)

    def action_sheet_take(self) -> None:
        """Enter applies the way out under the cursor; elsewhere it closes."""
        key = self.lines.key
        self.dismiss(int(key.removeprefix(REPAIR_KEY)) if key.startswith(REPAIR_KEY) else None)
