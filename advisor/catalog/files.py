"""Finding the files of a knowledge folder, safely: overlays come from anywhere."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from advisor.catalog.nearest import nearest
from advisor.catalog.rooms import FOREIGN, Room, known_names, matches, room_of
from advisor.catalog.yaml_read import Limits
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
        for inner, path in _paths(layer, problems, limited=number > 0):
            room = room_of(inner)
            if room is None:
                continue
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


def _paths(layer: Layer, problems: list[Problem], *, limited: bool) -> Iterator[tuple[str, Path]]:
    """Yield (path inside, path) of the YAML files in the rooms, sorted; complain about YAML files elsewhere."""
    root = layer.root.resolve()
    for path in _walk(layer.root, limited=limited):
        inner = path.relative_to(layer.root).as_posix()
        file = f"{layer.label}/{inner}"
        if path.suffix not in (".yaml", ".yml"):
            continue
        if path.is_symlink() and not path.resolve().is_relative_to(root):
            problems.append(Problem("a link that leads out of the folder is not followed", file=file, check="files"))
        elif path.suffix == ".yml" or (room_of(inner) is None and not matches(inner, FOREIGN)):
            name = inner.split("/")[0]
            message = "belongs to no room of the knowledge" if path.suffix == ".yaml" else "only .yaml files are read"
            problems.append(Problem(message, file=file, nearest=nearest(name, known_names()), check="files"))
        else:
            yield inner, path


def _walk(root: Path, *, limited: bool) -> list[Path]:
    found: list[Path] = []
    for folder, folders, names in os.walk(root, followlinks=False):
        folders[:] = sorted(f for f in folders if not f.startswith("."))
        found += [Path(folder) / name for name in names]
        if limited and len(found) > MAX_FILES * 2:
            raise BadInput([Problem(f"more than {MAX_FILES * 2} files", file=str(root), check="files")])
    return sorted(found, key=lambda path: path.relative_to(root).as_posix())


def _read(path: Path, file: str, problems: list[Problem]) -> bytes:
    limit = Limits().size
    try:
        if not path.is_file():
            raise OSError(0, "not a regular file")
        with path.open("rb") as stream:
            raw = stream.read(limit + 1)
    except OSError as error:
        problems.append(Problem(f"cannot be read: {error.strerror}", file=file, check="files"))
        return b""
    if len(raw) > limit:
        problems.append(Problem(f"larger than {limit} bytes", file=file, check="files"))
        return b""
    return raw
