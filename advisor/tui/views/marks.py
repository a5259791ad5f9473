"""Marks and tags: ASCII, always, so that colour is never the only signal."""

from __future__ import annotations

from advisor.model.assessment import DecisionView, LicenceView, OptionView, Standing
from advisor.model.base import Language
from advisor.model.licence import Verdict
from advisor.tui.views.rows import Tone
from advisor.tui.views.scene import Scene

CHOSEN, FORCED, SUGGESTED, OPEN = "[x]", "[=]", "[~]", "[ ]"
IMPOSSIBLE, WARNING, CONFLICT, UNKNOWN = "[-]", "[!]", "[X]", "[?]"
PARKED = "[z]"

STANDING_MARKS = {
    Standing.CHOSEN: CHOSEN,
    Standing.FORCED: FORCED,
    Standing.SUGGESTED: SUGGESTED,
    Standing.POSSIBLE: OPEN,
    Standing.IMPOSSIBLE: IMPOSSIBLE,
    Standing.UNKNOWN: UNKNOWN,
}

MARK_TONES = {
    CHOSEN: Tone.STRONG,
    FORCED: Tone.GOOD,
    SUGGESTED: Tone.SOFT,
    OPEN: Tone.PLAIN,
    IMPOSSIBLE: Tone.DIM,
    WARNING: Tone.WARN,
    CONFLICT: Tone.BAD,
    PARKED: Tone.WARN,
    UNKNOWN: Tone.WARN,
}

VERDICT_TONES = {
    Verdict.OK: Tone.PLAIN,
    Verdict.CONDITIONAL: Tone.WARN,
    Verdict.UNKNOWN: Tone.WARN,
    Verdict.NEEDS_PURCHASE: Tone.WARN,
    Verdict.REFUSED: Tone.BAD,
}


def decision_mark(scene: Scene, view: DecisionView | None) -> str:
    """The mark of a decision in the sidebar."""
    if view is None:
        return OPEN
    if view.id in scene.in_conflict or (view.wish is not None and view.wish != view.choice):
        return CONFLICT
    if scene.is_parked(view.id):
        return PARKED
    if view.id in scene.warned:
        return WARNING
    if view.choice is None:
        return OPEN
    return STANDING_MARKS[view.standing]


def option_mark(scene: Scene, decision: DecisionView | None, option: OptionView) -> str:
    """The mark of an option; a choice that cannot hold is a conflict."""
    wished = decision is not None and decision.wish == option.id
    if wished and (option.standing is Standing.IMPOSSIBLE or (decision and decision.id in scene.in_conflict)):
        return CONFLICT
    return CHOSEN if wished else STANDING_MARKS[option.standing]


def licence_tag(licence: LicenceView | None, lang: Language) -> str:
    """The licence in a few cells: the expression, with `!` where the verdict asks for attention."""
    del lang
    if licence is None:
        return ""
    short = licence.expression.replace("LicenseRef-", "").replace("-only", "").replace("-or-later", "+")
    return short if licence.verdict is Verdict.OK else short + {"refused": "!!"}.get(licence.verdict.value, "!")
