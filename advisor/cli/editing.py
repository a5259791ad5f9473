"""Commands that change a session file: opened with its journal, so that every change can be undone."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import click

from advisor.catalog.nearest import nearest
from advisor.cli.options import Settings
from advisor.cli.sources import catalog_of
from advisor.errors import BadInput, Problem
from advisor.model.catalog import Catalog
from advisor.session.store import SessionStore

FILE_ARGUMENT = click.argument("session", metavar="SESSION", type=click.Path(path_type=Path))


@contextmanager
def opened(path: Path, settings: Settings) -> Iterator[SessionStore]:
    """The store of an existing session file. BadInput where it is missing, broken or open elsewhere."""
    from advisor.cli.plain import now  # noqa: PLC0415 - the clock of the faces

    if not path.is_file():
        raise BadInput(f"there is no session file {path}; write one with: advisor new {path}")
    store = SessionStore(path, catalog_of(settings), clock=now)
    try:
        if store.problems:
            raise BadInput(store.problems)
        if store.read_only:
            raise BadInput(f"{path} is open elsewhere; nothing was changed")
        yield store
    finally:
        store.close()


def check_option(catalog: Catalog, decision: str, option: str | None = None) -> None:
    """Refuse a decision or an option that the knowledge does not have. BadInput names the nearest."""
    known = catalog.decision_by_id
    if decision not in known:
        raise BadInput([Problem(f"unknown decision {decision}", nearest=nearest(decision, known))])
    if option is not None and known[decision].option(option) is None:
        ids = [o.id for o in known[decision].options]
        raise BadInput([Problem(f"unknown option {option} of {decision}", nearest=nearest(option, ids))])
