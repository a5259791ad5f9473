"""Why: the third column of a wide screen, and the ways out that can be taken in it."""

from __future__ import annotations

from collections.abc import Callable

from advisor.model.assessment import Explanation, Repair
from advisor.tui.desk import Desk
from advisor.tui.views import why
from advisor.tui.widgets.lines import Lines


class Reasons(Lines):
    """Explains one option. What was worked out for the very same state is only said again."""

    def __init__(self, desk: Desk) -> None:
        """Belong to `desk`."""
        super().__init__(id="reasons", reads=True)
        self._desk = desk
        self._found: tuple[Explanation, tuple[Repair, ...]] | None = None
        self._found_for = (-1, "", "")

    async def explain(self, decision: str, option: str, still_wanted: Callable[[], bool]) -> None:
        """Explain the option, unless the session or the cursor has moved on meanwhile."""
        asked = (self._desk.generation, decision, option)
        if self._found is None or self._found_for != asked:
            found = await self._desk.explain(decision, option)
            if asked[0] != self._desk.generation or not still_wanted():
                return
            self._found, self._found_for = found, asked
        scene, (explanation, ways) = self._desk.scene, self._found
        self.draw(lambda cells: why.explanation(scene, explanation, cells, ways))

    @property
    def repair(self) -> Repair | None:
        """The way out under the cursor."""
        if self._found is None or not self.key.startswith(why.REPAIR_KEY):
            return None
        explanation, ways = self._found
        shown = ways or (explanation.conflict.repairs if explanation.conflict else ())
        return shown[int(self.key.removeprefix(why.REPAIR_KEY))]

    @property
    def wish(self) -> tuple[str, str] | None:
        """The option that the ways out make possible; None where they settle a conflict."""
        if self._found is None or not self._found[1]:
            return None
        return self._found[0].decision, self._found[0].option
