"""The one place where files are made, written and moved.

Every call to the operating system that can fail goes through `SYSTEM`, so that a test can make each of them fail in
turn. What is built of them here leaves either nothing behind or the whole.
"""

from __future__ import annotations

import contextlib
import ctypes
import errno
import fcntl
import os
import secrets
import stat
from collections.abc import Iterator
from pathlib import Path

_NEW = os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC | getattr(os, "O_NOFOLLOW", 0)
_FOLDER = os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC | getattr(os, "O_NOFOLLOW", 0)
_EXCHANGE, _HERE = 2, -100
"""Flag of renameat2 on Linux, and the folder that relative paths start from."""
_NOT_HERE = frozenset({errno.ENOSYS, errno.EINVAL, errno.ENOTSUP, errno.EPERM, errno.EXDEV, errno.EMLINK})
"""Errors by which a file system says that it cannot do this at all."""


class System:
    """The calls to the operating system, each of which may raise OSError."""

    def open(self, path: Path, flags: int, mode: int = 0o666) -> int:
        """Open a file or folder."""
        return os.open(path, flags, mode)

    def read(self, descriptor: int, size: int) -> bytes:
        """Read at most `size` bytes; fewer may come, and none at the end."""
        return os.read(descriptor, size)

    def write(self, descriptor: int, data: bytes) -> int:
        """Write; fewer bytes may be taken."""
        return os.write(descriptor, data)

    def fsync(self, descriptor: int) -> None:
        """Wait until everything is on disk."""
        os.fsync(descriptor)

    def ftruncate(self, descriptor: int, size: int) -> None:
        """Cut a file."""
        os.ftruncate(descriptor, size)

    def fchmod(self, descriptor: int, mode: int) -> None:
        """Set permission bits."""
        os.fchmod(descriptor, mode)

    def close(self, descriptor: int) -> None:
        """Close a descriptor, which gives its lock back."""
        os.close(descriptor)

    def replace(self, source: Path, target: Path) -> None:
        """Move over whatever is at `target`, in one step."""
        source.replace(target)

    def link(self, source: Path, target: Path) -> None:
        """A second name for a file; never over an existing one."""
        os.link(source, target, follow_symlinks=False)

    def symlink(self, source: str, target: Path) -> None:
        """A symbolic link that says `source`."""
        target.symlink_to(source)

    def mkdir(self, path: Path, mode: int = 0o777) -> None:
        """Make a folder."""
        path.mkdir(mode)

    def unlink(self, path: Path) -> None:
        """Remove a file or link."""
        path.unlink()

    def rmdir(self, path: Path) -> None:
        """Remove an empty folder."""
        path.rmdir()

    def utime(self, path: Path, accessed: int, modified: int) -> None:
        """Set the times of a file, in nanoseconds."""
        os.utime(path, ns=(accessed, modified))

    def exchange(self, one: Path, other: Path) -> None:
        """Swap two entries of folders in one step. OSError with ENOSYS where the platform has no such call."""
        call = getattr(ctypes.CDLL(None, use_errno=True), "renameat2", None)
        if call is None:
            raise OSError(errno.ENOSYS, os.strerror(errno.ENOSYS))
        if call(_HERE, os.fsencode(one), _HERE, os.fsencode(other), _EXCHANGE):
            number = ctypes.get_errno()
            raise OSError(number, os.strerror(number), str(one))


SYSTEM = System()
"""Stands for the operating system; replaced only to make it fail."""


def write_all(descriptor: int, data: bytes) -> None:
    """Write everything, however little is taken at a time."""
    while data:
        data = data[SYSTEM.write(descriptor, data) :]


def cut(descriptor: int, size: int) -> None:
    """Cut a file and wait until that is on disk."""
    SYSTEM.ftruncate(descriptor, size)
    SYSTEM.fsync(descriptor)


def read_whole(path: Path, largest: int) -> bytes:
    """The content of a file, or one byte more than `largest` of it."""
    descriptor = SYSTEM.open(path, os.O_RDONLY | os.O_CLOEXEC)
    try:
        parts: list[bytes] = []
        left = largest + 1
        while left > 0 and (part := SYSTEM.read(descriptor, min(left, 1 << 20))):
            parts.append(part)
            left -= len(part)
        return b"".join(parts)
    finally:
        SYSTEM.close(descriptor)


def write_new(path: Path, data: bytes, mode: int = 0o666, *, exactly: bool = False) -> None:
    """Write a file that must not be there yet, down to the disk; nothing is left where that fails.

    With `exactly` it gets `mode` whatever the umask says.
    """
    descriptor = SYSTEM.open(path, _NEW, 0o600 if exactly else mode)
    try:
        try:
            write_all(descriptor, data)
            if exactly:
                SYSTEM.fchmod(descriptor, mode)
            SYSTEM.fsync(descriptor)
        finally:
            SYSTEM.close(descriptor)
    except BaseException:
        with contextlib.suppress(OSError):
            SYSTEM.unlink(path)
        raise


