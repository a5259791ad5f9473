"""Compare: scenarios side by side."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType

from advisor.tui.bindings import bindings
from advisor.tui.desk import Desk
from advisor.tui.messages import StepWanted
from advisor.tui.panes.pane import Pane
from advisor.tui.views import compare
from advisor.tui.views.rows import Tone
from advisor.tui.widgets.lines import Lines
from advisor.tui.working import later


class ComparePane(Pane):
    """The table of scenarios."""

    BINDINGS: ClassVar[list[BindingType]] = bindings("compare", "list")

    def __init__(self, desk: Desk) -> None:
        """Belong to `desk`."""
        super().__init__(desk, "compare")
        self._sides: list[compare.Side] = []
        self._column = 0
        self._only_differences = False

    def compose(self) -> ComposeResult:
        """What stays, and the rows below it."""
        yield Lines(id="compare-head", focusable=False)
        yield Lines(id="compare-table")

    @property
    def first_list(self) -> Lines:
        """The rows."""
        return self.query_one("#compare-table", Lines)

    @property
    def sides(self) -> list[compare.Side]:
        """The scenarios as shown."""
        return self._sides

    def refresh_view(self) -> None:
        """Draw what is known and work out the rest."""
        if not self._sides:
            current = self.desk.session.scenario
            names = sorted({current, *self.desk.session.scenarios})
            self._sides = [compare.Side(n, n == current, self.desk.assessment if n == current else None) for n in names]
        self._draw()
        later(self, self._fetch, "sides")

    def _draw(self) -> None:
        scene, sides = self.desk.scene, self._sides
        self._column = min(self._column, max(0, len(sides) - 1))
        column, only = self._column, self._only_differences
        self.query_one("#compare-head", Lines).draw(lambda cells: compare.head(scene, sides, column, cells))
        self.first_list.draw(
            lambda cells: compare.rows(scene, sides, column, only_differences=only, cells=cells),
        )

    async def _fetch(self) -> None:
        if self.desk.assessment is None:
            return
        generation = self.desk.generation
        sides = await self.desk.sides()
        if generation == self.desk.generation:
            self._sides = sides
            self._draw()

    # -- actions -------------------------------------------------------------------------------------------------

    def action_differences(self) -> None:
        """Only what differs, or everything."""
        self._only_differences = not self._only_differences
        self._draw()

    def action_next_column(self) -> None:
        """The scenario to the right."""
        self._column = min(self._column + 1, max(0, len(self._sides) - 1))
        self._draw()

    def action_previous_column(self) -> None:
        """The scenario to the left."""
        self._column = max(0, self._column - 1)
        self._draw()

    def action_adopt(self) -> None:
        """Take the chosen scenario over into the current state."""
        side = self._chosen()
        if side is None or side.current:
            self.say("adopt-other", Tone.DIM)
        else:
            self.desk.adopt(side.name)

    def action_switch(self) -> None:
        """Go on in the chosen scenario."""
        side = self._chosen()
        if side is None or side.current:
            self.say("adopt-other", Tone.DIM)
        else:
            self.desk.switch(side.name)

    def action_drop(self) -> None:
        """Forget the chosen scenario."""
        side = self._chosen()
        if side is None or side.current:
            self.say("adopt-other", Tone.DIM)
        else:
            self._sides = []
            self.desk.drop_scenario(side.name)

    def action_open_decision(self) -> None:
        """Go to the decision under the cursor."""
        key = self.first_list.key
        if key and not key.startswith(compare.CRITERION_KEY):
            self.screen.post_message(StepWanted("decide", key))

    def _chosen(self) -> compare.Side | None:
        return self._sides[self._column] if self._column < len(self._sides) else None
