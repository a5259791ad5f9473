"""What all panes share: a desk, lists, and moving in the list that has the focus."""

from __future__ import annotations

from textual.containers import Container

from advisor.model.assessment import Repair
from advisor.session import edit
from advisor.tui.desk import Desk
from advisor.tui.find import Entry
from advisor.tui.messages import Noticed
from advisor.tui.modals.pick import PickSheet
from advisor.tui.modals.sheet import ask
from advisor.tui.views.rows import Row, Tone, in_full, paragraph
from advisor.tui.widgets.lines import Lines


class Pane(Container):
    """One step. `refresh_view` draws it from the desk; `reveal` puts the cursor on something."""

    def __init__(self, desk: Desk, name: str) -> None:
        """Belong to `desk`; `name` is the pane's word in the table of actions."""
        super().__init__(id=name)
        self.desk = desk

    @property
    def lines(self) -> Lines:
        """The list that moves with the keys: the one with the focus, or the first."""
        focused = self.screen.focused
        if isinstance(focused, Lines) and self in focused.ancestors:
            return focused
        return self.first_list

    @property
    def first_list(self) -> Lines:
        """The list that has the focus when the pane is opened."""
        return self.query(Lines).first()

    @property
    def decision_here(self) -> str:
        """The decision under the cursor, where there is one."""
        return ""

    def refresh_view(self) -> None:
        """Draw everything again from the desk."""
        raise NotImplementedError

    def opened(self) -> None:
        """The pane was brought to the front."""
        self.first_list.focus()
        self.refresh_view()

    def reveal(self, key: str) -> None:
        """Put the cursor on `key`."""
        self.first_list.go(key)

    def in_full(self, cells: int) -> list[Row]:
        """What stands under the cursor, with nothing cut."""
        here = self.lines.key
        found = [line for item in self.lines.rows if item.key and item.key == here for line in in_full(item, cells)]
        return found or paragraph(self.desk.scene.words("nothing-here"), cells, Tone.DIM)

    def reject(self, repair: Repair) -> None:
        """Reject a way out: of several changes, the one that is asked for."""
        changes = {edit.change_key(change): change.text for change in repair.changes}

        def done(key: str | None) -> None:
            if key:
                self.desk.reject(key)

        if len(changes) == 1:
            done(next(iter(changes)))
            return

        def sheet() -> PickSheet:
            scene = self.desk.scene
            entries = [Entry(key, scene.say(text)) for key, text in changes.items()]
            return PickSheet(scene.words("reject-which"), self.desk.lang, entries)

        ask(self.app, sheet, done)

    def say(self, phrase: str, tone: Tone = Tone.STRONG, **names: object) -> None:
        """Put a phrase into the status line."""
        self.post_message(Noticed(self.desk.scene.words(phrase, **names), tone))

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
