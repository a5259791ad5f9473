"""Conditions: a closed tree over facts, choices, components, capabilities and policies. Never an expression string.

In YAML a condition is a mapping with exactly one operator:

    always: true
    all: [..]          any: [..]          not: {..}
    fact: kernel_version   with one of  is / in / at_least / below / includes
    chosen: cni=cilium     (or  chosen: {decision: cni, option: cilium})
    component: cilium      (the stack contains it, by whatever decision)
    capability: object-storage   (some chosen component provides it)
    existing: harbor       (the site already runs it)
    policy: osi_only       (the policy is switched on, hard or soft)
"""

from __future__ import annotations

import re
from typing import Annotated, Any

from pydantic import Field, model_validator

from advisor.model.base import Id, Value

Scalar = bool | int | str


class Condition(Value):
    """One node of a condition tree; exactly one of the operators is set.

    A fact comparison is `fact` plus exactly one of `is`, `in`, `at_least`, `below`, `includes`:
    `is` and `in` for booleans and enumerations, `at_least` (>=) and `below` (<) for integers and versions,
    `includes` for lists. A condition over an unanswered fact is unknown, neither true nor false.
    """

    always: bool | None = None
    all: tuple[Condition, ...] | None = None
    any: tuple[Condition, ...] | None = None
    not_: Annotated[Condition | None, Field(alias="not")] = None
    fact: Id | None = None
    is_: Annotated[Scalar | None, Field(alias="is")] = None
    in_: Annotated[tuple[Scalar, ...] | None, Field(alias="in")] = None
    at_least: int | str | None = None
    below: int | str | None = None
    includes: str | None = None
    chosen: str | None = None
    component: Id | None = None
    capability: Id | None = None
    existing: Id | None = None
    policy: Id | None = None

    @model_validator(mode="before")
    @classmethod
    def _spell_out_choice(cls, data: Any) -> Any:  # noqa: ANN401 - raw YAML
        if isinstance(data, dict) and isinstance(data.get("chosen"), dict):
            ref = data["chosen"]
            if set(ref) != {"decision", "option"}:
                raise ValueError("chosen needs exactly decision and option")
            return {**data, "chosen": f"{ref['decision']}={ref['option']}"}
        return data

    @model_validator(mode="after")
    def _exactly_one_operator(self) -> Condition:
        stated = [name for name, value in self.__dict__.items() if value is not None]
        heads = [name for name in stated if name in _HEADS]
        if len(heads) != 1:
            raise ValueError(f"a condition has exactly one of {', '.join(_SPELLED)}; found {len(heads)}")
        comparisons = len(stated) - 1
        if self.fact is not None and comparisons != 1:
            raise ValueError("a fact condition has exactly one of is, in, at_least, below, includes")
        if self.fact is None and comparisons:
            raise ValueError("is, in, at_least, below and includes belong to a fact condition")
        if self.chosen is not None and not re.fullmatch(r"[^\s=]+=[^\s=]+", self.chosen):
            raise ValueError("chosen is written decision=option")
        return self

    @property
    def choice(self) -> tuple[str, str]:
        """Decision and option of a `chosen` condition."""
        assert self.chosen is not None
        decision, option = self.chosen.split("=")
        return decision, option

    def leaves(self) -> tuple[Condition, ...]:
        """Every node that is not `all`, `any` or `not`, in reading order."""
        children = self.all or self.any or ((self.not_,) if self.not_ else None)
        if children is None:
            return (self,)
        return tuple(leaf for child in children for leaf in child.leaves())


_HEADS = ("always", "all", "any", "not_", "fact", "chosen", "component", "capability", "existing", "policy")
_SPELLED = tuple(h.rstrip("_") for h in _HEADS)

ALWAYS = Condition(always=True)
