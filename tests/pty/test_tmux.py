"""End to end inside tmux: kinds of terminals, locales and colours, with the client attached and typed into."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Iterator
from itertools import count
from pathlib import Path

import pytest

from tests.pty.terminal import ROOT, Terminal

pytestmark = pytest.mark.slow

TMUX = shutil.which("tmux")
NUMBERS = count()
CONFIGURATION = "set -g default-terminal {term}\nset -s escape-time {escape}\nset -g status off\n"


@pytest.fixture
def socket(tmp_path: Path) -> Iterator[str]:
    """A tmux server of our own, ended by its own socket; a new name each time, for the last one may still be ending."""
    if TMUX is None:
        pytest.skip("tmux is not installed")
    name = f"advisor-test-{os.getpid()}-{next(NUMBERS)}"
    yield name
    os.system(f"{TMUX} -L {name} kill-server 2>/dev/null")


def inside(
    socket: str, folder: Path, env: dict[str, str] | None = None, *, term: str = "screen-256color", escape: int = 10
) -> Terminal:
    """A client attached to a tmux that runs the app."""
    assert TMUX is not None
    conf = folder / "tmux.conf"
    conf.write_text(CONFIGURATION.format(term=term, escape=escape), encoding="utf-8")
    setting = " ".join(f"{k}={v}" for k, v in (env or {}).items())
    command = f"cd {ROOT}; {setting} {sys.executable} -m tests.pty.small_app; echo ended $?; sleep 60"
    return Terminal([TMUX, "-L", socket, "-f", str(conf), "-u", "new-session", command], (80, 24), PYTHONPATH=str(ROOT))


LOCALES = {"utf-8": {"LC_ALL": "C.UTF-8"}, "c": {"LC_ALL": "C"}, "posix": {"LC_ALL": "POSIX"}}
COLOURS = {"colour": {}, "no-colour": {"NO_COLOR": "1"}, "true-colour": {"COLORTERM": "truecolor"}}


@pytest.mark.parametrize("term", ["xterm-256color", "screen-256color", "tmux-256color", "screen", "linux", "vt100"])
@pytest.mark.parametrize("locale", LOCALES)
@pytest.mark.parametrize("colours", COLOURS)
def test_the_app_runs_in_every_kind_of_terminal(
    socket: str, tmp_path: Path, term: str, locale: str, colours: str
) -> None:
    env = {"ADVISOR_LANG": "ko", "TERM": term, **LOCALES[locale], **COLOURS[colours]}
    app = inside(socket, tmp_path, env)
    assert app.wait_for("조합"), app.text
    app.press(b"2")
    assert app.wait_for("칼리코 선택 시"), app.text
    assert "_" not in app.screen.display[0], "no Hangul was replaced"
    marked = [y for y, line in enumerate(app.screen.display) if line.startswith(">")]
    assert len(marked) == 1, "one row carries the cursor, by a character"
    assert_readable(app)
    app.press(b"j")
    assert app.wait_for("큐브 프록시 선택"[:5]), app.text
    assert any(line.startswith(">") for line in app.screen.display[marked[0] + 1 :])
    os.write(app.fd, b"\x11")
    assert app.wait_for("ended 0"), app.text
    app.kill()


def assert_readable(app: Terminal) -> None:
    """No character is drawn in the colour of its background."""
    for y in range(app.screen.lines):
        for x in range(app.screen.columns):
            cell = app.screen.buffer[y][x]
            assert not cell.data.strip() or cell.fg != cell.bg or cell.fg == "default", (y, x, cell)


def test_a_dumb_terminal_is_refused_with_a_way_on(socket: str, tmp_path: Path) -> None:
    app = inside(socket, tmp_path, {"TERM": "dumb"})
    assert app.wait_for("ended 2"), app.text
    assert "advisor --plain" in app.text
    app.kill()


def test_a_client_without_utf8_is_refused_instead_of_drawn_in_underscores(socket: str, tmp_path: Path) -> None:
    assert TMUX is not None
    conf = tmp_path / "tmux.conf"
    conf.write_text(CONFIGURATION.format(term="screen", escape=10), encoding="utf-8")
    command = f"cd {ROOT}; {sys.executable} -m tests.pty.small_app; echo ended $?; sleep 60"
    env = {"LC_ALL": "C", "LANG": "C", "PYTHONPATH": str(ROOT)}
    app = Terminal([TMUX, "-L", socket, "-f", str(conf), "new-session", command], size=(80, 24), **env)
    assert app.wait_for("ended 2"), app.text
    assert "tmux -u" in app.text
    app.kill()


def test_a_dialog_closes_at_once_by_q_even_where_escape_is_slow(socket: str, tmp_path: Path) -> None:
    app = inside(socket, tmp_path, escape=500)
    assert app.wait_for("stacks"), app.text
    app.press(b"?", quiet=0.6)
    assert "Help" in app.text
    app.press(b"q", quiet=0.4)
    assert "Marks" not in app.text
    app.press(b"?", quiet=0.6)
    app.press(b"\x1b", quiet=1.2)
    assert "Marks" not in app.text
    app.kill()
