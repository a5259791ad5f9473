"""One table of actions: bindings, footer, help, palette and handlers must all agree with it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from textual.app import App
from textual.binding import Binding
from textual.widget import Widget

from advisor.model.base import LANGUAGES, Language
from advisor.tui import actions, finding
from advisor.tui.application import AdvisorApp
from advisor.tui.modals.sheet import Sheet
from advisor.tui.panes.compare import ComparePane
from advisor.tui.panes.decide import DecidePane
from advisor.tui.panes.export import ExportPane
from advisor.tui.panes.plan import PlanPane
from advisor.tui.panes.profile import ProfilePane
from advisor.tui.screen import MainScreen
from advisor.tui.views import frame, guide
from advisor.tui.views.scene import Scene
from advisor.wording.tui_actions import ACTIONS
from tests.tui.driving import Drive, drive, make_app
from tests.tui.small import small_catalog

HOMES: dict[str, tuple[type[Widget] | type[App[int]], ...]] = {
    "app": (MainScreen,),
    "profile": (ProfilePane,),
    "decide": (DecidePane,),
    "plan": (PlanPane,),
    "compare": (ComparePane,),
    "export": (ExportPane,),
    "sheet": (Sheet,),
    "list": (ProfilePane, DecidePane, PlanPane, ComparePane, ExportPane, Sheet),
}


@pytest.mark.parametrize("action", actions.REGISTRY, ids=lambda a: a.id)
def test_every_action_has_a_handler_where_it_belongs(action: actions.Action) -> None:
    homes = (AdvisorApp,) if action.method.startswith("app.") else HOMES[action.place]
    for home in homes:
        name = action.method.removeprefix("app.")
        assert hasattr(home, f"action_{name}"), f"{home.__name__} cannot {action.id}"


@pytest.mark.parametrize("place", sorted(HOMES))
def test_the_bindings_of_a_place_are_exactly_its_actions(place: str) -> None:
    for home in HOMES[place]:
        ids = {b.id for b in home.BINDINGS if isinstance(b, Binding)}
        assert {a.id for a in actions.at(place)} <= ids


def test_no_key_means_two_things_in_one_place() -> None:
    for pane in actions.PANES:
        keys = [k for place in (pane, "list") for a in actions.at(place) for k in a.keys]
        assert len(keys) == len(set(keys)), f"{pane}: {sorted(k for k in keys if keys.count(k) > 1)}"


def test_letters_are_lower_case_and_have_the_jamo_that_key_sends() -> None:
    for action in actions.REGISTRY:
        for key in action.keys:
            assert key == key.lower()
            if len(key) == 1 and key.isalpha():
                assert actions.JAMO[key] in action.bound()


def test_nothing_is_reachable_by_escape_alone() -> None:
    for action in actions.REGISTRY:
        assert action.keys != ("escape",)
        if "escape" in action.keys:
            assert {"q", "backspace"} <= set(action.keys)


def test_every_action_is_worded_and_every_wording_is_an_action() -> None:
    assert set(ACTIONS) == {a.id for a in actions.REGISTRY}
    for label, short in ACTIONS.values():
        assert label.en
        assert label.ko
        assert len(short.en) <= 14


@pytest.mark.parametrize("lang", LANGUAGES)
def test_help_names_every_action_and_key(lang: Language) -> None:
    for place in actions.PANES:
        text = re.sub(r"\s+", "", "".join(r.text for r in guide.table(place, lang, 100)))
        for action in actions.REGISTRY:
            assert re.sub(r"\s+", "", action.label.get(lang)) in text
            for key in action.keys:
                assert actions.key_name(key, lang) in text


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_palette_offers_every_action_of_the_pane_and_of_all_panes(lang: Language) -> None:
    for pane in actions.PANES:
        offered = {e.key for e in finding.commands((pane, "app"), lang)}
        wanted = {a.id for a in actions.REGISTRY if a.place in (pane, "app") and a.palette}
        assert offered == wanted


def test_the_footer_names_only_actions_of_the_pane_and_fits() -> None:
    scene = Scene(small_catalog(), make_app().desk.session, None, "ko")
    for pane in actions.PANES:
        for cells in (58, 78, 158):
            row = frame.keys(scene, (pane, "app"), cells)
            assert actions.at(pane)[0].key_name("ko") in row.text


def test_a_jamo_does_what_its_letter_does() -> None:
    async def journey(run: Drive) -> None:
        await run.press("2", "ㅓ")
        assert run.main.query_one(DecidePane).decisions.key == "kube-proxy"
        await run.press("ㅏ")
        assert run.main.query_one(DecidePane).decisions.key == "cni"

    drive(make_app(), journey)


def test_the_palette_runs_what_was_picked() -> None:
    async def journey(run: Drive) -> None:
        await run.press("ctrl+p")
        await run.type("go to plan")
        await run.press("enter")
        assert run.main.pane.id == "plan"

    drive(make_app(), journey)


def test_keys_are_bound_in_the_table_and_nowhere_else_but_in_dialogs() -> None:
    root = Path(actions.__file__).parent
    for path in sorted(root.rglob("*.py")):
        if "modals" in path.parts or path.name in ("bindings.py", "application.py"):
            continue
        assert "Binding(" not in path.read_text(encoding="utf-8"), path.name
