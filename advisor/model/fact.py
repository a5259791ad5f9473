"""Facts: what the questions of the profile are, and which answers they take."""

from __future__ import annotations

import contextlib
from enum import StrEnum

from pydantic import model_validator

from advisor.model.base import Id, Text, Value
from advisor.model.condition import Condition
from advisor.model.version import parse_version

Answer = bool | int | str | tuple[str, ...]
"""A stated answer; its shape follows the kind of the fact."""


class FactKind(StrEnum):
    """Shape of the answer to a fact."""

    BOOLEAN = "boolean"
    INTEGER = "integer"
    ENUM = "enum"
    VERSION = "version"
    LIST = "list"


class FactValue(Value):
    """One permitted value of an enumeration or list fact."""

    id: str
    name: Text


class WrongAnswer(ValueError):
    """An answer that a fact does not take; `text` says why in both languages."""

    def __init__(self, en: str, ko: str) -> None:
        """Take the sentence in both languages."""
        super().__init__(en)
        self.text = Text(en=en, ko=ko)


class Fact(Value):
    """A question about the site or the company.

    `assume` is the neutral answer a *suggestion* starts from while the question is open; standings never use it.
    `values` lists the permitted values of `enum` and `list` facts; `values_from: components` permits component ids.
    `minimum`/`maximum` bound integers. `relevant_when` hides the question where it makes no sense.
    `quick` marks the questions of the short first round.
    """

    id: Id
    kind: FactKind
    group: Id
    name: Text
    question: Text
    why: Text
    values: tuple[FactValue, ...] = ()
    values_from: str | None = None
    minimum: int | None = None
    maximum: int | None = None
    unit: str | None = None
    example: Answer | None = None
    assume: Answer | None = None
    relevant_when: Condition | None = None
    quick: bool = False

    @model_validator(mode="after")
    def _values_where_needed(self) -> Fact:
        needs_values = self.kind in (FactKind.ENUM, FactKind.LIST)
        if needs_values != bool(self.values or self.values_from):
            raise ValueError(f"{self.kind} fact {self.id}: values are {'missing' if needs_values else 'out of place'}")
        for attribute in ("example", "assume"):
            given = getattr(self, attribute)
            if given is not None:
                self.check(given)
        return self

    def value_ids(self) -> tuple[str, ...]:
        """Ids of the permitted values, in order."""
        return tuple(v.id for v in self.values)

    def check(self, answer: object) -> Answer:
        """Return `answer` in the fact's own type, or raise ValueError saying what is permitted."""
        match self.kind:
            case FactKind.BOOLEAN:
                if isinstance(answer, bool):
                    return answer
                raise WrongAnswer(f"{self.id} takes true or false", f"{self.id}: true 또는 false로 답한다")
            case FactKind.INTEGER:
                if isinstance(answer, int) and not isinstance(answer, bool):
                    return self._within(answer)
                raise WrongAnswer(f"{self.id} takes a whole number", f"{self.id}: 정수로 답한다")
            case FactKind.VERSION:
                text = str(answer) if isinstance(answer, str | int) and not isinstance(answer, bool) else ""
                try:
                    parse_version(text)
                except ValueError:
                    raise WrongAnswer(
                        f'{self.id} takes a version in quotes, such as "{self.example}"',
                        f'{self.id}: "{self.example}"처럼 따옴표로 묶은 버전으로 답한다',
                    ) from None
                return text
            case FactKind.ENUM:
                if isinstance(answer, str) and (not self.values or answer in self.value_ids()):
                    return answer
                words = ", ".join(self.value_ids())
                raise WrongAnswer(f"{self.id} takes one of {words}", f"{self.id}: 다음 중 하나로 답한다: {words}")
            case FactKind.LIST:
                return self._check_list(answer)

    def is_kind(self, answer: object) -> bool:
        """Whether an answer is of the fact's kind, whatever values are permitted today."""
        match self.kind:
            case FactKind.BOOLEAN:
                return isinstance(answer, bool)
            case FactKind.INTEGER:
                return isinstance(answer, int) and not isinstance(answer, bool)
            case FactKind.ENUM:
                return isinstance(answer, str)
            case FactKind.LIST:
                return isinstance(answer, list | tuple) and all(isinstance(word, str) for word in answer)
            case FactKind.VERSION:
                with contextlib.suppress(ValueError):
                    return isinstance(answer, str) and bool(parse_version(answer))
                return False

    def _within(self, number: int) -> int:
        low, high = self.minimum, self.maximum
        if (low is not None and number < low) or (high is not None and number > high):
            raise WrongAnswer(
                f"{self.id} lies between {low} and {high}", f"{self.id}: {low}에서 {high} 사이의 값으로 답한다"
            )
        return number

    def _check_list(self, answer: object) -> tuple[str, ...]:
        if not isinstance(answer, list | tuple) or not all(isinstance(a, str) for a in answer):
            raise WrongAnswer(f"{self.id} takes a list of words", f"{self.id}: 단어 목록으로 답한다")
        unknown = [a for a in answer if self.values and a not in self.value_ids()]
        if unknown:
            words = ", ".join(self.value_ids())
            raise WrongAnswer(
                f"{self.id} does not know {unknown[0]}; it takes {words}",
                f"{self.id}: {unknown[0]}은(는) 없는 값이다. 쓸 수 있는 값: {words}",
            )
        return tuple(dict.fromkeys(answer))
