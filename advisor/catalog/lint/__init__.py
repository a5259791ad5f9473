"""The linter: what the models cannot say about the knowledge, one family of checks per module."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from advisor.catalog.entries import Entries
from advisor.catalog.lint import files, graph, licences, offers, rules, sources, texts, versions
from advisor.catalog.lint.scope import Scope
from advisor.catalog.load import load_with_positions
from advisor.errors import Problem
from advisor.model.catalog import Catalog


def _reach(scope: Scope) -> Iterator[Problem]:
    # the only check that needs a solver; everybody else reads knowledge without loading one
    from advisor.catalog.lint import reach  # noqa: PLC0415 - see above

    return reach.check(scope)


FAMILIES: dict[str, Callable[[Scope], Iterator[Problem]]] = {
    "files": files.check,
    "texts": texts.check,
    "sources": sources.check,
    "licences": licences.check,
    "versions": versions.check,
    "offers": offers.check,
    "graph": graph.check,
    "rules": rules.check,
    "reach": _reach,
}
"""Every family by name, in the order they run."""


def lint(catalog: Catalog, positions: Entries | None = None, families: Sequence[str] | None = None) -> list[Problem]:
    """Return everything the linter has to say about `catalog`, errors first.

    Args:
        catalog: the checked catalogue.
        positions: where its entries stand (`load_with_positions`); without it problems name ids only.
        families: names of `FAMILIES` to run; all if left out.
    """
    scope = Scope(catalog, positions or Entries())
    found: list[Problem] = []
    for name in families if families is not None else FAMILIES:
        found += FAMILIES[name](scope)
    return sorted(found, key=lambda p: (p.severity != "error", p.file or "", p.line or 0, p.check or "", p.message))


def lint_folder(overlays: Sequence[Path] = (), *, root: Path | None = None) -> list[Problem]:
    """Load the knowledge and lint it; where it does not load, return the problems of loading it."""
    loaded = load_with_positions(overlays, root=root)
    if loaded.catalog is None or loaded.problems:
        return list(loaded.problems)
    return lint(loaded.catalog, loaded.positions)
