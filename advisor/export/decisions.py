"""`decisions/`: one record (MADR 4) per decision that had a real choice, and an index of all."""

from __future__ import annotations

from collections.abc import Iterator

from advisor.catalog.walk import models
from advisor.export.decision_options import consequences, pros_and_cons
from advisor.export.document import Document
from advisor.export.text import template, to_bytes
from advisor.export.yaml_emit import scalar
from advisor.model.assessment import Assessment, DecisionView, Standing
from advisor.model.base import Language
from advisor.model.catalog import Catalog
from advisor.model.condition import Condition
from advisor.model.decision import NONE
from advisor.model.plan import Plan, PlanDecision
from advisor.model.session import Session
from advisor.wording.markdown import clean, code, escape, table

FOLDER = "decisions"
STATUS = {"person": "accepted", "rule": "accepted", "suggestion": "proposed"}


def render(plan: Plan, catalog: Catalog, assessment: Assessment, session: Session, lang: Language) -> dict[str, bytes]:
    """The records and their index."""
    doc = Document(plan, catalog, lang)
    files = {f"{FOLDER}/README.md": _index(doc)}
    for decision in plan.decisions:
        if decision.record is not None:
            files[decision.record] = _Record(doc, assessment, session, decision).text()
    return files


def _index(doc: Document) -> bytes:
    keys = ("record.number", "decision", "record.choice", "record.status", "record.who")
    rows, without = [], []
    for d in doc.plan.decisions:
        if d.record is None:
            chosen = doc.word("none") if d.choice == NONE else doc.option(d.id, d.choice)
            without.append(f"{doc.decision(d.id)}: {chosen}. {doc.why(d)}")
            continue
        name = d.record.rpartition("/")[2]
        number = f"[{name[:4]}]({name})"
        who = escape(d.who) if d.who else doc.word("not_stated")
        rows.append([number, doc.decision(d.id), doc.option(d.id, d.choice), STATUS[d.by], who])
    lines = table([doc.word(key) for key in keys], rows)
    return to_bytes(template("decisions.md.j2").render(word=doc.word, lines=lines, without=without))


