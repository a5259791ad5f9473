"""The best stack: lexicographic, core-guided (OLL with stratification), and canonical by catalogue order."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from advisor.model.decision import Cardinality
from advisor.model.fact import FactKind
from advisor.model.session import Session
from advisor.solve.cnf import Clause, Cnf
from advisor.solve.encode import Encoding
from advisor.solve.objective import LEVELS, NEARNESS, Objective
from advisor.solve.oracle import OutOfBudgetError, PySat
from advisor.solve.preferences import weights
from advisor.solve.statements import statements
from advisor.solve.truth import SEPARATOR
from advisor.solve.variables import Pair

SEARCHES = 8
"""Searches kept: the answers in force, and those a few repairs would lead to."""
HELPERS = 20_000
"""Helper variables of a search after which it is begun anew."""
TRIMS = 3
"""Times a core is asked for again, in the hope of a smaller one."""
_PICKS = ("choice", "exclusion")
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


class Optimiser:
    """Finds best stacks of sessions. A search is kept as long as answers, policies and existing components stay."""

    def __init__(self, encoding: Encoding, budget: int = BUDGET) -> None:
        """Bind an encoding; each question of a search may meet `budget` conflicts."""
        self._encoding = encoding
        self._budget = budget
        self._searches: OrderedDict[Hashable, _Search] = OrderedDict()

    def best(self, session: Session, blocked: Sequence[Sequence[int]] = ()) -> Best | None:
        """The best stack of `session` that obeys the `blocked` clauses, or None if there is none.

        OutOfBudgetError if the budget ran out; the search is not used again.
        """
        picks = [
            lit
            for statement in statements(self._encoding.variables, session)
            if statement.kind in _PICKS
            for lit in statement.lits
        ]
        try:
            return self._search(session).run(weights(self._encoding.catalog, session), picks, blocked)
        except OutOfBudgetError:
            self._searches.popitem()
            raise

    def ranked(self, session: Session, k: int) -> Iterator[Best]:
        """The `k` best stacks in order: each one found is blocked and the search repeated."""
        blocked: list[list[int]] = []
        while len(blocked) < k:
            found = self.best(session, blocked)
            if found is None:
                return
            yield found
            blocked.append([-lit if lit in found.model else lit for lit in self._encoding.option_lits])

    def _search(self, session: Session) -> _Search:
        key = (
            frozenset(session.profile.items()),
            frozenset(session.existing),
            frozenset(session.policies.items()),
        )
        found = self._searches.pop(key, None)
        if found is None or found.full:
            found = _Search(self._encoding, session, self._budget)
        self._searches[key] = found
        while len(self._searches) > SEARCHES:
            self._searches.popitem(last=False)
        return found


class _Search:
    """The objective of one set of answers, and an instance that knows its definitions.

    Choices, exclusions and what is blocked are assumptions, so that the next question finds what was learnt before.
    Whatever was asked before, the answer is the same: costs are exact, and ties are broken by catalogue order.
    """

    def __init__(self, encoding: Encoding, session: Session, budget: int) -> None:
        self._encoding = encoding
        self._cnf = encoding.cnf.child()
        self._objective = Objective(encoding, session, self._cnf)
        self._oracle = PySat(encoding.clauses, budget)
        for statement in statements(encoding.variables, session):
            if statement.kind not in _PICKS:
                for lit in statement.lits:
                    self._oracle.add_clause((lit,))
        self._defined: dict[tuple[int, ...], int] = {}
        self._totals: dict[tuple[int, ...], list[int]] = {}

    @property
    def full(self) -> bool:
        """Whether so many helpers were defined that starting afresh is cheaper."""
        return self._cnf.top > self._encoding.cnf.top + HELPERS

    def run(self, weight: Mapping[str, int], picks: Sequence[int], blocked: Sequence[Sequence[int]]) -> Best | None:
        """The best stack with these weights of the criteria, under the literals `picks`."""
        active = [*picks, *(self._one_of(clause) for clause in blocked)]
        if not self._oracle.solve(active):
            return None
        values: list[int] = []
        for name in LEVELS:
            level = self._objective.level(name, weight)
            self._flush()
            cost, active = self._minimum(level.terms, active)
            values.append(cost + level.offset)
            if name == "assumptions":
                self._objective.settle_assumptions(values[0])
        model = self._near(*self._earliest(active), unmet=values[0])
        taken = tuple(pair for lit, pair in self._encoding.variables.pair.items() if lit in model)
        del values[NEARNESS]
        return Best(tuple(values), taken, model)

    def _one_of(self, lits: Sequence[int]) -> int:
        """A literal that, where it is assumed, demands one of `lits`."""
        key = tuple(lits)
        known = self._defined.get(key)
        if known is None:
            known = self._defined[key] = self._cnf.fresh()
            self._oracle.add_clause([-known, *key])
        return known

    def _flush(self) -> None:
        for clause in self._cnf.clauses:
            self._oracle.add_clause(clause)
        self._cnf.clauses.clear()

    def _true(self) -> frozenset[int]:
        return frozenset(lit for lit in self._oracle.model()[: self._encoding.cnf.top] if lit > 0)

    def _earliest(self, active: list[int]) -> tuple[list[int], frozenset[int]]:
        """Among the optimal stacks the one with the earliest option in the earliest decision."""
        assert self._oracle.solve(active)
        active = [*active]
        model = self._true()
        implied = self._oracle.implied(active)
        for decision in self._encoding.catalog.decisions:
            todo = [lit for lit in self._encoding.of_decision(decision.id) if -lit not in implied]
            while todo:
                gap = _before(todo, model)
                if not gap:
                    active.append(todo[0])
                    todo = todo[1:] if decision.cardinality is Cardinality.ANY else []
                    continue
                if self._oracle.solve([*active, self._one_of(gap)]):
                    model = self._true()
                else:
                    active += [-lit for lit in gap]
                    todo = todo[len(gap) :]
        return active, model

    def _near(self, active: list[int], model: frozenset[int], *, unmet: int) -> frozenset[int]:
        """Where assumptions had to give way: the later of two equally good ones, and to the earliest other value."""
        if not unmet:
            return model
        for fact_id, answer in self._objective.assumed.items():
            code = self._encoding.variables.facts[fact_id]
            wanted = code.literals(answer)
            if code.fact.kind is FactKind.ENUM:
                wanted = (*(lit for lit in wanted if lit > 0), *code.values.values())
            for lit in wanted:
                holds = (abs(lit) in model) is (lit > 0)
                if not holds and abs(lit) != self._encoding.cnf.true and self._oracle.solve([*active, lit]):
                    model, holds = self._true(), True
                active = [*active, lit if holds else -lit]
        return model

    def _minimum(self, terms: list[tuple[int, int]], hardened: list[int]) -> tuple[int, list[int]]:
        """The least cost, and assumptions under which exactly the stacks of that cost remain."""
        weight: dict[int, int] = {}
        for w, lit in terms:
            weight[-lit] = weight.get(-lit, 0) + w
        cost = _cancel(weight)
        implied = self._oracle.implied(hardened) if weight else ()
        cost += sum(weight.pop(lit) for lit in list(weight) if -lit in implied)
        sums: dict[int, tuple[list[int], int]] = {}
        stratum = max(weight.values(), default=0)
        while True:
            found = self._cores(hardened, weight, sums, stratum)
            for core, least in found:
                cost += least
                if len(core) > 1:
                    _soften(weight, sums, self._total(tuple(sorted(-lit for lit in core))), 0, least)
            if found:
                continue
            below = [w for w in weight.values() if w < stratum]
            if not below:
                return cost, [*hardened, *weight]
            stratum = max(below) // 2 + 1

    def _cores(
        self, hardened: list[int], weight: dict[int, int], sums: _Sums, stratum: int
    ) -> list[tuple[list[int], int]]:
        """Cores with what each costs at least, until what is left of the soft literals can hold.

        Sums over them are defined afterwards, as cores found before those stay small.
        """
        found: list[tuple[list[int], int]] = []
        active = dict.fromkeys(lit for lit, w in weight.items() if w >= stratum)
        while not self._oracle.solve([*hardened, *active]):
            core = self._trim(hardened, weight)
            least = min(weight[lit] for lit in core)
            for lit in core:
                weight[lit] -= least
                if not weight[lit]:
                    del weight[lit]
                touched = [lit]
                if lit in sums and sums[lit][1] + 1 < len(sums[lit][0]):
                    touched.append(_soften(weight, sums, *sums[lit], least))
                for changed in touched:
                    if weight.get(changed, 0) >= stratum:
                        active[changed] = None
                    else:
                        active.pop(changed, None)
            found.append((core, least))
        return found

    def _total(self, lits: tuple[int, ...]) -> list[int]:
        if lits not in self._totals:
            self._totals[lits] = _totalizer(self._cnf, list(lits))
            self._flush()
        return self._totals[lits]

    def _trim(self, hardened: list[int], weight: dict[int, int]) -> list[int]:
        core = [lit for lit in self._oracle.core() if lit in weight]
        for _ in range(TRIMS if len(core) > 1 else 0):
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


def _soften(weight: dict[int, int], sums: _Sums, outputs: list[int], index: int, amount: int) -> int:
    lit = -outputs[index + 1]
    weight[lit] = weight.get(lit, 0) + amount
    sums[lit] = (outputs, index + 1)
    return lit


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
