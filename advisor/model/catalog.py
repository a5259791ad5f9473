"""The catalogue: the whole knowledge, read and checked, as one immutable object."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterator
from datetime import date
from functools import cached_property

from pydantic import ConfigDict

from advisor.model.base import Id, Source, SourceEntry, Text, Value
from advisor.model.component import Component
from advisor.model.decision import Decision, Group, Option
from advisor.model.fact import Fact
from advisor.model.integration import InputSpec, Integration
from advisor.model.licence import Licence
from advisor.model.rule import Criterion, Policy, Rule, SupersededRule


class SupportedKubernetes(Value):
    """One Kubernetes minor that the edition knows."""

    version: str
    released: date
    end_of_life: date
    supported: bool


class Edition(Value):
    """Version of the knowledge and the date it speaks for."""

    id: str
    as_of: date
    title: Text
    kubernetes: tuple[SupportedKubernetes, ...]
    sources: tuple[Source, ...] = ()


class Capability(Value):
    """Something components provide and need (`object-storage`)."""

    id: Id
    name: Text


class Move(Value):
    """Why the authors' pick of a decision changed in an edition of their article."""

    edition: int
    decision: Id
    from_: str
    to: str
    text: Text


class Trend(Value):
    """The authors' picks for one decision, per edition 2022-2026."""

    decision: Id
    picks: dict[int, tuple[str, ...]]
    moves: tuple[Move, ...] = ()
    sources: tuple[Source, ...]

    def runs(self) -> tuple[tuple[int, int, tuple[str, ...]], ...]:
        """First and last edition of each unbroken run of the same picks, oldest first."""
        found: list[tuple[int, int, tuple[str, ...]]] = []
        for year, names in sorted(self.picks.items()):
            if found and found[-1][2] == names:
                found[-1] = (found[-1][0], year, names)
            else:
                found.append((year, year, names))
        return tuple(found)


class GlossaryTerm(Value):
    """A term as the interface and Korean engineers use it."""

    id: Id
    term: Text
    text: Text


class Override(Value):
    """An entry of an overlay that replaced or added one of the base knowledge."""

    kind: str
    id: str
    file: str
    replaced: bool


class Catalog(Value):
    """Everything the knowledge says. Tuples keep catalogue order; the `*_by_id` maps are views on them."""

    model_config = ConfigDict(frozen=True, extra="forbid", ignored_types=(cached_property,))

    edition: Edition
    criteria: tuple[Criterion, ...]
    groups: tuple[Group, ...]
    fact_groups: tuple[Group, ...]
    facts: tuple[Fact, ...]
    capabilities: tuple[Capability, ...]
    decisions: tuple[Decision, ...]
    components: tuple[Component, ...]
    rules: tuple[Rule, ...]
    superseded: tuple[SupersededRule, ...] = ()
    policies: tuple[Policy, ...]
    licences: tuple[Licence, ...]
    integrations: tuple[Integration, ...] = ()
    inputs: tuple[InputSpec, ...] = ()
    sources: tuple[SourceEntry, ...] = ()
    trends: tuple[Trend, ...] = ()
    glossary: tuple[GlossaryTerm, ...] = ()
    overrides: tuple[Override, ...] = ()

    @cached_property
    def digest(self) -> str:
        """SHA-256 over everything the catalogue says, in hexadecimal; where an overlay lies does not count."""
        return hashlib.sha256(self.model_dump_json(exclude={"overrides"}).encode()).hexdigest()

    @cached_property
    def fact_by_id(self) -> dict[str, Fact]:
        """Facts by id."""
        return {f.id: f for f in self.facts}

    @cached_property
    def decision_by_id(self) -> dict[str, Decision]:
        """Decisions by id, in catalogue order."""
        return {d.id: d for d in self.decisions}

    @cached_property
    def component_by_id(self) -> dict[str, Component]:
        """Components and context entries by id."""
        return {c.id: c for c in self.components}

    @cached_property
    def rule_by_id(self) -> dict[str, Rule]:
        """Rules by id."""
        return {r.id: r for r in self.rules}

    @cached_property
    def rules_using(self) -> Counter[str]:
        """How many rules speak of a fact, by its id."""
        spoken = ({leaf.fact for part in (r.when, r.then) if part for leaf in part.leaves()} for r in self.rules)
        return Counter(fact for facts in spoken for fact in facts if fact is not None)

    @cached_property
    def policy_by_id(self) -> dict[str, Policy]:
        """Policies by id."""
        return {p.id: p for p in self.policies}

    @cached_property
    def licence_by_id(self) -> dict[str, Licence]:
        """Licences and commercial terms by SPDX id or LicenseRef."""
        return {x.id: x for x in self.licences}

    @cached_property
    def input_by_id(self) -> dict[str, InputSpec]:
        """Inputs by id."""
        return {i.id: i for i in self.inputs}

    @cached_property
    def source_by_id(self) -> dict[str, SourceEntry]:
        """Named sources by id."""
        return {s.id: s for s in self.sources}

    def options(self) -> Iterator[tuple[Decision, Option]]:
        """Every option with its decision, in catalogue order."""
        for decision in self.decisions:
            for option in decision.options:
                yield decision, option
