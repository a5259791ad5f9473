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
GENERATED = {"docs/cli-reference.md"}
"""Made from the commands themselves; `test_reference.py` compares it."""
GUIDES = ("README.md", "docs/user-guide.md")
_BLOCK = re.compile(r"^```(?:sh|yaml)?\n(.*?)^```", re.DOTALL | re.MULTILINE)
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


def documents() -> list[str]:
    """Every page of ours that shows a command in a block."""
    pages = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", ROOT / "knowledge" / "README.md"]
    pages += sorted((ROOT / "docs").rglob("*.md"))
    names = [p.relative_to(ROOT).as_posix() for p in pages if commands_of(p.read_text(encoding="utf-8"))]
    return [name for name in names if name not in GENERATED]


def failures(run: Run, folder: Path, text: str) -> list[str]:
    """The commands of a page that do not do what it says, run one after the other in `folder`."""
    for name in ("helm", "cluster"):  # what the lines of helm and kubectl above the command would have written
        shutil.copy(DUMPS / f"site-kubeadm-{name}.json", folder / f"{name}.json")
    shutil.copytree(ROOT / "docs" / "overlay-example", folder / "docs" / "overlay-example")
    found = []
    for line in commands_of(text):
        if opens_the_app_or_serves(line):
            continue
        arguments, target = (line[:-2], line[-1]) if ">" in line else (line, None)
        done = run(*arguments)
        if done.code not in (0, refusal_told(text, arguments)) or (target is not None and not done.out):
            found.append(f"{shlex.join(arguments)}: {done.code}: {done.err}")
        if target is not None:
            (folder / target).write_text(done.out, encoding="utf-8")
    return found


@pytest.mark.parametrize("document", documents())
def test_every_command_runs(run: Run, tmp_path: Path, document: str) -> None:
    assert failures(run, tmp_path, (ROOT / document).read_text(encoding="utf-8")) == []


def test_the_pages_that_teach_are_among_them() -> None:
    assert {*GUIDES, "docs/README.ko.md", "docs/overlay-example/README.md"} <= set(documents())


@pytest.mark.parametrize(
    "wrong",
    ["advisor solv example:standard-2025", "advisor solve example:standard-2099", "advisor solve --jsno a.yaml"],
)
def test_a_wrong_command_in_a_page_is_found(run: Run, tmp_path: Path, wrong: str) -> None:
    found = failures(run, tmp_path, f"```sh\nadvisor examples\n{wrong}\n```\n")
    if wrong.startswith("advisor solv "):
        assert opens_the_app_or_serves(words(wrong))
        assert unknown_words(f"```sh\n{wrong}\n```\n") == ["solv"]
    else:
        assert [line.startswith(wrong.removeprefix("advisor ")) for line in found] == [True]


def unknown_words(text: str) -> list[str]:
    """First words that are neither a command, an option, nor something that can be opened as a session."""
    first = [arguments[0] for arguments in commands_of(text) if arguments]
    return [w for w in first if w not in COMMANDS and w[0] != "-" and not w.endswith(".yaml") and ":" not in w]


def targets() -> set[str]:
    """What can be made."""
    return set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))


def missing_targets(text: str) -> set[str]:
    """Targets that a page names and nothing makes."""
    return set(re.findall(r"(?:^|`)make ([a-z-]+)", text, re.MULTILINE)) - targets()


def test_pages_name_only_commands_and_targets_that_exist() -> None:
    for page in (ROOT / "README.md", ROOT / "CONTRIBUTING.md", *(ROOT / "docs").rglob("*.md")):
        text = page.read_text(encoding="utf-8")
        assert unknown_words(text) == [], page
        assert missing_targets(text) == set(), page
    assert missing_targets("run `make nothing-of-that` first") == {"nothing-of-that"}


def refusal_told(text: str, arguments: list[str]) -> int:
    """The exit code a page prepares its reader for: an unsigned export, or a last command that conflicts."""
    plain = " ".join(text.split())
    unsigned = ("refuses to go on while licence findings are unsigned", "`export`는 멈추고")
    if arguments[0] == "export" and any(words in plain for words in unsigned):
        return ExitCode.NEEDS_ACCEPTANCE
    last = "The last one exits with 3" in plain and commands_of(text)[-1] == arguments
    return ExitCode.CONFLICT if last else ExitCode.OK


def test_the_guide_speaks_of_every_command() -> None:
    """`knowledge` and `examples` are in the README; the guide covers the rest."""
    text = "".join((ROOT / document).read_text(encoding="utf-8") for document in GUIDES)
    assert [name for name in COMMANDS if f"advisor {name}" not in text] == []


def test_what_is_skipped_is_only_the_app_and_the_server() -> None:
    text = "```sh\nadvisor solve a.yaml#B # why\nadvisor a.yaml\nadvisor serve\nadvisor --plain b\nmake run\n```\n"
    found = commands_of(text)
    assert found == [["solve", "a.yaml#B"], ["a.yaml"], ["serve"], ["--plain", "b"]]
    assert [opens_the_app_or_serves(arguments) for arguments in found] == [False, True, True, False]
