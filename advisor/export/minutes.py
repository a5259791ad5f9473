"""Minutes of a workshop as Markdown: who took part, what was chosen and why, votes, open questions."""

from __future__ import annotations

from advisor.model.assessment import Assessment, DecisionView
from advisor.model.base import Language
from advisor.model.catalog import Catalog
from advisor.model.decision import Decision
from advisor.model.plan import Plan
from advisor.model.session import DecisionRecord, Session
from advisor.session.workshop import tally
from advisor.wording import Words
from advisor.wording.markdown import escape, table
from advisor.wording.minutes import PHRASES
from advisor.wording.trends import pick_name

PATH = "minutes.md"


def render(plan: Plan, catalog: Catalog, assessment: Assessment, session: Session, lang: Language) -> dict[str, bytes]:
    """The minutes beside the decision records; nothing where no workshop was recorded."""
    del plan
    if not (session.participants or session.records):
        return {}
    return {PATH: page(catalog, session, lang, assessment).encode()}


def page(catalog: Catalog, session: Session, lang: Language, assessment: Assessment) -> str:
    """The minutes; whatever a person typed is escaped. A choice that a rule overrules stands there as such."""
    words = Words(PHRASES, lang)
    lines = [f"# {words('title', name=escape(session.name))}", ""]
    if session.participants:
        rows = [[escape(n), escape(p.role or "-"), str(p.weight)] for n, p in session.participants.items()]
        lines += [f"## {words('participants')}", "", *table([words("name"), words("role"), words("weight")], rows), ""]
    noted = [d for d in catalog.decisions if d.id in session.choices or d.id in session.records]
    if noted:
        rows = [_row(catalog, session, d, words, assessment.decision(d.id)) for d in noted]
        head = [words(key) for key in ("decision", "choice", "status", "votes", "because", "who_when")]
        lines += [f"## {words('decisions')}", "", *table(head, rows), ""]
    lines += _questions(catalog, session, words)
    lines += _ruled_out(catalog, session, words)
    lines += _signatures(session, words)
    if not (session.participants or noted or session.excluded or session.accepted):
        lines += [words("nothing"), ""]
    return "\n".join(lines).rstrip("\n") + "\n"


def _row(catalog: Catalog, session: Session, decision: Decision, words: Words, view: DecisionView) -> list[str]:
    record = session.records.get(decision.id, DecisionRecord())
    choice = session.choices.get(decision.id)
    taken, why, signed = "-", "-", "-"
    if choice is not None:
        taken = pick_name(catalog, decision.id, choice.option).get(words.lang)
        if view.overruled:
            taken = words("overruled", option=taken)
        why = choice.because or "-"
        signed = ", ".join(part for part in (choice.by, (choice.at or "")[:10]) if part) or "-"
    votes = [
        f"{pick_name(catalog, decision.id, option).get(words.lang)} {weight} ({_voters(record, option)})"
        for option, weight in tally(session, decision.id).items()
    ]
    cells = [decision.name.get(words.lang), taken, words(record.status), ", ".join(votes) or "-", why, signed]
    return [escape(cell) for cell in cells]


def _voters(record: DecisionRecord, option: str) -> str:
    return ", ".join(who for who, voted in record.votes.items() if voted == option)


def _questions(catalog: Catalog, session: Session, words: Words) -> list[str]:
    parked = [(d, r) for d, r in session.records.items() if r.status == "parked"]
    named = [(catalog.decision_by_id[d].name.get(words.lang), r) for d, r in parked]
    lines = [f"- {escape(name)}: {escape(r.question or '')} ({escape(r.owner or '')})" for name, r in named]
    return [f"## {words('questions')}", "", *lines, ""] if lines else []


def _ruled_out(catalog: Catalog, session: Session, words: Words) -> list[str]:
    lines = [
        f"- {escape(catalog.decision_by_id[decision].name.get(words.lang))}: "
        + ", ".join(escape(pick_name(catalog, decision, option).get(words.lang)) for option in options)
        for decision, options in session.excluded.items()
        if options
    ]
    return [f"## {words('ruled_out')}", "", *lines, ""] if lines else []


def _signatures(session: Session, words: Words) -> list[str]:
    rows = [
        [escape(finding), escape(signed.by), escape(signed.because), escape((signed.at or "-")[:10])]
        for finding, signed in session.accepted.items()
    ]
    head = [words(key) for key in ("finding", "by", "because", "when")]
    return [f"## {words('signatures')}", "", *table(head, rows), ""] if rows else []
