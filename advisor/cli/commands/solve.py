"""`advisor solve`: the assessment of a session."""

from __future__ import annotations

import sys

import click

from advisor.cli.options import Settings, common_options, json_option, usage
from advisor.cli.output import print_json
from advisor.cli.progress import progress
from advisor.cli.sources import SESSION_ARGUMENT, catalog_of, session_of
from advisor.cli.text import show_alternatives, show_assessment, show_ranges
from advisor.errors import ExitCode
from advisor.wording import Words
from advisor.wording.cli import PHRASES


@click.command(
    "solve",
    epilog=usage(
        "advisor solve acme.yaml",
        "advisor solve - --json < acme.yaml",
        "advisor solve example:airgap-finance --alternatives 3",
    ),
)
@SESSION_ARGUMENT
@json_option
@click.option("--complete", is_flag=True, help="Fill open decisions with the suggestion.")
@click.option("--alternatives", type=click.IntRange(0, 20), default=0, metavar="K", help="Show the K next best stacks.")
@common_options
def command(settings: Settings, session: str, *, as_json: bool, complete: bool, alternatives: int) -> None:
    """Assess SESSION: what is possible, forced, suggested or impossible, with reasons."""
    from advisor.solve.engine import Engine  # noqa: PLC0415 - the solver is loaded only where it is used
    from advisor.solve.render_json import Renderer  # noqa: PLC0415

    catalog = catalog_of(settings)
    state = session_of(session, catalog)
    with progress(Words(PHRASES, settings.language)("solving")):
        engine = Engine(catalog)
        if complete:
            state = engine.complete(state)
        assessment = engine.assess(state)
        wanted = alternatives + 1 if alternatives and assessment.status != "conflict" else 0
        others, ranges = engine.alternatives(state, wanted).after_first(), engine.ranges(state)
    if as_json:
        print_json(
            Renderer(catalog, settings.language).assessment(assessment, others if alternatives else None, ranges)
        )
    else:
        show_assessment(catalog, state, assessment, settings.language)
        show_ranges(catalog, ranges, settings.language)
        if alternatives:
            show_alternatives(catalog, others, settings.language)
    sys.exit(ExitCode.CONFLICT if assessment.status == "conflict" or assessment.unsettled else ExitCode.OK)
