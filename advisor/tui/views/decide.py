"""Decide: the sidebar of decisions, the options of one, and what taking an option would do."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby
from operator import itemgetter

from advisor.model.assessment import DecisionView, OptionView, Standing
from advisor.model.base import Text
from advisor.model.rule import Effect
from advisor.session.workshop import tally
from advisor.tui.cells import clean, width, wrap
from advisor.tui.views import marks
from advisor.tui.views.rows import BLANK, Row, Span, Tone, column, heading, paragraph, row
from advisor.tui.views.scene import Scene


@dataclass(frozen=True)
class Outlook:
    """What choosing an option would do, as pairs of decision and option."""

    decision: str
    option: str
    forced: tuple[tuple[str, str], ...] = ()
    excluded: tuple[tuple[str, str], ...] = ()
    opens: tuple[tuple[str, str], ...] = ()
    limit: Text | None = None
    """Why nothing is told: a work limit ran out."""


def sidebar(scene: Scene, cells: int) -> list[Row]:
    """Groups with their progress, decisions with their mark and the option in force."""
    rows: list[Row] = []
    cells -= 1  # an empty column before the options
    for group, decisions in scene.grouped_decisions():
        if not decisions:
            continue
        views = [scene.decision(d.id) for d in decisions]
        settled = sum(1 for v in views if v is not None and v.standing in (Standing.CHOSEN, Standing.FORCED))
        name = next(scene.say(g.name) for g in scene.catalog.groups if g.id == group)
        count = f" {settled}/{len(decisions)}"
        first, *more = wrap(name, cells - width(count))
        rows.append(row(column(first, cells - width(count), Tone.TITLE), Span(count, Tone.DIM)))
        rows += [row(column(line, cells, Tone.TITLE)) for line in more]
        rows += [_slot(scene, d.id, view, cells) for d, view in zip(decisions, views, strict=True)]
    return rows


def _slot(scene: Scene, decision_id: str, view: DecisionView | None, cells: int) -> Row:
    mark = marks.decision_mark(scene, view)
    tone = Tone.DIM if view is not None and not view.relevant else Tone.PLAIN
    parts = [Span(f"{mark} ", marks.MARK_TONES[mark])]
    name = scene.decision_name(decision_id)
    if cells < 28:
        return row(*parts, column(name, cells - 4, tone), key=decision_id)
    left = (cells - 5) * 3 // 5
    chosen = scene.option_name(decision_id, view.choice) if view else ""
    return row(*parts, column(name, left, tone), " ", column(chosen, cells - 5 - left, Tone.DIM), key=decision_id)


def progress(scene: Scene) -> tuple[int, int]:
    """Settled decisions and all decisions."""
    views = scene.assessment.decisions if scene.assessment else ()
    settled = sum(1 for v in views if v.standing in (Standing.CHOSEN, Standing.FORCED))
    return settled, len(scene.catalog.decisions)


def open_decisions(scene: Scene) -> list[str]:
    """Decisions still to be made, those that constrain most (fewest open options, most rules) first."""
    if scene.assessment is None:
        return []
    weight = _mentions(scene)
    waiting = [
        v
        for v in scene.assessment.decisions
        if v.relevant and v.standing in (Standing.SUGGESTED, Standing.POSSIBLE, Standing.UNKNOWN) and v.wish is None
    ]
    order = {d.id: n for n, d in enumerate(scene.catalog.decisions)}
    return [v.id for v in sorted(waiting, key=lambda v: (-weight.get(v.id, 0), order.get(v.id, 0)))]


def to_walk(scene: Scene) -> list[str]:
    """The open decisions to go through: parked ones wait, unless nothing else is left."""
    waiting = open_decisions(scene)
    return [d for d in waiting if not scene.is_parked(d)] or waiting


def _mentions(scene: Scene) -> dict[str, int]:
    """How many rules that forbid or require speak of each decision."""
    found: dict[str, int] = {}
    for rule in scene.catalog.rules:
        if rule.effect not in (Effect.REQUIRES, Effect.CONFLICTS, Effect.FORBIDS):
            continue
        conditions = (rule.when, *((rule.then,) if rule.then else ()), *rule.between)
        named = {c.choice[0] for part in conditions for c in part.leaves() if c.chosen}
        named |= {decision for decision, _ in rule.option_pairs()}
        for decision in named:
            found[decision] = found.get(decision, 0) + 1
    return found


def header(scene: Scene, decision_id: str, cells: int) -> list[Row]:
    """Name and question of the decision."""
    decision = scene.catalog.decision_by_id.get(decision_id)
    if decision is None:
        return []
    kind = scene.words(f"cardinality-{decision.cardinality.value}")
    title = column(scene.say(decision.name), cells - width(kind) - 1, Tone.TITLE)
    question = paragraph(scene.say(decision.question), cells, Tone.DIM)
    return [row(title, " ", Span(kind, Tone.DIM)), *question, *record(scene, decision_id, cells)]


def record(scene: Scene, decision_id: str, cells: int) -> list[Row]:
    """How far people are with a decision: parked or approved, who chose and why, who votes for what."""
    rows: list[Row] = []
    known = scene.session.records.get(decision_id)
    if known is not None and known.status == "parked":
        text = scene.words("parked-by", who=known.owner or "", question=known.question or "")
        rows += paragraph(clean(text), cells, Tone.WARN, hang=marks.PARKED + " ")
    chosen = scene.session.choices.get(decision_id)
    parts = [scene.words("approved")] if known is not None and known.status == "accepted" else []
    if chosen is not None:
        parts += [scene.words("chosen-by", who=chosen.by)] if chosen.by else []
        parts += [scene.words("noted", why=chosen.because)] if chosen.because else []
    rows += paragraph(clean("; ".join(parts)), cells, Tone.GOOD) if parts else []
    if known is not None and known.votes:
        rows += paragraph(clean(scene.words("votes", votes=_votes(scene, decision_id))), cells, Tone.SOFT)
    return rows


def _votes(scene: Scene, decision_id: str) -> str:
    """`Calico 3 (Kim, Lee), Cilium 1 (Park)`: the weight of the votes per option and who gave them."""
    votes = scene.session.records[decision_id].votes
    return ", ".join(
        f"{scene.option_name(decision_id, option)} {weight} ({', '.join(w for w, o in votes.items() if o == option)})"
        for option, weight in tally(scene.session, decision_id).items()
    )


def options(scene: Scene, decision_id: str, cells: int) -> list[Row]:
    """The options of a decision: mark, name, licence, score, and the reason that counts most."""
    decision = scene.catalog.decision_by_id.get(decision_id)
    if decision is None:
        return []
    view = scene.decision(decision_id)
    criteria_shown = _columns(scene, view) if cells >= _ROOM_FOR_COLUMNS else ()
    tags = [width(marks.licence_tag(o.licence, scene.lang)) for o in view.options] if view else []
    tag_cells = min(12, max(tags, default=0)) + 1 if cells >= 50 and any(tags) else 0
    names = max(width(scene.say(o.name)) for o in decision.options)
    taken = len(criteria_shown) * _COLUMN
    if names + tag_cells + taken + _FIXED > cells:
        tag_cells = 0
    name_cells = max(8, min(names, 28, cells - _FIXED - tag_cells - max(10, taken)))
    sizes = _Sizes(cells, name_cells, tag_cells, criteria_shown)
    head = [_column_names(scene, criteria_shown, 4 + name_cells + tag_cells)] if criteria_shown else []
    return head + [_option(scene, view, o.id, scene.say(o.name), sizes) for o in decision.options]


_ROOM_FOR_COLUMNS = 64
"""Cells from which the criteria are columns."""
_COLUMN = 5
"""Cells of one criterion with its space."""


def _columns(scene: Scene, view: DecisionView | None) -> tuple[str, ...]:
    """The criteria in which the options of a decision got points, in catalogue order."""
    told = (
        {c for o in view.options if o.standing is not Standing.IMPOSSIBLE for c, p in o.criteria.items() if p}
        if view
        else set()
    )
    return tuple(c.id for c in scene.catalog.criteria if c.id in told)


def _column_names(scene: Scene, criteria_shown: tuple[str, ...], before: int) -> Row:
    names = {c.id: _short(scene.say(c.name))[: 4 if scene.lang == "en" else 2] for c in scene.catalog.criteria}
    score = scene.words("score-column")
    cells = [" " * (_COLUMN - width(names[c])) + names[c] for c in criteria_shown]
    return row(Span(" " * (before + 4 - width(score)) + score + " " + "".join(cells), Tone.DIM))


_ROOM_FOR_A_REASON = 14
"""Cells below which a reason beside the columns says nothing; it stands under the list for the option at the cursor."""
_FIXED = 9
"""Cells of the mark and the score with their spaces."""


@dataclass(frozen=True)
class _Sizes:
    """Cells of a row of options, of the name and of the licence in it, and the criteria that have a column."""

    row: int
    name: int
    tag: int
    columns: tuple[str, ...] = ()


def _option(scene: Scene, view: DecisionView | None, option_id: str, name: str, sizes: _Sizes) -> Row:
    name_cells, tag_cells, columns = sizes.name, sizes.tag, sizes.columns
    option = view.option(option_id) if view else None
    if option is None:
        return row(Span(marks.OPEN), " ", column(name, name_cells), key=option_id)
    mark = marks.option_mark(scene, view, option)
    dead = option.standing is Standing.IMPOSSIBLE
    tag = marks.licence_tag(option.licence, scene.lang)
    tag_tone = marks.VERDICT_TONES[option.licence.verdict] if option.licence else Tone.DIM
    score = " --" if dead else f"{option.score:3d}"
    left = sizes.row - _FIXED - name_cells - tag_cells
    parts = [
        Span(f"{mark} ", marks.MARK_TONES[mark]),
        column(name, name_cells, Tone.DIM if dead else Tone.PLAIN),
        *([column(f" {tag}", tag_cells, tag_tone)] if tag_cells else []),
        Span(f" {score} ", Tone.DIM if dead else Tone.STRONG),
    ]
    excluded = option_id in scene.session.excluded.get(view.id if view else "", ())
    if columns and not dead and not excluded:
        points = "".join(_points(option.criteria.get(c, 0)) for c in columns)
        parts.append(Span(f"{points} "))
        left -= len(points) + 1
    wanted = left >= 26 and not columns
    brief = scene.words("ruled-out-by-you") if excluded else brief_reason(scene, option, with_criteria=wanted)
    if columns and left < _ROOM_FOR_A_REASON and not dead and not excluded:
        return row(*parts, key=option_id)
    return row(*parts, column(brief, left, Tone.DIM if dead else Tone.PLAIN), key=option_id)


def _points(points: int) -> str:
    return f"{points:+{_COLUMN}d}" if points else " " * _COLUMN


def brief_reason(scene: Scene, option: OptionView, *, with_criteria: bool = True) -> str:
    """Why the option stands so, in a few cells: what forbids it, or its criteria and best reason."""
    hard = [r for r in option.reasons if r.effect in (Effect.FORBIDS, Effect.REQUIRES, Effect.CONFLICTS)]
    if option.standing is Standing.IMPOSSIBLE:
        return scene.say(hard[0].text) if hard else scene.words("see-why")
    parts = [criteria(scene, option)] if with_criteria and option.criteria else []
    if option.standing is Standing.FORCED and hard:
        parts.append(scene.say(hard[0].text))
    else:
        best = max((r for r in option.reasons if r.points), key=lambda r: (r.weight, r.points), default=None)
        parts += [scene.say(best.text)] if best else []
    return " ".join(p for p in parts if p)


def criteria(scene: Scene, option: OptionView) -> str:
    """Points per criterion with their sign: `ops+8 cost-3`."""
    names = {c.id: scene.say(c.name) for c in scene.catalog.criteria}
    return " ".join(f"{_short(names.get(c, c))}{points:+d}" for c, points in option.criteria.items() if points)


def weighed(scene: Scene, option: OptionView) -> str:
    """How the score comes about: `Ease of operation +2 x 5, Cost -3 x 2`. In short where weights do not explain it."""
    stated = [(c, option.criteria[c.id]) for c in scene.catalog.criteria if option.criteria.get(c.id)]
    terms = [(scene.say(c.name), points, scene.session.weights.get(c.id, c.weight)) for c, points in stated]
    if sum(points * weight for _, points, weight in terms) != option.score:
        return criteria(scene, option)
    return ", ".join(f"{name} {points:+d} x {weight}" for name, points, weight in terms)


def _short(name: str) -> str:
    """The first letters of a criterion's name; Korean names are short already."""
    return name.lower()[:4].rstrip() if name.isascii() else name


