"""The embedded sessions: `example:NAME` on the command line."""

from __future__ import annotations

from pathlib import Path

from advisor.catalog.nearest import nearest
from advisor.catalog.paths import knowledge_root
from advisor.wording.problems import bad

PREFIX = "example:"


def folder(root: Path | None = None) -> Path:
    """Where the embedded sessions lie."""
    return (root or knowledge_root()) / "examples"


def names(root: Path | None = None) -> tuple[str, ...]:
    """Names of the embedded sessions, sorted."""
    return tuple(sorted(p.stem for p in folder(root).glob("*.yaml")))


def path(name: str, root: Path | None = None) -> Path:
    """The file of one embedded session. BadInput with the nearest name if there is none."""
    known = names(root)
    if name not in known:
        raise bad("no_example", name=name, known=", ".join(known), nearest=nearest(name, known))
    return folder(root) / f"{name}.yaml"
