"""The architecture page and its picture against the folders of `advisor/` and what they import."""

from __future__ import annotations

import ast
import re
import tomllib
from collections.abc import Mapping
from pathlib import Path
from xml.etree import ElementTree

import pytest

ROOT = Path(__file__).resolve().parents[2]
PAGE = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")
PICTURE = ROOT / "docs" / "architecture.svg"
SVG = "{http://www.w3.org/2000/svg}"
_ROW = re.compile(r"^\| `advisor/(\w+)` \|[^|]*\|([^|]*)\|$", re.MULTILINE)

Rooms = Mapping[str, set[str]]
"""Room -> the rooms it imports."""


def folders() -> set[str]:
    return {path.parent.name for path in (ROOT / "advisor").glob("*/__init__.py")}


def table(text: str) -> Rooms:
    """What the table allows; `every room above` means the rows before."""
    found: dict[str, set[str]] = {}
    for room, cell in _ROW.findall(text):
        found[room] = set(found) if "every room above" in cell else set(re.findall(r"`(\w+)`", cell))
    return found


def imported(source: str) -> set[str]:
    """First names below `advisor` that a module imports anywhere."""
    names: list[str] = []
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.ImportFrom):
            names += [node.module or ""] + [f"{node.module}.{alias.name}" for alias in node.names]
        elif isinstance(node, ast.Import):
            names += [alias.name for alias in node.names]
    return {name.split(".")[1] for name in names if name.startswith("advisor.")}


def imports(room: str) -> set[str]:
    paths = (ROOT / "advisor" / room).rglob("*.py")
    return set().union(*(imported(path.read_text(encoding="utf-8")) for path in paths)) & folders() - {room}


def wrong_rooms(text: str) -> list[str]:
    """Folders without a row, rows without a folder, imports that the row does not have."""
    rows = table(text)
    found = [f"{room}: no row" for room in sorted(folders() - set(rows))]
    found += [f"{room}: no folder" for room in sorted(set(rows) - folders())]
    for room in sorted(folders() & set(rows)):
        found += [f"{room} imports {other}" for other in sorted(imports(room) - rows[room])]
    return found


def test_every_room_is_in_the_table_with_what_it_imports() -> None:
    assert wrong_rooms(PAGE) == []


@pytest.mark.parametrize(
    ("old", "new", "finding"),
    [
        ("`advisor/discover`", "`discover`", "discover: no row"),
        ("`advisor/harvest`", "`advisor/cellar`", "cellar: no folder"),
        ("`session`, `catalog`, `model` |", "`session`, `model` |", "discover imports catalog"),
    ],
)
def test_a_wrong_table_is_found(old: str, new: str, finding: str) -> None:
    assert old in PAGE
    assert finding in wrong_rooms(PAGE.replace(old, new))


def test_imports_are_seen_in_both_forms() -> None:
    assert imported("from advisor import disk\nimport advisor.solve.engine\ndef f():\n from advisor.plan import x") == {
        "disk",
        "solve",
        "plan",
    }


def levels() -> list[set[str]]:
    """The layers of the import contract, top first."""
    contracts = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["importlinter"][
        "contracts"
    ]
    (layers,) = (contract["layers"] for contract in contracts if contract["type"] == "layers")
    return [set(re.findall(r"advisor\.(\w+)", layer)) for layer in layers]


def boxes(text: str) -> list[set[str]]:
    """The right half of the picture: the rooms of each box, top first."""
    root = ElementTree.fromstring(text)
    named = [node for node in root.iter(f"{SVG}text") if node.get("class") == "name" and float(node.get("x", 0)) > 680]
    ordered = sorted(named, key=lambda node: float(node.get("y", 0)))
    return [set(re.findall(r"\w+", node.text or "")) for node in ordered]


def test_the_picture_shows_the_layers_of_the_contract() -> None:
    text = PICTURE.read_text(encoding="utf-8")
    assert boxes(text) == levels()
    assert boxes(text.replace(">session</text>", ">seance</text>")) != levels()


def test_the_picture_is_small_stands_alone_and_has_its_own_ground() -> None:
    text = PICTURE.read_text(encoding="utf-8")
    root = ElementTree.fromstring(text)
    assert len(text.encode()) < 10_000
    assert {node.tag.removeprefix(SVG) for node in root.iter()} <= {
        "svg", "title", "desc", "style", "defs", "marker", "path", "rect", "text",
    }  # fmt: skip
    assert not re.search(r"https?://(?!www\.w3\.org/2000/svg)|@import|url\((?!#)|\bon\w+=", text)
    assert "prefers-color-scheme: dark" in text
    width, height = (float(part) for part in root.get("viewBox", "").split()[2:])
    ground = next(root.iter(f"{SVG}rect"))
    assert (float(ground.get("width", 0)), float(ground.get("height", 0))) == (width - 1, height - 1)
    assert "(architecture.svg)" in PAGE