def outlook(scene: Scene, decision_id: str, option_id: str, found: Outlook | None, cells: int) -> list[Row]:
    """What the option is, and what would follow if it were chosen."""
    decision = scene.catalog.decision_by_id.get(decision_id)
    option = decision.option(option_id) if decision else None
    if decision is None or option is None:
        return []
    rows = paragraph(scene.say(option.summary), cells)
    rows += _score_lines(scene, decision_id, option_id, cells)
    if found is None:  # what is known already stands where it will stay, so that it is not written twice
        title = heading(scene.words("if-you-choose", option=scene.option_name(decision_id, option_id)), cells)
        told = [title, *paragraph(scene.words("working"), cells, Tone.DIM)]
    else:
        told = effects(scene, found, cells)
    return [*rows, BLANK, *told, BLANK, *matters(scene, decision_id, cells)]


def effects(scene: Scene, found: Outlook, cells: int) -> list[Row]:
    """What would be forced, ruled out and opened by choosing an option."""
    name = scene.option_name(found.decision, found.option)
    rows = [heading(scene.words("if-you-choose", option=name), cells)]
    view = scene.decision(found.decision)
    dead = view is not None and (o := view.option(found.option)) is not None and o.standing is Standing.IMPOSSIBLE
    if dead:
        rows += paragraph(scene.words("impossible-hint"), cells, Tone.WARN)
    for label, mark, pairs in (
        ("forces", marks.FORCED, found.forced),
        ("excludes", marks.IMPOSSIBLE, found.excluded),
        ("opens", marks.OPEN, found.opens),
    ):
        rows += _effects(scene, scene.words(label), mark, pairs, cells)
    if found.limit is not None:
        rows += paragraph(scene.say(found.limit), cells, Tone.WARN)
    elif not (found.forced or found.excluded or found.opens or dead):
        rows += paragraph(scene.words("no-consequence"), cells, Tone.DIM)
    return rows


