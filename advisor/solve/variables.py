"""What the variables of the encoding stand for: options, components, capabilities, facts, existing parts, policies."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from advisor.model.catalog import Catalog
from advisor.model.condition import Condition
from advisor.model.decision import Cardinality
from advisor.model.fact import Answer, Fact, FactKind
from advisor.model.version import Version, parse_version
from advisor.solve.cnf import Clause, Cnf

if TYPE_CHECKING:
    from advisor.solve.statements import Statement

Pair = tuple[str, str]
"""(decision, option)."""


@dataclass(frozen=True)
class Meaning:
    """What a positive literal says: kind, id, and a value or option where there is one."""

    kind: str
    id: str
    value: str = ""


@dataclass(frozen=True)
class Structure:
    """A clause that follows from what the words mean, with the thing it is about (for the proof)."""

    clause: Clause
    about: Meaning


@dataclass
class FactCode:
    """The variables of one fact: one per value (enumeration, list), one per threshold, or a single one."""

    fact: Fact
    single: int = 0
    values: dict[str, int] = field(default_factory=dict)
    thresholds: list[tuple[Version, str, int]] = field(default_factory=list)

    def literals(self, answer: Answer) -> tuple[int, ...]:
        """The literals that say exactly `answer`."""
        if self.fact.kind is FactKind.BOOLEAN:
            return () if not self.single else (self.single if answer else -self.single,)
        if self.fact.kind in (FactKind.ENUM, FactKind.LIST):
            chosen = answer if isinstance(answer, tuple) else (answer,)
            return tuple(lit if value in chosen else -lit for value, lit in self.values.items())
        number = _number(str(answer), self.fact.kind)
        return tuple(lit if number >= at else -lit for at, _, lit in self.thresholds)


class Variables:
    """All variables of a catalogue; `leaf` gives the literal of a condition without children."""

    def __init__(self, catalog: Catalog, cnf: Cnf, conditions: Iterable[Condition]) -> None:
        """Create every variable; `conditions` are all that will ever be asked for, as thresholds come from them."""
        self.catalog = catalog
        self.cnf = cnf
        self.meaning: dict[int, Meaning] = {}
        self.structure: list[Structure] = []
        self.spoken: dict[int, Condition] = {}
        """Helper literals and the condition each of them stands for."""
        self.option: dict[Pair, int] = {}
        self.pair: dict[int, Pair] = {}
        for decision, option in catalog.options():
            lit = cnf.fresh()
            self.option[decision.id, option.id] = lit
            self.pair[lit] = (decision.id, option.id)
            self.meaning[lit] = Meaning("option", decision.id, option.id)
        leaves = [leaf for condition in conditions for leaf in condition.leaves()]
        self.facts = {f.id: self._fact(f, [leaf for leaf in leaves if leaf.fact == f.id]) for f in catalog.facts}
        listed = {leaf.existing for leaf in leaves if leaf.existing is not None}
        self.existing = {c: self._named("existing", c) for c in sorted(listed)}
        self.policy = {p.id: self._named("policy", p.id) for p in catalog.policies}
        self.hard_policy = {p.id: self._named("hard-policy", p.id) for p in catalog.policies}
        self.soft_policy = {p.id: self._named("soft-policy", p.id) for p in catalog.policies}
        for policy_id, hard in self.hard_policy.items():
            about = Meaning("policy", policy_id)
            self._hold((-hard, self.policy[policy_id]), about)
            self._hold((-self.policy[policy_id], hard, self.soft_policy[policy_id]), about)
        self.stated_top = cnf.top
        """Highest variable a session can fix; components, capabilities and helpers come after."""
        self.bringers = self._bringers()
        self.component = {c: self._union("component", c, pairs) for c, pairs in self.bringers.items()}
        self.providers = self._providers()
        self.capability = {c: self._union("capability", c, pairs) for c, pairs in self.providers.items()}
        self._cardinalities()
        self.said: dict[tuple[str, str, Answer], tuple[Statement, ...]] = {}
        """Statements made so far, by kind, id and answer."""
        self.decision: dict[str, list[int]] = {}
        for (decision_id, _), lit in self.option.items():
            self.decision.setdefault(decision_id, []).append(lit)

    def compile(self, condition: Condition) -> int:
        """The literal of a condition; open facts keep their own variables."""
        if condition.not_ is not None:
            return -self.compile(condition.not_)
        if condition.all is not None:
            lit = self.cnf.all_of([self.compile(c) for c in condition.all])
        elif condition.any is not None:
            lit = self.cnf.any_of([self.compile(c) for c in condition.any])
        else:
            lit = self.leaf(condition)
        if abs(lit) not in self.meaning:
            self.spoken.setdefault(lit, condition)
        return lit

    def leaf(self, leaf: Condition) -> int:  # noqa: PLR0911 - one return per operator
        """The literal of a condition that has no children."""
        never = -self.cnf.true
        if leaf.always is not None:
            return self.cnf.true if leaf.always else never
        if leaf.fact is not None:
            return self._comparison(leaf)
        if leaf.chosen is not None:
            return self.option.get(leaf.choice, never)
        if leaf.component is not None:
            return self.component.get(leaf.component, never)
        if leaf.capability is not None:
            return self.capability.get(leaf.capability, never)
        if leaf.existing is not None:
            return self.existing[leaf.existing]
        return self.policy.get(str(leaf.policy), never)

    def describe(self, lit: int) -> Meaning | None:
        """What the variable of `lit` stands for; None for a helper variable."""
        return self.meaning.get(abs(lit))

    # ------------------------------------------------------------ building

    def _named(self, kind: str, identifier: str, value: str = "") -> int:
        lit = self.cnf.fresh()
        self.meaning[lit] = Meaning(kind, identifier, value)
        return lit

    def _hold(self, clause: Iterable[int], about: Meaning) -> None:
        simple = self.cnf.simplify(clause)
        if simple is not None:
            self.cnf.clauses.append(simple)
            self.structure.append(Structure(simple, about))

    def _fact(self, fact: Fact, leaves: list[Condition]) -> FactCode:
        code = FactCode(fact)
        about = Meaning("fact", fact.id)
        if fact.kind is FactKind.BOOLEAN:
            code.single = self._named("fact", fact.id)
        elif fact.kind in (FactKind.ENUM, FactKind.LIST):
            values = list(fact.value_ids()) or _mentioned(leaves)
            code.values = {value: self._named("fact", fact.id, value) for value in values}
            if fact.kind is FactKind.ENUM:
                lits = list(code.values.values())
                for clause in self.cnf.at_most_one(lits):
                    self._hold(clause, about)
                if fact.values:
                    self._hold(lits, about)
        else:
            self._thresholds(code, leaves)
        return code

    def _thresholds(self, code: FactCode, leaves: list[Condition]) -> None:
        fact = code.fact
        bounds: dict[Version, str] = {}
        for leaf in leaves:
            for bound in _bounds(leaf, fact.kind):
                bounds.setdefault(_number(bound, fact.kind), bound)
        for number, bound in sorted(bounds.items()):
            code.thresholds.append((number, bound, self._threshold(fact, bound, number)))
        about = Meaning("fact", fact.id)
        for (_, _, low), (_, _, high) in zip(code.thresholds, code.thresholds[1:], strict=False):
            self._hold((-high, low), about)

    def _threshold(self, fact: Fact, bound: str, number: Version) -> int:
        if fact.minimum is not None and number <= (fact.minimum,):
            return self.cnf.true
        if fact.maximum is not None and number > (fact.maximum,):
            return -self.cnf.true
        return self._named("threshold", fact.id, bound)

    def _comparison(self, leaf: Condition) -> int:
        code = self.facts[str(leaf.fact)]
        kind = code.fact.kind
        if leaf.includes is not None:
            return code.values.get(leaf.includes, -self.cnf.true)
        if leaf.at_least is not None:
            return self._reaches(code, str(leaf.at_least))
        if leaf.below is not None:
            return -self._reaches(code, str(leaf.below))
        wanted = leaf.in_ if leaf.in_ is not None else (leaf.is_,)
        if kind is FactKind.BOOLEAN:
            return self.cnf.any_of([code.single if w else -code.single for w in wanted])
        if kind in (FactKind.ENUM, FactKind.LIST):
            return self.cnf.any_of([code.values.get(str(w), -self.cnf.true) for w in wanted])
        return self.cnf.any_of(
            [self.cnf.all_of([self._reaches(code, str(w)), -self._reaches(code, _next(str(w), kind))]) for w in wanted]
        )

    def _reaches(self, code: FactCode, bound: str) -> int:
        number = _number(bound, code.fact.kind)
        return next(lit for at, _, lit in code.thresholds if at == number)

    def _bringers(self) -> dict[str, list[Pair]]:
        found: dict[str, list[Pair]] = {c.id: [] for c in self.catalog.components}
        for decision, option in self.catalog.options():
            for component in option.brings():
                found.setdefault(component, []).append((decision.id, option.id))
        return found

    def _providers(self) -> dict[str, list[Pair]]:
        found: dict[str, dict[Pair, None]] = {c.id: {} for c in self.catalog.capabilities}
        for decision, option in self.catalog.options():
            parts = [self.catalog.component_by_id.get(c) for c in option.brings()]
            provided = [*option.provides, *(cap for part in parts if part for cap in part.provides)]
            for capability in provided:
                found.setdefault(capability, {})[decision.id, option.id] = None
        return {capability: list(pairs) for capability, pairs in found.items()}

    def _union(self, kind: str, identifier: str, pairs: list[Pair]) -> int:
        lits = [self.option[pair] for pair in pairs]
        if not lits:
            return -self.cnf.true
        if len(lits) == 1:
            return lits[0]
        lit = self._named(kind, identifier)
        about = Meaning(kind, identifier)
        self._hold((-lit, *lits), about)
        for option in lits:
            self._hold((-option, lit), about)
        return lit

    def _cardinalities(self) -> None:
        for decision in self.catalog.decisions:
            lits = [self.option[decision.id, option.id] for option in decision.options]
            about = Meaning("decision", decision.id)
            if decision.cardinality is not Cardinality.ANY:
                for clause in self.cnf.at_most_one(lits):
                    self._hold(clause, about)
            if decision.cardinality is Cardinality.ONE:
                self._hold(lits, about)


def assumed_answers(catalog: Catalog, profile: Mapping[str, Answer]) -> dict[str, Answer]:
    """The neutral answers of the facts that are still open."""
    return {f.id: f.assume for f in catalog.facts if f.assume is not None and f.id not in profile}


def _mentioned(leaves: list[Condition]) -> list[str]:
    found: dict[str, None] = {}
    for leaf in leaves:
        for value in (leaf.includes, leaf.is_, *(leaf.in_ or ())):
            if value is not None:
                found[str(value)] = None
    return sorted(found)


def _bounds(leaf: Condition, kind: FactKind) -> list[str]:
    if leaf.at_least is not None:
        return [str(leaf.at_least)]
    if leaf.below is not None:
        return [str(leaf.below)]
    wanted = leaf.in_ if leaf.in_ is not None else (leaf.is_,)
    return [bound for w in wanted if w is not None for bound in (str(w), _next(str(w), kind))]


def _number(bound: str, kind: FactKind) -> Version:
    if kind is FactKind.INTEGER:
        return (int(bound),)
    parts = list(parse_version(bound))
    while len(parts) > 1 and parts[-1] == 0:
        parts.pop()
    return tuple(parts)


def _next(bound: str, kind: FactKind) -> str:
    """The first value after everything that counts as `bound`: 1.37 after 1.36."""
    if kind is FactKind.INTEGER:
        return str(int(bound) + 1)
    parts = list(parse_version(bound))
    parts[-1] += 1
    return ".".join(map(str, parts))
