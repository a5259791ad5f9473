"""A workshop on two terminals: one types, the other follows and may only look."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from tests.pty.terminal import Terminal
from tests.pty.test_gates import started

pytestmark = pytest.mark.slow
APP = "from advisor.cli.main import main; main()"


def test_the_second_terminal_follows_read_only(tmp_path: Path) -> None:
    path = tmp_path / "w.yaml"
    writer = started(str(path))
    follower = started(str(path), size=(100, 30))
    assert "read-only" in follower.text
    writer.press(b"o", quiet=0.5)
    writer.press(b"Kim\r", quiet=0.5)
    writer.press(b"2", quiet=0.5)
    writer.press(b"\r", quiet=0.5)
    writer.press(b" ", quiet=1.0)
    assert "[x] Calico" in writer.text
    follower.press(b"2")
    assert follower.wait_for("[x] Calico"), follower.text
    assert "chosen by Kim" in follower.text
    follower.press(b"\r", quiet=0.5)
    follower.press(b"j ", quiet=0.8)
    assert "read-only" in follower.screen.display[-2], "the status line says why nothing happens"
    assert "cilium" not in path.read_text(encoding="utf-8")
    writer.press(b"u", quiet=1.0)
    assert follower.wait_for("[~] Calico"), follower.text
    writer.kill()
    follower.kill()


def test_read_only_can_be_asked_for(tmp_path: Path) -> None:
    path = tmp_path / "r.yaml"
    path.write_text("schema: advisor.session/1\nname: r\n", encoding="utf-8")
    before = path.read_bytes()
    viewer = Terminal([sys.executable, "-c", APP, "--lang", "en", str(path), "--read-only"])
    assert viewer.wait_for("score"), viewer.text
    assert "read-only" in viewer.screen.display[0]
    viewer.press(b" ", quiet=0.8)
    assert "read-only" in viewer.screen.display[-2]
    viewer.kill()
    assert path.read_bytes() == before
