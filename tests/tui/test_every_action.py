"""Every action of the table, done by its keys alone, at every size and in both languages."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from pathlib import Path

import pytest

from advisor.model.base import LANGUAGES, Language
from advisor.model.session import Choice, Session
from advisor.tui import actions, themes
from advisor.tui.cells import wrap
from advisor.tui.modals.confirm import ConfirmSheet
from advisor.tui.modals.pick import FindSheet, PickSheet
from advisor.tui.modals.prompt import PromptSheet
from advisor.tui.modals.sheet import FileSheet, Sheet
from advisor.tui.modals.why import WhySheet
from advisor.tui.panes.compare import ComparePane
from advisor.tui.panes.decide import DecidePane
from advisor.tui.panes.export import ExportPane
from advisor.tui.panes.plan import PlanPane
from advisor.tui.screen import MainScreen
from advisor.tui.views import decide
from advisor.tui.widgets.lines import Lines
from tests.tui.driving import Drive, drive, make_app

Journey = Callable[[Drive], Awaitable[None]]
SIZES = [(60, 16), (80, 24), (100, 30), (160, 50)]
JOURNEYS: dict[str, tuple[Session, Journey]] = {}
CLASH = {"cni": Choice(option="calico"), "kube-proxy": Choice(option="replaced")}
FREE = Session(choices={"logs": Choice(option="elastic"), "tracing": Choice(option="none")})
LOKI = Session(choices={"logs": Choice(option="loki")})


def by_keys(*ids: str, session: Session | None = None) -> Callable[[Journey], Journey]:
    """The journey that shows these actions, from `session`."""

    def keep(journey: Journey) -> Journey:
        for name in ids:
            assert name not in JOURNEYS, name
            JOURNEYS[name] = (session or Session(), journey)
        return journey

    return keep


def key(name: str, number: int = 0) -> str:
    """A key of an action."""
    return actions.BY_ID[name].keys[number]


async def walk(run: Drive, lines: Lines, wanted: str) -> None:
    """Go down to a row by keys."""
    await run.press("home")
    for _ in range(80):
        if lines.key == wanted:
            return
        await run.press("down")
    raise AssertionError(f"{wanted} cannot be reached")


def pane(run: Drive) -> DecidePane:
    return run.main.query_one(DecidePane)


def said(run: Drive, phrase: str, **names: object) -> str:
    return run.desk.scene.words(phrase, **names)


def seen(run: Drive) -> str:
    """The screen without its line breaks."""
    return " ".join(" ".join(line.strip("|+ ") for line in run.screen).split())


# -- everywhere ------------------------------------------------------------------------------------------------------


@by_keys(*(f"step-{name}" for name in actions.PANES))
async def _(run: Drive) -> None:
    for number in (0, 1):
        for name in actions.PANES:
            await run.press(key(f"step-{name}", number))
            assert run.main.pane.id == name


@by_keys("next-open", "previous-open")
async def _(run: Drive) -> None:
    waiting = decide.to_walk(run.desk.scene)
    await run.press(key("next-open"))
    assert pane(run).here[0] == waiting[0]
    await run.press(key("next-open"))
    assert pane(run).here[0] == waiting[1]
    await run.press(key("previous-open"), key("previous-open"))
    assert pane(run).here[0] == waiting[-1]


@by_keys("undo", "redo")
async def _(run: Drive) -> None:
    await run.press("space")
    changed = run.desk.session
    assert changed.profile
    await run.press(key("undo"))
    assert run.desk.session.profile == {}
    await run.press(key("redo"))
    assert run.desk.session == changed


@by_keys("take-suggestions")
async def _(run: Drive) -> None:
    await run.press(key("take-suggestions"), "enter")
    assert decide.open_decisions(run.desk.scene) == []
    assert run.desk.assessment is not None
    assert run.desk.assessment.status == "complete"


@by_keys("find")
async def _(run: Drive) -> None:
    await run.press(key("find"))
    assert isinstance(run.app.screen, FindSheet)
    await run.type("loki" if run.desk.lang == "en" else "로키")
    await run.press("enter")
    assert pane(run).here == ("logs", "loki")


@by_keys("jump")
async def _(run: Drive) -> None:
    await run.press(key("jump"), "0", "3")
    assert (run.main.pane.id, pane(run).here[0]) == ("decide", "cd")
    await run.press(key("jump"), "9", "0", "1")
    assert pane(run).here[0] == "cni", "a digit that leads nowhere starts again"


@by_keys("read")
async def _(run: Drive) -> None:
    for step in ("1", "2", "4"):
        await run.press(step)
        row = run.main.pane.lines.row
        assert row is not None
        await run.press(key("read"))
        text = seen(run)
        assert all(word in text for word in row.full.split())
        await run.press("q")


@by_keys("mark")
async def _(run: Drive) -> None:
    await run.press(key("mark"))
    assert run.desk.session.scenario == "B"
    assert list(run.desk.session.scenarios) == ["A"]


@by_keys("who")
async def _(run: Drive) -> None:
    await run.press(key("who"))
    await run.type("Kim")
    await run.press("enter", "2", "right", "space")
    assert {c.by for c in run.desk.session.choices.values()} == {"Kim"}


@by_keys("language")
async def _(run: Drive) -> None:
    before, first = run.desk.lang, run.screen[0]
    await run.press(key("language"))
    assert run.desk.lang != before
    assert run.screen[0] != first
    await run.press("f1")
    spoken = run.text
    await run.press(key("language", 1))
    assert run.desk.lang == before
    assert isinstance(run.app.screen, Sheet)
    assert run.text != spoken, "an open dialog speaks the other language too"


@by_keys("theme")
async def _(run: Drive) -> None:
    for expected in (*themes.NAMES[1:], themes.NAMES[0]):
        await run.press(key("theme"))
        assert run.app.theme == expected


@by_keys("help")
async def _(run: Drive) -> None:
    for number in (0, 1):
        await run.press(key("help", number))
        sheet = run.app.screen
        assert isinstance(sheet, Sheet)
        assert said(run, "place-profile") in run.text
        await run.press("end")
        assert said(run, "this-session") in run.text
        await run.press("q")


@by_keys("palette")
async def _(run: Drive) -> None:
    await run.press(key("palette"))
    await run.type(actions.BY_ID["step-plan"].label.get(run.desk.lang))
    await run.press("enter")
    assert run.main.pane.id == "plan"


@by_keys("next-area", "previous-area")
async def _(run: Drive) -> None:
    await run.press("2")
    assert pane(run).decisions.has_focus
    await run.press(key("next-area"))
    assert pane(run).options.has_focus
    await run.press(key("previous-area"))
    assert pane(run).decisions.has_focus


@by_keys("save")
async def _(run: Drive) -> None:
    await run.press("space", key("save"))
    path = run.desk.store.path
    assert path is not None
    assert "on-premises" in path.read_text(encoding="utf-8")
    assert said(run, "saved-as", path="")[:4] in run.text


@by_keys("redraw")
async def _(run: Drive) -> None:
    before = run.text
    await run.press(key("redraw"))
    assert run.text == before


@by_keys("suspend")
async def _(run: Drive) -> None:
    before = run.text
    await run.press(key("suspend"))  # a real terminal is left in tests/pty
    assert run.app.is_running
    assert run.text == before


@by_keys("back")
async def _(run: Drive) -> None:
    for number in range(3):
        await run.press(key("back", number))
        assert "Ctrl+Q" in run.text
        await run.press("down")
        assert "Ctrl+Q" not in run.text


@by_keys("quit")
async def _(run: Drive) -> None:
    await run.press(key("quit"))
    assert run.app.return_value == 0


# -- lists -----------------------------------------------------------------------------------------------------------


@by_keys("up", "down", "page-up", "page-down", "first", "last")
async def _(run: Drive) -> None:
    await run.press("2")
    lines, every = pane(run).decisions, [d.id for d in run.desk.catalog.decisions]
    for number in (0, 1):
        await run.press(key("down", number))
        assert lines.key == every[1]
        await run.press(key("up", number))
        assert lines.key == every[0]
    await run.press(key("page-down"))
    assert lines.key == every[-1]
    await run.press(key("page-up"))
    assert lines.key == every[0]
    await run.press(key("last"))
    assert lines.key == every[-1]
    await run.press(key("first"))
    assert lines.key == every[0]


# -- profile ---------------------------------------------------------------------------------------------------------


@by_keys("edit")
async def _(run: Drive) -> None:
    for number, answer in enumerate(("on-premises", "public-cloud", "on-premises")):
        await run.press(key("edit", number))
        assert isinstance(run.app.screen, PickSheet)
        await run.press("1" if answer == "on-premises" else "2")
        assert run.desk.session.profile["location"] == answer


@by_keys("next-value")
async def _(run: Drive) -> None:
    found = []
    for _ in range(3):
        await run.press(key("next-value"))
        found.append(run.desk.session.profile.get("location"))
    assert found == ["on-premises", "public-cloud", None]


@by_keys("more", "less", "forget")
async def _(run: Drive) -> None:
    await walk(run, run.main.pane.first_list, "fact:workers")
    await run.press(key("more"), key("more", 1))
    assert run.desk.session.profile == {"workers": 7}
    await run.press(key("less"))
    assert run.desk.session.profile == {"workers": 6}
    await run.press(key("forget"))
    assert run.desk.session.profile == {}


# -- decide ----------------------------------------------------------------------------------------------------------


@by_keys("choose")
async def _(run: Drive) -> None:
    await run.press("n")
    here = pane(run).here
    await run.press(key("choose"))
    assert run.desk.session.choices[here[0]].option == here[1]
    assert pane(run).here[0] != here[0]


@by_keys("toggle-choice", "to-options", "to-decisions")
async def _(run: Drive) -> None:
    await run.press("2")
    for number in range(2):
        await run.press(key("to-options", number))
        assert pane(run).options.has_focus
        await run.press(key("toggle-choice"))
        assert run.desk.session.choices["cni"].option == "calico"
        await run.press(key("toggle-choice"))
        assert run.desk.session.choices == {}
        for other in range(len(actions.BY_ID["to-decisions"].keys)):
            await run.press("right", key("to-decisions", other))
            assert pane(run).decisions.has_focus


@by_keys("why")
async def _(run: Drive) -> None:
    await run.press("2", key("why"))
    sheet = run.app.screen
    assert isinstance(sheet, WhySheet)
    text = "\n".join(row.text for row in sheet.lines.rows)
    for phrase in ("for-and-against", "licence", "tipping"):
        assert said(run, phrase) in text
    await run.press("end")
    assert sheet.lines.seen[1] == len(sheet.lines.rows) - 1, "the end can be read"


@by_keys("rule-out")
async def _(run: Drive) -> None:
    await run.press("2", "right", key("rule-out"))
    assert run.desk.session.excluded == {"cni": ("calico",)}
    await run.press(key("rule-out"))
    assert run.desk.session.excluded == {}


@by_keys("note")
async def _(run: Drive) -> None:
    await run.press("2", "right", key("note"))
    await run.type("BGP")
    await run.press("enter")
    choice = run.desk.session.choices["cni"]
    assert (choice.option, choice.because) == ("calico", "BGP")


@by_keys("vote")
async def _(run: Drive) -> None:
    await run.press("2", "right", key("vote"))
    await run.type("Kim")
    await run.press("enter")
    assert run.desk.session.records["cni"].votes == {"Kim": "calico"}
    assert said(run, "votes", votes="").strip() in run.text


@by_keys("park")
async def _(run: Drive) -> None:
    await run.press("2", key("park"))
    await run.type("Kim")
    await run.press("enter")
    await run.type("BGP?")
    await run.press("enter")
    assert run.desk.session.records["cni"].status == "parked"
    await run.press(key("park"))
    assert "cni" not in run.desk.session.records


@by_keys("approve")
async def _(run: Drive) -> None:
    await run.press("2", key("approve"))
    assert said(run, "nothing-chosen") in seen(run)
    await run.press("right", "space", key("approve"))
    assert run.desk.session.records["cni"].status == "accepted"
    await run.press(key("approve"))
    assert "cni" not in run.desk.session.records


# -- plan ------------------------------------------------------------------------------------------------------------


@by_keys("apply", session=Session(choices=CLASH))
async def _(run: Drive) -> None:
    await run.press("3")
    await walk(run, run.main.pane.first_list, "repair:0:0")
    await run.press(key("apply"))
    assert run.desk.assessment is not None
    assert run.desk.assessment.conflicts == ()
    assert run.desk.session.choices != CLASH


@by_keys("reject", session=Session(choices=CLASH))
async def _(run: Drive) -> None:
    await run.press("3")
    lines = run.main.pane.first_list
    await walk(run, lines, "repair:0:0")
    assert run.desk.assessment is not None
    before = [r.changes for r in run.desk.assessment.conflicts[0].repairs]
    await run.press(key("reject"))
    assert len(run.desk.session.rejected) == 1
    assert [r.changes for r in run.desk.assessment.conflicts[0].repairs] == before[1:]
    await run.press("u")
    assert not run.desk.session.rejected


@by_keys("next-tab", "previous-tab")
async def _(run: Drive) -> None:
    await run.press("3")
    home = run.main.query_one(PlanPane)
    start, seen_tabs = home.tab, set()
    for number in range(6):
        await run.press(key("next-tab", number % 2))
        seen_tabs.add(home.tab)
        assert f"[{said(run, f'tab-{home.tab}')}" in run.text
    assert (home.tab, len(seen_tabs)) == (start, 6)
    await run.press(key("previous-tab"), key("next-tab"), key("next-tab"), key("previous-tab", 1))
    assert home.tab == start


@by_keys("withdraw", session=LOKI)
async def _(run: Drive) -> None:
    await run.press("3", "l", "l", "l", "enter")
    assert isinstance(run.app.screen, PromptSheet)
    await run.type("Kim")
    await run.press("enter")
    await run.type("read")
    await run.press("enter")
    assert run.desk.session.accepted["licence:loki"].by == "Kim"
    await walk(run, run.main.pane.first_list, "finding:licence:loki")
    await run.press(key("withdraw"))
    assert run.desk.session.accepted == {}


@by_keys("plan-why", session=LOKI)
async def _(run: Drive) -> None:
    await run.press("3", "l", "l", "l", key("plan-why"))
    assert run.main.pane.id == "decide"
    assert pane(run).here == ("logs", "loki")
    await run.press("3", "h", "h", "home", key("plan-why"))
    assert run.main.pane.id == "decide", "a component of the waves leads to its decision"


# -- compare ---------------------------------------------------------------------------------------------------------


async def two_scenarios(run: Drive) -> ComparePane:
    """A with Calico, B with Cilium, the table open."""
    await run.press("2", "right", "space", "m", "down", "space", "4")
    return run.main.query_one(ComparePane)


@by_keys("differences")
async def _(run: Drive) -> None:
    table = (await two_scenarios(run)).first_list
    everything = [r.key for r in table.rows]
    await run.press(key("differences"))
    assert 0 < len(table.rows) < len(everything)
    assert "cni" in [r.key for r in table.rows]
    await run.press(key("differences"))
    assert [r.key for r in table.rows] == everything


@by_keys("next-column", "previous-column", "adopt")
async def _(run: Drive) -> None:
    await two_scenarios(run)
    for number in (0, 1):
        await run.press(key("next-column", number))
        assert f"[B {said(run, 'now')}]" in run.text
        await run.press(key("previous-column", number))
        assert "[A]" in run.text
    await run.press(key("adopt"))
    assert run.desk.session.choices["cni"].option == "calico"
    assert run.desk.session.scenario == "B"


@by_keys("switch")
async def _(run: Drive) -> None:
    await two_scenarios(run)
    await run.press(key("switch"))
    assert run.desk.session.scenario == "A"
    assert run.desk.session.choices["cni"].option == "calico"


@by_keys("drop")
async def _(run: Drive) -> None:
    await two_scenarios(run)
    await run.press(key("drop"))
    assert run.desk.session.scenarios == {}
    assert run.desk.session.scenario == "B"


@by_keys("open-decision")
async def _(run: Drive) -> None:
    table = (await two_scenarios(run)).first_list
    await walk(run, table, "tracing")
    await run.press(key("open-decision"))
    assert (run.main.pane.id, pane(run).here[0]) == ("decide", "tracing")


# -- export ----------------------------------------------------------------------------------------------------------


@by_keys("target")
async def _(run: Drive) -> None:
    await run.press("5", key("target"))
    await run.type("out")
    await run.press("enter")
    assert run.main.query_one(ExportPane).target == Path("out")
    assert "out" in run.text


@by_keys("select")
async def _(run: Drive) -> None:
    await run.press("5")
    await walk(run, run.main.pane.first_list, "complete:")
    assert f"[x] {said(run, 'take-suggestions')[:8]}" in run.text
    await run.press(key("select"))
    assert f"[ ] {said(run, 'take-suggestions')[:8]}" in run.text


@by_keys("view", "write", session=FREE)
async def _(run: Drive) -> None:
    await run.press("5")
    home = run.main.query_one(ExportPane)
    assert home.bundle is not None
    assert home.bundle.files, home.bundle.problem
    await walk(run, home.first_list, "file:README.md")
    for number in range(3):
        await run.press(key("view", number))
        assert isinstance(run.app.screen, FileSheet)
        await run.press("q")
    await run.press("home", key("write"))
    assert isinstance(run.app.screen, ConfirmSheet)
    await run.press("enter")
    assert (home.target / "plan.yaml").is_file()


# -- dialogs ---------------------------------------------------------------------------------------------------------


@by_keys("sheet-take", "close")
async def _(run: Drive) -> None:
    for number in range(len(actions.BY_ID["close"].keys)):
        await run.press("a", key("close", number))
        assert isinstance(run.app.screen, MainScreen)
        assert run.desk.session.choices == {}
    await run.press("a", key("sheet-take"))
    assert run.desk.session.choices


@by_keys("reject-way", session=Session(choices=CLASH))
async def _(run: Drive) -> None:
    await run.press("2", "right", "w")
    sheet = run.app.screen
    assert isinstance(sheet, WhySheet)
    await walk_sheet(run, sheet, "repair:0")
    await run.press(key("reject-way"))
    assert len(run.desk.session.rejected) == 1
    await run.press("3", "l", "l", "l")
    lines = run.main.pane.first_list
    await walk(run, lines, f"rejected:{run.desk.session.rejected[0]}")
    await run.press("c")
    assert not run.desk.session.rejected


async def walk_sheet(run: Drive, sheet: WhySheet, wanted: str) -> None:
    """Go down to a way out in the dialog."""
    for _ in range(80):
        if sheet.lines.key == wanted:
            return
        await run.press("down")
    raise AssertionError(wrap("\n".join(r.text for r in sheet.lines.rows), 100))


# -- all of them -----------------------------------------------------------------------------------------------------


def test_there_is_a_journey_for_every_action_and_none_for_others() -> None:
    assert set(JOURNEYS) == set(actions.BY_ID)


def _cases() -> list[object]:
    """Each journey once per size and language; the quick run has one of each."""
    seen_journeys: dict[Journey, str] = {}
    for name, (_, journey) in JOURNEYS.items():
        seen_journeys.setdefault(journey, name)
    return [
        pytest.param(name, size, lang, marks=() if (size, lang) == ((80, 24), "en") else pytest.mark.slow)
        for name in seen_journeys.values()
        for size in SIZES
        for lang in LANGUAGES
    ]


@pytest.mark.parametrize(("name", "size", "lang"), _cases())
def test_by_keys_alone(
    name: str, size: tuple[int, int], lang: Language, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    session, journey = JOURNEYS[name]
    path = tmp_path / "unnamed.yaml"
    drive(make_app(session=session, path=path, lang=lang), journey, size)
