"""How many stacks are left: exact, by components and a cache, counted over the options; or "more than N"."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from advisor.solve.cnf import Clause
from advisor.solve.eliminate import eliminate
from advisor.solve.oracle import CONFLICT_BUDGET, OutOfBudgetError, PySat

_Clauses = list[frozenset[int]]


class _OutOfWorkError(Exception):
    pass


def count_models(clauses: Iterable[Clause], over: frozenset[int], given: Iterable[int], work: int) -> int | None:
    """Number of assignments to the variables `over` that can be completed; None when `work` components were not enough.

    Variables outside `over` (open facts, helpers) are only asked whether some value works.
    """
    try:
        return _Count(over, work).run([frozenset(c) for c in clauses], list(given))
    except (_OutOfWorkError, RecursionError):
        return None


def enumerate_models(
    clauses: Iterable[Clause], over: Sequence[int], given: Iterable[int], limit: int, budget: int = CONFLICT_BUDGET
) -> tuple[int, bool]:
    """Number of assignments to `over`, found one after another, up to `limit`, and whether these are all.

    They are not where `limit` was reached, or where a question met `budget` conflicts.
    """
    oracle = PySat(clauses, budget)
    for lit in given:
        oracle.add_clause([lit])
    found = 0
    try:
        while found < limit:
            if not oracle.solve():
                return found, True
            true = {lit for lit in oracle.model() if lit > 0}
            oracle.add_clause([-lit if lit in true else lit for lit in over])
            found += 1
    except OutOfBudgetError:
        pass
    return found, False


class _Count:
    def __init__(self, over: frozenset[int], work: int) -> None:
        self._over = over
        self._left = work
        self._cache: dict[frozenset[frozenset[int]], int] = {}

    def run(self, clauses: _Clauses, given: list[int]) -> int:
        units = [*given, *(next(iter(c)) for c in clauses if len(c) == 1)]
        result = _assign(clauses, units)
        if result is None:
            return 0
        rest, done = result
        reduced = eliminate(rest, self._over)
        if frozenset() in reduced:
            return 0
        result = _assign(reduced, [next(iter(c)) for c in reduced if len(c) == 1])
        if result is None:
            return 0
        rest, more = result
        return self._models(rest, self._over - done - more)

    def _models(self, clauses: _Clauses, free: frozenset[int]) -> int:
        """Assignments of `free` (a superset of what is counted in `clauses`) that can be completed."""
        used = {abs(lit) for clause in clauses for lit in clause}
        total: int = 1 << len(free - used)
        for part in _parts(clauses):
            key = frozenset(part)
            if key not in self._cache:
                self._cache[key] = self._part(part)
            total *= self._cache[key]
            if not total:
                return 0
        return total

    def _part(self, part: _Clauses) -> int:
        self._left -= 1
        if self._left < 0:
            raise _OutOfWorkError
        busy = Counter(abs(lit) for clause in part for lit in clause)
        counted = self._over & busy.keys()
        branch = max(sorted(counted or busy), key=busy.__getitem__)
        total = 0
        for lit in (branch, -branch):
            result = _assign(part, [lit])
            if result is None:
                continue
            rest, done = result
            total += self._models(rest, counted - done)
            if total and not counted:
                return 1
        return total


def _assign(clauses: _Clauses, units: list[int]) -> tuple[_Clauses, frozenset[int]] | None:
    """Unit propagation: the clauses that remain and the variables assigned, or None on a contradiction."""
    at: dict[int, list[int]] = {}
    for index, clause in enumerate(clauses):
        for lit in clause:
            at.setdefault(lit, []).append(index)
    now: list[frozenset[int] | None] = list(clauses)
    done: set[int] = set()
    while units:
        lit = units.pop()
        if -lit in done:
            return None
        if lit in done:
            continue
        done.add(lit)
        for index in at.get(lit, ()):
            now[index] = None
        for index in at.get(-lit, ()):
            shorter = now[index]
            if shorter is None:
                continue
            shorter -= {-lit}
            now[index] = shorter
            if not shorter:
                return None
            if len(shorter) == 1:
                units.append(next(iter(shorter)))
    return [clause for clause in now if clause is not None], frozenset(abs(lit) for lit in done)


def _parts(clauses: _Clauses) -> list[_Clauses]:
    """The clauses split into parts that share no variable."""
    owner: dict[int, int] = {}

    def find(variable: int) -> int:
        while owner[variable] != variable:
            owner[variable] = owner[owner[variable]]
            variable = owner[variable]
        return variable

    for clause in clauses:
        variables = [abs(lit) for lit in clause]
        for variable in variables:
            owner.setdefault(variable, variable)
        root = find(variables[0])
        for variable in variables[1:]:
            owner[find(variable)] = root
    grouped: dict[int, _Clauses] = {}
    for clause in clauses:
        grouped.setdefault(find(abs(next(iter(clause)))), []).append(clause)
    return list(grouped.values())
