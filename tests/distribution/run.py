"""Programs that make a release: run with a bare environment, so that this machine's settings do not leak into it."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

_CLEAN = {"PIP_DISABLE_PIP_VERSION_CHECK": "1", "PYTHONHASHSEED": "0", "SOURCE_DATE_EPOCH": "1767225600"}


def python(*arguments: str | Path, cwd: Path | None = None, interpreter: str = sys.executable) -> str:
    """Standard output of `python ARGUMENTS`.

    Raises:
        subprocess.CalledProcessError: it ended with another status than 0; what it said was printed.
    """
    command: Sequence[str] = [interpreter, *map(str, arguments)]
    done = subprocess.run(command, cwd=cwd, env={**os.environ, **_CLEAN}, stdout=subprocess.PIPE, text=True, check=True)
    return done.stdout
