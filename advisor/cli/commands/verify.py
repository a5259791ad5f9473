"""`advisor verify`: check a bundle offline."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from advisor.cli.diagnostics import say
from advisor.cli.options import Settings, common_options, json_option, usage
from advisor.cli.output import print_json, print_text, problems_json
from advisor.cli.sources import catalog_of, session_of
from advisor.errors import ExitCode


@click.command("verify", epilog=usage("advisor verify acme-bundle"))
@click.argument("bundle", metavar="BUNDLE", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option("--session", metavar="SESSION", help="The session it should come from; other answers are an error.")
@json_option
@common_options
def command(settings: Settings, bundle: Path, *, session: str | None, as_json: bool) -> None:
    """Check checksums, schemas, references and invariants of BUNDLE; every byte of every file counts."""
    from advisor.export.verify import verify_bundle  # noqa: PLC0415 - only here
    from advisor.model.plan import KnowledgeRef  # noqa: PLC0415
    from advisor.plan.build import session_digest  # noqa: PLC0415

    catalog = catalog_of(settings)
    knowledge = KnowledgeRef(edition=catalog.edition.id, sha256=catalog.digest)
    digest = session_digest(session_of(session, catalog)) if session else None
    problems = verify_bundle(bundle, knowledge=knowledge, session_sha256=digest)
    errors = [p for p in problems if p.severity == "error"]
    if as_json:
        print_json({"schema": "advisor.verification/1", "bundle": bundle.name, "problems": problems_json(problems)})
    else:
        for problem in problems:
            print_text(f"{problem.severity}: {problem.told(settings.language)}")
    say(f"{bundle}: {len(errors)} errors" if errors else f"{bundle}: everything is as it was exported")
    sys.exit(ExitCode.VERIFICATION_FAILED if errors else ExitCode.OK)
