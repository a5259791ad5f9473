"""The best stack: lexicographic, core-guided (OLL with stratification), and canonical by catalogue order."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from advisor.model.session import Session
from advisor.solve.cnf import Clause, Cnf
from advisor.solve.encode import Encoding
from advisor.solve.objective import LEVELS, NEARNESS, Objective
from advisor.solve.oracle import PySat
from advisor.solve.truth import SEPARATOR
from advisor.solve.variables import Pair

BUDGET = 1_000_000
"""Conflicts one call of the search may meet; a guard against never ending, far above what catalogues need."""


@dataclass(frozen=True)
class Best:
    """A best stack: the value of each level, the options taken, and the whole model (true literals)."""

    objective: tuple[int, ...]
    taken: tuple[Pair, ...]
    model: frozenset[int]

    @property
    def stack(self) -> dict[str, str]:
        """Decision -> option; several options of one decision are joined by a comma."""
        found: dict[str, str] = {}
        for decision, option in self.taken:
            found[decision] = f"{found[decision]}{SEPARATOR}{option}" if decision in found else option
        return found

    @property
    def score(self) -> int:
        """The weighted points of the stack."""
        return -self.objective[-1]


def best(
    encoding: Encoding, session: Session, given: Sequence[int], blocked: Sequence[Sequence[int]] = ()
) -> Best | None:
    """The best stack under `given` that obeys the `blocked` clauses, or None if there is none."""
    return _Search(encoding, session, given, blocked).run()


def ranked(encoding: Encoding, session: Session, given: Sequence[int], k: int) -> Iterator[Best]:
    """The `k` best stacks in order: each one found is blocked and the search repeated."""
    blocked: list[list[int]] = []
    while len(blocked) < k:
        found = best(encoding, session, given, blocked)
        if found is None:
            return
        yield found
        blocked.append([-lit if lit in found.model else lit for lit in encoding.option_lits])


class _Search:
    """A throwaway copy of the clauses: the bookkeeping of one optimum dies with it."""

    def __init__(
        self, encoding: Encoding, session: Session, given: Sequence[int], blocked: Sequence[Sequence[int]]
    ) -> None:
        self._encoding = encoding
        self._cnf = encoding.cnf.child()
        self._objective = Objective(encoding, session, self._cnf)
        self._oracle = PySat(encoding.clauses, BUDGET)
        for clause in (*((lit,) for lit in given), *blocked):
            self._oracle.add_clause(clause)

    def run(self) -> Best | None:
        if not self._oracle.solve():
            return None
        values: list[int] = []
        active: list[int] = []
        for name in LEVELS:
            level = self._objective.level(name)
            self._flush()
            cost, active = self._minimum(level.terms, active)
            values.append(cost + level.offset)
            if name == "assumptions":
                self._objective.settle_assumptions(cost)
        model = self._earliest(active)
        taken = tuple(pair for lit, pair in self._encoding.variables.pair.items() if lit in model)
        del values[NEARNESS]
        return Best(tuple(values), taken, model)

    def _flush(self) -> None:
        for clause in self._cnf.clauses:
            self._oracle.add_clause(clause)
        self._cnf.clauses.clear()

    def _true(self) -> frozenset[int]:
        return frozenset(lit for lit in self._oracle.model()[: self._encoding.cnf.top] if lit > 0)

    def _earliest(self, active: list[int]) -> frozenset[int]:
        """Among the optimal stacks the one with the earliest option in the earliest decision."""
        assert self._oracle.solve(active)
        model = self._true()
        for decision in self._encoding.catalog.decisions:
            todo = self._encoding.of_decision(decision.id)
            while todo:
                gap = _before(todo, model)
                if not gap:
                    active = [*active, todo[0]]
                    todo = todo[1:]
                    continue
                ask = self._cnf.fresh()
                self._oracle.add_clause([-ask, *gap])
                if self._oracle.solve([*active, ask]):
                    model = self._true()
                else:
                    active = [*active, *(-lit for lit in gap)]
                    todo = todo[len(gap) :]
        return model

    def _minimum(self, terms: list[tuple[int, int]], hardened: list[int]) -> tuple[int, list[int]]:
        """The least cost, and assumptions under which exactly the stacks of that cost remain."""
        weight: dict[int, int] = {}
        for w, lit in terms:
            weight[-lit] = weight.get(-lit, 0) + w
        cost = _cancel(weight)
        sums: dict[int, tuple[list[int], int]] = {}
        stratum = max(weight.values(), default=0)
        while True:
            active = [lit for lit, w in weight.items() if w >= stratum]
            if not self._oracle.solve([*hardened, *active]):
                core = self._trim(hardened, weight)
                least = min(weight[lit] for lit in core)
                cost += least
                self._relax(core, least, weight, sums)
                continue
            below = [w for w in weight.values() if w < stratum]
            if not below:
                return cost, [*hardened, *weight]
            stratum = max(below) // 2 + 1

    def _relax(self, core: list[int], least: int, weight: dict[int, int], sums: _Sums) -> None:
        for lit in core:
            weight[lit] -= least
            if not weight[lit]:
                del weight[lit]
            if lit in sums and sums[lit][1] + 1 < len(sums[lit][0]):
                _soften(weight, sums, *sums[lit], least)
        if len(core) > 1:
            outputs = _totalizer(self._cnf, [-lit for lit in core])
            self._flush()
            _soften(weight, sums, outputs, 0, least)

    def _trim(self, hardened: list[int], weight: dict[int, int]) -> list[int]:
        core = [lit for lit in self._oracle.core() if lit in weight]
        for _ in range(3):
            self._oracle.solve([*hardened, *core])
            smaller = [lit for lit in self._oracle.core() if lit in weight]
            if len(smaller) >= len(core):
                break
            core = smaller
        return core


def _before(lits: list[int], model: frozenset[int]) -> list[int]:
    """The literals ahead of the first one that holds in `model`."""
    first = next((i for i, lit in enumerate(lits) if lit in model), len(lits))
    return lits[:first]


_Sums = dict[int, tuple[list[int], int]]
"""Soft literal -> (outputs of its totalizer, its index)."""


def _cancel(weight: dict[int, int]) -> int:
    """Opposite literals that both cost: the lesser amount is lost in any case."""
    lost = 0
    for lit in [lit for lit in weight if lit > 0 and -lit in weight]:
        both = min(weight[lit], weight[-lit])
        lost += both
        for side in (lit, -lit):
            weight[side] -= both
            if not weight[side]:
                del weight[side]
    return lost


def _soften(weight: dict[int, int], sums: _Sums, outputs: list[int], index: int, amount: int) -> None:
    lit = -outputs[index + 1]
    weight[lit] = weight.get(lit, 0) + amount
    sums[lit] = (outputs, index + 1)


def _totalizer(cnf: Cnf, lits: list[int]) -> list[int]:
    """outputs[i] is true if more than i of `lits` are (one direction suffices for a minimum)."""
    if len(lits) == 1:
        return lits
    left, right = _totalizer(cnf, lits[: len(lits) // 2]), _totalizer(cnf, lits[len(lits) // 2 :])
    outputs = [cnf.fresh() for _ in lits]
    for i in range(len(left) + 1):
        for j in range(len(right) + 1):
            if i + j:
                clause: Clause = (
                    *([-left[i - 1]] if i else []),
                    *([-right[j - 1]] if j else []),
                    outputs[i + j - 1],
                )
                cnf.clauses.append(clause)
    return outputs
