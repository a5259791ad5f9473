"""A workshop in the app: who decides, votes, parked and approved decisions, by keys alone."""

from __future__ import annotations

from pathlib import Path

import pytest

from advisor.model.base import LANGUAGES, Language
from advisor.tui.modals.prompt import PromptSheet
from advisor.tui.panes.decide import DecidePane
from advisor.tui.views import decide
from tests.tui.driving import Drive, drive, make_app


@pytest.mark.parametrize("size", [(60, 16), (80, 24), (100, 30), (160, 50)], ids=str)
@pytest.mark.parametrize("lang", LANGUAGES)
def test_parking_puts_a_decision_aside_with_owner_and_question(lang: Language, size: tuple[int, int]) -> None:
    async def journey(run: Drive) -> None:
        await run.press("2", "z")
        await run.type("Minji")
        await run.press("enter")
        await run.type("BGP?")
        await run.press("enter")
        record = run.desk.session.records["cni"]
        assert (record.status, record.owner, record.question) == ("parked", "Minji", "BGP?")
        assert ">[z]" in run.text
        assert "Minji" in run.text
        assert "cni" in decide.open_decisions(run.desk.scene)
        assert "cni" not in decide.to_walk(run.desk.scene)
        await run.press("n")
        first = run.main.query_one(DecidePane).decisions.key
        assert first != "cni"
        run.main.pane.reveal("cni")
        await run.press("z")
        assert "cni" not in run.desk.session.records
        await run.press("u")
        assert run.desk.session.records["cni"].status == "parked"

    drive(make_app(lang=lang), journey, size)


def test_a_proposed_name_is_replaced_by_typing_and_kept_by_enter() -> None:
    async def journey(run: Drive) -> None:
        await run.press("o")
        await run.type("Kim")
        await run.press("enter", "2", "z")
        await run.type("Lee")
        await run.press("enter")
        await run.type("BGP?")
        await run.press("enter")
        assert run.desk.session.records["cni"].owner == "Lee"
        await run.press("right", "v", "enter")
        assert list(run.desk.session.records["cni"].votes) == ["Kim"]
        await run.press("b")
        await run.type("one")
        await run.press("enter", "b")
        await run.type(" two")
        await run.press("enter")
        assert run.desk.session.choices["cni"].because == "one two", "a note grows"

    drive(make_app(), journey)


def test_parking_without_a_question_keeps_asking() -> None:
    async def journey(run: Drive) -> None:
        await run.press("2", "z")
        await run.type("Minji")
        await run.press("enter", "enter")
        assert isinstance(run.app.screen, PromptSheet)
        await run.press("escape")
        assert run.desk.session.records == {}

    drive(make_app(), journey)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_votes_are_counted_shown_and_taken_back(lang: Language) -> None:
    async def journey(run: Drive) -> None:
        await run.press("2", "enter", "home")
        option = run.main.query_one(DecidePane).options.key
        for name in ("Kim", "Lee"):
            await run.press("v")
            await run.type(name)
            await run.press("enter")
        assert run.desk.session.records["cni"].votes == {"Kim": option, "Lee": option}
        assert set(run.desk.session.participants) == {"Kim", "Lee"}
        assert "2 (Kim, Lee)" in run.text
        await run.press("v")
        await run.type("Kim")
        await run.press("enter")
        assert run.desk.session.records["cni"].votes == {"Lee": option}
        assert "1 (Lee)" in run.text

    drive(make_app(lang=lang), journey)


def test_a_name_that_no_session_could_hold_is_asked_again() -> None:
    async def journey(run: Drive) -> None:
        await run.press("2", "enter", "v")
        run.app.screen.query_one("#prompt-0").value = "x" * 81  # type: ignore[attr-defined]
        await run.press("enter")
        assert isinstance(run.app.screen, PromptSheet)
        assert "80" in run.text

    drive(make_app(), journey)


def test_only_what_is_chosen_is_approved_and_who_decides_is_shown() -> None:
    async def journey(run: Drive) -> None:
        await run.press("2", "g")
        assert run.desk.session.records == {}
        await run.press("o")
        await run.type("Park")
        await run.press("enter", "enter", "space", "g")
        assert run.desk.session.records["cni"].status == "accepted"
        assert "approved; chosen by Park" in run.text
        await run.press("g")
        assert run.desk.session.records == {}

    drive(make_app(), journey)


def test_the_history_tells_the_workshop_in_words(tmp_path: Path) -> None:
    async def journey(run: Drive) -> None:
        run.desk.vote("cni", "calico", "Kim")
        run.desk.vote("cni", "calico", "Kim")
        run.desk.park("cni", "Kim", "BGP?")
        run.desk.settle("cni", accepted=False)
        told = [e.text for e in run.desk.events()][-4:]
        assert told[0].startswith("Kim votes for ")
        assert "calico" not in told[0], "names, not ids"
        assert "took the vote" in told[1]
        assert told[2].endswith("parked")
        assert told[3].endswith("proposed again")

    drive(make_app(path=tmp_path / "s.yaml"), journey)
