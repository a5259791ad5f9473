"""A checked copy of the catalogue in the user's cache folder, because reading a few hundred YAML files is slow.

The copy is JSON, never code. It is found by the digest of every knowledge file and of the program's own model, it
carries a checksum, and it is validated again when it is read. Whatever goes wrong, the YAML is read instead.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import stat
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path

from pydantic import ValidationError

from advisor import __version__, disk
from advisor.catalog.files import SourceFile, digest
from advisor.model.catalog import Catalog

FORMAT = "1"
_KEEP = 6
_MAX_SIZE = 200_000_000


def cache_folder() -> Path | None:
    """Return the folder of the cache, or None where the user has no home; nothing is created."""
    base = os.environ.get("XDG_CACHE_HOME", "")
    if base and Path(base).is_absolute():
        return Path(base) / "stack-advisor"
    with contextlib.suppress(RuntimeError):
        return Path.home() / ".cache" / "stack-advisor"
    return None


def read(files: Sequence[SourceFile], folder: Path | None = None) -> Catalog | None:
    """Return the copy made from exactly these files, or None if there is none that can be trusted."""
    folder = folder or cache_folder()
    if folder is None or not _private(folder):
        return None
    try:
        path = folder / _name(files)
        if path.stat().st_size > _MAX_SIZE:
            return None
        checksum, _, body = path.read_bytes().partition(b"\n")
        if hashlib.sha256(body).hexdigest().encode() != checksum:
            return None
        return Catalog.model_validate_json(body)
    except (OSError, ValidationError):
        return None


def write(files: Sequence[SourceFile], catalog: Catalog, folder: Path | None = None) -> None:
    """Keep a copy of `catalog`; a folder that cannot be written is no error."""
    folder = folder or cache_folder()
    if folder is None:
        return
    body = catalog.model_dump_json(by_alias=True, exclude_defaults=True).encode()
    with contextlib.suppress(OSError):
        disk.make_folders(folder, 0o700)
        if not _private(folder):
            return
        disk.write_private(folder / _name(files), hashlib.sha256(body).hexdigest().encode() + b"\n" + body)
        _prune(folder)


def _private(folder: Path) -> bool:
    """Whether nobody but this user can put files into `folder`."""
    try:
        status = folder.stat()
    except OSError:
        return False
    mine = not hasattr(os, "getuid") or status.st_uid == os.getuid()
    return mine and not status.st_mode & (stat.S_IWGRP | stat.S_IWOTH)


def _name(files: Sequence[SourceFile]) -> str:
    labels = "\0".join(file.file for file in files)
    parts = (FORMAT, __version__, _program(), digest(files), labels)
    return f"catalog-{hashlib.sha256(chr(1).join(parts).encode()).hexdigest()}.json"


@lru_cache(maxsize=1)
def _program() -> str:
    """Return a digest of the model and of this package, so that a changed program never reads an old copy."""
    here = Path(__file__).resolve().parent
    total = hashlib.sha256()
    for path in sorted([*here.glob("*.py"), *(here.parent / "model").glob("*.py")]):
        total.update(path.read_bytes())
    return total.hexdigest()


def _prune(folder: Path) -> None:
    copies = sorted(folder.glob("catalog-*.json"), key=lambda path: path.stat().st_mtime, reverse=True)
    half = folder.glob(".catalog-*.new")  # of a process that was killed; one that still writes simply keeps no copy
    for path in (*copies[_KEEP:], *half):
        disk.SYSTEM.unlink(path)
