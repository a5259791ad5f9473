"""How much is read of a file that may come from anywhere."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Limits:
    """How large a file may be: bytes of UTF-8, nesting depth, and nodes in all."""

    size: int = 2_000_000
    depth: int = 40
    nodes: int = 200_000
