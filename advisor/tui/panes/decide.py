"""Decide: walking the decisions, with the consequences of an option shown before it is taken."""

from __future__ import annotations

import asyncio
from functools import partial
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType

from advisor.model.assessment import Flip, Standing
from advisor.tui.bindings import bindings
from advisor.tui.desk import Desk
from advisor.tui.messages import StepWanted
from advisor.tui.modals.prompt import PromptSheet, Question
from advisor.tui.modals.sheet import ask
from advisor.tui.modals.why import Verdict, WhySheet
from advisor.tui.panes.pane import Pane
from advisor.tui.panes.reasons import Reasons
from advisor.tui.views import decide, why
from advisor.tui.views.rows import BLANK, Row, Tone
from advisor.tui.views.scene import Scene
from advisor.tui.widgets.lines import Lines
from advisor.tui.working import later

NAME_LENGTH = 80
"""What the session allows for a person's name."""
LOOK_AHEAD_SECONDS = 0.02
"""How long a moved cursor rests before consequences are worked out: a key held down passes by for free."""
EXPLAIN_SECONDS = 0.8
"""How long it rests before the third column explains: writing it costs more bytes than the move itself.

After a choice, an undo or a change of language nothing rests: there the new column is what was asked for.
"""


class DecidePane(Pane):
    """The sidebar of decisions, the options of one, and (on a wide screen) why."""

    BINDINGS: ClassVar[list[BindingType]] = bindings("decide", "list")
    rest_seconds: ClassVar[float] = EXPLAIN_SECONDS

    def __init__(self, desk: Desk) -> None:
        """Belong to `desk`."""
        super().__init__(desk, "decide")

    def compose(self) -> ComposeResult:
        """Decisions, options with consequences, why."""
        yield Lines(id="decisions")
        yield Lines(id="options")
        yield Reasons(self.desk)

    @property
    def decisions(self) -> Lines:
        """The sidebar."""
        return self.query_one("#decisions", Lines)

    @property
    def options(self) -> Lines:
        """The options."""
        return self.query_one("#options", Lines)

    @property
    def reasons(self) -> Reasons:
        """The third column."""
        return self.query_one(Reasons)

    @property
    def here(self) -> tuple[str, str]:
        """The decision and the option under the cursors."""
        return self.decisions.key, self.options.key

    @property
    def decision_here(self) -> str:
        """The decision under the cursor."""
        return self.decisions.key

    def refresh_view(self) -> None:
        """Draw everything; the cursors stay."""
        scene = self.desk.scene
        self.decisions.draw(partial(decide.sidebar, scene))
        self._draw_options(keep=True)
        self._look_ahead()

    def reveal(self, key: str) -> None:
        """Show a decision, or `decision=option`."""
        decision, _, option = key.partition("=")
        if self.decisions.go(decision, quietly=True):
            self._draw_options()
        self.options.focus()
        if option and self.options.go(option, quietly=True):
            self._draw_options(keep=True)
        self._look_ahead()

    @on(Lines.Moved, "#decisions")
    def _decision_changed(self) -> None:
        self._draw_options()
        self._look_ahead(rests=True)

    @on(Lines.Moved, "#options")
    def _option_changed(self) -> None:
        self._draw_options(keep=True)
        self._look_ahead(rests=True)

    def _draw_options(self, *, keep: bool = False) -> None:
        """The options of the decision; the cursor starts on the one in force."""
        scene, decision = self.desk.scene, self.decisions.key
        view = scene.decision(decision)
        listed = [o.id for o in self.desk.catalog.decision_by_id[decision].options] if decision else []
        in_force = ((view.wish or view.choice or "") if view else "").split(",")[0]
        option = self.options.key if keep and self.options.key in listed else in_force
        option = option if option in listed else next(iter(listed), "")
        self.options.draw(partial(self._option_rows, scene, decision, option), key=option)

    def _option_rows(self, scene: Scene, decision: str, option: str, cells: int) -> list[Row]:
        found = self.desk.known_outlook(decision, option)
        head, listed = decide.header(scene, decision, cells), decide.options(scene, decision, cells)
        return [*head, *listed, BLANK, *decide.outlook(scene, decision, option, found, cells)]

    def _look_ahead(self, *, rests: bool = False) -> None:
        """Work out consequences (and, on a wide screen, the explanation) of the option under the cursor.

        With `rests` only after the cursor has stayed there for a moment.
        """
        later(self, partial(self._fetch, *self.here, rests=rests), "outlook")

    async def _fetch(self, decision: str, option: str, *, rests: bool) -> None:
        if not option or self.desk.assessment is None:
            return
        if self.desk.known_outlook(decision, option) is None:
            if rests:
                await asyncio.sleep(LOOK_AHEAD_SECONDS)
            await self.desk.outlook(decision, option)
        if self.here == (decision, option):
            self.options.draw(partial(self._option_rows, self.desk.scene, decision, option))
        if self.reasons.display:
            if rests:
                await asyncio.sleep(self.rest_seconds)
            await self.reasons.explain(decision, option, lambda: self.here == (decision, option))

    # -- actions -------------------------------------------------------------------------------------------------

    def action_choose(self) -> None:
        """Enter: from the sidebar into the options; there it chooses and goes on to the next open decision."""
        if self.decisions.has_focus:
            self.action_to_options()
            return
        if self.reasons.has_focus:
            self._apply_here()
            return
        decision, option = self.here
        if self._impossible(decision, option):
            self.action_why()
            return
        self.desk.choose(decision, option)
        self.screen.post_message(StepWanted("next-open", decision))

    def action_toggle_choice(self) -> None:
        """Space: choose the option under the cursor, or take the choice back."""
        decision, option = self.here
        chosen = self.desk.session.choices.get(decision)
        if chosen is not None and (self.decisions.has_focus or chosen.option == option):
            self.desk.clear(decision)
        elif self.decisions.has_focus:
            self.action_to_options()
        elif self._impossible(decision, option):
            self.action_why()
        elif option:
            self.desk.choose(decision, option)

    def action_rule_out(self) -> None:
        """Rule the option out by hand, or allow it again; on a way out of the third column, reject that."""
        decision, option = self.here
        if self.reasons.has_focus:
            repair = self.reasons.repair
            if repair is None:
                self.say("no-way-out-here", Tone.DIM)
            else:
                self.reject(repair)
            return
        if decision and option and not self.decisions.has_focus:
            self.desk.toggle_exclusion(decision, option)

    def action_note(self) -> None:
        """Write down why, with the choice."""
        decision, option = self.here
        chosen = self.desk.session.choices.get(decision)
        taken = chosen.option if chosen else option

        def done(given: tuple[str, ...] | None) -> None:
            if given is not None:
                self.desk.choose(decision, taken, because=given[0] or None)

        def sheet() -> PromptSheet:
            scene = self.desk.scene
            title = f"{scene.decision_name(decision)}: {scene.option_name(decision, taken)}"
            noted = (chosen.because or "") if chosen else ""
            return PromptSheet(
                title, self.desk.lang, [Question(scene.words("note-question"), noted, required=False, grows=True)]
            )

        ask(self.app, sheet, done)

    def action_vote(self) -> None:
        """Somebody's vote for the option under the cursor."""
        decision, option = self.here
        if not decision or not option:
            return

        def done(given: tuple[str, ...] | None) -> None:
            if given is not None:
                self.desk.vote(decision, option, given[0])

        def sheet() -> PromptSheet:
            scene = self.desk.scene
            title = f"{scene.words('vote-title')}: {scene.option_name(decision, option)}"
            question = Question(scene.words("voter"), self.desk.who or "")
            return PromptSheet(title, self.desk.lang, [question], self._name_fits)

        ask(self.app, sheet, done)

    def _name_fits(self, given: tuple[str, ...]) -> str:
        return "" if len(given[0]) <= NAME_LENGTH else self.desk.scene.words("name-is-long")

    def action_park(self) -> None:
        """Put the decision aside with an owner and a question, or take it up again."""
        decision = self.decisions.key
        record = self.desk.session.records.get(decision)
        if record is not None and record.status == "parked":
            self.desk.settle(decision, accepted=False)
            return

        def done(given: tuple[str, ...] | None) -> None:
            if given is not None:
                self.desk.park(decision, *given)

        def sheet() -> PromptSheet:
            scene = self.desk.scene
            title = f"{scene.words('park-title')}: {scene.decision_name(decision)}"
            owner = Question(scene.words("park-owner"), self.desk.who or "")
            return PromptSheet(title, self.desk.lang, [owner, Question(scene.words("park-question"))], self._name_fits)

        ask(self.app, sheet, done)

    def action_approve(self) -> None:
        """Approve what is chosen, or propose it again."""
        decision = self.decisions.key
        record = self.desk.session.records.get(decision)
        approved = record is not None and record.status == "accepted"
        if not approved and decision not in self.desk.session.choices:
            self.say("nothing-chosen", Tone.DIM)
            return
        self.desk.settle(decision, accepted=not approved)

    def action_to_options(self) -> None:
        """Into the options."""
        self.options.focus()

    def action_to_decisions(self) -> None:
        """Back to the sidebar."""
        self.decisions.focus()

    def action_why(self) -> None:
        """Why, or why not."""
        decision, option = self.here
        if decision and option:
            later(self, partial(self._open_why, decision, option), "why")

    async def _open_why(self, decision: str, option: str) -> None:
        found, ways = await self.desk.explain(decision, option)
        shown = ways or (found.conflict.repairs if found.conflict else ())

        def done(verdict: Verdict | None) -> None:
            if verdict is None or verdict.repair >= len(shown):
                return
            if verdict.applied:
                self.desk.apply_repair(shown[verdict.repair], (decision, option) if ways else None)
            else:
                self.reject(shown[verdict.repair])

        def rows(cells: int, flips: tuple[Flip, ...] = ()) -> list[Row]:
            scene, known = self.desk.scene, self.desk.known_outlook(decision, option)
            told = why.explanation(scene, found, cells, ways)
            effects = decide.effects(scene, known, cells) if known else []
            return [*told, *why.tipping(scene, flips, cells), *([BLANK, *effects] if effects else [])]

        def sheet() -> WhySheet:
            title = self.desk.scene.words("why-not" if found.standing is Standing.IMPOSSIBLE else "why")
            return WhySheet(title, self.desk.lang, rows, len(shown))

        await ask(self.app, sheet, done)
        opened = self.app.screen
        if found.standing in (Standing.SUGGESTED, Standing.POSSIBLE) and isinstance(opened, WhySheet):
            flips = await self.desk.flips(decision)
            opened.amend(lambda cells: rows(cells, flips))

    def _apply_here(self) -> None:
        """Apply the way out under the cursor of the third column."""
        repair = self.reasons.repair
        if repair is None:
            self.say("no-way-out-here", Tone.DIM)
        else:
            self.desk.apply_repair(repair, self.reasons.wish)

    def in_full(self, cells: int) -> list[Row]:
        """The row under the cursor and the question of its decision."""
        scene, decision = self.desk.scene, self.decisions.key
        return [
            *super().in_full(cells),
            BLANK,
            *decide.header(scene, decision, cells),
            BLANK,
            *decide.matters(scene, decision, cells),
        ]

    def _impossible(self, decision: str, option: str) -> bool:
        view = self.desk.scene.decision(decision)
        known = view.option(option) if view else None
        return known is not None and known.standing is Standing.IMPOSSIBLE
