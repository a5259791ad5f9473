"""Where the upstream data and the tools of the checks are; absent on a laptop they skip, in CI they fail."""

from __future__ import annotations

import os
import shutil
import sys
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parents[2]
UPSTREAM = ROOT.parent / "shared" / "upstream"


def _missing(what: str) -> None:
    if os.environ.get("CI"):
        pytest.fail(f"{what} is missing, and CI is set")
    pytest.skip(f"{what} is not here")


def upstream(*parts: str) -> Path:
    """A path below the upstream data."""
    path = UPSTREAM.joinpath(*parts)
    if not path.exists():
        _missing(f"upstream data {'/'.join(parts) or 'folder'}")
    return path


def tool(name: str, *, in_ci: bool = True) -> str:
    """A program, beside the interpreter or on PATH; `in_ci` false for Debian packages CI does not install."""
    beside = Path(sys.executable).with_name(name)
    found = str(beside) if beside.is_file() else shutil.which(name)
    if found is None:
        if in_ci:
            _missing(f"program {name}")
        pytest.skip(f"program {name} is not installed")
    return found


def module(name: str) -> Any:
    """A Python package of the extra `validate`."""
    try:
        return __import__(name)
    except ImportError:
        _missing(f"package {name}")
        raise
