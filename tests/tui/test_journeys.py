"""What people do, by keys alone."""

from __future__ import annotations

from pathlib import Path

import pytest

from advisor.model.base import LANGUAGES, Language
from advisor.model.session import Choice, Session
from advisor.solve.engine import Engine
from advisor.tui import actions
from advisor.tui.messages import StepWanted
from advisor.tui.modals.confirm import ConfirmSheet
from advisor.tui.modals.prompt import PromptSheet
from advisor.tui.modals.sheet import Sheet
from advisor.tui.modals.why import WhySheet
from advisor.tui.panes.compare import ComparePane
from advisor.tui.panes.decide import DecidePane
from advisor.tui.panes.plan import PlanPane
from advisor.tui.screen import MainScreen
from tests.tui.driving import Drive, drive, make_app
from tests.tui.small import small_catalog


def status(run: Drive) -> str:
    """Status of the current assessment."""
    return run.desk.assessment.status if run.desk.assessment else ""


SIZES = [(60, 16), (80, 24), (100, 30), (160, 50)]


@pytest.mark.parametrize("size", SIZES, ids=str)
@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_pane_opens_at_every_size_in_both_languages(lang: Language, size: tuple[int, int]) -> None:
    async def journey(run: Drive) -> None:
        for number, pane in enumerate(("profile", "decide", "plan", "compare", "export"), start=1):
            await run.press(str(number))
            assert run.main.pane.id == pane
            assert f"[{number} " in run.screen[0]
            assert len(run.screen) == size[1]

    drive(make_app(lang=lang), journey, size)


def test_a_first_run_gives_a_valid_stack_in_three_keys() -> None:
    async def journey(run: Drive) -> None:
        assert isinstance(run.app.screen, Sheet)
        await run.press("enter", "a", "enter")
        assert run.desk.assessment is not None
        assert run.desk.assessment.status == "complete"
        assert set(run.desk.session.choices) >= {"cni", "cd", "logs"}

    drive(make_app(tour=True), journey)


def test_answering_each_kind_of_question() -> None:
    async def journey(run: Drive) -> None:
        await run.press("enter", "2")  # location: the second value by its number
        await run.press("down", "enter")
        await run.type("4.18")
        await run.press("enter")
        await run.press("down", "space")
        await run.press("down", "down", "plus", "plus")
        await run.press("down", "enter", "space", "enter")
        assert run.desk.session.profile == {
            "location": "public-cloud",
            "kernel_version": "4.18",
            "air_gapped": True,
            "workers": 7,
            "needs": ("tracing",),
        }
        await run.press("c")
        assert "needs" not in run.desk.session.profile

    drive(make_app(), journey)


def test_a_wrong_answer_keeps_the_dialog_open_and_says_why() -> None:
    async def journey(run: Drive) -> None:
        await run.press("down", "enter")
        await run.type("new")
        await run.press("enter")
        assert isinstance(run.app.screen, PromptSheet)
        assert "kernel_version takes a version" in run.text
        await run.press("escape")
        assert run.desk.session.profile == {}

    drive(make_app(), journey)


def test_existing_policies_weights_and_site_values() -> None:
    async def journey(run: Drive) -> None:
        listing = run.main.pane.first_list
        listing.go("existing:")
        await run.press("enter", "space", "down", "space", "enter")
        assert run.desk.session.existing == ("calico", "cilium")
        listing.go("policy:osi_only")
        await run.press("space")
        assert run.desk.session.policies == {"osi_only": True}
        await run.press("space", "plus")
        assert run.desk.session.soft_policies() == {"osi_only": 6}
        listing.go("weight:operations")
        await run.press("minus", "minus")
        assert run.desk.session.weights == {"operations": 3}
        listing.go("input:domain")
        await run.press("enter")
        await run.type("k8s.acme.internal")
        await run.press("enter")
        assert run.desk.session.inputs == {"domain": "k8s.acme.internal"}

    drive(make_app(), journey)


def test_walking_the_open_decisions_and_choosing() -> None:
    async def journey(run: Drive) -> None:
        pane = run.main.query_one(DecidePane)
        await run.press("n")
        assert pane.here == ("cni", "calico")
        assert "If you choose Calico" in run.text
        await run.press("enter")
        assert run.desk.session.choices["cni"].option == "calico"
        assert pane.here[0] not in ("cni", "kube-proxy"), "Enter goes on to the next open decision"
        await run.press("2")
        pane.decisions.go("kube-proxy")
        await run.settle()
        assert "[=]" in run.text

    drive(make_app(), journey)


