"""Conflicts, chains and repairs as lines of text: one object, one wording, for every face that prints lines."""

from __future__ import annotations

from collections.abc import Iterator

from advisor.model.assessment import Conflict, Explanation, Repair, SideEffect, Step
from advisor.model.base import Language, Source
from advisor.model.catalog import Catalog
from advisor.wording import Words
from advisor.wording.cli import PHRASES, STANDINGS
from advisor.wording.trends import trend_line, trend_of


def explanation_lines(catalog: Catalog, explanation: Explanation, lang: Language) -> Iterator[str]:
    """Why an option stands where it stands."""
    words = Words(PHRASES, lang)
    option = catalog.decision_by_id[explanation.decision].option(explanation.option)
    name = option.name.get(lang) if option else explanation.option
    yield f"{explanation.decision} = {name}: {STANDINGS[explanation.standing].get(lang)}"
    if explanation.conflict is not None:
        yield words("conflict_of", option=name)
        yield from conflict_lines(explanation.conflict, lang)
    elif explanation.chain:
        yield words("because")
        yield from chain_lines(explanation.chain, lang)
    if explanation.reasons:
        yield words("speaks_for_it")
        for reason in explanation.reasons:
            points = f"{reason.points * reason.weight:+d}" if reason.points else ""
            yield f"  {points:>4}  {reason.text.get(lang)}{cite(reason.sources)}"
    trend = trend_of(catalog, explanation.decision)
    if trend is not None:
        yield words("trend", line=trend_line(catalog, trend).get(lang))
        yield from (f"  {move.edition}  {move.text.get(lang)}" for move in trend.moves)
    if explanation.neighbours:
        yield words("neighbours")
        yield from (f"  {start} -> {end}  ({kind})" for start, kind, end in explanation.neighbours)


def conflict_lines(conflict: Conflict, lang: Language) -> Iterator[str]:
    """The numbered chain, or the items where there is none, and the ways out."""
    words = Words(PHRASES, lang)
    if conflict.chain:
        yield from chain_lines(conflict.chain, lang)
    else:
        for number, item in enumerate(conflict.items, start=1):
            yield f"  {number}  {item.text.get(lang)}{cite(item.sources)}"
    if not conflict.repairs:
        yield words("no_way_out")
        return
    yield words("way_out")
    for letter, repair in zip("abcdefghijklmnop", conflict.repairs, strict=False):
        yield f"  {letter}  {repair_line(repair, lang)}"


def chain_lines(chain: tuple[Step, ...], lang: Language) -> Iterator[str]:
    """One numbered line per step, and what follows from it."""
    for number, step in enumerate(chain, start=1):
        uses = "".join(f" [{u + 1}]" for u in step.uses)
        yield f"  {number}  {step.item.text.get(lang)}{cite(step.item.sources)}"
        if step.concludes.get(lang) != step.item.text.get(lang):
            yield f"     => {step.concludes.get(lang)}{uses}"


def repair_line(repair: Repair, lang: Language) -> str:
    """A repair with its side effects in one line."""
    words = Words(PHRASES, lang)
    what = "; ".join(change.text.get(lang) for change in repair.changes)
    moved = moves(repair.also_changes)
    return f"{what}  ({words('also_changes', changes=moved) if moved else words('also_nothing')})"


def moves(effects: tuple[SideEffect, ...]) -> str:
    """Decisions whose value differs, as `cni: calico -> cilium`."""
    return ", ".join(f"{e.decision}: {e.from_ or '-'} -> {e.to or '-'}" for e in effects)


def cite(sources: tuple[Source, ...]) -> str:
    """The first source with its date, in brackets; says when it was not verified."""
    if not sources:
        return ""
    source = sources[0]
    return f"  [{source.ref}, {source.as_of}{'' if source.verified else ', unverified'}]"
