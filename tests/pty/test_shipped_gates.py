"""The gates again with the shipped knowledge: what a key costs must not grow with what is known."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.pty.terminal import Terminal
from tests.pty.test_gates import BURST, CURSOR_MOVE, FIRST_PAINT, MEMORY_MIB, SWAP

pytestmark = pytest.mark.slow
APP = "from advisor.cli.main import main; main()"
SIZES = list(CURSOR_MOVE)
WIDE_SWAP = SWAP * (160 * 50) // (80 * 24)
"""A swap writes the whole screen: as many bytes per cell as at 80x24."""


@pytest.fixture(params=SIZES, ids=str)
def size(request: pytest.FixtureRequest) -> tuple[int, int]:
    found: tuple[int, int] = request.param
    return found


@pytest.fixture
def app(size: tuple[int, int], tmp_path: Path) -> Iterator[Terminal]:
    path = tmp_path / "s.yaml"
    path.write_text("schema: advisor.session/1\nname: s\n", encoding="utf-8")
    terminal = Terminal([sys.executable, "-c", APP, "--lang", "en", str(path)], size)
    assert terminal.wait_for("score"), terminal.text
    terminal.read(quiet=1.5)
    if size == SIZES[0]:
        assert len(terminal.raw) <= FIRST_PAINT
    yield terminal
    terminal.kill()


def test_a_cursor_move_among_decisions_and_options(app: Terminal, size: tuple[int, int]) -> None:
    app.press(b"2", quiet=1.5)
    for _ in range(4):
        assert 0 < len(app.press(b"j", quiet=0.4)) <= CURSOR_MOVE[size]
    app.press(b"\r", quiet=1.5)
    for key in (b"j", b"k", b"j"):
        assert 0 < len(app.press(key, quiet=0.4)) <= CURSOR_MOVE[size]


def test_a_choice_costs_at_most_four_moves(app: Terminal, size: tuple[int, int]) -> None:
    app.press(b"2", quiet=1.5)
    app.press(b"\r", quiet=1.5)
    for _ in range(4):
        assert 0 < len(app.press(b" ", quiet=0.8)) <= 4 * CURSOR_MOVE[size]


def test_swaps_a_burst_and_memory(app: Terminal, size: tuple[int, int]) -> None:
    for key in b"23451":
        app.press(bytes([key]), quiet=2.5)
    for key in b"2341":
        assert len(app.press(bytes([key]), quiet=0.6)) <= (SWAP if size == SIZES[0] else WIDE_SWAP)
    app.press(b"2", quiet=1.5)
    assert len(app.press(b"jk" * 150, quiet=0.8)) <= BURST
    for keys in (b"\r", b" ", b"w", b"q", b"3", b"l", b"l", b"5"):
        app.press(keys, quiet=1.0)
    app.read(quiet=5.0, limit=20.0)
    assert app.memory_mib() <= MEMORY_MIB
    before = app.cpu_seconds()
    assert app.read(quiet=2.0, limit=2.5) == b""
    assert app.cpu_seconds() - before <= 0.05