def test_space_takes_a_choice_and_gives_it_back() -> None:
    async def journey(run: Drive) -> None:
        await run.press("2", "right", "down", "space")
        assert run.desk.session.choices["cni"].option == "cilium"
        assert "[x] Cilium" in run.text
        await run.press("space")
        assert run.desk.session.choices == {}

    drive(make_app(), journey)


def test_why_not_offers_ways_out_and_one_key_applies_one() -> None:
    session = Session(profile={"kernel_version": "4.18"})

    async def journey(run: Drive) -> None:
        await run.press("2", "right", "down")
        assert "[-] Cilium" in run.text
        await run.press("enter")
        assert isinstance(run.app.screen, WhySheet)
        assert "cilium-kernel" in run.text
        await run.press("1")
        assert run.desk.session.choices["cni"].option == "cilium"
        assert run.desk.assessment is not None
        assert run.desk.assessment.status != "conflict"
        await run.press("u")
        assert run.desk.session == session

    drive(make_app(session=session), journey)


def test_why_names_what_would_change_the_suggestion() -> None:
    async def journey(run: Drive) -> None:
        await run.press("2", "right", "w")
        sheet = run.app.screen
        assert isinstance(sheet, WhySheet)
        shown = [row.text for row in sheet.lines.rows]
        assert any("Calico is proven with BGP." in text for text in shown)
        assert "What would change the suggestion" in shown
        await run.press("end")
        assert "Cilium comes first" in run.text

    drive(make_app(), journey)


def test_a_conflict_is_resolved_in_plan_by_one_key() -> None:
    session = Session(choices={"cni": Choice(option="calico"), "kube-proxy": Choice(option="replaced")})

    async def journey(run: Drive) -> None:
        assert status(run) == "conflict"
        await run.press("3")
        assert "[Conflicts 1]" in run.text
        pane = run.main.query_one(PlanPane)
        assert pane.first_list.go("repair:0:0")
        await run.press("enter")
        assert status(run) == "open"
        assert "No conflict" in run.text

    drive(make_app(session=session), journey)


def test_undo_and_redo_walk_through_everything() -> None:
    async def journey(run: Drive) -> None:
        start = run.desk.session
        await run.press("space", "2", "right", "space", "x", "down", "x")
        changed = run.desk.session
        assert changed != start
        await run.press(*("u" * 8))
        assert run.desk.session == start
        assert "nothing to undo" in run.text
        await run.press(*("r" * 8))
        assert run.desk.session == changed

    drive(make_app(), journey)


def test_every_change_is_on_disk_at_once_and_survives_a_restart(tmp_path: Path) -> None:
    path = tmp_path / "acme.yaml"

    async def first(run: Drive) -> None:
        await run.press("2", "right", "space")
        assert "calico" in path.read_text(encoding="utf-8")
        assert "saved 10:00:00" in run.text

    async def second(run: Drive) -> None:
        assert run.desk.session.choices["cni"].option == "calico"
        await run.press("u")
        assert run.desk.session.choices == {}

    drive(make_app(path=path), first)
    drive(make_app(path=path), second)


def test_a_session_without_a_file_is_given_one(tmp_path: Path) -> None:
    path = tmp_path / "new.yaml"

    async def journey(run: Drive) -> None:
        await run.press("space", "ctrl+s")
        await run.type(str(path))
        await run.press("enter")
        assert "on-premises" in path.read_text(encoding="utf-8")
        assert run.desk.store.path == path

    drive(make_app(), journey)


def test_a_second_opener_reads_only_and_follows(tmp_path: Path) -> None:
    path = tmp_path / "shared.yaml"
    writer = make_app(path=path)

    async def journey(run: Drive) -> None:
        assert "read-only" in run.screen[0]
        await run.press("space")
        assert run.desk.session.profile == {}
        writer.desk.answer("air_gapped", True)
        run.desk.refresh()
        await run.settle()
        assert run.desk.session.profile == {"air_gapped": True}
        assert run.main.is_running

    drive(make_app(path=path), journey)
    writer.desk.close()


