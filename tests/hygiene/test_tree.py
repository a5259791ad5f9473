"""The tree itself: sizes of rooms, what it must not mention, and what lies at the top."""

from __future__ import annotations

import ast
import re
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
MAX_FILE, MAX_FUNCTION = 400, 60
TOP = {
    "pyproject.toml", "advisor", "knowledge", "exports", "tests", "docs", "README.md", "LICENSE",
    "CHANGELOG.md", "CONTRIBUTING.md", "Makefile", "constraints.txt", "constraints-hashes.txt",
    "constraints-dev-hashes.txt", "constraints-build-hashes.txt",
}  # fmt: skip
FORBIDDEN = re.compile(
    "|".join(
        (
            r"(?<![\w.<-])/wor" + r"k/", r"/far" + r"m/", r"py" + r"pi\.org", r"python" + r"hosted\.org",
            r"registry\.npm" + r"js", r"deb\.deb" + r"ian\.org", r"far" + r"m-(bench|studio)",
        )
    )
)  # fmt: skip


def tracked() -> list[Path]:
    done = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=False)
    if done.returncode != 0:
        pytest.skip("not a git checkout")
    return [ROOT / line for line in done.stdout.splitlines() if (ROOT / line).is_file()]


def product_code() -> list[Path]:
    return sorted((ROOT / "advisor").rglob("*.py"))


def test_files_can_be_read_in_one_sitting() -> None:
    long = {str(p.relative_to(ROOT)): n for p in product_code() if (n := p.read_text().count("\n")) > MAX_FILE}
    assert long == {}


def test_functions_do_one_thing() -> None:
    long = {}
    for path in product_code():
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and node.end_lineno:
                lines = node.end_lineno - node.lineno
                if lines > MAX_FUNCTION:
                    long[f"{path.relative_to(ROOT)}:{node.name}"] = lines
    assert long == {}


def test_the_top_level_holds_only_the_agreed_rooms() -> None:
    top = {p.relative_to(ROOT).parts[0] for p in tracked()}
    assert {name for name in top if not name.startswith(".")} <= TOP


def test_nothing_names_a_machine_or_a_package_registry() -> None:
    hits = []
    for path in tracked():
        try:
            text = path.read_text(encoding="utf-8")
        except UnicodeDecodeError:
            continue
        hits += [f"{path.relative_to(ROOT)}: {m[0]}" for m in FORBIDDEN.finditer(text)]
    assert hits == []


def test_the_pattern_finds_what_it_forbids() -> None:
    assert FORBIDDEN.search("see /wor" + "k/main")
    assert not FORBIDDEN.search("network/policy and docs/wor" + "k/")
