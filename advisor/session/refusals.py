"""Why the model refused a part of a session, in words for the person who wrote it."""

from __future__ import annotations

from typing import Any

from pydantic import BaseModel
from pydantic_core import ErrorDetails

from advisor.catalog.nearest import nearest, short
from advisor.errors import Problem
from advisor.model.session import Acceptance, Basis, Choice, DecisionRecord, Participant, Seen, SoftPolicy
from advisor.wording.problems import problem

_PARTS: dict[str, type[BaseModel]] = {
    "choices": Choice,
    "accepted": Acceptance,
    "participants": Participant,
    "records": DecisionRecord,
    "policies": SoftPolicy,
    "seen": Seen,
}
"""What the entries of a field are."""
_PLAIN = {"missing": "missing_key", "string_too_short": "too_short"}
_LIMITS = {
    "less_than_equal": ("at_most", "le"),
    "greater_than_equal": ("at_least", "ge"),
    "string_too_long": ("too_long", "max_length"),
}


def refusal(found: ErrorDetails) -> Problem:
    """One error of the model as a problem; what has no words of ours keeps those of the model."""
    context: dict[str, Any] = dict(found.get("ctx", {}))
    word = str(found["loc"][-1]) if found["loc"] else ""
    match found["type"]:
        case "extra_forbidden":
            return problem("unknown_key", word=short(word), nearest=nearest(word, _keys(found["loc"])))
        case "literal_error":
            words = [part.strip("'") for part in str(context["expected"]).replace(" or ", ", ").split(", ")]
            return problem("one_of", words=", ".join(words), nearest=nearest(found["input"], words))
        case kind if kind in _PLAIN:
            return problem(_PLAIN[kind], word=word)
        case kind if kind in _LIMITS:
            phrase, limit = _LIMITS[kind]
            return problem(phrase, limit=context[limit])
        case "value_error" if "parked" in found["msg"]:
            return problem("parked_needs")
    return Problem(found["msg"].removeprefix("Value error, "))


def _keys(location: tuple[int | str, ...]) -> list[str]:
    """The keys that are known where an unknown one stood."""
    part = Basis if "basis" in location else _PARTS.get(str(location[0]))
    return list(part.model_fields) if part is not None else []
