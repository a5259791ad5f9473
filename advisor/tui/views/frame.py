"""The frame: title with the steps, the status line, and the line of keys."""

from __future__ import annotations

from dataclasses import dataclass

from advisor.model.assessment import Standing
from advisor.model.base import Language
from advisor.tui import actions
from advisor.tui.cells import clean, cut, width
from advisor.tui.views import decide, plan
from advisor.tui.views.rows import Row, Span, Tone, row, shorten
from advisor.tui.views.scene import Scene

ALWAYS = ("help", "quit")
"""Actions that the footer never leaves out."""


@dataclass(frozen=True)
class Notice:
    """What the app wants to say in the status line, and how loudly."""

    text: str
    tone: Tone = Tone.STRONG


def title(scene: Scene, pane: str, cells: int, *, read_only: bool = False) -> Row:
    """Product, session, steps, progress."""
    settled, total = decide.progress(scene)
    tail = f"{settled}/{total}" + (f" {scene.words('read-only')}" if read_only else "")
    steps: list[Span] = []
    for number, name in enumerate(actions.PANES, start=1):
        label = f"{number} {scene.words('step-' + name)}"
        here = name == pane
        steps.append(Span(f"[{label}]" if here else f" {label} ", Tone.TITLE if here else Tone.PLAIN))
    taken = sum(width(s.text) for s in steps) + width(tail) + 3
    name_cells = max(0, cells - taken - 1)
    name = f"{scene.words('product')} {clean(scene.session.name)}"
    head = cut(name, min(name_cells, 36)) if name_cells > 3 else ""
    used = width(head) + sum(width(s.text) for s in steps) + width(tail)
    gap = max(1, cells - used - 2)
    return row(Span(head, Tone.STRONG), " ", *shorten(steps, cells - width(head) - 1), " " * gap, Span(tail, Tone.DIM))


def status(scene: Scene, cells: int, notice: Notice | None, *, saved: str) -> Row:
    """Counters on the left, saved time on the right; a notice takes the place of the counters."""
    right = Span(saved, Tone.DIM)
    room = cells - width(saved) - 1
    if notice is not None:
        left = (Span(cut(clean(notice.text), room), notice.tone),)
        return row(*left, " " * max(1, cells - width(left[0].text) - width(saved)), right)
    parts = _that_fit(counters(scene), room)
    used = sum(width(p.text) for p in parts)
    return row(*parts, " " * max(1, cells - used - width(saved)), right)


def _that_fit(spans: list[Span], cells: int) -> list[Span]:
    """The spans from the left that fit whole."""
    kept: list[Span] = []
    for part in spans:
        if sum(width(k.text) for k in kept) + width(part.text) > cells:
            break
        kept.append(part)
    return kept


def counters(scene: Scene) -> list[Span]:
    """Open and forced decisions, conflicts, signatures to give, score and remaining stacks."""
    assessment = scene.assessment
    if assessment is None:
        return [Span(scene.words("working"), Tone.DIM)]
    open_ = len(decide.open_decisions(scene))
    forced = sum(1 for v in assessment.decisions if v.standing is Standing.FORCED)
    conflicts, unsigned = len(assessment.conflicts), len(plan.to_accept(scene))
    parts = [
        Span(scene.words("count-open", count=open_)),
        Span("  " + scene.words("count-forced", count=forced)),
        Span("  " + scene.words("count-conflicts", count=conflicts), Tone.BAD if conflicts else Tone.PLAIN),
        Span("  " + scene.words("count-licences", count=unsigned), Tone.WARN if unsigned else Tone.PLAIN),
        Span("  " + scene.words("count-score", count=assessment.score)),
    ]
    remaining = assessment.remaining
    if remaining is not None:
        number = remaining.exact if remaining.exact is not None else remaining.more_than or 0
        sign = "" if remaining.exact is not None else ">"
        parts.append(Span("  " + scene.words("count-stacks", count=sign + short_count(number, scene.lang)), Tone.DIM))
    return parts


_KOREAN_UNITS = ((10**20, "해"), (10**16, "경"), (10**12, "조"), (10**8, "억"), (10**4, "만"))


def short_count(number: int, lang: Language) -> str:
    """A count in at most eight cells: 1234567 is 1.2e6, in Korean 123.5만."""
    if number < 100_000:
        return f"{number:,}"
    if lang == "ko" and number < 10**24:
        size, unit = next((s, u) for s, u in _KOREAN_UNITS if number >= s)
        return f"{number / size:.1f}{unit}"
    return f"{number:.1e}".replace("e+", "e").replace("e0", "e")


def keys(scene: Scene, places: tuple[str, ...], cells: int) -> Row:
    """The keys that matter here, as many as fit; help and the way out are always among them."""
    shown = actions.footer(places)
    named = {a.id: (a.key_name(scene.lang, scene.own_keys), a.short.get(scene.lang)) for a in shown}
    need = {key: width(name) + width(word) + 3 for key, (name, word) in named.items()}
    left = cells + 2 - sum(need[key] for key in ALWAYS if key in need)
    kept: list[str] = []
    for action in shown:
        if action.id not in ALWAYS and need[action.id] <= left:
            kept.append(action.id)
            left -= need[action.id]
    parts: list[Span] = []
    for key in (*kept, *(k for k in ALWAYS if k in named)):
        name, word = named[key]
        parts += [Span(("  " if parts else "") + name, Tone.STRONG), Span(f" {word}", Tone.DIM)]
    return row(*parts)
