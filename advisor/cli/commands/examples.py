"""`advisor examples`: the embedded sessions."""

from __future__ import annotations

import click

from advisor.cli.options import Settings, common_options, json_option, usage
from advisor.cli.output import print_json, print_table
from advisor.cli.sources import catalog_of, session_of
from advisor.session import examples
from advisor.wording import Words
from advisor.wording.cli import PHRASES


@click.command("examples", epilog=usage("advisor examples", "advisor new acme.yaml --from standard-2026"))
@json_option
@common_options
def command(settings: Settings, *, as_json: bool) -> None:
    """List the embedded sessions; use one as example:NAME."""
    catalog = catalog_of(settings)
    found = {name: session_of(examples.PREFIX + name, catalog) for name in examples.names()}
    if as_json:
        print_json([{"name": name, "note": session.note} for name, session in found.items()])
        return
    words = Words(PHRASES, settings.language)
    print_table(
        [words("example"), words("what_it_is")], [[examples.PREFIX + n, s.note or ""] for n, s in found.items()]
    )
