"""The workshop record: votes count by weight, parked decisions name their owner."""

from __future__ import annotations

import pytest
from pydantic import ValidationError

from advisor.errors import BadInput
from advisor.model.catalog import Catalog
from advisor.model.session import DecisionRecord, Session
from advisor.session import workshop
from advisor.session.file import dump, read


def meeting() -> Session:
    session = workshop.join(Session(name="s"), "Jihoon", role="network", weight=3)
    return workshop.join(session, "Sora", weight=2)


def test_votes_are_weighed_changed_and_taken_back() -> None:
    session = workshop.vote(workshop.vote(meeting(), "cni", "Jihoon", "calico"), "cni", "Sora", "cilium")
    assert workshop.tally(session, "cni") == {"calico": 3, "cilium": 2}
    session = workshop.vote(session, "cni", "Jihoon", "cilium")
    assert workshop.tally(session, "cni") == {"cilium": 5}
    assert workshop.tally(workshop.vote(session, "cni", "Sora", None), "cni") == {"cilium": 3}
    assert workshop.tally(workshop.leave(session, "Jihoon"), "cni") == {"cilium": 2}


def test_only_participants_vote() -> None:
    with pytest.raises(KeyError):
        workshop.vote(meeting(), "cni", "Nobody", "calico")


def test_parking_needs_owner_and_question_and_settling_closes_it() -> None:
    parked = workshop.park(meeting(), "cni", owner="Jihoon", question="does the fabric run BGP?")
    assert parked.records["cni"].status == "parked"
    assert workshop.settle(parked, "cni", accepted=True).records["cni"] == DecisionRecord(status="accepted")
    assert workshop.settle(parked, "cni", accepted=False).records == {}
    with pytest.raises(ValidationError):
        workshop.park(meeting(), "cni", owner="Jihoon", question="")


def test_the_record_survives_the_file_and_is_checked(catalog: Catalog) -> None:
    session = workshop.park(workshop.vote(meeting(), "cni", "Sora", "cilium"), "mesh", owner="Sora", question="why?")
    text = dump(session)
    assert read(text, catalog) == session
    for right, wrong in (("cilium", "celium"), ("mesh:", "mehs:"), ("parked", "forgotten")):
        assert right in text
        with pytest.raises(BadInput):
            read(text.replace(right, wrong), catalog)


def test_who_leaves_owns_nothing_any_more_and_the_question_stays() -> None:
    session = workshop.vote(meeting(), "cni", "Sora", "cilium")
    session = workshop.park(session, "cni", owner="Jihoon", question="does the fabric run BGP?")
    session = workshop.park(session, "mesh", owner="Sora", question="who runs it?")
    left = workshop.leave(session, "Jihoon")
    assert left.records["cni"] == DecisionRecord(question="does the fabric run BGP?", votes={"Sora": "cilium"})
    assert left.records["mesh"] == session.records["mesh"]
    assert "Jihoon" not in left.model_dump_json()
    again = workshop.park(left, "cni", owner="Sora", question=left.records["cni"].question or "")
    assert again.records["cni"].owner == "Sora"


def test_a_record_that_only_held_the_vote_of_who_left_is_gone() -> None:
    session = workshop.vote(meeting(), "cni", "Sora", "cilium")
    assert workshop.leave(session, "Sora").records == {}
