"""`advisor workshop`: who takes part, who votes for what, and how far each decision is."""

from __future__ import annotations

from pathlib import Path

import click

from advisor.cli.diagnostics import say
from advisor.cli.editing import FILE_ARGUMENT, check_option, opened
from advisor.cli.options import Settings, common_options, usage
from advisor.cli.output import print_text
from advisor.cli.sources import SESSION_ARGUMENT, catalog_of, session_of
from advisor.errors import BadInput
from advisor.session import workshop
from advisor.session.store import SessionStore
from advisor.wording import Words
from advisor.wording.cli import PHRASES


@click.group(
    "workshop",
    epilog=usage(
        "advisor workshop join acme.yaml Minji --role network --weight 2",
        "advisor workshop vote acme.yaml Minji cni=cilium",
        "advisor workshop park acme.yaml storage --owner Minji --question 'Are there raw disks?'",
        "advisor workshop minutes acme.yaml",
    ),
)
def command() -> None:
    """Record participants, votes, and how far decisions are."""


@command.command("join", epilog=usage("advisor workshop join acme.yaml Minji --role network --weight 2"))
@FILE_ARGUMENT
@click.argument("name")
@click.option("--role", help="What the person stands for.")
@click.option("--weight", type=click.IntRange(1, 10), default=1, show_default=True, help="How much a vote counts.")
@common_options
def join(settings: Settings, session: Path, name: str, *, role: str | None, weight: int) -> None:
    """Add a participant, or change role and weight."""
    with opened(session, settings) as store:
        try:
            after = workshop.join(store.session, name, role=role, weight=weight)
        except ValueError:
            raise BadInput(_words(settings)("name_limits")) from None
        store.apply(after, "join", {"name": name})
    say(_words(settings)("joined", name=name))


@command.command("leave", epilog=usage("advisor workshop leave acme.yaml Minji"))
@FILE_ARGUMENT
@click.argument("name")
@common_options
def leave(settings: Settings, session: Path, name: str) -> None:
    """Take a participant out together with their votes."""
    with opened(session, settings) as store:
        _takes_part(store, name, settings)
        store.apply(workshop.leave(store.session, name), "leave", {"name": name})
    say(_words(settings)("left", name=name))


@command.command("vote", epilog=usage("advisor workshop vote acme.yaml Minji cni=cilium"))
@FILE_ARGUMENT
@click.argument("name")
@click.argument("ballot", metavar="DECISION[=OPTION]")
@common_options
def vote(settings: Settings, session: Path, name: str, ballot: str) -> None:
    """Give a vote; without an option the vote is taken back."""
    decision, _, option = ballot.partition("=")
    with opened(session, settings) as store:
        check_option(store.catalog, decision, option or None)
        _takes_part(store, name, settings)
        store.apply(
            workshop.vote(store.session, decision, name, option or None), "vote", {"name": name, "vote": ballot}
        )
        tally = workshop.tally(store.session, decision)
    votes = ", ".join(f"{o} {weight}" for o, weight in tally.items())
    say(f"{decision}: {votes or _words(settings)('no_votes')}")


@command.command("park", epilog=usage("advisor workshop park acme.yaml storage --owner Minji --question 'Raw disks?'"))
@FILE_ARGUMENT
@click.argument("decision")
@click.option("--owner", required=True, help="Who answers the question.")
@click.option("--question", required=True, help="What must be answered first.")
@common_options
def park(settings: Settings, session: Path, decision: str, *, owner: str, question: str) -> None:
    """Put a decision aside until its owner has answered the question."""
    with opened(session, settings) as store:
        check_option(store.catalog, decision)
        try:
            after = workshop.park(store.session, decision, owner=owner, question=question)
        except ValueError:
            raise BadInput(_words(settings)("question_limits")) from None
        store.apply(after, "park", {"decision": decision})
    say(_words(settings)("parked", decision=decision))


@command.command("accept", epilog=usage("advisor workshop accept acme.yaml cni"))
@FILE_ARGUMENT
@click.argument("decision")
@common_options
def accept(settings: Settings, session: Path, decision: str) -> None:
    """Mark a decision as accepted."""
    _settle(settings, session, decision, accepted=True)


@command.command("propose", epilog=usage("advisor workshop propose acme.yaml cni"))
@FILE_ARGUMENT
@click.argument("decision")
@common_options
def propose(settings: Settings, session: Path, decision: str) -> None:
    """Mark a decision as proposed again."""
    _settle(settings, session, decision, accepted=False)


@command.command("minutes", epilog=usage("advisor workshop minutes acme.yaml > minutes.md"))
@SESSION_ARGUMENT
@common_options
def minutes(settings: Settings, session: str) -> None:
    """Print the minutes as Markdown."""
    from advisor.export.minutes import page  # noqa: PLC0415 - only here

    catalog = catalog_of(settings)
    print_text(page(catalog, session_of(session, catalog), settings.language))


def _settle(settings: Settings, session: Path, decision: str, *, accepted: bool) -> None:
    with opened(session, settings) as store:
        check_option(store.catalog, decision)
        after = workshop.settle(store.session, decision, accepted=accepted)
        store.apply(after, "accept" if accepted else "propose", {"decision": decision})
    say(_words(settings)("accepted" if accepted else "proposed", decision=decision))


def _takes_part(store: SessionStore, name: str, settings: Settings) -> None:
    if name not in store.session.participants:
        raise BadInput(_words(settings)("takes_no_part", name=name))


def _words(settings: Settings) -> Words:
    return Words(PHRASES, settings.language)
