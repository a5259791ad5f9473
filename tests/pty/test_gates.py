"""What the app writes to a terminal, counted in bytes: over SSH that is what a key costs."""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.pty.terminal import Terminal, small_app

FIRST_PAINT = 14_000
CURSOR_MOVE = {(80, 24): 1_500, (160, 50): 2_000}
SWAP = 8_000
FIRST_SWAP = 20_000
BURST = 20_000
MEMORY_MIB = 100
RESTORED = b"\x1b[?1049l"
CURSOR_SHOWN = b"\x1b[?25h"


def started(*arguments: str, size: tuple[int, int] = (80, 24), **env: str) -> Terminal:
    """The app, once its first assessment is on the screen."""
    terminal = small_app(*arguments, size=size, **env)
    assert terminal.wait_for("stacks"), terminal.text
    terminal.read(quiet=0.5)
    return terminal


@pytest.fixture
def app() -> Iterator[Terminal]:
    terminal = started()
    yield terminal
    terminal.kill()


def test_the_first_paint_is_small(app: Terminal) -> None:
    assert len(app.raw) <= FIRST_PAINT
    assert b"\x1b[?1000h" not in app.raw, "no mouse modes unless asked for"
    assert b"\x1b[?1003h" not in app.raw


@pytest.mark.parametrize("size", CURSOR_MOVE, ids=str)
def test_a_cursor_move_writes_little(size: tuple[int, int]) -> None:
    app = started(size=size)
    app.press(b"2")
    for key in (b"j", b"j", b"k", b"j"):
        assert 0 < len(app.press(key)) <= CURSOR_MOVE[size]
    app.press(b"\r")
    for key in (b"j", b"k", b"j"):
        assert 0 < len(app.press(key)) <= CURSOR_MOVE[size]
    app.kill()


@pytest.mark.slow
def test_panes_are_swapped_not_pushed(app: Terminal) -> None:
    for key in b"2345":
        assert len(app.press(bytes([key]))) <= FIRST_SWAP
    for key in b"12345":
        assert len(app.press(bytes([key]))) <= SWAP


@pytest.mark.slow
def test_choosing_costs_at_most_four_cursor_moves(app: Terminal) -> None:
    app.press(b"2")
    app.press(b"\r")
    assert 0 < len(app.press(b" ", quiet=0.5)) <= 4 * CURSOR_MOVE[80, 24]
    assert "[x] Calico" in app.text


def test_an_idle_screen_writes_nothing_and_sleeps(app: Terminal) -> None:
    before = app.cpu_seconds()
    assert app.read(quiet=2.0, limit=2.5) == b""
    assert app.cpu_seconds() - before <= 0.05


@pytest.mark.slow
def test_an_idle_line_to_type_in_does_not_blink(app: Terminal) -> None:
    app.press(b"/", quiet=0.5)
    assert app.read(quiet=2.0, limit=2.5) == b""


@pytest.mark.slow
def test_a_burst_of_keys_is_not_painted_one_by_one(app: Terminal) -> None:
    app.press(b"2")
    written = app.press(b"jk" * 150 + b"j", quiet=0.8)
    assert len(written) <= BURST
    assert any(line.startswith(">[~] Kube-proxy") for line in app.text.splitlines())


@pytest.mark.slow
def test_memory_stays_small_after_a_full_session(app: Terminal) -> None:
    for keys in (b"2", b"\r", b" ", b"w", b"q", b"3", b"l", b"l", b"4", b"5", b"1"):
        app.press(keys)
    assert app.memory_mib() <= MEMORY_MIB


@pytest.mark.slow
@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP], ids=lambda n: n.name)
def test_a_signal_restores_the_terminal(number: signal.Signals) -> None:
    app = started()
    app.signal(number)
    ended = app.finish()
    assert ended == 0
    assert RESTORED in app.raw
    assert CURSOR_SHOWN in app.raw


