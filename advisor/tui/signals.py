"""Ending well when the connection drops: the loop's own handlers restore the terminal and close the session."""

from __future__ import annotations

import asyncio
import signal
from collections.abc import Callable

ENDING = (signal.SIGHUP, signal.SIGTERM)


def on_end(stop: Callable[[], object]) -> None:
    """Call `stop` in the running loop when the terminal hangs up or somebody ends the process."""
    loop = asyncio.get_running_loop()
    for number in ENDING:
        loop.add_signal_handler(number, stop)


def forget() -> None:
    """Take the handlers back."""
    loop = asyncio.get_running_loop()
    for number in ENDING:
        loop.remove_signal_handler(number)
