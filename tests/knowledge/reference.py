"""The reference the knowledge was made from: the article, its editions, the tables. It lies beside the checkout."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
import yaml

FOLDER = Path(__file__).resolve().parents[3] / "shared"
_STRENGTH = re.compile(r"^\| (B-\d\d) \|[^|]*\| *(HARD|SET|WARN)", re.MULTILINE)
_NUMBERED = re.compile(r"^(\d+)\. \*\*", re.MULTILINE)
_OFFER = re.compile(r"([a-z-]+): ([a-z0-9+, -]+)")


@dataclass(frozen=True)
class Reference:
    """Everything the coverage is measured against.

    `tables` holds the first two columns of sections B to E by section letter, `strengths` how strong a row of B is;
    `decisions` the options per decision.
    """

    systems: tuple[dict[str, Any], ...]
    rules: tuple[str, ...]
    dependencies: tuple[dict[str, Any], ...]
    picks: dict[str, dict[int, list[str]]]
    moves: tuple[dict[str, Any], ...]
    additions: tuple[str, ...]
    tables: dict[str, tuple[tuple[str, str], ...]]
    strengths: dict[str, str]
    decisions: dict[str, tuple[str, ...]]
    facts: tuple[str, ...]


def read_reference() -> Reference:
    """Read the reference, or skip the test where it is absent; in CI its absence is a failure."""
    folder = FOLDER / "reference"
    if not folder.is_dir():
        if os.environ.get("CI"):
            pytest.fail(f"the reference is not beside the checkout: {folder}")
        pytest.skip("the reference is not beside this checkout")
    seed = yaml.safe_load((folder / "seed-facts.yaml").read_text(encoding="utf-8"))
    editions = yaml.safe_load((folder / "editions.yaml").read_text(encoding="utf-8"))
    rules = (folder / "rules-2026.md").read_text(encoding="utf-8")
    contract = (FOLDER / "contract.md").read_text(encoding="utf-8")
    return Reference(
        systems=tuple(seed["systems"]),
        rules=tuple(rule["id"] for rule in seed["rules"]),
        dependencies=tuple(seed["dependencies"]),
        picks=editions["picks"],
        moves=tuple(editions["moves"]),
        additions=tuple(f"A-{number}" for number in _NUMBERED.findall(section(rules, "A"))),
        tables={letter: tuple(rows(section(rules, letter))) for letter in "BCDE"},
        strengths=dict(_STRENGTH.findall(section(rules, "B"))),
        decisions=dict(offers(contract)),
        facts=tuple(listed_facts(contract)),
    )


def section(text: str, letter: str) -> str:
    """The part of a Markdown page under the heading `## <letter>. ...`."""
    found = re.search(rf"^## {letter}\. .*?(?=^## |\Z)", text, re.MULTILINE | re.DOTALL)
    assert found, f"no section {letter}"
    return found[0]


def rows(text: str) -> Iterator[tuple[str, str]]:
    """First and second cell of every row of a Markdown table, without its head."""
    lines = [line for line in text.splitlines() if line.startswith("|")]
    for line in lines[2:]:
        cells = [cell.strip() for cell in line.strip("|").split("|")]
        yield cells[0].replace("[A]", "").strip(), cells[1]


def offers(contract: str) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Decision and its options, from the table of the contract."""
    part = contract.partition("## Decisions")[2].partition("\n## ")[0]
    for _, cell in rows(part):
        for decision, options in _OFFER.findall(cell.replace("·", ";")):
            yield decision, tuple(option.strip() for option in options.split(","))


def listed_facts(contract: str) -> Iterator[str]:
    """Ids of the facts in the table of the contract."""
    part = contract.partition("## Facts")[2].partition("\n## ")[0]
    for names, _ in rows(part):
        yield from (name.strip() for name in names.split(","))
