"""Asking for text: one line or several, each checked before the dialog closes."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from textual import on
from textual.app import ComposeResult
from textual.widgets import Input

from advisor.model.base import Language
from advisor.tui.modals.pick import FindInput
from advisor.tui.modals.sheet import Sheet
from advisor.tui.views.rows import Row, Tone, paragraph
from advisor.tui.widgets.lines import Lines


@dataclass(frozen=True)
class Question:
    """One line to fill in. What is proposed is selected, so that typing replaces it, unless it `grows`."""

    label: str
    value: str = ""
    hint: str = ""
    required: bool = True
    grows: bool = False


class PromptSheet(Sheet[tuple[str, ...]]):
    """Dismissed with one text per question; `check` says what is wrong with them, or nothing."""

    AUTO_FOCUS = "#prompt-0"
    TYPES = True

    def __init__(
        self,
        title: str,
        lang: Language,
        questions: Sequence[Question],
        check: Callable[[tuple[str, ...]], str] = lambda _: "",
        intro: str = "",
    ) -> None:
        """Ask `questions` in order."""
        self._questions = tuple(questions)
        self._check = check
        self._intro = intro
        self._problem = ""
        super().__init__(title, lang, self._message)

    def _message(self, cells: int) -> list[Row]:
        rows = paragraph(self._intro, cells, Tone.DIM) if self._intro else []
        return [*rows, *(paragraph(self._problem, cells, Tone.BAD, hang="[!] ") if self._problem else [])]

    def body(self) -> ComposeResult:
        """The lines to fill in, then the message."""
        for number, question in enumerate(self._questions):
            label = Lines(id=f"prompt-label-{number}", focusable=False)
            label.add_class("prompt-label")
            yield label
            yield FindInput(
                question.value, placeholder=question.hint, id=f"prompt-{number}", select_on_focus=not question.grows
            )
        yield Lines(id="sheet-rows", focusable=False)

    def borrow(self, fresh: PromptSheet) -> None:
        """The questions in other words; what was typed stays."""
        super().borrow(fresh)
        self._questions, self._intro = fresh._questions, fresh._intro
        self._check, self._build = fresh._check, self._message

    def _fill(self) -> None:
        """Write the labels too."""
        super()._fill()
        for number, question in enumerate(self._questions):
            text = question.label
            self.query_one(f"#prompt-label-{number}", Lines).draw(lambda w, t=text: paragraph(t, w))  # type: ignore[misc]

    def answers(self) -> tuple[str, ...]:
        """What stands in the lines."""
        return tuple(self.query_one(f"#prompt-{n}", Input).value.strip() for n in range(len(self._questions)))

    @on(Input.Submitted)
    def _submitted(self, event: Input.Submitted) -> None:
        number = int((event.input.id or "prompt-0").removeprefix("prompt-"))
        if number + 1 < len(self._questions):
            self.query_one(f"#prompt-{number + 1}", Input).focus()
            return
        self.action_sheet_take()

    def action_sheet_take(self) -> None:
        """Check, then hand over; a problem keeps the dialog open."""
        answers = self.answers()
        for number, (question, answer) in enumerate(zip(self._questions, answers, strict=True)):
            if question.required and not answer:
                self.query_one(f"#prompt-{number}", Input).focus()
                return
        self._problem = self._check(answers)
        if self._problem:
            self.lines.draw(self._message)
            return
        self.dismiss(answers)
