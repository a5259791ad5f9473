"""Scenarios: named states of one session, for comparing and adopting."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TypeVar

from advisor.model.session import Choice, Session
from advisor.session.edit import with_parts

T = TypeVar("T")


def names(session: Session) -> tuple[str, ...]:
    """Names of all scenarios, the current one first."""
    return (session.scenario, *session.scenarios)


def get(session: Session, name: str) -> Session:
    """The state called `name`, on its own. KeyError if there is none."""
    if name == session.scenario:
        return session.model_copy(update={"scenarios": {}})
    return session.scenarios[name]


def fork(session: Session, name: str) -> Session:
    """Keep the current state under its name and go on in a copy called `name`. ValueError if the name is taken."""
    if name in names(session):
        raise ValueError(f"there is a scenario {name} already")
    stored = {**session.scenarios, session.scenario: get(session, session.scenario)}
    return Session.model_validate(
        {**session.model_dump(by_alias=True), "scenario": name, "scenarios": {k: _plain(v) for k, v in stored.items()}}
    )


def switch(session: Session, name: str) -> Session:
    """Make `name` the current state; the state left stays stored. KeyError if there is none."""
    if name == session.scenario:
        return session
    target = session.scenarios[name]
    stored = {session.scenario: get(session, session.scenario)}
    stored |= {k: v for k, v in session.scenarios.items() if k != name}
    return Session.model_validate(
        {**_plain(target), "scenario": name, "scenarios": {k: _plain(v) for k, v in stored.items()}}
    )


def drop(session: Session, name: str) -> Session:
    """Forget a stored scenario. KeyError if it is not stored."""
    stored = dict(session.scenarios)
    del stored[name]
    return Session.model_validate(
        {**session.model_dump(by_alias=True), "scenarios": {k: _plain(v) for k, v in stored.items()}}
    )


def adopt(session: Session, name: str) -> Session:
    """Take everything stated in scenario `name` into the current state, which keeps its own name."""
    source = get(session, name)
    return Session.model_validate(
        {
            **_plain(source),
            "scenario": session.scenario,
            "scenarios": {k: _plain(v) for k, v in session.scenarios.items()},
        }
    )


def merge(session: Session, name: str) -> tuple[Session, tuple[str, ...]]:
    """Take what scenario `name` states where the current state is open, whatever it is about.

    What the current state says stays. Exclusions are taken for decisions it left without a choice. Returns the merged
    session and the decisions in which both chose differently; an option that the current state rules out by hand is
    not taken and listed too. KeyError if there is no such scenario.
    """
    source = get(session, name)
    taken, conflicts = {}, []
    for decision, choice in source.choices.items():
        mine = session.choices.get(decision)
        if mine is None and choice.option not in session.excluded.get(decision, ()):
            taken[decision] = choice
        elif mine is None or mine.option != choice.option:
            conflicts.append(decision)
    choices = {**session.choices, **taken}
    merged = with_parts(
        session,
        choices=choices,
        excluded=_excluded(session, source, choices),
        profile={**session.profile, **_missing(session.profile, source.profile)},
        policies={**session.policies, **_missing(session.policies, source.policies)},
        weights={**session.weights, **_missing(session.weights, source.weights)},
        inputs={**session.inputs, **_missing(session.inputs, source.inputs)},
        existing=tuple(dict.fromkeys((*session.existing, *source.existing))),
        seen={**session.seen, **_missing(session.seen, source.seen)},
        accepted={**session.accepted, **_missing(session.accepted, source.accepted)},
        participants={**session.participants, **_missing(session.participants, source.participants)},
        records={**session.records, **_missing(session.records, source.records)},
    )
    return merged, tuple(conflicts)


def _missing(mine: Mapping[str, T], theirs: Mapping[str, T]) -> dict[str, T]:
    return {key: value for key, value in theirs.items() if key not in mine}


def _excluded(session: Session, source: Session, choices: Mapping[str, Choice]) -> dict[str, tuple[str, ...]]:
    """The exclusions of both, without those that would contradict a choice."""
    found = dict(session.excluded)
    for decision, options in source.excluded.items():
        if decision in session.choices:
            continue
        chosen = choices[decision].option if decision in choices else None
        both = dict.fromkeys((*found.get(decision, ()), *(o for o in options if o != chosen)))
        if both:
            found[decision] = tuple(both)
    return found


def _plain(session: Session) -> dict[str, object]:
    """A session as raw data, so that validation starts from the written form."""
    return session.model_dump(by_alias=True)
