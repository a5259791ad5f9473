"""Rules that say the same twice, against each other, or about what can never be; ids that nobody could look up."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

from advisor.catalog.lint.scope import Place, Scope
from advisor.catalog.show import shadowed_by
from advisor.errors import Problem
from advisor.model.catalog import Catalog
from advisor.model.component import SetValue
from advisor.model.condition import Condition
from advisor.model.decision import Cardinality
from advisor.model.rule import Effect, Rule
from advisor.model.version import compare, parse_version

Terms = frozenset[str]
"""The parts that must all hold, each in one fixed spelling."""


def check(scope: Scope) -> Iterator[Problem]:
    """Check every rule by itself and every pair of rules that touch the same thing; and the ids that values name."""
    yield from _looked_up(scope)
    rules = scope.catalog.rules
    terms = {rule.id: conjuncts(rule.when) for rule in rules}
    for rule in rules:
        if (reason := never(scope.catalog, rule.when)) is not None:
            yield scope.problem(("rules", rule.id, ("when",)), f"can never hold: {reason}", "impossible-condition")
    for first, second in combinations(rules, 2):
        if not _touch(first, second):
            continue
        for weak, strong in ((first, second), (second, first)):
            if terms[weak.id] <= terms[strong.id] and _repeats(weak, strong):
                message = f"says nothing that {weak.id} does not say already"
                yield scope.problem(("rules", strong.id, ("id",)), message, "redundant-rule")
                break
        for weak, strong in ((first, second), (second, first)):
            if terms[weak.id] <= terms[strong.id] and _contradicts(weak, strong):
                message = f"contradicts {weak.id}, which holds whenever this rule does"
                yield scope.problem(("rules", strong.id, ("id",)), message, "contradictory-rules")
                break


def _looked_up(scope: Scope) -> Iterator[Problem]:
    """Comments in values name an integration, or a rule, by its id alone: it must find that entry and no other."""
    catalog = scope.catalog
    named: list[tuple[Place, str, str]] = [
        (("integrations", i.id, ("id",)), "integrations", i.id) for i in catalog.integrations
    ]
    named += [
        ((kind, name, (*path, "rule")), "rules", inner.rule)
        for (kind, name, path), inner in scope.models()
        if isinstance(inner, SetValue) and inner.rule is not None
    ]
    for place, kind, name in named:
        if (other := shadowed_by(catalog, kind, name)) is not None:
            message = f"{name} is an entry of {other} too, and that one would be shown for it"
            yield scope.problem(place, message, "shadowed-id")


def conjuncts(condition: Condition) -> Terms:
    """Return the parts of a condition that must all hold; nothing for `always`."""
    if condition.always:
        return frozenset()
    if condition.all is not None:
        return frozenset().union(*(conjuncts(c) for c in condition.all))
    return frozenset({condition.model_dump_json(by_alias=True, exclude_none=True)})


def never(catalog: Catalog, condition: Condition) -> str | None:
    """Return why the parts of `condition` exclude each other, or None. Only plain conjunctions are looked into."""
    leaves = [Condition.model_validate_json(term) for term in sorted(conjuncts(condition))]
    for a, b in combinations(leaves, 2):
        if a.fact is not None and a.fact == b.fact:
            if _exclusive(a, b) or _exclusive(b, a):
                return f"two answers of {a.fact} at once"
        elif a.chosen is not None and b.chosen is not None and a.choice[0] == b.choice[0] and a.chosen != b.chosen:
            decision = catalog.decision_by_id.get(a.choice[0])
            if decision is not None and decision.cardinality is not Cardinality.ANY:
                return f"two options of {decision.id} at once"
        elif a.not_ == b or b.not_ == a:
            return "a part and its opposite"
    return None


def _exclusive(a: Condition, b: Condition) -> bool:
    mine = (a.is_,) if a.is_ is not None else a.in_
    other = (b.is_,) if b.is_ is not None else b.in_
    if mine is not None and other is not None:
        return not set(mine) & set(other)
    if a.at_least is None or b.below is None:
        return False
    return compare(parse_version(str(a.at_least)), parse_version(str(b.below))) >= 0


def _touch(a: Rule, b: Rule) -> bool:
    return bool(set(a.options) & set(b.options)) or a.effect is b.effect or Effect.REQUIRES in (a.effect, b.effect)


def _repeats(weak: Rule, strong: Rule) -> bool:
    """Whether everything `strong` says already follows from `weak`, which holds more often."""
    if weak.effect is not strong.effect:
        return False
    if weak.effect is Effect.FORBIDS:
        return set(strong.options) <= set(weak.options)
    if weak.effect is Effect.REQUIRES:
        assert weak.then is not None
        assert strong.then is not None
        return conjuncts(strong.then) <= conjuncts(weak.then)
    return weak.when == strong.when and _payload(weak) == _payload(strong)


def _payload(rule: Rule) -> tuple[object, ...]:
    """Return what a rule of these effects says, apart from its condition."""
    match rule.effect:
        case Effect.CONFLICTS:
            return tuple(sorted(part.model_dump_json(by_alias=True, exclude_none=True) for part in rule.between))
        case Effect.PREFERS:
            return (frozenset(rule.options), rule.criterion, rule.wanted, rule.points)
        case Effect.SETS:
            return (frozenset(rule.integrations),)
        case _:
            return (rule.text.en,)


def _contradicts(weak: Rule, strong: Rule) -> bool:
    """Whether `strong` asks for what `weak`, which holds whenever it does, makes impossible or pays against."""
    if weak.effect is Effect.FORBIDS:
        if strong.effect is Effect.PREFERS:
            return strong.points > 0 and set(strong.options) <= set(weak.options)
        if strong.effect is Effect.REQUIRES:
            assert strong.then is not None
            return any(leaf in conjuncts(strong.then) for leaf in (_chosen(o) for o in weak.options))
    if weak.effect is Effect.PREFERS is strong.effect:
        same = weak.when == strong.when and weak.criterion == strong.criterion
        return same and bool(set(weak.options) & set(strong.options)) and weak.points * strong.points < 0
    return False


def _chosen(option: str) -> str:
    return Condition(chosen=option).model_dump_json(by_alias=True, exclude_none=True)
