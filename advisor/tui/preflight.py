"""Examining the terminal before Textual is imported: what would end in a broken screen is said in one line instead."""

from __future__ import annotations

import contextlib
import io
import os
import re
import select
import subprocess
import sys
import termios
import time
import tty
from collections.abc import Mapping, MutableMapping
from dataclasses import dataclass

from advisor.model.base import Language
from advisor.wording import Words
from advisor.wording.tui import PHRASES

PROBE_SECONDS = 0.3
PROBE = "\r─\x1b[6n\r \r"
_REPLY = re.compile(rb"\x1b\[(\d+);(\d+)R")
SLOW_ESCAPE_MS = 50


@dataclass(frozen=True)
class Terminal:
    """What was found. `refusal` says in one line why the app cannot run here; `hints` are worth saying before it."""

    refusal: str = ""
    hints: tuple[str, ...] = ()


@dataclass(frozen=True)
class Streams:
    """The facts about the standard streams that matter."""

    terminals: tuple[bool, bool, bool]
    encoding: str


def streams() -> Streams:
    """Look at the standard streams. Textual draws on standard error, so its encoding counts."""
    found = tuple(_is_terminal(number) for number in (0, 1, 2))
    return Streams((found[0], found[1], found[2]), (getattr(sys.stderr, "encoding", "") or "").lower())


def _is_terminal(number: int) -> bool:
    try:
        return os.isatty(number)
    except OSError:
        return False


def refusal(env: Mapping[str, str], found: Streams, lang: Language) -> str:
    """Why the app cannot run, or an empty text."""
    words = Words(PHRASES, lang)
    if not all(found.terminals):
        return words("no-terminal")
    term = env.get("TERM", "")
    if term in ("", "dumb", "unknown"):
        return words("dumb-terminal", term=term or "-")
    if not found.encoding.replace("-", "").startswith("utf8"):
        return words("not-utf8", encoding=found.encoding or "-")
    return ""


def repair_encoding(env: Mapping[str, str]) -> None:
    """In a C locale the terminal nearly always speaks UTF-8 all the same: write UTF-8 there."""
    locale = next((env[k] for k in ("LC_ALL", "LC_CTYPE", "LANG") if env.get(k)), "C")
    if locale not in ("C", "POSIX"):
        return
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8")


def prepare(env: MutableMapping[str, str], theme: str | None = None) -> None:
    """Set what Textual reads while it is imported: no animation, the terminal's own colours, safe key reports."""
    env["TEXTUAL_ANIMATIONS"] = "none"
    env["TEXTUAL_SMOOTH_SCROLL"] = "0"
    env["TEXTUAL_THEME"] = theme or "ansi-dark"
    if env.get("SSH_CONNECTION") or env.get("TERM_PROGRAM") == "iTerm.app":
        env["TEXTUAL_DISABLE_KITTY_KEY"] = "1"


def tmux_option(question: str) -> str:
    """What tmux answers to a format question; empty when it does not."""
    try:
        done = subprocess.run(  # noqa: S603 - a fixed question, no shell
            ["tmux", "display-message", "-p", question],  # noqa: S607 - the tmux the person runs inside of
            capture_output=True,
            text=True,
            timeout=1,
            check=False,
        )
    except (OSError, subprocess.TimeoutExpired):
        return ""
    return done.stdout.strip()


def tmux_findings(env: Mapping[str, str], lang: Language) -> tuple[str, tuple[str, ...]]:
    """Refusal and hints that only apply inside tmux."""
    if not env.get("TMUX"):
        return "", ()
    words = Words(PHRASES, lang)
    utf8, _, escape = tmux_option("#{client_utf8} #{escape-time}").partition(" ")
    if utf8 == "0":
        return words("tmux-not-utf8"), ()
    slow = escape.isdigit() and int(escape) > SLOW_ESCAPE_MS
    return "", (words("tmux-escape", ms=escape),) if slow else ()


def ambiguous_is_narrow(seconds: float = PROBE_SECONDS) -> bool:
    """Print a box line and ask where the cursor stands: column 2 means one cell. No answer counts as narrow."""
    try:
        before = termios.tcgetattr(0)
    except termios.error:
        return True
    try:
        tty.setcbreak(0, termios.TCSANOW)
        os.write(2, PROBE.encode())
        reply = _read_reply(seconds)
    finally:
        termios.tcsetattr(0, termios.TCSANOW, before)
    return reply is None or reply <= 2


def _read_reply(seconds: float) -> int | None:
    """Column of a cursor report read from the terminal within `seconds`."""
    data = b""
    end = time.monotonic() + seconds
    while (left := end - time.monotonic()) > 0:
        ready, _, _ = select.select([0], [], [], left)
        if not ready:
            return None
        data += os.read(0, 64)
        match = _REPLY.search(data)
        if match:
            return int(match[2])
    return None


def examine(lang: Language, theme: str | None = None) -> Terminal:
    """Look at everything, and set the environment for Textual when the app can run."""
    with contextlib.suppress(OSError, ValueError):
        repair_encoding(os.environ)
    no = refusal(os.environ, streams(), lang)
    if no:
        return Terminal(refusal=no)
    no, hints = tmux_findings(os.environ, lang)
    if no:
        return Terminal(refusal=no)
    prepare(os.environ, theme)
    if not ambiguous_is_narrow():
        hints = (*hints, Words(PHRASES, lang)("wide-terminal"))
    return Terminal(hints=hints)
