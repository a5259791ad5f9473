"""Decisions and components as the records show them: who decided, what was turned down, what the licence asks."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

from advisor.model.assessment import DecisionView, OptionView, Standing
from advisor.model.base import Text
from advisor.model.component import Component
from advisor.model.decision import NONE, Decision
from advisor.model.plan import PlanComponent, PlanDecision
from advisor.model.rule import Effect
from advisor.plan.order import providers
from advisor.plan.site import Site
from advisor.solve.licence import judge
from advisor.solve.pins import newer_by_name
from advisor.solve.truth import SEPARATOR
from advisor.wording.plan import PHRASES

AGAINST = (Effect.FORBIDS, Effect.CONFLICTS, Effect.REQUIRES)


def decisions_of(site: Site) -> tuple[PlanDecision, ...]:
    """Every decision with its choice, in catalogue order."""
    views = {v.id: v for v in site.assessment.decisions}
    return tuple(_numbered(_decision(site, d, views[d.id]) for d in site.catalog.decisions if d.id in views))


def _numbered(decisions: Iterator[PlanDecision]) -> Iterator[PlanDecision]:
    """Give a record to every decision that had an alternative and was not simply left out."""
    number = 0
    for decision in decisions:
        if decision.rejected and not (decision.choice == NONE and decision.by != "person"):
            number += 1
            yield decision.model_copy(update={"record": f"decisions/{number:04d}-{decision.id}.md"})
        else:
            yield decision


def _decision(site: Site, decision: Decision, view: DecisionView) -> PlanDecision:
    stated = site.session.choices.get(decision.id)
    taken = site.assessment.stack.get(decision.id, NONE)
    options = taken.split(SEPARATOR)
    by_person = stated is not None and stated.option in options
    by: Literal["person", "rule", "suggestion"] = (
        "person" if by_person else "rule" if view.standing is Standing.FORCED else "suggestion"
    )
    reasons = [r for o in options if (v := view.option(o)) for r in v.reasons]
    sources = {s.ref: s for r in reasons for s in r.sources}
    return PlanDecision(
        id=decision.id,
        choice="+".join(options),
        by=by,
        who=stated.by if stated and by_person else None,
        at=stated.at if stated and by_person else None,
        because=stated.because if stated and by_person else None,
        reasons=tuple(dict.fromkeys(r.text for r in reasons)),
        rules=tuple(dict.fromkeys(r.rule for r in reasons)),
        rejected=tuple((o.id, _why_not(o)) for o in view.options if o.id not in options),
        sources=tuple(sources.values()),
    )


def _why_not(view: OptionView) -> Text:
    """The sentence that counts most against an option."""
    against = [r for r in view.reasons if r.effect in AGAINST] + [r for r in view.reasons if r.points < 0]
    if against:
        return against[0].text
    return PHRASES["turned-down"]


def components_of(site: Site) -> tuple[PlanComponent, ...]:
    """Every component of the stack."""
    return tuple(_component(site, c) for c in site.components)


def _component(site: Site, component: Component) -> PlanComponent:
    judged = judge(site.catalog, site.session, component.id)
    pin = site.pins.get(component.id)
    version = _version(site, component)
    seen = next((v for v in component.versions if v.version == version), None)
    newer = newer_by_name(component, pin) if pin and not site.is_existing(component.id) else None
    needs = [n for n in component.needs if site.holds(n.when)]
    requires = sorted({p for n in needs if not n.optional for p in providers(site, n.needs)} - {component.id})
    return PlanComponent(
        id=component.id,
        name=component.name.get(site.lang),
        version=version,
        seen=pin.seen if pin else None,
        licence=component.licence.expression,
        licence_checked=component.licence.checked,
        verdict=judged.verdict.value,
        verdict_text=judged.text,
        obligations=tuple(_obligations(site, component)),
        homepage=component.homepage or component.repository,
        purl=_purl(component, version),
        requires=tuple(requires),
        decisions=site.decisions_of.get(component.id, ()),
        existing=site.is_existing(component.id),
        end_of_life=seen.end_of_life if seen else None,
        newer=newer.by_name if newer else None,
    )


def _version(site: Site, component: Component) -> str | None:
    """The version that is installed: that of the pin, or of a release whose chart is pinned apart from it."""
    pin = site.pins.get(component.id)
    apart = (r.chart for r in component.releases if r.chart and r.chart.version and site.holds(r.when))
    facts = (site.charts.facts(chart.name, str(chart.version)) for chart in apart)
    return next((f.app_version for f in facts if f and f.app_version), pin.version if pin else None)


def _obligations(site: Site, component: Component) -> Iterator[Text]:
    """What the licences named by the expression and the terms ask for, each once."""
    words = component.licence.expression.replace("(", " ").replace(")", " ").split()
    names = dict.fromkeys((*(w for w in words if w not in ("AND", "OR", "WITH")), *component.licence.terms))
    licences = (site.catalog.licence_by_id.get(n) for n in names)
    texts = [o.text for licence in licences if licence for o in licence.obligations]
    yield from dict.fromkeys(texts)


def _purl(component: Component, version: str | None) -> str | None:
    if component.purl is None or version is None or "@" in component.purl:
        return component.purl
    head, mark, rest = component.purl.partition("?")
    return f"{head}@{version}{mark}{rest}"
