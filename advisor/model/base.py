"""What every value object shares: frozen, unknown keys refused, text in two languages, dated sources."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Annotated, Any, Self

from pydantic import BaseModel, ConfigDict, StringConstraints

from advisor.model.language import LANGUAGES, Language

__all__ = ["LANGUAGES", "Id", "Language", "Source", "SourceEntry", "Text", "Value"]

Id = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]([a-z0-9.+_-]*[a-z0-9])?$", max_length=80)]
"""An identifier of the knowledge: lower case, digits, `.`, `+`, `_`, `-`."""


class Value(BaseModel):
    """Base of all value objects: immutable, and an unknown key is an error."""

    model_config = ConfigDict(frozen=True, extra="forbid", str_strip_whitespace=True, defer_build=True)

    def model_copy(self, *, update: Mapping[str, Any] | None = None, deep: bool = False) -> Self:
        """A copy with other fields; views that were computed from the old ones stay behind."""
        copied = super().model_copy(update=update, deep=deep)
        for name in copied.__dict__.keys() - type(self).model_fields.keys():
            del copied.__dict__[name]
        return copied


class Text(Value):
    """One statement in English and Korean."""

    en: Annotated[str, StringConstraints(min_length=1)]
    ko: Annotated[str, StringConstraints(min_length=1)]

    def get(self, lang: Language) -> str:
        """Return the statement in `lang`."""
        return self.ko if lang == "ko" else self.en


class Source(Value):
    """Where a statement comes from and when it was seen there.

    `ref` is a URL, `owner/repo:path@commit`, or the id of an entry in `sources.yaml`.
    `verified` is false where the statement could not be checked at its source; the interface says so. `note` is a
    remark in both languages, or a bare word such as a key or a number.
    """

    ref: Annotated[str, StringConstraints(min_length=3)]
    as_of: date
    verified: bool = True
    note: Text | str | None = None


class SourceEntry(Value):
    """A named source that many statements share (`sources.yaml`)."""

    id: Id
    title: Text
    url: str | None = None
    as_of: date
