"""Plan: conflicts and ways out, waves, tree, signatures, resources, history."""

from __future__ import annotations

from functools import partial
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType

from advisor.model.assessment import Repair
from advisor.tui.bindings import bindings
from advisor.tui.desk import Desk
from advisor.tui.messages import StepWanted
from advisor.tui.modals.prompt import PromptSheet, Question
from advisor.tui.modals.sheet import ask
from advisor.tui.panes.pane import Pane
from advisor.tui.views import plan, why
from advisor.tui.views.rows import Row, Tone, heading
from advisor.tui.views.scene import Scene
from advisor.tui.widgets.lines import Lines
from advisor.tui.working import later


class PlanPane(Pane):
    """One tab at a time; on a wide screen the tree stands beside it."""

    BINDINGS: ClassVar[list[BindingType]] = bindings("plan", "list")

    def __init__(self, desk: Desk) -> None:
        """Belong to `desk`."""
        super().__init__(desk, "plan")
        self._tab = plan.TABS[0]
        self._edges: tuple[tuple[str, str, str], ...] = ()
        self._edges_of = -1

    def compose(self) -> ComposeResult:
        """Tabs, the open one, and the tree."""
        yield Lines(id="plan-tabs", focusable=False)
        yield Lines(id="plan-body", reads=True)
        yield Lines(id="plan-tree", reads=True)

    @property
    def first_list(self) -> Lines:
        """The open tab."""
        return self.query_one("#plan-body", Lines)

    @property
    def tab(self) -> str:
        """Name of the open tab."""
        return self._tab

    def refresh_view(self) -> None:
        """Draw the tabs, the open one and the tree."""
        scene = self.desk.scene
        self.query_one("#plan-tabs", Lines).draw(lambda cells: [plan.tab_line(scene, self._tab, cells)])
        self.first_list.draw(partial(self._rows, scene, self._tab))
        self.query_one("#plan-tree", Lines).draw(
            lambda cells: [heading(scene.words("tab-tree"), cells), *plan.tree(scene, self._edges, cells)]
        )
        if self.desk.assessment is not None and self._edges_of != self.desk.generation:
            later(self, self._fetch_edges, "edges")

    def reveal(self, key: str) -> None:
        """Open a tab, or the tab that holds a finding."""
        if key in plan.TABS:
            self._tab = key
        elif key.startswith(plan.ACCEPT_KEY):
            self._tab = "licences"
        self.refresh_view()
        if not self.first_list.go(key):
            self.first_list.edge(-1)

    def _rows(self, scene: Scene, tab: str, cells: int) -> list[Row]:
        match tab:
            case "conflicts":
                return plan.conflicts(scene, cells)
            case "waves":
                return plan.waves(scene, cells)
            case "tree":
                return plan.tree(scene, self._edges, cells)
            case "licences":
                return plan.signatures(scene, cells)
            case "resources":
                return plan.resources(scene, cells)
            case _:
                return plan.history(scene, self.desk.events(), cells)

    async def _fetch_edges(self) -> None:
        generation = self.desk.generation
        edges = await self.desk.edges()
        if generation == self.desk.generation:
            self._edges, self._edges_of = edges, generation
            self.refresh_view()

    # -- actions -------------------------------------------------------------------------------------------------

    def action_next_tab(self) -> None:
        """The next tab."""
        self._turn(1)

    def action_previous_tab(self) -> None:
        """The tab before."""
        self._turn(-1)

    def _turn(self, by: int) -> None:
        self._tab = plan.TABS[(plan.TABS.index(self._tab) + by) % len(plan.TABS)]
        self.refresh_view()
        self.first_list.edge(-1)
        self.first_list.focus()

    def action_apply(self) -> None:
        """Enter: apply the way out, or sign for the finding, under the cursor."""
        key = self.first_list.key
        repair = self._repair_here()
        if repair is not None:
            self.desk.apply_repair(repair)
        elif key.startswith(plan.ACCEPT_KEY):
            self._sign(key.removeprefix(plan.ACCEPT_KEY))

    def action_reject(self) -> None:
        """Reject the way out under the cursor."""
        repair = self._repair_here()
        if repair is None:
            self.say("no-way-out-here", Tone.DIM)
        else:
            self.reject(repair)

    def _repair_here(self) -> Repair | None:
        key = self.first_list.key
        if not key.startswith(why.REPAIR_KEY) or self.desk.assessment is None:
            return None
        conflict, repair = (int(part) for part in key.removeprefix(why.REPAIR_KEY).split(":"))
        return self.desk.assessment.conflicts[conflict].repairs[repair]

    def action_withdraw(self) -> None:
        """Take the signature, or the rejection, under the cursor back."""
        key = self.first_list.key
        finding = key.removeprefix(plan.ACCEPT_KEY)
        if key.startswith(plan.REJECTED_KEY):
            self.desk.approve(key.removeprefix(plan.REJECTED_KEY))
        elif finding in self.desk.session.accepted:
            self.desk.withdraw(finding)

    def action_plan_why(self) -> None:
        """Go to the decision that the finding or component under the cursor is about."""
        subject = self.lines.key.removeprefix(plan.ACCEPT_KEY).partition(":")[2]
        for decision, option in self.desk.scene.assessment.stack.items() if self.desk.scene.assessment else ():
            known = self.desk.catalog.decision_by_id.get(decision)
            found = known.option(option) if known else None
            if found is not None and subject in found.brings():
                self.screen.post_message(StepWanted("decide", f"{decision}={option}"))
                return
        self.say("no-decision-here", Tone.DIM)

    def _sign(self, finding_id: str) -> None:
        scene = self.desk.scene
        found = scene.assessment.findings if scene.assessment else ()
        finding = next((f for f in found if f.id == finding_id), None)
        if finding is None or finding.severity != "must-accept":
            self.say("nothing-to-sign", Tone.DIM)
            return

        def done(given: tuple[str, ...] | None) -> None:
            if given is not None:
                self.desk.accept(finding_id, given[0], given[1])

        def sheet() -> PromptSheet:
            scene = self.desk.scene
            who = Question(scene.words("your-name"), self.desk.who or "")
            questions = [who, Question(scene.words("your-reason"))]
            return PromptSheet(scene.words("accept-title"), self.desk.lang, questions, intro=scene.say(finding.text))

        ask(self.app, sheet, done)
