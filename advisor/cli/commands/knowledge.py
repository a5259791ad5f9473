"""`advisor knowledge`: lint and browse the knowledge."""

from __future__ import annotations

import sys

import click

from advisor.cli.complete import entry_ids
from advisor.cli.diagnostics import say
from advisor.cli.options import Settings, Word, common_options, json_option
from advisor.cli.output import print_json, print_table, print_text, problems_json
from advisor.cli.sources import catalog_of
from advisor.errors import ExitCode
from advisor.wording import Words
from advisor.wording.cli import PHRASES

KINDS = ("components", "decisions", "rules", "facts", "licences", "policies", "sources", "integrations", "glossary")


@click.group("knowledge")
def command() -> None:
    """Lint and browse the knowledge."""


@command.command("check")
@json_option
@common_options
def check(settings: Settings, *, as_json: bool) -> None:
    """Check every file of the knowledge and your overlays; exit 2 when something is wrong."""
    from advisor.catalog.lint import lint_folder  # noqa: PLC0415 - the linter is loaded only here

    problems = lint_folder(settings.overlays)
    errors = [p for p in problems if p.severity == "error"]
    if as_json:
        print_json(problems_json(problems))
    else:
        for problem in problems:
            print_text(f"{problem.severity}: {problem.told(settings.language)}")
        counts = {kind: sum(p.severity == kind for p in problems) for kind in ("warning", "info")}
        words = Words(PHRASES, settings.language)
        say(words("knowledge_checked", errors=len(errors), warnings=counts["warning"], notes=counts["info"]))
    sys.exit(ExitCode.BAD_INPUT if errors else ExitCode.OK)


@command.command("list")
@click.argument("kind", type=Word(KINDS), default="components")
@json_option
@common_options
def list_(settings: Settings, kind: str, *, as_json: bool) -> None:
    """List what the knowledge holds: components (the default), decisions, rules, facts ..."""
    from advisor.catalog.show import listing  # noqa: PLC0415 - only here

    rows = listing(catalog_of(settings), kind, settings.language)
    if as_json:
        print_json([{"id": key, "name": name} for key, name in rows])
    else:
        print_table(["id", kind], [list(row) for row in rows])


@command.command("show")
@click.argument("entry", metavar="ID", shell_complete=entry_ids)
@json_option
@common_options
def show(settings: Settings, entry: str, *, as_json: bool) -> None:
    """Print one entry as a page: claims and today's verdict, licence, needs, rules, sources."""
    from advisor.catalog.show import entry_json, page  # noqa: PLC0415 - only here

    catalog = catalog_of(settings)
    if as_json:
        print_json(entry_json(catalog, entry))
    else:
        print_text(page(catalog, entry, settings.language))


@command.command("schema")
@click.option("--write", is_flag=True, help="Write the schema files of a checkout again.")
@common_options
def schema(settings: Settings, *, write: bool) -> None:
    """Print the JSON Schemas of the knowledge, sessions, assessments and plans."""
    from advisor.catalog.schema import schemas, write_schemas  # noqa: PLC0415 - only here

    del settings
    if write:
        for path in write_schemas():
            say(f"wrote {path.name}")
    else:
        print_json(schemas())