def test_findings_are_accepted_with_name_and_reason_before_the_export() -> None:
    session = Session(choices={"logs": Choice(option="loki")})

    async def journey(run: Drive) -> None:
        await run.press("5")
        assert "findings to accept: 1" in run.text
        await run.press("enter")
        assert run.main.pane.id == "plan"
        assert "[Accept 1]" in run.text
        await run.press("enter")
        await run.type("Kim")
        await run.press("enter")
        await run.type("internal use")
        await run.press("enter")
        accepted = run.desk.session.accepted["licence:loki"]
        assert (accepted.by, accepted.because) == ("Kim", "internal use")
        await run.press("c")
        assert run.desk.session.accepted == {}

    drive(make_app(session=session), journey)


def test_scenarios_are_marked_compared_and_adopted() -> None:
    async def journey(run: Drive) -> None:
        await run.press("2", "right", "space", "m", "down", "space", "4")
        pane = run.main.query_one(ComparePane)
        assert [s.name for s in pane.sides] == ["A", "B"]
        assert "[x] Calico" in run.text
        assert "[x] Cilium" in run.text
        await run.press("d")
        rows = [r.key for r in pane.first_list.rows if r.key]
        assert "cni" in rows
        assert "registry" not in rows
        await run.press("home", "left", "x")
        assert run.desk.session.choices["cni"].option == "calico"
        assert run.desk.session.scenario == "B"

    drive(make_app(), journey)


def test_find_goes_to_an_option_by_korean_initial_consonants() -> None:
    async def journey(run: Drive) -> None:
        await run.press("slash")
        await run.type("ㅅㄹㅇ")
        await run.press("enter")
        assert run.main.query_one(DecidePane).here == ("cni", "cilium")

    drive(make_app(lang="ko"), journey)


def test_an_expert_reaches_any_decision_and_empty_backspace_closes_the_search() -> None:
    async def journey(run: Drive) -> None:
        await run.press("slash", "backspace")
        assert isinstance(run.app.screen, MainScreen)
        await run.press("slash")
        await run.type("loki")
        await run.press("enter", "space")
        assert run.desk.session.choices["logs"].option == "loki"

    drive(make_app(), journey)


def test_the_language_changes_at_any_time_and_nothing_else_does() -> None:
    async def journey(run: Drive) -> None:
        await run.press("2", "right", "down")
        before = run.main.query_one(DecidePane).here
        await run.press("i")
        assert "실리움" in run.text
        assert "결정" in run.screen[0]
        assert run.main.query_one(DecidePane).here == before
        await run.press("i")
        assert "Cilium" in run.text

    drive(make_app(), journey)


@pytest.mark.parametrize("key", ["q", "backspace", "escape", "enter", "left", "h", "ㅂ"])
def test_dialogs_close_by_more_than_escape(key: str) -> None:
    async def journey(run: Drive) -> None:
        await run.press("f1")
        assert isinstance(run.app.screen, Sheet)
        await run.press(key)
        assert isinstance(run.app.screen, MainScreen)

    drive(make_app(), journey)


def test_a_question_is_declined_by_closing_it() -> None:
    async def journey(run: Drive) -> None:
        await run.press("a")
        assert isinstance(run.app.screen, ConfirmSheet)
        await run.press("q")
        assert run.desk.session.choices == {}

    drive(make_app(), journey)


def test_who_decides_and_why_go_with_the_choice() -> None:
    async def journey(run: Drive) -> None:
        await run.press("o")
        await run.type("net team")
        await run.press("enter", "2", "right", "space", "b")
        await run.type("BGP runs here")
        await run.press("enter")
        choice = run.desk.session.choices["cni"]
        assert (choice.by, choice.because) == ("net team", "BGP runs here")

    drive(make_app(), journey)


def test_ruling_an_option_out_by_hand_forces_the_other() -> None:
    async def journey(run: Drive) -> None:
        await run.press("2", "right", "x")
        assert run.desk.session.excluded == {"cni": ("calico",)}
        assert "[=] Cilium" in run.text
        await run.press("x")
        assert run.desk.session.excluded == {}

    drive(make_app(), journey)


@pytest.mark.parametrize("size", [(59, 24), (80, 15), (20, 6)])
def test_a_window_too_small_says_so(size: tuple[int, int]) -> None:
    async def journey(run: Drive) -> None:
        assert "too small" in run.text.replace("\n ", " ")
        await run.pilot.resize_terminal(80, 24)
        await run.settle()
        assert "[1 Profile]" in run.text

    drive(make_app(), journey, size)


