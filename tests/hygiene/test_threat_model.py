"""The threat model names tests that exist, and the network stays unused."""

from __future__ import annotations

import ast
import re
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
NETWORK = {"socket", "urllib.request", "http.client", "ftplib", "smtplib", "requests", "httpx", "aiohttp", "ssl"}
SERVING = {"advisor/tui/web.py"}
"""The app in a browser, bound to the loopback interface."""


def test_every_row_names_tests_that_exist() -> None:
    text = (ROOT / "docs" / "threat-model.md").read_text(encoding="utf-8")
    rows = text.split("## What must never happen")[1].split("## What is out of scope")[0]
    named = set(re.findall(r"`(tests/[\w/.]+)`", rows))
    assert len(named) > 5
    assert [path for path in sorted(named) if not (ROOT / path).exists()] == []


def imports(path: Path) -> set[str]:
    found = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found.add(node.module)
    return found


def test_only_the_browser_command_knows_the_network() -> None:
    users = {
        str(path.relative_to(ROOT))
        for path in (ROOT / "advisor").rglob("*.py")
        if {name for name in imports(path) if name in NETWORK or name.split(".")[0] in NETWORK}
    }
    assert users <= SERVING


def test_the_check_sees_an_import(tmp_path: Path) -> None:
    module = tmp_path / "module.py"
    module.write_text("import socket\nfrom urllib.request import urlopen\n")
    assert imports(module) & NETWORK == {"socket", "urllib.request"}
