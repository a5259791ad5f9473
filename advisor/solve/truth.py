"""Three-valued truth of a condition: true, false, or unknown while a fact is open or no stack is given."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

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
    found: set[str] = set()
    for decision_id, option_id in pairs:
        decision = catalog.decision_by_id.get(decision_id)
        option = decision.option(option_id) if decision else None
        found.update(option.brings() if option else ())
    return frozenset(found)


def capabilities_of(catalog: Catalog, pairs: Iterable[tuple[str, str]]) -> frozenset[str]:
    """The capabilities that the options and their components provide."""
    pairs = tuple(pairs)
    found: set[str] = set()
    for decision_id, option_id in pairs:
        decision = catalog.decision_by_id.get(decision_id)
        option = decision.option(option_id) if decision else None
        found.update(option.provides if option else ())
    for component_id in components_of(catalog, pairs):
        component = catalog.component_by_id.get(component_id)
        found.update(component.provides if component else ())
    return frozenset(found)


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
        self.taken: frozenset[tuple[str, str]] | None = None
        self.components: frozenset[str] = frozenset()
        self.capabilities: frozenset[str] = frozenset()
        if stack is not None:
            self.taken = taken_pairs(stack)
            self.components = components_of(catalog, self.taken)
            self.capabilities = capabilities_of(catalog, self.taken)


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
