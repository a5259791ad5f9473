"""What the argument SESSION means: a file, `-`, `example:NAME`, each with an optional `#SCENARIO`."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from advisor.catalog.limits import Limits
from advisor.catalog.load import load_catalog
from advisor.catalog.nearest import nearest
from advisor.cli.complete import sessions
from advisor.cli.diagnostics import BrokenSession
from advisor.cli.options import Settings
from advisor.model.catalog import Catalog
from advisor.model.session import Session
from advisor.session import examples, scenarios
from advisor.session.file import Loaded, load
from advisor.wording.problems import bad

SESSION_ARGUMENT = click.argument("session", metavar="SESSION", shell_complete=sessions)


def catalog_of(settings: Settings) -> Catalog:
    """The knowledge with the overlays of this call."""
    return load_catalog(settings.overlays)


def loaded_of(argument: str, catalog: Catalog) -> Loaded:
    """What an argument names (without a scenario), with its problems beside the usable part."""
    if argument == "-":
        text = sys.stdin.buffer.read(Limits().size + 1)
        return load(text.decode("utf-8", errors="replace"), catalog, name="<stdin>")
    if argument.startswith(examples.PREFIX):
        return load(examples.path(argument.removeprefix(examples.PREFIX)), catalog, name=argument)
    return load(Path(argument), catalog, name=argument)


def session_of(argument: str, catalog: Catalog) -> Session:
    """The session an argument names. BadInput lists everything wrong with it, and how to open it all the same."""
    place, _, scenario = argument.partition("#")
    loaded = loaded_of(place, catalog)
    if loaded.problems:
        raise BrokenSession(loaded.problems, place if Path(place).is_file() else None)
    session = loaded.session
    if not scenario:
        return session
    if scenario not in scenarios.names(session):
        known = scenarios.names(session)
        near = nearest(scenario, known)
        raise bad("no_scenario", path=place, name=scenario, known=", ".join(known), nearest=near)
    return scenarios.get(session, scenario)
