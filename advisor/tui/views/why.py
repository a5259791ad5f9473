"""Why, and why not: the numbered chain with sources and dates, reasons, claims, neighbours, ways out."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from advisor.model.assessment import Conflict, Explanation, Flip, Item, Reason, Repair, Standing, Step
from advisor.model.base import Source
from advisor.model.component import Component
from advisor.model.found import limits_of
from advisor.tui.cells import clean
from advisor.tui.views import marks
from advisor.tui.views.rows import BLANK, Row, Span, Tone, heading, paragraph, row
from advisor.tui.views.scene import Scene
from advisor.wording.trends import trend_line, trend_of

REPAIR_KEY = "repair:"
EDGE_KINDS = ("install", "runtime")
_WEIGHED = (Standing.SUGGESTED, Standing.POSSIBLE, Standing.CHOSEN)
"""Where the score is told: the reasons are listed with their points, once."""


def explanation(scene: Scene, found: Explanation, cells: int, repairs: Sequence[Repair] = ()) -> list[Row]:
    """Everything known about where one option stands."""
    mark = marks.STANDING_MARKS[found.standing]
    name = f"{scene.decision_name(found.decision)}: {scene.option_name(found.decision, found.option)}"
    rows = [row(Span(f"{mark} ", marks.MARK_TONES[mark]), Span(name, Tone.STRONG))]
    rows += paragraph(scene.words(f"standing-{found.standing.value}"), cells, Tone.DIM)
    if found.instead is not None:
        rows += paragraph(scene.say(found.instead), cells)
    for text in dict.fromkeys((*found.limits, *limits_of(repairs))):
        rows += paragraph(scene.say(text), cells, Tone.WARN, hang="[!] ")
    ways = tuple(repairs) or (found.conflict.repairs if found.conflict else ())
    chain = found.chain or (found.conflict.chain if found.conflict else ())
    items = found.because or (found.conflict.items if found.conflict else ())
    told = {r.rule for r in found.reasons} if found.standing in _WEIGHED else set()
    items = tuple(i for i in items if i.id not in told)
    rows += steps(scene, chain, cells) if chain else causes(scene, items, cells)
    rows += ways_out(scene, ways, cells)
    rows += reasons(scene, found.reasons, cells)
    rows += _components(scene, found.decision, found.option, cells)
    rows += neighbours(scene, found.neighbours, cells)
    return rows


def steps(scene: Scene, chain: Sequence[Step], cells: int) -> list[Row]:
    """A chain of because: each line with what it follows from, its source and date."""
    rows = [BLANK, heading(scene.words("because"), cells)]
    for number, step in enumerate(chain, start=1):
        uses = scene.words("from-steps", steps=", ".join(str(u + 1) for u in step.uses)) if step.uses else ""
        rows += paragraph(f"{scene.say(step.item.text)} {uses}".rstrip(), cells, hang=f"{number:2d}  ")
        rows += _origin(scene, step.item, cells)
        if scene.say(step.concludes) != scene.say(step.item.text):
            rows += paragraph(scene.say(step.concludes), cells, Tone.STRONG, hang="    = ")
    return rows


def causes(scene: Scene, items: Iterable[Item], cells: int) -> list[Row]:
    """Causes without a chain."""
    rows: list[Row] = []
    for number, item in enumerate(items, start=1):
        rows += paragraph(scene.say(item.text), cells, hang=f"{number:2d}  ")
        rows += _origin(scene, item, cells)
    return [BLANK, heading(scene.words("because"), cells), *rows] if rows else []


def _origin(scene: Scene, item: Item, cells: int) -> list[Row]:
    kind = scene.words(f"kind-{item.kind}")
    label = f"[{kind} {clean(item.id)}]"
    return [
        *paragraph(label, cells, Tone.DIM, indent=4),
        *sources(scene, item.sources, item.as_of, cells),
    ]


def sources(scene: Scene, found: Iterable[Source], as_of: date | None, cells: int) -> list[Row]:
    """Where a statement comes from, and when it was seen there."""
    rows: list[Row] = []
    for source in found:
        entry = scene.catalog.source_by_id.get(source.ref)
        where = scene.say(entry.title) if entry else clean(source.ref)
        doubt = "" if source.verified else f" ({scene.words('unverified')})"
        rows += paragraph(f"{where}, {source.as_of.isoformat()}{doubt}", cells, Tone.DIM, indent=4)
    if not rows and as_of is not None:
        rows += paragraph(scene.words("as-of", date=as_of.isoformat()), cells, Tone.DIM, indent=4)
    return rows


def ways_out(scene: Scene, repairs: Sequence[Repair], cells: int, title: str = "ways-out") -> list[Row]:
    """Repairs, smallest first, each with everything else that would change; `title` says how one is applied."""
    if not repairs:
        return []
    rows = [BLANK, heading(scene.words(title), cells)]
    for number, repair in enumerate(repairs, start=1):
        rows += _repair(scene, number, repair, cells)
    return rows


def _repair(scene: Scene, number: int, repair: Repair, cells: int) -> list[Row]:
    key = f"{REPAIR_KEY}{number - 1}"
    what = " + ".join(scene.say(change.text) for change in repair.changes)
    rows = paragraph(what, cells, Tone.STRONG, hang=f"[{number}] ", key=key)
    effects = [
        f"{scene.decision_name(e.decision)}: "
        f"{scene.option_name(e.decision, e.from_)} -> {scene.option_name(e.decision, e.to)}"
        for e in repair.also_changes
    ]
    text = scene.words("also-changes", changes="; ".join(effects)) if effects else scene.words("changes-nothing-else")
    if repair.score_change:
        text += "; " + scene.words("score-change", points=f"{repair.score_change:+d}")
    rows += paragraph(text, cells, Tone.PLAIN if effects else Tone.DIM, indent=4, key=key)
    for licence in repair.licence_changes:
        rows += paragraph(scene.say(licence), cells, Tone.WARN, indent=4, hang="[!] ", key=key)
    return rows


def conflict(scene: Scene, found: Conflict, cells: int, number: int) -> list[Row]:
    """One conflict: what people said, ways out, then the chain; keys carry the number of the conflict.

    The chain comes last so that the ways out are in sight on a small screen.
    """
    rows = [row(Span(marks.CONFLICT + " ", Tone.BAD), Span(scene.words("conflict-n", number=number + 1), Tone.STRONG))]
    for item in found.items:
        if item.kind != "rule":
            rows += paragraph(scene.say(item.text), cells, hang="- ", indent=2)
    for line in ways_out(scene, found.repairs, cells, "ways-out-enter"):
        key = f"{REPAIR_KEY}{number}:{line.key.removeprefix(REPAIR_KEY)}" if line.key else ""
        rows.append(Row(line.spans, key))
    if found.limit is not None:
        rows += [BLANK, *paragraph(scene.say(found.limit), cells, Tone.WARN)]
    elif not found.repairs:
        rows += [BLANK, *paragraph(scene.words("no-way-out"), cells, Tone.WARN)]
    return rows + (steps(scene, found.chain, cells) if found.chain else causes(scene, found.items, cells))


def reasons(scene: Scene, found: Sequence[Reason], cells: int) -> list[Row]:
    """What speaks for and against, with points times weight and the source."""
    if not found:
        return []
    rows = [BLANK, heading(scene.words("for-and-against"), cells)]
    names = {c.id: scene.say(c.name) for c in scene.catalog.criteria}
    for reason in found:
        points = _weighed(scene, reason, names) if reason.points else ""
        tone = Tone.GOOD if reason.points > 0 else Tone.WARN if reason.points < 0 else Tone.PLAIN
        rows += paragraph(scene.say(reason.text), cells, hang="- ")
        rows += paragraph(f"[{clean(reason.rule)}] {points}".rstrip(), cells, tone if points else Tone.DIM, indent=4)
        rows += sources(scene, reason.sources, reason.as_of, cells)
    return rows


def tipping(scene: Scene, flips: Sequence[Flip], cells: int) -> list[Row]:
    """What would tip the suggestion: one weight or one answer each."""
    lines = [line for flip in flips for line in paragraph(scene.say(flip.text), cells, hang="- ")]
    lines += [line for text in limits_of(flips) for line in paragraph(scene.say(text), cells, Tone.WARN, hang="[!] ")]
    return [BLANK, heading(scene.words("tipping"), cells), *lines] if lines else []


def _weighed(scene: Scene, reason: Reason, names: Mapping[str, str]) -> str:
    criterion = names.get(reason.criterion or "", "")
    return scene.words("weighed", points=f"{reason.points:+d}", criterion=criterion, weight=f"{reason.weight:+d}")


def _components(scene: Scene, decision_id: str, option_id: str, cells: int) -> list[Row]:
    decision = scene.catalog.decision_by_id.get(decision_id)
    option = decision.option(option_id) if decision else None
    view = scene.decision(decision_id)
    assessed = view.option(option_id) if view else None
    rows: list[Row] = []
    if assessed is not None and assessed.licence is not None:
        licence = assessed.licence
        rows += [BLANK, heading(scene.words("licence"), cells)]
        verdict = scene.words(f"verdict-{licence.verdict.value}")
        rows += paragraph(f"{clean(licence.expression)}: {verdict}", cells, marks.VERDICT_TONES[licence.verdict])
        rows += paragraph(scene.say(licence.text), cells, indent=2)
        rows += sources(scene, licence.sources, licence.as_of, cells)
    rows += _trend(scene, decision_id, cells)
    for component_id in option.brings() if option else ():
        component = scene.catalog.component_by_id.get(component_id)
        rows += _component(scene, component, cells) if component else []
    return rows


def _trend(scene: Scene, decision_id: str, cells: int) -> list[Row]:
    """What the article's authors picked over the years, and why they moved."""
    trend = trend_of(scene.catalog, decision_id)
    if trend is None:
        return []
    rows = [BLANK, heading(scene.words("trend"), cells)]
    rows += paragraph(scene.say(trend_line(scene.catalog, trend)), cells)
    for move in trend.moves:
        rows += paragraph(scene.say(move.text), cells, hang=f"{move.edition} ")
    return rows + sources(scene, trend.sources, None, cells)


