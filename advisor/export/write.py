"""Write a bundle: everything into a folder beside the target, checked, then put in place at once.

A re-export replaces what an earlier export wrote and nothing else. `overrides/` belongs to people and is kept. Nothing
outside the target is touched, and no link is followed.
"""

from __future__ import annotations

import contextlib
import errno
import os
import re
import secrets
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Any

from advisor import disk
from advisor.catalog.yaml_read import read_yaml
from advisor.errors import BadInput, Problem
from advisor.export.bundle import SUMS
from advisor.export.objects import CARRIED
from advisor.export.plan_file import PLAN_FILE
from advisor.export.progress import Progress, nobody

OVERRIDES = "overrides"
RENDERED = "rendered"
KEPT = (OVERRIDES, RENDERED, CARRIED, ".git")
"""Entries of a bundle folder that no export writes or removes."""
_MODE_FILE, _MODE_SCRIPT, _MODE_FOLDER = 0o644, 0o755, 0o755


def read_overrides(out: Path) -> dict[str, dict[str, Any]]:
    """The hand layer of an existing bundle: values per release id. Empty where there is none.

    Raises:
        BadInput: the folder or a file is a link, or a file is no map of values.
    """
    folder = out / OVERRIDES
    if folder.is_symlink():
        raise BadInput([Problem("is a link; the hand layer must lie in the bundle", file=str(folder))])
    if not folder.is_dir():
        return {}
    found: dict[str, dict[str, Any]] = {}
    for path in sorted(folder.glob("*.yaml")):
        if path.is_symlink():
            raise BadInput([Problem("is a link; the hand layer must lie in the bundle", file=str(path))])
        data = read_yaml(path).data
        if data is not None and not isinstance(data, dict):
            raise BadInput([Problem("holds no map of values", file=str(path))])
        if data:
            found[path.stem] = data
    return found


@dataclass(frozen=True)
class Changes:
    """What an export does to an older bundle, as sorted paths. All empty but `added` where there is none."""

    added: tuple[str, ...]
    changed: tuple[str, ...]
    removed: tuple[str, ...]
    same: int

    def lines(self) -> list[str]:
        """One line per file that differs: a word and the path, in the order of the paths."""
        words = (("added", self.added), ("changed", self.changed), ("removed", self.removed))
        return [f"{word}\t{path}" for path, word in sorted((path, word) for word, paths in words for path in paths)]


def changes(files: Mapping[str, bytes], out: Path) -> Changes:
    """Compare a bundle with what lies in the folder `out`, which is only read. A link counts as changed."""
    present = set(_present(out))
    same = {path for path in present & set(files) if _holds(out / path, files[path])}
    return Changes(
        added=tuple(sorted(set(files) - present)),
        changed=tuple(sorted((present & set(files)) - same)),
        removed=tuple(sorted(present - set(files))),
        same=len(same),
    )


def _present(out: Path) -> Iterator[str]:
    """Files and links below `out`, without what people own."""
    for folder, names, files in os.walk(out):
        at = Path(folder)
        if at == out:
            names[:] = [name for name in names if name not in KEPT]
        for name in (*files, *(n for n in names if (at / n).is_symlink())):
            yield (at / name).relative_to(out).as_posix()


def _holds(place: Path, content: bytes) -> bool:
    if place.is_symlink() or not place.is_file() or place.stat().st_size != len(content):
        return False
    return disk.read_whole(place, len(content)) == content


def write_bundle(files: Mapping[str, bytes], out: Path, told: Progress = nobody) -> None:
    """Put the files of a bundle into the folder `out`, made if missing.

    Either all of it is there afterwards, or what was there before: also when the disk is full, fails, or the program is
    killed. What a killed one left behind is put right by the next.

    Args:
        files: path in the bundle -> content, as `render_bundle` returns it.
        out: the target; it must not exist, be empty, or hold an earlier bundle.
        told: hears of each file before it is written.

    Raises:
        BadInput: the target is something else, or a path leaves it.
        OSError: it could not be written; it says that nothing was changed.
    """
    for path in files:
        _check_path(path)
    target = out.absolute()
    recover(target)
    _check_target(out)
    is_older = target.exists()
    try:
        _write(files, target, told)
    except OSError as error:
        stranded = is_older and not target.exists()  # the disk failed between two renames, and again going back
        kept = "the older bundle lies beside it until the next export" if stranded else "the bundle was not changed"
        reason = f"{error.strerror or error}; {kept}"
        raise type(error)(error.errno or errno.EIO, reason, str(out)) from error