class _Record:
    """One record while it is being written."""

    def __init__(self, doc: Document, assessment: Assessment, session: Session, decision: PlanDecision) -> None:
        self._doc, self._assessment, self._session, self._decision = doc, assessment, session, decision
        self._view: DecisionView = assessment.decision(decision.id)
        self._known = doc.catalog.decision_by_id[decision.id]
        self._options = doc.options(decision.id, decision.choice)

    def text(self) -> bytes:
        """The file."""
        doc, decision, word = self._doc, self._decision, self._doc.word
        choice = doc.option(decision.id, decision.choice)
        page = template("decision.md.j2").render(
            word=word,
            front=self._front(),
            title=word("record.title", decision=doc.decision(decision.id), choice=choice),
            question=doc.get(self._known.question),
            why=doc.get(self._known.why),
            facts=list(self._facts()),
            drivers=self._drivers(),
            options=[self._option_line(o.id) for o in self._view.options],
            outcome=word("record.chosen", option=choice, why=self._outcome()),
            consequences=consequences(doc, decision, self._view),
            checks=self._checks(),
            pros=[(doc.option(decision.id, o.id), pros_and_cons(doc, o)) for o in self._view.options],
            confidence=word("record.confidence", text=self._confidence()),
            stale=list(self._stale()),
            rules=[code(name) for name in decision.rules],
            sources=doc.citations(decision.sources),
        )
        return to_bytes(page)

    def _front(self) -> list[str]:
        """Lines of the YAML front matter; what people typed is quoted."""
        decision = self._decision
        who = clean(decision.who) if decision.who else ""
        lines = [f"status: {STATUS[decision.by]}", f"date: {scalar(self._date())}"]
        return [*lines, f"decision-makers: {scalar(who)}"] if who else lines

    def _date(self) -> str:
        stated = clean(self._decision.at or "")[:10]
        return stated if len(stated) == 10 and stated.replace("-", "").isdigit() else self._doc.date

    def _read_facts(self) -> list[str]:
        """Facts that the rules behind this decision read, in the order of the knowledge."""
        catalog = self._doc.catalog
        rules = [catalog.rule_by_id[name] for name in self._rule_ids() if name in catalog.rule_by_id]
        read = {v.fact for rule in rules for _, v in models(rule) if isinstance(v, Condition) and v.fact}
        return [fact.id for fact in catalog.facts if fact.id in read]

    def _rule_ids(self) -> list[str]:
        return list(dict.fromkeys(r.rule for o in self._view.options for r in o.reasons))

    def _facts(self) -> Iterator[str]:
        assumed = {a.fact: a.value for a in self._assessment.assumptions}
        for name in self._read_facts():
            fact = self._doc.catalog.fact_by_id[name]
            if name in self._session.profile:
                yield f"{self._doc.get(fact.name)}: {self._doc.fact_value(name, self._session.profile[name])}"
            elif name in assumed:
                value = self._doc.fact_value(name, assumed[name])
                yield f"{self._doc.get(fact.name)}: {value} ({self._doc.word('record.assumed')})"

    def _drivers(self) -> list[str]:
        used = {r.criterion for o in self._view.options for r in o.reasons}
        weights = {c.id: self._session.weights.get(c.id, c.weight) for c in self._doc.catalog.criteria}
        criteria = sorted((c for c in self._doc.catalog.criteria if c.id in used), key=lambda c: -weights[c.id])
        return [f"{self._doc.get(c.name)} ({weights[c.id]})" for c in criteria]

    def _option_line(self, option: str) -> str:
        known = self._known.option(option)
        summary = f": {self._doc.get(known.summary)}" if known else ""
        return self._doc.option(self._decision.id, option) + summary

    def _outcome(self) -> str:
        doc, decision = self._doc, self._decision
        if decision.because:
            return escape(decision.because)
        if decision.reasons:
            return doc.get(decision.reasons[0])
        if decision.by == "person":
            return doc.word("record.why_person", who=escape(decision.who or doc.word("record.somebody")))
        return doc.word(f"record.why_{decision.by}")

    def _checks(self) -> list[str]:
        doc = self._doc
        releases = doc.releases_of.get(self._decision.id, ())
        return [f"{code(r.id)}: {doc.get(h.text)}" for r in releases for h in r.health]

    def _confidence(self) -> str:
        """How far the choice is ahead of the next option that is possible."""
        doc, word = self._doc, self._doc.word
        others = [
            o
            for o in self._view.options
            if o.id not in self._options and o.standing not in (Standing.IMPOSSIBLE, Standing.UNKNOWN)
        ]
        if not others:
            return word("record.only")
        best = max(others, key=lambda o: o.score)
        mine = max((o.score for o in self._view.options if o.id in self._options), default=0)
        name = doc.option(self._decision.id, best.id)
        if mine == best.score:
            return word("record.tie", option=name)
        key = "record.margin" if mine > best.score else "record.behind"
        return word(key, option=name, points=abs(mine - best.score))

    def _stale(self) -> Iterator[str]:
        doc, catalog = self._doc, self._doc.catalog
        assumed = {a.fact: a.value for a in self._assessment.assumptions}
        for name in self._read_facts():
            key, values = ("fact", self._session.profile) if name in self._session.profile else ("assumed", assumed)
            if name in values:
                fact = doc.get(catalog.fact_by_id[name].name)
                yield doc.word(f"record.stale_{key}", fact=fact, value=self._doc.fact_value(name, values[name]))
        for c in doc.components_of.get(self._decision.id, []):
            if c.end_of_life is not None:
                yield doc.word(
                    "record.stale_eol", name=escape(c.name), version=escape(c.version or ""), date=c.end_of_life
                )
        dates = [r.as_of for o in self._view.options for r in o.reasons if r.as_of is not None]
        oldest = min(dates, default=catalog.edition.as_of)
        yield doc.word("record.stale_edition", edition=escape(catalog.edition.id), date=oldest)
