"""The assessment: the standing of everything, with its reasons. Importable without any solver.

Its JSON form (`to_json`) is `advisor.assessment/1` of the published contract.
"""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from functools import cached_property
from typing import Annotated, Any, Literal

from pydantic import ConfigDict, Field

from advisor.model.base import Id, Source, Text, Value
from advisor.model.licence import Verdict
from advisor.model.rule import Effect, Severity

ASSESSMENT_SCHEMA = "advisor.assessment/1"


class Standing(StrEnum):
    """Where an option stands."""

    CHOSEN = "chosen"
    FORCED = "forced"
    SUGGESTED = "suggested"
    POSSIBLE = "possible"
    IMPOSSIBLE = "impossible"
    UNKNOWN = "unknown"


class Reason(Value):
    """A typed cause: the rule, what it does, its sentence and where that comes from. `points` are unweighted."""

    rule: str
    effect: Effect
    points: int = 0
    weight: int = 0
    criterion: Id | None = None
    text: Text
    sources: tuple[Source, ...] = ()
    as_of: date | None = None


class LicenceView(Value):
    """A component's licence judged for this profile, with the sentences that led there."""

    component: Id
    expression: str
    verdict: Verdict
    text: Text
    sources: tuple[Source, ...] = ()
    as_of: date | None = None


ItemKind = Literal["fact", "choice", "exclusion", "policy", "existing", "rule"]


class Item(Value):
    """One cause of a conflict or of a forced value.

    `id` is the fact, decision (`cni`), `decision=option` for exclusions, policy, component or rule id.
    """

    kind: ItemKind
    id: str
    text: Text
    sources: tuple[Source, ...] = ()
    as_of: date | None = None


class Step(Value):
    """One numbered line of an explanation: from earlier steps `uses` (0-based) and one item follows `text`."""

    item: Item
    uses: tuple[int, ...] = ()
    concludes: Text


class Change(Value):
    """One thing to change in the session. `to` None takes the statement back.

    `id` is the decision, `decision=option` for exclusions, the policy, component or fact, and `fact=value` for a
    need (one value of a list). `to` True on an existing component states that the site runs it.
    """

    kind: Literal["choice", "exclusion", "policy", "existing", "fact", "need"]
    id: str
    to: Any = None
    text: Text


class SideEffect(Value):
    """A decision whose best value differs after a repair."""

    decision: Id
    from_: Annotated[str | None, Field(alias="from", serialization_alias="from")]
    to: str | None


class Repair(Value):
    """A verified set of changes; the stack after it was solved again."""

    changes: tuple[Change, ...]
    also_changes: tuple[SideEffect, ...] = ()
    score_change: int = 0
    licence_changes: tuple[Text, ...] = ()


class Conflict(Value):
    """A subset-minimal set of items that cannot hold together, its chain, and ways out."""

    items: tuple[Item, ...]
    chain: tuple[Step, ...] = ()
    repairs: tuple[Repair, ...] = ()
    limit: Text | None = None
    """Says that the search for ways out stopped at its work limit."""


class OptionView(Value):
    """One option with everything a person may ask about it."""

    id: Id
    standing: Standing
    score: int = 0
    criteria: dict[str, int] = Field(default_factory=dict)
    reasons: tuple[Reason, ...] = ()
    licence: LicenceView | None = None


class DecisionView(Value):
    """One decision: the choice kept, the option in force, and all options.

    `choice` is the option in force (chosen, forced or suggested) or None in a conflict; `wish` is what the person
    picked, kept even when it is overruled.
    """

    id: Id
    group: Id
    choice: Id | None
    standing: Standing
    wish: Id | None = None
    relevant: bool = True
    options: tuple[OptionView, ...]

    @property
    def overruled(self) -> bool:
        """Whether what the person picked is proved not to hold."""
        return self.wish is not None and self.wish != self.choice and self.standing is not Standing.UNKNOWN

    def option(self, option_id: str) -> OptionView | None:
        """The option of that id, or None."""
        return next((o for o in self.options if o.id == option_id), None)


class Finding(Value):
    """Something a person should know. `accepted` says that somebody signed for it."""

    id: str
    severity: Severity
    text: Text
    sources: tuple[Source, ...] = ()
    as_of: date | None = None
    decision: Id | None = None
    accepted: bool = False


class Remaining(Value):
    """How many stacks are left: `exact`, or more than a number."""

    exact: int | None = None
    more_than: int | None = None


