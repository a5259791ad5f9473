"""The base of all dialogs: a box with a title, closed by q, Backspace, Left, Enter or Esc."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, ClassVar, Generic, TypeVar

from textual.app import App, ComposeResult
from textual.await_complete import AwaitComplete
from textual.binding import BindingType
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.widget import AwaitMount

from advisor.model.base import Language
from advisor.tui import actions, memory
from advisor.tui.bindings import bindings
from advisor.tui.views.rows import Row, Span, Tone, paragraph, row
from advisor.tui.widgets.lines import Lines
from advisor.wording import Words
from advisor.wording.tui import PHRASES

T = TypeVar("T")


def ask(app: App[int], make: Callable[[], Sheet[T]], done: Callable[[T | None], object] | None = None) -> AwaitMount:
    """Open the dialog that `make` makes. Made again in another language, it lends the open one its words."""
    sheet = make()
    sheet.again = make
    return app.push_screen(sheet, done)  # type: ignore[arg-type]


class Sheet(ModalScreen[T], Generic[T]):
    """A dialog with one list of rows; `None` means that it was only closed."""

    BINDINGS: ClassVar[list[BindingType]] = bindings("sheet", "list")
    AUTO_FOCUS = "#sheet-rows"
    TYPES: ClassVar[bool] = False
    """Whether letters are typed into a line here, instead of being keys."""

    def __init__(
        self, title: str, lang: Language, build: Callable[[int], Sequence[Row]], *, reads: bool = False
    ) -> None:
        """Take the title and the rows; `reads` is for long text with rows to act on in it."""
        super().__init__()
        self.lang: Language = lang
        self._title = title
        self._build = build
        self._reads = reads
        self.again: Callable[[], Sheet[T]] | None = None

    def speak(self) -> None:
        """Say everything again in the language that is spoken now; what was typed or taken stays."""
        if self.again is not None:
            self.borrow(self.again())
            self._fill()

    def borrow(self, fresh: Any) -> None:  # noqa: ANN401 - the same kind of dialog as this one
        """Take over the words of a dialog of the same kind."""
        self.lang, self._title, self._build = fresh.lang, fresh._title, fresh._build  # noqa: SLF001 - its own kind

    def dismiss(self, result: T | None = None) -> AwaitComplete:
        """Close once: a second key that was already on its way must not close what lies below."""
        return super().dismiss(result) if self.is_active else AwaitComplete()

    @property
    def lines(self) -> Lines:
        """The list of the dialog."""
        return self.query_one("#sheet-rows", Lines)

    def compose(self) -> ComposeResult:
        """Title, list, keys."""
        with Vertical(id="sheet-box"):
            yield Lines(id="sheet-title", focusable=False)
            yield from self.body()
            yield Lines(id="sheet-keys", focusable=False)

    def body(self) -> ComposeResult:
        """The middle of the dialog."""
        yield Lines(id="sheet-rows", reads=self._reads)

    def on_mount(self) -> None:
        """Fill in the rows."""
        self._fill()

    def on_unmount(self) -> None:
        """Leave nothing behind."""
        memory.forget_closed()

    def _fill(self) -> None:
        self.query_one("#sheet-title", Lines).draw(lambda w: paragraph(self._title, w, Tone.TITLE))
        self.query_one("#sheet-keys", Lines).draw(lambda _: [self.keys()])
        self.lines.draw(self._build)

    def keys(self) -> Row:
        """The line of keys."""
        parts: list[Span] = []
        for action in actions.footer(("sheet",)):
            letter = self.TYPES and len(action.keys[0]) == 1  # a letter is text here
            name = actions.key_name("escape", self.lang) if letter else action.key_name(self.lang)
            parts += [Span(f"{name} ", Tone.STRONG), Span(f"{action.short.get(self.lang)}  ", Tone.DIM)]
        if self.TYPES:
            parts.append(Span(Words(PHRASES, self.lang)("backspace-closes"), Tone.DIM))
        return row(*parts)

    def action_sheet_take(self) -> None:
        """Enter: nothing to take here, so it closes."""
        self.dismiss(None)

    def action_reject_way(self) -> None:
        """Only where ways out are listed."""

    def action_close(self) -> None:
        """Close without a result."""
        self.dismiss(None)

    def action_up(self) -> None:
        """Move up."""
        self.lines.move(-1)

    def action_down(self) -> None:
        """Move down."""
        self.lines.move(1)

    def action_page_up(self) -> None:
        """One screenful up."""
        self.lines.page(-1)

    def action_page_down(self) -> None:
        """One screenful down."""
        self.lines.page(1)

    def action_first(self) -> None:
        """To the first row."""
        self.lines.edge(-1)

    def action_last(self) -> None:
        """To the last row."""
        self.lines.edge(1)


class FileSheet(Sheet[object]):
    """A file to read over the whole screen."""
