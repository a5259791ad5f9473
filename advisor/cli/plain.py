"""`advisor --plain`: the same questions line by line, for dumb terminals, screen readers and logs."""

from __future__ import annotations

import contextlib
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import TextIO

from advisor.catalog.nearest import nearest
from advisor.cli.commands.new import parse_answer
from advisor.cli.diagnostics import say
from advisor.cli.lines import Back, Jump, Leave, Lines
from advisor.cli.options import Settings
from advisor.cli.plain_decision import DecisionDesk
from advisor.cli.sources import catalog_of, session_of
from advisor.errors import ExitCode
from advisor.export.gate import gate
from advisor.model.assessment import Assessment, Standing
from advisor.model.catalog import Catalog
from advisor.model.fact import Fact, FactKind, WrongAnswer
from advisor.model.session import Session
from advisor.session import edit, examples
from advisor.session.store import SessionStore
from advisor.solve.engine import Engine
from advisor.solve.truth import World, evaluate
from advisor.wording import Words
from advisor.wording.plain import PHRASES

EXISTING, MORE = "existing", "more"
"""Questions that are neither a fact nor a decision."""


def interview(session: str | None, settings: Settings) -> int:
    """Ask everything that is open and return the exit code. The journal is the same as the app's.

    An embedded session is tried out in memory: nothing is written.
    """
    catalog = catalog_of(settings)
    if session is not None and session.startswith(examples.PREFIX):
        store = SessionStore(None, catalog, clock=now, start=session_of(session, catalog))
    else:
        path = Path(session or "session.yaml")
        start = edit.rename(Session(edition=catalog.edition.id), path.stem[:80] or "unnamed")
        store = SessionStore(path, catalog, clock=now, start=start)
    try:
        return Interview(store, Engine(catalog), settings, sys.stdin, sys.stdout).run()
    finally:
        store.close()


