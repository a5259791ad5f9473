"""What a search found, and whether it looked everywhere."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Self, TypeVar

from advisor.model.base import Text

T = TypeVar("T")


class Found(tuple[T, ...]):
    """What a search found, in order; `limit` says in a sentence that it stopped at its work limit, if it did."""

    limit: Text | None

    def __new__(cls, found: Iterable[T] = (), limit: Text | None = None) -> Self:
        """Take what was found, then what is missing."""
        made = super().__new__(cls, found)
        made.limit = limit
        return made

    def after_first(self) -> Found[T]:
        """The same without the first."""
        return Found(self[1:], self.limit)


def limits_of(*searches: object) -> tuple[Text, ...]:
    """The sentences of the searches that stopped at their work limit, each once."""
    told = (getattr(found, "limit", None) for found in searches)
    return tuple(dict.fromkeys(text for text in told if isinstance(text, Text)))
