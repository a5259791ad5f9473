"""`advisor scenario`: named states of one session."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

import click

from advisor.catalog.nearest import nearest
from advisor.cli.complete import scenario_names
from advisor.cli.diagnostics import say
from advisor.cli.editing import FILE_ARGUMENT, opened
from advisor.cli.options import Settings, common_options, json_option, usage
from advisor.cli.output import print_json, print_text
from advisor.cli.sources import catalog_of, session_of
from advisor.errors import BadInput
from advisor.model.session import Session
from advisor.session import scenarios
from advisor.wording import Words
from advisor.wording.cli import PHRASES
from advisor.wording.problems import bad


@click.group(
    "scenario",
    epilog=usage(
        "advisor scenario fork acme.yaml B",
        "advisor scenario list acme.yaml",
        "advisor compare acme.yaml#A acme.yaml#B",
        "advisor scenario merge acme.yaml A",
    ),
)
def command() -> None:
    """List, fork, switch, adopt, merge and drop the scenarios of a session file."""


@command.command("list", epilog=usage("advisor scenario list acme.yaml --json"))
@FILE_ARGUMENT
@json_option
@common_options
def list_(settings: Settings, session: Path, *, as_json: bool) -> None:
    """List the scenarios; the current one is marked."""
    state = session_of(str(session), catalog_of(settings))
    if as_json:
        print_json(_as_json(state))
        return
    for name in scenarios.names(state):
        print_text(f"{'*' if name == state.scenario else ' '} {name}")


@command.command("fork", epilog=usage("advisor scenario fork acme.yaml B"))
@FILE_ARGUMENT
@click.argument("name", shell_complete=scenario_names)
@json_option
@common_options
def fork(settings: Settings, session: Path, name: str, *, as_json: bool) -> None:
    """Go on in a copy called NAME; the state so far stays stored."""
    _carry_out(settings, session, "fork", name, scenarios.fork, as_json=as_json)


@command.command("switch", epilog=usage("advisor scenario switch acme.yaml A"))
@FILE_ARGUMENT
@click.argument("name", shell_complete=scenario_names)
@json_option
@common_options
def switch(settings: Settings, session: Path, name: str, *, as_json: bool) -> None:
    """Make NAME the current state."""
    _carry_out(settings, session, "switch", name, scenarios.switch, as_json=as_json)


@command.command("adopt", epilog=usage("advisor scenario adopt acme.yaml B"))
@FILE_ARGUMENT
@click.argument("name", shell_complete=scenario_names)
@json_option
@common_options
def adopt(settings: Settings, session: Path, name: str, *, as_json: bool) -> None:
    """Take everything stated in NAME into the current scenario."""
    _carry_out(settings, session, "adopt", name, scenarios.adopt, as_json=as_json)


@command.command("drop", epilog=usage("advisor scenario drop acme.yaml B"))
@FILE_ARGUMENT
@click.argument("name", shell_complete=scenario_names)
@json_option
@common_options
def drop(settings: Settings, session: Path, name: str, *, as_json: bool) -> None:
    """Forget the stored scenario NAME; undo brings it back."""
    _carry_out(settings, session, "drop", name, scenarios.drop, as_json=as_json)


@command.command("merge", epilog=usage("advisor scenario merge acme.yaml B"))
@FILE_ARGUMENT
@click.argument("name", shell_complete=scenario_names)
@json_option
@common_options
def merge(settings: Settings, session: Path, name: str, *, as_json: bool) -> None:
    """Take the choices of NAME where the current scenario is open; where both chose, the current one stays."""
    conflicts: list[str] = []

    def merged(state: Session, other: str) -> Session:
        result, differing = scenarios.merge(state, other)
        conflicts.extend(differing)
        return result

    _carry_out(settings, session, "merge", name, merged, as_json=as_json, conflicts=conflicts)
    for decision in conflicts:
        say(Words(PHRASES, settings.language)("scenario_conflict", decision=decision))


def _as_json(session: Session, conflicts: Sequence[str] = ()) -> dict[str, object]:
    return {
        "schema": "advisor.scenarios/1",
        "current": session.scenario,
        "scenarios": list(scenarios.names(session)),
        "not_taken": list(conflicts),
    }


def _carry_out(
    settings: Settings,
    path: Path,
    action: str,
    name: str,
    edit: Callable[[Session, str], Session],
    *,
    as_json: bool,
    conflicts: Sequence[str] = (),
) -> None:
    words = Words(PHRASES, settings.language)
    with opened(path, settings) as store:
        known = scenarios.names(store.session)
        try:
            after = edit(store.session, name)
        except KeyError:
            near = nearest(name, known)
            raise bad("no_scenario", path=path, name=name, known=", ".join(known), nearest=near) from None
        except ValueError as error:
            raise BadInput(words("scenario_taken", name=name) if name in known else str(error)) from None
        changed = store.apply(after, f"scenario-{action}", {"scenario": name}, settings.by)
        outcome = "scenario_done" if changed else "scenario_nothing"
        if as_json:
            print_json(_as_json(store.session, conflicts))
        say(words(outcome, what=words(f"scenario_{action}", name=name), current=store.session.scenario))
