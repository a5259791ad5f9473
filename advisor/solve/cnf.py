"""Clauses with shared definitions: the same conjunction is defined once and always names the same literal."""

from __future__ import annotations

from collections.abc import Iterable

Clause = tuple[int, ...]


class Cnf:
    """A growing list of clauses. `true` is a literal that always holds, `-true` one that never does."""

    def __init__(self) -> None:
        self.top = 1
        self.true = 1
        self.clauses: list[Clause] = [(1,)]
        self._memo: dict[Clause, int] = {}

    def child(self) -> Cnf:
        """An empty extension: it knows every definition made here, and keeps its own clauses apart."""
        other = Cnf.__new__(Cnf)
        other.top, other.true, other.clauses, other._memo = self.top, self.true, [], dict(self._memo)  # noqa: SLF001 - same class
        return other

    def fresh(self) -> int:
        """A new variable."""
        self.top += 1
        return self.top

    def add(self, lits: Iterable[int]) -> None:
        """Add a clause that always holds; constants are simplified away."""
        clause = self.simplify(lits)
        if clause is not None:
            self.clauses.append(clause)

    def simplify(self, lits: Iterable[int]) -> Clause | None:
        """The clause without constants and repetitions, or None if it always holds."""
        kept = dict.fromkeys(lit for lit in lits if lit != -self.true)
        if self.true in kept or any(-lit in kept for lit in kept):
            return None
        return tuple(kept)

    def all_of(self, lits: Iterable[int]) -> int:
        """A literal equivalent to the conjunction of `lits`."""
        parts = sorted({lit for lit in lits if lit != self.true}, key=lambda lit: (abs(lit), lit))
        if not parts:
            return self.true
        if -self.true in parts or any(-lit in parts for lit in parts):
            return -self.true
        if len(parts) == 1:
            return parts[0]
        key = tuple(parts)
        known = self._memo.get(key)
        if known is None:
            known = self._memo[key] = self.fresh()
            self.clauses += [(-known, lit) for lit in key]
            self.clauses.append((known, *(-lit for lit in key)))
        return known

    def any_of(self, lits: Iterable[int]) -> int:
        """A literal equivalent to the disjunction of `lits`."""
        return -self.all_of(-lit for lit in lits)

    def at_most_one(self, lits: list[int]) -> list[Clause]:
        """Pairwise clauses; a decision has few options, and helper variables would slow the solver down."""
        return [(-a, -b) for i, a in enumerate(lits) for b in lits[i + 1 :]]
