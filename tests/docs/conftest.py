"""The runner of the command line tests, for the commands of the documents."""

from __future__ import annotations

from tests.cli.conftest import run

__all__ = ["run"]