def test_a_broken_session_file_opens_with_its_problems_first(tmp_path: Path) -> None:
    path = tmp_path / "broken.yaml"
    path.write_text("schema: advisor.session/1\nprofile: {locatoin: on-premises}\n", encoding="utf-8")

    async def journey(run: Drive) -> None:
        assert isinstance(run.app.screen, Sheet)
        assert "locatoin" in run.text
        assert "location" in run.text
        await run.press("q")
        assert isinstance(run.app.screen, MainScreen)

    drive(make_app(path=path), journey)


def test_a_failing_engine_is_told_and_the_session_stays(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object, **__: object) -> None:
        raise RuntimeError("solver gave up")

    async def journey(run: Drive) -> None:
        monkeypatch.setattr(Engine, "assess", fail)
        await run.press("space")
        assert "solver gave up" in run.text
        assert run.desk.session.profile == {"location": "on-premises"}

    drive(make_app(), journey)


@pytest.mark.parametrize("theme", ["ansi-dark", "dark", "projector"])
def test_the_cursor_is_marked_by_a_character_and_nothing_is_invisible_in_every_theme(theme: str) -> None:
    async def journey(run: Drive) -> None:
        for pane in "1245":
            await run.press(pane)
            assert any(line.startswith(">") or " >" in line for line in run.screen)
            for strip in run.app.screen._compositor.render_strips():
                for text, style, _ in strip:
                    if text.strip() and style is not None and style.color is not None and not style.color.is_default:
                        assert style.color != style.bgcolor, text

    drive(make_app(theme=theme), journey)


def test_the_projector_theme_paints_dark_on_white() -> None:
    async def journey(run: Drive) -> None:
        await run.press("t", "t")
        assert run.app.theme == "projector"
        backgrounds = {
            style.bgcolor.get_truecolor().hex
            for strip in run.app.screen._compositor.render_strips()
            for text, style, _ in strip
            if text.strip() and style is not None and style.bgcolor is not None and not style.reverse
        }
        assert backgrounds == {"#ffffff"}

    drive(make_app(), journey)


def test_a_full_disk_is_told_and_nothing_changes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    async def journey(run: Drive) -> None:
        monkeypatch.setattr(run.desk.store, "_write", full)
        await run.press("space")
        assert "No space left on device" in run.text
        assert run.desk.session.profile == {}

    drive(make_app(path=tmp_path / "s.yaml"), journey)


def test_leaving_a_changed_session_without_a_file_asks_first() -> None:
    async def journey(run: Drive) -> None:
        await run.press("space", "ctrl+q")
        assert isinstance(run.app.screen, ConfirmSheet)
        await run.press("q")
        assert run.app.is_running
        await run.press("ctrl+q", "enter")
        assert run.app.return_value == 0

    drive(make_app(), journey)


def test_an_untouched_session_is_left_at_once() -> None:
    async def journey(run: Drive) -> None:
        await run.press("ctrl+q")
        assert run.app.return_value == 0

    drive(make_app(), journey)


def test_the_small_catalogue_is_a_catalogue() -> None:
    assert Engine(small_catalog()).assess(Session()).status == "open"


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_search_without_a_result_says_so(lang: Language) -> None:
    async def journey(run: Drive) -> None:
        said = run.desk.scene.words("nothing-found")[:10]
        await run.press("slash")
        assert said not in run.text
        await run.type("zzz")
        assert said in run.text
        await run.press("enter")
        assert run.desk.session == Session()

    drive(make_app(lang=lang), journey)


def test_going_to_what_waits_for_a_signature_begins_with_the_first() -> None:
    async def journey(run: Drive) -> None:
        await run.press("3", "l", "l", "l", "end", "5")
        run.main.post_message(StepWanted("plan", "licences"))
        await run.settle()
        lines = run.main.pane.first_list
        assert lines.key == next(row.key for row in lines.rows if row.key)

    drive(make_app(), journey)


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize(("opens", "letters_are_keys"), [("o", False), ("slash", False), ("question_mark", True)])
def test_a_dialog_names_the_key_that_closes_it(lang: Language, opens: str, letters_are_keys: bool) -> None:
    async def journey(run: Drive) -> None:
        close = actions.BY_ID["close"].short.get(lang)
        await run.press(opens)
        sheet = run.app.screen
        assert isinstance(sheet, Sheet)
        assert (f"q {close}" in sheet.keys().text) is letters_are_keys
        assert (f"Esc {close}" in sheet.keys().text) is not letters_are_keys
        await run.press("q" if letters_are_keys else "escape")
        assert isinstance(run.app.screen, MainScreen)

    drive(make_app(lang=lang), journey)
