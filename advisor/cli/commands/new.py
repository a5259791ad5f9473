"""`advisor new`: write a session file."""

from __future__ import annotations

from pathlib import Path

import click

from advisor.catalog.nearest import nearest
from advisor.cli.diagnostics import say
from advisor.cli.options import Settings, common_options, usage
from advisor.cli.sources import catalog_of, session_of
from advisor.errors import BadInput, Problem
from advisor.model.catalog import Catalog
from advisor.model.fact import Fact, FactKind
from advisor.model.session import Session
from advisor.session import edit, examples
from advisor.session.file import dump


@click.command(
    "new",
    epilog=usage(
        "advisor new acme.yaml",
        "advisor new acme.yaml --from airgap-finance",
        "advisor new acme.yaml --set location=on-premises --set needs=backup,tracing",
    ),
)
@click.argument("session", metavar="SESSION", type=click.Path(path_type=Path))
@click.option("--from", "example", metavar="EXAMPLE", help="Start from an embedded session (see advisor examples).")
@click.option("--set", "answers", multiple=True, metavar="FACT=VALUE", help="Answer a fact; lists are comma-separated.")
@common_options
def command(settings: Settings, session: Path, example: str | None, answers: tuple[str, ...]) -> None:
    """Write a new session file; an existing file is never overwritten."""
    if session.exists():
        raise BadInput(f"{session} exists already; it is not overwritten")
    catalog = catalog_of(settings)
    start = Session()
    if example:
        start = session_of(examples.PREFIX + example.removeprefix(examples.PREFIX), catalog)
    state = edit.with_parts(edit.rename(start, session.stem[:80] or "unnamed"), edition=catalog.edition.id)
    for stated in answers:
        state = _answered(state, catalog, stated)
    text = dump(state)
    with session.open("x", encoding="utf-8", newline="\n") as file:
        file.write(text)
    say(f"wrote {session}; next: advisor {session}")


def _answered(session: Session, catalog: Catalog, stated: str) -> Session:
    fact_id, equals, raw = stated.partition("=")
    if not equals:
        raise BadInput(f"--set takes FACT=VALUE, not {stated!r}")
    if fact_id not in catalog.fact_by_id:
        raise BadInput([Problem(f"unknown fact {fact_id}", key="--set", nearest=nearest(fact_id, catalog.fact_by_id))])
    fact = catalog.fact_by_id[fact_id]
    try:
        return edit.answer(session, catalog, fact_id, parse_answer(fact, raw))
    except ValueError as error:
        near = nearest(raw, fact.value_ids()) if fact.values else None
        raise BadInput([Problem(str(error), key=f"--set {fact_id}", nearest=near)]) from None


def parse_answer(fact: Fact, raw: str) -> object:
    """The words of a command line as an answer of the fact's kind; left as text where they do not fit."""
    match fact.kind:
        case FactKind.BOOLEAN:
            return {"true": True, "yes": True, "false": False, "no": False}.get(raw.lower(), raw)
        case FactKind.INTEGER:
            return int(raw) if raw.removeprefix("-").isdigit() else raw
        case FactKind.LIST:
            return [word.strip() for word in raw.split(",") if word.strip()]
        case _:
            return raw
