"""Phrases of the plan in both languages at once, with their names filled in."""

from __future__ import annotations

from advisor.model.base import Text
from advisor.wording.josa import settle
from advisor.wording.plan import PHRASES


def phrase(key: str, **names: Text | str | int) -> Text:
    """The phrase `key` in both languages; a `Text` among the names is taken in the language of each."""
    template = PHRASES[key]
    en = {n: v.en if isinstance(v, Text) else v for n, v in names.items()}
    ko = {n: v.ko if isinstance(v, Text) else v for n, v in names.items()}
    return Text(en=template.en.format(**en), ko=settle(template.ko.format(**ko)))
