"""Variables nobody asks about, taken out of the clauses without changing what the others may be (Davis-Putnam)."""

from __future__ import annotations

from collections.abc import Iterable

Clauses = list[frozenset[int]]

GROWTH = 4
"""Clauses an elimination may add beyond those it takes away."""
OCCURRENCES = 24
"""A variable in more clauses than this stays."""


def eliminate(clauses: Iterable[frozenset[int]], keep: frozenset[int]) -> Clauses:
    """Clauses over fewer variables with the same solutions over the variables `keep`."""
    return _Eliminator(clauses, keep).run()


class _Eliminator:
    def __init__(self, clauses: Iterable[frozenset[int]], keep: frozenset[int]) -> None:
        self._keep = keep
        self._clauses: dict[frozenset[int], None] = {}
        self._at: dict[int, dict[frozenset[int], None]] = {}
        for clause in clauses:
            self._add(clause)

    def run(self) -> Clauses:
        waiting = sorted({abs(lit) for lit in self._at} - self._keep)
        while waiting:
            touched: set[int] = set()
            for variable in waiting:
                touched |= self._try(variable)
            waiting = sorted(touched)
        return list(self._clauses)

    def _add(self, clause: frozenset[int]) -> None:
        self._clauses[clause] = None
        for lit in clause:
            self._at.setdefault(lit, {})[clause] = None

    def _drop(self, clause: frozenset[int]) -> None:
        del self._clauses[clause]
        for lit in clause:
            del self._at[lit][clause]

    def _try(self, variable: int) -> set[int]:
        """Take `variable` out if that costs little; returns the other variables that may have become easier."""
        positive, negative = list(self._at.get(variable, ())), list(self._at.get(-variable, ()))
        size = len(positive) + len(negative)
        if not size or size > OCCURRENCES:
            return set()
        resolvents: dict[frozenset[int], None] = {}
        for one in positive:
            for other in negative:
                resolvent = (one - {variable}) | (other - {-variable})
                if not any(-lit in resolvent for lit in resolvent):
                    resolvents[resolvent] = None
            if len(resolvents) > size + GROWTH:
                return set()
        for clause in (*positive, *negative):
            self._drop(clause)
        for clause in resolvents:
            if not self._subsumed(clause):
                self._add(clause)
        return {abs(lit) for clause in (*positive, *negative) for lit in clause} - self._keep - {variable}

    def _subsumed(self, clause: frozenset[int]) -> bool:
        return any(other <= clause for lit in clause for other in self._at.get(lit, ()))
