"""Minimal conflicts (QuickXplain): a subset of statements and rules that cannot hold together, each of them needed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from advisor.model.assessment import Item
from advisor.model.session import Session
from advisor.solve.encode import Encoding, Group
from advisor.solve.nearby import Nearby, Said
from advisor.solve.oracle import CONFLICT_BUDGET, Oracle, PySat
from advisor.solve.parts import SPLIT_FROM
from advisor.solve.statements import Statement, literals
from advisor.solve.truth import World, evaluate


@dataclass(frozen=True)
class Cause:
    """One member of a conflict: a statement of the session or a rule of the knowledge."""

    statement: Statement | None = None
    group: Group | None = None

    def item(self) -> Item:
        """The item a person reads."""
        if self.statement is not None:
            return self.statement.item()
        assert self.group is not None
        return rule_item(self.group)


def rule_item(group: Group) -> Item:
    """A rule instance as an item."""
    return Item(kind="rule", id=group.id, text=group.text, sources=group.sources, as_of=group.as_of)


class Conflicts:
    """Finds minimal conflicts in a second instance, where every rule stands behind a switch of its own."""

    def __init__(self, encoding: Encoding, budget: int = CONFLICT_BUDGET) -> None:
        """Bind an encoding; the instance is built with the first question. Each may meet `budget` conflicts."""
        self._budget = budget
        self._encoding = encoding
        self._switches: list[int] = []
        self._oracle: Oracle | None = None
        self._units: dict[int, _Unit] = {}
        self._nearby = Nearby(encoding, budget)
        self._counting: Sequence[int] = ()
        self._counted: frozenset[int] = frozenset()

    def _named(self) -> Oracle:
        if self._oracle is None:
            top = self._encoding.cnf.top
            oracle = PySat(self._encoding.definitions, self._budget)
            self._switches = [top + i + 1 for i in range(len(self._encoding.groups))]
            for switch, group in zip(self._switches, self._encoding.groups, strict=True):
                for clause in group.clauses:
                    oracle.add_clause([-switch, *clause])
            self._oracle = oracle
        return self._oracle

    def relevant(self, session: Session) -> list[int]:
        """Indices of the groups that can count: not those of policies that are off or of conditions that are false."""
        world = World(self._encoding.catalog, session)
        hard = set(session.hard_policies())
        return [
            i
            for i, group in enumerate(self._encoding.groups)
            if (group.policy is None or group.policy in hard)
            and (group.when is None or evaluate(group.when, world) is not False)
        ]

    def minimal(self, stated: Sequence[Statement], groups: Sequence[int]) -> list[Cause]:
        """A subset-minimal conflict among `stated` and the groups, statements first; [] if there is none.

        The order alone decides which one it is: what comes earlier is preferred.
        """
        oracle = self._named()
        said = [(s, s.lits) for s in stated if s.lits]
        return self._preferred(oracle, said, [(i, self._switches[i]) for i in groups])

    def _preferred(self, oracle: Oracle, stated: Sequence[Said], rules: Sequence[tuple[int, int]]) -> list[Cause]:
        units = [_Unit(lits, (lits,), Cause(statement=s)) for s, lits in stated]
        for i, switch in rules:
            known = self._units.get(i)
            if known is None:
                group = self._encoding.groups[i]
                known = self._units[i] = _Unit((switch,), group.clauses, Cause(group=group))
            units.append(known)
        return [unit.cause for unit in preferred_conflict(oracle, units)]

    def blocking(self, wanted: Statement, held: tuple[Statement, ...], groups: Sequence[int]) -> list[Cause]:
        """The minimal conflict of a wish with statements that hold together, its own decision's choice set aside.

        It is the one `minimal` finds with the wish first. In a large catalogue only the neighbourhood of the option is
        searched: statements come before rules, so that a rule elsewhere is never preferred to the answer both speak of.
        """
        if len(self._encoding.clauses) < SPLIT_FROM:
            return self.minimal([wanted, *(s for s in held if not wanted.replaces(s))], groups)
        near, concerned = self._nearby.of(wanted.lits[0], held)
        if self._counting is not groups:
            self._counting, self._counted = groups, frozenset(groups)
        stated = [(wanted, wanted.lits), *((s, lits) for s, lits in concerned if not wanted.replaces(s))]
        rules = [(i, switch) for i, switch in sorted(near.switches.items()) if i in self._counted]
        return self._preferred(near.oracle, stated, rules)

    def consistent(self, stated: Sequence[Statement]) -> bool:
        """Whether the statements hold together with every rule."""
        return self._named().solve([*literals(list(stated)), *self._switches])


@dataclass(frozen=True)
class _Unit:
    """What is assumed for a cause, and what it says: literals that all hold, or clauses."""

    lits: Sequence[int]
    clauses: Sequence[Sequence[int]]
    cause: Cause

    def holds(self, true: frozenset[int]) -> bool:
        if self.cause.statement is not None:
            return true.issuperset(self.lits)
        return not any(true.isdisjoint(clause) for clause in self.clauses)


def preferred_conflict(oracle: Oracle, units: Sequence[_Unit]) -> list[_Unit]:
    """The minimal conflict that QuickXplain finds: each member is the earliest without which the ones before hold.

    Members are found from the last to the first. A core says that a prefix was longer than it had to be, a model that
    it may grow, so that few questions are asked; neither changes the answer.
    """
    flat: list[int] = []
    ends = [0]
    place: dict[int, int] = {}
    for number, unit in enumerate(units, start=1):
        flat += unit.lits
        ends.append(len(flat))
        for lit in unit.lits:
            place.setdefault(lit, number)
    found: list[_Unit] = []
    if oracle.solve(flat):
        return []
    high = _reach(oracle, place, found)
    while high:
        ground = [lit for unit in found for lit in unit.lits]
        low = -1
        while high - low > 1:
            middle = (low + high) // 2 if low >= 0 else 0 if found else (high - 1) // 2
            if oracle.solve([*ground, *flat[: ends[middle]]]):
                true = frozenset(oracle.model())
                low = middle
                while low < high - 1 and units[low].holds(true):
                    low += 1
            else:
                high = min(middle, _reach(oracle, place, found))
        if high:
            found.insert(0, units[high - 1])
            high -= 1
    return found


def _reach(oracle: Oracle, place: Mapping[int, int], found: Sequence[_Unit]) -> int:
    """How many of the units, from the first on, the core of the last answer needs beside those found."""
    own = {lit for unit in found for lit in unit.lits}
    return max((place[lit] for lit in oracle.core() if lit not in own), default=0)
