"""Three-valued truth of a condition: true, false, or unknown while a fact is open or no stack is given."""

from __future__ import annotations

import copy
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from functools import cached_property

from advisor.model.catalog import Catalog
from advisor.model.condition import Condition
from advisor.model.fact import Answer, FactKind
from advisor.model.session import Session
from advisor.model.version import compare, parse_version

SEPARATOR = ","
"""Between the options of one decision in a stack, where a decision takes several."""


def taken_pairs(stack: Mapping[str, str]) -> frozenset[tuple[str, str]]:
    """The (decision, option) pairs of a stack."""
    return frozenset((decision, option) for decision, value in stack.items() for option in value.split(SEPARATOR))


def components_of(catalog: Catalog, pairs: Iterable[tuple[str, str]]) -> frozenset[str]:
    """The components that the options bring; pairs the catalogue does not know bring nothing."""
    return frozenset(component for pair in pairs for component in supply(catalog, pair)[0])


def capabilities_of(catalog: Catalog, pairs: Iterable[tuple[str, str]]) -> frozenset[str]:
    """The capabilities that the options and their components provide."""
    return frozenset(capability for pair in pairs for capability in supply(catalog, pair)[1])


def supply(catalog: Catalog, pair: tuple[str, str]) -> tuple[frozenset[str], frozenset[str]]:
    """The components one option brings, and the capabilities that it and they provide."""
    decision = catalog.decision_by_id.get(pair[0])
    option = decision.option(pair[1]) if decision else None
    if option is None:
        return frozenset(), frozenset()
    components = frozenset(option.brings())
    parts = [catalog.component_by_id[c] for c in components if c in catalog.component_by_id]
    return components, frozenset(option.provides).union(*(part.provides for part in parts))


@dataclass(frozen=True)
class _Changed(AbstractSet[str]):
    """A large set with a few elements taken out and a few put in, without a copy of it."""

    base: AbstractSet[str]
    gone: frozenset[str]
    added: frozenset[str]

    def __contains__(self, element: object) -> bool:
        return element in self.added or (element in self.base and element not in self.gone)

    def __iter__(self) -> Iterator[str]:
        yield from self.added
        yield from (e for e in self.base if e not in self.gone and e not in self.added)

    def __len__(self) -> int:
        return sum(1 for _ in self)


@dataclass(frozen=True)
class _Pairs(AbstractSet[tuple[str, str]]):
    """The pairs of a stack in which one decision took another option."""

    base: AbstractSet[tuple[str, str]]
    pair: tuple[str, str]

    def __contains__(self, element: object) -> bool:
        return element == self.pair or (
            isinstance(element, tuple) and element[0] != self.pair[0] and element in self.base
        )

    def __iter__(self) -> Iterator[tuple[str, str]]:
        yield self.pair
        yield from (p for p in self.base if p[0] != self.pair[0])

    def __len__(self) -> int:
        return sum(1 for _ in self)


