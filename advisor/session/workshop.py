"""The record of a workshop: who takes part, how far each decision is, and who votes for what.

Edits return a new session, like those of `edit`.
"""

from __future__ import annotations

from advisor.model.session import DecisionRecord, Participant, Session
from advisor.session.edit import with_parts


def join(session: Session, name: str, *, role: str | None = None, weight: int = 1) -> Session:
    """Add a participant, or change their role and weight (1 to 10)."""
    people = {**session.participants, name: Participant(role=role, weight=weight)}
    return with_parts(session, participants=people)


def leave(session: Session, name: str) -> Session:
    """Take a participant out together with their votes and what they owned.

    A decision parked with them is proposed again: nobody would answer its question any more. The question itself is
    kept, for the next owner.
    """
    people = {who: person for who, person in session.participants.items() if who != name}
    records = {decision: _left_by(record, name) for decision, record in session.records.items()}
    return with_parts(session, participants=people, records={d: r for d, r in records.items() if r != DecisionRecord()})


def _left_by(record: DecisionRecord, name: str) -> DecisionRecord:
    update: dict[str, object] = {"votes": {who: option for who, option in record.votes.items() if who != name}}
    if record.owner == name:
        update |= {"owner": None, "status": "proposed" if record.status == "parked" else record.status}
    return record.model_copy(update=update)


def vote(session: Session, decision: str, name: str, option: str | None) -> Session:
    """Give a vote, or take it back with None. KeyError for somebody who takes no part."""
    session.participants[name]
    record = session.records.get(decision, DecisionRecord())
    votes = {who: o for who, o in record.votes.items() if who != name}
    if option is not None:
        votes[name] = option
    return _record(session, decision, record.model_copy(update={"votes": votes}))


def tally(session: Session, decision: str) -> dict[str, int]:
    """Weight of the votes per option, heaviest first, then by name."""
    record = session.records.get(decision, DecisionRecord())
    sums: dict[str, int] = {}
    for who, option in record.votes.items():
        person = session.participants.get(who)
        sums[option] = sums.get(option, 0) + (person.weight if person else 0)
    return dict(sorted(sums.items(), key=lambda pair: (-pair[1], pair[0])))


def park(session: Session, decision: str, *, owner: str, question: str) -> Session:
    """Put a decision aside until its owner has answered the question."""
    record = session.records.get(decision, DecisionRecord())
    update = {"status": "parked", "owner": owner, "question": question}
    return _record(session, decision, record.model_copy(update=update))


def settle(session: Session, decision: str, *, accepted: bool) -> Session:
    """Mark a decision as accepted, or as proposed again; the question of a parked one is closed."""
    record = session.records.get(decision, DecisionRecord())
    update = {"status": "accepted" if accepted else "proposed", "owner": None, "question": None}
    return _record(session, decision, record.model_copy(update=update))


def _record(session: Session, decision: str, record: DecisionRecord) -> Session:
    records = {**session.records, decision: DecisionRecord.model_validate(record.model_dump())}
    return with_parts(session, records={k: r for k, r in records.items() if r != DecisionRecord()})
