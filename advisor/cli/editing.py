"""Commands that change a session file: opened with its journal, so that every change can be undone."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import click

from advisor.catalog.nearest import nearest
from advisor.cli.diagnostics import BrokenSession, say
from advisor.cli.options import Settings
from advisor.cli.sources import catalog_of
from advisor.model.catalog import Catalog
from advisor.model.session import Session
from advisor.session.file import load
from advisor.session.store import SessionStore
from advisor.wording.problems import bad

FILE_ARGUMENT = click.argument("session", metavar="SESSION", type=click.Path(path_type=Path))


@contextmanager
def opened(path: Path, settings: Settings) -> Iterator[SessionStore]:
    """The store of an existing session file. BadInput where it is missing, broken or open elsewhere."""
    if not path.is_file():
        raise bad("no_session_file", path=path)
    with opened_or_new(path, settings, Session()) as store:
        yield store


@contextmanager
def opened_or_new(path: Path, settings: Settings, start: Session) -> Iterator[SessionStore]:
    """The store of a session file, begun with `start` where there is none. A broken file is refused untouched."""
    from advisor.cli.plain import now  # noqa: PLC0415 - the clock of the faces

    catalog = catalog_of(settings)
    if path.exists() and (problems := load(path, catalog).problems):
        raise BrokenSession(problems, str(path))
    store = SessionStore(path, catalog, clock=now, start=start)
    try:
        if store.read_only:
            raise bad("open_elsewhere", path=path)
        for notice in store.notices:
            say(notice.told(settings.language))
        yield store
    finally:
        store.close()


def check_option(catalog: Catalog, decision: str, option: str | None = None) -> None:
    """Refuse a decision or an option that the knowledge does not have. BadInput names the nearest."""
    known = catalog.decision_by_id
    if decision not in known:
        raise bad("unknown_decision", word=decision, nearest=nearest(decision, known))
    if option is not None and known[decision].option(option) is None:
        ids = [o.id for o in known[decision].options]
        raise bad("unknown_option", word=option, decision=decision, nearest=nearest(option, ids))
