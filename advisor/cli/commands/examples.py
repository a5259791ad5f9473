"""`advisor examples`: the embedded sessions."""

from __future__ import annotations

import click

from advisor.cli.options import Settings, common_options, json_option
from advisor.cli.output import print_json, print_table
from advisor.cli.sources import catalog_of, session_of
from advisor.session import examples


@click.command("examples")
@json_option
@common_options
def command(settings: Settings, *, as_json: bool) -> None:
    """List the embedded sessions; use one as example:NAME."""
    catalog = catalog_of(settings)
    found = {name: session_of(examples.PREFIX + name, catalog) for name in examples.names()}
    if as_json:
        print_json([{"name": name, "note": session.note} for name, session in found.items()])
        return
    print_table(["example", "what it is"], [[examples.PREFIX + n, s.note or ""] for n, s in found.items()])
