"""`advisor verify`: check a bundle offline."""

from __future__ import annotations

import sys
from datetime import UTC, datetime
from pathlib import Path

import click

from advisor.cli.diagnostics import say
from advisor.cli.options import Settings, common_options, json_option, usage
from advisor.cli.output import print_json, print_text, problems_json
from advisor.cli.sources import catalog_of, session_of
from advisor.cli.text import settled
from advisor.errors import ExitCode
from advisor.wording import Words
from advisor.wording.cli import PHRASES


@click.command("verify", epilog=usage("advisor verify acme-bundle", "advisor verify acme-bundle --session acme.yaml"))
@click.argument("bundle", metavar="BUNDLE", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option("--session", metavar="SESSION", help="The session it should come from; other answers are an error.")
@json_option
@common_options
def command(settings: Settings, bundle: Path, *, session: str | None, as_json: bool) -> None:
    """Check checksums, schemas, references and invariants of BUNDLE; every byte of every file counts.

    With --session every file is rendered again and compared: this finds a bundle that was changed and sealed again.
    What only moved on since the export (knowledge, program, support of a version) is a warning.
    """
    from advisor import __version__  # noqa: PLC0415 - the solver and the renderers are loaded only for a session
    from advisor.export.verify import verify_bundle  # noqa: PLC0415 - only here
    from advisor.model.plan import KnowledgeRef  # noqa: PLC0415
    from advisor.plan.build import session_digest  # noqa: PLC0415

    catalog = catalog_of(settings)
    knowledge = KnowledgeRef(edition=catalog.edition.id, sha256=catalog.digest)
    made_from = session_of(session, catalog) if session else None
    digest = session_digest(made_from) if made_from else None
    problems = verify_bundle(bundle, knowledge=knowledge, session_sha256=digest, today=datetime.now(UTC).date())
    if made_from is not None and not any(p.check in ("bundle", "plan") for p in problems):
        from advisor.export.verify_session import differences  # noqa: PLC0415
        from advisor.solve.engine import Engine  # noqa: PLC0415

        assessment = settled(Engine(catalog).assess(made_from, count_budget=0, repairs=False), settings.language)
        problems += differences(bundle, catalog, made_from, assessment, tool_version=__version__)
    errors = [p for p in problems if p.severity == "error"]
    if as_json:
        print_json({"schema": "advisor.verification/1", "bundle": bundle.name, "problems": problems_json(problems)})
    else:
        for problem in problems:
            print_text(f"{problem.severity}: {problem.told(settings.language)}")
    said = "verify_errors" if errors else "verify_fine"
    say(Words(PHRASES, settings.language)(said, path=bundle, count=len(errors)))
    sys.exit(ExitCode.VERIFICATION_FAILED if errors else ExitCode.OK)
