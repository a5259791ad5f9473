"""The main screen: frame, five panes swapped in place, and the actions that work everywhere."""

from __future__ import annotations

import asyncio
import gc
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import ClassVar

from textual import events, on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.reactive import Reactive
from textual.screen import Screen
from textual.widget import Widget
from textual.widgets import ContentSwitcher

from advisor.model.base import LANGUAGES
from advisor.tui import actions, finding, themes
from advisor.tui.bindings import bindings
from advisor.tui.desk import Desk
from advisor.tui.messages import AssessmentReady, Noticed, SessionChanged, StepWanted
from advisor.tui.modals.confirm import ConfirmSheet
from advisor.tui.modals.jump import JumpSheet
from advisor.tui.modals.pick import FindSheet
from advisor.tui.modals.prompt import PromptSheet, Question
from advisor.tui.modals.sheet import Sheet, ask
from advisor.tui.panes.pane import Pane
from advisor.tui.panes.profile import ProfilePane
from advisor.tui.views import decide, frame, guide
from advisor.tui.views.rows import Row, Tone, paragraph
from advisor.tui.widgets.lines import Lines
from advisor.tui.working import later

NEXT_OPEN = "next-open"
FOLLOW_SECONDS = 1.0
FIRST_PAINT_SECONDS = 0.02
"""How long the solver is left alone so that the first paint has the processor for itself."""


