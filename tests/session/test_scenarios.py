"""Merging scenarios: open decisions are filled, stated ones stay."""

from __future__ import annotations

from advisor.model.session import Session
from advisor.session import edit, scenarios


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