def _component(scene: Scene, component: Component, cells: int) -> list[Row]:
    rows = [BLANK, heading(scene.say(component.name), cells), *paragraph(scene.say(component.description), cells)]
    state = scene.words(f"lifecycle-{component.lifecycle.state.value}")
    seen = next((version for version in component.versions if version.usable), None)
    version = scene.words("version-seen", version=seen.version, date=seen.seen.isoformat()) if seen else ""
    tone = Tone.DIM if component.lifecycle.state == "active" else Tone.WARN
    rows += paragraph("; ".join(p for p in (state, version) if p), cells, tone)
    if component.lifecycle.text is not None:
        rows += paragraph(scene.say(component.lifecycle.text), cells, tone)
    if component.claims:
        rows += [BLANK, heading(scene.words("article-says"), cells)]
    for claim in component.claims:
        rows += paragraph(scene.say(claim.text), cells, hang="- ")
        verdict = scene.words("today", verdict=scene.words(f"claim-{claim.verdict.value.replace(' ', '-')}"))
        today = f"{verdict} {scene.say(claim.today) if claim.today else ''}".rstrip()
        rows += paragraph(today, cells, Tone.GOOD if claim.verdict == "holds" else Tone.WARN, indent=4)
        rows += sources(scene, claim.sources, None, cells)
    return rows


def neighbours(scene: Scene, edges: Sequence[tuple[str, str, str]], cells: int) -> list[Row]:
    """The one-hop graph, one line per edge."""
    if not edges:
        return []
    rows = [BLANK, heading(scene.words("neighbours"), cells)]
    for provider, kind, consumer in edges:
        told = scene.words(f"edge-{kind}") if kind in EDGE_KINDS else clean(kind)
        line = f"{scene.component_name(provider)} --> {scene.component_name(consumer)}  ({told})"
        rows += paragraph(line, cells, indent=2)
    return rows
