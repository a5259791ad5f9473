"""Phrases of the interface itself, in both languages; sentences about products live in the knowledge.

One module per face (`tui`, `cli`, `bundle`, `solve`), each with a `PHRASES` dictionary of `Text`.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from advisor.wording.josa import settle

if TYPE_CHECKING:
    from advisor.model.base import Language, Text


class Words:
    """The phrases of one face in one language."""

    def __init__(self, phrases: Mapping[str, Text], lang: Language) -> None:
        """Bind `phrases` to `lang`."""
        self._phrases = phrases
        self.lang = lang

    def __call__(self, key: str, **names: object) -> str:
        """The phrase `key` with its `{names}` filled in; an unknown key is a programming error."""
        said = self._phrases[key].get(self.lang).format(**names)
        return settle(said) if self.lang == "ko" else said
