"""What names in the knowledge may be: they end in commands, addresses and YAML, so that none may hold more than a name.

An overlay is written by somebody else. Text for people is quoted where it is written; a name that has to be quoted is
no name, and is refused where it is read.
"""

from __future__ import annotations

from typing import Annotated

from pydantic import StringConstraints

_HINTS: dict[str, str] = {}


def _shape(pattern: str, hint: str, longest: int) -> StringConstraints:
    _HINTS[pattern] = hint
    return StringConstraints(pattern=pattern, max_length=longest)


def hint(pattern: str) -> str | None:
    """What a text that must match `pattern` is, for a message; None for a pattern of no name here."""
    return _HINTS.get(pattern)


Label = Annotated[str, _shape(r"^[a-z0-9]([-a-z0-9]*[a-z0-9])?$", "the name of a namespace: lower case, digits, -", 63)]
ObjectName = Annotated[str, _shape(r"^[a-z0-9]([-.a-z0-9]*[a-z0-9])?$", "an object name: lower case, digits, - .", 253)]
KeyName = Annotated[str, _shape(r"^[-._A-Za-z0-9]+$", "a key: letters, digits, - . _", 253)]
"""A key of a Secret or ConfigMap."""
ReleaseNumber = Annotated[str, _shape(r"^[A-Za-z0-9][-A-Za-z0-9._+]*$", "a version such as 1.2.3 or v1.2.3", 80)]
"""The version of a product, a chart or a manifest set."""
ChartName = Annotated[str, _shape(r"^[a-z0-9]([-a-z0-9.]*[a-z0-9])?$", "the name of a chart in its repository", 80)]
Address = Annotated[
    str, _shape(r"^(https?|oci)://[A-Za-z0-9][-A-Za-z0-9+.@:/_~%?&=#,]*$", "an http, https or oci address", 2000)
]
Duration = Annotated[str, _shape(r"^[0-9]{1,5}[smh]$", "a length of time such as 30s or 10m", 6)]
"""As kubectl and Helm read it."""
ValuesPath = Annotated[
    str, _shape(r"^([-_/A-Za-z0-9\[\]]|\\\.|\.)+(\[\+\])?$", "a dotted path such as controller.replicas", 400)
]
"""A dotted path in the values of a chart; `\\.` is a dot inside a key, `[+]` at the end appends."""
Target = Annotated[str, _shape(r"^[a-z0-9][-a-z0-9.]*/[a-z0-9][-a-z0-9.]*$", "an object as kind/name", 400)]
State = Annotated[
    str,
    _shape(
        r"^([A-Za-z]+|jsonpath=\{[.A-Za-z0-9]+\}=[A-Za-z0-9]+)$",
        "a condition such as Ready, or jsonpath={.path}=value",
        200,
    ),
]
"""What to wait for: a condition of an object's status, or the value of a path in it."""
Command = Annotated[str, _shape(r"^kubectl( [-A-Za-z0-9./=,:{}]+)+$", "a kubectl command without quotes", 400)]
"""A command that only reads; nothing in it is for a shell to expand."""
Expression = Annotated[str, _shape(r"^[-A-Za-z0-9.+() ]+$", "a licence expression", 200)]
"""Whether its licences exist is asked of the SPDX list."""