class Pin(Value):
    """The version taken of a component, and how it was chosen.

    `documented` is false where no version documents the wanted Kubernetes.
    """

    component: Id
    version: str
    charts: dict[str, str] = Field(default_factory=dict)
    seen: date
    kubernetes: str | None = None
    documented: bool


class Resources(Value):
    """Requests of the whole stack: CPU in millicores, memory in MiB, storage in GiB."""

    cpu_m: int = 0
    memory_mi: int = 0
    storage_gi: int = 0
    estimated: bool = True
    unknown: tuple[Id, ...] = ()


class Assumption(Value):
    """An open fact and the answer the suggestion rests on: the neutral one, or the nearest that can hold."""

    fact: Id
    value: Any


class Assessment(Value):
    """The standing of everything for one session.

    `status`: complete (every decision chosen or forced), open (suggestions remain), conflict (no valid stack).
    `stack` is the best stack as decision -> option, empty in a conflict, and where a work limit ran out before one was
    found: a finding `limit:...` says so. `objective` lists the value of each level of the objective, lowest first is
    better.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", ignored_types=(cached_property,))

    edition: str
    session: str
    status: Literal["complete", "open", "conflict"]
    decisions: tuple[DecisionView, ...]
    stack: dict[str, str] = Field(default_factory=dict)
    components: tuple[Id, ...] = ()
    waves: tuple[tuple[Id, ...], ...] = ()
    pins: tuple[Pin, ...] = ()
    findings: tuple[Finding, ...] = ()
    conflicts: tuple[Conflict, ...] = ()
    remaining: Remaining | None = None
    resources: Resources = Resources()
    assumptions: tuple[Assumption, ...] = ()
    score: int = 0
    objective: tuple[int, ...] = ()

    @property
    def unsettled(self) -> bool:
        """Whether a work limit ran out before a best stack was found: neither a conflict nor a stack."""
        return any(f.id in ("limit:consistency", "limit:best") for f in self.findings)

    def decision(self, decision_id: str) -> DecisionView:
        """The view of one decision; KeyError if there is none."""
        return self._decision_by_id[decision_id]

    @cached_property
    def _decision_by_id(self) -> dict[str, DecisionView]:
        return {view.id: view for view in self.decisions}


class Explanation(Value):
    """Why an option stands where it stands."""

    decision: Id
    option: Id
    standing: Standing
    because: tuple[Item, ...] = ()
    chain: tuple[Step, ...] = ()
    reasons: tuple[Reason, ...] = ()
    conflict: Conflict | None = None
    neighbours: tuple[tuple[str, str, str], ...] = ()
    """Edges of the one-hop graph as (provider, install or runtime, consumer), with the option in the stack."""
    breaks: tuple[Id, ...] = ()
    """Components that cannot do without what the option brings, directly or through others."""
    instead: Text | None = None
    """Of an option that could be taken: what is in force in its place, and why that comes first; of a suggestion: the
    option that comes next, and why it comes after."""
    limits: tuple[Text, ...] = ()
    """What is missing here because a work limit ran out."""


class Consequences(Value):
    """What choosing an option would do to the other open decisions.

    `forced` pairs are the only ones left afterwards, `excluded` pairs would become impossible, `opens` pairs would
    become possible. `possible` is false where the option itself cannot be taken; then the lists are empty. `limit` says
    that a work limit ran out before anything was proved; then they are empty too.
    """

    decision: Id
    option: Id
    possible: bool
    forced: tuple[tuple[Id, Id], ...] = ()
    excluded: tuple[tuple[Id, Id], ...] = ()
    opens: tuple[tuple[Id, Id], ...] = ()
    limit: Text | None = None


class Alternative(Value):
    """One of the next best stacks: what it takes, its objective, and where it differs from the best."""

    stack: dict[str, str]
    objective: tuple[int, ...]
    score: int
    differences: tuple[SideEffect, ...] = ()


class Flip(Value):
    """The smallest single change after which another option of a decision becomes the suggestion.

    `kind` weight: criterion `id` must weigh `to` instead of `from_`; fact: the answer to `id` must be `to`.
    """

    kind: Literal["weight", "fact"]
    id: Id
    from_: Annotated[Any, Field(alias="from", serialization_alias="from")]
    to: Any
    option: Id
    text: Text


class FactRange(Value):
    """Between which bounds the answer to an integer or version fact must lie, and what sets each end.

    `at_least` is inclusive, `below` exclusive; None where nothing bounds that side.
    """

    fact: Id
    at_least: str | None = None
    at_least_because: tuple[Item, ...] = ()
    below: str | None = None
    below_because: tuple[Item, ...] = ()
