"""Conflicts, chains and repairs as lines of text: one object, one wording, for every face that prints lines."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from advisor.model.assessment import Conflict, Explanation, FactRange, Flip, Repair, SideEffect, Step
from advisor.model.base import Language, Source
from advisor.model.catalog import Catalog
from advisor.model.found import limits_of
from advisor.wording import Words
from advisor.wording.cli import PHRASES, STANDINGS
from advisor.wording.trends import trend_line, trend_of


def explanation_lines(
    catalog: Catalog, explanation: Explanation, lang: Language, flips: Sequence[Flip] = ()
) -> Iterator[str]:
    """Why an option stands where it stands, what hangs on it, and what would change that."""
    words = Words(PHRASES, lang)
    option = catalog.decision_by_id[explanation.decision].option(explanation.option)
    name = option.name.get(lang) if option else explanation.option
    yield f"{explanation.decision} = {name}: {STANDINGS[explanation.standing].get(lang)}"
    if explanation.conflict is not None:
        yield words("conflict_of", option=name, decision=catalog.decision_by_id[explanation.decision].name.get(lang))
        yield from conflict_lines(catalog, explanation.conflict, lang)
    elif explanation.chain:
        yield words("because")
        yield from chain_lines(explanation.chain, lang)
    elif explanation.instead is not None:
        yield f"  {explanation.instead.get(lang)}"
    told = {item.id for item in (explanation.conflict.items if explanation.conflict else ())}
    reasons = [r for r in explanation.reasons if r.rule not in told]
    if reasons:
        yield words("speaks_for_it")
        for reason in reasons:
            points = f"{reason.weight:+d}" if reason.points else ""
            yield f"  {points:>4}  {reason.text.get(lang)}{cite(reason.sources)}"
    trend = trend_of(catalog, explanation.decision)
    if trend is not None:
        yield words("trend", line=trend_line(catalog, trend).get(lang))
        yield from (f"  {move.edition}  {move.text.get(lang)}" for move in trend.moves)
    yield from _neighbour_lines(catalog, explanation, lang)
    if flips:
        yield words("flips")
        yield from (f"  - {flip.text.get(lang)}" for flip in flips)
    missing = dict.fromkeys((*explanation.limits, *limits_of(flips)))
    yield from (f"[!] {text.get(lang)}" for text in missing)


def _neighbour_lines(catalog: Catalog, explanation: Explanation, lang: Language) -> Iterator[str]:
    """The one-hop neighbourhood: what it needs, what needs it, and what breaks without it."""
    words = Words(PHRASES, lang)
    option = catalog.decision_by_id[explanation.decision].option(explanation.option)
    own = option.brings() if option else ()
    needs = [(start, kind) for start, kind, end in explanation.neighbours if end in own and start not in own]
    needed = [(end, kind) for start, kind, end in explanation.neighbours if start in own and end not in own]
    for key, edges in (("needs", needs), ("needed_by", needed)):
        if edges:
            yield words(key)
            yield from (f"  {component_name(catalog, c, lang)} ({words(f'phase_{kind}')})" for c, kind in edges)
    if explanation.breaks:
        yield words("breaks", names=", ".join(component_name(catalog, c, lang) for c in explanation.breaks))


def component_name(catalog: Catalog, identifier: str, lang: Language) -> str:
    """The name of a component, or its id where the knowledge has none."""
    component = catalog.component_by_id.get(identifier)
    return component.name.get(lang) if component else identifier


def conflict_lines(catalog: Catalog, conflict: Conflict, lang: Language) -> Iterator[str]:
    """The numbered chain, or the items where there is none, and the ways out."""
    words = Words(PHRASES, lang)
    if conflict.chain:
        yield from chain_lines(conflict.chain, lang)
    else:
        for number, item in enumerate(conflict.items, start=1):
            yield f"  {number}  {item.text.get(lang)}{cite(item.sources)}"
    if conflict.limit is not None:
        yield f"[!] {conflict.limit.get(lang)}"
    if not conflict.repairs:
        if conflict.limit is None:
            yield words("no_way_out")
        return
    yield words("way_out")
    for letter, repair in zip("abcdefghijklmnop", conflict.repairs, strict=False):
        first, *more = repair_lines(catalog, repair, lang)
        yield f"  {letter}  {first}"
        yield from (f"     {line}" for line in more)


def chain_lines(chain: tuple[Step, ...], lang: Language) -> Iterator[str]:
    """One numbered line per step, and what follows from it; the last one says what it contradicts."""
    words = Words(PHRASES, lang)
    for number, step in enumerate(chain, start=1):
        steps = ", ".join(str(use + 1) for use in step.uses)
        yield f"  {number}  {step.item.text.get(lang)}{cite(step.item.sources)}"
        if number == len(chain) and steps:
            yield f"     => {words('against_steps', steps=steps)}"
        elif step.concludes.get(lang) != step.item.text.get(lang):
            yield f"     => {step.concludes.get(lang)}" + (f"  ({words('from_steps', steps=steps)})" if steps else "")


def range_lines(catalog: Catalog, found: FactRange, lang: Language) -> Iterator[str]:
    """Each end of a range with what sets it."""
    words, fact = Words(PHRASES, lang), catalog.fact_by_id[found.fact].name.get(lang)
    ends = (("at_least", found.at_least, found.at_least_because), ("below", found.below, found.below_because))
    for key, bound, because in ends:
        if bound is not None:
            yield f"  {words(f'range_{key}', fact=fact, bound=bound)}"
            yield from (f"    - {item.text.get(lang)}{cite(item.sources)}" for item in because)


def repair_lines(catalog: Catalog, repair: Repair, lang: Language) -> Iterator[str]:
    """What a repair changes, then what moves with it, the score, and licences that are judged otherwise."""
    words = Words(PHRASES, lang)
    first, *more = [change.text.get(lang).rstrip(".") for change in repair.changes]
    yield "; ".join([first, *(text[0].lower() + text[1:] if lang == "en" else text for text in more)]) + "."
    moved = moves(catalog, repair.also_changes, lang)
    effects = [words("also_changes", changes=moved) if moved else words("also_nothing")]
    if repair.score_change:
        effects.append(words("score_change", points=f"{repair.score_change:+d}"))
    yield f"({'; '.join(effects)})"
    yield from (f"[!] {text.get(lang)}" for text in repair.licence_changes)


def moves(catalog: Catalog, effects: tuple[SideEffect, ...], lang: Language) -> str:
    """Decisions whose value differs, as `Pod network (CNI): Calico -> Cilium`."""

    def named(decision_id: str, option_id: str | None) -> str:
        option = catalog.decision_by_id[decision_id].option(option_id) if option_id else None
        return option.name.get(lang) if option else option_id or "-"

    return ", ".join(
        f"{catalog.decision_by_id[e.decision].name.get(lang)}: "
        f"{named(e.decision, e.from_)} -> {named(e.decision, e.to)}"
        for e in effects
    )


def cite(sources: tuple[Source, ...]) -> str:
    """The first source with its date, in brackets; says when it was not verified."""
    if not sources:
        return ""
    source = sources[0]
    return f"  [{source.ref}, {source.as_of}{'' if source.verified else ', unverified'}]"
