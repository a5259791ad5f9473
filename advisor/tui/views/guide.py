"""Help: the keys of this pane, then of everything, from the one table of actions; and the tour."""

from __future__ import annotations

from pathlib import Path

from advisor.model.base import Language
from advisor.tui import actions
from advisor.tui.cells import fit
from advisor.tui.views import frame, marks
from advisor.tui.views.rows import BLANK, Row, Span, Tone, heading, paragraph, row
from advisor.tui.views.scene import Scene
from advisor.wording import Words
from advisor.wording.tui import PHRASES

MARKS = (
    (marks.CHOSEN, "mark-chosen"),
    (marks.FORCED, "mark-forced"),
    (marks.SUGGESTED, "mark-suggested"),
    (marks.OPEN, "mark-open"),
    (marks.IMPOSSIBLE, "mark-impossible"),
    (marks.WARNING, "mark-warning"),
    (marks.CONFLICT, "mark-conflict"),
    (marks.PARKED, "mark-parked"),
)


def table(place: str, lang: Language, cells: int, own: actions.OwnKeys = actions.NONE_OWN) -> list[Row]:
    """Keys of `place` first, then of all places, and what the marks mean."""
    words = Words(PHRASES, lang)
    rows: list[Row] = []
    order = [place, *(p for p in ("app", "list", *actions.PANES, "sheet") if p != place)]
    for name in order:
        rows += [heading(words(f"place-{name}"), cells), *_keys(name, lang, cells, own), BLANK]
        if name == place:
            rows += [heading(words("marks"), cells), *_marks(words, cells), BLANK]
    return rows


def _keys(place: str, lang: Language, cells: int, own: actions.OwnKeys) -> list[Row]:
    rows: list[Row] = []
    for action in actions.at(place):
        names = " ".join(actions.key_name(k, lang) for k in action.keys_with(own))
        rows += paragraph(action.label.get(lang), cells, hang=fit(names, 20) + " ")
    return rows


def _marks(words: Words, cells: int) -> list[Row]:
    rows: list[Row] = []
    for mark, phrase in MARKS:
        first, *more = paragraph(words(phrase), cells - 6)
        rows.append(row(Span(f"  {mark} ", marks.MARK_TONES[mark]), *first.spans))
        rows += [row("      ", *line.spans) for line in more]
    return rows + paragraph(words("more-rows"), cells, indent=2)


def session(scene: Scene, path: Path | None, cells: int) -> list[Row]:
    """Name, file, edition and all counters: what the title and the status line may have had no room for."""
    words = scene.words
    rows = [heading(words("this-session"), cells), *paragraph(scene.session.name, cells)]
    rows += paragraph(str(path) if path else words("no-file-yet"), cells)
    rows += paragraph(scene.say(scene.catalog.edition.title), cells)
    return [*rows, *paragraph("".join(part.text for part in frame.counters(scene)), cells)]


def tour(lang: Language, cells: int) -> list[Row]:
    """Six lines for a first start."""
    words = Words(PHRASES, lang)
    rows = [heading(words("tour-title"), cells), BLANK]
    for number in range(1, 7):
        rows += paragraph(words(f"tour-{number}"), cells, Tone.PLAIN, hang=f"{number}  ")
    return rows
