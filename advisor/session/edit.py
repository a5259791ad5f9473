"""Edits of a session: pure functions that return a new one. None of them judges; the solver does."""

from __future__ import annotations

from typing import Any

from advisor.model.assessment import Change, Repair
from advisor.model.base import Value
from advisor.model.catalog import Catalog
from advisor.model.characters import storable_data
from advisor.model.session import Acceptance, Basis, Choice, Seen, Session, SoftPolicy


def with_parts(session: Session, **parts: Any) -> Session:  # noqa: ANN401 - field values of any kind
    """A copy with `parts` replaced, validated again.

    Control characters, which would make the saved file unreadable, are taken out of texts.
    """
    return Session.model_validate({**session.model_dump(by_alias=True), **storable_data(_plain(parts))})


def _plain(value: Any) -> Any:  # noqa: ANN401 - field values of any kind
    match value:
        case Value():
            return value.model_dump(by_alias=True)
        case dict():
            return {k: _plain(v) for k, v in value.items()}
        case list() | tuple():
            return type(value)(_plain(v) for v in value)
    return value


def _without(mapping: dict[str, Any], key: str) -> dict[str, Any]:
    return {k: v for k, v in mapping.items() if k != key}


def answer(session: Session, catalog: Catalog, fact_id: str, value: object) -> Session:
    """State the answer to a fact. KeyError for an unknown fact, ValueError for an answer it does not take."""
    fact = catalog.fact_by_id[fact_id]
    return with_parts(session, profile={**session.profile, fact_id: fact.check(value)})


def unanswer(session: Session, fact_id: str) -> Session:
    """Take the answer to a fact back."""
    return with_parts(session, profile=_without(session.profile, fact_id))


def choose(
    session: Session,
    decision: str,
    option: str,
    *,
    because: str | None = None,
    by: str | None = None,
    at: str | None = None,
    basis: Basis | None = None,
) -> Session:
    """Choose `option`; an exclusion of the same option is lifted. The caller brings the time in `at`.

    `basis` is what the choice rests on (`advisor.solve.stale.basis_of`).
    """
    lifted = include(session, decision, option)
    choice = Choice(option=option, because=because, by=by, at=at, basis=basis)
    kept = _without(dict(lifted.choices), decision)
    return with_parts(lifted, choices={**kept, decision: choice})


def clear(session: Session, decision: str) -> Session:
    """Take a choice back."""
    return with_parts(session, choices=_without(dict(session.choices), decision))


def exclude(session: Session, decision: str, option: str) -> Session:
    """Rule an option out by hand; a choice of it is taken back."""
    current = session.choices.get(decision)
    base = clear(session, decision) if current is not None and current.option == option else session
    ruled_out = tuple(dict.fromkeys((*base.excluded.get(decision, ()), option)))
    return with_parts(base, excluded={**base.excluded, decision: ruled_out})


def include(session: Session, decision: str, option: str) -> Session:
    """Lift an exclusion."""
    left = tuple(o for o in session.excluded.get(decision, ()) if o != option)
    others = _without(dict(session.excluded), decision)
    return with_parts(session, excluded={**others, decision: left} if left else others)


def set_policy(session: Session, policy: str, on: bool | int | None) -> Session:
    """Switch a policy: True forbids, a weight 1..10 costs, False states that it is off, None forgets it."""
    others = _without(dict(session.policies), policy)
    if on is None:
        return with_parts(session, policies=others)
    stated = on if isinstance(on, bool) else SoftPolicy(weight=on)
    return with_parts(session, policies={**others, policy: stated})


def set_weight(session: Session, criterion: str, weight: int | None) -> Session:
    """Set the weight 0..10 of a criterion; None returns to the default."""
    others = _without(dict(session.weights), criterion)
    return with_parts(session, weights=others if weight is None else {**others, criterion: weight})


def set_input(session: Session, catalog: Catalog, name: str, value: object) -> Session:
    """Answer an input; None takes the answer back.

    KeyError for an unknown input, ValueError for an answer that is not of its kind.
    """
    if not (spec := catalog.input_by_id[name]).fits(value) and value is not None:
        raise ValueError(f"{name} takes a value of the kind {spec.kind}, such as {spec.example}")
    others = _without(dict(session.inputs), name)
    return with_parts(session, inputs=others if value is None else {**others, name: value})


def set_existing(session: Session, component: str, present: bool) -> Session:
    """State whether a component already runs at the site. What was seen of one that does not is forgotten."""
    others = tuple(c for c in session.existing if c != component)
    if present:
        return with_parts(session, existing=(*others, component))
    return with_parts(session, existing=others, seen=_without(dict(session.seen), component))


def set_seen(session: Session, component: str, seen: Seen) -> Session:
    """State that a component runs at the site, and what a dump showed of it. One named before keeps its place."""
    known = session if component in session.existing else set_existing(session, component, True)
    return with_parts(known, seen={**known.seen, component: seen})


def accept(session: Session, finding: str, *, by: str, because: str, at: str | None = None) -> Session:
    """Sign for a finding."""
    return with_parts(session, accepted={**session.accepted, finding: Acceptance(by=by, because=because, at=at)})


def withdraw(session: Session, finding: str) -> Session:
    """Take a signature back."""
    return with_parts(session, accepted=_without(dict(session.accepted), finding))


def change_key(change: Change) -> str:
    """How a change is named in `Session.rejected`."""
    return f"{change.kind}:{change.id}"


def reject_change(session: Session, key: str) -> Session:
    """State that no repair may propose this change, whatever it would change to. ValueError if it is no such key."""
    return with_parts(session, rejected=tuple(dict.fromkeys((*session.rejected, key))))


def approve_change(session: Session, key: str) -> Session:
    """Let repairs propose this change again."""
    return with_parts(session, rejected=tuple(k for k in session.rejected if k != key))


def rename(session: Session, name: str) -> Session:
    """Give the session another name."""
    return with_parts(session, name=name)


def apply_change(session: Session, catalog: Catalog, change: Change) -> Session:
    """Carry out one change of a repair."""
    match change.kind:
        case "choice":
            return clear(session, change.id) if change.to is None else choose(session, change.id, str(change.to))
        case "exclusion":
            decision, option = change.id.split("=", 1)
            return include(session, decision, option)
        case "policy":
            return set_policy(session, change.id, change.to)
        case "existing":
            return set_existing(session, change.id, bool(change.to))
        case "fact":
            return unanswer(session, change.id) if change.to is None else answer(session, catalog, change.id, change.to)
        case "need":
            fact_id, value = change.id.split("=", 1)
            stated = session.profile.get(fact_id, ())
            assert isinstance(stated, tuple)
            return answer(session, catalog, fact_id, tuple(v for v in stated if v != value))


def apply_repair(session: Session, catalog: Catalog, repair: Repair) -> Session:
    """Carry out every change of a repair."""
    for change in repair.changes:
        session = apply_change(session, catalog, change)
    return session
