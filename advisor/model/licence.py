"""Licences and commercial terms: what they are, and what they mean for this company."""

from __future__ import annotations

from datetime import date
from enum import StrEnum

from advisor.model.base import Id, Source, Text, Value
from advisor.model.condition import Condition


class LicenceClass(StrEnum):
    """Family of a licence."""

    PERMISSIVE = "permissive"
    WEAK_COPYLEFT = "weak-copyleft"
    STRONG_COPYLEFT = "strong-copyleft"
    NETWORK_COPYLEFT = "network-copyleft"
    SOURCE_AVAILABLE = "source-available"
    PROPRIETARY = "proprietary"


class Verdict(StrEnum):
    """What a licence means here; ordered from harmless to forbidden by `rank`."""

    OK = "ok"
    CONDITIONAL = "conditional"
    UNKNOWN = "unknown"
    NEEDS_PURCHASE = "needs-purchase"
    REFUSED = "refused"

    @property
    def rank(self) -> int:
        """Position from 0 (ok) to 4 (refused)."""
        return list(Verdict).index(self)


class Predicate(Value):
    """When `when` holds, the verdict is `verdict`; when it cannot be known, the verdict is unknown.

    Predicates are read from the top; the first that is not false decides. No predicate left means ok.
    `points` on `criterion` is what the verdict costs the option in the score (0 to -10).
    """

    id: Id
    when: Condition
    verdict: Verdict
    points: int = 0
    criterion: Id | None = None
    text: Text
    sources: tuple[Source, ...]
    as_of: date


class Obligation(Value):
    """Something the licence asks of the user, listed in the bill of materials."""

    id: Id
    text: Text


class Licence(Value):
    """An SPDX licence, or commercial terms that have no SPDX id (`LicenseRef-...`)."""

    id: str
    name: str
    licence_class: LicenceClass
    osi: bool
    url: str | None = None
    summary: Text
    obligations: tuple[Obligation, ...] = ()
    predicates: tuple[Predicate, ...] = ()
    sources: tuple[Source, ...]
    as_of: date
