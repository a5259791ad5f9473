"""Generated pages say what they are made from: the commands, and the glossary of the knowledge."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path

import pytest

from advisor.catalog.load import load_catalog
from advisor.cli.main import COMMANDS
from advisor.cli.reference_docs import commands, glossary, pages
from advisor.model.base import Text
from advisor.model.catalog import GlossaryTerm

DOCS = Path(__file__).resolve().parents[2] / "docs"
FIX = "FIX: make docs"
PAGES = pages()


@pytest.mark.parametrize("name", sorted(PAGES))
def test_the_page_is_what_it_is_made_from(name: str) -> None:
    assert (DOCS / name).read_text(encoding="utf-8") == PAGES[name], FIX


def test_every_command_is_there_and_has_help() -> None:
    found = {name: command for name, command, _ in commands()}
    assert {f"advisor {name}" for name in COMMANDS} <= found.keys()
    for name, command in found.items():
        assert command.help, name
        assert f"## {name}\n" in PAGES["cli-reference.md"]


def linked_and_defined(page: str) -> tuple[list[str], list[str]]:
    """Ids the index links to, and ids the table defines."""
    return sorted(re.findall(r"\]\(#([a-z0-9-]+)\)", page)), sorted(re.findall(r'<a id="([a-z0-9-]+)">', page))


def test_every_term_is_in_the_index_and_in_the_table() -> None:
    ids = sorted(term.id for term in load_catalog().glossary)
    page = PAGES["glossary.md"]
    assert linked_and_defined(page) == (ids, ids)
    assert linked_and_defined(page.replace('<a id="bgp"></a>', "")) != (ids, ids)


def test_the_glossary_has_the_words_of_the_architecture() -> None:
    """Every word of the vocabulary has an entry; `Profile` the answers is `site-profile`."""
    words = re.findall(
        r"`([A-Z][a-z]+)`", (DOCS / "architecture.md").read_text(encoding="utf-8").partition("## Words")[2]
    )
    known = {term.id for term in load_catalog().glossary}
    assert len(words) > 20
    assert {word.lower() for word in words if word != "Profile"} | {"site-profile"} <= known
    assert "gadget" not in known


def test_a_hostile_term_stays_in_its_cell() -> None:
    text = Text(en="a | b\n\n# c", ko="가")
    page = glossary([GlossaryTerm(id="odd", term=text, text=text)])
    assert page.splitlines()[-1] == '| <a id="odd"></a>**a \\| b # c** | 가 | a \\| b # c | 가 |'


@pytest.mark.skipif(shutil.which("man") is None, reason="man is not installed here")
def test_man_reads_the_page_without_a_warning() -> None:
    done = subprocess.run(
        ["man", "--warnings", "-E", "UTF-8", "-l", "-Tutf8", "-Z", str(DOCS / "man" / "advisor.1")],
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    assert done.stderr == ""
