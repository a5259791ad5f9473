"""Large problems fall apart: what shares no variable once the answers are fixed is looked at on its own.

One solver over everything pays for everything with each question. A knowledge base many times larger than the shipped
one asks many times more questions, so that the work would grow with the square of its size; parts keep it in step.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence

from advisor.solve.cnf import Clause
from advisor.solve.oracle import PySat

SPLIT_FROM = 5_000
"""Clauses below which one solver over everything is faster than taking the problem apart."""


def propagate(clauses: Sequence[Clause], units: Iterable[int]) -> tuple[list[Clause], set[int]] | None:
    """The clauses that unit propagation leaves, and the literals it decided; None if they contradict each other."""
    at: dict[int, list[int]] = {}
    for index, clause in enumerate(clauses):
        for lit in clause:
            at.setdefault(lit, []).append(index)
    left = [len(clause) for clause in clauses]
    held = [False] * len(clauses)
    decided: set[int] = set()
    waiting = [*units, *(clause[0] for clause in clauses if len(clause) == 1)]
    while waiting:
        lit = waiting.pop()
        if -lit in decided:
            return None
        if lit in decided:
            continue
        decided.add(lit)
        for index in at.get(lit, ()):
            held[index] = True
        for index in at.get(-lit, ()):
            left[index] -= 1
            if left[index] == 0 and not held[index]:
                return None
            if left[index] == 1 and not held[index]:
                waiting += [x for x in clauses[index] if -x not in decided][:1]
    rest = [
        tuple(x for x in clause if -x not in decided)
        for index, clause in enumerate(clauses)
        if not held[index]
    ]  # fmt: skip
    return rest, decided


class Groups:
    """Variables in groups that clauses tie together; `of` names the group of a variable."""

    def __init__(self) -> None:
        """Start without any tie."""
        self._owner: dict[int, int] = {}

    def of(self, variable: int) -> int:
        """The representative of the group of `variable`."""
        owner = self._owner
        while (above := owner.setdefault(variable, variable)) != variable:
            owner[variable] = owner.setdefault(above, above)
            variable = owner[variable]
        return variable

    def tie(self, lits: Iterable[int]) -> None:
        """Put the variables of `lits` into one group."""
        first = 0
        for lit in lits:
            root = self.of(abs(lit))
            if not first:
                first = root
            elif root != first:
                self._owner[root] = first


class Renumbered:
    """An oracle over few of many variables: its solver numbers them from 1, its callers keep their own numbers.

    An assumption about a variable that is in none of its clauses is taken as it is.
    """

    def __init__(self, clauses: Iterable[Clause], budget: int) -> None:
        """Start with `clauses`; each call may meet `budget` conflicts."""
        self._inner: dict[int, int] = {}
        self._outer: list[int] = [0]
        self._signed: list[int] = [0]
        self._solver = PySat((), budget)
        for clause in clauses:
            self.add_clause(clause)

    def add_clause(self, lits: Sequence[int]) -> None:
        """Add a clause for good."""
        self._solver.add_clause(self._in(lits))

    def solve(self, assumptions: Sequence[int] = ()) -> bool:
        """Whether the clauses can hold under `assumptions`."""
        return self._solver.solve(self._in(assumptions))

    def model(self) -> list[int]:
        """After True: one literal per variable that was ever named."""
        return self._out(self._solver.model())

    def core(self) -> list[int]:
        """After False: assumptions that cannot hold together."""
        return self._out(self._solver.core())

    def _in(self, lits: Sequence[int]) -> list[int]:
        inner = self._inner
        try:
            return [inner[lit] for lit in lits]
        except KeyError:
            for variable in map(abs, lits):
                if variable not in inner:
                    inner[variable], inner[-variable] = len(self._outer), -len(self._outer)
                    self._outer.append(variable)
            return [inner[lit] for lit in lits]

    def _out(self, lits: Iterable[int]) -> list[int]:
        """Literals in the caller's numbers: those of negative ones lie where negative indices look for them."""
        outer = self._outer
        if len(self._signed) != 2 * len(outer) - 1:
            self._signed = [*outer, *(-variable for variable in reversed(outer[1:]))]
        return list(map(self._signed.__getitem__, lits))


def tied(clauses: Iterable[Clause], fixed: Collection[int]) -> Groups:
    """The groups of variables under the literals `fixed`: a clause that one of them satisfies ties nothing."""
    groups = Groups()
    for clause in clauses:
        if not any(lit in fixed for lit in clause):
            groups.tie(lit for lit in clause if -lit not in fixed)
    return groups
