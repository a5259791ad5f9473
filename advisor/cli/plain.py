"""`advisor --plain`: the same questions line by line, for dumb terminals, screen readers and logs."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import TextIO

from advisor.cli.commands.new import parse_answer
from advisor.cli.diagnostics import clean
from advisor.cli.options import Settings
from advisor.cli.sources import catalog_of, session_of
from advisor.errors import ExitCode
from advisor.model.assessment import Assessment, DecisionView, OptionView, Standing
from advisor.model.catalog import Catalog
from advisor.model.fact import Fact, FactKind
from advisor.session import edit, examples
from advisor.session.store import SessionStore
from advisor.solve.engine import Engine
from advisor.solve.stale import basis_of
from advisor.solve.truth import World, evaluate
from advisor.wording import Words
from advisor.wording.plain import PHRASES
from advisor.wording.prose import explanation_lines

MARKS = {
    Standing.CHOSEN: "[x]",
    Standing.FORCED: "[=]",
    Standing.SUGGESTED: "[~]",
    Standing.POSSIBLE: "[ ]",
    Standing.IMPOSSIBLE: "[-]",
    Standing.UNKNOWN: "[?]",
}


def interview(session: str | None, settings: Settings) -> int:
    """Ask everything that is open and return the exit code. The journal is the same as the app's.

    An embedded session is tried out in memory: nothing is written.
    """
    catalog = catalog_of(settings)
    if session is not None and session.startswith(examples.PREFIX):
        store = SessionStore(None, catalog, clock=now, start=session_of(session, catalog))
    else:
        store = SessionStore(Path(session or "session.yaml"), catalog, clock=now)
    try:
        return Interview(store, Engine(catalog), settings, sys.stdin, sys.stdout).run()
    finally:
        store.close()


def now() -> str:
    """The time for the journal."""
    return datetime.now(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")


class _Leave(Exception):
    """The person asked to stop."""


class Interview:
    """Asks open facts, then open decisions, one line each."""

    def __init__(self, store: SessionStore, engine: Engine, settings: Settings, source: TextIO, target: TextIO) -> None:
        """Read answers from `source`, write questions to `target`."""
        self._store = store
        self._catalog: Catalog = store.catalog
        self._engine = engine
        self._lang = settings.language
        self._words = Words(PHRASES, settings.language)
        self._source = source
        self._target = target

    def run(self) -> int:
        """Go through everything; whatever was answered stays, also after leaving early."""
        for problem in self._store.problems:
            self._say(str(problem))
        if self._store.read_only:
            self._say(self._words("read_only"))
            return ExitCode.BAD_INPUT
        self._say(self._words("intro"))
        try:
            self._ask_all(self._open_facts, self._ask_fact)
            self._ask_all(self._open_decisions, self._ask_decision)
        except _Leave:
            pass
        assessment = self._engine.assess(self._store.session)
        if self._store.path is None:
            self._say(self._words("end_tried"))
        else:
            self._say(self._words(f"end_{assessment.status}", path=self._store.path))
        return ExitCode.CONFLICT if assessment.status == "conflict" else ExitCode.OK

    def _ask_all(self, open_ids: Callable[[], Iterator[str]], ask: Callable[[str], None]) -> None:
        """Ask each once; what is skipped is not asked again."""
        asked: set[str] = set()
        while following := next((i for i in open_ids() if i not in asked), None):
            asked.add(following)
            ask(following)

    def _open_facts(self) -> Iterator[str]:
        session = self._store.session
        world = World(self._catalog, session, None)
        for fact in self._catalog.facts:
            relevant = fact.relevant_when is None or evaluate(fact.relevant_when, world) is not False
            if fact.id not in session.profile and fact.quick and relevant:
                yield fact.id

    def _open_decisions(self) -> Iterator[str]:
        assessment = self._engine.assess(self._store.session, count_budget=0)
        yield from (d.id for d in assessment.decisions if d.standing is Standing.SUGGESTED and d.relevant)

    def _ask_fact(self, fact_id: str) -> None:
        fact = self._catalog.fact_by_id[fact_id]
        self._say(f"\n{fact.question.get(self._lang)}\n  {fact.why.get(self._lang)}")
        values = [*fact.values] if fact.values else []
        for number, value in enumerate(values, start=1):
            self._say(f"  {number}  {value.name.get(self._lang)} ({value.id})")
        while True:
            line = self._line(self._words(f"prompt_{fact.kind.value}"))
            if not line:
                return
            try:
                answered = self._answered(fact, line)
                after = edit.answer(self._store.session, self._catalog, fact_id, answered)
            except ValueError as error:
                self._say(str(error))
                continue
            self._store.apply(after, "answer", {"fact": fact_id, "value": answered})
            return

    def _answered(self, fact: Fact, line: str) -> object:
        """What a line means for a fact; numbers stand for the listed values."""
        if not fact.values:
            return parse_answer(fact, line)
        words = [word.strip() for word in line.split(",")] if fact.kind is FactKind.LIST else [line]
        chosen = [fact.values[int(w) - 1].id if w.isdigit() and 0 < int(w) <= len(fact.values) else w for w in words]
        return chosen if fact.kind is FactKind.LIST else chosen[0]

    def _ask_decision(self, decision_id: str) -> None:
        decision = self._catalog.decision_by_id[decision_id]
        assessment = self._engine.assess(self._store.session, count_budget=0)
        view = assessment.decision(decision_id)
        self._say(f"\n{decision.question.get(self._lang)}")
        for number, option in enumerate(view.options, start=1):
            self._say(self._option_line(number, decision_id, option))
        while True:
            line = self._line(self._words("prompt_decision", suggestion=view.choice or "-"))
            if not line:
                return
            if line.startswith("?"):
                self._explain(view, line[1:].strip())
                continue
            picked = self._picked(view, line)
            if picked is None:
                self._say(self._words("not_an_option"))
                continue
            if self._take(assessment, decision_id, picked):
                return

    def _option_line(self, number: int, decision_id: str, view: OptionView) -> str:
        option = self._catalog.decision_by_id[decision_id].option(view.id)
        assert option is not None
        licence = f", {view.licence.expression}" if view.licence else ""
        name, summary = option.name.get(self._lang), option.summary.get(self._lang)
        return f"  {number}  {MARKS[view.standing]} {name}{licence}: {summary}"

    def _picked(self, view: DecisionView, line: str) -> str | None:
        ids = [o.id for o in view.options]
        if line.isdigit() and 0 < int(line) <= len(ids):
            return ids[int(line) - 1]
        return line if line in ids else None

    def _take(self, before: Assessment, decision: str, option: str) -> bool:
        """Choose; an impossible option is explained and asked again."""
        view = before.decision(decision).option(option)
        if view is not None and view.standing is Standing.IMPOSSIBLE:
            self._explain(before.decision(decision), option)
            return False
        basis = basis_of(self._catalog, before.decision(decision), option)
        after = edit.choose(self._store.session, decision, option, at=now(), basis=basis)
        self._store.apply(after, "choose", {"decision": decision, "option": option})
        return True

    def _explain(self, view: DecisionView, word: str) -> None:
        option = self._picked(view, word) if word else view.choice
        if option is None:
            self._say(self._words("not_an_option"))
            return
        explanation = self._engine.explain(self._store.session, view.id, option)
        for text in explanation_lines(self._catalog, explanation, self._lang):
            self._say(text)

    def _line(self, prompt: str) -> str:
        """One line of the person; commands that work everywhere are carried out here."""
        while True:
            self._target.write(clean(prompt) + " ")
            self._target.flush()
            raw = self._source.readline()
            if not raw:
                raise _Leave
            line = clean(raw).strip()[:2000]
            if line in ("q", "quit"):
                raise _Leave
            if line in ("u", "undo", "r", "redo"):
                moved = self._store.undo() if line[0] == "u" else self._store.redo()
                self._say(self._words("moved" if moved else "nothing_to_move"))
                continue
            return line

    def _say(self, text: str) -> None:
        self._target.write("\n".join(clean(line) for line in text.split("\n")) + "\n")
