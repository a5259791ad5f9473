"""The published JSON forms: `advisor.assessment/1` and the answer of `explain --json`. Schemas come from them."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, RootModel

from advisor.model.assessment import ItemKind


class Wire(BaseModel):
    """Base of the wire models: an unknown key is an error, so that output can be checked against them."""

    model_config = ConfigDict(frozen=True, extra="forbid")


_From = Field(alias="from", serialization_alias="from")


class ReasonJson(Wire):
    """A rule that speaks for or against an option; `weight` is what it adds to the score, `points` is unweighted."""

    rule: str
    effect: str
    points: int
    weight: int
    criterion: str | None
    text: str
    source: str | None
    as_of: str | None


class LicenceJson(Wire):
    """A licence, judged for this profile."""

    component: str
    expression: str
    verdict: Literal["ok", "conditional", "needs-purchase", "refused", "unknown"]
    text: str
    source: str | None


_Standing = Literal["chosen", "forced", "suggested", "possible", "impossible", "unknown"]


class OptionJson(Wire):
    """One option of a decision."""

    id: str
    name: str
    standing: _Standing
    score: int
    criteria: dict[str, int]
    reasons: list[ReasonJson]
    licence: LicenceJson | None


class DecisionJson(Wire):
    """One decision: `choice` is the option in force, `wish` what the person picked."""

    id: str
    name: str
    group: str
    choice: str | None
    wish: str | None
    standing: _Standing
    relevant: bool
    options: list[OptionJson]


class FindingJson(Wire):
    """Something a person should know."""

    id: str
    severity: Literal["info", "warning", "must-accept"]
    text: str
    source: str | None
    as_of: str | None
    decision: str | None
    accepted: bool


class ItemJson(Wire):
    """One cause."""

    kind: ItemKind
    id: str
    text: str
    source: str | None
    as_of: str | None


class StepJson(Wire):
    """One numbered line of a proof; `uses` are 0-based numbers of earlier lines."""

    item: ItemJson
    uses: list[int]
    concludes: str


class ChangeJson(Wire):
    """One thing to change; `to` null takes the statement back."""

    kind: Literal["choice", "exclusion", "policy", "existing", "fact", "need"]
    id: str
    to: Any
    text: str


class MovedJson(Wire):
    """A decision whose best value differs afterwards."""

    decision: str
    from_: Annotated[str | None, _From]
    to: str | None


class RepairJson(Wire):
    """A verified set of changes."""

    changes: list[ChangeJson]
    also_changes: list[MovedJson]
    score_change: int
    licence_changes: list[str]


class ConflictJson(Wire):
    """A minimal conflict with its proof and the ways out; `limit` says that not all of them were looked for."""

    items: list[ItemJson]
    chain: list[StepJson]
    repairs: list[RepairJson]
    limit: str | None


class ExactJson(Wire):
    """The number of stacks left."""

    exact: int


class MoreThanJson(Wire):
    """More stacks are left than this."""

    more_than: int


class ResourcesJson(Wire):
    """Requests of the whole stack: millicores, MiB, GiB."""

    cpu_m: int
    memory_mi: int
    storage_gi: int
    estimated: bool
    unknown: list[str]


class PinJson(Wire):
    """The version taken of a component."""

    component: str
    version: str
    charts: dict[str, str]
    seen: str
    kubernetes: str | None
    documented: bool


class AssumptionJson(Wire):
    """An open fact and the neutral answer the suggestion started from."""

    fact: str
    value: Any


class AlternativeJson(Wire):
    """One of the best stacks, with where it differs from the best."""

    stack: dict[str, str]
    objective: list[int]
    score: int
    differences: list[MovedJson]


class RangeJson(Wire):
    """Bounds of a number or version: `at_least` inclusive, `below` exclusive, with what sets each end."""

    fact: str
    at_least: str | None
    at_least_because: list[ItemJson]
    below: str | None
    below_because: list[ItemJson]


class AssessmentJson(Wire):
    """`advisor solve --json`."""

    schema_: Annotated[Literal["advisor.assessment/1"], Field(alias="schema", serialization_alias="schema")]
    edition: str
    session: str
    status: Literal["complete", "open", "conflict"]
    decisions: list[DecisionJson]
    stack: dict[str, str]
    components: list[str]
    waves: list[list[str]]
    pins: list[PinJson]
    findings: list[FindingJson]
    conflicts: list[ConflictJson]
    remaining: ExactJson | MoreThanJson | None
    resources: ResourcesJson
    assumptions: list[AssumptionJson]
    score: int
    objective: list[int]
    ranges: list[RangeJson] | None = None
    alternatives: list[AlternativeJson] | None = None
    limits: list[str] | None = None


class EditionMoveJson(Wire):
    """What the article's authors changed in an edition, and why."""

    decision: str
    edition: int
    text: str


