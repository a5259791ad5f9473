"""View data: what is shown, tested without a terminal."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from advisor.model.assessment import Standing
from advisor.model.base import LANGUAGES, Language
from advisor.model.session import Choice, Session
from advisor.solve.engine import Engine
from advisor.solve.graph import stack_graph
from advisor.solve.truth import World, evaluate
from advisor.tui.cells import width
from advisor.tui.views import compare, decide, export, frame, marks, plan, profile, why
from advisor.tui.views.rows import Row
from advisor.tui.views.scene import Scene
from tests.tui.small import small_catalog

CATALOG = small_catalog()


def engine() -> Engine:
    """Made anew each time: a solver that outlives its test complains when the interpreter ends."""
    return Engine(CATALOG)


def scene(session: Session | None = None, lang: Language = "en") -> Scene:
    stated = session or Session()
    return Scene(CATALOG, stated, engine().assess(stated), lang)


def texts(rows: Sequence[Row]) -> list[str]:
    return [r.text for r in rows]


def conflicting() -> Session:
    return Session(
        profile={"kernel_version": "4.18"},
        choices={"kube-proxy": Choice(option="replaced"), "tracing": Choice(option="none")},
    )


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("cells", [38, 55, 78, 100])
def test_no_row_is_wider_than_its_column(lang: Language, cells: int) -> None:
    for look in (scene(lang=lang), scene(conflicting(), lang)):
        side = compare.Side("A", True, look.assessment)
        rows = [
            *decide.sidebar(look, cells),
            *decide.header(look, "cni", cells),
            *decide.outlook(look, "cni", "cilium", decide.Outlook("cni", "cilium"), cells),
            *profile.rows(look, lambda _: True, cells),
            *profile.about(look, "fact:location", cells),
            *plan.conflicts(look, cells),
            *plan.signatures(look, cells),
            *plan.waves(look, cells),
            *plan.resources(look, cells),
        ]
        if cells >= 38:
            rows += decide.options(look, "cni", cells)
            rows += compare.rows(look, [side, side], 0, only_differences=False, cells=cells)
        for row in rows:
            assert width(row.text) <= cells, row.text


def test_every_standing_has_its_own_mark_and_all_are_ascii() -> None:
    assert set(marks.STANDING_MARKS) == set(Standing)
    assert len(set(marks.STANDING_MARKS.values())) == len(Standing)
    assert all(m.isascii() and len(m) == 3 for m in marks.MARK_TONES)


def test_an_impossible_option_stays_with_its_reason_in_the_row() -> None:
    look = scene(Session(profile={"kernel_version": "4.18"}))
    row = next(r for r in decide.options(look, "cni", 78) if r.key == "cilium")
    assert row.text.startswith("[-] Cilium")
    assert "kernel 5.10" in row.text


def test_an_option_row_names_licence_and_score() -> None:
    row = next(r for r in decide.options(scene(), "logs", 78) if r.key == "loki")
    assert "AGPL-3.0!" in row.text
    calico = next(r for r in decide.options(scene(), "cni", 60) if r.key == "calico")
    assert " 16 " in calico.text
    assert "stab+4" in calico.text


def test_groups_count_what_is_settled() -> None:
    settled = scene(Session(choices={"cni": Choice(option="calico")}))
    head = decide.sidebar(settled, 24)[0].text
    assert head.startswith("Network")
    assert head.endswith("2/2")


def test_open_decisions_begin_with_those_that_rules_speak_of_most() -> None:
    waiting = decide.open_decisions(scene())
    assert waiting[:2] == ["cni", "kube-proxy"]
    chosen = decide.open_decisions(scene(Session(choices={"cni": Choice(option="calico")})))
    assert "cni" not in chosen
    assert "kube-proxy" not in chosen


def test_consequences_are_told_before_the_choice() -> None:
    found = engine().consequences(Session(), "cni", "calico")
    look = decide.Outlook("cni", "calico", found.forced, found.excluded, found.opens)
    shown = "\n".join(texts(decide.outlook(scene(), "cni", "calico", look, 55)))
    assert "If you choose Calico" in shown
    assert "[-] excludes Kube-proxy: Replaced" in shown


def test_a_conflict_is_shown_with_a_numbered_chain_sources_dates_and_repairs() -> None:
    look = scene(conflicting())
    shown = "\n".join(texts(plan.conflicts(look, 78)))
    assert "[X] Conflict 1" in shown
    assert " 1  " in shown
    assert "https://example.org/page, 2026-11-01" in shown
    assert "[1] " in shown
    keys = {r.key for r in plan.conflicts(look, 78) if r.key}
    assert "repair:0:0" in keys


def test_why_not_shows_chain_and_ways_out_with_side_effects() -> None:
    session = Session(profile={"kernel_version": "4.18"})
    found = engine().explain(session, "cni", "cilium")
    ways = engine().repairs(session, ("cni", "cilium"), unlock_facts=True)
    shown = "\n".join(texts(why.explanation(scene(session), found, 78, ways)))
    assert "[-] CNI: Cilium" in shown
    assert "cilium-kernel" in shown
    assert "[1] " in shown
    assert "also changes" in shown or "changes nothing else" in shown
    assert "What the 2025 article says" in shown
    assert "today: changed. It graduated." in shown


def test_facts_show_what_is_assumed_while_they_are_open() -> None:
    shown = texts(profile.rows(scene(), lambda _: True, 60))
    assert any(t.startswith("[ ] Workers") and "assumes 5" in t for t in shown)
    stated = texts(profile.rows(scene(Session(profile={"workers": 12})), lambda _: True, 60))
    assert any(t.startswith("[x] Workers") and "12" in t for t in stated)


def test_a_question_that_makes_no_sense_here_is_not_asked() -> None:
    session = Session(profile={"location": "on-premises"})
    world = World(CATALOG, session, None)
    keys = [r.key for r in profile.rows(scene(session), lambda c: evaluate(c, world), 60)]
    assert "fact:cloud" not in keys
    assert "fact:workers" in keys


def test_the_tree_draws_every_component_once() -> None:
    look = scene()
    assert look.assessment is not None
    graph = stack_graph(CATALOG, Session(), dict(look.assessment.stack))
    edges = [(a, "install", b) for a, b in graph.edges]
    rows = plan.tree(look, edges, 60)
    assert len(rows) == len(look.assessment.components)
    nested = plan.tree(look, [("calico", "install", "harbor"), ("harbor", "install", "loki")], 60)
    assert any(r.text.startswith("`- Harbor") for r in nested)
    assert any(r.text.strip().startswith("`- Loki") for r in nested)


def test_export_says_what_blocks_it_and_where_to_go() -> None:
    keys = [k for k, _ in export.blockers(scene(conflicting()), complete=True)]
    assert keys[0] == "plan:conflicts"
    assert [k for k, _ in export.blockers(scene(), complete=False)][-1] == "complete"
    loki = scene(Session(choices={"logs": Choice(option="loki")}))
    assert [k for k, _ in export.blockers(loki, complete=True)] == ["plan:licences"]


def test_a_preview_is_a_difference_where_a_file_was_written_before() -> None:
    bundle = export.Bundle({"a.yaml": b"x: 1\ny: 2\n"})
    fresh = texts(export.preview(scene(), bundle, "a.yaml", {}, 40))
    assert "   1 x: 1" in fresh
    changed = texts(export.preview(scene(), bundle, "a.yaml", {"a.yaml": b"x: 1\ny: 3\n"}, 40))
    assert "-y: 3" in changed
    assert "+y: 2" in changed


def test_hostile_text_is_shown_as_text() -> None:
    session = Session(name="[bold red]x[/] \x1b[2J", choices={"cni": Choice(option="calico")})
    shown = frame.title(scene(session), "profile", 120).text
    assert "[bold red]x[/]" in shown
    assert "\x1b" not in shown


def test_compare_marks_what_differs_and_can_hide_the_rest() -> None:
    other = Session(choices={"cni": Choice(option="cilium")})
    sides = [compare.Side("A", True, engine().assess(Session())), compare.Side("B", False, engine().assess(other))]
    everything = compare.rows(scene(), sides, 0, only_differences=False, cells=78)
    criteria = {f"{compare.CRITERION_KEY}{c.id}" for c in CATALOG.criteria}
    assert {r.key for r in everything if r.key} == {d.id for d in CATALOG.decisions} | criteria
    rows = compare.rows(scene(), sides, 0, only_differences=True, cells=78)
    assert [r.key for r in rows if r.key] == [*sorted(criteria), "cni"]
    assert all(r.text.rstrip().endswith("!=") for r in rows)
    assert "+4" in rows[1].text


def test_a_wide_pane_gives_every_criterion_that_counts_a_column() -> None:
    look = scene()
    rows = decide.options(look, "cni", 66)
    head = next(r for r in rows if not r.key)
    calico = next(r for r in rows if r.key == "calico")
    view = look.decision("cni")
    option = view.option("calico") if view else None
    assert option is not None
    assert "sum" in head.text
    assert option.criteria
    for criterion, points in option.criteria.items():
        name = next(look.say(c.name) for c in look.catalog.criteria if c.id == criterion).lower()[:4]
        end = head.text.index(name) + len(name)
        assert calico.text[:end].endswith(f"{points:+d}"), "points stand under their criterion"
    assert all(r.key for r in decide.options(look, "cni", 54)), "no columns where there is no room"


def test_what_a_choice_excludes_is_told_once_per_decision() -> None:
    look = scene()
    found = decide.Outlook("cni", "calico", excluded=(("logs", "loki"), ("logs", "elastic"), ("tracing", "jaeger")))
    text = " ".join(row.text for row in decide.effects(look, found, 200))
    assert text.count(look.decision_name("logs")) == 1
    assert f"{look.option_name('logs', 'loki')}, {look.option_name('logs', 'elastic')}; " in text


def test_a_score_is_told_with_its_weights_where_they_explain_it() -> None:
    look = scene()
    view = next(v for v in look.assessment.decisions if v.id == "cni") if look.assessment else None
    assert view is not None
    option = next(o for o in view.options if o.criteria)
    assert " x " in decide.weighed(look, option)
    other = option.model_copy(update={"score": option.score + 1})
    assert " x " not in decide.weighed(look, other), "a sum that is none is not shown as one"
