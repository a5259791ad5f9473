"""Profile: answering questions about the site by keys."""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType

from advisor.model.fact import Fact, FactKind
from advisor.model.session import SoftPolicy
from advisor.tui import answers
from advisor.tui.bindings import bindings
from advisor.tui.desk import Desk
from advisor.tui.find import Entry
from advisor.tui.modals.pick import CheckSheet, PickSheet
from advisor.tui.modals.prompt import PromptSheet, Question
from advisor.tui.modals.sheet import ask
from advisor.tui.panes.pane import Pane
from advisor.tui.views import profile
from advisor.tui.views.rows import BLANK, Row
from advisor.tui.views.scene import Scene
from advisor.tui.widgets.lines import Lines


class ProfilePane(Pane):
    """Facts, what already runs, policies, weights and site values."""

    BINDINGS: ClassVar[list[BindingType]] = bindings("profile", "list")

    def __init__(self, desk: Desk) -> None:
        """Belong to `desk`."""
        super().__init__(desk, "profile")

    def compose(self) -> ComposeResult:
        """Questions, the question in full, and what the profile rules out."""
        yield Lines(id="profile-list")
        yield Lines(id="profile-about", focusable=False)
        yield Lines(id="profile-ruled", focusable=True, reads=True)

    @property
    def key(self) -> tuple[str, str]:
        """Kind and id of the row under the cursor."""
        kind, _, name = self.first_list.key.partition(":")
        return kind, name

    def refresh_view(self) -> None:
        """Draw the three parts."""
        scene, holds = self.desk.scene, self.desk.holds
        self.query_one("#profile-list", Lines).draw(lambda cells: profile.rows(scene, holds, cells))
        self.query_one("#profile-ruled", Lines).draw(lambda cells: profile.ruled_out(scene, cells))
        self._draw_about()

    @on(Lines.Moved, "#profile-list")
    def _draw_about(self) -> None:
        scene, key = self.desk.scene, self.first_list.key
        self.query_one("#profile-about", Lines).draw(lambda cells: profile.about(scene, key, cells))

    def in_full(self, cells: int) -> list[Row]:
        """The question under the cursor, and what the profile rules out."""
        scene = self.desk.scene
        about = profile.about(scene, self.first_list.key, cells)
        return [*super().in_full(cells), BLANK, *about, BLANK, *profile.ruled_out(scene, cells)]

    def action_edit(self) -> None:
        """Enter: answer the question under the cursor."""
        kind, name = self.key
        match kind:
            case "fact":
                self._edit_fact(self.desk.catalog.fact_by_id[name])
            case "existing":
                self._edit_existing()
            case "policy":
                self.action_next_value()
            case "weight":
                self._ask(
                    lambda scene: scene.words("weight-help"), str(self._weight(name)), answers.weight_of, self._weigh
                )
            case "input":
                self._edit_input(name)

    def action_next_value(self) -> None:
        """Space: yes, no, open; the next value; forbid, cost, off."""
        kind, name = self.key
        if kind == "policy":
            state = self.desk.session.policies.get(name)
            self.desk.set_policy(name, answers.next_policy(state))
        elif kind == "fact":
            self._toggle_fact(self.desk.catalog.fact_by_id[name])
        else:
            self.action_edit()

    def action_more(self) -> None:
        """Plus."""
        self._step(1)

    def action_less(self) -> None:
        """Minus."""
        self._step(-1)

    def action_forget(self) -> None:
        """Take the answer back."""
        kind, name = self.key
        match kind:
            case "fact":
                self.desk.unanswer(name)
            case "existing":
                self.desk.set_existing(())
            case "policy":
                self.desk.set_policy(name, None)
            case "weight":
                self.desk.set_weight(name, None)
            case "input":
                self.desk.set_input(name, None)

    def _step(self, by: int) -> None:
        kind, name = self.key
        if kind == "weight":
            self.desk.set_weight(name, self._weight(name) + by)
        elif kind == "policy":
            state = self.desk.session.policies.get(name)
            weight = state.weight if isinstance(state, SoftPolicy) else 5
            self.desk.set_policy(name, max(1, min(10, weight + by)))
        elif kind == "fact":
            fact = self.desk.catalog.fact_by_id[name]
            self.desk.answer(name, answers.stepped(fact, self.desk.session.profile.get(name), by))

    def _weight(self, criterion: str) -> int:
        default = next(c.weight for c in self.desk.catalog.criteria if c.id == criterion)
        return self.desk.session.weights.get(criterion, default)

    def _weigh(self, text: str) -> None:
        self.desk.set_weight(self.key[1], int(text))

    def _toggle_fact(self, fact: Fact) -> None:
        following = answers.following(fact, self.desk.session.profile.get(fact.id))
        if following is None:
            self._edit_fact(fact)
        elif following == answers.OPEN:
            self.desk.unanswer(fact.id)
        else:
            self.desk.answer(fact.id, following)

    def _edit_fact(self, fact: Fact) -> None:
        desk = self.desk
        stated = desk.session.profile.get(fact.id)
        if fact.kind is FactKind.LIST:
            self._check_values(
                lambda scene: (scene.say(fact.question), answers.list_entries(scene, fact)),
                stated if isinstance(stated, tuple) else (),
                self._answer_list,
            )
        elif fact.kind in (FactKind.ENUM, FactKind.BOOLEAN):

            def sheet() -> PickSheet:
                scene = desk.scene
                entries = answers.value_entries(scene, fact)
                return PickSheet(scene.say(fact.question), desk.lang, entries, answers.word(stated))

            ask(self.app, sheet, self._answer_pick)
        else:
            shown = "" if stated is None else str(stated)
            hint = str(fact.example if fact.example is not None else "")
            wrong = lambda text: answers.wrong(fact, text)  # noqa: E731 - one use
            self._ask(lambda scene: scene.say(fact.question), shown, wrong, self._answer_text, hint)

    def _check_values(
        self,
        words: Callable[[Scene], tuple[str, list[Entry]]],
        taken: tuple[str, ...],
        done: Callable[[tuple[str, ...] | None], None],
    ) -> None:
        def sheet() -> CheckSheet:
            title, entries = words(self.desk.scene)
            return CheckSheet(title, self.desk.lang, entries, taken)

        ask(self.app, sheet, done)

    def _ask(
        self,
        title: Callable[[Scene], str],
        value: str,
        check: Callable[[str], str],
        then: Callable[[str], None],
        hint: str = "",
    ) -> None:
        def done(given: tuple[str, ...] | None) -> None:
            if given is not None:
                then(given[0])

        def sheet() -> PromptSheet:
            scene = self.desk.scene
            question = Question(scene.words("answer"), value, hint)
            return PromptSheet(title(scene), self.desk.lang, [question], lambda a: check(a[0]))

        ask(self.app, sheet, done)

    def _answer_list(self, given: tuple[str, ...] | None) -> None:
        if given is not None:
            self.desk.answer(self.key[1], given)

    def _answer_pick(self, given: str | None) -> None:
        if given is None:
            return
        fact = self.desk.catalog.fact_by_id[self.key[1]]
        if given == answers.OPEN:
            self.desk.unanswer(fact.id)
        else:
            self.desk.answer(fact.id, answers.read(fact, given))

    def _answer_text(self, given: str) -> None:
        fact = self.desk.catalog.fact_by_id[self.key[1]]
        self.desk.answer(fact.id, answers.read(fact, given))

    def _edit_existing(self) -> None:
        self._check_values(
            lambda scene: (scene.words("existing-help"), answers.component_entries(scene)),
            self.desk.session.existing,
            lambda given: None if given is None else self.desk.set_existing(given),
        )

    def _edit_input(self, name: str) -> None:
        spec = self.desk.catalog.input_by_id[name]
        value = self.desk.session.inputs.get(name)
        self._ask(
            lambda scene: scene.say(spec.text),
            "" if value is None else answers.written(value),
            lambda text: answers.wrong_input(spec, text),
            lambda text: self.desk.set_input(name, answers.read_input(spec, text)),
            answers.written(spec.example),
        )
