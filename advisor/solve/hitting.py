"""Smallest sets of statements to take back, so that the rest holds: hitting sets of the conflicts met on the way."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from advisor.solve.oracle import Oracle
from advisor.solve.statements import Statement, literals


def smallest_repairs(
    oracle: Oracle, ground: list[int], soft: Sequence[Statement], limit: int
) -> Iterator[tuple[Statement, ...]]:
    """Up to `limit` minimal sets of `soft` statements to drop under `ground` (literals): fewest first, then earliest.

    None if nothing needs to be dropped, or if dropping everything would not help. OutOfBudgetError where a question ran
    out of budget: the sets before it are as minimal as ever.
    """
    if oracle.solve([*ground, *literals(list(soft))]) or not oracle.solve(ground):
        return
    conflicts: list[tuple[int, ...]] = []
    found: list[tuple[int, ...]] = []
    while len(found) < limit:
        hit = _smallest_hitting_set(conflicts, found)
        if hit is None:
            break
        rest = [i for i in range(len(soft)) if i not in hit]
        if oracle.solve([*ground, *_lits(soft, rest)]):
            found.append(hit)
            yield tuple(soft[i] for i in hit)
        else:
            conflicts.append(_shrink(oracle, ground, soft, rest))


def _lits(soft: Sequence[Statement], chosen: Sequence[int]) -> list[int]:
    return [lit for i in chosen for lit in soft[i].lits]


def _shrink(oracle: Oracle, ground: list[int], soft: Sequence[Statement], rest: list[int]) -> tuple[int, ...]:
    """A minimal conflict among the statements `rest`, by deletion, starting from the core of the last answer."""
    order, keep = _in_core(oracle, soft, rest), list[int]()
    while order:
        first = order.pop(0)
        if oracle.solve([*ground, *_lits(soft, keep + order)]):
            keep.append(first)
        else:
            order = _in_core(oracle, soft, order)
    return tuple(keep)


def _in_core(oracle: Oracle, soft: Sequence[Statement], among: list[int]) -> list[int]:
    core = set(oracle.core())
    return [i for i in among if not core.isdisjoint(soft[i].lits)]


def _smallest_hitting_set(conflicts: list[tuple[int, ...]], found: list[tuple[int, ...]]) -> tuple[int, ...] | None:
    """Smallest, then earliest, set that meets every conflict and contains no repair already found."""
    level: set[tuple[int, ...]] = {()}
    while level:
        done: list[tuple[int, ...]] = []
        following: set[tuple[int, ...]] = set()
        for candidate in level:
            if any(set(f) <= set(candidate) for f in found):
                continue
            unmet = next((c for c in conflicts if not set(c) & set(candidate)), None)
            if unmet is None:
                done.append(candidate)
            else:
                following.update(tuple(sorted((*candidate, i))) for i in unmet)
        if done:
            return min(done)
        level = following
    return None
