"""Decisions and their options."""

from __future__ import annotations

from enum import StrEnum
from functools import cached_property

from advisor.model.base import Id, Source, Text, Value
from advisor.model.condition import Condition

NONE = "none"
"""Id of the option that installs nothing."""


class Cardinality(StrEnum):
    """How many options of a decision a stack takes."""

    ONE = "one"
    OPTIONAL = "optional"
    ANY = "any"


class Group(Value):
    """A room of the sidebar: decisions that belong together."""

    id: Id
    name: Text


class Option(Value):
    """A component, a feature of one, or `none`, offered in a decision.

    `components` are the components the option brings into the stack; left out, it is the component of the same id
    (and nothing for `none`). `provides` are capabilities that come with this option rather than with a component.
    """

    id: Id
    name: Text
    summary: Text
    components: tuple[Id, ...] | None = None
    provides: tuple[Id, ...] = ()
    sources: tuple[Source, ...] = ()

    def brings(self) -> tuple[str, ...]:
        """Ids of the components the option brings."""
        if self.components is not None:
            return self.components
        return () if self.id == NONE else (self.id,)


class Decision(Value):
    """A decision point. Options are listed in catalogue order, which breaks the last tie of the objective."""

    id: Id
    group: Id
    name: Text
    question: Text
    why: Text
    options: tuple[Option, ...]
    cardinality: Cardinality = Cardinality.ONE
    relevant_when: Condition | None = None
    article_slot: str | None = None

    def option(self, option_id: str) -> Option | None:
        """The option of that id, or None."""
        return self._by_id.get(option_id)

    @cached_property
    def _by_id(self) -> dict[str, Option]:
        return {o.id: o for o in self.options}
