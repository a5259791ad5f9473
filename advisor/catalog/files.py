"""Finding the files of a knowledge folder, safely: overlays come from anywhere."""

from __future__ import annotations

import hashlib
import os
import stat
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from advisor.catalog.limits import Limits
from advisor.catalog.nearest import nearest
from advisor.catalog.rooms import FOREIGN, Room, known_names, matches, room_of
from advisor.errors import BadInput, Problem

MAX_FILES = 5_000
"""Files of all overlays, which may come from anywhere; the base folder comes with the program and has no limit."""
MAX_TOTAL = 64_000_000
"""Bytes of all overlays."""


@dataclass(frozen=True)
class SourceFile:
    """One file as it was read: `file` is the name errors use, `layer` 0 the base, 1.. the overlays in order."""

    layer: int
    inner: str
    file: str
    room: Room
    raw: bytes


@dataclass(frozen=True)
class Layer:
    """A knowledge folder and the name it has in errors."""

    root: Path
    label: str


def layers(base: Path, overlays: Sequence[Path]) -> tuple[Layer, ...]:
    """Return the base folder and the overlays over it, lowest first."""
    return (Layer(base, "knowledge"), *(Layer(path, str(path)) for path in overlays))


def read_files(stack: Sequence[Layer], problems: list[Problem]) -> list[SourceFile]:
    """Read every file of every layer in sorted order; what is out of place is added to `problems`."""
    found: list[SourceFile] = []
    count = total = 0
    for number, layer in enumerate(stack):
        if not layer.root.is_dir():
            problems.append(Problem("is no folder with knowledge", file=layer.label, check="files"))
            continue
        for inner, path, room in _paths(layer, problems, limited=number > 0):
            raw = _read(path, f"{layer.label}/{inner}", problems)
            if number > 0:
                count, total = count + 1, total + len(raw)
            if count > MAX_FILES or total > MAX_TOTAL:
                raise BadInput([Problem("too many files, or too large in all", file=layer.label, check="files")])
            found.append(SourceFile(number, inner, f"{layer.label}/{inner}", room, raw))
    return found


def digest(files: Sequence[SourceFile]) -> str:
    """Return the SHA-256 over layer, path and content of every file, as hexadecimal digits."""
    total = hashlib.sha256()
    for file in files:
        total.update(f"{file.layer}\0{file.inner}\0{len(file.raw)}\0".encode())
        total.update(file.raw)
    return total.hexdigest()


def _paths(layer: Layer, problems: list[Problem], *, limited: bool) -> Iterator[tuple[str, str, Room]]:
    """Yield (path inside, path, room) of the files of the rooms, sorted; complain about YAML files elsewhere."""
    root = layer.root.resolve()
    for inner, path in _walk(str(layer.root), limited=limited):
        suffix = os.path.splitext(inner)[1]  # noqa: PTH122 - hundreds of files at every start
        if suffix not in (".yaml", ".yml"):
            continue
        file = f"{layer.label}/{inner}"
        room = room_of(inner) if suffix == ".yaml" else None
        if Path(path).is_symlink() and not Path(path).resolve().is_relative_to(root):
            problems.append(Problem("a link that leads out of the folder is not followed", file=file, check="files"))
        elif room is not None:
            yield inner, path, room
        elif suffix == ".yml" or not matches(inner, FOREIGN):
            name = inner.split("/")[0]
            message = "belongs to no room of the knowledge" if suffix == ".yaml" else "only .yaml files are read"
            problems.append(Problem(message, file=file, nearest=nearest(name, known_names()), check="files"))


def _walk(root: str, *, limited: bool) -> list[tuple[str, str]]:
    """Path inside and path of every file, sorted by the former."""
    found: list[tuple[str, str]] = []
    for folder, folders, names in os.walk(root, followlinks=False):
        folders[:] = sorted(f for f in folders if not f.startswith("."))
        inside = os.path.relpath(folder, root).replace(os.sep, "/") + "/" if folder != root else ""
        found += [(inside + name, os.path.join(folder, name)) for name in names]  # noqa: PTH118 - as above
        if limited and len(found) > MAX_FILES * 2:
            raise BadInput([Problem(f"more than {MAX_FILES * 2} files", file=root, check="files")])
    return sorted(found)


def _read(path: str, file: str, problems: list[Problem]) -> bytes:
    limit = Limits().size
    try:
        status = os.stat(path)  # noqa: PTH116 - as above
        if not stat.S_ISREG(status.st_mode):
            raise OSError(0, "not a regular file")
        with open(path, "rb", buffering=0) as stream:  # noqa: PTH123 - as above
            raw = stream.read(min(status.st_size, limit) + 1)
            if len(raw) > status.st_size:  # it grew, or does not tell its size
                raw += stream.read(limit + 1 - len(raw))
    except OSError as error:
        problems.append(Problem(f"cannot be read: {error.strerror}", file=file, check="files"))
        return b""
    if len(raw) > limit:
        problems.append(Problem(f"larger than {limit} bytes", file=file, check="files"))
        return b""
    return raw
