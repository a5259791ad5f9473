"""Whether two conditions can hold in the same stack: every assignment of their leaves is tried."""

from __future__ import annotations

from itertools import product

from advisor.model.condition import Condition

Leaf = tuple[str, str, str]
"""Kind, subject and value: (chosen, cni, cilium), (fact, workers, >=3), (component, vault, "")."""


def leaf(condition: Condition) -> Leaf:
    if condition.chosen is not None:
        return ("chosen", *condition.choice)
    if condition.fact is not None:
        for sign, value in (("=", condition.is_), (" in ", condition.in_), (">=", condition.at_least),
                            ("<", condition.below), (" has ", condition.includes)):  # fmt: skip
            if value is not None:
                return ("fact", condition.fact, f"{sign}{value}")
    for kind in ("always", "component", "capability", "existing", "policy"):
        value = getattr(condition, kind)
        if value is not None:
            return (kind, str(value), "")
    raise AssertionError(condition)


def value_of(condition: Condition, truth: dict[Leaf, bool]) -> bool:
    if condition.all is not None:
        return all(value_of(c, truth) for c in condition.all)
    if condition.any is not None:
        return any(value_of(c, truth) for c in condition.any)
    if condition.not_ is not None:
        return not value_of(condition.not_, truth)
    return truth[leaf(condition)]


def split(condition: Condition) -> Condition:
    """Comparisons with `in` as an `any` of `is`, so that two of them can be told apart."""
    if condition.in_ is not None:
        return Condition(any=tuple(Condition.model_validate({"fact": condition.fact, "is": v}) for v in condition.in_))
    if condition.all is not None:
        return Condition(all=tuple(split(c) for c in condition.all))
    if condition.any is not None:
        return Condition(any=tuple(split(c) for c in condition.any))
    if condition.not_ is not None:
        return Condition.model_validate({"not": split(condition.not_)})
    return condition


def is_possible(truth: dict[Leaf, bool]) -> bool:
    """One option of a decision, one value of a fact; a threshold is either at least or below the same number."""
    taken = [(k, s) for (k, s, v), on in truth.items() if on and (k == "chosen" or v.startswith("="))]
    return len(taken) == len(set(taken)) and all(
        on != truth.get(("fact", s, v.replace(">=", "<")), not on)
        for (k, s, v), on in truth.items()
        if v.startswith(">=")
    )


def can_both_hold(one: Condition, other: Condition) -> bool:
    both = Condition(all=(split(one), split(other)))
    leaves = sorted({leaf(c) for c in both.leaves()})
    return any(
        is_possible(truth) and value_of(both, truth)
        for truth in (dict(zip(leaves, bits, strict=True)) for bits in product((False, True), repeat=len(leaves)))
    )
