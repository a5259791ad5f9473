"""The app with the shipped knowledge against a minimal Textual app and whiptail: `python -m tests.pty.ratios`.

Times are medians on this machine and only mean something as ratios; bytes are what a terminal receives.
"""

from __future__ import annotations

import os
import shutil
import statistics
import sys
import tempfile
import time
from pathlib import Path

from tests.pty.terminal import Terminal

MINIMAL = (
    "import os; os.environ['TEXTUAL_ANIMATIONS']='none'\n"
    "from textual.app import App\nfrom textual.widgets import Static\n"
    "class A(App):\n    def compose(self): yield Static('READY')\n"
    "A().run(mouse=False)\n"
)
APP = "from advisor.cli.main import main; main()"
ROUNDS = 5


def start(command: list[str], shown: str, size: tuple[int, int] = (80, 24)) -> tuple[Terminal, float]:
    """A program and the seconds until `shown` is on its screen."""
    begin = time.monotonic()
    terminal = Terminal(command, size)
    terminal.wait_for(shown)
    return terminal, time.monotonic() - begin


def start_time(command: list[str], shown: str) -> tuple[float, int]:
    """Median seconds to the first paint, and its bytes."""
    seconds, size = [], 0
    for _ in range(ROUNDS):
        terminal, taken = start(command, shown)
        seconds.append(taken)
        size = len(terminal.raw)
        terminal.kill()
    return statistics.median(seconds), size


def keys(terminal: Terminal, pressed: list[bytes], quiet: float = 0.4) -> tuple[float, float, float]:
    """Median seconds to the first byte, to the last byte, and bytes, over keys."""
    found = [terminal.timed(key, quiet) for key in pressed]
    first, last, size = zip(*found, strict=True)
    return statistics.median(first), statistics.median(last), statistics.median(size)


def lines() -> list[str]:
    """The table."""
    folder = Path(tempfile.mkdtemp(prefix="advisor-ratios-"))
    command = [sys.executable, "-c", APP, "--lang", "en"]
    rows = []
    minimal, _ = start_time([sys.executable, "-c", MINIMAL], "READY")
    ours, paint = start_time([*command, str(folder / "start.yaml")], "Location")
    rows.append(
        f"start to first paint {ours * 1000:7.0f} ms {ours / minimal:5.2f} x a minimal Textual app, {paint} bytes"
    )
    whiptail = shutil.which("whiptail")
    if whiptail:
        peer, drawn = start_time([whiptail, "--menu", "READY", "20", "60", "5", "a", "a", "b", "b"], "READY")
        rows.append(f"whiptail                   {peer * 1000:7.0f} ms   {ours / peer:5.0f} x, {drawn} bytes")
    for size in ((80, 24), (160, 50)):
        rows += _session([*command, str(folder / f"s{size[0]}.yaml")], size)
    shutil.rmtree(folder)
    return rows


def _session(command: list[str], size: tuple[int, int]) -> list[str]:
    terminal, _ = start(command, "score", size)
    terminal.read(quiet=1.0)
    terminal.press(b"\r", quiet=0.6)
    for key in b"2345":
        terminal.press(bytes([key]), quiet=1.0)
    terminal.press(b"2", quiet=1.0)
    rows = [
        _row("cursor move", size, keys(terminal, [b"j", b"k"] * 10)),
        _row("step switch, second time", size, keys(terminal, [b"3", b"4", b"1", b"2"] * 3)),
    ]
    terminal.press(b"\r", quiet=0.6)
    rows.append(_row("choose and solve again", size, keys(terminal, [b" "] * 10, quiet=0.8)))
    begin = time.monotonic()
    _, last, written = terminal.timed(b"jk" * 150, quiet=0.8)
    rows.append(_row("burst of 300 keys", size, (last, time.monotonic() - begin - 0.8, written)))
    before = terminal.cpu_seconds()
    idle = len(terminal.read(quiet=4.0, limit=5.0))
    rows.append(f"idle {size[0]}x{size[1]}: {idle} bytes, {terminal.cpu_seconds() - before:.2f} s of CPU in 4 s")
    rows.append(f"memory {size[0]}x{size[1]}: {terminal.memory_mib():.0f} MiB after every pane was opened")
    os.write(terminal.fd, b"\x11")
    terminal.finish()
    return rows


def _row(name: str, size: tuple[int, int], found: tuple[float, float, float]) -> str:
    first, last, written = found
    times = f"first {first * 1000:5.0f} ms  settled {last * 1000:5.0f} ms"
    return f"{name:26} {size[0]}x{size[1]:<4} {times}  {written:7.0f} bytes"


if __name__ == "__main__":
    sys.stdout.write("\n".join(lines()) + "\n")
