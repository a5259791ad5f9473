"""Merging scenarios: open decisions are filled, stated ones stay."""

from __future__ import annotations

from advisor.model.catalog import Catalog
from advisor.model.session import Session
from advisor.session import edit, scenarios, workshop


def test_merge_fills_what_is_open_and_lists_what_differs() -> None:
    base = edit.choose(Session(), "cni", "calico")
    other = edit.choose(edit.choose(scenarios.fork(base, "B"), "cni", "cilium"), "mesh", "istio")
    back = scenarios.switch(other, "A")
    merged, conflicts = scenarios.merge(back, "B")
    assert {k: c.option for k, c in merged.choices.items()} == {"cni": "calico", "mesh": "istio"}
    assert conflicts == ("cni",)
    assert merged.scenarios == back.scenarios


def test_merge_never_takes_what_was_ruled_out_by_hand() -> None:
    other = edit.choose(scenarios.fork(Session(), "B"), "mesh", "istio")
    back = edit.exclude(scenarios.switch(other, "A"), "mesh", "istio")
    merged, conflicts = scenarios.merge(back, "B")
    assert "mesh" not in merged.choices
    assert conflicts == ("mesh",)


def test_merge_takes_answers_policies_and_exclusions_that_are_open(catalog: Catalog) -> None:
    base = edit.set_policy(edit.answer(Session(), catalog, "workers", 3), "osi_only", False)
    other = edit.answer(edit.answer(scenarios.fork(base, "B"), catalog, "workers", 9), catalog, "air_gapped", True)
    other = edit.exclude(edit.set_policy(other, "osi_only", True), "mesh", "istio")
    merged, conflicts = scenarios.merge(scenarios.switch(other, "A"), "B")
    assert merged.profile == {"workers": 3, "air_gapped": True}
    assert merged.policies == {"osi_only": False}
    assert merged.excluded == {"mesh": ("istio",)}
    assert conflicts == ()
    without = edit.set_policy(scenarios.switch(other, "A"), "osi_only", None)
    assert scenarios.merge(without, "B")[0].policies == {"osi_only": True}


def test_merge_never_rules_out_what_is_chosen() -> None:
    other = edit.exclude(scenarios.fork(Session(), "B"), "cni", "calico")
    back = edit.choose(scenarios.switch(other, "A"), "cni", "calico")
    merged, _ = scenarios.merge(back, "B")
    assert merged.choices["cni"].option == "calico"
    assert merged.excluded == {}


def test_merge_joins_exclusions_of_an_open_decision() -> None:
    base = edit.exclude(Session(), "cni", "calico")
    other = edit.exclude(scenarios.fork(base, "B"), "cni", "cilium")
    merged, _ = scenarios.merge(scenarios.switch(other, "A"), "B")
    assert merged.excluded == {"cni": ("calico", "cilium")}


def test_merge_takes_everything_else_that_is_open(catalog: Catalog) -> None:
    session = edit.set_weight(edit.set_existing(Session(), "harbor", True), "operations", 3)
    other = scenarios.fork(session, "B")
    other = edit.set_existing(edit.set_weight(other, "operations", 9), "calico", True)
    other = edit.accept(other, "licence:x", by="legal", because="ok")
    other = edit.set_input(other, catalog, "domain", "k8s.example.com")
    other = workshop.vote(workshop.join(other, "Minji"), "cni", "Minji", "calico")
    merged, conflicts = scenarios.merge(scenarios.switch(other, "A"), "B")
    assert conflicts == ()
    assert merged.existing == ("harbor", "calico")
    assert merged.weights == {"operations": 3}, "what the current state says stays"
    assert merged.inputs == {"domain": "k8s.example.com"}
    assert merged.accepted["licence:x"].by == "legal"
    assert merged.records["cni"].votes == {"Minji": "calico"}
    assert "Minji" in merged.participants
