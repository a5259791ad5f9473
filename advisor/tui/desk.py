"""The desk: the only holder of session state. Panes ask it to change something; it journals, and judges in threads.

Every change raises `generation`; an answer that belongs to an older generation is dropped.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from advisor.model.assessment import Repair
from advisor.model.base import Language
from advisor.model.catalog import Catalog
from advisor.model.condition import Condition
from advisor.model.fact import WrongAnswer
from advisor.model.session import Session
from advisor.session import edit, scenarios, workshop
from advisor.session.store import Clock, SessionStore
from advisor.solve.truth import World, evaluate
from advisor.tui.actions import NONE_OWN, OwnKeys
from advisor.tui.bench import Bench
from advisor.tui.bundling import Renderer, inside
from advisor.tui.judging import Judging
from advisor.tui.messages import Noticed, SessionChanged
from advisor.tui.telling import told
from advisor.tui.views.plan import Event
from advisor.tui.views.rows import Tone
from advisor.tui.views.scene import Scene

SCENARIO_NAMES = "ABCDEF"


class Desk(Judging):
    """Session, assessment, undo and redo."""

    def __init__(
        self, store: SessionStore, bench: Bench, lang: Language, clock: Clock, render: Renderer | None = None
    ) -> None:
        """Take an open store, a workbench, and how bundles are rendered (in this process if left out)."""
        super().__init__(bench, lang, render or inside(store.catalog))
        self.store = store
        self.clock = clock
        self.who: str | None = None
        self.own_keys: OwnKeys = NONE_OWN
        self.saved_at = ""

    @property
    def catalog(self) -> Catalog:
        """The knowledge."""
        return self.store.catalog

    @property
    def session(self) -> Session:
        """The current state."""
        return self.store.session

    @property
    def read_only(self) -> bool:
        """Whether somebody else writes this session."""
        return self.store.read_only

    @property
    def scene(self) -> Scene:
        """What the views look at."""
        return Scene(self.catalog, self.session, self.assessment, self.lang, self.own_keys)

    def holds(self, condition: Condition) -> bool | None:
        """Whether a condition over the profile holds now."""
        return evaluate(condition, World(self.catalog, self.session, None))

    # -- changes -------------------------------------------------------------------------------------------------

    def change(self, after: Session, action: str, **detail: Any) -> bool:  # noqa: ANN401 - details of any kind
        """Journal the step to `after` and judge again. False when nothing changed or writing is not allowed."""
        if self.read_only:
            self._notice("is-read-only", Tone.WARN)
            return False
        try:
            changed = self.store.apply(after, action, detail, self.who)
        except OSError as error:
            self._not_written(error)
            return False
        if not changed:
            return False
        self._changed()
        self.post(Noticed(told(self.scene, action, detail)))
        return True

    def answer(self, fact: str, value: object) -> str:
        """State an answer; returns what is wrong with it, or an empty text."""
        try:
            after = edit.answer(self.session, self.catalog, fact, value)
        except ValueError as error:
            return error.text.get(self.lang) if isinstance(error, WrongAnswer) else str(error)
        self.change(after, "answer", fact=fact, value=value)
        return ""

    def unanswer(self, fact: str) -> None:
        """Take an answer back."""
        self.change(edit.unanswer(self.session, fact), "unanswer", fact=fact)

    def choose(self, decision: str, option: str, because: str | None = None) -> None:
        """Choose an option."""
        after = edit.choose(self.session, decision, option, because=because, by=self.who, at=self.clock())
        self.change(after, "choose", decision=decision, option=option)

    def clear(self, decision: str) -> None:
        """Take a choice back."""
        self.change(edit.clear(self.session, decision), "clear", decision=decision)

    def toggle_exclusion(self, decision: str, option: str) -> None:
        """Rule an option out by hand, or allow it again."""
        if option in self.session.excluded.get(decision, ()):
            self.change(edit.include(self.session, decision, option), "include", decision=decision, option=option)
        else:
            self.change(edit.exclude(self.session, decision, option), "exclude", decision=decision, option=option)

    def set_policy(self, policy: str, on: bool | int | None) -> None:
        """Switch a policy."""
        self.change(edit.set_policy(self.session, policy, on), "policy", policy=policy, on=on)

    def set_weight(self, criterion: str, weight: int | None) -> None:
        """Weigh a criterion, 0 to 10."""
        bounded = None if weight is None else max(0, min(10, weight))
        self.change(edit.set_weight(self.session, criterion, bounded), "weight", criterion=criterion, weight=bounded)

    def set_input(self, name: str, value: object) -> None:
        """Answer a site value."""
        self.change(edit.set_input(self.session, self.catalog, name, value), "input", input=name, value=value)

    def set_existing(self, components: tuple[str, ...]) -> None:
        """State which components already run."""
        after = self.session
        for component in self.session.existing:
            if component not in components:
                after = edit.set_existing(after, component, False)
        for component in components:
            if component not in after.existing:
                after = edit.set_existing(after, component, True)
        self.change(after, "existing", components=list(components))

    def accept(self, finding: str, by: str, because: str) -> None:
        """Sign for a finding."""
        after = edit.accept(self.session, finding, by=by, because=because, at=self.clock())
        self.change(after, "accept", finding=finding, by=by)

    def withdraw(self, finding: str) -> None:
        """Take a signature back."""
        self.change(edit.withdraw(self.session, finding), "withdraw", finding=finding)

    def vote(self, decision: str, option: str, name: str) -> None:
        """Give somebody's vote; the same vote again takes it back. Who votes takes part."""
        known = name in self.session.participants
        after = self.session if known else workshop.join(self.session, name)
        record = after.records.get(decision)
        if record is not None and record.votes.get(name) == option:
            after = workshop.vote(after, decision, name, None)
            self.change(after, "unvote", name=name, vote=decision)
            return
        after = workshop.vote(after, decision, name, option)
        self.change(after, "vote", name=name, vote=f"{decision}={option}")

    def park(self, decision: str, owner: str, question: str) -> None:
        """Put a decision aside until its owner has answered the question."""
        self.change(workshop.park(self.session, decision, owner=owner, question=question), "park", decision=decision)

    def settle(self, decision: str, *, accepted: bool) -> None:
        """Approve a decision, or propose it again; a parked one is taken up again."""
        after = workshop.settle(self.session, decision, accepted=accepted)
        self.change(after, "settle", decision=decision, state="accepted" if accepted else "proposed")

    def reject(self, key: str) -> None:
        """State that no way out may propose this change (`choice:cni`)."""
        self.change(edit.reject_change(self.session, key), "reject-change", change=key)

    def approve(self, key: str) -> None:
        """Let ways out propose the change again."""
        self.change(edit.approve_change(self.session, key), "approve-change", change=key)

    def apply_repair(self, repair: Repair, wish: tuple[str, str] | None = None) -> None:
        """Carry out a repair, and the wish it makes room for, as one step."""
        after = edit.apply_repair(self.session, self.catalog, repair)
        if wish is not None:
            after = edit.choose(after, *wish, by=self.who, at=self.clock())
        self.change(after, "repair", changes=[self.scene.say(c.text) for c in repair.changes])

    def fork(self) -> None:
        """Keep the current state as a scenario and go on in a copy with the next free letter."""
        name = next((n for n in SCENARIO_NAMES if n not in scenarios.names(self.session)), None)
        if name is None:
            self._notice("no-scenario-left", Tone.WARN)
            return
        kept = self.session.scenario
        self.change(scenarios.fork(self.session, name), "fork", kept=kept, name=name)

    def adopt(self, name: str) -> None:
        """Take over everything stated in another scenario."""
        self.change(scenarios.adopt(self.session, name), "adopt", name=name)

    def switch(self, name: str) -> None:
        """Go on in another scenario; the state left stays stored."""
        self.change(scenarios.switch(self.session, name), "switch", name=name)

    def drop_scenario(self, name: str) -> None:
        """Forget a stored scenario."""
        if name != self.session.scenario:
            self.change(scenarios.drop(self.session, name), "drop", name=name)

    def undo(self) -> None:
        """Take the last change back."""
        self._travel(self.store.undo, "undone", "nothing-to-undo")

    def redo(self) -> None:
        """Bring the last undone change again."""
        self._travel(self.store.redo, "redone", "nothing-to-redo")

    def _travel(self, move: Callable[[str | None], Any], done: str, nothing: str) -> None:
        if self.read_only:
            self._notice("is-read-only", Tone.WARN)
            return
        try:
            entry = move(self.who)
        except OSError as error:
            self._not_written(error)
            return
        if entry is None:
            self._notice(nothing, Tone.DIM)
            return
        self._changed()
        text = told(self.scene, entry.action, entry.detail)
        self.post(Noticed(self.scene.words(done, what=text)))

    def _changed(self) -> None:
        self.generation += 1
        self._outlooks.clear()
        if self.store.path is not None:
            self.saved_at = self.clock()[11:19]
        self.post(SessionChanged())

    def _not_written(self, error: OSError) -> None:
        """Tell that the disk refused; the state stays as it was."""
        self.post(Noticed(self.scene.words("write-failed", problem=error.strerror or str(error)), Tone.BAD))

    def _notice(self, phrase: str, tone: Tone = Tone.STRONG) -> None:
        self.post(Noticed(self.scene.words(phrase), tone))

    # -- saving --------------------------------------------------------------------------------------------------

    def save(self) -> bool:
        """Write the session file now. False when it has no file yet."""
        if self.store.path is None:
            return False
        try:
            self.store.save()
        except OSError as error:
            self._not_written(error)
            return True
        self.saved_at = self.clock()[11:19]
        self.post(Noticed(self.scene.words("saved-as", path=str(self.store.path))))
        return True

    def save_as(self, path: Path) -> str:
        """Give a session without a file one; returns what is wrong, or an empty text."""
        if path.exists():
            return self.scene.words("file-exists", path=str(path))
        try:
            fresh = SessionStore(path, self.catalog, clock=self.clock, start=self.session)
        except OSError as error:
            return error.strerror or str(error)
        self.store.close()
        self.store = fresh
        self.save()
        return ""

    def refresh(self) -> None:
        """Follow the one who writes, in a read-only session."""
        if self.read_only and self.store.refresh():
            self._changed()

    def close(self) -> None:
        """Give the file back and stop the threads."""
        self.store.close()
        self.bench.close()

    # -- what takes a while ----------------------------------------------------------------------------------------

    async def take_suggestions(self) -> None:
        """Choose the suggestion in every open decision."""
        generation, session = self.generation, self.session
        filled = await self.bench.ask(lambda j: j.complete(session))
        if generation != self.generation:
            return
        count = sum(1 for d in filled.choices if d not in session.choices)
        self.change(filled, "suggestions", count=count)

    def events(self) -> tuple[Event, ...]:
        """The history in words."""
        scene = self.scene
        found = []
        for entry in self.store.entries:
            text = told(scene, entry.action, entry.detail)
            if entry.kind in ("undo", "redo"):
                text = scene.words("undone" if entry.kind == "undo" else "redone", what=text)
            found.append(Event(entry.seq, entry.at, entry.who or "", text, entry.kind == "undo"))
        return tuple(found)
