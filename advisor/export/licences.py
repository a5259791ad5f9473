"""`licences/report.md`: what every licence and every set of commercial terms means for this company."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from advisor.catalog.spdx import licences_of
from advisor.catalog.walk import models
from advisor.export.document import Document
from advisor.export.notable import notable_class, to_look_at
from advisor.export.text import template, to_bytes
from advisor.model.assessment import Assessment, Standing
from advisor.model.base import Language
from advisor.model.catalog import Catalog
from advisor.model.condition import Condition
from advisor.model.decision import NONE
from advisor.model.licence import Licence, Verdict
from advisor.model.plan import Plan, PlanComponent
from advisor.model.session import Session
from advisor.wording.markdown import code, escape, link, table

_POSSIBLE = (Standing.CHOSEN, Standing.FORCED, Standing.SUGGESTED, Standing.POSSIBLE)
FILE = "licences/report.md"
_ORDER = tuple(reversed(tuple(Verdict)))
"""Worst first."""


def render(plan: Plan, catalog: Catalog, assessment: Assessment, session: Session, lang: Language) -> dict[str, bytes]:
    """The report."""
    doc = Document(plan, catalog, lang)
    uses = _uses(doc)
    text = template("licences.md.j2").render(
        word=doc.word,
        name=escape(plan.stack.name),
        planned=doc.planned,
        counts=_counts(doc),
        policies=_policies(doc, session),
        signatures=_signatures(doc, session),
        look_at=_look_at(doc, assessment, session),
        facts=_facts(doc, assessment, session, list(uses)),
        sign=_sign(doc, assessment),
        each=_each(doc),
        licences=[_licence(doc, catalog.licence_by_id[name], users) for name, users in uses.items()],
    )
    return {FILE: to_bytes(text)}


def _counts(doc: Document) -> list[str]:
    rows = []
    for verdict in _ORDER:
        names = [escape(c.name) for c in doc.plan.components if c.verdict == verdict]
        if names:
            rows.append([doc.word(f"verdict.{verdict}"), str(len(names)), ", ".join(names)])
    return table([doc.word("verdict"), doc.word("licences.count"), doc.word("component")], rows)


def _each(doc: Document) -> list[str]:
    """One row per component: what its licence means for this company, worst first."""
    ranked = sorted(doc.plan.components, key=lambda c: [v.value for v in _ORDER].index(c.verdict))
    rows = [
        [escape(c.name), code(c.licence), doc.word(f"verdict.{c.verdict}"), doc.get(c.verdict_text)] for c in ranked
    ]
    return table([doc.word(key) for key in ("component", "licence", "verdict", "licences.means")], rows)


def _look_at(doc: Document, assessment: Assessment, session: Session) -> list[tuple[str, list[str]]]:
    """Heading and lines of each component a lawyer should read about, worst first."""
    found = sorted(
        (c for c in doc.plan.components if to_look_at(c, doc.catalog)),
        key=lambda c: [v.value for v in _ORDER].index(c.verdict),
    )
    return [(f"{escape(c.name)} ({code(c.licence)})", list(_about(doc, assessment, session, c))) for c in found]


def _about(doc: Document, assessment: Assessment, session: Session, component: PlanComponent) -> Iterator[str]:
    word = doc.word
    kind = notable_class(component.licence, doc.catalog)
    said = f" ({word(f'class.{kind.value}')})" if kind else ""
    yield f"**{word('verdict')}: {word(f'verdict.{component.verdict}')}**{said}. {doc.get(component.verdict_text)}"
    if component.licence_checked == "unverified":
        yield word("bom.licence_unverified")
    if component.obligations:
        yield f"{word('licences.obligations')}: " + " ".join(doc.get(o) for o in component.obligations)
    brought = [f"{doc.decision(d.id)}: {doc.why(d)}" for d in doc.plan.decisions if d.id in component.decisions]
    if brought:
        yield f"{word('licences.brought_by')}: " + "; ".join(brought)
    yield f"{word('licences.alternative')}: " + _way_out(doc, assessment, component)
    given = session.accepted.get(f"licence:{component.id}")
    if given is not None:
        yield word("accepted_by", who=escape(given.by), why=escape(given.because))


def _facts(doc: Document, assessment: Assessment, session: Session, licences: list[str]) -> list[str]:
    """What the verdicts rest on: every fact that a licence in use asks for, with the answer."""
    readers: dict[str, list[str]] = {}
    for name in licences:
        for predicate in doc.catalog.licence_by_id[name].predicates:
            for _, part in models(predicate):
                if isinstance(part, Condition) and part.fact:
                    readers.setdefault(part.fact, []).append(doc.catalog.licence_by_id[name].name)
    assumed = {a.fact: a.value for a in assessment.assumptions}
    rows = []
    for fact in (f for f in doc.catalog.facts if f.id in readers):
        if fact.id in session.profile:
            value = doc.fact_value(fact.id, session.profile[fact.id])
        elif fact.id in assumed:
            value = f"{doc.fact_value(fact.id, assumed[fact.id])} ({doc.word('record.assumed')})"
        else:
            value = doc.word("licences.not_answered")
        rows.append([doc.get(fact.name), value, ", ".join(escape(n) for n in dict.fromkeys(readers[fact.id]))])
    keys = ("licences.fact", "licences.answer", "licences.read_by")
    return table([doc.word(key) for key in keys], rows) if rows else []


def _way_out(doc: Document, assessment: Assessment, component: PlanComponent) -> str:
    """Options without findings: those possible now, else those that other answers rule out."""
    for standings, key in ((_POSSIBLE, "licences.now"), ((Standing.IMPOSSIBLE,), "licences.with_others")):
        found = [
            f"{doc.decision(d)}: {', '.join(names)}"
            for d in component.decisions
            if (names := _better(doc, assessment, d, standings))
        ]
        if found:
            return doc.word(key, options="; ".join(found))
    return doc.word("licences.no_alternative")


def _better(doc: Document, assessment: Assessment, decision: str, standings: Sequence[Standing]) -> list[str]:
    view = next((d for d in assessment.decisions if d.id == decision), None)
    known = doc.catalog.decision_by_id.get(decision)
    if view is None or known is None:
        return []
    taken = next((doc.options(decision, d.choice) for d in doc.plan.decisions if d.id == decision), ())
    return [
        doc.option(decision, o.id)
        for o in view.options
        if o.id not in (*taken, NONE)
        and o.standing in standings
        and (
            o.licence is None
            or (o.licence.verdict is Verdict.OK and notable_class(o.licence.expression, doc.catalog) is None)
        )
    ]


def _sign(doc: Document, assessment: Assessment) -> list[str]:
    """A table to sign on paper: every finding about a licence with its state, then the report as a whole."""
    rows = []
    for finding in assessment.findings:
        if finding.id.startswith("licence:"):
            state = doc.word("licences.accepted" if finding.accepted else "licences.to_sign")
            rows.append([code(finding.id), doc.get(finding.text), state, "", ""])
    whole = doc.word("licences.whole", count=len(doc.plan.components), digest=doc.plan.stack.session_sha256[:12])
    rows.append([doc.word("licences.report"), whole, "", "", ""])
    keys = ("licences.finding", "licences.statement", "licences.state", "licences.name_date", "licences.signature")
    return table([doc.word(key) for key in keys], rows)


def _policies(doc: Document, session: Session) -> list[str]:
    rows = []
    soft = session.soft_policies()
    for name in (*session.hard_policies(), *soft):
        policy = doc.catalog.policy_by_id.get(name)
        word = doc.word("licences.policy_soft", weight=soft[name]) if name in soft else doc.word("licences.policy_hard")
        rows.append(f"{doc.get(policy.name) if policy else escape(name)} ({word})")
    return rows


def _signatures(doc: Document, session: Session) -> list[str]:
    rows = []
    for name, given in session.accepted.items():
        signed = doc.word("accepted_by", who=escape(given.by), why=escape(given.because))
        rows.append(f"{code(name)}: {signed}" + (f" ({escape(given.at)})" if given.at else ""))
    return rows


def _uses(doc: Document) -> dict[str, list[str]]:
    """Licence id -> components that are under it and in which way, in the order of the knowledge."""
    found: dict[str, list[str]] = {}
    for c in doc.plan.components:
        for name, way in _names(doc, c):
            found.setdefault(name, []).append(f"{escape(c.name)} ({doc.word(f'licences.as_{way}')})")
    return {x.id: found[x.id] for x in doc.catalog.licences if x.id in found}


def _names(doc: Document, component: PlanComponent) -> list[tuple[str, str]]:
    known = doc.catalog.component_by_id.get(component.id)
    names = [(name, "program") for name in licences_of(component.licence)]
    if known is not None:
        names += [(name, "chart") for name in licences_of(known.licence.chart or "")]
        names += [(name, "terms") for name in known.licence.terms]
    return list(dict.fromkeys(names))


def _licence(doc: Document, licence: Licence, users: list[str]) -> tuple[str, list[str]]:
    """Heading and lines of one licence."""
    lines = [
        doc.get(licence.summary),
        f"{doc.word('licences.class')}: {doc.word(f'class.{licence.licence_class}')}; "
        f"{doc.word('licences.osi')}: {doc.word('yes' if licence.osi else 'no')}",
        f"{doc.word('licences.used_by')}: {', '.join(users)}",
    ]
    if licence.obligations:
        lines.append(f"{doc.word('licences.obligations')}: " + " ".join(doc.get(o.text) for o in licence.obligations))
    if licence.url:
        lines.append(link(licence.url.split("://")[-1], licence.url))
    lines.append(f"{doc.word('licences.sources')}: " + "; ".join(doc.citations(licence.sources)))
    return f"{escape(licence.name)} ({code(licence.id)})", lines
