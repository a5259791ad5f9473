"""Which options can still be taken, proved one by one: models witness "possible", cores prove "impossible"."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from advisor.model.decision import Cardinality
from advisor.solve.encode import Encoding
from advisor.solve.oracle import OutOfBudgetError, PySat
from advisor.solve.statements import Statement, literals
from advisor.solve.swaps import Swaps

POOL = 400
"""Models kept as witnesses, or one per option where there are more of those."""
REFUTATIONS = 8
"""Cores kept per option."""
BATCH = 100
"""Options assumed at once: with more of them most questions only find out which ones clash."""
BASES = 16
"""Models of one question in which options are swapped."""


@dataclass
class Domains:
    """What was proved for the options (as literals). In neither `possible` nor `impossible`: the budget ran out.

    An option of a decision with a choice is possible if it could be taken instead of that choice.
    """

    possible: set[int] = field(default_factory=set)
    impossible: set[int] = field(default_factory=set)
    forced: set[int] = field(default_factory=set)

    def knows(self, options: Iterable[int]) -> bool:
        """Whether something was proved about each of the options."""
        return all(lit in self.possible or lit in self.impossible for lit in options)


class Standings:
    """Answers domain questions one after another; what earlier answers proved is used again."""

    def __init__(self, encoding: Encoding, oracle: PySat) -> None:
        """Bind an encoding and an oracle that holds its clauses."""
        self._encoding = encoding
        self._oracle = oracle
        self._swaps = Swaps(encoding)
        self._bases: list[tuple[list[int], int]] = []
        self._swapped: dict[int, int] = {}
        self._pool: list[int] = []
        self._refuted: dict[int, list[frozenset[int]]] = {}
        self._size = encoding.variables.stated_top
        self._kept = max(POOL, len(encoding.option_lits))

    def domains(self, stated: tuple[Statement, ...]) -> Domains | None:
        """The domains under consistent statements; None if they cannot hold together."""
        given = literals(stated)
        now = frozenset(given)
        chosen = {s.id: s for s in stated if s.kind == "choice"}
        self._bases, self._swapped = [], {}
        seen, instead = self._seen(stated, chosen)
        if seen is None:
            if not self._oracle.solve(given):
                return None
            seen = self._remember(base=True)
        found = Domains()
        open_ = [d.id for d in self._encoding.catalog.decisions if d.id not in chosen]
        self._open(open_, given, now, seen, found)
        for decision, choice in chosen.items():
            self._instead(choice, stated, now, seen | instead.get(decision, 0), found)
            found.possible.update(choice.lits)
        self._forced(open_, given, found)
        del self._pool[: -self._kept]
        self._bases = []
        return found

    def _open(self, decisions: list[str], given: list[int], now: frozenset[int], seen: int, found: Domains) -> None:
        """Batches: unseen options, one per open decision, are assumed at once; cores throw out what clashes."""
        wanted = {d: self._encoding.of_decision(d) for d in decisions}
        implied = self._oracle.implied(given)
        while True:
            batch = []
            for lits in wanted.values():
                for lit in lits:
                    if lit in found.possible or lit in found.impossible:
                        continue
                    if seen >> lit & 1:
                        found.possible.add(lit)
                    elif -lit in implied or self._is_refuted(lit, now):
                        found.impossible.add(lit)
                    elif self._swap(lit, now):
                        found.possible.add(lit)
                    else:
                        batch.append(lit)
                        break
                if len(batch) == BATCH:
                    break
            if not batch:
                return
            try:
                seen |= self._settle(batch, given, found)
            except OutOfBudgetError:
                wanted = {d: [x for x in lits if x not in batch] for d, lits in wanted.items()}

    def _settle(self, batch: list[int], given: list[int], found: Domains) -> int:
        while batch:
            if self._oracle.solve([*given, *batch]):
                return self._remember(base=True)
            core = set(self._oracle.core())
            blame = [lit for lit in batch if lit in core]
            if len(blame) == 1:
                self._refute(blame[0], core)
                found.impossible.add(blame[0])
            drop = set(blame[1:] or blame)
            batch = [lit for lit in batch if lit not in drop]
        return 0

    def _instead(
        self, choice: Statement, stated: tuple[Statement, ...], now: frozenset[int], seen: int, found: Domains
    ) -> None:
        """The options of a decision that has a choice, as if the choice were not made."""
        rest: list[int] = []
        free = now.difference(choice.lits)
        for lit in self._encoding.of_decision(choice.id):
            if seen >> lit & 1:
                found.possible.add(lit)
            elif self._is_refuted(lit, now, choice.lits[0]):
                found.impossible.add(lit)
            elif self._swap(lit, free):
                found.possible.add(lit)
            else:
                rest = rest or literals([s for s in stated if s is not choice])
                try:
                    possible = self._oracle.solve([*rest, lit])
                except OutOfBudgetError:
                    continue
                if possible:
                    seen |= self._remember()
                    found.possible.add(lit)
                else:
                    self._refute(lit, set(self._oracle.core()))
                    found.impossible.add(lit)

    def _forced(self, decisions: list[str], given: list[int], found: Domains) -> None:
        for decision_id in decisions:
            lits = self._encoding.of_decision(decision_id)
            possible = [lit for lit in lits if lit in found.possible]
            if self._encoding.catalog.decision_by_id[decision_id].cardinality is Cardinality.ONE:
                if len(possible) == 1 and len(possible) + len(found.impossible & set(lits)) == len(lits):
                    found.forced.add(possible[0])
                continue
            common = self._common(given)
            found.forced.update(lit for lit in possible if common >> lit & 1 and not self._try([*given, -lit]))

    def _try(self, lits: list[int]) -> bool:
        """Whether a model exists; a budget that ran out counts as yes, so that nothing is called forced unproved."""
        try:
            if self._oracle.solve(lits):
                self._remember()
                return True
        except OutOfBudgetError:
            return True
        return False

    # ------------------------------------------------------------ memory

    def _seen(
        self, stated: tuple[Statement, ...], chosen: Mapping[str, Statement]
    ) -> tuple[int | None, dict[str, int]]:
        """What known models show: options seen under all statements, and under all but the choice of one decision.

        The first is None where no known model agrees with all statements.
        """
        true, false = _masks(literals([s for s in stated if s.kind != "choice"]))
        by_bit = {1 << choice.lits[0]: decision for decision, choice in chosen.items()}
        choices = sum(by_bit)
        seen: int | None = None
        instead: dict[str, int] = {}
        for model in self._pool:
            if model & true != true or model & false:
                continue
            missing = choices & ~model
            if not missing:
                seen = (seen or 0) | model
            elif missing in by_bit:
                decision = by_bit[missing]
                instead[decision] = instead.get(decision, 0) | model
        return seen, instead

    def _remember(self, *, base: bool = False) -> int:
        """Keep the last model; a `base` agrees with all statements of the question at hand."""
        whole = self._oracle.model()
        model = _bits(whole[: self._size])
        self._pool.append(model)
        if base and len(self._bases) < BASES:
            self._bases.append((whole, model))
        return model

    def _swap(self, lit: int, held: frozenset[int]) -> bool:
        """Whether a known model still holds with this option in place of another; each is tried once."""
        tried = self._swapped.get(lit, 0)
        self._swapped[lit] = len(self._bases)
        for whole, model in self._bases[tried:]:
            turned = self._swaps.take(lit, whole, held)
            if turned is not None:
                self._pool.append(model ^ sum(1 << abs(x) for x in turned))
                return True
        return False

    def _common(self, given: list[int]) -> int:
        true, false = _masks(given)
        common = -1
        for model in self._pool:
            if model & true == true and not model & false:
                common &= model
        return common

    def _refute(self, lit: int, core: set[int]) -> None:
        known = self._refuted.setdefault(lit, [])
        known.append(frozenset(core - {lit}))
        del known[:-REFUTATIONS]

    def _is_refuted(self, lit: int, now: frozenset[int], without: int = 0) -> bool:
        return any(core <= now and without not in core for core in self._refuted.get(lit, ()))


def _masks(lits: list[int]) -> tuple[int, int]:
    """The literals as two bit sets: variables that must be true, and those that must be false."""
    true = false = 0
    for lit in lits:
        if lit > 0:
            true |= 1 << lit
        else:
            false |= 1 << -lit
    return true, false


def _bits(model: list[int]) -> int:
    return int("".join(["1" if lit > 0 else "0" for lit in reversed(model)]) + "0", 2)