def matters(scene: Scene, decision_id: str, cells: int) -> list[Row]:
    """Why a decision matters."""
    decision = scene.catalog.decision_by_id.get(decision_id)
    if decision is None:
        return []
    return [heading(scene.words("why-it-matters"), cells), *paragraph(scene.say(decision.why), cells)]


def _score_lines(scene: Scene, decision_id: str, option_id: str, cells: int) -> list[Row]:
    view = scene.decision(decision_id)
    option = view.option(option_id) if view else None
    if option is None:
        return []
    rows: list[Row] = []
    if option.reasons:
        rows += paragraph(brief_reason(scene, option, with_criteria=False), cells, Tone.SOFT)
    if option.criteria:
        rows += paragraph(f"{option.score} = {weighed(scene, option)}", cells, Tone.DIM)
    if option.licence is not None and option.licence.verdict.rank > 0:
        rows += paragraph(scene.say(option.licence.text), cells, Tone.WARN, hang="[!] ")
    return rows


def _effects(scene: Scene, label: str, mark: str, pairs: Iterable[tuple[str, str]], cells: int) -> list[Row]:
    names = [
        f"{scene.decision_name(d)}: {', '.join(scene.option_name(d, o) for _, o in options)}"
        for d, options in groupby(pairs, key=itemgetter(0))
    ]
    return paragraph("; ".join(names), cells, hang=f"{mark} {label} ") if names else []
