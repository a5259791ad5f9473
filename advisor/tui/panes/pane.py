"""What all panes share: a desk, lists, and moving in the list that has the focus."""

from __future__ import annotations

from textual.containers import Container

from advisor.tui.desk import Desk
from advisor.tui.messages import Noticed
from advisor.tui.views.rows import Tone
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
