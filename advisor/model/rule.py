"""Rules: one id, one condition, one effect, one sentence, one dated source."""

from __future__ import annotations

from datetime import date
from enum import StrEnum

from pydantic import model_validator

from advisor.model.base import Id, Source, Text, Value
from advisor.model.condition import ALWAYS, Condition


class Effect(StrEnum):
    """What a rule does when its condition holds."""

    REQUIRES = "requires"
    """`then` must hold too."""
    CONFLICTS = "conflicts"
    """the conditions of `between` cannot all hold together."""
    FORBIDS = "forbids"
    """none of `options` can be chosen."""
    PREFERS = "prefers"
    """each of `options` gains `points` (negative: loses) on `criterion`."""
    WARNS = "warns"
    """a finding of `severity` is raised."""
    SETS = "sets"
    """the integrations of `integrations` write a setting; the finding says which and why."""


class Severity(StrEnum):
    """How loud a finding is. `must-accept` blocks the export until somebody signs for it."""

    INFO = "info"
    WARNING = "warning"
    MUST_ACCEPT = "must-accept"


class Rule(Value):
    """One rule of the knowledge.

    `options` are written `decision=option`. `points` run from -10 to 10 and are multiplied by the criterion's weight.
    `wanted: true` on a preference says that the site asks for the option, so that taking it is not an extra component.
    `traces` names what the rule comes from: article rule ids, `B-01`, `C:velero`, `D:cilium`, `E:istiod`.
    """

    id: Id
    effect: Effect
    when: Condition = ALWAYS
    then: Condition | None = None
    between: tuple[Condition, ...] = ()
    options: tuple[str, ...] = ()
    points: int = 0
    criterion: Id | None = None
    wanted: bool = False
    severity: Severity = Severity.WARNING
    integrations: tuple[Id, ...] = ()
    decision: Id | None = None
    text: Text
    sources: tuple[Source, ...]
    as_of: date
    traces: tuple[str, ...] = ()

    @model_validator(mode="after")
    def _parts_match_effect(self) -> Rule:
        needed = {
            Effect.REQUIRES: ("then",),
            Effect.CONFLICTS: ("between",),
            Effect.FORBIDS: ("options",),
            Effect.PREFERS: ("options", "points", "criterion"),
            Effect.WARNS: (),
            Effect.SETS: ("integrations",),
        }[self.effect]
        optional = {"wanted"} if self.effect is Effect.PREFERS else set()
        if self.effect in (Effect.WARNS, Effect.SETS):
            optional |= {"severity", "options"}
        for part in ("then", "between", "options", "points", "criterion", "integrations"):
            if part in needed and not getattr(self, part):
                raise ValueError(f"rule {self.id}: {self.effect} needs {part}")
            if part not in needed and part not in optional and getattr(self, part):
                raise ValueError(f"rule {self.id}: {part} has no meaning for {self.effect}")
        if self.wanted and self.effect is not Effect.PREFERS:
            raise ValueError(f"rule {self.id}: wanted belongs to prefers")
        if self.effect is Effect.CONFLICTS and len(self.between) < 2:
            raise ValueError(f"rule {self.id}: conflicts needs two or more conditions in between")
        if not -10 <= self.points <= 10:
            raise ValueError(f"rule {self.id}: points lie between -10 and 10")
        if any(o.count("=") != 1 for o in self.options):
            raise ValueError(f"rule {self.id}: an option is written decision=option")
        if not self.sources:
            raise ValueError(f"rule {self.id}: a rule has at least one source")
        return self

    def option_pairs(self) -> tuple[tuple[str, str], ...]:
        """`options` as (decision, option) pairs."""
        return tuple((o.split("=")[0], o.split("=")[1]) for o in self.options)


class SupersededRule(Value):
    """An article rule that is kept for the record but no longer used, with what replaced it."""

    id: Id
    text: Text
    reason: Text
    replaced_by: tuple[Id, ...] = ()
    sources: tuple[Source, ...]
    as_of: date


class PolicySelector(Value):
    """Which components a policy rejects; every stated part must match. A part left out matches all."""

    licence_classes: tuple[str, ...] = ()
    osi: bool | None = None
    verdicts: tuple[str, ...] = ()
    lifecycles: tuple[str, ...] = ()
    cncf_levels: tuple[str, ...] = ()
    components: tuple[Id, ...] = ()


class Policy(Value):
    """A switch of the organisation: hard (`true`) it forbids, soft (a weight) it costs, each option it selects."""

    id: Id
    name: Text
    text: Text
    rejects: PolicySelector
    sources: tuple[Source, ...] = ()
    as_of: date


class Criterion(Value):
    """One axis of the score, with its default weight 0..10."""

    id: Id
    name: Text
    weight: int