class MainScreen(Screen[None]):
    """Title, pane, status, keys."""

    BINDINGS: ClassVar[list[BindingType]] = bindings("app")
    HORIZONTAL_BREAKPOINTS = [(0, "-tiny"), (60, "-narrow"), (80, "-normal"), (140, "-wide")]  # noqa: RUF012 - as Textual declares it
    VERTICAL_BREAKPOINTS = [(0, "-flat"), (16, "-tall")]  # noqa: RUF012 - as Textual declares it

    focused: Reactive[Widget | None] = Reactive(None, repaint=False)
    """As in Textual, but a change of focus repaints two lists, not the screen."""

    def __init__(self, desk: Desk, *, tour: bool = False) -> None:
        """Show `desk`; `tour` opens six lines for a first start."""
        super().__init__()
        self.desk = desk
        self._notice: frame.Notice | None = None
        self._tour = tour
        self._go_on_from = ""
        self._completing: asyncio.Future[None] | None = None

    def compose(self) -> ComposeResult:
        """The frame and the pane in front; `complete` brings the others."""
        yield Lines(id="frame-title", focusable=False)
        with ContentSwitcher(initial="profile", id="panes"):
            yield ProfilePane(self.desk)
        yield Lines(id="frame-status", focusable=False)
        yield Lines(id="frame-keys", focusable=False)
        yield Lines(id="too-small", focusable=False)

    def on_mount(self) -> None:
        """Draw, ask for the first assessment, and say what was wrong with the file."""
        self.desk.post = self.post_message
        self.pane.opened()
        self._draw_frame()
        text = self.desk.scene.words("too-small")
        self.query_one("#too-small", Lines).draw(lambda cells: paragraph(text, cells))
        self.set_timer(FIRST_PAINT_SECONDS, self._begin)
        if self.desk.read_only and self.desk.store.path is not None:
            self.set_interval(FOLLOW_SECONDS, self.desk.refresh)
        self.call_after_refresh(self._welcome)

    async def _begin(self) -> None:
        await self.complete()
        gc.enable()
        self._judge()

    async def complete(self) -> None:
        """Load the panes that the first paint does without; a key that is pressed earlier waits for them."""
        if self._completing is None:
            self._completing = asyncio.ensure_future(self._bring_panes())
        await self._completing

    async def _bring_panes(self) -> None:
        from advisor.tui.panes.compare import ComparePane  # noqa: PLC0415 - after the first paint
        from advisor.tui.panes.decide import DecidePane  # noqa: PLC0415 - as above
        from advisor.tui.panes.export import ExportPane  # noqa: PLC0415 - as above
        from advisor.tui.panes.plan import PlanPane  # noqa: PLC0415 - as above

        switcher = self.query_one("#panes", ContentSwitcher)
        waiting = [kind(self.desk) for kind in (DecidePane, PlanPane, ComparePane, ExportPane)]
        for pane in waiting:
            pane.display = False
        await switcher.mount_all(waiting)

    @property
    def pane(self) -> Pane:
        """The pane in front."""
        name = self.query_one("#panes", ContentSwitcher).current or "profile"
        return self.query_one(f"#{name}", Pane)

    def _welcome(self) -> None:
        problems = [p.told(self.desk.lang) for p in (*self.desk.store.problems, *self.desk.store.notices)]
        rows = lambda cells: [r for p in problems for r in paragraph(p, cells, hang="- ")]  # noqa: E731 - one use
        if problems:
            self._show("problems", rows, reads=True)
        elif self._tour:
            self._show("product", lambda cells: guide.tour(self.desk.lang, cells))

    def _show(self, title: str, rows: Callable[[int], Sequence[Row]], *, reads: bool = False) -> None:
        """Open something to read."""
        desk = self.desk
        ask(self.app, lambda: Sheet[object](desk.scene.words(title), desk.lang, rows, reads=reads))

    # -- drawing -------------------------------------------------------------------------------------------------

    def refresh_all(self) -> None:
        """Draw the pane in front and the frame."""
        self.pane.refresh_view()
        self._draw_frame()

    def _draw_frame(self) -> None:
        scene, pane, notice = self.desk.scene, self.pane.id or "profile", self._notice
        read_only, saved = self.desk.read_only, self._saved()
        self.query_one("#frame-title", Lines).draw(lambda cells: [frame.title(scene, pane, cells, read_only=read_only)])
        self.query_one("#frame-status", Lines).draw(lambda cells: [frame.status(scene, cells, notice, saved=saved)])
        self.query_one("#frame-keys", Lines).draw(lambda cells: [frame.keys(scene, (pane, "app"), cells)])

    def _saved(self) -> str:
        words = self.desk.scene.words
        if self.desk.store.path is None:
            return words("not-saved")
        return words("saved-at", time=self.desk.saved_at) if self.desk.saved_at else ""

    def _judge(self) -> None:
        later(self, self.desk.judge, "judge")

    @on(SessionChanged)
    def _session_changed(self) -> None:
        self._notice = None
        self._judge()

    @on(AssessmentReady)
    def _assessment_ready(self) -> None:
        self.refresh_all()
        if self._go_on_from:
            here, self._go_on_from = self._go_on_from, ""
            self._go_open(1, here)

    @on(Noticed)
    def _noticed(self, event: Noticed) -> None:
        self._notice = frame.Notice(event.text, event.tone) if event.text else None
        self._draw_frame()

    def on_key(self, event: events.Key) -> None:
        """A notice lasts until the next key; a jamo says that a Korean input method is on."""
        jamo = event.character in actions.JAMO.values()
        hint = frame.Notice(self.desk.scene.words("input-method"), Tone.WARN) if jamo else None
        if hint != self._notice:
            self._notice = hint
            self._draw_frame()

    @on(StepWanted)
    def _step_wanted(self, event: StepWanted) -> None:
        if event.pane == NEXT_OPEN:
            self._go_on_from = event.key
            if self.desk.is_judged:
                self._assessment_ready()
            return
        self.action_step(event.pane)
        if event.key:
            self.pane.reveal(event.key)

    # -- actions -------------------------------------------------------------------------------------------------

    def action_step(self, name: str) -> None:
        """Go to a pane."""
        switcher = self.query_one("#panes", ContentSwitcher)
        if switcher.current != name:
            switcher.current = name
        self.pane.opened()
        self._draw_frame()

    def action_next_open(self) -> None:
        """The next open decision, the most constraining first."""
        self._go_open(1, self._decision_here())

    def action_previous_open(self) -> None:
        """The open decision before."""
        self._go_open(-1, self._decision_here())

    def _decision_here(self) -> str:
        return self.pane.decision_here

    def _go_open(self, by: int, here: str) -> None:
        waiting = decide.to_walk(self.desk.scene)
        if not waiting:
            self.post_message(Noticed(self.desk.scene.words("all-decided"), Tone.GOOD))
            return
        place = waiting.index(here) + by if here in waiting else (0 if by > 0 else -1)
        self.action_step("decide")
        self.pane.reveal(waiting[place % len(waiting)])

    def action_undo(self) -> None:
        """Take the last change back."""
        self.desk.undo()

    def action_redo(self) -> None:
        """Bring it again."""
        self.desk.redo()

    def action_take_suggestions(self) -> None:
        """Choose the suggestion in every open decision, after a yes."""
        waiting = decide.open_decisions(self.desk.scene)
        if not waiting:
            self.post_message(Noticed(self.desk.scene.words("all-decided"), Tone.GOOD))
            return

        def done(agreed: bool | None) -> None:
            if agreed:
                later(self, self.desk.take_suggestions, "take")

        def sheet() -> ConfirmSheet:
            words = self.desk.scene.words
            text = words("take-question", count=len(waiting))
            return ConfirmSheet(words("take-suggestions"), self.desk.lang, text)

        ask(self.app, sheet, done)

    def action_find(self) -> None:
        """Find a decision, an option, a question."""

        def done(key: str | None) -> None:
            if key:
                pane, _, where = key.partition("/")
                self.post_message(StepWanted(pane, where))

        desk = self.desk
        make = lambda: FindSheet(desk.scene.words("find-title"), desk.lang, finding.things(desk.scene))  # noqa: E731
        ask(self.app, make, done)

    def action_jump(self) -> None:
        """To a decision by its number."""

        def done(key: str | None) -> None:
            if key:
                self.post_message(StepWanted("decide", key.removeprefix("decide/")))

        desk = self.desk
        make = lambda: JumpSheet(desk.scene.words("jump-title"), desk.lang, finding.decisions(desk.scene))  # noqa: E731
        ask(self.app, make, done)

    def action_palette(self) -> None:
        """Find an action."""
        places = (self.pane.id or "profile", "app")

        async def done(key: str | None) -> None:
            if key:
                await self._run(actions.BY_ID[key])

        def sheet() -> FindSheet:
            entries = finding.commands(places, self.desk.lang, self.desk.own_keys)
            return FindSheet(self.desk.scene.words("palette-title"), self.desk.lang, entries)

        ask(self.app, sheet, done)

    async def _run(self, action: actions.Action) -> None:
        target = self if action.place == "app" else self.pane
        await self.app.run_action(action.call, default_namespace=target)

    def action_read(self) -> None:
        """What stands under the cursor, with nothing cut."""
        self._show("read-title", self.pane.in_full, reads=True)

    def action_mark(self) -> None:
        """Keep this state as a scenario and go on in a copy."""
        self.desk.fork()

    def action_who(self) -> None:
        """Say who decides from now on."""

        def done(given: tuple[str, ...] | None) -> None:
            if given is not None:
                self.desk.who = given[0] or None

        def sheet() -> PromptSheet:
            words = self.desk.scene.words
            question = Question(words("your-name"), self.desk.who or "", required=False)
            return PromptSheet(words("who-title"), self.desk.lang, [question])

        ask(self.app, sheet, done)

    def action_language(self) -> None:
        """The other language, in an open dialog too."""
        self.desk.lang = LANGUAGES[(LANGUAGES.index(self.desk.lang) + 1) % len(LANGUAGES)]
        self._notice = None
        self.refresh_all()
        for sheet in self.app.screen_stack:
            if isinstance(sheet, Sheet):
                sheet.speak()

    def action_theme(self) -> None:
        """The next theme."""
        names = themes.NAMES
        place = names.index(self.app.theme) + 1 if self.app.theme in names else 0
        self.app.theme = names[place % len(names)]

    def action_help(self) -> None:
        """Keys of this pane, then of everything."""
        pane, desk = self.pane.id or "profile", self.desk

        def rows(cells: int) -> list[Row]:
            listed = guide.table(pane, desk.lang, cells, desk.own_keys)
            return [*listed, *guide.session(desk.scene, desk.store.path, cells)]

        self._show("help-title", rows, reads=True)

    def action_save(self) -> None:
        """Write now; a session without a file is given one."""
        if self.desk.save():
            return

        def sheet() -> PromptSheet:
            words = self.desk.scene.words
            question = Question(words("file-question"), f"{self.desk.session.name}.yaml")
            check = lambda given: self.desk.save_as(Path(given[0]).expanduser())  # noqa: E731 - one use
            return PromptSheet(words("save-title"), self.desk.lang, [question], check)

        ask(self.app, sheet, self._saved_as)

    def _saved_as(self, given: tuple[str, ...] | None) -> None:
        if given is not None:
            self._draw_frame()

    def action_redraw(self) -> None:
        """Paint the whole screen again."""
        self.refresh(layout=True)
        for lines in self.query(Lines):
            lines.refresh()

    def action_back(self) -> None:
        """At the top there is nothing to go back to; say how to quit."""
        self.post_message(Noticed(self.desk.scene.words("how-to-quit"), Tone.DIM))
