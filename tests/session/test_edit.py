"""Edits: each does one thing, and the answers they take are checked."""

from __future__ import annotations

import pytest

from advisor.model.assessment import Change, Repair
from advisor.model.base import Text
from advisor.model.catalog import Catalog
from advisor.model.session import Session
from advisor.session import edit, scenarios

WORDS = Text(en="change", ko="변경")


def test_choosing_lifts_an_exclusion_and_excluding_takes_a_choice_back() -> None:
    session = edit.choose(edit.exclude(Session(), "cni", "calico"), "cni", "calico")
    assert session.excluded == {}
    session = edit.exclude(session, "cni", "calico")
    assert session.choices == {}
    assert edit.include(session, "cni", "calico") == Session()


def test_answers_are_checked_against_their_fact(catalog: Catalog) -> None:
    assert edit.answer(Session(), catalog, "workers", 3).profile == {"workers": 3}
    with pytest.raises(ValueError, match="whole number"):
        edit.answer(Session(), catalog, "workers", True)
    with pytest.raises(KeyError):
        edit.answer(Session(), catalog, "wokers", 3)


def test_inputs_are_checked_against_their_kind(catalog: Catalog) -> None:
    stated = edit.set_input(Session(), catalog, "domain", "k8s.example.com")
    assert stated.inputs == {"domain": "k8s.example.com"}
    assert edit.set_input(stated, catalog, "domain", None).inputs == {}
    with pytest.raises(ValueError, match="such as k8s"):
        edit.set_input(stated, catalog, "domain", "a b; rm")
    with pytest.raises(KeyError):
        edit.set_input(stated, catalog, "domian", "k8s.example.com")


def test_policies_hard_soft_off_and_forgotten() -> None:
    session = edit.set_policy(Session(), "osi_only", True)
    assert session.hard_policies() == ("osi_only",)
    assert edit.set_policy(session, "osi_only", 4).soft_policies() == {"osi_only": 4}
    assert edit.set_policy(session, "osi_only", False).policies == {"osi_only": False}
    assert edit.set_policy(session, "osi_only", None) == Session()


def test_a_repair_applies_every_change(catalog: Catalog) -> None:
    session = edit.choose(edit.exclude(Session(), "mesh", "istio"), "cni", "calico")
    session = edit.answer(session, catalog, "needs", ["service-mesh", "backup"])
    repair = Repair(
        changes=(
            Change(kind="choice", id="cni", to=None, text=WORDS),
            Change(kind="exclusion", id="mesh=istio", text=WORDS),
            Change(kind="need", id="needs=service-mesh", text=WORDS),
            Change(kind="fact", id="workers", to=5, text=WORDS),
            Change(kind="existing", id="harbor", to=True, text=WORDS),
            Change(kind="policy", id="osi_only", to=True, text=WORDS),
        )
    )
    after = edit.apply_repair(session, catalog, repair)
    assert (after.choices, after.excluded) == ({}, {})
    assert after.profile == {"needs": ("backup",), "workers": 5}
    assert after.existing == ("harbor",)
    assert after.hard_policies() == ("osi_only",)


def test_scenarios_fork_switch_adopt_and_drop() -> None:
    start = edit.choose(Session(), "cni", "calico")
    forked = edit.choose(scenarios.fork(start, "B"), "cni", "cilium")
    assert scenarios.names(forked) == ("B", "A")
    back = scenarios.switch(forked, "A")
    assert back.choices["cni"].option == "calico"
    assert scenarios.get(back, "B").choices["cni"].option == "cilium"
    adopted = scenarios.adopt(back, "B")
    assert (adopted.scenario, adopted.choices["cni"].option) == ("A", "cilium")
    assert scenarios.names(scenarios.drop(back, "B")) == ("A",)
    with pytest.raises(ValueError, match="already"):
        scenarios.fork(back, "B")
    with pytest.raises(KeyError):
        scenarios.switch(back, "C")
