"""`report.html`: one self-contained page for a projector or a printer, in both languages.

No script, no font, no image from elsewhere; a content security policy in the page forbids the network. The language is
switched by style alone.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined, select_autoescape
from markupsafe import Markup, escape

from advisor.export.document import created_at, images_of
from advisor.export.picture import SIGNS, draw, licence_name, mark_of, sign
from advisor.export.text import to_bytes
from advisor.model.assessment import Assessment
from advisor.model.base import LANGUAGES, Language, Source, Text
from advisor.model.catalog import Catalog
from advisor.model.component import Claim, ClaimVerdict, Component
from advisor.model.plan import Plan, PlanDecision
from advisor.model.session import Session
from advisor.wording import Words
from advisor.wording.markdown import clean
from advisor.wording.report import CLAIMS, PHRASES, VERDICTS

_SECTIONS = (
    "picture", "decisions", "article", "licences", "accepted", "resources", "waves", "bom", "sources"
)  # fmt: skip
_TEMPLATES = Path(__file__).parent / "templates"


@dataclass(frozen=True)
class _Row:
    """One decision as the page shows it."""

    name: Text
    choice: Text
    how: str
    why: Text
    who: str
    turned_down: tuple[tuple[Text, Text], ...]


def render(plan: Plan, catalog: Catalog, assessment: Assessment, session: Session, lang: Language) -> dict[str, bytes]:
    """The page."""
    del assessment
    pictures = {language: Markup(_picture(plan, catalog, language)) for language in LANGUAGES}  # noqa: S704 - drawn by us, every text in it is escaped
    page = (
        _environment()
        .get_template("report.html.j2")
        .render(
            plan=plan,
            lang=lang,
            pictures=pictures,
            rows=[_row(plan, catalog, d) for d in plan.decisions],
            claims=list(_changed_claims(plan, catalog)),
            components=[(catalog.component_by_id.get(c.id), c) for c in plan.components],
            waves=_waves(plan),
            sources=_sources(plan, catalog),
            verdicts=VERDICTS,
            claim_words=CLAIMS,
            say=lambda key, **names: _both(PHRASES[key], **names),
            t=_both,
            clean=clean,
            licence_name=lambda expression: licence_name(expression, catalog),
            date=created_at(plan, catalog).date().isoformat(),
            images=list(images_of(plan)),
            accepted=list(session.accepted.items()),
            glance=_glance(plan, catalog),
            sections=[name for name in _SECTIONS if name != "accepted" or session.accepted],
            signs={mark: Markup(sign(mark)) for mark in SIGNS},  # noqa: S704 - drawn by us
        )
    )
    return {"report.html": to_bytes(page)}


def _picture(plan: Plan, catalog: Catalog, lang: Language) -> str:
    return draw(plan, catalog, lang, Words(PHRASES, lang)("picture_alt"))


def _glance(plan: Plan, catalog: Catalog) -> list[tuple[str, str]]:
    """What a reader wants to know before reading on: a key of the phrases and a number."""
    today = created_at(plan, catalog).date()
    decided = sum(d.by != "suggestion" for d in plan.decisions)
    return [
        ("components", str(len(plan.components))),
        ("decided", f"{decided} / {len(plan.decisions) - decided}"),
        ("licences", str(sum(mark_of(c, catalog) != "ok" for c in plan.components))),
        ("ended", str(sum(c.end_of_life is not None and c.end_of_life <= today for c in plan.components))),
        ("open", str(len(plan.open_items))),
    ]


@cache
def _environment() -> Environment:
    return Environment(
        loader=FileSystemLoader(_TEMPLATES),
        undefined=StrictUndefined,
        autoescape=select_autoescape(default=True, default_for_string=True),
        trim_blocks=True,
        lstrip_blocks=True,
    )


def _both(text: Text, **names: object) -> Markup:
    """A text in both languages; the style shows one of them."""
    parts = {
        language: clean(text.get(language).format(**names) if names else text.get(language)) for language in LANGUAGES
    }
    return Markup("").join(
        Markup('<span lang="{}">{}</span>').format(language, escape(said)) for language, said in parts.items()
    )


def _plain(text: str) -> Text:
    """A text a person wrote, the same in both languages."""
    return Text(en=text, ko=text)


def _row(plan: Plan, catalog: Catalog, decision: PlanDecision) -> _Row:
    del plan
    entry = catalog.decision_by_id[decision.id]
    option = entry.option(decision.choice)
    reason = decision.reasons[0] if decision.reasons else PHRASES[f"why_{decision.by}"]
    names = {o.id: o.name for o in entry.options}
    return _Row(
        name=entry.name,
        choice=option.name if option else _plain(decision.choice),
        how=decision.by,
        why=_plain(decision.because) if decision.because else reason,
        who=decision.who or "",
        turned_down=tuple((names[o], why) for o, why in decision.rejected if o in names),
    )


def _changed_claims(plan: Plan, catalog: Catalog) -> Iterator[tuple[Component, Claim]]:
    """What the article says of the chosen components and of retired options, where today's verdict differs."""
    for component in plan.components:
        entry = catalog.component_by_id.get(component.id)
        for claim in entry.claims if entry is not None else ():
            if claim.verdict is not ClaimVerdict.HOLDS:
                assert entry is not None
                yield entry, claim


def _waves(plan: Plan) -> list[tuple[int, int, list[str], str]]:
    """Phase, wave, releases and owners in the order of installation."""
    found: dict[tuple[int, int], list[str]] = {}
    owners: dict[tuple[int, int], set[str]] = {}
    for release in plan.releases:
        found.setdefault((release.phase, release.wave), []).append(release.id)
        owners.setdefault((release.phase, release.wave), set()).add(release.owner)
    return [(p, w, found[p, w], ", ".join(sorted(owners[p, w]))) for p, w in sorted(found)]


def _sources(plan: Plan, catalog: Catalog) -> list[tuple[str, Source]]:
    """Every source of a decision or a claim, once, by title."""
    seen: dict[str, Source] = {}
    for decision in plan.decisions:
        for source in decision.sources:
            seen.setdefault(source.ref, source)
    for _, claim in _changed_claims(plan, catalog):
        for source in claim.sources:
            seen.setdefault(source.ref, source)
    named = catalog.source_by_id
    titled = [(named[ref].title.en if ref in named else ref, source) for ref, source in seen.items()]
    return sorted(titled, key=lambda pair: (pair[0].lower(), pair[1].ref))
