"""Minutes of a workshop as Markdown: who took part, what was chosen and why, votes, open questions."""

from __future__ import annotations

from advisor.model.assessment import Assessment
from advisor.model.base import Language
from advisor.model.catalog import Catalog
from advisor.model.plan import Plan
from advisor.model.session import DecisionRecord, Session
from advisor.session.workshop import tally
from advisor.wording import Words
from advisor.wording.markdown import escape, table
from advisor.wording.minutes import PHRASES

PATH = "minutes.md"


def render(plan: Plan, catalog: Catalog, assessment: Assessment, session: Session, lang: Language) -> dict[str, bytes]:
    """The minutes beside the decision records; nothing where no workshop was recorded."""
    del plan, assessment
    if not (session.participants or session.records):
        return {}
    return {PATH: page(catalog, session, lang).encode()}


def page(catalog: Catalog, session: Session, lang: Language) -> str:
    """The minutes; whatever a person typed is escaped."""
    words = Words(PHRASES, lang)
    lines = [f"# {words('title', name=escape(session.name))}", ""]
    if session.participants:
        rows = [[escape(n), escape(p.role or "-"), str(p.weight)] for n, p in session.participants.items()]
        lines += [f"## {words('participants')}", "", *table([words("name"), words("role"), words("weight")], rows), ""]
    rows = [_row(catalog, session, d.id, words, lang) for d in catalog.decisions if _noted(session, d.id)]
    if rows:
        head = [words(key) for key in ("decision", "choice", "status", "votes", "because")]
        lines += [f"## {words('decisions')}", "", *table(head, rows), ""]
    parked = [(d, r) for d, r in session.records.items() if r.status == "parked"]
    if parked:
        lines += [f"## {words('questions')}", ""]
        lines += [f"- {escape(d)}: {escape(r.question or '')} ({escape(r.owner or '')})" for d, r in parked]
        lines.append("")
    if not (session.participants or rows):
        lines += [words("nothing"), ""]
    return "\n".join(lines).rstrip("\n") + "\n"


def _noted(session: Session, decision: str) -> bool:
    return decision in session.choices or decision in session.records


def _row(catalog: Catalog, session: Session, decision: str, words: Words, lang: Language) -> list[str]:
    record = session.records.get(decision, DecisionRecord())
    choice = session.choices.get(decision)
    votes = ", ".join(f"{option} {weight}" for option, weight in tally(session, decision).items())
    why = " / ".join(part for part in (choice.because, choice.by) if part) if choice else ""
    name = catalog.decision_by_id[decision].name.get(lang)
    taken = choice.option if choice else "-"
    return [escape(name), escape(taken), words(record.status), escape(votes or "-"), escape(why or "-")]