class TrendJson(Wire):
    """The authors' picks for the decision, in one line, and the moves behind them."""

    text: str
    moves: list[EditionMoveJson]


class FlipJson(Wire):
    """A change of one weight or one answer after which `option` would be suggested."""

    kind: Literal["weight", "fact"]
    id: str
    from_: Annotated[Any, _From]
    to: Any
    option: str
    text: str


class ExplainJson(Wire):
    """`advisor explain --json`."""

    decision: str
    option: str
    standing: _Standing
    because: list[ItemJson]
    chain: list[StepJson]
    reasons: list[ReasonJson]
    conflict: ConflictJson | None
    trend: TrendJson | None
    neighbours: list[tuple[str, str, str]]
    breaks: list[str]
    instead: str | None
    flips: list[FlipJson]
    limits: list[str]


class PairJson(Wire):
    """Something in which two stacks differ; null where a side has none."""

    id: str
    a: str | None
    b: str | None


class TotalJson(Wire):
    """A total of both sides."""

    a: int
    b: int


class ComparisonJson(Wire):
    """`advisor compare --json` of two sessions. Totals: millicores, MiB, GiB, score, waves."""

    schema_: Annotated[Literal["advisor.comparison/1"], Field(alias="schema", serialization_alias="schema")]
    a: str
    b: str
    decisions: list[PairJson]
    components: list[PairJson]
    licences: list[PairJson]
    findings: list[PairJson]
    waves: list[PairJson]
    images: list[PairJson]
    moves: list[EditionMoveJson]
    totals: dict[str, TotalJson]


class SeenJson(Wire):
    """A component found in the dumps, with its evidence."""

    id: str
    version: str | None
    evidence: list[str]
    attention: list[str]


class SeenFactJson(Wire):
    """A fact that follows from the dumps."""

    id: str
    value: Any
    evidence: str
    attention: list[str]


class UnknownJson(Wire):
    """Something of the platform that the knowledge does not know; `kind` is chart, image, crd, provisioner ..."""

    kind: str
    value: str
    place: str


class DifferingJson(Wire):
    """An answer of a person that the dumps contradict; it was left as it is."""

    id: str
    stated: Any
    seen: Any


class DiscoveryJson(Wire):
    """`advisor discover --json`."""

    schema_: Annotated[Literal["advisor.discovery/1"], Field(alias="schema", serialization_alias="schema")]
    existing: list[SeenJson]
    facts: list[SeenFactJson]
    filled: list[str]
    differing: list[DifferingJson]
    unknown_charts: list[str]
    unknown: list[UnknownJson]


class ExampleJson(Wire):
    """One embedded session."""

    name: str
    note: str | None


class ExamplesJson(RootModel[list[ExampleJson]]):
    """`advisor examples --json`."""


class ScenariosJson(Wire):
    """`advisor scenario ... --json`: the current one comes first; `not_taken` are decisions a merge left alone."""

    schema_: Annotated[Literal["advisor.scenarios/1"], Field(alias="schema", serialization_alias="schema")]
    current: str
    scenarios: list[str]
    not_taken: list[str]


StaleKind = Literal[
    "edition", "gone", "overruled", "retired", "end-of-life", "rules", "licence", "signature", "unused-answer"
]


class StaleJson(Wire):
    """One thing that went stale: `id` is the edition, decision, finding, fact or the place in the file."""

    kind: StaleKind
    id: str
    text: str


class CheckJson(Wire):
    """`advisor check --json`."""

    schema_: Annotated[Literal["advisor.check/1"], Field(alias="schema", serialization_alias="schema")]
    session: str
    edition: str
    stale: list[StaleJson]
