"""`advisor [SESSION]`: the app, or the line-by-line interview."""

from __future__ import annotations

import gc
import sys
from pathlib import Path

import click

from advisor.cli.complete import sessions
from advisor.cli.diagnostics import say
from advisor.cli.options import Settings, common_options
from advisor.errors import ExitCode


@click.command("app")
@click.argument("session", metavar="[SESSION]", required=False, shell_complete=sessions)
@click.option("--read-only", is_flag=True, help="Look and follow, change nothing.")
@click.option("--plain", is_flag=True, help="Ask the questions line by line instead of opening the app.")
@click.option("--mouse", is_flag=True, help="Let the app use the mouse.")
@common_options
def command(settings: Settings, session: str | None, *, read_only: bool, mouse: bool, plain: bool = False) -> None:
    """Open the app with SESSION."""
    if plain or settings.plain:
        from advisor.cli.plain import interview  # noqa: PLC0415 - only for this mode

        sys.exit(interview(session, settings))
    if not (sys.stdin.isatty() and sys.stdout.isatty() and sys.stderr.isatty()):
        from advisor.wording import Words  # noqa: PLC0415 - said only where there is no terminal
        from advisor.wording.cli import PHRASES  # noqa: PLC0415 - as above

        say(Words(PHRASES, settings.language)("needs_terminal"))
        sys.exit(ExitCode.BAD_INPUT)
    gc.disable()  # until the first paint: what is loaded stays, and looking through it only takes time
    from advisor.tui.app import run  # noqa: PLC0415 - textual is loaded only for the app

    sys.exit(
        run(
            Path(session) if session else None,
            overlays=settings.overlays,
            lang=settings.language,
            read_only=read_only,
            mouse=mouse,
            who=settings.by,
        )
    )