def test_quitting_restores_the_terminal_and_says_nothing() -> None:
    app = started()
    os.write(app.fd, b"\x11")
    assert app.finish() == 0
    tail = app.raw.split(RESTORED)[-1]
    assert b"Traceback" not in tail
    assert b"Exception" not in tail


@pytest.mark.parametrize("how", ["pty closed", "kill -9"])
def test_what_was_decided_survives_the_end_of_the_connection(how: str, tmp_path: Path) -> None:
    path = tmp_path / "s.yaml"
    app = started(str(path))
    app.press(b"2")
    app.press(b"\r")
    app.press(b" ", quiet=0.5)
    if how == "kill -9":
        app.signal(signal.SIGKILL)
        app.finish()
    else:
        os.close(app.fd)
        os.waitpid(app.pid, 0)
    again = started(str(path))
    again.press(b"2")
    assert "[x] Calico" in again.text
    again.press(b"u", quiet=0.5)
    assert "[~] Calico" in again.text
    again.kill()


@pytest.mark.slow
def test_ctrl_z_gives_the_terminal_back_and_fg_paints_again(app: Terminal) -> None:
    written = app.press(b"\x1a", quiet=0.5)
    assert RESTORED in written
    assert app._state() == "T"
    os.kill(app.pid, signal.SIGCONT)
    assert b"\x1b[?1049h" in app.read(quiet=0.5)


@pytest.mark.slow
def test_a_resize_paints_the_new_size(app: Terminal) -> None:
    app.resize((160, 50))
    app.read(quiet=0.6)
    assert "Ruled out by this profile" in app.text
    app.resize((50, 10))
    app.read(quiet=0.6)
    assert "too small" in app.text


@pytest.mark.parametrize(
    ("env", "says"),
    [({"TERM": "dumb"}, "TERM=dumb"), ({"PYTHONIOENCODING": "euc-kr", "LANG": "ko_KR.EUC-KR"}, "euc_kr")],
    ids=["dumb", "euc-kr"],
)
def test_a_terminal_that_cannot_show_it_is_refused_in_one_line(env: dict[str, str], says: str) -> None:
    app = small_app(size=(80, 24), **env)
    ended = app.finish()
    assert ended == 2
    shown = app.raw.decode("utf-8", errors="replace").strip()
    assert says in shown.replace("-", "_") or says in shown
    assert "advisor --plain" in shown
    assert "\n" not in shown
    assert "\x1b[?1049h" not in shown


@pytest.mark.slow
@pytest.mark.parametrize("env", [{"NO_COLOR": "1"}, {"TERM": "linux"}, {"TERM": "vt100"}, {"COLORTERM": "truecolor"}])
def test_the_cursor_row_can_be_read_with_and_without_colour(env: dict[str, str]) -> None:
    app = started(size=(80, 24), **env)
    row = next(y for y, line in enumerate(app.screen.display) if line.startswith(">"))
    cells = app.screen.buffer[row]
    other = app.screen.buffer[row + 1]
    assert all(cells[x].fg != cells[x].bg or cells[x].fg == "default" for x in range(20))
    assert cells[1].reverse != other[1].reverse or cells[1].bg != other[1].bg or cells[1].bold != other[1].bold
    app.kill()


@pytest.mark.slow
def test_korean_is_drawn_in_its_own_cells() -> None:
    app = small_app(ADVISOR_LANG="ko")
    assert app.wait_for("조합"), app.text
    assert "프로필" in app.text
    app.press("ㅓ".encode())
    assert "영문" in app.text, "a jamo hints at the input method"
    app.kill()


@pytest.mark.slow
def test_latency_is_reported_against_a_minimal_app() -> None:
    app = started()
    app.press(b"2")
    times = sorted(app.timed(b"j" if n % 2 else b"k")[1] for n in range(20))
    sys.stderr.write(f"key to settled: median {times[10] * 1000:.0f} ms\n")
    assert times
    app.kill()
