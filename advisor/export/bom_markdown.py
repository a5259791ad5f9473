"""`bom/bom.md`: the bill of materials for people: what to look at first, then everything, grouped by decision."""

from __future__ import annotations

from collections.abc import Iterator

from advisor.export.bom_csv import origin
from advisor.export.document import Document, airgap_folder, amounts, created_at, images_of
from advisor.export.images import unknown
from advisor.export.notable import notable_class
from advisor.export.text import template, to_bytes
from advisor.model.assessment import Assessment
from advisor.model.base import Language
from advisor.model.catalog import Catalog
from advisor.model.decision import NONE
from advisor.model.plan import Plan, PlanComponent, PlanDecision, Release
from advisor.model.session import Session
from advisor.wording.markdown import code, escape, link, table

FILE = "bom/bom.md"


def render(plan: Plan, catalog: Catalog, assessment: Assessment, session: Session, lang: Language) -> dict[str, bytes]:
    """The page."""
    doc = Document(plan, catalog, lang)
    text = template("bom.md.j2").render(
        word=doc.word,
        name=escape(plan.stack.name),
        planned=doc.planned,
        look_at=list(_look_at(doc)),
        groups=[(name, _decisions(doc, decisions)) for name, decisions in doc.grouped()],
        releases=_releases(doc),
        images=_images(doc),
        obligations=list(_obligations(doc)),
        resources=_resources(doc),
        estimated=plan.totals.estimated,
    )
    return {FILE: to_bytes(text)}


def _look_at(doc: Document) -> Iterator[str]:
    """What needs a person: licences that are not plainly fine, ended support, missing pins."""
    today = created_at(doc.plan, doc.catalog).date()
    for c in doc.plan.components:
        head = f"**{escape(c.name)}** ({code(c.licence)})"
        if c.verdict != "ok":
            yield f"{head}: {doc.word(f'verdict.{c.verdict}')}. {doc.get(c.verdict_text)}"
        elif (found := notable_class(c.licence, doc.catalog)) is not None:
            yield f"{head}: {doc.word(f'class.{found}')}. {doc.get(c.verdict_text)}"
        if c.licence_checked == "unverified":
            yield f"{head}: {doc.word('bom.licence_unverified')}"
        if c.end_of_life is not None:
            key = "bom.ended" if c.end_of_life <= today else "bom.end_of_life"
            version = escape(c.version or "")
            if c.end_of_life <= today or (c.end_of_life - today).days <= 180:
                yield f"**{escape(c.name)} {version}**: {doc.word(key, date=c.end_of_life)}"
        if c.newer is not None:
            yield f"**{escape(c.name)} {escape(c.version or '')}**: {doc.get(c.newer)}"
        if c.version is None and not c.existing and _is_installed(doc.plan, c):
            yield f"**{escape(c.name)}**: {doc.word('bom.no_version')}"
    if incomplete := unknown(doc.plan):
        yield doc.word("bom.images_unknown", names=", ".join(code(name) for name in incomplete))


def _is_installed(plan: Plan, component: PlanComponent) -> bool:
    return any(r.component == component.id and r.how != "objects" for r in plan.releases)


def _decisions(doc: Document, decisions: list[PlanDecision]) -> list[str]:
    head = [doc.word(key) for key in ("decision", "component", "version", "licence", "verdict", "bom.why")]
    rows: list[list[str]] = []
    for decision in decisions:
        components = doc.components_of.get(decision.id, [])
        if not components:
            option = doc.option(decision.id, decision.choice)
            chosen = option if decision.choice != NONE else doc.word("none")
            rows.append([doc.decision(decision.id), chosen, "", "", "", doc.why(decision)])
        for number, c in enumerate(components):
            first = number == 0
            name = escape(c.name) + (f" ({doc.word('existing')})" if c.existing else "")
            rows.append(
                [
                    doc.decision(decision.id) if first else "",
                    name,
                    escape(c.version or ""),
                    code(c.licence),
                    doc.word(f"verdict.{c.verdict}"),
                    doc.why(decision) if first else "",
                ]
            )
    return table(head, rows)


def _releases(doc: Document) -> list[str]:
    keys = ("bom.phase", "bom.release", "bom.namespace", "version", "bom.source", "bom.owner")
    rows = []
    for r in doc.plan.releases:
        name, version, place = origin(r)
        where = link(name, place) if place.startswith("http") else code(place) if place else ""
        rows.append([f"{r.phase}/{r.wave}", code(r.id), code(r.namespace), escape(version), where, r.owner])
    return table([doc.word(key) for key in keys], rows)


def _images(doc: Document) -> str:
    images = images_of(doc.plan)
    pinned = sum("@sha256:" in ref for ref in images)
    path = f"../{airgap_folder(doc.plan)}/images.txt"
    return doc.word("bom.images_count", count=len(images), pinned=pinned, path=path)


def _obligations(doc: Document) -> Iterator[str]:
    texts: dict[str, list[str]] = {}
    for c in doc.plan.components:
        for obligation in c.obligations:
            texts.setdefault(doc.get(obligation), []).append(escape(c.name))
    for text, names in texts.items():
        yield f"{text} ({', '.join(names)})"


def _resources(doc: Document) -> list[str]:
    keys = ("bom.release", "bom.cpu", "bom.memory", "bom.storage", "bom.no_requests")
    rows = [_resource_row(doc, r) for r in doc.plan.releases if r.facts.cpu_m is not None]
    totals = doc.plan.totals
    cpu, memory, storage = amounts(totals.cpu_m, totals.memory_mi, totals.storage_gi)
    rows.append([f"**{doc.word('bom.total')}**", cpu, f"{memory} GiB", f"{storage} GiB", ""])
    return table([doc.word(key) for key in keys], rows)


def _resource_row(doc: Document, release: Release) -> list[str]:
    facts = release.facts
    cpu, memory, storage = amounts(facts.cpu_m or 0, facts.memory_mi or 0, facts.storage_gi or 0)
    bare = facts.containers_without_requests
    return [
        code(release.id),
        cpu,
        f"{memory} GiB",
        f"{storage} GiB",
        doc.word("unknown") if bare is None else str(bare),
    ]