class World:
    """What a condition is held against: answers, what the site runs, policies, and a stack if there is one.

    Without a stack everything about choices is unknown. `assumed` answers stand in for open facts.
    """

    def __init__(
        self,
        catalog: Catalog,
        session: Session,
        stack: Mapping[str, str] | None = None,
        assumed: Mapping[str, Answer] | None = None,
    ) -> None:
        """Bind the session and, if given, a stack as decision -> option."""
        self.catalog = catalog
        self.facts: dict[str, Answer] = {**(assumed or {}), **session.profile}
        self.existing = frozenset(session.existing)
        self.policies = frozenset(p for p, on in session.policies.items() if on is not False)
        self.taken: AbstractSet[tuple[str, str]] | None = None
        self.components: AbstractSet[str] = frozenset()
        self.capabilities: AbstractSet[str] = frozenset()
        if stack is not None:
            self.taken = taken_pairs(stack)
            self.components = frozenset(self._bringing[0])
            self.capabilities = frozenset(self._bringing[1])

    @cached_property
    def _bringing(self) -> tuple[Counter[str], Counter[str]]:
        """By how many options each component, and each capability, is brought."""
        counts: tuple[Counter[str], Counter[str]] = (Counter(), Counter())
        for pair in self.taken or ():
            for count, found in zip(counts, supply(self.catalog, pair), strict=True):
                count.update(found)
        return counts

    @cached_property
    def _of_decision(self) -> dict[str, list[tuple[str, str]]]:
        found: dict[str, list[tuple[str, str]]] = {}
        for pair in self.taken or ():
            found.setdefault(pair[0], []).append(pair)
        return found

    def instead(self, pair: tuple[str, str]) -> World:
        """This world with that option in the place of what its decision took; costs no copy of the stack."""
        assert self.taken is not None
        other = copy.copy(self)
        other.taken = _Pairs(self.taken, pair)
        lost: tuple[Counter[str], Counter[str]] = (Counter(), Counter())
        for old in self._of_decision.get(pair[0], ()):
            for count, found in zip(lost, supply(self.catalog, old), strict=True):
                count.update(found)
        gone = [frozenset(x for x, n in count.items() if self._bringing[i][x] == n) for i, count in enumerate(lost)]
        components, capabilities = supply(self.catalog, pair)
        other.components = _Changed(self.components, gone[0], components)
        other.capabilities = _Changed(self.capabilities, gone[1], capabilities)
        for name in ("_bringing", "_of_decision"):
            other.__dict__.pop(name, None)
        return other


def evaluate(condition: Condition, world: World) -> bool | None:  # noqa: PLR0911 - one return per operator
    """Whether `condition` holds in `world`; None if that cannot be known yet."""
    if condition.all is not None:
        return _all([evaluate(c, world) for c in condition.all])
    if condition.any is not None:
        return _negate(_all([_negate(evaluate(c, world)) for c in condition.any]))
    if condition.not_ is not None:
        return _negate(evaluate(condition.not_, world))
    if condition.always is not None:
        return condition.always
    if condition.fact is not None:
        answer = world.facts.get(condition.fact)
        return None if answer is None else holds(condition, answer, world.catalog.fact_by_id[condition.fact].kind)
    if condition.existing is not None:
        return condition.existing in world.existing
    if condition.policy is not None:
        return condition.policy in world.policies
    if world.taken is None:
        return None
    if condition.chosen is not None:
        return condition.choice in world.taken
    if condition.component is not None:
        return condition.component in world.components
    return condition.capability in world.capabilities


def holds(condition: Condition, answer: Answer, kind: FactKind) -> bool:
    """Whether a fact comparison holds for an answer of that kind."""
    if condition.includes is not None:
        return isinstance(answer, tuple) and condition.includes in answer
    if condition.at_least is not None:
        return order(answer, condition.at_least, kind) >= 0
    if condition.below is not None:
        return order(answer, condition.below, kind) < 0
    wanted = condition.in_ if condition.in_ is not None else (condition.is_,)
    if kind is FactKind.VERSION:
        return any(_same_version(str(answer), str(w)) for w in wanted)
    return any(answer == w and isinstance(answer, bool) == isinstance(w, bool) for w in wanted)


def order(answer: object, bound: object, kind: FactKind) -> int:
    """-1, 0 or 1: an integer or version answer against a bound."""
    if kind is FactKind.VERSION:
        return compare(parse_version(str(answer)), parse_version(str(bound)))
    left, right = int(str(answer)), int(str(bound))
    return (left > right) - (left < right)


def _same_version(answer: str, wanted: str) -> bool:
    bound = parse_version(wanted)
    value = parse_version(answer)
    return compare(value[: len(bound)], bound) == 0


def _all(values: list[bool | None]) -> bool | None:
    if False in values:
        return False
    return None if None in values else True


def _negate(value: bool | None) -> bool | None:
    return None if value is None else not value
