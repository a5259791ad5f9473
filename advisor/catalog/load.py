"""`load_catalog`: the knowledge folder and its overlays as one checked, immutable catalogue."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from advisor.catalog import cache
from advisor.catalog.files import SourceFile, layers, read_files
from advisor.catalog.paths import knowledge_root
from advisor.errors import BadInput, Problem
from advisor.lasting import lasting
from advisor.model.catalog import Catalog

if TYPE_CHECKING:
    from advisor.catalog.entries import Entries


@dataclass(frozen=True)
class Loaded:
    """A catalogue with where each entry stands and everything that is wrong with it.

    `catalog` is None only where not even an edition could be read; otherwise it holds every entry that is well formed.
    """

    catalog: Catalog | None
    positions: Entries
    problems: tuple[Problem, ...]


def load_catalog(overlays: Sequence[Path] = (), *, root: Path | None = None, cached: bool = True) -> Catalog:
    """Return the checked catalogue of `root` (the shipped knowledge if left out) with `overlays` over it.

    Args:
        overlays: folders of the same layout; the same id replaces an entry, a new id adds one. Later ones win.
        root: the base folder.
        cached: whether a copy in the user's cache folder may be read and written.

    Raises:
        BadInput: with every problem found in any file.
    """
    with lasting():
        return _load(overlays, root, cached=cached)


def _load(overlays: Sequence[Path], root: Path | None, *, cached: bool) -> Catalog:
    problems: list[Problem] = []
    files = _read(overlays, root, problems)
    if problems:
        raise BadInput(problems + list(_check(files)[1]))
    if cached and (known := cache.read(files)) is not None:
        return known
    catalog, found, _ = _check(files)
    if found or catalog is None:
        raise BadInput(found)
    if cached:
        cache.write(files, catalog)
    return catalog


def load_with_positions(overlays: Sequence[Path] = (), *, root: Path | None = None) -> Loaded:
    """Return as much of the catalogue as is well formed, with positions and problems; never the cached copy."""
    problems: list[Problem] = []
    files = _read(overlays, root, problems)
    catalog, found, entries = _check(files)
    return Loaded(catalog, entries, tuple(problems + found))


def _read(overlays: Sequence[Path], root: Path | None, problems: list[Problem]) -> list[SourceFile]:
    return read_files(layers(root or knowledge_root(), overlays), problems)


def _check(files: list[SourceFile]) -> tuple[Catalog | None, list[Problem], Entries]:
    from advisor.catalog.build import build_catalog  # noqa: PLC0415 - only where no copy was kept
    from advisor.catalog.entries import read_entries  # noqa: PLC0415 - as above
    from advisor.catalog.references import dangling  # noqa: PLC0415 - as above

    problems: list[Problem] = []
    entries = read_entries(files, problems)
    catalog = build_catalog(entries, problems)
    if catalog is not None:
        problems += dangling(catalog, entries)
    return catalog, problems, entries
