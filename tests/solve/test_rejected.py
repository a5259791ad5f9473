"""A change that people rejected is never proposed; the session still gets an answer when none is left."""

from __future__ import annotations

import pytest

from advisor.model.assessment import Repair
from advisor.session import edit
from advisor.solve.engine import Engine
from tests.solve.build import session

CLASH = {"storage": "longhorn", "cni": "calico", "entry": "cilium-gateway"}


def keys(repairs: tuple[Repair, ...]) -> set[str]:
    return {edit.change_key(change) for repair in repairs for change in repair.changes}


def test_a_rejected_change_is_proposed_again_once_approved(engine: Engine) -> None:
    stated = session(choices=CLASH)
    assert keys(engine.repairs(stated)) == {"choice:cni", "choice:entry"}
    rejected = edit.reject_change(stated, "choice:cni")
    assert keys(engine.repairs(rejected)) == {"choice:entry"}
    assert keys(engine.assess(rejected).conflicts[0].repairs) == {"choice:entry"}
    assert engine.repairs(edit.approve_change(rejected, "choice:cni")) == engine.repairs(stated)


def test_what_holds_in_the_conflict_keeps_the_rejected_choice(engine: Engine) -> None:
    stated = session(choices=CLASH)
    for kept, given in (("cni", "entry"), ("entry", "cni")):
        found = engine.assess(edit.reject_change(stated, f"choice:{kept}"))
        assert found.decision(kept).choice == CLASH[kept]
        assert found.decision(given).choice is None


def test_with_every_way_out_rejected_the_conflict_is_told_without_repairs(engine: Engine) -> None:
    stated = session(choices=CLASH)
    for key in ("choice:cni", "choice:entry"):
        stated = edit.reject_change(stated, key)
    found = engine.assess(stated)
    assert found.status == "conflict"
    assert [i.id for i in found.conflicts[0].items] == ["cni", "entry", "gateway-needs-cilium"]
    assert found.conflicts[0].repairs == ()
    assert engine.repairs(stated) == ()
    assert found.decision("storage").choice == "longhorn"
    assert engine.standings(stated)["storage"] == engine.standings(session(choices=CLASH))["storage"]


@pytest.mark.parametrize("key", ["choice:storage", "policy:osi_only", "fact:kernel"])
def test_a_rejection_elsewhere_changes_nothing(engine: Engine, key: str) -> None:
    stated = session(choices=CLASH)
    assert engine.repairs(edit.reject_change(stated, key)) == engine.repairs(stated)
