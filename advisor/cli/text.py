"""Assessments, conflicts and explanations as text for a person."""

from __future__ import annotations

from collections.abc import Sequence

from advisor.cli.diagnostics import clean
from advisor.cli.output import print_table, print_text
from advisor.model.assessment import Assessment, Conflict, DecisionView, Explanation, OptionView, Repair, Standing, Step
from advisor.model.base import Language, Source
from advisor.model.catalog import Catalog
from advisor.model.rule import Severity
from advisor.wording import Words
from advisor.wording.cli import PHRASES, SEVERITIES, STANDINGS


def show_assessment(catalog: Catalog, assessment: Assessment, lang: Language) -> None:
    """The decisions as a table, then conflicts, findings and totals."""
    words = Words(PHRASES, lang)
    unsettled = [d for d in assessment.decisions if d.standing is Standing.SUGGESTED]
    print_text(words(f"summary_{assessment.status}", name=assessment.session, count=len(unsettled)))
    headings = [words("decision"), words("takes"), words("standing"), words("licence"), words("why")]
    print_table(headings, [_decision_row(catalog, view, lang) for view in assessment.decisions])
    for conflict in assessment.conflicts:
        print_text("\n" + words("conflict"))
        show_conflict(conflict, lang)
    _show_findings(assessment, lang)
    _show_totals(catalog, assessment, lang)


def _decision_row(catalog: Catalog, view: DecisionView, lang: Language) -> list[str]:
    decision = catalog.decision_by_id[view.id]
    taken = view.option(view.choice) if view.choice else None
    option = decision.option(view.choice) if view.choice else None
    return [
        view.id,
        option.name.get(lang) if option else "-",
        STANDINGS[view.standing].get(lang),
        taken.licence.expression if taken and taken.licence else "",
        _first_reason(taken, lang),
    ]


def _first_reason(view: OptionView | None, lang: Language) -> str:
    if view is None or not view.reasons:
        return ""
    return view.reasons[0].text.get(lang)


def show_conflict(conflict: Conflict, lang: Language) -> None:
    """The numbered chain, or the items where there is none, and the ways out."""
    words = Words(PHRASES, lang)
    if conflict.chain:
        show_chain(conflict.chain, lang)
    else:
        for number, item in enumerate(conflict.items, start=1):
            print_text(f"  {number}  {item.text.get(lang)}{cite(item.sources)}")
    if not conflict.repairs:
        print_text(words("no_way_out"))
        return
    print_text(words("way_out"))
    for letter, repair in zip("abcdefghijklmnop", conflict.repairs, strict=False):
        print_text(f"  {letter}  {repair_line(repair, lang)}")


def show_chain(chain: tuple[Step, ...], lang: Language) -> None:
    """One line per step: the sentence, then what follows from it."""
    for number, step in enumerate(chain, start=1):
        uses = "".join(f" [{u + 1}]" for u in step.uses)
        print_text(f"  {number}  {step.item.text.get(lang)}{cite(step.item.sources)}")
        if step.concludes.get(lang) != step.item.text.get(lang):
            print_text(f"     => {step.concludes.get(lang)}{uses}")


def repair_line(repair: Repair, lang: Language) -> str:
    """A repair with its side effects in one line."""
    words = Words(PHRASES, lang)
    what = "; ".join(change.text.get(lang) for change in repair.changes)
    moved = ", ".join(f"{e.decision}: {e.from_ or '-'} -> {e.to or '-'}" for e in repair.also_changes)
    return f"{what}  ({words('also_changes', changes=moved) if moved else words('also_nothing')})"


def cite(sources: tuple[Source, ...]) -> str:
    """The first source with its date, in brackets; says when it was not verified."""
    if not sources:
        return ""
    source = sources[0]
    return f"  [{source.ref}, {source.as_of}{'' if source.verified else ', unverified'}]"


def _show_findings(assessment: Assessment, lang: Language) -> None:
    words = Words(PHRASES, lang)
    shown = [f for f in assessment.findings if f.severity is not Severity.INFO]
    if not shown:
        return
    print_text("\n" + words("findings"))
    for finding in shown:
        mark = "x" if finding.accepted else "!"
        severity = SEVERITIES[finding.severity].get(lang)
        print_text(f"  [{mark}] {finding.id} ({severity}): {finding.text.get(lang)}{cite(finding.sources)}")


def _show_totals(catalog: Catalog, assessment: Assessment, lang: Language) -> None:
    words = Words(PHRASES, lang)
    print_text("")
    print_text(words("components", count=len(assessment.components), waves=len(assessment.waves)))
    total = assessment.resources
    if total.cpu_m:
        cpu, memory = f"{total.cpu_m / 1000:.1f}", f"{total.memory_mi / 1024:.0f}"
        print_text(words("resources", cpu=cpu, memory=memory, storage=total.storage_gi))
    remaining = assessment.remaining
    if remaining is not None and remaining.exact is not None:
        print_text(words("remaining_exact", count=f"{remaining.exact:,}"))
    elif remaining is not None:
        print_text(words("remaining_more", count=f"{remaining.more_than:,}"))
    if assessment.assumptions:
        facts = ", ".join(
            f"{catalog.fact_by_id[a.fact].name.get(lang)} = {_plain(a.value)}" for a in assessment.assumptions
        )
        print_text(words("assumed", facts=facts))


def _plain(value: object) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, list | tuple):
        return ", ".join(map(str, value)) or "-"
    return clean(str(value))


def show_explanation(catalog: Catalog, explanation: Explanation, lang: Language) -> None:
    """Why an option stands where it stands."""
    words = Words(PHRASES, lang)
    option = catalog.decision_by_id[explanation.decision].option(explanation.option)
    name = option.name.get(lang) if option else explanation.option
    print_text(f"{explanation.decision} = {name}: {STANDINGS[explanation.standing].get(lang)}")
    if explanation.conflict is not None:
        print_text(words("conflict_of", option=name))
        show_conflict(explanation.conflict, lang)
    elif explanation.chain:
        print_text(words("because"))
        show_chain(explanation.chain, lang)
    if explanation.reasons:
        print_text(words("speaks_for_it"))
        for reason in explanation.reasons:
            points = f"{reason.points * reason.weight:+d}" if reason.points else "  "
            print_text(f"  {points:>4}  {reason.text.get(lang)}{cite(reason.sources)}")
    if explanation.neighbours:
        print_text(words("neighbours"))
        for start, kind, end in explanation.neighbours:
            print_text(f"  {start} -> {end}  ({kind})")


def show_alternatives(others: Sequence[Alternative], lang: Language) -> None:
    """The next best stacks, each as its differences from the best."""
    words = Words(PHRASES, lang)
    for number, other in enumerate(others, start=2):
        moved = ", ".join(f"{e.decision}: {e.from_ or '-'} -> {e.to or '-'}" for e in other.changes)
        print_text(words("alternative", number=number, score=other.score, changes=moved))
