"""The published JSON forms of an assessment and of an explanation, in one language."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from advisor.model.assessment import (
    ASSESSMENT_SCHEMA,
    Alternative,
    Assessment,
    Conflict,
    DecisionView,
    Explanation,
    FactRange,
    Finding,
    Flip,
    Item,
    LicenceView,
    OptionView,
    Pin,
    Reason,
    Remaining,
    Repair,
    SideEffect,
    Step,
)
from advisor.model.base import Language, Source, Text
from advisor.model.catalog import Catalog
from advisor.model.found import limits_of
from advisor.model.wire import AssessmentJson, ExplainJson
from advisor.wording.trends import trend_line, trend_of

Json = dict[str, Any]


class Renderer:
    """Turns views into plain data with the texts of one language."""

    def __init__(self, catalog: Catalog, lang: Language = "en") -> None:
        """Bind the catalogue (for names) and a language."""
        self._catalog = catalog
        self._lang: Language = lang

    def assessment(
        self,
        found: Assessment,
        alternatives: Sequence[Alternative] | None = None,
        ranges: Sequence[FactRange] | None = None,
    ) -> Json:
        """`advisor.assessment/1`, checked against its published model."""
        data: Json = {
            "schema": ASSESSMENT_SCHEMA,
            "edition": found.edition,
            "session": found.session,
            "status": found.status,
            "decisions": [self._decision(d) for d in found.decisions],
            "stack": dict(found.stack),
            "components": list(found.components),
            "waves": [list(w) for w in found.waves],
            "pins": [_pin(p) for p in found.pins],
            "findings": [self._finding(f) for f in found.findings],
            "conflicts": [self._conflict(c) for c in found.conflicts],
            "remaining": _remaining(found.remaining),
            "resources": {**found.resources.model_dump(), "unknown": list(found.resources.unknown)},
            "assumptions": [{"fact": a.fact, "value": _plain(a.value)} for a in found.assumptions],
            "score": found.score,
            "objective": list(found.objective),
        }
        if ranges is not None:
            data["ranges"] = [self._range(r) for r in ranges]
        if alternatives is not None:
            data["alternatives"] = [_alternative(a) for a in alternatives]
        if ranges is not None or alternatives is not None:
            data["limits"] = self._texts(limits_of(ranges, alternatives))
        AssessmentJson.model_validate(data)
        return data

    def explanation(self, found: Explanation, flips: Sequence[Flip] = ()) -> Json:
        """The answer of `explain --json`, checked against its published model."""
        data: Json = {
            "decision": found.decision,
            "option": found.option,
            "standing": found.standing.value,
            "because": [self._item(i) for i in found.because],
            "chain": [self._step(s) for s in found.chain],
            "reasons": [self._reason(r) for r in found.reasons],
            "conflict": self._conflict(found.conflict) if found.conflict else None,
            "trend": self._trend(found.decision),
            "neighbours": [list(n) for n in found.neighbours],
            "breaks": list(found.breaks),
            "instead": found.instead.get(self._lang) if found.instead else None,
            "flips": [self._flip(f) for f in flips],
            "limits": self._texts(dict.fromkeys((*found.limits, *limits_of(flips)))),
        }
        ExplainJson.model_validate(data)
        return data

    def _trend(self, decision: str) -> Json | None:
        trend = trend_of(self._catalog, decision)
        if trend is None:
            return None
        moves = [{"decision": m.decision, "edition": m.edition, "text": m.text.get(self._lang)} for m in trend.moves]
        return {"text": trend_line(self._catalog, trend).get(self._lang), "moves": moves}

    def _flip(self, flip: Flip) -> Json:
        ends = {"from": _plain(flip.from_), "to": _plain(flip.to)}
        return {"kind": flip.kind, "id": flip.id, **ends, "option": flip.option, "text": flip.text.get(self._lang)}

    def _range(self, found: FactRange) -> Json:
        return {
            "fact": found.fact,
            "at_least": found.at_least,
            "at_least_because": [self._item(i) for i in found.at_least_because],
            "below": found.below,
            "below_because": [self._item(i) for i in found.below_because],
        }

    def _decision(self, view: DecisionView) -> Json:
        return {
            "id": view.id,
            "name": self._catalog.decision_by_id[view.id].name.get(self._lang),
            "group": view.group,
            "choice": view.choice,
            "wish": view.wish,
            "standing": view.standing.value,
            "relevant": view.relevant,
            "options": [self._option(view.id, o) for o in view.options],
        }

    def _option(self, decision: str, view: OptionView) -> Json:
        option = self._catalog.decision_by_id[decision].option(view.id)
        return {
            "id": view.id,
            "name": option.name.get(self._lang) if option else view.id,
            "standing": view.standing.value,
            "score": view.score,
            "criteria": dict(view.criteria),
            "reasons": [self._reason(r) for r in view.reasons],
            "licence": self._licence(view.licence) if view.licence else None,
        }

    def _reason(self, reason: Reason) -> Json:
        return {
            "rule": reason.rule,
            "effect": reason.effect.value,
            "points": reason.points,
            "weight": reason.weight,
            "criterion": reason.criterion,
            "text": reason.text.get(self._lang),
            "source": _source(reason.sources),
            "as_of": reason.as_of.isoformat() if reason.as_of else None,
        }

    def _licence(self, view: LicenceView) -> Json:
        return {
            "component": view.component,
            "expression": view.expression,
            "verdict": view.verdict.value,
            "text": view.text.get(self._lang),
            "source": _source(view.sources),
        }

    def _finding(self, finding: Finding) -> Json:
        return {
            "id": finding.id,
            "severity": finding.severity.value,
            "text": finding.text.get(self._lang),
            "source": _source(finding.sources),
            "as_of": finding.as_of.isoformat() if finding.as_of else None,
            "decision": finding.decision,
            "accepted": finding.accepted,
        }

    def _item(self, item: Item) -> Json:
        return {
            "kind": item.kind,
            "id": item.id,
            "text": item.text.get(self._lang),
            "source": _source(item.sources),
            "as_of": item.as_of.isoformat() if item.as_of else None,
        }

    def _step(self, step: Step) -> Json:
        return {"item": self._item(step.item), "uses": list(step.uses), "concludes": step.concludes.get(self._lang)}

    def _conflict(self, conflict: Conflict) -> Json:
        return {
            "items": [self._item(i) for i in conflict.items],
            "chain": [self._step(s) for s in conflict.chain],
            "repairs": [self._repair(r) for r in conflict.repairs],
            "limit": conflict.limit.get(self._lang) if conflict.limit else None,
        }

    def _texts(self, texts: Iterable[Text]) -> list[str]:
        return [text.get(self._lang) for text in texts]

    def _repair(self, repair: Repair) -> Json:
        return {
            "changes": [
                {"kind": c.kind, "id": c.id, "to": _plain(c.to), "text": c.text.get(self._lang)} for c in repair.changes
            ],
            "also_changes": [_moved(m) for m in repair.also_changes],
            "score_change": repair.score_change,
            "licence_changes": [t.get(self._lang) for t in repair.licence_changes],
        }


def to_json(
    found: Assessment, catalog: Catalog, lang: Language = "en", alternatives: Sequence[Alternative] | None = None
) -> Json:
    """`advisor.assessment/1` as plain data."""
    return Renderer(catalog, lang).assessment(found, alternatives)


def explain_json(found: Explanation, catalog: Catalog, lang: Language = "en") -> Json:
    """The answer of `explain --json` as plain data."""
    return Renderer(catalog, lang).explanation(found)


def _source(sources: tuple[Source, ...]) -> str | None:
    return sources[0].ref if sources else None


def _plain(value: object) -> object:
    return list(value) if isinstance(value, tuple) else value


def _moved(moved: SideEffect) -> Json:
    return {"decision": moved.decision, "from": moved.from_, "to": moved.to}


def _remaining(remaining: Remaining | None) -> Json | None:
    if remaining is None:
        return None
    return {"exact": remaining.exact} if remaining.exact is not None else {"more_than": remaining.more_than or 0}


def _pin(pin: Pin) -> Json:
    return {**pin.model_dump(), "seen": pin.seen.isoformat()}


def _alternative(found: Alternative) -> Json:
    return {
        "stack": dict(found.stack),
        "objective": list(found.objective),
        "score": found.score,
        "differences": [_moved(m) for m in found.differences],
    }
