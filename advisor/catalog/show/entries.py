"""Pages of everything that is no component."""

from __future__ import annotations

from advisor.catalog.show.conditions import spell
from advisor.catalog.show.sheet import Sheet
from advisor.catalog.spdx import licences_of
from advisor.catalog.walk import models
from advisor.model.base import SourceEntry
from advisor.model.catalog import Capability, GlossaryTerm
from advisor.model.condition import Condition
from advisor.model.decision import Decision
from advisor.model.fact import Fact
from advisor.model.integration import InputSpec, Integration
from advisor.model.licence import Licence
from advisor.model.rule import Policy, Rule, SupersededRule
from advisor.wording.markdown import code, escape, link
from advisor.wording.trends import picked_in, trend_line, trend_of


def decision(sheet: Sheet, value: Decision) -> None:
    """Write a decision: the question, its options, the rules, the authors' picks."""
    sheet.title(value.name.get(sheet.lang), value.id)
    sheet.say(value.question)
    sheet.say(value.why)
    if value.relevant_when is not None:
        sheet.pairs((("condition", sheet.when(value.relevant_when)),))
    trend = trend_of(sheet.catalog, value.id)
    sheet.section("options")
    sheet.items(
        f"{sheet.get(o.name)} ({code(o.id)}): {sheet.get(o.summary)}"
        + (f" ({sheet.cite(o.sources)})" if o.sources else "")
        + (f" [{sheet.word('picked', years=years)}]" if trend and (years := picked_in(trend, o.id)) else "")
        for o in value.options
    )
    names = {f"{value.id}={o.id}" for o in value.options}
    sheet.rules([r for r in sheet.catalog.rules if r.decision == value.id or names & set(r.options)])
    if trend is not None:
        sheet.section("trend")
        sheet.items([sheet.get(trend_line(sheet.catalog, trend))])
        sheet.items(f"{move.edition}: {sheet.get(move.text)}" for move in trend.moves)
        sheet.sources(trend.sources)


def rule(sheet: Sheet, value: Rule) -> None:
    """Write a rule: its sentence, what it does and when, its sources."""
    sheet.title(value.id, value.id)
    sheet.say(value.text)
    points = f" {value.points:+d} ({value.criterion})" if value.points else ""
    sheet.pairs(
        (
            ("effect", f"{sheet.word(f'effect.{value.effect}')}{points}"),
            ("condition", sheet.when(value.when)),
            ("needs", sheet.when(value.then) if value.then is not None else ""),
            ("options", ", ".join(code(o) for o in value.options)),
        )
    )
    sheet.items(code(spell(part)) for part in value.between)
    sheet.items([sheet.word("as_of", date=value.as_of)])
    sheet.sources(value.sources)


def superseded(sheet: Sheet, value: SupersededRule) -> None:
    """Write a rule of the article that is no longer used, and why."""
    sheet.title(value.id, value.id)
    sheet.say(value.text)
    sheet.section("superseded")
    sheet.say(value.reason)
    sheet.pairs((("replaced_by", ", ".join(code(name) for name in value.replaced_by)),))
    sheet.sources(value.sources)


def fact(sheet: Sheet, value: Fact) -> None:
    """Write a question of the profile and the rules that read its answer."""
    sheet.title(value.name.get(sheet.lang), value.id)
    sheet.say(value.question)
    sheet.pairs((("why", sheet.get(value.why)), ("kind", str(value.kind))))
    if value.values:
        sheet.section("values")
        sheet.items(f"{code(v.id)}: {sheet.get(v.name)}" for v in value.values)
    sheet.rules([r for r in sheet.catalog.rules if _reads(r, value.id)])


def _reads(rule_: Rule, name: str) -> bool:
    return any(isinstance(v, Condition) and v.fact == name for _, v in models(rule_))


def licence(sheet: Sheet, value: Licence) -> None:
    """Write a licence: its family, what it asks, what it means when, and who is under it."""
    sheet.title(value.name, value.id)
    sheet.say(value.summary)
    sheet.pairs(
        (
            ("licence_class", sheet.word(f"class.{value.licence_class}")),
            ("osi", sheet.word("yes" if value.osi else "no")),
        )
    )
    if value.url:
        sheet.items([link(value.url.split("://")[-1], value.url)])
    if value.obligations:
        sheet.section("obligations")
        sheet.items(sheet.get(o.text) for o in value.obligations)
    if value.predicates:
        sheet.section("predicates")
        sheet.items(
            f"{sheet.word(f'judged.{p.verdict}')}: {sheet.get(p.text)} ({sheet.when(p.when)}; {sheet.cite(p.sources)})"
            for p in value.predicates
        )
    users = [
        c
        for c in sheet.catalog.components
        if value.id in (*licences_of(c.licence.expression), *licences_of(c.licence.chart or ""), *c.licence.terms)
    ]
    if users:
        sheet.section("used_by")
        sheet.items(f"{sheet.get(c.name)} ({code(c.id)})" for c in users)
    sheet.sources(value.sources)


def policy(sheet: Sheet, value: Policy) -> None:
    """Write a policy."""
    sheet.title(value.name.get(sheet.lang), value.id)
    sheet.say(value.text)
    sheet.sources(value.sources)


def integration(sheet: Sheet, value: Integration) -> None:
    """Write the wiring between components: when it applies, what it writes and why, the rules it obeys, its sources."""
    sheet.title(value.title.get(sheet.lang), value.id)
    sheet.pairs((("condition", sheet.when(value.when)), ("kind", value.verified)))
    sheet.items([sheet.word("as_of", date=value.as_of)])
    sheet.items(f"{code(f'{s.release}: {s.path}')} {sheet.get(s.why)}" for s in value.sets)
    sheet.items(f"{code(str(o.object.get('kind', '?')))} {sheet.get(o.why)}" for o in value.objects)
    sheet.items(sheet.get(text) for text in value.caveats)
    sheet.rules(r for r in sheet.catalog.rules if r.id in value.rules or value.id in r.integrations)
    sheet.sources(value.sources)


def capability(sheet: Sheet, value: Capability) -> None:
    """Write a capability and what provides it."""
    sheet.title(value.name.get(sheet.lang), value.id)
    names = [c.id for c in sheet.catalog.components if value.id in c.provides]
    names += [f"{d.id}={o.id}" for d, o in sheet.catalog.options() if value.id in o.provides]
    sheet.items(code(name) for name in names)


def input_(sheet: Sheet, value: InputSpec) -> None:
    """Write a value only the site knows."""
    sheet.title(value.name.get(sheet.lang), value.id)
    sheet.say(value.text)
    sheet.pairs((("kind", value.kind),))


def source(sheet: Sheet, value: SourceEntry) -> None:
    """Write a named source."""
    sheet.title(value.title.get(sheet.lang), value.id)
    sheet.items([link(value.url.split("://")[-1], value.url)] if value.url else [])
    sheet.items([sheet.word("as_of", date=value.as_of)])


def term(sheet: Sheet, value: GlossaryTerm) -> None:
    """Write a term of the glossary in both languages."""
    sheet.title(value.term.get(sheet.lang), value.id)
    sheet.items([f"{escape(value.term.en)} / {escape(value.term.ko)}"])
    sheet.say(value.text)
