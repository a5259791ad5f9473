"""`advisor verify`: check a bundle offline."""

from __future__ import annotations

import sys
from dataclasses import asdict
from pathlib import Path

import click

from advisor.cli.diagnostics import say
from advisor.cli.options import Settings, common_options, json_option, usage
from advisor.cli.output import print_json, print_text
from advisor.errors import ExitCode


@click.command("verify", epilog=usage("advisor verify acme-bundle"))
@click.argument("bundle", metavar="BUNDLE", type=click.Path(exists=True, file_okay=False, path_type=Path))
@json_option
@common_options
def command(settings: Settings, bundle: Path, *, as_json: bool) -> None:
    """Check checksums, schemas, references and invariants of BUNDLE; every byte of every file counts."""
    from advisor.export.verify import verify_bundle  # noqa: PLC0415 - only here

    del settings
    problems = verify_bundle(bundle)
    errors = [p for p in problems if p.severity == "error"]
    if as_json:
        print_json({"bundle": bundle.name, "problems": [asdict(problem) for problem in problems]})
    else:
        for problem in problems:
            print_text(f"{problem.severity}: {problem}")
    say(f"{bundle}: {len(errors)} errors" if errors else f"{bundle}: everything is as it was exported")
    sys.exit(ExitCode.VERIFICATION_FAILED if errors else ExitCode.OK)
