"""Sessions with one thing different: what dropping a statement means, and how it is written as a change."""

from __future__ import annotations

from typing import Any

from advisor.model.assessment import Change
from advisor.model.base import Text
from advisor.model.catalog import Catalog
from advisor.model.fact import Answer
from advisor.model.session import Choice, Session
from advisor.solve.statements import Statement, answer_text, value_name
from advisor.wording.solve import sentence


def without(session: Session, statement: Statement) -> Session:
    """The session without one statement."""
    match statement.kind:
        case "choice":
            rest = {d: c for d, c in session.choices.items() if d != statement.id}
            return session.model_copy(update={"choices": rest})
        case "exclusion":
            assert statement.pair is not None
            return _included(session, *statement.pair)
        case "policy":
            left = {p: on for p, on in session.policies.items() if p != statement.id}
            return session.model_copy(update={"policies": left})
        case "existing":
            kept = tuple(c for c in session.existing if c != statement.id)
            return session.model_copy(update={"existing": (*kept, statement.id) if statement.default else kept})
        case _:
            return with_answer(session, statement.id, _remaining(session, statement))


def _included(session: Session, decision: str, option: str) -> Session:
    excluded = {d: tuple(o for o in options if (d, o) != (decision, option)) for d, options in session.excluded.items()}
    return session.model_copy(update={"excluded": {d: options for d, options in excluded.items() if options}})


def _remaining(session: Session, statement: Statement) -> Answer | None:
    """What is left of an answer: a list without one value, or nothing at all."""
    answer = session.profile.get(statement.id)
    if statement.value is None or not isinstance(answer, tuple):
        return None
    return tuple(v for v in answer if v != statement.value)


def with_answer(session: Session, fact: str, answer: Answer | None) -> Session:
    """The session with another answer, or with the question open again."""
    profile = {f: a for f, a in session.profile.items() if f != fact}
    if answer is not None:
        profile = {f: (answer if f == fact else a) for f, a in session.profile.items()} | {fact: answer}
    return session.model_copy(update={"profile": profile})


def with_choice(session: Session, decision: str, option: str) -> Session:
    """The session with another choice; a choice made before keeps its place in the order."""
    return session.model_copy(update={"choices": {**session.choices, decision: Choice(option=option)}})


def change_of(catalog: Catalog, session: Session, statement: Statement, to: Any) -> Change:  # noqa: ANN401 - an answer
    """The change that drops a statement, or that replaces it by `to` (an option, or another answer)."""
    match statement.kind:
        case "choice":
            return _choice_change(catalog, session, statement.id, to)
        case "exclusion":
            assert statement.pair is not None
            decision, option = _names(catalog, *statement.pair)
            text = sentence("take-back-exclusion", decision=decision, option=option)
            return Change(kind="exclusion", id=statement.id, text=text)
        case "policy":
            text = sentence("drop-policy", policy=catalog.policy_by_id[statement.id].name)
            return Change(kind="policy", id=statement.id, text=text)
        case "existing":
            component = catalog.component_by_id.get(statement.id)
            key = "add-existing" if statement.default else "drop-existing"
            text = sentence(key, component=component.name if component else statement.id)
            return Change(kind="existing", id=statement.id, to=True if statement.default else None, text=text)
        case _:
            return _fact_change(catalog, session, statement, to)


def _names(catalog: Catalog, decision_id: str, option_id: str) -> tuple[Text, Text]:
    decision = catalog.decision_by_id[decision_id]
    option = decision.option(option_id)
    return decision.name, option.name if option else Text(en=option_id, ko=option_id)


def _choice_change(catalog: Catalog, session: Session, decision_id: str, to: str | None) -> Change:
    before = session.choices.get(decision_id)
    if before is None:
        decision, option = _names(catalog, decision_id, str(to))
        text = sentence("make-choice", decision=decision, option=option)
        return Change(kind="choice", id=decision_id, to=to, text=text)
    decision, option = _names(catalog, decision_id, before.option)
    text = sentence("take-back-choice", decision=decision, option=option)
    if to is not None:
        text = sentence("switch-choice", decision=decision, option=option, to=_names(catalog, decision_id, to)[1])
    return Change(kind="choice", id=decision_id, to=to, text=text)


def _fact_change(catalog: Catalog, session: Session, statement: Statement, to: Answer | None) -> Change:
    fact = catalog.fact_by_id[statement.id]
    if statement.value is not None:
        text = sentence("drop-need", fact=fact.name, answer=value_name(fact, statement.value))
        return Change(kind="need", id=f"{fact.id}={statement.value}", text=text)
    before = answer_text(fact, session.profile[fact.id])
    if to is None:
        return Change(kind="fact", id=fact.id, text=sentence("open-fact", fact=fact.name, answer=before))
    stated = session.profile[fact.id]
    if isinstance(to, tuple) and isinstance(stated, tuple) and set(stated) < set(to):
        added = answer_text(fact, tuple(v for v in to if v not in stated))
        return Change(kind="fact", id=fact.id, to=to, text=sentence("add-need", fact=fact.name, answer=added))
    text = sentence("change-fact", fact=fact.name, answer=before, to=answer_text(fact, to))
    return Change(kind="fact", id=fact.id, to=to, text=text)
