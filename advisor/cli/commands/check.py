"""`advisor check`: which accepted decisions went stale."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from advisor.cli.complete import sessions
from advisor.cli.diagnostics import say
from advisor.cli.editing import opened
from advisor.cli.options import Settings, common_options, json_option, usage
from advisor.cli.output import print_json, print_table
from advisor.cli.sources import catalog_of, loaded_of
from advisor.cli.text import settled
from advisor.errors import BadInput, ExitCode, Problem
from advisor.model.base import Text
from advisor.model.catalog import Catalog
from advisor.model.session import Session
from advisor.session import edit
from advisor.wording import Words
from advisor.wording.cli import PHRASES, STALE_KINDS
from advisor.wording.problems import bad, problem

if TYPE_CHECKING:
    from advisor.solve.stale import Stale

_NAMES_KNOWLEDGE = ("profile", "existing", "choices", "excluded", "policies", "inputs", "records")
"""Parts of a session whose words come from the knowledge, so that a later edition can lack them."""


@click.command(
    "check",
    epilog=usage(
        "advisor check acme.yaml",
        "advisor check acme.yaml --json > stale.json",
        "advisor check acme.yaml --renew    after a review: remember today's edition and rules",
    )
    + "\n\n\b\nExit codes: 0 nothing went stale, 5 something did, 2 the file cannot be read.",
)
@click.argument("session", metavar="[SESSION]", default="session.yaml", shell_complete=sessions)
@click.option("--renew", is_flag=True, help="Afterwards store today's edition and rules as the basis of every choice.")
@json_option
@common_options
def command(settings: Settings, session: str, *, renew: bool, as_json: bool) -> None:
    """List accepted decisions of SESSION (session.yaml if left out) that went stale.

    Compared with the knowledge at hand: the edition, choices that are overruled or name what no longer exists, retired
    and end-of-life components, the rules a choice rested on, signatures whose finding is gone or got worse, and answers
    that no rule uses any more.
    """
    from advisor.solve.engine import Engine  # noqa: PLC0415 - the solver is loaded only where it is used
    from advisor.solve.stale import stale  # noqa: PLC0415

    catalog = catalog_of(settings)
    if "#" in session:
        raise bad("check_scenario")
    loaded = loaded_of(session, catalog)
    gone = [p for p in loaded.problems if (p.key or "").split(".")[0] in _NAMES_KNOWLEDGE]
    if len(gone) < len(loaded.problems):
        raise BadInput([p for p in loaded.problems if p not in gone])
    assessment = settled(Engine(catalog).assess(loaded.session, count_budget=0, repairs=False), settings.language)
    found = [*_gone(gone), *stale(catalog, loaded.session, assessment)]
    if as_json:
        entries = [{"kind": s.kind, "id": s.id, "text": s.text.get(settings.language)} for s in found]
        name, edition = loaded.session.name, catalog.edition.id
        print_json({"schema": "advisor.check/1", "session": name, "edition": edition, "stale": entries})
    else:
        _show(found, settings)
    if renew and gone:
        raise BadInput([*gone, problem("choose_anew")])
    if renew:
        _renew(Path(session), settings)
    sys.exit(ExitCode.VERIFICATION_FAILED if found else ExitCode.OK)


def _gone(problems: list[Problem]) -> list[Stale]:
    from advisor.solve.stale import Stale  # noqa: PLC0415 - the solver is loaded only where it is used

    return [Stale("gone", p.key or "", Text(en=p.message, ko=p.ko or p.message)) for p in problems]


def _show(found: list[Stale], settings: Settings) -> None:
    words = Words(PHRASES, settings.language)
    if not found:
        say(words("nothing_stale"))
        return
    lang = settings.language
    head = [words("stale"), words("what"), words("why")]
    print_table(head, [[STALE_KINDS[s.kind].get(lang), s.id, s.text.get(lang)] for s in found], widest=(16, 30))


def _renew(path: Path, settings: Settings) -> None:
    """Store what every choice rests on today."""
    with opened(path, settings) as store:
        after = renewed(store.catalog, store.session)
        changed = store.apply(after, "renew", {"edition": store.catalog.edition.id}, settings.by)
    say(Words(PHRASES, settings.language)("renewed" if changed else "nothing_to_renew", path=path))


def renewed(catalog: Catalog, session: Session) -> Session:
    """`session` with today's edition, and today's rules as the basis of every choice."""
    from advisor.solve.engine import Engine  # noqa: PLC0415 - the solver is loaded only where it is used
    from advisor.solve.stale import basis_of  # noqa: PLC0415

    assessment = Engine(catalog).assess(session, count_budget=0, repairs=False)
    choices = {
        decision: choice.model_copy(update={"basis": basis_of(catalog, assessment.decision(decision), choice.option)})
        for decision, choice in session.choices.items()
    }
    return edit.with_parts(session, edition=catalog.edition.id, choices=choices)
