"""`advisor explain`: why an option stands where it stands."""

from __future__ import annotations

import click

from advisor.catalog.nearest import nearest
from advisor.cli.complete import decisions_and_options
from advisor.cli.options import Settings, common_options, json_option, usage
from advisor.cli.output import print_json
from advisor.cli.sources import SESSION_ARGUMENT, catalog_of, session_of
from advisor.cli.text import show_explanation
from advisor.model.catalog import Catalog
from advisor.wording.problems import bad


@click.command(
    "explain",
    epilog=usage(
        "advisor explain acme.yaml cni",
        "advisor explain acme.yaml cni=cilium --json",
    ),
)
@SESSION_ARGUMENT
@click.argument("subject", metavar="DECISION[=OPTION]", shell_complete=decisions_and_options)
@json_option
@common_options
def command(settings: Settings, session: str, subject: str, *, as_json: bool) -> None:
    """Say why an option of SESSION is forced, suggested or impossible, and how to change that."""
    from advisor.solve.engine import Engine  # noqa: PLC0415 - the solver is loaded only where it is used
    from advisor.solve.render_json import Renderer  # noqa: PLC0415

    catalog = catalog_of(settings)
    state = session_of(session, catalog)
    decision, option = subject_of(subject, catalog)
    engine = Engine(catalog)
    explanation = engine.explain(state, decision, option)
    flips = engine.sensitivity(state, decision)
    if as_json:
        print_json(Renderer(catalog, settings.language).explanation(explanation, flips))
    else:
        show_explanation(catalog, explanation, flips, settings.language)


def subject_of(subject: str, catalog: Catalog) -> tuple[str, str | None]:
    """Decision and option of an argument; BadInput with the nearest valid word."""
    decision, equals, option = subject.partition("=")
    if decision not in catalog.decision_by_id:
        near = nearest(decision, catalog.decision_by_id)
        raise bad("unknown_decision", word=decision, nearest=near)
    options = [o.id for o in catalog.decision_by_id[decision].options]
    if equals and option not in options:
        raise bad("unknown_option", word=option, decision=decision, nearest=nearest(option, options))
    return decision, option or None
