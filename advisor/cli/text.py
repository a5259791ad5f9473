"""Assessments, conflicts and explanations as text for a person."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from advisor.cli.diagnostics import clean
from advisor.cli.output import print_table, print_text
from advisor.errors import NoValidStack
from advisor.model.assessment import (
    Alternative,
    Assessment,
    DecisionView,
    Explanation,
    FactRange,
    Flip,
    OptionView,
    Standing,
)
from advisor.model.base import Language, Text
from advisor.model.catalog import Catalog
from advisor.model.found import Found
from advisor.model.rule import Severity
from advisor.model.session import Session
from advisor.wording import Words
from advisor.wording.cli import PHRASES, SEVERITIES, STANDINGS
from advisor.wording.prose import cite, conflict_lines, explanation_lines, moves, range_lines


def settled(assessment: Assessment, lang: Language) -> Assessment:
    """The assessment itself; NoValidStack where a work limit ran out, so that nothing can be built on it."""
    if assessment.unsettled:
        raise NoValidStack(Words(PHRASES, lang)("summary_unsettled", name=assessment.session))
    return assessment


def show_assessment(catalog: Catalog, session: Session, assessment: Assessment, lang: Language) -> None:
    """The decisions as a table, then conflicts, findings and totals."""
    words = Words(PHRASES, lang)
    unsettled = [d for d in assessment.decisions if d.standing is Standing.SUGGESTED]
    one = assessment.status == "open" and len(unsettled) == 1
    summary = "summary_unsettled" if assessment.unsettled else "summary_one" if one else f"summary_{assessment.status}"
    print_text(words(summary, name=assessment.session, count=len(unsettled)))
    headings = [words("decision"), words("takes"), words("standing"), words("licence"), words("why")]
    rows = [_decision_row(catalog, session, view, lang) for view in assessment.decisions]
    print_table(headings, rows, widest=(22, 18, 10, 14))
    for conflict in assessment.conflicts:
        print_text("\n" + words("conflict"))
        _print_lines(conflict_lines(catalog, conflict, lang))
    _show_findings(assessment, lang)
    _show_totals(catalog, assessment, lang)


def _decision_row(catalog: Catalog, session: Session, view: DecisionView, lang: Language) -> list[str]:
    decision = catalog.decision_by_id[view.id]
    taken = view.option(view.choice) if view.choice else None
    option = decision.option(view.choice) if view.choice else None
    return [
        view.id,
        option.name.get(lang) if option else "-",
        STANDINGS[view.standing].get(lang),
        taken.licence.expression if taken and taken.licence else "",
        _why(catalog, session, view, taken, lang),
    ]


def _why(catalog: Catalog, session: Session, view: DecisionView, taken: OptionView | None, lang: Language) -> str:
    """A wish that is overruled, what the person said, or the strongest reason of the knowledge."""
    if view.wish is not None and view.wish != view.choice:
        wished = catalog.decision_by_id[view.id].option(view.wish)
        key = "wished" if view.overruled else "wished_unsettled"
        return Words(PHRASES, lang)(key, option=wished.name.get(lang) if wished else view.wish)
    choice = session.choices.get(view.id)
    if choice is not None and choice.because and choice.option == view.choice:
        return choice.because
    return taken.reasons[0].text.get(lang) if taken is not None and taken.reasons else ""


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
        key = "remaining_one" if remaining.exact == 1 else "remaining_exact"
        print_text(words(key, count=f"{remaining.exact:,}"))
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


def show_explanation(catalog: Catalog, explanation: Explanation, flips: Sequence[Flip], lang: Language) -> None:
    """Why an option stands where it stands, and what would change that."""
    _print_lines(explanation_lines(catalog, explanation, lang, flips))


def show_ranges(catalog: Catalog, ranges: Found[FactRange], lang: Language) -> None:
    """Between which bounds numbers and versions must lie, with what sets each end."""
    if ranges:
        print_text("\n" + Words(PHRASES, lang)("ranges"))
        _print_lines(line for found in ranges for line in range_lines(catalog, found, lang))
    _show_limit(ranges.limit, lang)


def _show_limit(limit: Text | None, lang: Language) -> None:
    if limit is not None:
        print_text(f"[!] {limit.get(lang)}")


def _print_lines(lines: Iterable[str]) -> None:
    for line in lines:
        print_text(line)


def show_alternatives(catalog: Catalog, others: Found[Alternative], lang: Language) -> None:
    """The next best stacks, each as its differences from the best."""
    words = Words(PHRASES, lang)
    if others or others.limit is None:
        print_text("\n" + words("alternatives" if others else "no_alternatives"))
    _show_limit(others.limit, lang)
    for number, other in enumerate(others, start=2):
        print_text(
            words("alternative", number=number, score=other.score, changes=moves(catalog, other.differences, lang))
        )
