"""What speaks for and against each option of a decision, and what follows from the one taken."""

from __future__ import annotations

from advisor.export.document import Document
from advisor.model.assessment import DecisionView, OptionView, Reason, Standing
from advisor.model.plan import PlanDecision
from advisor.model.rule import Effect
from advisor.wording.markdown import code, escape


def pros_and_cons(doc: Document, option: OptionView) -> list[str]:
    """Every reason the knowledge has for or against an option here, each with its rule."""
    lines = [_line(doc, reason, impossible=option.standing is Standing.IMPOSSIBLE) for reason in option.reasons]
    return list(dict.fromkeys(lines)) or [doc.word("record.nothing_known")]


def _line(doc: Document, reason: Reason, *, impossible: bool) -> str:
    key = "good" if reason.points > 0 else "bad" if reason.points < 0 else "neutral"
    if reason.effect in (Effect.FORBIDS, Effect.CONFLICTS, Effect.REQUIRES):
        key = "not_possible" if impossible else "neutral"
    return f"{doc.word(f'record.{key}', text=doc.get(reason.text))} ({code(reason.rule)})"


def consequences(doc: Document, decision: PlanDecision, view: DecisionView) -> list[str]:
    """What the choice brings, needs and costs."""
    lines = []
    components = doc.components_of.get(decision.id, [])
    if components:
        names = ", ".join(escape(c.name) for c in components)
        lines.append(doc.word("record.neutral", text=doc.word("record.brings", names=names)))
    for c in components:
        if c.requires:
            others = ", ".join(doc.component(name) for name in c.requires)
            text = doc.word("record.needs", name=escape(c.name), others=others)
            lines.append(doc.word("record.neutral", text=text))
    for option in doc.options(decision.id, decision.choice):
        found = view.option(option)
        lines += [_line(doc, r, impossible=False) for r in (found.reasons if found else ()) if r.points]
    for c in components:
        text = doc.word("record.licence", name=escape(c.name), licence=code(c.licence), text=doc.get(c.verdict_text))
        key = "neutral" if c.verdict == "ok" else "bad"
        lines.append(doc.word(f"record.{key}", text=text))
    return list(dict.fromkeys(lines))
