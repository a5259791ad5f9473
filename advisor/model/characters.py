"""Which characters no text of ours may hold, and taking them out. One rule for readers, editors and printers."""

from __future__ import annotations

import re
from typing import Any

UNSTORABLE = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufeff\ufffe\uffff]"
)
"""Control characters but tab and line ends, C1 controls, bidirectional overrides and isolates (which make a text read
differently from what it says), lone surrogates, byte order marks and noncharacters."""


def storable(text: str) -> str:
    """Return `text` without what a file must not hold."""
    return UNSTORABLE.sub("", text)


def storable_data(value: Any) -> Any:  # noqa: ANN401 - plain data of any kind
    """Return plain data with every text in it, keys included, made storable."""
    match value:
        case str():
            return storable(value)
        case dict():
            return {storable_data(k): storable_data(v) for k, v in value.items()}
        case list() | tuple():
            return type(value)(storable_data(v) for v in value)
    return value


def printable(text: str) -> str:
    """Return `text` without what steers a terminal; a carriage return steers it too."""
    return UNSTORABLE.sub("", text).replace("\r", "")
