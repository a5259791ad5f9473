"""Minimal conflicts (QuickXplain): a subset of statements and rules that cannot hold together, each of them needed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from advisor.model.assessment import Item
from advisor.model.session import Session
from advisor.solve.encode import Encoding, Group
from advisor.solve.oracle import Oracle, PySat
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

    def __init__(self, encoding: Encoding) -> None:
        """Bind an encoding; the instance is built with the first question."""
        self._encoding = encoding
        self._switches: list[int] = []
        self._oracle: Oracle | None = None

    def _named(self) -> Oracle:
        if self._oracle is None:
            top = self._encoding.cnf.top
            oracle = PySat(self._encoding.definitions)
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
        units: list[tuple[list[int], Cause]] = [(list(s.lits), Cause(statement=s)) for s in stated if s.lits]
        units += [([self._switches[i]], Cause(group=self._encoding.groups[i])) for i in groups]
        everything = [lit for lits, _ in units for lit in lits]
        if oracle.solve(everything):
            return []
        return [cause for _, cause in _quickxplain(oracle, [], False, units)]

    def consistent(self, stated: Sequence[Statement]) -> bool:
        """Whether the statements hold together with every rule."""
        return self._named().solve([*literals(list(stated)), *self._switches])


_Unit = tuple[list[int], Cause]


def _quickxplain(oracle: Oracle, ground: list[int], changed: bool, rest: list[_Unit]) -> list[_Unit]:
    if changed and not oracle.solve(ground):
        return []
    if len(rest) == 1:
        return rest
    half = len(rest) // 2
    first, second = rest[:half], rest[half:]
    tail = _quickxplain(oracle, ground + _flat(first), True, second)
    return _quickxplain(oracle, ground + _flat(tail), bool(tail), first) + tail


def _flat(units: list[_Unit]) -> list[int]:
    return [lit for lits, _ in units for lit in lits]
