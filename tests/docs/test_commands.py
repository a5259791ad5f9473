"""Every `advisor` command that a document shows runs as shown, from top to bottom, in an empty folder."""

from __future__ import annotations

import re
import shlex
import shutil
from pathlib import Path

import pytest

from advisor.cli.main import COMMANDS
from advisor.errors import ExitCode
from tests.cli.conftest import Run

ROOT = Path(__file__).resolve().parents[2]
DOCUMENTS = ("README.md", "docs/user-guide.md")
_BLOCK = re.compile(r"^```(?:sh|yaml)\n(.*?)^```", re.DOTALL | re.MULTILINE)
_COMMAND = re.compile(r"^\s*(?:- )?(?:run: )?(advisor(?: .*)?)$", re.MULTILINE)


def commands_of(text: str) -> list[list[str]]:
    """The words of every `advisor` command in the fenced shell and pipeline blocks, comments taken off."""
    return [
        words(line)
        for block in _BLOCK.findall(text)
        for line in _COMMAND.findall(block)
    ]  # fmt: skip


DUMPS = ROOT / "tests" / "discover" / "dumps"


def words(line: str) -> list[str]:
    """A command line as the shell splits it; a `#` inside a word is part of it."""
    return shlex.split(re.sub(r"\s#\s.*$", "", line))[1:]


def opens_the_app_or_serves(arguments: list[str]) -> bool:
    """What needs a terminal or never ends."""
    return not arguments or arguments[0] == "serve" or (arguments[0] not in COMMANDS and arguments[0][0] != "-")


@pytest.mark.parametrize("document", DOCUMENTS)
def test_every_command_runs(run: Run, tmp_path: Path, document: str) -> None:
    text = (ROOT / document).read_text(encoding="utf-8")
    found = commands_of(text)
    assert len(found) >= 5
    for name in ("helm", "cluster"):  # what the lines of helm and kubectl above the command would have written
        shutil.copy(DUMPS / f"site-kubeadm-{name}.json", tmp_path / f"{name}.json")
    for line in found:
        if opens_the_app_or_serves(line):
            continue
        arguments, target = (line[:-2], line[-1]) if ">" in line else (line, None)
        done = run(*arguments)
        assert done.code in (0, refusal_told(text, arguments)), (document, arguments, done.err)
        if target is not None:
            assert done.out
            (tmp_path / target).write_text(done.out, encoding="utf-8")


def refusal_told(text: str, arguments: list[str]) -> int:
    """The exit code a document prepares its reader for: an export that is refused until somebody signed."""
    told = "refuses to go on while licence findings are unsigned" in " ".join(text.split())
    return ExitCode.NEEDS_ACCEPTANCE if told and arguments[0] == "export" else ExitCode.OK


def test_the_guide_speaks_of_every_command() -> None:
    """`knowledge` and `examples` are in the README; the guide covers the rest."""
    text = "".join((ROOT / document).read_text(encoding="utf-8") for document in DOCUMENTS)
    assert [name for name in COMMANDS if f"advisor {name}" not in text] == []


def test_what_is_skipped_is_only_the_app_and_the_server() -> None:
    text = "```sh\nadvisor solve a.yaml#B # why\nadvisor a.yaml\nadvisor serve\nadvisor --plain b\nmake run\n```\n"
    found = commands_of(text)
    assert found == [["solve", "a.yaml#B"], ["a.yaml"], ["serve"], ["--plain", "b"]]
    assert [opens_the_app_or_serves(arguments) for arguments in found] == [False, True, True, False]
