"""Where the knowledge lies: inside the installed package, or beside it in a checkout."""

from __future__ import annotations

from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent.parent


def knowledge_root() -> Path:
    """Return the folder of the shipped knowledge; nothing is created, and it may not exist.

    The copy inside the package wins, because an installed package has no checkout beside it.
    """
    packaged = _PACKAGE / "_knowledge"
    return packaged if packaged.is_dir() else _PACKAGE.parent / "knowledge"
