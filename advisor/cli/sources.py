"""What the argument SESSION means: a file, `-`, `example:NAME`, each with an optional `#SCENARIO`."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from advisor.catalog.load import load_catalog
from advisor.catalog.nearest import nearest
from advisor.catalog.yaml_read import Limits
from advisor.cli.options import Settings
from advisor.errors import BadInput, Problem
from advisor.model.catalog import Catalog
from advisor.model.session import Session
from advisor.session import examples, scenarios
from advisor.session.file import read

SESSION_ARGUMENT = click.argument("session", metavar="SESSION")


def catalog_of(settings: Settings) -> Catalog:
    """The knowledge with the overlays of this call."""
    return load_catalog(settings.overlays)


def session_of(argument: str, catalog: Catalog) -> Session:
    """The session an argument names. BadInput lists everything wrong with it."""
    place, _, scenario = argument.partition("#")
    if place == "-":
        text = sys.stdin.buffer.read(Limits().size + 1)
        session = read(text.decode("utf-8", errors="replace"), catalog, name="<stdin>")
    elif place.startswith(examples.PREFIX):
        session = read(examples.path(place.removeprefix(examples.PREFIX)), catalog, name=place)
    else:
        session = read(Path(place), catalog, name=place)
    if not scenario:
        return session
    if scenario not in scenarios.names(session):
        known = scenarios.names(session)
        raise BadInput([Problem(f"{place} has no scenario {scenario}", nearest=nearest(scenario, known))])
    return scenarios.get(session, scenario)
