"""What the engine says about a small platform."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from advisor.errors import BadInput
from advisor.model.assessment import Assessment, Standing
from advisor.model.catalog import Catalog
from advisor.model.session import Choice, Session
from advisor.session.edit import apply_repair
from advisor.solve.engine import Engine
from advisor.solve.oracle import PySat
from tests.solve.build import catalog, component, decision, fact, need, policy, rule, session

BACKUP: dict[str, Any] = {"profile": {"needs": ("backup",)}}


def standing(found: Assessment, decision_id: str, option_id: str) -> Standing:
    view = found.decision(decision_id).option(option_id)
    assert view is not None
    return view.standing


# ---------------------------------------------------------------- standings and the best stack


def test_nothing_stated_leaves_everything_open_and_suggests_the_least(engine: Engine) -> None:
    found = engine.assess(session())
    assert found.status == "open"
    assert found.stack["backup"] == "none"
    assert found.stack["storage"] == "longhorn"
    assert standing(found, "cni", "cilium") is Standing.SUGGESTED
    assert standing(found, "cni", "calico") is Standing.POSSIBLE
    assert found.objective == (0, 0, 0, 0, -25)
    assert {a.fact: a.value for a in found.assumptions}["kernel"] == "6.1"


def test_a_need_pulls_in_its_option_and_what_that_needs(engine: Engine) -> None:
    found = engine.assess(session(**BACKUP))
    assert found.stack["backup"] == "velero"
    assert found.stack["storage"] == "rook-ceph"
    assert found.waves == (("cilium", "rook-ceph"), ("velero",))


def test_a_choice_leaves_its_rivals_possible_and_forces_what_follows(engine: Engine) -> None:
    found = engine.assess(session(choices={"backup": "velero"}))
    assert standing(found, "backup", "velero") is Standing.CHOSEN
    assert standing(found, "backup", "none") is Standing.POSSIBLE
    assert standing(found, "storage", "rook-ceph") is Standing.FORCED
    assert standing(found, "storage", "longhorn") is Standing.IMPOSSIBLE


def test_an_open_fact_never_makes_an_option_impossible(engine: Engine) -> None:
    assert engine.standings(session())["cni"]["cilium"] is Standing.POSSIBLE
    assert engine.standings(session(profile={"kernel": "5.9"}))["cni"]["cilium"] is Standing.IMPOSSIBLE
    assert engine.standings(session(profile={"kernel": "5.10.3"}))["cni"]["cilium"] is Standing.POSSIBLE


def test_an_assumption_gives_way_when_it_cannot_hold() -> None:
    known = catalog(
        [decision("cni", ["cilium"])],
        facts=[fact("kernel", "version", assume="4.18")],
        rules=[rule("k", "requires", when={"component": "cilium"}, then={"fact": "kernel", "at_least": "5.10"})],
    )
    found = Engine(known).assess(session())
    assert found.objective[0] == 1
    assert [(a.fact, a.value) for a in found.assumptions] == [("kernel", "5.10")]


def test_an_impossible_option_names_the_rule_that_bars_it(engine: Engine) -> None:
    found = engine.assess(session(profile={"kernel": "4.18"}))
    view = found.decision("cni").option("cilium")
    assert view is not None
    assert view.reasons[0].rule == "cilium-kernel"
    assert view.reasons[0].sources


def test_an_excluded_option_is_impossible_because_of_the_exclusion(engine: Engine) -> None:
    found = engine.assess(session(excluded={"cni": ["cilium"]}))
    view = found.decision("cni").option("cilium")
    assert view is not None
    assert view.standing is Standing.IMPOSSIBLE
    assert view.reasons[0].rule == "exclusion:cni=cilium"
    assert standing(found, "cni", "calico") is Standing.FORCED


def test_an_existing_component_is_kept_against_the_score(engine: Engine) -> None:
    assert engine.assess(session()).stack["storage"] == "longhorn"
    assert engine.assess(session(existing=["rook-ceph"])).stack["storage"] == "rook-ceph"


def test_an_irrelevant_decision_takes_none_and_does_not_keep_the_session_open(engine: Engine) -> None:
    stated = session(profile={"needs": ("backup",), "workers": 1})
    view = engine.assess(stated).decision("backup")
    assert not view.relevant
    assert view.choice == "none"
    assert engine.assess(session(profile={"needs": ("backup",), "workers": 2})).decision("backup").relevant
    rest = {d: o for d, o in engine.assess(stated).stack.items() if d != "backup"}
    assert engine.assess(
        stated.model_copy(update={"choices": {d: Choice(option=o) for d, o in rest.items()}})
    ).status == ("complete")


def test_weights_move_the_suggestion(engine: Engine) -> None:
    stated = {"profile": {"skills": ("ceph",)}}
    assert engine.assess(session(**stated)).stack["storage"] == "rook-ceph"
    assert engine.assess(session(**stated, weights={"operations": 0})).score == 0


def test_complete_fills_what_is_open_and_says_who(engine: Engine) -> None:
    stated = session(choices={"cni": {"option": "calico", "by": "net"}})
    full = engine.complete(stated)
    assert engine.assess(full).status == "complete"
    assert full.choices["cni"].by == "net"
    assert full.choices["storage"].by == "suggestion"
    assert engine.assess(full, count_budget=1000).remaining.exact == 1  # type: ignore[union-attr]


# ---------------------------------------------------------------- policies


def test_a_hard_policy_forbids_and_a_soft_one_costs(engine: Engine) -> None:
    wanted: dict[str, Any] = {"profile": {"needs": ("secrets",), "hosted": False}, "excluded": {"secrets": ["openbao"]}}
    assert engine.assess(session(**wanted)).stack["secrets"] == "vault"
    hard = engine.assess(session(**wanted, policies={"osi-only": True}))
    assert hard.stack["secrets"] == "none"
    view = hard.decision("secrets").option("vault")
    assert view is not None
    assert view.reasons[0].rule == "policy:osi-only:vault"
    soft = engine.assess(session(**wanted, policies={"osi-only": {"weight": 4}}))
    assert standing(soft, "secrets", "vault") is Standing.POSSIBLE
    assert soft.stack["secrets"] == "none"
    chosen = session(**wanted, policies={"osi-only": {"weight": 4}}, choices={"secrets": "vault"})
    assert engine.assess(chosen).objective[1] == 4


# ---------------------------------------------------------------- conflicts and repairs


def test_two_clashing_choices_are_a_minimal_conflict_with_working_repairs(engine: Engine) -> None:
    stated = session(choices={"storage": "longhorn", "cni": "calico", "entry": "cilium-gateway"})
    found = engine.assess(stated)
    assert found.status == "conflict"
    assert found.stack == {}
    assert found.remaining is not None
    assert found.remaining.exact == 0
    (conflict,) = found.conflicts
    assert [(i.kind, i.id) for i in conflict.items] == [
        ("choice", "cni"),
        ("choice", "entry"),
        ("rule", "gateway-needs-cilium"),
    ]
    assert {tuple((c.kind, c.id, c.to) for c in r.changes) for r in conflict.repairs} == {
        (("choice", "cni", "cilium"),),
        (("choice", "entry", "none"),),
    }
    for repair in conflict.repairs:
        assert engine.assess(apply_repair(stated, engine.catalog, repair)).status != "conflict"
    assert found.decision("storage").choice == "longhorn"
    overruled = next(d for d in found.decisions if d.wish is not None and d.choice is None)
    assert overruled.id in ("cni", "entry")
    assert overruled.standing is Standing.IMPOSSIBLE


def test_conflicts_that_share_nothing_are_all_listed_and_each_repair_solves_everything() -> None:
    known = catalog(
        [decision(d, ["a", "b"]) for d in ("one", "two", "three", "four")],
        rules=[
            rule("x", "conflicts", between=[{"chosen": "one=a"}, {"chosen": "two=a"}]),
            rule("y", "conflicts", between=[{"chosen": "three=a"}, {"chosen": "four=a"}]),
        ],
    )
    engine = Engine(known)
    stated = session(choices={"one": "a", "two": "a", "three": "a", "four": "a"})
    found = engine.assess(stated)
    assert [[i.id for i in c.items] for c in found.conflicts] == [["one", "two", "x"], ["three", "four", "y"]]
    assert len(found.conflicts[0].repairs) == 4
    for repair in found.conflicts[0].repairs:
        assert engine.assess(apply_repair(stated, engine.catalog, repair)).status != "conflict"


def test_facts_give_way_only_when_nothing_else_helps() -> None:
    known = catalog(
        [decision("cni", ["cilium"])],
        facts=[fact("kernel", "version"), fact("needs", "list", ["x", "y"])],
        rules=[
            rule("k", "requires", when={"component": "cilium"}, then={"fact": "kernel", "at_least": "5.10"}),
            rule("n", "forbids", when={"fact": "needs", "includes": "x"}, options=["cni=cilium"]),
        ],
    )
    engine = Engine(known)
    stated = session(profile={"kernel": "4.18", "needs": ("x", "y")})
    found = engine.assess(stated)
    assert found.status == "conflict"
    (repair,) = found.conflicts[0].repairs
    assert {(c.kind, c.id, c.to) for c in repair.changes} == {("fact", "kernel", "5.10"), ("need", "needs=x", None)}
    assert engine.assess(apply_repair(stated, engine.catalog, repair)).status == "complete"


def test_what_only_an_existing_component_permits_has_a_repair_that_says_so() -> None:
    known = catalog(
        [decision("entry", ["old", "new"])],
        rules=[rule("gone", "forbids", when={"not": {"existing": "old"}}, options=["entry=old"])],
    )
    engine = Engine(known)
    (repair,) = engine.repairs(session(), ("entry", "old"))
    assert [(c.kind, c.id, c.to) for c in repair.changes] == [("existing", "old", True), ("choice", "entry", "old")]
    assert engine.assess(apply_repair(session(), known, repair)).status == "complete"


def test_repairs_for_a_wish_make_it_possible_and_take_it(engine: Engine) -> None:
    stated = session(choices={"cni": "calico", "kube-proxy": "iptables"}, profile={"kernel": "6.1"})
    repairs = engine.repairs(stated, ("entry", "cilium-gateway"))
    assert [[(c.kind, c.id, c.to) for c in r.changes] for r in repairs] == [
        [("choice", "cni", "cilium"), ("choice", "entry", "cilium-gateway")]
    ]
    after = engine.assess(apply_repair(stated, engine.catalog, repairs[0]))
    assert standing(after, "entry", "cilium-gateway") is Standing.CHOSEN


def test_unlocked_facts_offer_a_nearest_answer(engine: Engine) -> None:
    stated = session(profile={"kernel": "4.18"}, choices={"cni": "calico"})
    repairs = engine.repairs(stated, ("kube-proxy", "replaced"), unlock_facts=True)
    assert {(c.kind, c.id, c.to) for c in repairs[0].changes} >= {
        ("fact", "kernel", "5.10"),
        ("choice", "cni", "cilium"),
    }


def test_a_number_moves_no_further_than_it_must() -> None:
    known = catalog(
        [decision("size", ["big", "small"])],
        facts=[fact("nodes", "integer", minimum=0, assume=100)],
        rules=[
            rule(f"r{n}", "requires", when={"chosen": "size=big"}, then={"fact": "nodes", "at_least": n})
            for n in (3, 5)
        ]
        + [rule("many", "warns", when={"fact": "nodes", "at_least": 50})],
    )
    engine = Engine(known)
    (up,) = engine.repairs(session(profile={"nodes": 1}), ("size", "big"))
    assert [(c.kind, c.id, c.to) for c in up.changes] == [("fact", "nodes", 5), ("choice", "size", "big")]


def test_side_effects_and_licence_effects_of_a_repair_are_told(engine: Engine) -> None:
    stated = session(
        profile={"needs": ("secrets",), "hosted": False}, choices={"secrets": "vault"}, policies={"osi-only": True}
    )
    found = engine.assess(stated)
    drop = next(r for r in found.conflicts[0].repairs if r.changes[0].kind == "policy")
    switch = next(r for r in found.conflicts[0].repairs if r.changes[0].kind == "choice")
    assert switch.changes[0].to == "openbao"
    assert any("Vault" in t.en for t in switch.licence_changes)
    assert drop.licence_changes == ()


# ---------------------------------------------------------------- explanations


def test_the_chain_of_an_impossible_option_is_closed_and_has_sources(engine: Engine) -> None:
    found = engine.explain(session(profile={"kernel": "4.18"}), "entry", "cilium-gateway")
    assert found.standing is Standing.IMPOSSIBLE
    assert found.conflict is not None
    chain = found.conflict.chain
    assert [s.item.id for s in chain] == ["entry", "kernel", "gateway-needs-cilium", "cilium-kernel"]
    assert chain[-1].uses == (1, 2)
    assert "not (" not in "".join(s.concludes.en for s in chain)
    assert all(i.sources for i in found.conflict.items if i.kind == "rule")
    assert all(s.concludes.ko for s in chain)


def test_a_forced_option_is_explained_by_what_forces_it(engine: Engine) -> None:
    found = engine.explain(session(choices={"backup": "velero"}), "storage")
    assert found.option == "rook-ceph"
    assert found.standing is Standing.FORCED
    assert {(i.kind, i.id) for i in found.because} == {("choice", "backup"), ("rule", "need:velero:store")}
    assert found.neighbours == (("rook-ceph", "install", "velero"),)
    assert found.breaks == ("velero",)


def test_a_suggestion_is_explained_by_its_preferences(engine: Engine) -> None:
    found = engine.explain(session(profile={"bgp": True}), "cni")
    assert found.standing is Standing.SUGGESTED
    assert [i.id for i in found.because] == ["cni-bgp"]
    assert found.conflict is None


def test_what_could_be_taken_says_what_comes_first_and_why(engine: Engine) -> None:
    def instead(stated: Session, decision_id: str, option: str) -> str:
        found = engine.explain(stated, decision_id, option)
        assert found.standing is Standing.POSSIBLE
        assert found.instead is not None
        assert found.instead.ko
        return found.instead.en

    assert instead(session(profile={"bgp": True}), "cni", "cilium") == (
        "Calico comes first: the best stack with Cilium scores 30 points less."
    )
    assert instead(session(choices={"cni": "calico"}), "cni", "cilium") == "You chose Calico here."
    assert "nothing that was stated asks for Openbao" in instead(session(), "secrets", "openbao")
    asked = session(profile={"needs": ("secrets",)})
    assert "SECRETS is asked for, and this would leave it out" in instead(asked, "secrets", "none")
    assert "already runs" in instead(session(existing=["longhorn"]), "storage", "rook-ceph")
    soft = session(policies={"osi-only": {"weight": 4}}, profile={"needs": ("secrets",)})
    assert "4 more against the soft policies" in instead(soft, "secrets", "vault")
    assert engine.explain(session(choices={"cni": "cilium"}), "cni", "cilium").instead is None


def test_a_suggestion_says_what_comes_next_and_why_it_comes_after(engine: Engine) -> None:
    found = engine.explain(session(profile={"bgp": True}), "cni")
    assert found.standing is Standing.SUGGESTED
    assert found.instead is not None
    assert found.instead.en == "Calico comes first: the best stack with Cilium scores 30 points less."
    nothing = engine.explain(session(), "secrets")
    assert (nothing.option, nothing.reasons) == ("none", ())
    assert nothing.instead is not None
    assert "nothing that was stated asks for Vault" in nothing.instead.en


def test_an_overruled_choice_is_explained_by_its_conflict(engine: Engine) -> None:
    stated = session(choices={"cni": "calico", "entry": "cilium-gateway"})
    for decision_id in ("cni", "entry"):
        found = engine.explain(stated, decision_id)
        if found.standing is Standing.IMPOSSIBLE:
            assert found.conflict is not None
            assert {i.id for i in found.conflict.items} == {"cni", "entry", "gateway-needs-cilium"}
            return
    pytest.fail("one of the two choices must be overruled")


def test_an_unknown_decision_or_option_is_bad_input(engine: Engine) -> None:
    with pytest.raises(BadInput):
        engine.explain(session(), "nonsense")
    with pytest.raises(BadInput):
        engine.explain(session(), "cni", "nonsense")


# ---------------------------------------------------------------- outlook


def test_consequences_of_a_choice(engine: Engine) -> None:
    found = engine.consequences(session(), "backup", "velero")
    assert found.possible
    assert found.forced == (("storage", "rook-ceph"),)
    assert set(found.excluded) == {("storage", "longhorn"), ("storage", "external")}
    back = engine.consequences(session(choices={"backup": "velero"}), "backup", "none")
    assert set(back.opens) == {("storage", "longhorn"), ("storage", "external")}
    assert not engine.consequences(session(profile={"kernel": "4.18"}), "cni", "cilium").possible


def test_alternatives_come_in_order_and_say_where_they_differ(engine: Engine) -> None:
    first, second, *_ = engine.alternatives(session(), 3)
    assert first.objective <= second.objective
    assert first.differences == ()
    assert second.differences


def test_sensitivity_finds_the_weight_and_the_fact_that_flip(engine: Engine) -> None:
    flips = engine.sensitivity(session(profile={"bgp": True}), "cni")
    assert [(f.kind, f.id, f.to, f.option) for f in flips] == [("fact", "bgp", False, "cilium")]
    chosen = session(choices={"cni": "calico"})
    assert engine.sensitivity(chosen, "cni") == ()


def test_sensitivity_names_the_smallest_weight() -> None:
    known = catalog(
        [decision("t", ["a", "b"])],
        rules=[
            rule("ops", "prefers", options=["t=a"], points=3, criterion="operations"),
            rule("cost", "prefers", options=["t=b"], points=4, criterion="cost"),
        ],
    )
    flips = Engine(known).sensitivity(session(), "t")
    assert {(f.id, f.from_, f.to, f.option) for f in flips} == {("cost", 3, 4, "b"), ("operations", 5, 3, "b")}


def test_ranges_say_who_set_each_end_and_an_empty_one_is_a_conflict_of_its_two_sources() -> None:
    version = {"fact": "kubernetes_version"}
    known = catalog(
        [decision("cd", ["new", "plain"]), decision("log", ["old", "modern"])],
        facts=[fact("kubernetes_version", "version")],
        rules=[
            rule("floor", "requires", when={"chosen": "cd=new"}, then={**version, "at_least": "1.34"}),
            rule("ceiling", "requires", when={"chosen": "log=old"}, then={**version, "below": "1.33"}),
        ],
    )  # fmt: skip
    engine = Engine(known)
    (found,) = engine.ranges(session(choices={"cd": "new"}))
    assert (found.at_least, found.below) == ("1.34", None)
    assert [i.id for i in found.at_least_because] == ["cd", "floor"]
    assert engine.ranges(session()) == ()
    clash = engine.assess(session(choices={"cd": "new", "log": "old"}))
    assert [i.id for i in clash.conflicts[0].items] == ["cd", "log", "floor", "ceiling"]


def test_counting_is_exact_or_says_more_than(engine: Engine) -> None:
    assert engine.count(session()).exact == 132
    many = Engine(catalog([decision(f"d{i}", ["a", "b"]) for i in range(12)], rules=[
        rule(f"r{i}", "conflicts", between=[{"chosen": f"d{i}=a"}, {"chosen": f"d{i + 1}=a"}]) for i in range(11)
    ]))  # fmt: skip
    assert many.count(session(), budget=1).exact == 377
    wide = Engine(catalog([decision(f"d{i}", ["a", "b", "c"]) for i in range(9)]))
    assert wide.count(session(), budget=0).more_than == 1000
    assert wide.count(session()).exact == 3**9


# ---------------------------------------------------------------- cycles


def test_two_missing_providers_are_not_called_circular() -> None:
    known = catalog(
        [decision("a", ["x", "none"]), decision("b", ["y", "none"])],
        components=[component("x", needs=[need("p", {"capability": "gone"}, phase="install")])],
        capabilities=["gone"],
    )
    found = Engine(known).assess(session())
    assert not [f for f in found.findings if f.id.startswith("cycle")]
    assert standing(found, "a", "x") is Standing.IMPOSSIBLE


def test_a_true_cycle_prints_its_path_and_rules() -> None:
    known = catalog(
        [decision("a", ["x"]), decision("b", ["y"])],
        components=[
            component("x", needs=[need("p", {"component": "y"}, phase="install")]),
            component("y", needs=[need("q", {"component": "x"}, phase="install")]),
        ],
    )
    found = Engine(known).assess(session())
    (cycle,) = [f for f in found.findings if f.id.startswith("cycle")]
    assert "x -> y -> x" in cycle.text.en
    assert "need:y:q" in cycle.text.en
    assert found.waves == (("x", "y"),)


# ---------------------------------------------------------------- effort and determinism


def test_standings_ask_few_questions_and_reuse_what_they_proved(platform: Catalog) -> None:
    engine = Engine(platform)
    oracle = engine.tools.oracle
    assert isinstance(oracle, PySat)
    engine.standings(session())
    first = oracle.calls
    engine.standings(session())
    assert first <= sum(len(d.options) for d in platform.decisions) + 2
    assert oracle.calls == first


def test_history_does_not_change_answers(platform: Catalog) -> None:
    stated = session(choices={"cni": "calico", "entry": "cilium-gateway"}, profile={"workers": 3})
    fresh, used = Engine(platform), Engine(platform)
    for other in (session(), session(**BACKUP), session(choices={"cni": "cilium"}), session(profile={"kernel": "4.1"})):
        used.assess(other)
    assert used.assess(stated) == fresh.assess(stated)


_PROGRAM = """
import json
from advisor.session.edit import apply_repair
from advisor.solve.engine import Engine
from advisor.solve.render_json import explain_json, to_json
from tests.solve.build import session
from tests.solve.conftest import small_platform
engine = Engine(small_platform())
for stated in (session(), session(choices={"cni": "calico", "entry": "cilium-gateway"}, policies={"osi-only": True})):
    print(json.dumps(to_json(engine.assess(stated), engine.catalog, "ko", engine.alternatives(stated, 3))))
    print(json.dumps(explain_json(engine.explain(stated, "entry", "cilium-gateway"), engine.catalog)))
"""


def run(program: str, **environment: str) -> bytes:
    root = Path(__file__).parents[2]
    return subprocess.run(
        [sys.executable, "-c", program], env=environment, cwd=root, capture_output=True, check=True
    ).stdout


def test_the_same_bytes_under_every_hash_seed() -> None:
    outputs = {run(_PROGRAM, PYTHONHASHSEED=seed) for seed in ("0", "1", "4242")}
    assert len(outputs) == 1
    assert outputs.pop().startswith(b'{"schema": "advisor.assessment/1"')


def test_solving_loads_no_terminal_libraries() -> None:
    program = (
        "import sys, advisor.solve.engine; print([m for m in ('textual', 'networkx', 'click') if m in sys.modules])"
    )
    assert run(program).strip() == b"[]"


def test_a_policy_can_be_on_without_selecting_anything() -> None:
    known = catalog([decision("a", ["x"])], policies=[policy("none-such", components=["z"])])
    assert Engine(known).assess(session(policies={"none-such": True})).status == "complete"
