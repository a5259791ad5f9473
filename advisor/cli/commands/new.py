"""`advisor new`: write a session file."""

from __future__ import annotations

from pathlib import Path

import click

from advisor.catalog.nearest import nearest
from advisor.cli.complete import answers_to_facts, example_names
from advisor.cli.diagnostics import say
from advisor.cli.options import Settings, common_options, json_option, usage
from advisor.cli.output import print_json
from advisor.cli.sources import catalog_of, session_of
from advisor.errors import BadInput, Problem
from advisor.model.catalog import Catalog
from advisor.model.fact import Fact, FactKind, WrongAnswer
from advisor.model.session import Session
from advisor.session import edit, examples
from advisor.session.file import dump, written
from advisor.session.store import write_new
from advisor.wording import Words
from advisor.wording.cli import PHRASES
from advisor.wording.problems import bad


@click.command(
    "new",
    epilog=usage(
        "advisor new acme.yaml",
        "advisor new acme.yaml --from airgap-finance",
        "advisor new acme.yaml --set location=on-premises --set needs=backup,tracing",
    ),
)
@click.argument("session", metavar="SESSION", type=click.Path(path_type=Path))
@click.option(
    "--from",
    "example",
    metavar="EXAMPLE",
    shell_complete=example_names,
    help="Start from an embedded session (see advisor examples).",
)
@click.option(
    "--set",
    "answers",
    multiple=True,
    metavar="FACT=VALUE",
    shell_complete=answers_to_facts,
    help="Answer a fact; lists are comma-separated.",
)
@json_option
@common_options
def command(settings: Settings, session: Path, *, example: str | None, answers: tuple[str, ...], as_json: bool) -> None:
    """Write a new session file; an existing file is never overwritten."""
    if session.exists():
        raise bad("no_overwrite", path=session)
    catalog = catalog_of(settings)
    start = Session()
    if example:
        start = session_of(examples.PREFIX + example.removeprefix(examples.PREFIX), catalog)
    state = edit.with_parts(edit.rename(start, session.stem[:80] or "unnamed"), edition=catalog.edition.id)
    for stated in answers:
        state = _answered(state, catalog, stated)
    text = dump(state)
    write_new(session, text)
    if as_json:
        print_json(written(state))
    say(Words(PHRASES, settings.language)("session_written", path=session))


def _answered(session: Session, catalog: Catalog, stated: str) -> Session:
    fact_id, equals, raw = stated.partition("=")
    if not equals:
        raise bad("set_form", stated=stated)
    if fact_id not in catalog.fact_by_id:
        raise bad("unknown_fact", at="--set", word=fact_id, nearest=nearest(fact_id, catalog.fact_by_id))
    fact = catalog.fact_by_id[fact_id]
    try:
        return edit.answer(session, catalog, fact_id, parse_answer(fact, raw))
    except ValueError as error:
        near = nearest(raw, fact.value_ids()) if fact.values else None
        ko = error.text.ko if isinstance(error, WrongAnswer) else None
        raise BadInput([Problem(str(error), key=f"--set {fact_id}", nearest=near, ko=ko)]) from None


YES_NO = {
    **dict.fromkeys(("true", "yes", "y", "예", "네"), True),
    **dict.fromkeys(("false", "no", "n", "아니요", "아니오"), False),
}


def parse_answer(fact: Fact, raw: str) -> object:
    """The words of a command line as an answer of the fact's kind; left as text where they do not fit."""
    match fact.kind:
        case FactKind.BOOLEAN:
            return YES_NO.get(raw.lower(), raw)
        case FactKind.INTEGER:
            return int(raw) if raw.removeprefix("-").isdigit() else raw
        case FactKind.LIST:
            return [word.strip() for word in raw.split(",") if word.strip()]
        case _:
            return raw
