"""The four methods every SAT solver must offer, and the one solver in use."""

from __future__ import annotations

import weakref
from collections.abc import Iterable, Sequence
from typing import Protocol

CONFLICT_BUDGET = 50_000
"""Conflicts one call may meet before its answer is "unknown"; ordinary calls meet fewer than a hundred."""


class OutOfBudgetError(Exception):
    """A call met more conflicts than its budget allows, so that nothing is known."""


class Oracle(Protocol):
    """An incremental SAT solver. Literals are non-zero integers, negative for "not"."""

    def add_clause(self, lits: Sequence[int]) -> None:
        """Add a clause for good."""

    def solve(self, assumptions: Sequence[int] = ()) -> bool:
        """Whether the clauses can hold under `assumptions`; OutOfBudgetError if the budget ran out."""
        ...

    def model(self) -> list[int]:
        """After True: one literal per variable."""
        ...

    def core(self) -> list[int]:
        """After False: assumptions that cannot hold together, not necessarily the fewest."""
        ...


class PySat:
    """Minisat 2.2 from python-sat; `calls` counts the questions asked, for tests of effort."""

    def __init__(self, clauses: Iterable[Sequence[int]] = (), budget: int = CONFLICT_BUDGET) -> None:
        """Start with `clauses`; each call may meet `budget` conflicts."""
        from pysat.solvers import Minisat22  # noqa: PLC0415 - the native library is loaded with the first question

        self._solver = Minisat22(bootstrap_with=clauses)
        # the library's own finaliser may run after its module is gone when the interpreter ends
        weakref.finalize(self, self._solver.delete)
        self._budget = budget
        self.calls = 0

    def add_clause(self, lits: Sequence[int]) -> None:
        """Add a clause for good."""
        self._solver.add_clause(lits)

    def solve(self, assumptions: Sequence[int] = ()) -> bool:
        """Whether the clauses can hold under `assumptions`; OutOfBudgetError if the budget ran out."""
        self.calls += 1
        if self._budget <= 0:  # the library takes 0 for "no limit"
            raise OutOfBudgetError
        self._solver.conf_budget(self._budget)
        answer: bool | None = self._solver.solve_limited(assumptions=assumptions)
        if answer is None:
            raise OutOfBudgetError
        return answer

    def model(self) -> list[int]:
        """After True: one literal per variable."""
        found: list[int] = self._solver.get_model()
        return found

    def core(self) -> list[int]:
        """After False: assumptions that cannot hold together."""
        found: list[int] | None = self._solver.get_core()
        return found or []

    def implied(self, assumptions: Sequence[int]) -> frozenset[int]:
        """What follows from `assumptions` by unit propagation alone: true, though not all that is true."""
        _, found = self._solver.propagate(assumptions=assumptions)
        return frozenset(found)
