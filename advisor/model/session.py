"""The session file (`advisor.session/1`) as a value: profile, choices and what people said about them."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import Field, StringConstraints, model_validator

from advisor.model.base import Id, Value
from advisor.model.fact import Answer

SESSION_SCHEMA = "advisor.session/1"
FreeText = Annotated[str, StringConstraints(max_length=2000)]


class Basis(Value):
    """What a choice rested on when it was made: the edition, and the rules that spoke for or against the option."""

    edition: FreeText
    rules: tuple[Annotated[str, StringConstraints(max_length=200)], ...] = ()


class Choice(Value):
    """What a person picked, kept even when a rule overrules it. `basis` lets `check` tell when its grounds moved."""

    option: Id
    because: FreeText | None = None
    by: FreeText | None = None
    at: str | None = None
    basis: Basis | None = None

    @model_validator(mode="before")
    @classmethod
    def _shorthand(cls, data: Any) -> Any:  # noqa: ANN401 - raw YAML
        return {"option": data} if isinstance(data, str) else data


class Acceptance(Value):
    """Somebody's signature under a finding."""

    by: FreeText
    because: FreeText
    at: str | None = None


class SoftPolicy(Value):
    """A policy that costs instead of forbidding."""

    weight: Annotated[int, Field(ge=1, le=10)]


class Seen(Value):
    """What a dump showed of a component that runs: its version there, where it was seen, and what is worrying.

    `attention`: retired, end-of-life, outside-range, newer-than-seen, older-than-seen.
    """

    version: Annotated[str, StringConstraints(max_length=200)] | None = None
    evidence: FreeText | None = None
    attention: tuple[Annotated[str, StringConstraints(max_length=40)], ...] = ()


PersonName = Annotated[str, StringConstraints(min_length=1, max_length=80)]


class Participant(Value):
    """Somebody in the workshop; `weight` is how much a vote of theirs counts."""

    role: FreeText | None = None
    weight: Annotated[int, Field(ge=1, le=10)] = 1


class DecisionRecord(Value):
    """How far people are with a decision.

    A parked decision has an owner and the question that must be answered first. `votes`: participant to option.
    """

    status: Literal["proposed", "accepted", "parked"] = "proposed"
    owner: PersonName | None = None
    question: FreeText | None = None
    votes: dict[PersonName, Id] = Field(default_factory=dict)

    @model_validator(mode="after")
    def _parked_says_who_and_what(self) -> DecisionRecord:
        if self.status == "parked" and not (self.owner and self.question):
            raise ValueError("a parked decision names its owner and the question")
        return self


ChangeKey = Annotated[
    str, StringConstraints(pattern=r"^(choice|exclusion|policy|existing|fact|need):[^\s:]+$", max_length=200)
]
"""Kind and id of a change that a repair may propose: `choice:cni`, `policy:osi_only`, `need:needs=backup`."""


class Session(Value):
    """Everything people stated. Answers, choices and inputs keep the order they were given in.

    The order of `profile` and `choices` is also the order in which a conflict names them.
    `seen` is what discovery found out about components in `existing`.
    `rejected` lists what no repair may propose to change.
    `scenario` names the state held here; `scenarios` holds the other named states.
    """

    schema_: Annotated[Literal["advisor.session/1"], Field(alias="schema")] = "advisor.session/1"
    name: Annotated[str, StringConstraints(min_length=1, max_length=80)] = "unnamed"
    edition: str | None = None
    note: FreeText | None = None
    profile: dict[Id, Answer] = Field(default_factory=dict)
    existing: tuple[Id, ...] = ()
    seen: dict[Id, Seen] = Field(default_factory=dict)
    choices: dict[Id, Choice] = Field(default_factory=dict)
    excluded: dict[Id, tuple[Id, ...]] = Field(default_factory=dict)
    policies: dict[Id, bool | SoftPolicy] = Field(default_factory=dict)
    weights: dict[Id, Annotated[int, Field(ge=0, le=10)]] = Field(default_factory=dict)
    inputs: dict[Id, Any] = Field(default_factory=dict)
    accepted: dict[str, Acceptance] = Field(default_factory=dict)
    rejected: tuple[ChangeKey, ...] = ()
    participants: dict[PersonName, Participant] = Field(default_factory=dict)
    records: dict[Id, DecisionRecord] = Field(default_factory=dict)
    scenario: Annotated[str, StringConstraints(min_length=1, max_length=40)] = "A"
    scenarios: dict[str, Session] = Field(default_factory=dict)

    @model_validator(mode="after")
    def _scenarios_are_flat(self) -> Session:
        if any(s.scenarios for s in self.scenarios.values()):
            raise ValueError("a scenario holds no scenarios of its own")
        if self.scenario in self.scenarios:
            raise ValueError(f"scenario {self.scenario} is the current one and cannot be stored beside itself")
        return self

    def hard_policies(self) -> tuple[str, ...]:
        """Ids of the policies that forbid, in the order stated."""
        return tuple(p for p, on in self.policies.items() if on is True)

    def soft_policies(self) -> dict[str, int]:
        """Weight per soft policy."""
        return {p: on.weight for p, on in self.policies.items() if isinstance(on, SoftPolicy)}
