"""Compare: scenarios side by side, one row per decision, and whether they differ."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from advisor.export.gate import gate
from advisor.model.assessment import Assessment, Standing
from advisor.tui.views import marks
from advisor.tui.views.rows import BLANK, Row, Span, Tone, column, heading, paragraph, row
from advisor.tui.views.scene import Scene


@dataclass(frozen=True)
class Side:
    """One scenario with its assessment, or None while it is worked out."""

    name: str
    current: bool
    assessment: Assessment | None


def rows(scene: Scene, sides: Sequence[Side], chosen: int, *, only_differences: bool, cells: int) -> list[Row]:
    """One row per decision."""
    shown = visible(sides, chosen, cells)
    first, each = _columns(shown, cells)
    found: list[Row] = []
    body = _criteria(scene, shown, first, each, only_differences=only_differences)
    for decision in scene.catalog.decisions:
        picks = [_pick(s.assessment, decision.id) for _, s in shown]
        if all(p is None for p in picks):
            continue
        differs = len({p for p in picks if p is not None}) > 1
        if only_differences and not differs:
            continue
        cellsrow = [_cell(scene, s.assessment, decision.id, each) for _, s in shown]
        name = column(scene.say(decision.name), first)
        body.append(row(name, *cellsrow, _sign(differs=differs), key=decision.id))
    found += body
    if len(sides) < 2:
        found += [BLANK, *paragraph(scene.words("compare-help"), cells, Tone.DIM)]
    elif only_differences and not body:
        found += [BLANK, *paragraph(scene.words("no-difference"), cells, Tone.DIM)]
    return found


CRITERION_KEY = "criterion:"


def _criteria(
    scene: Scene, shown: Sequence[tuple[int, Side]], first: int, each: int, *, only_differences: bool
) -> list[Row]:
    """The points of each criterion, one row each."""
    found: list[Row] = []
    for criterion in scene.catalog.criteria:
        sums = [_points(s.assessment, criterion.id) for _, s in shown]
        differs = len(set(sums) - {None}) > 1
        if not any(sums) or (only_differences and not differs):
            continue
        values = [column(f" {'...' if points is None else format(points, '+d')}", each) for points in sums]
        name = column(scene.say(criterion.name), first, Tone.DIM)
        found.append(row(name, *values, _sign(differs=differs), key=f"{CRITERION_KEY}{criterion.id}"))
    return found


def _points(assessment: Assessment | None, criterion: str) -> int | None:
    """The points that the options in force have in a criterion."""
    if assessment is None:
        return None
    taken = ((v, o) for v in assessment.decisions for o in v.options if o.id in (v.choice or "").split(","))
    return sum(option.criteria.get(criterion, 0) for _, option in taken)


def _sign(*, differs: bool) -> Span:
    return Span(" !=" if differs else " = ", Tone.WARN if differs else Tone.DIM)


def head(scene: Scene, sides: Sequence[Side], chosen: int, cells: int) -> list[Row]:
    """What stays above the rows: names (the chosen one in brackets), status, score, signatures, size."""
    shown = visible(sides, chosen, cells)
    first, each = _columns(shown, cells)
    return [_head(scene, shown, chosen, first, each), *_numbers(scene, [s for _, s in shown], first, each)]


def _columns(shown: Sequence[tuple[int, Side]], cells: int) -> tuple[int, int]:
    """Cells of the first column, and of each scenario."""
    first = min(30, cells // 4)
    return first, min(40, max(10, (cells - first - 4) // max(1, len(shown))))


def visible(sides: Sequence[Side], chosen: int, cells: int) -> list[tuple[int, Side]]:
    """The columns that fit, the chosen one among them, numbered as they are."""
    room = 3 if cells < 120 else 6
    start = max(0, min(chosen - room + 1, len(sides) - room))
    return list(enumerate(sides))[start : start + room]


def differing(scene: Scene, sides: Sequence[Side]) -> tuple[int, int]:
    """Decisions in which the scenarios differ, and all decisions."""
    found = 0
    for decision in scene.catalog.decisions:
        picks = {_pick(s.assessment, decision.id) for s in sides if s.assessment is not None}
        found += len(picks) > 1
    return found, len(scene.catalog.decisions)


def _head(scene: Scene, shown: Sequence[tuple[int, Side]], chosen: int, first: int, each: int) -> Row:
    parts: list[Span] = [column(scene.words("decision"), first, Tone.TITLE)]
    for number, side in shown:
        name = f"{side.name} {scene.words('now')}" if side.current else side.name
        text = f"[{name}]" if number == chosen else f" {name}"
        parts.append(column(text, each, Tone.TITLE if number == chosen else Tone.STRONG))
    return row(*parts)


def _numbers(scene: Scene, sides: Sequence[Side], first: int, each: int) -> list[Row]:
    """Status, score, signatures and size of each scenario."""

    def line(label: str, values: list[str]) -> Row:
        return row(column(scene.words(label), first, Tone.DIM), *(column(" " + v, each) for v in values))

    known = [s.assessment for s in sides]
    return [
        line("status", [scene.words(f"status-{a.status}") if a else "..." for a in known]),
        line("score", [str(a.score) if a else "..." for a in known]),
        line("licence-count", [str(len(gate(a).to_accept)) if a else "..." for a in known]),
        line("memory-gib", [f"{a.resources.memory_mi / 1024:,.0f}" if a else "..." for a in known]),
    ]


def _pick(assessment: Assessment | None, decision_id: str) -> str | None:
    if assessment is None:
        return None
    view = next((v for v in assessment.decisions if v.id == decision_id), None)
    return view.choice or view.wish or "-" if view else None


def _cell(scene: Scene, assessment: Assessment | None, decision_id: str, each: int) -> Span:
    view = next((v for v in assessment.decisions if v.id == decision_id), None) if assessment else None
    if view is None:
        return column("", each)
    mark = marks.STANDING_MARKS[view.standing] if view.choice else marks.CONFLICT
    tone = Tone.DIM if view.standing is Standing.SUGGESTED else Tone.PLAIN
    return column(f" {mark} {scene.option_name(decision_id, view.choice or view.wish)}", each, tone)


def title(scene: Scene, cells: int) -> Row:
    """Heading of the pane."""
    return heading(scene.words("compare-title"), cells)
