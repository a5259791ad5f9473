"""A pseudo terminal: start a program in it, press keys, count what it writes, read its screen with pyte."""

from __future__ import annotations

import contextlib
import fcntl
import os
import pty
import select
import signal
import struct
import sys
import termios
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

import pyte

ROOT = Path(__file__).resolve().parents[2]
QUIET = 0.25
"""Seconds without output and without work after which the program counts as settled; never an assertion."""
STEP = 0.05
"""Seconds between two looks at whether the program works."""


class Terminal:
    """A child process on a pseudo terminal of `size` (columns, rows)."""

    def __init__(self, command: Sequence[str], size: tuple[int, int] = (80, 24), **env: str) -> None:
        """Start `command`."""
        self.size = size
        self.screen = pyte.Screen(*size)
        self._stream = pyte.ByteStream(self.screen)
        self.raw = b""
        self.pid, self.fd = pty.fork()
        if self.pid == 0:
            self._child(command, env)
        self.resize(size)

    def _child(self, command: Sequence[str], env: dict[str, str]) -> None:
        fcntl.ioctl(0, termios.TIOCSWINSZ, struct.pack("HHHH", self.size[1], self.size[0], 0, 0))
        kept = {k: v for k, v in os.environ.items() if k in ("PATH", "HOME", "VIRTUAL_ENV")}
        base = {"TERM": "xterm-256color", "LANG": "C.UTF-8", "PYTHONPATH": str(ROOT)}
        os.chdir(ROOT)
        os.execve(command[0], list(command), {**kept, **base, **env})

    def resize(self, size: tuple[int, int]) -> None:
        """Give the window another size."""
        self.size = size
        fcntl.ioctl(self.fd, termios.TIOCSWINSZ, struct.pack("HHHH", size[1], size[0], 0, 0))
        self.screen.resize(size[1], size[0])

    def read(self, quiet: float = QUIET, limit: float = 60.0) -> bytes:
        """What the program writes until it has neither written nor worked for `quiet` seconds.

        A busy machine only makes this longer: as long as the program or one of its children waits for a processor or
        uses one, it is not settled.
        """
        return b"".join(chunk for _, chunk in self._chunks(quiet, limit))

    def _chunks(self, quiet: float, limit: float) -> Iterator[tuple[float, bytes]]:
        """Each piece of output with its moment, until the program has settled or ended."""
        now = time.monotonic()
        end, still, spent = now + limit, now, self._work()
        while (now := time.monotonic()) < end and now - still < quiet:
            if not select.select([self.fd], [], [], STEP)[0]:
                if (work := self._work()) != spent or work[1]:
                    still, spent = time.monotonic(), work
                continue
            try:
                chunk = os.read(self.fd, 65536)
            except OSError:
                return
            if not chunk:
                return
            self._answer(chunk)
            self._stream.feed(chunk)
            self.raw += chunk
            still = time.monotonic()
            yield still, chunk

    def _work(self) -> tuple[int, bool]:
        """Processor ticks of the program and its children so far, and whether a thread of theirs is not asleep."""
        ticks, awake = 0, False
        for pid in _family(self.pid):
            for task in Path(f"/proc/{pid}/task").glob("*/stat"):
                with contextlib.suppress(OSError, ValueError):
                    fields = task.read_text().rsplit(")", 1)[1].split()
                    awake = awake or fields[0] in "RD"
                    ticks += int(fields[11]) + int(fields[12])
        return ticks, awake

    def _answer(self, chunk: bytes) -> None:
        """Answer the cursor report the width probe asks for: a box line is one cell here."""
        if b"\x1b[6n" in chunk:
            os.write(self.fd, b"\x1b[1;2R")

    def wait_for(self, text: str, limit: float = 60.0) -> bool:
        """Read until `text` is on the screen."""
        end = time.monotonic() + limit
        while time.monotonic() < end:
            if text in self.text or any(text in self.text for _ in self._chunks(STEP, limit=1.0)):
                return True
            if not self.alive:
                return text in self.text
        return False

    def first_paint(self, text: str, limit: float = 60.0) -> tuple[float, float]:
        """Seconds until `text` was written, and seconds of CPU by then; nothing is decoded before."""
        begin = now = time.monotonic()
        data = b""
        while now < begin + limit and text.encode() not in data:
            if select.select([self.fd], [], [], STEP)[0]:
                chunk = os.read(self.fd, 65536)
                self._answer(chunk)
                data += chunk
            now = time.monotonic()
        spent = self.cpu_seconds()
        self.raw += data
        self._stream.feed(data)
        return now - begin, spent

    def press(self, keys: bytes, quiet: float = QUIET) -> bytes:
        """Send keys and return what the program wrote in answer."""
        os.write(self.fd, keys)
        return self.read(quiet)

    def timed(self, keys: bytes, quiet: float = QUIET) -> tuple[float, float, int]:
        """Send keys; seconds to the first byte, seconds to the last one, bytes."""
        begin = time.monotonic()
        os.write(self.fd, keys)
        found = list(self._chunks(quiet, limit=60.0))
        if not found:
            return 0.0, 0.0, 0
        return found[0][0] - begin, found[-1][0] - begin, sum(len(chunk) for _, chunk in found)

    @property
    def text(self) -> str:
        """The screen as text."""
        return "\n".join(line.rstrip() for line in self.screen.display)

    @property
    def alive(self) -> bool:
        """Whether the program still runs."""
        return Path(f"/proc/{self.pid}").is_dir() and self._state() != "Z"

    def _state(self) -> str:
        return Path(f"/proc/{self.pid}/stat").read_text().rsplit(")", 1)[1].split()[0]

    def memory_mib(self) -> float:
        """Resident memory of the program."""
        pages = int(Path(f"/proc/{self.pid}/statm").read_text().split()[1])
        return pages * os.sysconf("SC_PAGE_SIZE") / 1024 / 1024

    def cpu_seconds(self) -> float:
        """CPU time of the program so far."""
        fields = Path(f"/proc/{self.pid}/stat").read_text().rsplit(")", 1)[1].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")

    def signal(self, number: signal.Signals) -> None:
        """Send a signal."""
        os.kill(self.pid, number)

    def finish(self) -> int:
        """Read to the end and return the exit status (negative: the signal)."""
        end = time.monotonic() + 60.0
        while self.alive and time.monotonic() < end:
            self.read(quiet=STEP, limit=1.0)
        self.read(quiet=STEP)
        _, status = os.waitpid(self.pid, 0)
        os.close(self.fd)
        return os.waitstatus_to_exitcode(status)

    def kill(self) -> None:
        """End it by force, if it is still there."""
        try:
            os.kill(self.pid, signal.SIGKILL)
            os.waitpid(self.pid, 0)
            os.close(self.fd)
        except (ProcessLookupError, ChildProcessError, OSError):
            return


def _family(pid: int) -> list[int]:
    """The process and its descendants."""
    found = [pid]
    for known in found:
        for listing in Path(f"/proc/{known}/task").glob("*/children"):
            with contextlib.suppress(OSError):
                found += [int(child) for child in listing.read_text().split()]
    return found


def small_app(*arguments: str, size: tuple[int, int] = (80, 24), **env: str) -> Terminal:
    """The app over the small catalogue on a terminal."""
    return Terminal([sys.executable, "-m", "tests.pty.small_app", *arguments], size, **env)
