"""The part of a large catalogue that can have to do with one option, once the answers of a session are fixed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from advisor.solve.cnf import Clause
from advisor.solve.encode import Encoding
from advisor.solve.oracle import CONFLICT_BUDGET
from advisor.solve.parts import Groups, Renumbered, propagate, tied
from advisor.solve.statements import Statement

ANSWERS = frozenset({"fact", "existing", "policy"})
"""Kinds of statements about the site: fixed while one looks for the reasons of a standing."""

Said = tuple[Statement, tuple[int, ...]]
"""A statement, and those of its literals that count: a list of a thousand things says little about one place."""


@dataclass
class Neighbourhood:
    """An oracle over the rules around one option, each behind its switch; `named` are the variables they speak of."""

    oracle: Renumbered
    switches: dict[int, int] = field(default_factory=dict)
    named: set[int] = field(default_factory=set)


class Nearby:
    """Neighbourhoods under the answers last asked about."""

    def __init__(self, encoding: Encoding, budget: int = CONFLICT_BUDGET) -> None:
        """Bind an encoding; nothing is worked out before the first question."""
        self._budget = budget
        self._encoding = encoding
        self._answers: frozenset[int] | None = None
        self._stated: tuple[Statement, ...] = ()
        self._saying: dict[int, list[tuple[int, int]]] = {}
        self._concerned: dict[int, tuple[Said, ...]] = {}
        self._fixed: frozenset[int] = frozenset()
        self._groups = Groups()
        self._common = Groups()
        self._everywhere: dict[int, list[Clause]] = {}
        self._helpers: dict[int, list[Clause]] = {}
        self._definitions: dict[int, list[Clause]] = {}
        self._rules: dict[int, list[tuple[int, Clause]]] = {}
        self._built: dict[int, Neighbourhood] = {}

    def of(self, lit: int, stated: tuple[Statement, ...]) -> tuple[Neighbourhood, tuple[Said, ...]]:
        """The neighbourhood of an option under the answers among `stated`, and the statements that concern it."""
        if stated is not self._stated:
            answers = frozenset(x for s in stated if s.kind in ANSWERS for x in s.lits)
            if answers != self._answers:
                self._answers = answers
                self._sort(self._implied(answers))
            self._stated, self._concerned, self._saying = stated, {}, {}
            for number, statement in enumerate(stated):
                for said in statement.lits:
                    self._saying.setdefault(abs(said), []).append((number, said))
        root = self._groups.of(abs(lit))
        if root not in self._built:
            self._built[root] = self._build(root)
        near = self._built[root]
        if root not in self._concerned:
            self._concerned[root] = self._about(near)
        return near, self._concerned[root]

    def _about(self, near: Neighbourhood) -> tuple[Said, ...]:
        """What is stated about a part; nothing else can be among the reasons of anything there."""
        lits: dict[int, list[int]] = {}
        for number, lit in sorted(x for variable in near.named for x in self._saying.get(variable, ())):
            lits.setdefault(number, []).append(lit)
        return tuple((self._stated[number], tuple(said)) for number, said in lits.items())

    def _implied(self, answers: frozenset[int]) -> frozenset[int]:
        """The answers and what follows from them by meaning alone: which conditions on the site hold."""
        known = propagate(self._encoding.definitions, answers)
        return answers if known is None else frozenset(known[1])

    def _sort(self, fixed: frozenset[int]) -> None:
        """Put every clause to the group of its variables; what only speaks of answers belongs wherever they count."""
        self._fixed = fixed
        self._groups = tied(self._encoding.clauses, fixed)
        self._common = Groups()
        self._everywhere, self._helpers = {}, {}
        self._definitions, self._rules, self._built = {}, {}, {}
        of_answers = []
        for clause in self._encoding.definitions:
            roots = self._roots(clause)
            if not roots and (newest := max(map(abs, clause))) not in self._encoding.variables.meaning:
                self._helpers.setdefault(newest, []).append(clause)  # a helper is newer than what it is made of
            elif not roots:
                of_answers.append(clause)
                self._common.tie(clause)
            elif len(roots) == 1:
                self._definitions.setdefault(roots.pop(), []).append(clause)
        for clause in of_answers:
            self._everywhere.setdefault(self._common.of(abs(clause[0])), []).append(clause)
        for index, group in enumerate(self._encoding.groups):
            for clause in group.clauses:
                roots = self._roots(clause)
                if len(roots) == 1:
                    self._rules.setdefault(roots.pop(), []).append((index, clause))

    def _roots(self, clause: Clause) -> set[int]:
        """The groups a clause speaks of: none if only of answers, several only if an answer satisfies it."""
        fixed = self._fixed
        return {self._groups.of(abs(lit)) for lit in clause if lit not in fixed and -lit not in fixed}

    def _build(self, root: int) -> Neighbourhood:
        own, rules = self._definitions.get(root, []), self._rules.get(root, [])
        spoken = {abs(lit) for clause in (*own, *(c for _, c in rules)) for lit in clause}
        clauses = [*self._meaning(spoken), *own]
        found = Neighbourhood(Renumbered(clauses, self._budget), named=spoken)
        top = self._encoding.cnf.top
        for index, clause in rules:
            switch = found.switches.setdefault(index, top + index + 1)
            found.oracle.add_clause([-switch, *clause])
        for clause in clauses:
            found.named.update(map(abs, clause))
        return found

    def _meaning(self, spoken: set[int]) -> Iterator[Clause]:
        """What the answers among `spoken` mean: what helpers are made of, never what else is made of the same answers.

        Facts are shared by everything; following them to all that asks for them would lead through the whole catalogue.
        """
        waiting, seen, told = sorted(spoken), set(spoken), set[int]()
        while waiting:
            variable = waiting.pop()
            clauses = self._helpers.get(variable)
            if clauses is None:
                root = self._common.of(variable)
                clauses = [] if root in told else self._everywhere.get(root, [])
                told.add(root)
            yield from clauses
            new = {abs(lit) for clause in clauses for lit in clause} - seen
            seen |= new
            waiting += sorted(new)
