"""What pages promise besides commands: links lead somewhere, both languages keep step, shown answers are real."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from advisor.cli.main import COMMANDS
from tests.cli.conftest import Run
from tests.docs.test_commands import ROOT, commands_of

PAGES = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", ROOT / "knowledge" / "README.md", *(ROOT / "docs").rglob("*.md")]
PAIRS = {"docs/user-guide.md": "docs/user-guide.ko.md", "docs/ops-guide.md": "docs/ops-guide.ko.md"}
_LINK = re.compile(r"!?\[[^\]]*\]\(([^)\s]+)\)")
_HEADING = re.compile(r"^#+ (.+)$", re.MULTILINE)


def read(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


def anchors(text: str) -> set[str]:
    """What a link into a page can name: its headings as GitHub spells them, and its own ids."""
    spelled = (re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in _HEADING.findall(text))
    return {*spelled, *re.findall(r'<a id="([^"]+)">', text)}


def dead_links(text: str, page: Path) -> list[str]:
    """Links of a page that lead to no file of the project, or to no heading of it."""
    dead = []
    for link in _LINK.findall(re.sub(r"```.*?```|`[^`\n]*`", "", text, flags=re.DOTALL)):
        name, _, anchor = link.partition("#")
        target = (page.parent / name).resolve() if name else page
        if re.match(r"https?:", link):
            continue
        if not target.exists() or (
            anchor and anchor not in anchors(text if target == page else target.read_text(encoding="utf-8"))
        ):
            dead.append(link)
    return dead


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(ROOT).as_posix())
def test_links_lead_somewhere(page: Path) -> None:
    assert dead_links(page.read_text(encoding="utf-8"), page) == []


@pytest.mark.parametrize("link", ["docs/nothing.md", "docs/glossary.md#nothing", "#nothing"])
def test_a_dead_link_is_found(link: str) -> None:
    assert dead_links(f"# Title\n[a](docs/glossary.md#bgp) [b]({link}) [c](#title)\n", ROOT / "README.md") == [link]


def shapes(text: str) -> list[tuple[str, ...]]:
    """The commands of a page without what is written in a language: their words and options."""
    known = {"join", "vote", "accept", "park", "show", "minutes", "fork", "list", "switch", "merge", "adopt", "drop"}
    return sorted(
        tuple(word for word in line if word in COMMANDS or word in known or word[0] == "-")
        for line in commands_of(text)
    )


@pytest.mark.parametrize(("english", "korean"), PAIRS.items())
def test_both_languages_show_the_same_commands(english: str, korean: str) -> None:
    assert shapes(read(english)) == shapes(read(korean))
    assert shapes(read(english)) != shapes(read(korean).replace("advisor verify", "advisor solve"))


def rows_missing(text: str, bundle: list[str]) -> list[str]:
    """Entries at the top of a bundle that the table of an operations guide does not name."""
    named = {word.split("/")[0] for row in re.findall(r"^\| (`.*?) \|", text, re.MULTILINE) for word in row.split("`")}
    return sorted({path.split("/")[0] for path in bundle} - named)


@pytest.mark.parametrize("guide", [name for pair in PAIRS.items() for name in pair if "ops" in name])
def test_the_operations_guide_names_everything_in_a_bundle(guide: str) -> None:
    bundle = [path.name for path in (ROOT / "exports").glob("*/*")]
    assert len(bundle) > 20
    assert rows_missing(read(guide), bundle) == []
    assert rows_missing(read(guide).replace("`licences/report.md`", "`report.md`"), bundle) == ["licences"]


def shown(text: str) -> list[str]:
    """The lines of the answers that a page shows."""
    return [
        line
        for block in re.findall(r"^```text\n(.*?)^```", text, re.DOTALL | re.MULTILINE)
        for line in block.split("\n")
    ]


@pytest.mark.parametrize(("page", "language"), [("README.md", "en"), ("docs/README.ko.md", "ko")])
def test_the_answer_in_the_tour_is_what_the_program_says(run: Run, tmp_path: Path, page: str, language: str) -> None:
    run("new", "acme.yaml", "--from", "small-startup")
    said = run("explain", "acme.yaml", "cni=cilium", "--lang", language).out.split("\n")
    lines = shown(read(page))
    assert len(lines) > 5
    assert [line for line in lines if line not in said] == []
    assert "  Calico comes first: the best stack with Cilium scores 28 points less." not in said


def test_every_page_can_be_reached_from_the_front() -> None:
    """No page of the documents is left without a way from the README."""
    seen, ahead = set[Path](), [ROOT / "README.md"]
    while ahead:
        page = ahead.pop()
        if page in seen:
            continue
        seen.add(page)
        links = (link.partition("#")[0] for link in _LINK.findall(page.read_text(encoding="utf-8")))
        targets = ((page.parent / link).resolve() for link in links if link and not link.startswith("http"))
        for target in targets:
            ahead += sorted(target.glob("*.md")) if target.is_dir() else [target] if target.suffix == ".md" else []
    assert [page.relative_to(ROOT).as_posix() for page in PAGES if page not in seen] == []
