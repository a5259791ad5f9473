"""Why: the third column of a wide screen, and the ways out that can be taken in it."""

from __future__ import annotations

import asyncio
from collections.abc import Callable

from advisor.model.assessment import Explanation, Repair
from advisor.tui.desk import Desk
from advisor.tui.views import why
from advisor.tui.widgets.lines import Lines

Answer = tuple[Explanation, tuple[Repair, ...]]


class Reasons(Lines):
    """Explains one option. What is, or was, worked out for the very same state is not asked again."""

    def __init__(self, desk: Desk) -> None:
        """Belong to `desk`."""
        super().__init__(id="reasons", reads=True)
        self._desk = desk
        self._found: Answer | None = None
        self._asked: asyncio.Future[Answer] | None = None
        self._asked_for = (-1, "", "")

    async def explain(self, decision: str, option: str, still_wanted: Callable[[], bool]) -> None:
        """Explain the option, unless the session or the cursor has moved on meanwhile."""
        question = (self._desk.generation, decision, option)
        if self._asked is None or self._asked_for != question:
            self._asked, self._asked_for = asyncio.ensure_future(self._desk.explain(decision, option)), question
        try:
            found = await asyncio.shield(self._asked)
        except Exception:
            self._asked = None
            raise
        if question[0] == self._desk.generation and still_wanted():
            self._found = found
            scene, (explanation, ways) = self._desk.scene, found
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
