"""The command line reference and the man page say what the commands say."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

from advisor.cli.main import COMMANDS
from advisor.cli.reference_docs import commands, pages

DOCS = Path(__file__).resolve().parents[2] / "docs"
FIX = "FIX: make docs"


@pytest.mark.parametrize("name", sorted(pages()))
def test_the_page_is_what_the_commands_say(name: str) -> None:
    assert (DOCS / name).read_text(encoding="utf-8") == pages()[name], FIX


def test_every_command_is_there_and_has_help() -> None:
    found = {name: command for name, command, _ in commands()}
    assert {f"advisor {name}" for name in COMMANDS} <= found.keys()
    for name, command in found.items():
        assert command.help, name
        assert f"## {name}\n" in pages()["cli-reference.md"]


@pytest.mark.skipif(shutil.which("man") is None, reason="man is not installed here")
def test_man_reads_the_page_without_a_warning() -> None:
    done = subprocess.run(
        ["man", "--warnings", "-E", "UTF-8", "-l", "-Tutf8", "-Z", str(DOCS / "man" / "advisor.1")],
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    assert done.stderr == ""