def beside(path: Path) -> Path:
    """A hidden name beside `path` that nobody uses, for what will take its place."""
    return path.with_name(f".{path.name}.{secrets.token_hex(4)}.new")


def write_over(path: Path, data: bytes) -> None:
    """Replace the content of `path` in one step: the old one or the new one, never a part.

    A file that is there keeps its permission bits; a new one gets what the umask leaves.
    """
    mode = stat.S_IMODE(path.stat().st_mode) if path.exists() else None
    _put(path, data, 0o666 if mode is None else mode, exactly=mode is not None)


def write_private(path: Path, data: bytes) -> None:
    """The same for a file that nobody else may read."""
    _put(path, data, 0o600, exactly=True)


def _put(path: Path, data: bytes, mode: int, *, exactly: bool) -> None:
    temporary = beside(path)
    write_new(temporary, data, mode, exactly=exactly)
    try:
        SYSTEM.replace(temporary, path)
    except BaseException:
        with contextlib.suppress(OSError):
            SYSTEM.unlink(temporary)
        raise
    sync_folder(path.parent)


def write_once(path: Path, data: bytes) -> None:
    """Make a file with all its content in one step. FileExistsError where something is there already."""
    temporary = beside(path)
    write_new(temporary, data)
    try:
        try:
            SYSTEM.link(temporary, path)
        except OSError as error:
            if error.errno not in _NOT_HERE:
                raise
            if path.exists():
                raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST), str(path)) from None
            SYSTEM.replace(temporary, path)
            return
    finally:
        with contextlib.suppress(OSError):
            SYSTEM.unlink(temporary)
    sync_folder(path.parent)


def sync_folder(folder: Path) -> None:
    """Wait until the names in a folder are on disk. A file system that cannot is left to itself."""
    with contextlib.suppress(OSError):
        descriptor = SYSTEM.open(folder, os.O_RDONLY | os.O_CLOEXEC)
        try:
            SYSTEM.fsync(descriptor)
        finally:
            SYSTEM.close(descriptor)


def make_folders(path: Path, mode: int = 0o777) -> None:
    """Make a folder and those above it where they are missing; `mode` is that of the folder itself."""
    if path.is_dir():
        return
    make_folders(path.parent)
    with contextlib.suppress(FileExistsError):
        SYSTEM.mkdir(path, mode)


def lock(descriptor: int) -> bool:
    """Take the lock of an open file or folder; False while somebody else has it."""
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def open_folder(path: Path) -> int:
    """A descriptor of a folder that is no link."""
    return SYSTEM.open(path, _FOLDER)


def swap(new: Path, old: Path, aside: Path) -> Path:
    """Put the folder `new` where `old` is; returns where the old one lies now, `new` or `aside`.

    In one step where the file system can; elsewhere in two, between which `old` lies at `aside`.
    """
    try:
        SYSTEM.exchange(new, old)
    except OSError as error:
        if error.errno not in _NOT_HERE:
            raise
    else:
        return new
    SYSTEM.replace(old, aside)
    try:
        SYSTEM.replace(new, old)
    except OSError:
        SYSTEM.replace(aside, old)
        raise
    return aside


def carry_over(source: Path, target: Path) -> None:
    """The same tree a second time: files by a second name where that can be, links as they are."""
    SYSTEM.mkdir(target, stat.S_IMODE(source.stat().st_mode) | stat.S_IRWXU)
    for entry in sorted(os.scandir(source), key=lambda e: e.name):
        place = target / entry.name
        if entry.is_symlink():
            SYSTEM.symlink(str(Path(entry.path).readlink()), place)
        elif entry.is_dir():
            carry_over(Path(entry.path), place)
        elif entry.is_file():
            _second_name(Path(entry.path), place)
        else:
            raise OSError(errno.EINVAL, "is neither file, folder nor link", entry.path)
    sync_folder(target)


def _second_name(source: Path, target: Path) -> None:
    try:
        SYSTEM.link(source, target)
    except OSError as error:
        if error.errno not in _NOT_HERE:
            raise
        found = source.stat()
        write_new(target, read_whole(source, found.st_size), stat.S_IMODE(found.st_mode), exactly=True)
        SYSTEM.utime(target, found.st_atime_ns, found.st_mtime_ns)


def remove_tree(path: Path) -> None:
    """Remove a folder with everything in it as far as that can be done; no link is followed, nothing is raised."""
    for folder, names, files in os.walk(path, topdown=False):
        here = Path(folder)
        for name in (*files, *(n for n in names if (here / n).is_symlink())):
            with contextlib.suppress(OSError):
                SYSTEM.unlink(here / name)
        for name in names:
            with contextlib.suppress(OSError):
                SYSTEM.rmdir(here / name)
    with contextlib.suppress(OSError):
        SYSTEM.rmdir(path)


def folders(root: Path) -> Iterator[Path]:
    """Every folder below `root`, deepest first, and `root` itself."""
    for folder, _, _ in os.walk(root, topdown=False):
        yield Path(folder)