def _write(files: Mapping[str, bytes], target: Path, told: Progress) -> None:
    disk.make_folders(target.parent)
    staging = target.parent / f".{target.name}.{secrets.token_hex(6)}.new"
    disk.SYSTEM.mkdir(staging, _MODE_FOLDER)
    try:
        held = disk.open_folder(staging)
    except BaseException:
        disk.remove_tree(staging)
        raise
    left = staging
    try:
        disk.lock(held)
        _fill(staging, files, told)
        _keep_times(target, staging, files)
        _keep(target, staging)
        for folder in disk.folders(staging):
            disk.sync_folder(folder)
        if target.exists():
            left = disk.swap(staging, target, staging.with_suffix(".old"))
        else:
            disk.SYSTEM.replace(staging, target)
        disk.sync_folder(target.parent)
    finally:
        disk.remove_tree(left)
        with contextlib.suppress(OSError):
            disk.SYSTEM.close(held)


def recover(target: Path) -> None:
    """Put right what a killed export left beside `target`: the old bundle back in its place, half ones away.

    A staging folder that another export holds is left alone.
    """
    beside = re.compile(rf"\.{re.escape(target.name)}\.[0-9a-f]{{12}}\.(new|old)")
    if not target.parent.is_dir():
        return
    found = sorted(p for p in target.parent.iterdir() if beside.fullmatch(p.name) and p.is_dir() and not p.is_symlink())
    for folder in found:
        if folder.suffix == ".old" and not target.exists():
            disk.SYSTEM.replace(folder, target)
        else:
            with contextlib.suppress(OSError):
                _remove_unless_held(folder)


def _remove_unless_held(folder: Path) -> None:
    descriptor = disk.open_folder(folder)
    try:
        if disk.lock(descriptor):
            disk.remove_tree(folder)
    finally:
        disk.SYSTEM.close(descriptor)


def _check_path(path: str) -> None:
    parts = PurePosixPath(path).parts
    is_inside = parts and not path.startswith("/") and ".." not in parts and "\\" not in path and "\0" not in path
    if not is_inside or parts[0] in KEPT:
        raise BadInput([Problem("no path inside the bundle", file=path)])


def _check_target(out: Path) -> None:
    if out.is_symlink():
        raise BadInput([Problem("is a link; name the folder itself", file=str(out))])
    if not out.exists():
        return
    if not out.is_dir():
        raise BadInput([Problem("is no folder", file=str(out))])
    is_bundle = (out / PLAN_FILE).is_file() and (out / SUMS).is_file() and not (out / PLAN_FILE).is_symlink()
    is_empty = all(entry.name in KEPT for entry in out.iterdir())
    if not (is_bundle or is_empty):
        raise BadInput([Problem("holds something that is no bundle; nothing was written", file=str(out))])


def _fill(staging: Path, files: Mapping[str, bytes], told: Progress) -> None:
    for number, (path, content) in enumerate(files.items(), start=1):
        told(number, len(files), path)
        place = staging / path
        disk.make_folders(place.parent, _MODE_FOLDER)
        disk.write_new(place, content, _MODE_SCRIPT if path.endswith(".sh") else _MODE_FILE)


def _keep_times(target: Path, staging: Path, files: Mapping[str, bytes]) -> None:
    """A file that an export does not change keeps its time, so that nobody copies or reads it again."""
    for path, content in files.items():
        if _holds(target / path, content):
            old = (target / path).stat()
            disk.SYSTEM.utime(staging / path, old.st_atime_ns, old.st_mtime_ns)


def _keep(target: Path, staging: Path) -> None:
    """Carry over what people own, as it is, links included."""
    for name in KEPT:
        old = target / name
        if old.is_symlink():
            raise BadInput([Problem("is a link; the bundle must not point elsewhere", file=str(old))])
        if old.is_dir():
            disk.carry_over(old, staging / name)
