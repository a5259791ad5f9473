"""The catalogue as clauses: structure that follows from the words, and one named group per rule instance."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from advisor.model.base import Source, Text
from advisor.model.catalog import Catalog
from advisor.model.component import Component
from advisor.model.condition import Condition
from advisor.model.licence import LicenceClass, Verdict
from advisor.model.rule import Effect, Policy, Rule
from advisor.solve.cnf import Clause, Cnf
from advisor.solve.licence import NEVER, LicenceConditions, any_of, effective, in_classes, is_osi
from advisor.solve.preferences import Preference, preferences
from advisor.solve.scores import ScoreTables
from advisor.solve.variables import Meaning, Variables
from advisor.wording.solve import sentence


@dataclass(frozen=True)
class Group:
    """The clauses of one rule instance, with its sentence. `policy` is the policy that must be hard for it to count."""

    id: str
    clauses: tuple[Clause, ...]
    text: Text
    sources: tuple[Source, ...]
    as_of: date
    when: Condition | None = None
    policy: str | None = None


class _Origin(Protocol):
    """Anything with a sentence, sources and a date: a rule, a need, a predicate, a policy."""

    @property
    def text(self) -> Text: ...
    @property
    def sources(self) -> tuple[Source, ...]: ...
    @property
    def as_of(self) -> date: ...


class Encoding:
    """A catalogue, encoded once. Nothing is ever retracted: what a session states are assumptions."""

    def __init__(self, catalog: Catalog) -> None:
        """Encode every rule kind of `catalog`."""
        self.catalog = catalog
        self.licences = LicenceConditions(catalog)
        self.preferences: tuple[Preference, ...] = preferences(catalog, self.licences)
        self.score_tables = ScoreTables(catalog, self.preferences)
        self.cnf = Cnf()
        self.variables = Variables(catalog, self.cnf, self._conditions())
        self.selected = self._policy_conditions()
        self.groups: list[Group] = []
        self._rules()
        self._needs()
        self._refusals()
        self._policies()
        self._prepare_preferences()
        self.definitions: list[Clause] = list(self.cnf.clauses)
        self.clauses: list[Clause] = [*self.definitions, *(c for g in self.groups for c in g.clauses)]
        self.option_lits: tuple[int, ...] = tuple(self.variables.option.values())

    def of_decision(self, decision_id: str) -> list[int]:
        """The literals of a decision's options, in catalogue order."""
        return self.variables.decision[decision_id]

    # ------------------------------------------------------------ rules

    def _group(
        self,
        identifier: str,
        clauses: Iterable[Iterable[int]],
        origin: _Origin,
        when: Condition | None = None,
        *,
        text: Text | None = None,
        policy: str | None = None,
    ) -> None:
        simple = tuple(c for c in (self.cnf.simplify(raw) for raw in clauses) if c is not None)
        if simple:
            said = text or origin.text
            self.groups.append(Group(identifier, simple, said, origin.sources, origin.as_of, when, policy))

    def _rules(self) -> None:
        for rule in self.catalog.rules:
            clauses = self._clauses(rule)
            if clauses:
                self._group(rule.id, clauses, rule, rule.when)

    def _clauses(self, rule: Rule) -> list[list[int]]:
        lit = self.variables.compile
        if rule.effect is Effect.REQUIRES and rule.then is not None:
            return self._implications(lit(rule.when), rule.then)
        if rule.effect is Effect.CONFLICTS:
            return [[-lit(rule.when), *(-lit(c) for c in rule.between)]]
        if rule.effect is Effect.FORBIDS:
            known = [self.variables.option[p] for p in rule.option_pairs() if p in self.variables.option]
            return [[-lit(rule.when), -option] for option in known]
        return []

    def _implications(self, premise: int, then: Condition) -> list[list[int]]:
        """Clauses for premise -> then, flat where `then` is a conjunction or a disjunction, for short proofs."""
        if then.all is not None:
            return [clause for part in then.all for clause in self._implications(premise, part)]
        if then.any is not None:
            return [[-premise, *(self.variables.compile(part) for part in then.any)]]
        return [[-premise, self.variables.compile(then)]]

    def _needs(self) -> None:
        for component in self.catalog.components:
            here = self.variables.component.get(component.id, -self.cnf.true)
            for need in component.needs:
                if need.optional or here == -self.cnf.true:
                    continue
                premise = self.cnf.all_of([here, self.variables.compile(need.when)]) if need.when else here
                clauses = self._implications(premise, need.needs)
                if need.when:
                    condition = -self.variables.compile(need.when)
                    clauses = [[-here, condition, *(x for x in c if x != -premise)] for c in clauses]
                self._group(f"need:{component.id}:{need.id}", clauses, need, need.when)

    def _refusals(self) -> None:
        for component in self._offered():
            here = self.variables.component[component.id]
            for rule, predicate, when in self.licences.refusals(component):
                clause = [-self.variables.compile(when), -here]
                self._group(rule, [clause], predicate, when)

    def _policies(self) -> None:
        for policy in self.catalog.policies:
            hard = self.variables.hard_policy[policy.id]
            for component_id, when in self.selected[policy.id].items():
                component = self.catalog.component_by_id[component_id]
                clause = [-hard, -self.variables.compile(when), -self.variables.component[component_id]]
                text = sentence(
                    "policy-rejects",
                    policy=policy.name,
                    component=component.name,
                    licence=component.licence.expression,
                )
                self._group(f"policy:{policy.id}:{component_id}", [clause], policy, when, text=text, policy=policy.id)

    def _offered(self) -> Iterator[Component]:
        for component in self.catalog.components:
            if self.variables.bringers.get(component.id):
                yield component

    # ------------------------------------------------------------ conditions that rules do not spell out

    def _policy_conditions(self) -> dict[str, dict[str, Condition]]:
        """Per policy, the components it selects and under which condition."""
        return {
            policy.id: {
                component.id: when
                for component in self._offered()
                if (when := self._selects(policy, component)) != NEVER
            }
            for policy in self.catalog.policies
        }

    def _selects(self, policy: Policy, component: Component) -> Condition:
        wanted = policy.rejects
        node = effective(component)
        classes = frozenset(LicenceClass(c) for c in wanted.licence_classes)
        fixed = (
            (not classes or in_classes(self.catalog, node, classes))
            and (wanted.osi is None or is_osi(self.catalog, node) is wanted.osi)
            and (not wanted.lifecycles or component.lifecycle.state in wanted.lifecycles)
            and (not wanted.cncf_levels or component.cncf.level in wanted.cncf_levels)
            and (not wanted.components or component.id in wanted.components)
        )
        if not fixed:
            return NEVER
        if not wanted.verdicts:
            return Condition(always=True)
        return any_of(self.licences.exactly(component, Verdict(v)) for v in wanted.verdicts)

    def _conditions(self) -> list[Condition]:
        return list(conditions_of(self.catalog))

    def _prepare_preferences(self) -> None:
        """Define every condition the objective may ask for, so that later questions find it."""
        for preference in self.preferences:
            self.variables.compile(preference.when)
        for decision in self.catalog.decisions:
            if decision.relevant_when is not None:
                self.variables.compile(decision.relevant_when)

    def about(self, meaning: Meaning) -> Text:
        """The sentence of a structural clause."""
        if meaning.kind == "decision":
            decision = self.catalog.decision_by_id[meaning.id]
            key = "decision-one" if decision.cardinality == "one" else "decision-optional"
            return sentence(key, decision=decision.name)
        if meaning.kind == "fact":
            fact = self.catalog.fact_by_id[meaning.id]
            return sentence("fact-order" if fact.kind in ("integer", "version") else "fact-one", fact=fact.name)
        return sentence("holds", condition=meaning.id)


def conditions_of(catalog: Catalog) -> Iterator[Condition]:
    """Every condition the solver asks about: rules, needs, licences, relevance."""
    for rule in catalog.rules:
        yield rule.when
        if rule.then is not None:
            yield rule.then
        yield from rule.between
    for component in catalog.components:
        for need in component.needs:
            yield need.needs
            if need.when is not None:
                yield need.when
    for licence in catalog.licences:
        for predicate in licence.predicates:
            yield predicate.when
    for decision in catalog.decisions:
        if decision.relevant_when is not None:
            yield decision.relevant_when
    fact = catalog.fact_by_id.get("subscriptions")
    if fact is not None:
        for component in catalog.components:
            yield Condition(fact="subscriptions", includes=component.id)