def now() -> str:
    """The time for the journal."""
    return datetime.now(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")


class Interview:
    """Asks open facts, then open decisions, then for signatures; one line each."""

    def __init__(self, store: SessionStore, engine: Engine, settings: Settings, source: TextIO, target: TextIO) -> None:
        """Read answers from `source`, write questions to `target`."""
        self._store = store
        self._catalog: Catalog = store.catalog
        self._engine = engine
        self._lang = settings.language
        self._words = Words(PHRASES, settings.language)
        self._lines = Lines(store, self._words, source, target, known=self._known_questions(), overview=self._overview)
        self._lines.by = settings.by
        self._desk = DecisionDesk(store, engine, self._lines, self._lang)
        self._asked: list[str] = []
        self._more = False

    def run(self) -> int:
        """Go through everything; whatever was answered stays, also after leaving early."""
        for problem in self._store.problems:
            self._lines.say(problem.told(self._lang))
        for notice in self._store.notices:
            self._lines.say(notice.told(self._lang))
        if self._store.read_only:
            say(self._words("read_only"))
            return ExitCode.BAD_INPUT
        self._lines.say(self._words("intro"))
        with contextlib.suppress(Leave):
            self._go_through()
        return self._end()

    def _go_through(self) -> None:
        wanted: str | None = None
        while True:
            try:
                self._desk.settle_conflict()
                self._ask_all(wanted)
                self._sign()
            except Jump as jump:
                wanted = jump.to
            except Back:
                wanted = self._asked[-1] if self._asked else None
            else:
                return

    def _end(self) -> int:
        assessment = self._engine.assess(self._store.session)
        if self._store.path is None:
            self._lines.say(self._words("end_tried"))
        else:
            self._lines.say(self._words(f"end_{assessment.status}", path=self._store.path))
        return ExitCode.CONFLICT if assessment.status == "conflict" else ExitCode.OK

    def _ask_all(self, wanted: str | None) -> None:
        """Ask each open question once; what is skipped is not asked again unless somebody goes back to it."""
        while following := wanted or next((q for q in self._open() if q not in self._asked), None):
            if following not in self._asked:
                self._asked.append(following)
            wanted = None
            try:
                self._ask(following)
            except Jump as jump:
                wanted = jump.to
            except Back:
                position = self._asked.index(following)
                wanted = self._asked[max(position - 1, 0)]

    def _open(self) -> Iterator[str]:
        yield from (f.id for f in self._facts() if f.quick)
        if not self._store.session.existing:
            yield EXISTING
        if rest := [f.id for f in self._facts() if not f.quick]:
            yield MORE
            yield from rest if self._more else ()
        yield from (d.id for d in self._assess().decisions if d.standing is Standing.SUGGESTED and d.relevant)

    def _facts(self) -> list[Fact]:
        """Facts without an answer whose question makes sense in this profile."""
        session = self._store.session
        world = World(self._catalog, session, None)
        return [
            fact
            for fact in self._catalog.facts
            if fact.id not in session.profile
            and (fact.relevant_when is None or evaluate(fact.relevant_when, world) is not False)
        ]

    def _assess(self) -> Assessment:
        return self._engine.assess(self._store.session, count_budget=0, repairs=False)

    def _known_questions(self) -> tuple[str, ...]:
        return (*self._catalog.fact_by_id, EXISTING, MORE, *self._catalog.decision_by_id)

    def _ask(self, question: str) -> None:
        if question == MORE:
            self._ask_more()
        elif question == EXISTING:
            self._ask_existing()
        elif question in self._catalog.fact_by_id:
            self._ask_fact(self._catalog.fact_by_id[question])
        else:
            self._desk.ask(question)

    def _ask_more(self) -> None:
        count = sum(not fact.quick for fact in self._facts())
        line = self._lines.ask(self._words("prompt_more", count=count), help_=self._words("help_more"))
        self._more = line.lower() in ("y", "yes", "true", "예", "네", "m", "more")

    def _ask_existing(self) -> None:
        self._lines.say("\n" + self._words("question_existing"))
        known = self._catalog.component_by_id
        while line := self._lines.ask(self._words("prompt_existing"), help_=self._words("help_existing")):
            named = [word.strip() for word in line.split(",") if word.strip()]
            unknown = [word for word in named if word not in known]
            if unknown:
                near = nearest(unknown[0], known)
                self._lines.say(self._words("no_component", word=unknown[0]) + (f" ({near}?)" if near else ""))
                continue
            after = self._store.session
            for component in named:
                after = edit.set_existing(after, component, True)
            self._lines.apply(after, "existing", {"components": named})
            return

    def _ask_fact(self, fact: Fact) -> None:
        stated = self._store.session.profile.get(fact.id)
        self._lines.say(f"\n{fact.question.get(self._lang)}\n  {fact.why.get(self._lang)}")
        for number, value in enumerate(fact.values, start=1):
            self._lines.say(f"  {number}  {value.name.get(self._lang)} ({value.id})")
        if stated is not None:
            self._lines.say("  " + self._words("answered", value=_shown(stated)))
        prompt = self._words(f"prompt_{fact.kind.value}")
        while line := self._lines.ask(prompt, help_=self._fact_help(fact)):
            if line == "c":
                after, action = edit.unanswer(self._store.session, fact.id), "unanswer"
                self._lines.apply(after, action, {"fact": fact.id})
                return
            try:
                answered = answer_of(fact, line)
                after = edit.answer(self._store.session, self._catalog, fact.id, answered)
            except ValueError as error:
                self._lines.say(error.text.get(self._lang) if isinstance(error, WrongAnswer) else str(error))
                continue
            self._lines.apply(after, "answer", {"fact": fact.id, "value": answered})
            self._desk.settle_conflict()
            return

    def _fact_help(self, fact: Fact) -> str:
        return f"{fact.id}: {fact.why.get(self._lang)}\n{self._words('help_fact')}"

    def _sign(self) -> None:
        """Ask for a signature under everything that needs one before an export."""
        for finding in gate(self._assess()).to_accept:
            self._lines.say(f"\n{self._words('question_sign')}\n  {finding.id}: {finding.text.get(self._lang)}")
            while line := self._lines.ask(self._words("prompt_sign"), help_=self._words("help_sign")):
                who, colon, why = line.partition(":")
                if not colon and self._lines.by:
                    who, why = self._lines.by, line
                if who.strip() and why.strip():
                    signed = {"by": who.strip(), "because": why.strip(), "at": now()}
                    after = edit.accept(self._store.session, finding.id, **signed)
                    self._lines.apply(after, "accept", {"finding": finding.id})
                    break
                self._lines.say(self._words("who_and_why"))

    def _overview(self) -> None:
        """Every decision in a line, as it stands now."""
        for view in self._assess().decisions:
            self._lines.say(f"  {self._desk.mark(view.standing)} {view.id}: {view.choice or '-'}")


def answer_of(fact: Fact, line: str) -> object:
    """What a line means for a fact; numbers stand for the listed values."""
    if not fact.values:
        return parse_answer(fact, line)
    words = [word.strip() for word in line.split(",")] if fact.kind is FactKind.LIST else [line]
    chosen = [fact.values[int(w) - 1].id if w.isdecimal() and 0 < int(w) <= len(fact.values) else w for w in words]
    return chosen if fact.kind is FactKind.LIST else chosen[0]


def _shown(value: object) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    return ", ".join(map(str, value)) if isinstance(value, tuple) else str(value)
