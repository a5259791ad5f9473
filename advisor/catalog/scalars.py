"""What a plain YAML scalar means to us: a narrow, predictable subset of YAML 1.2.

Only `true` and `false` are truth values: `yes`, `no`, `on` and `off` are words, so that a country code or an option
called `no` stays what was written, and a truth value spelt that way is refused by the model that wants one. Numbers are
decimal without leading zeros, underscores or base-60 colons (`0755`, `1_000` and `22:30` are words). Dates and times
are words too; models that want a date read ISO dates from words.
"""

from __future__ import annotations

import re

_INTEGER = re.compile(r"[-+]?(?:0|[1-9][0-9]{0,17})\Z")
_FLOAT = re.compile(r"[-+]?(?:0|[1-9][0-9]{0,17})\.[0-9]{1,17}(?:[eE][-+]?[0-9]{1,2})?\Z")
_WORDS: dict[str, bool | None] = {
    "": None, "~": None, "null": None, "Null": None, "NULL": None,
    "true": True, "True": True, "TRUE": True,
    "false": False, "False": False, "FALSE": False,
}  # fmt: skip

Scalar = str | int | float | bool | None


def plain_scalar(text: str) -> Scalar:
    """Return the value of an unquoted scalar."""
    if text in _WORDS:
        return _WORDS[text]
    if text[0] in "+-0123456789":
        if _INTEGER.match(text):
            return int(text)
        if _FLOAT.match(text):
            return float(text)
    return text
