"""One decision in the line-by-line interview: its options, what a line does to it, conflicts and their ways out."""

from __future__ import annotations

from advisor.cli.lines import Lines
from advisor.model.assessment import Assessment, DecisionView, OptionView, Repair, Standing
from advisor.model.base import Language
from advisor.session import edit, workshop
from advisor.session.store import SessionStore
from advisor.solve.engine import Engine
from advisor.solve.stale import basis_of
from advisor.wording import Words
from advisor.wording.cli import PHRASES as COMMAND_PHRASES
from advisor.wording.plain import PHRASES
from advisor.wording.prose import conflict_lines, explanation_lines

MARKS = {
    Standing.CHOSEN: "[x]",
    Standing.FORCED: "[=]",
    Standing.SUGGESTED: "[~]",
    Standing.POSSIBLE: "[ ]",
    Standing.IMPOSSIBLE: "[-]",
    Standing.UNKNOWN: "[?]",
}
LETTERS = "abcdefghijklmnop"


class DecisionDesk:
    """Asks about decisions. A line is an option with an optional reason, or a command of its own."""

    def __init__(self, store: SessionStore, engine: Engine, lines: Lines, lang: Language) -> None:
        """Bind to the store, its solver, and the conversation."""
        self._store = store
        self._catalog = store.catalog
        self._engine = engine
        self._lines = lines
        self._lang: Language = lang
        self._words = Words(PHRASES, lang)
        self._offers: tuple[Repair, ...] = ()
        self._wish: tuple[str, str] | None = None
        self._left_alone: set[frozenset[tuple[str, str]]] = set()

    def mark(self, standing: Standing) -> str:
        """The mark of a standing."""
        return MARKS[standing]

    def ask(self, decision: str) -> None:
        """Ask until the decision is answered or skipped."""
        view = self._show(decision)
        prompt = self._words("prompt_decision", suggestion=view.choice or "-")
        while line := self._lines.ask(prompt, help_=self._help(view)):
            if self._does(decision, line):
                return

    def settle_conflict(self) -> None:
        """Where nothing fits together: say why, offer the ways out, until one is taken or all are left alone.

        What was left alone once is not brought up again.
        """
        while (assessment := self._engine.assess(self._store.session, count_budget=0)).status == "conflict":
            conflict = assessment.conflicts[0]
            causes = frozenset((item.kind, item.id) for item in conflict.items)
            if causes in self._left_alone:
                return
            self._lines.say("\n" + Words(COMMAND_PHRASES, self._lang)("conflict"))
            for text in conflict_lines(self._catalog, conflict, self._lang):
                self._lines.say(text)
            self._offers, self._wish = conflict.repairs, None
            if not self._repaired():
                self._left_alone.add(causes)

    def _repaired(self) -> bool:
        """Ask for one of the ways out; False when all are left alone or there is none."""
        while self._offers:
            line = self._lines.ask(self._words("prompt_repair"), help_=self._words("help_repair"))
            if not line:
                return False
            if self._take_offer(line.removeprefix("take").strip()):
                return True
        return False

    def _show(self, decision: str) -> DecisionView:
        entry = self._catalog.decision_by_id[decision]
        view = self._assess().decision(decision)
        self._lines.say(f"\n{entry.question.get(self._lang)} ({decision})")
        for number, option in enumerate(view.options, start=1):
            self._lines.say(self._option_line(number, decision, option))
        chosen = self._store.session.choices.get(decision)
        if chosen is not None:
            self._lines.say("  " + self._words("chosen", option=chosen.option, why=chosen.because or "-"))
        return view

    def _option_line(self, number: int, decision: str, view: OptionView) -> str:
        option = self._catalog.decision_by_id[decision].option(view.id)
        assert option is not None
        licence = f", {view.licence.expression}" if view.licence else ""
        votes = workshop.tally(self._store.session, decision).get(view.id)
        voted = f" ({self._words('votes', weight=votes)})" if votes else ""
        name, summary = option.name.get(self._lang), option.summary.get(self._lang)
        return f"  {number}  {MARKS[view.standing]} {name}{licence}: {summary}{voted}"

    def _assess(self) -> Assessment:
        return self._engine.assess(self._store.session, count_budget=0, repairs=False)

    def _help(self, view: DecisionView) -> str:
        texts = [self._catalog.decision_by_id[view.id].why.get(self._lang)]
        if view.choice is not None:
            explanation = self._engine.explain(self._store.session, view.id, view.choice)
            texts += explanation_lines(self._catalog, explanation, self._lang)
        return "\n".join([*texts, self._words("help_decision")])

    def _does(self, decision: str, line: str) -> bool:
        """Carry out one line; True when the decision is done with."""
        word, _, rest = line.partition(" ")
        rest = rest.strip()
        if line.startswith("?"):
            self._explain(decision, line[1:].strip())
        elif word == "x":
            self._rule_out(decision, rest)
        elif word == "c" and not rest:
            self._lines.apply(edit.clear(self._store.session, decision), "clear", {"decision": decision})
            self._show(decision)
        elif word == "vote":
            self._vote(decision, rest)
        elif word == "park":
            return self._park(decision, rest)
        elif word == "ok" and not rest:
            after = workshop.settle(self._store.session, decision, accepted=True)
            self._lines.apply(after, "accept", {"decision": decision})
            self._lines.say(self._words("accepted", decision=decision))
        elif word == "take":
            return self._take_offer(rest)
        else:
            return self._choose(decision, word, rest)
        return False

    def _picked(self, decision: str, word: str) -> str | None:
        ids = [option.id for option in self._catalog.decision_by_id[decision].options]
        if word.isdecimal() and 0 < int(word[:6]) <= len(ids):
            return ids[int(word) - 1]
        if word in ids:
            return word
        self._lines.say(self._words("not_an_option"))
        return None

    def _choose(self, decision: str, word: str, reason: str) -> bool:
        """Choose; an impossible option is explained, with its ways out, and asked again."""
        option = self._picked(decision, word)
        if option is None:
            return False
        before = self._assess().decision(decision)
        view = before.option(option)
        if view is not None and view.standing is Standing.IMPOSSIBLE:
            self._explain(decision, option)
            return False
        self._put(before, option, reason)
        return True

    def _put(self, before: DecisionView, option: str, reason: str) -> None:
        from advisor.cli.plain import now  # noqa: PLC0415 - the clock of the faces

        basis = basis_of(self._catalog, before, option)
        because = reason.removeprefix("because ").strip() or None
        after = edit.choose(
            self._store.session, before.id, option, because=because, by=self._lines.by, at=now(), basis=basis
        )
        self._lines.apply(after, "choose", {"decision": before.id, "option": option})

    def _rule_out(self, decision: str, word: str) -> None:
        option = self._picked(decision, word)
        if option is not None:
            detail = {"decision": decision, "option": option}
            self._lines.apply(edit.exclude(self._store.session, decision, option), "exclude", detail)
            self.settle_conflict()
            self._show(decision)

    def _vote(self, decision: str, rest: str) -> None:
        """`vote NAME N`: whoever votes takes part."""
        name, _, word = rest.rpartition(" ")
        option = self._picked(decision, word) if name else None
        if not name:
            self._lines.say(self._words("vote_form"))
        if option is None:
            return
        session = self._store.session
        session = session if name in session.participants else workshop.join(session, name[:80])
        after = workshop.vote(session, decision, name[:80], option)
        self._lines.apply(after, "vote", {"name": name[:80], "vote": f"{decision}={option}"})
        tally = ", ".join(f"{o} {weight}" for o, weight in workshop.tally(after, decision).items())
        self._lines.say(f"{decision}: {tally}")

    def _park(self, decision: str, rest: str) -> bool:
        owner, colon, question = rest.partition(":")
        if not (colon and owner.strip() and question.strip()):
            self._lines.say(self._words("park_form"))
            return False
        after = workshop.park(self._store.session, decision, owner=owner.strip()[:80], question=question.strip())
        self._lines.apply(after, "park", {"decision": decision})
        self._lines.say(self._words("parked", decision=decision))
        return True

    def _explain(self, decision: str, word: str) -> None:
        view = self._assess().decision(decision)
        option = self._picked(decision, word) if word else view.choice
        if option is None:
            return
        explanation = self._engine.explain(self._store.session, decision, option)
        for text in explanation_lines(self._catalog, explanation, self._lang):
            self._lines.say(text)
        self._offers = explanation.conflict.repairs if explanation.conflict is not None else ()
        self._wish = (decision, option)
        if self._offers:
            self._lines.say(self._words("take_form"))

    def _take_offer(self, letter: str) -> bool:
        """Carry out a way out that was offered, and what it was wished for."""
        position = LETTERS.find(letter) if len(letter) == 1 else -1
        if not 0 <= position < len(self._offers):
            self._lines.say(self._words("no_such_way"))
            return False
        after = edit.apply_repair(self._store.session, self._catalog, self._offers[position])
        self._offers, wish = (), self._wish
        self._lines.apply(after, "repair", {"decision": wish[0]} if wish else {})
        if wish is not None:
            before = self._assess().decision(wish[0])
            self._put(before, wish[1], "")
        return True
