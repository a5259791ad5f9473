"""A line on standard error while something takes longer than a second."""

from __future__ import annotations

import os
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager

from advisor.cli.diagnostics import clean

PATIENCE = 1.0
"""Seconds of silence before anything is said."""


@contextmanager
def progress(text: str, *, patience: float = PATIENCE) -> Iterator[None]:
    """Say `text` once when the work inside takes longer than `patience` seconds; quick work says nothing.

    On a terminal that can, the line is taken away again; in a log it stays.
    """
    stream = sys.stderr
    terminal = stream.isatty() and os.environ.get("TERM") != "dumb"
    said = threading.Event()

    def speak() -> None:
        said.set()
        stream.write(clean(text) + ("" if terminal else "\n"))
        stream.flush()

    timer = threading.Timer(patience, speak)
    timer.daemon = True
    timer.start()
    try:
        yield
    finally:
        timer.cancel()
        timer.join()
        if said.is_set() and terminal:
            stream.write("\r\x1b[K")
            stream.flush()
