"""What becomes of a question whose work limit ran out: less is told, and a sentence says what is missing."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Literal, TypeVar

from advisor.model.base import Text
from advisor.solve.oracle import OutOfBudgetError
from advisor.wording.solve import sentence

T = TypeVar("T")
Operation = Literal[
    "consistency",
    "contradiction",
    "options",
    "best",
    "conflict",
    "repairs",
    "count",
    "place",
    "alternatives",
    "sensitivity",
    "ranges",
]


class Limits:
    """The operations of one question that ran out of budget, in the order they did."""

    def __init__(self) -> None:
        """Nothing ran out yet."""
        self._met: dict[Operation, None] = {}

    def within(self, operation: Operation, action: Callable[[], T], otherwise: T) -> T:
        """What `action` finds, or `otherwise` with a note where its budget ran out."""
        try:
            return action()
        except OutOfBudgetError:
            self.note(operation)
            return otherwise

    def until(self, operation: Operation, found: Iterable[T]) -> Iterator[T]:
        """What is found one after another before the budget runs out."""
        try:
            yield from found
        except OutOfBudgetError:
            self.note(operation)

    def skipping(self, operation: Operation, actions: Iterable[Callable[[], T | None]]) -> Iterator[T]:
        """What each action finds; one that runs out of budget, or finds nothing, is left out."""
        for action in actions:
            found = self.within(operation, action, None)
            if found is not None:
                yield found

    def note(self, operation: Operation) -> None:
        """Remember that an operation ran out."""
        self._met[operation] = None

    def met(self, *operations: Operation) -> bool:
        """Whether one of the operations ran out."""
        return not self._met.keys().isdisjoint(operations)

    def __iter__(self) -> Iterator[Operation]:
        """The operations that ran out."""
        return iter(self._met)

    def text(self, operation: Operation) -> Text | None:
        """The sentence about an operation that ran out."""
        return limit_text(operation) if operation in self._met else None

    def first(self) -> Text | None:
        """The sentence about the first operation that ran out."""
        return next(iter(self.texts()), None)

    def texts(self) -> tuple[Text, ...]:
        """All sentences."""
        return tuple(map(limit_text, self._met))


def limit_text(operation: Operation) -> Text:
    """What is missing where an operation ran out."""
    return sentence(f"limit-{operation}")
