"""The gates again with the shipped knowledge: what a key costs must not grow with what is known."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.pty.terminal import Terminal
from tests.pty.test_gates import BURST, CURSOR_MOVE, FIRST_PAINT, FIRST_SWAP, MEMORY_MIB, SWAP

pytestmark = pytest.mark.slow
APP = "from advisor.cli.main import main; main()"
SIZES = list(CURSOR_MOVE)


def per_cell(most: int, size: tuple[int, int]) -> int:
    """A swap writes the whole screen: as many bytes per cell as at 80x24."""
    return most * (size[0] * size[1]) // (80 * 24)


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


def test_swaps_and_a_burst(app: Terminal, size: tuple[int, int]) -> None:
    for key in b"2345":
        assert len(app.press(bytes([key]), quiet=1.0)) <= per_cell(FIRST_SWAP, size)
    for key in b"12341":
        assert len(app.press(bytes([key]), quiet=0.6)) <= per_cell(SWAP, size)
    app.press(b"2", quiet=1.5)
    assert len(app.press(b"jk" * 150 + b"jj", quiet=0.8)) <= BURST
    assert any(line.startswith(">[~] Container runtime") for line in app.text.splitlines())


def test_memory_and_sleep_after_a_long_session(app: Terminal, size: tuple[int, int]) -> None:
    for _ in range(2):  # choices, why, plan, two scenarios, compare, bundles in both languages
        for keys in (b"2", b"\r", b" ", b"w", b"q", b"3", b"l", b"l", b"2", b"m", b"n", b"j", b" ", b"4"):
            app.press(keys, quiet=0.6)
        for keys in (b"5", b"i", b"i", b"1"):
            app.press(keys, quiet=1.5)
    sys.stderr.write(f"memory {size}: {app.memory_mib():.1f} MiB\n")
    assert app.memory_mib() <= MEMORY_MIB
    before = app.cpu_seconds()
    assert app.read(quiet=5.0, limit=5.5) == b""
    assert app.cpu_seconds() - before <= 0.05
