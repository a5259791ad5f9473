"""`advisor workshop`: who takes part, who votes for what, and how far each decision is."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from advisor.cli.complete import decision_names, decisions_and_options
from advisor.cli.diagnostics import say
from advisor.cli.editing import FILE_ARGUMENT, check_option, opened
from advisor.cli.options import Settings, common_options, json_option, usage
from advisor.cli.output import print_json, print_table, print_text
from advisor.cli.sources import SESSION_ARGUMENT, catalog_of, session_of
from advisor.errors import BadInput
from advisor.model.session import Session
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
@json_option
@common_options
def join(settings: Settings, session: Path, name: str, *, role: str | None, weight: int, as_json: bool) -> None:
    """Add a participant, or change role and weight."""
    with opened(session, settings) as store:
        try:
            after = workshop.join(store.session, name, role=role, weight=weight)
        except ValueError:
            raise BadInput(_words(settings)("name_limits")) from None
        store.apply(after, "join", {"name": name}, settings.by)
        _print(store, as_json)
    say(_words(settings)("joined", name=name))


@command.command("leave", epilog=usage("advisor workshop leave acme.yaml Minji"))
@FILE_ARGUMENT
@click.argument("name")
@json_option
@common_options
def leave(settings: Settings, session: Path, name: str, *, as_json: bool) -> None:
    """Take a participant out together with their votes."""
    with opened(session, settings) as store:
        _takes_part(store, name, settings)
        store.apply(workshop.leave(store.session, name), "leave", {"name": name}, settings.by)
        _print(store, as_json)
    say(_words(settings)("left", name=name))


@command.command("vote", epilog=usage("advisor workshop vote acme.yaml Minji cni=cilium"))
@FILE_ARGUMENT
@click.argument("name")
@click.argument("ballot", metavar="DECISION[=OPTION]", shell_complete=decisions_and_options)
@json_option
@common_options
def vote(settings: Settings, session: Path, name: str, ballot: str, *, as_json: bool) -> None:
    """Give a vote; without an option the vote is taken back."""
    decision, _, option = ballot.partition("=")
    with opened(session, settings) as store:
        check_option(store.catalog, decision, option or None)
        _takes_part(store, name, settings)
        after = workshop.vote(store.session, decision, name, option or None)
        store.apply(after, "vote", {"name": name, "vote": ballot}, settings.by or name)
        _print(store, as_json)
        tally = workshop.tally(store.session, decision)
    votes = ", ".join(f"{o} {weight}" for o, weight in tally.items())
    say(f"{decision}: {votes or _words(settings)('no_votes')}")


@command.command("park", epilog=usage("advisor workshop park acme.yaml storage --owner Minji --question 'Raw disks?'"))
@FILE_ARGUMENT
@click.argument("decision", shell_complete=decision_names)
@click.option("--owner", required=True, help="Who answers the question.")
@click.option("--question", required=True, help="What must be answered first.")
@json_option
@common_options
def park(settings: Settings, session: Path, decision: str, *, owner: str, question: str, as_json: bool) -> None:
    """Put a decision aside until its owner has answered the question."""
    with opened(session, settings) as store:
        check_option(store.catalog, decision)
        try:
            after = workshop.park(store.session, decision, owner=owner, question=question)
        except ValueError:
            raise BadInput(_words(settings)("question_limits")) from None
        store.apply(after, "park", {"decision": decision}, settings.by)
        _print(store, as_json)
    say(_words(settings)("parked", decision=decision))


@command.command("accept", epilog=usage("advisor workshop accept acme.yaml cni"))
@FILE_ARGUMENT
@click.argument("decision", shell_complete=decision_names)
@json_option
@common_options
def accept(settings: Settings, session: Path, decision: str, *, as_json: bool) -> None:
    """Mark a decision as accepted."""
    _settle(settings, session, decision, accepted=True, as_json=as_json)


@command.command("propose", epilog=usage("advisor workshop propose acme.yaml cni"))
@FILE_ARGUMENT
@click.argument("decision", shell_complete=decision_names)
@json_option
@common_options
def propose(settings: Settings, session: Path, decision: str, *, as_json: bool) -> None:
    """Mark a decision as proposed again."""
    _settle(settings, session, decision, accepted=False, as_json=as_json)


@command.command("show", epilog=usage("advisor workshop show acme.yaml", "advisor workshop show acme.yaml --json"))
@SESSION_ARGUMENT
@json_option
@common_options
def show(settings: Settings, session: str, *, as_json: bool) -> None:
    """Show who takes part, and the status and votes of every decision that has a record."""
    state = session_of(session, catalog_of(settings))
    record = as_record(state)
    if as_json:
        print_json(record)
        return
    words = _words(settings)
    people = [[name, p.role or "", str(p.weight)] for name, p in state.participants.items()]
    print_table([words("participant"), words("role"), words("weight")], people)
    print_text("")
    headings = [words(key) for key in ("decision", "status", "votes", "question")]
    print_table(headings, [_row(entry, words) for entry in record["decisions"]])


def _row(entry: dict[str, Any], words: Words) -> list[str]:
    votes = ", ".join(f"{option} {weight}" for option, weight in entry["tally"].items())
    question = f"{entry['question']} ({entry['owner']})" if entry["owner"] else entry["question"] or ""
    return [entry["decision"], words(f"status_{entry['status']}"), votes, question]


def as_record(session: Session) -> dict[str, Any]:
    """`advisor.workshop/1`: participants, and every decision that has a record, with its weighed votes."""
    return {
        "schema": "advisor.workshop/1",
        "session": session.name,
        "participants": [
            {"name": name, "role": person.role, "weight": person.weight}
            for name, person in session.participants.items()
        ],
        "decisions": [
            {
                "decision": decision,
                "status": record.status,
                "owner": record.owner,
                "question": record.question,
                "votes": dict(record.votes),
                "tally": workshop.tally(session, decision),
            }
            for decision, record in session.records.items()
        ],
    }


def _print(store: SessionStore, as_json: bool) -> None:
    if as_json:
        print_json(as_record(store.session))


@command.command("minutes", epilog=usage("advisor workshop minutes acme.yaml > minutes.md"))
@SESSION_ARGUMENT
@common_options
def minutes(settings: Settings, session: str) -> None:
    """Print the minutes as Markdown."""
    from advisor.export.minutes import page  # noqa: PLC0415 - only here
    from advisor.solve.engine import Engine  # noqa: PLC0415 - the solver is loaded only where it is used

    catalog = catalog_of(settings)
    state = session_of(session, catalog)
    assessment = Engine(catalog).assess(state, count_budget=0, repairs=False)
    print_text(page(catalog, state, settings.language, assessment))


def _settle(settings: Settings, session: Path, decision: str, *, accepted: bool, as_json: bool) -> None:
    with opened(session, settings) as store:
        check_option(store.catalog, decision)
        after = workshop.settle(store.session, decision, accepted=accepted)
        store.apply(after, "accept" if accepted else "propose", {"decision": decision}, settings.by)
        _print(store, as_json)
    say(_words(settings)("accepted" if accepted else "proposed", decision=decision))


def _takes_part(store: SessionStore, name: str, settings: Settings) -> None:
    if name not in store.session.participants:
        raise BadInput(_words(settings)("takes_no_part", name=name))


def _words(settings: Settings) -> Words:
    return Words(PHRASES, settings.language)
