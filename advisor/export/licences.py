"""`licences/report.md`: what every licence and every set of commercial terms means for this company."""

from __future__ import annotations

from advisor.catalog.spdx import licences_of
from advisor.export.document import Document
from advisor.export.text import template, to_bytes
from advisor.model.assessment import Assessment, Standing
from advisor.model.base import Language
from advisor.model.catalog import Catalog
from advisor.model.decision import NONE
from advisor.model.licence import Licence, Verdict
from advisor.model.plan import Plan, PlanComponent
from advisor.model.session import Session
from advisor.wording.markdown import code, escape, link, table

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
        verdicts=_verdicts(doc),
        counts=_counts(doc),
        policies=_policies(doc, session),
        signatures=_signatures(doc, session),
        alternatives=_alternatives(doc, assessment),
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


def _verdicts(doc: Document) -> list[str]:
    """One line per component that is not plainly fine, worst first."""
    return [
        f"**{escape(c.name)}** ({code(c.licence)}): {doc.word(f'verdict.{c.verdict}')}. {doc.get(c.verdict_text)}"
        for verdict in _ORDER
        if verdict is not Verdict.OK
        for c in doc.plan.components
        if c.verdict == verdict
    ]


def _each(doc: Document) -> list[str]:
    """One row per component: what its licence means for this company, worst first."""
    ranked = sorted(doc.plan.components, key=lambda c: [v.value for v in _ORDER].index(c.verdict))
    rows = [
        [escape(c.name), code(c.licence), doc.word(f"verdict.{c.verdict}"), doc.get(c.verdict_text)] for c in ranked
    ]
    return table([doc.word(key) for key in ("component", "licence", "verdict", "licences.means")], rows)


def _alternatives(doc: Document, assessment: Assessment) -> list[str]:
    """For each component that is not plainly fine: possible options of the same decision that are."""
    lines = []
    for c in doc.plan.components:
        if c.verdict == Verdict.OK:
            continue
        found = [
            f"{doc.decision(d)}: {', '.join(names)}" for d in c.decisions if (names := _better(doc, assessment, d))
        ]
        said = "; ".join(found) or doc.word("licences.no_alternative")
        lines.append(f"**{escape(c.name)}**: {said}")
    return lines


def _better(doc: Document, assessment: Assessment, decision: str) -> list[str]:
    view = next((d for d in assessment.decisions if d.id == decision), None)
    known = doc.catalog.decision_by_id.get(decision)
    if view is None or known is None:
        return []
    taken = next((doc.options(decision, d.choice) for d in doc.plan.decisions if d.id == decision), ())
    return [
        doc.option(decision, o.id)
        for o in view.options
        if o.id not in (*taken, NONE)
        and o.standing not in (Standing.IMPOSSIBLE, Standing.UNKNOWN)
        and (o.licence is None or o.licence.verdict is Verdict.OK)
    ]


def _sign(doc: Document, assessment: Assessment) -> list[str]:
    """A table to sign on paper: every finding about a licence, with who accepted it so far."""
    rows = []
    for finding in assessment.findings:
        if not finding.id.startswith("licence:"):
            continue
        given = finding.accepted
        state = doc.word("licences.accepted" if given else "licences.to_sign")
        rows.append([code(finding.id), doc.get(finding.text), state, "", ""])
    keys = ("licences.finding", "licences.statement", "licences.state", "licences.name_date", "licences.signature")
    return table([doc.word(key) for key in keys], rows) if rows else []


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
