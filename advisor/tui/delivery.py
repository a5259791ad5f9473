"""What goes to the process that renders a bundle, and what comes back, both as JSON through a pipe."""

from __future__ import annotations

from pathlib import Path

from pydantic import BaseModel

from advisor.model.base import Language
from advisor.model.session import Session


class Order(BaseModel):
    """What the other process is asked for."""

    session: Session
    overlays: tuple[Path, ...]
    formats: tuple[str, ...]
    lang: Language


class Delivery(BaseModel):
    """What it gives back: files in base 64, or what went wrong."""

    files: dict[str, str] = {}
    problem: str = ""
    conflict: bool = False
    own_formats: tuple[str, ...] = ()
