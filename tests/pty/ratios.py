"""The app with the shipped knowledge against a minimal Textual app, whiptail and menuconfig: part of `make bench`.

Times only mean something as ratios to the peers timed in the same run, in turn; bytes are what a terminal receives.
"""

from __future__ import annotations

import os
import shutil
import statistics
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

from tests.pty.terminal import Terminal

MINIMAL = (
    "import os; os.environ['TEXTUAL_ANIMATIONS']='none'\n"
    "from textual.app import App\nfrom textual.widgets import Static\n"
    "class A(App):\n    def compose(self): yield Static('READY')\n"
    "A().run(mouse=False)\n"
)
APP = "from advisor.cli.main import main; main()"
MENUCONFIG = "import sys, menuconfig; sys.argv = ['menuconfig', sys.argv[1]]; menuconfig._main()"
ROUNDS = 5
KCONFIG = 'mainmenu "READY"\n' + "".join(f'config OPTION_{n}\n\tbool "option {n}"\n' for n in range(30))


@dataclass(frozen=True)
class Peer:
    """A program to start, and what it shows when it is there."""

    name: str
    command: list[str]
    shown: str


@dataclass
class Started:
    """Seconds to the first paint, seconds of CPU, bytes, and bytes per arrow key, one per round."""

    wall: list[float]
    cpu: list[float]
    paint: int = 0
    arrow: float = 0.0


def peers(folder: Path) -> list[Peer]:
    """The minimal app first, then ours, then the peers that are installed."""
    found = [
        Peer("a minimal Textual app", [sys.executable, "-c", MINIMAL], "READY"),
        Peer("advisor", [sys.executable, "-c", APP, "--lang", "en", str(folder / "start.yaml")], "Location"),
    ]
    entries = [part for n in range(30) for part in (f"o{n}", f"option {n}")]
    whiptail = shutil.which("whiptail")
    if whiptail:
        found.append(Peer("whiptail", [whiptail, "--menu", "READY", "22", "70", "12", *entries], "option 0"))
    menu = folder / "Kconfig"
    menu.write_text(KCONFIG, encoding="utf-8")
    found.append(Peer("kconfiglib menuconfig", [sys.executable, "-c", MENUCONFIG, str(menu)], "READY"))
    return found


def start(command: list[str], shown: str, size: tuple[int, int] = (80, 24)) -> tuple[Terminal, float]:
    """A program and the seconds until `shown` is on its screen."""
    begin = time.monotonic()
    terminal = Terminal(command, size)
    terminal.wait_for(shown)
    return terminal, time.monotonic() - begin


def starts(known: list[Peer]) -> dict[str, Started]:
    """All peers started in turn, so that a drifting machine touches all alike; those that fail are left out."""
    found = {peer.name: Started([], []) for peer in known}
    for _ in range(ROUNDS):
        for peer in known:
            terminal = Terminal(peer.command)
            taken, spent = terminal.first_paint(peer.shown)
            if peer.shown in terminal.text:
                kept = found[peer.name]
                kept.wall.append(taken)
                kept.cpu.append(spent)
                terminal.read(quiet=0.5)
                kept.paint = len(terminal.raw)
                kept.arrow = statistics.median(len(terminal.press(b"\x1b[B")) for _ in range(4))
            terminal.kill()
    return {name: kept for name, kept in found.items() if kept.wall}


def keys(terminal: Terminal, pressed: list[bytes], quiet: float = 0.4) -> tuple[float, float, float]:
    """Median seconds to the first byte, to the last byte, and bytes, over keys."""
    found = [terminal.timed(key, quiet) for key in pressed]
    first, last, size = zip(*found, strict=True)
    return statistics.median(first), statistics.median(last), statistics.median(size)


def lines() -> list[str]:
    """The table."""
    folder = Path(tempfile.mkdtemp(prefix="advisor-ratios-"))
    command = [sys.executable, "-c", APP, "--lang", "en"]
    found = starts(peers(folder))
    ours = found["advisor"]
    rows = []
    for name, kept in found.items():
        wall, cpu = statistics.median(kept.wall), statistics.median(kept.cpu)
        rows.append(
            f"start {name:22} {wall * 1000:6.0f} ms, CPU {cpu * 1000:5.0f} ms; advisor takes"
            f" {statistics.median(ours.wall) / wall:6.2f} x, CPU {statistics.median(ours.cpu) / max(cpu, 0.01):6.2f} x;"
            f" settled {kept.paint} bytes, arrow {kept.arrow:.0f}"
        )
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
