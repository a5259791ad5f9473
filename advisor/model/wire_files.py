"""The published JSON forms of the commands that list, check, record and write."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, RootModel

from advisor.model.wire import EditionMoveJson, Wire


class ProblemJson(Wire):
    """One thing wrong with a file, in English: programs read it."""

    severity: str
    check: str | None
    file: str | None
    line: int | None
    key: str | None
    message: str
    nearest: str | None


class ProblemsJson(RootModel[list[ProblemJson]]):
    """`advisor knowledge check --json`."""


class VerificationJson(Wire):
    """`advisor verify --json`."""

    schema_: Annotated[Literal["advisor.verification/1"], Field(alias="schema", serialization_alias="schema")]
    bundle: str
    problems: list[ProblemJson]


class ListedJson(Wire):
    """One entry of a listing: its id, and its name or sentence."""

    id: str
    name: str


class ListingJson(RootModel[list[ListedJson]]):
    """`advisor knowledge list --json`."""


class ExportJson(Wire):
    """`advisor export --json`: the files of the bundle, the items to be filled in, and what differs from before."""

    schema_: Annotated[Literal["advisor.export/1"], Field(alias="schema", serialization_alias="schema")]
    bundle: str
    dry_run: bool
    files: int
    open_items: int
    added: list[str]
    changed: list[str]
    removed: list[str]
    same: int


class PersonJson(Wire):
    """A participant; `weight` is how much a vote of theirs counts."""

    name: str
    role: str | None
    weight: int


class RecordJson(Wire):
    """How far a decision is. `votes`: participant to option; `tally`: option to the weight of its votes."""

    decision: str
    status: Literal["proposed", "accepted", "parked"]
    owner: str | None
    question: str | None
    votes: dict[str, str]
    tally: dict[str, int]


class WorkshopJson(Wire):
    """`advisor workshop ... --json`."""

    schema_: Annotated[Literal["advisor.workshop/1"], Field(alias="schema", serialization_alias="schema")]
    session: str
    participants: list[PersonJson]
    decisions: list[RecordJson]


class ColumnRowJson(Wire):
    """Something in which stacks differ: a value per side, null where a side has none."""

    id: str
    values: list[str | None]


class ColumnsJson(Wire):
    """`advisor compare --json` of three to six sessions."""

    schema_: Annotated[Literal["advisor.columns/1"], Field(alias="schema", serialization_alias="schema")]
    sides: list[str]
    decisions: list[ColumnRowJson]
    components: list[ColumnRowJson]
    licences: list[ColumnRowJson]
    findings: list[ColumnRowJson]
    waves: list[ColumnRowJson]
    images: list[ColumnRowJson]
    moves: list[EditionMoveJson]
    totals: dict[str, list[int]]


class DriftAnswerJson(Wire):
    """An input, a decision or a site fact that differs between two bundles."""

    id: str
    old: str
    new: str


class MoveJson(Wire):
    """A component whose version differs, came or went."""

    id: str
    old: str | None
    new: str | None
    verdict: Literal["safe", "manual-step", "blocked", "unknown"]
    text: str


class DriftJson(Wire):
    """`advisor compare --json` of two bundles."""

    schema_: Annotated[Literal["advisor.drift/1"], Field(alias="schema", serialization_alias="schema")]
    answers: list[DriftAnswerJson]
    moves: list[MoveJson]
