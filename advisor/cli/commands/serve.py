"""`advisor serve`: the app in a browser on this machine."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from advisor.cli.diagnostics import say
from advisor.cli.options import Settings, common_options, usage


@click.command("serve", epilog=usage("advisor serve acme.yaml", "advisor serve acme.yaml --port 8123"))
@click.argument("session", metavar="[SESSION]", required=False, type=click.Path(path_type=Path))
@click.option("--port", type=click.IntRange(1, 65535), default=8000, show_default=True, help="Port on 127.0.0.1.")
@common_options
def command(settings: Settings, session: Path | None, *, port: int) -> None:
    """Show the app in a browser on this machine; the address to open, with its token, is printed."""
    from advisor.tui.web import serve  # noqa: PLC0415 - only for this command

    sys.exit(serve(session, port, overlays=settings.overlays, lang=settings.language, say=lambda t: say(t.rstrip())))
