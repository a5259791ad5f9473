"""Why, and why not: a sheet whose ways out are applied by their number or by Enter."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import ClassVar

from textual.binding import Binding, BindingType

from advisor.model.base import Language
from advisor.tui import actions
from advisor.tui.modals.sheet import Sheet
from advisor.tui.views.rows import Row, Span, Tone, row
from advisor.tui.views.why import REPAIR_KEY


@dataclass(frozen=True)
class Verdict:
    """What a person says about a way out: apply it, or never propose it again."""

    repair: int
    applied: bool = True


class WhySheet(Sheet[Verdict]):
    """Dismissed with the verdict on one of its ways out, or None."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding(str(n), f"apply({n})", show=False) for n in range(1, 6)]

    def __init__(self, title: str, lang: Language, build: Callable[[int], Sequence[Row]], repairs: int) -> None:
        """Take rows that hold `repairs` ways out."""
        super().__init__(title, lang, build, reads=True)
        self._repairs = repairs

    def borrow(self, fresh: WhySheet) -> None:
        """The explanation in other words, with all that was added to it."""
        build = self._build
        super().borrow(fresh)
        self._build = build

    def amend(self, build: Callable[[int], Sequence[Row]]) -> None:
        """Show more, once it was worked out; the place that is being read stays."""
        if self.is_mounted and self.is_current:
            self._build = build
            self.lines.draw(build)

    def action_apply(self, number: int) -> None:
        """Apply a way out by its number."""
        if number <= self._repairs:
            self.dismiss(Verdict(number - 1))

    def action_sheet_take(self) -> None:
        """Enter applies the way out under the cursor; elsewhere it closes."""
        here = self._here()
        self.dismiss(None if here is None else Verdict(here))

    def action_reject_way(self) -> None:
        """Reject the way out under the cursor."""
        here = self._here()
        if here is not None:
            self.dismiss(Verdict(here, applied=False))

    def _here(self) -> int | None:
        key = self.lines.key
        return int(key.removeprefix(REPAIR_KEY)) if key.startswith(REPAIR_KEY) else None

    def keys(self) -> Row:
        """With ways out, what can be done with them."""
        if not self._repairs:
            return super().keys()
        words = [
            (
                actions.BY_ID["sheet-take"].key_name(self.lang),
                actions.BY_ID["apply"].short.get(self.lang).split("/")[0],
            ),
            (actions.BY_ID["reject-way"].key_name(self.lang), actions.BY_ID["reject-way"].short.get(self.lang)),
            (actions.BY_ID["close"].key_name(self.lang), actions.BY_ID["close"].short.get(self.lang)),
        ]
        return row(
            *(
                Span(f"{t} ", Tone.STRONG) if n == 0 else Span(f"{t}  ", Tone.DIM)
                for w in words
                for n, t in enumerate(w)
            )
        )
