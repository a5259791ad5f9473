"""Dotted numeric versions ("1.36", "v3.32.1", "8.10") and documented ranges (">=1.33,<=1.36")."""

from __future__ import annotations

import re

_VERSION = re.compile(r"^v?(\d{1,9})((?:\.\d{1,9}){0,4})([-+].{0,60})?$")
_TERM = re.compile(r"^(>=|<=|>|<|=)\s*(\S+)$")

Version = tuple[int, ...]


def parse_version(text: str) -> Version:
    """Return the numeric parts of `text`; a suffix after `-` or `+` is ignored. ValueError if it is no version."""
    match = _VERSION.match(text.strip())
    if not match:
        raise ValueError(f"not a version: {text!r}")
    return (int(match[1]), *(int(p) for p in match[2].split(".") if p))


def compare(a: Version, b: Version) -> int:
    """Return -1, 0 or 1; missing trailing parts count as zero, so 1.36 equals 1.36.0."""
    width = max(len(a), len(b))
    left, right = a + (0,) * (width - len(a)), b + (0,) * (width - len(b))
    return (left > right) - (left < right)


def in_range(version: str, wanted: str) -> bool:
    """Whether `version` satisfies every term of `wanted`.

    Terms are compared on the parts they name, so 1.36.4 satisfies `<=1.36`.
    """
    value = parse_version(version)
    for raw in wanted.split(","):
        match = _TERM.match(raw.strip())
        if not match:
            raise ValueError(f"not a version range: {wanted!r}")
        bound = parse_version(match[2])
        order = compare(value[: len(bound)], bound)
        accepted = {">=": order >= 0, "<=": order <= 0, ">": order > 0, "<": order < 0, "=": order == 0}
        if not accepted[match[1]]:
            return False
    return True
