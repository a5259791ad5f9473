"""The threat model names tests that exist, and the network stays unused."""

from __future__ import annotations

import ast
import gzip
import os
import re
import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from advisor.catalog.load import load_catalog
from advisor.catalog.yaml_read import read_yaml
from advisor.discover.dump import read_dump
from advisor.errors import BadInput
from advisor.export.verify import verify_bundle
from advisor.session.file import load
from advisor.session.journal import Journal
from advisor.tui import keymap

ROOT = Path(__file__).resolve().parents[2]
NETWORK = {"socket", "urllib.request", "http.client", "ftplib", "smtplib", "requests", "httpx", "aiohttp", "ssl"}
SERVING = {"advisor/tui/web.py"}
"""The app in a browser, bound to the loopback interface."""


def rows() -> list[str]:
    text = (ROOT / "docs" / "threat-model.md").read_text(encoding="utf-8")
    table = text.split("## What must never happen")[1].split("## What is out of scope")[0]
    return [line for line in table.splitlines() if line.startswith("| ")][1:]


def missing(row: str) -> list[str]:
    """Tests that a row names and that are not there; a row without any is one."""
    named = re.findall(r"`(tests/[\w/.]+)(?:::(\w+))?`", row)
    lost = [] if named else ["no test"]
    for path, test in named:
        place = ROOT / path
        if not place.exists() or (test and f"def {test}(" not in place.read_text(encoding="utf-8")):
            lost.append(f"{path}::{test}")
    return lost


def test_every_row_names_tests_that_exist() -> None:
    assert len(rows()) >= 20
    assert {row: lost for row in rows() if (lost := missing(row))} == {}
    assert missing("| x | y | `tests/hygiene/test_threat_model.py::test_nowhere` |")
    assert missing("| x | y | nothing |")


def test_a_file_of_100_mb_is_refused_by_every_reader(tmp_path: Path) -> None:
    big = tmp_path / "big.yaml"
    with big.open("wb") as file:
        file.truncate(100_000_000)
    readers: list[Callable[[], object]] = [
        lambda: load(big, load_catalog()),
        lambda: read_dump(big),
        lambda: keymap.load(big),
        lambda: Journal(big, follow=True).read(),
        lambda: read_yaml(big),
    ]
    for reader in readers:
        with pytest.raises(BadInput, match="larger than"):
            reader()
    folder = tmp_path / "o"
    (folder / "rules").mkdir(parents=True)
    big.rename(folder / "rules" / "x.yaml")
    with pytest.raises(BadInput, match="larger than"):
        load_catalog((folder,))
    (folder / "plan.yaml").symlink_to(folder / "rules" / "x.yaml")
    assert any("too large" in p.message or "missing" in p.message for p in verify_bundle(folder))


def test_a_pipe_or_a_device_is_never_waited_for(tmp_path: Path) -> None:
    (tmp_path / "rules").mkdir()
    os.mkfifo(tmp_path / "rules" / "x.yaml")
    os.mkfifo(tmp_path / "plan.yaml")
    os.mkfifo(tmp_path / "SHA256SUMS")
    for reader in (lambda: load_catalog((tmp_path,)), lambda: read_dump(tmp_path / "plan.yaml")):
        with pytest.raises(BadInput, match="regular file"):
            reader()
    assert verify_bundle(tmp_path)


def test_an_archive_is_not_unpacked(tmp_path: Path) -> None:
    inner = tmp_path / "a.zip"
    with zipfile.ZipFile(inner, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("../../escape.json", "[]" * 1_000_000)
    packed = tmp_path / "b.json"
    packed.write_bytes(gzip.compress(b"[]" * 1_000_000))
    for path in (inner, packed):
        with pytest.raises(BadInput, match="not UTF-8"):
            read_dump(path)
    assert sorted(p.name for p in tmp_path.iterdir()) == ["a.zip", "b.json"]


@pytest.mark.parametrize(
    ("arguments", "environment"),
    [
        (["solve", "example:standard-2025", "--lang", "\x1b[2Jko"], {}),
        (["\x1b[2J\u202e"], {}),
        (["--\x1b]0;x\x07"], {}),
        (["verify", "/nowhere/\x1b[2J"], {}),
        (["explain", "example:standard-2025", "\x1b[2J=x"], {}),
        (["examples"], {"LANG": "ko\x1b[2J", "COLUMNS": "-99999999999", "TERM": "\x1b", "XDG_CACHE_HOME": "../../x"}),
        (["examples"], {"LC_ALL": "../../etc", "HOME": "/proc/self/mem", "COLUMNS": "x", "PAGER": "rm"}),
    ],
)
def test_hostile_arguments_and_environment_end_in_a_message(
    arguments: list[str], environment: dict[str, str], tmp_path: Path
) -> None:
    done = subprocess.run(
        [sys.executable, "-c", "from advisor.cli.main import main; main()", *arguments],
        capture_output=True,
        check=False,
        cwd=tmp_path,
        env={"PATH": os.environ["PATH"], "HOME": str(tmp_path), **environment},
    )
    assert done.returncode in (0, 2), done.stderr
    assert b"Traceback" not in done.stderr
    for steering in (b"\x1b", b"\x07", "\u202e".encode()):
        assert steering not in done.stdout + done.stderr
    assert [p.name for p in tmp_path.iterdir() if p.name != ".cache"] == []


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
