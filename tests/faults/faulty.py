"""A file layer that counts its calls and makes one of them fail."""

from __future__ import annotations

import errno
import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from advisor import disk

CALLS = tuple(name for name in vars(disk.System) if not name.startswith("_"))
"""Every call of the layer."""
WRITING = frozenset(CALLS) - {"read", "close"}
ONCE = (errno.ENOSPC, errno.EIO, errno.EACCES)


class Crash(BaseException):
    """The process ended here: nothing that it would have done afterwards happens."""


@dataclass(frozen=True)
class Call:
    """One call: its name, and the file and line of the product that made it."""

    name: str
    file: str
    line: int


@dataclass(frozen=True)
class Fault:
    """What happens at call number `at`.

    `kind`: `once` (that call raises `number`), `full` (from then on nothing can be written, but removed and renamed),
    `dead` (from then on every call raises), `short` (half is written, and that call raises),
    `crash` (the process ends before the call).
    """

    at: int
    kind: str
    number: int = errno.EIO

    def __str__(self) -> str:
        return f"{self.kind}-{errno.errorcode[self.number]}@{self.at}"


@dataclass
class Layer(disk.System):
    """Carries calls out, notes them, and fails as asked."""

    faults: tuple[Fault, ...] = ()
    swaps: bool = True
    calls: list[Call] = field(default_factory=list)
    struck: list[Call] = field(default_factory=list)
    _open: set[int] = field(default_factory=set)

    def __getattribute__(self, name: str) -> Any:
        real = super().__getattribute__(name)
        if name not in CALLS:
            return real
        return lambda *arguments, **named: self._call(name, real, arguments, named)

    def _call(self, name: str, real: Callable[..., Any], arguments: tuple[Any, ...], named: dict[str, Any]) -> Any:
        number = len(self.calls)
        caller = sys._getframe(2)
        self.calls.append(Call(name, caller.f_code.co_filename, caller.f_lineno))
        for fault in self.faults:
            self._strike(fault, number, name, real, arguments)
        if name == "exchange" and not self.swaps:
            raise OSError(errno.EINVAL, os.strerror(errno.EINVAL))
        if name == "link" and not self.swaps:  # a poor file system can do neither
            raise OSError(errno.EPERM, os.strerror(errno.EPERM))
        if name == "fsync":
            return None  # the tests do not wait for real disks
        result = real(*arguments, **named)
        if name == "open":
            self._open.add(result)
        elif name == "close":
            self._open.discard(arguments[0])
        return result

    def _strike(
        self, fault: Fault, number: int, name: str, real: Callable[..., Any], arguments: tuple[Any, ...]
    ) -> None:
        if number < fault.at:
            return
        if number == fault.at:
            self.struck.append(self.calls[number])
        match fault.kind:
            case "crash":
                raise Crash
            case "dead" if name != "close":
                raise self._error(fault)
            case "full" if name in ("write", "mkdir", "link", "symlink") or self._makes(name, arguments):
                raise self._error(fault)
            case "once" if number == fault.at:
                if name == "close":
                    real(*arguments)  # a descriptor is gone even where close reports an error
                    self._open.discard(arguments[0])
                raise self._error(fault)
            case "short" if number == fault.at and name == "write":
                real(arguments[0], arguments[1][: len(arguments[1]) // 2])
                raise self._error(fault)

    @staticmethod
    def _makes(name: str, arguments: tuple[Any, ...]) -> bool:
        return name == "open" and bool(arguments[1] & os.O_CREAT) and not Path(arguments[0]).exists()

    @staticmethod
    def _error(fault: Fault) -> OSError:
        return OSError(fault.number, os.strerror(fault.number))

    def end(self) -> None:
        """What the kernel does when a process ends: close its descriptors, which gives locks back."""
        for descriptor in self._open:
            os.close(descriptor)
        self._open.clear()


@contextmanager
def layer(*faults: Fault, swaps: bool = True) -> Iterator[Layer]:
    """The faulty layer in the place of the real one."""
    real = disk.SYSTEM
    faulty = Layer(faults=faults, swaps=swaps)
    disk.SYSTEM = faulty
    try:
        yield faulty
    finally:
        disk.SYSTEM = real
        faulty.end()


def faults(calls: list[Call], start: int = 0) -> Iterator[Fault]:
    """Every fault worth trying from call `start` on: each call in every way that can hit it."""
    for at, call in enumerate(calls[start:], start):
        yield Fault(at, "crash")
        if call.name == "close":
            yield Fault(at, "once", errno.EIO)
            continue
        for number in ONCE:
            yield Fault(at, "once", number)
        yield Fault(at, "full", errno.ENOSPC)
        yield Fault(at, "dead", errno.EIO)
        if call.name == "write":
            yield Fault(at, "short", errno.ENOSPC)


def one_per_site(found: list[Fault], calls: list[Call]) -> list[Fault]:
    """The faults without those that hit a line of the product in a way that an earlier one did already."""
    seen: set[tuple[Call, str, int]] = set()
    kept = []
    for fault in found:
        key = (calls[fault.at], fault.kind, fault.number)
        if key not in seen:
            seen.add(key)
            kept.append(fault)
    return kept
