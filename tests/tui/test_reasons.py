"""The third column of a wide screen: it follows a choice at once, and a moving cursor when that has come to rest."""

from __future__ import annotations

import pytest

from advisor.tui.panes.decide import DecidePane
from tests.tui.driving import Drive, drive, make_app

WIDE = (160, 50)


def explained(run: Drive) -> str:
    """What the third column says."""
    return "\n".join(row.text for row in run.main.query_one(DecidePane).reasons.rows)


def test_a_choice_is_explained_at_once_and_a_cursor_that_moves_is_not(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(DecidePane, "rest_seconds", 3600.0)

    async def journey(run: Drive) -> None:
        await run.press("2", "enter")
        assert "Calico" in explained(run)
        await run.pilot.press("j")
        await run.pilot.pause(0.3)
        assert run.main.query_one(DecidePane).here[1] == "cilium"
        assert "Cilium" not in explained(run).splitlines()[0], "the cursor has not rested"
        await run.press("space")
        assert "Cilium" in explained(run).splitlines()[0]
        await run.press("u")
        assert "Cilium" in explained(run).splitlines()[0]
        await run.press("i")
        assert any("가" <= char <= "힣" for char in explained(run)), "in the other language at once"

    drive(make_app(), journey, WIDE)


def test_what_was_worked_out_for_a_state_is_not_asked_again(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[tuple[str, str]] = []

    async def journey(run: Drive) -> None:
        explain = run.desk.explain

        async def counted(decision: str, option: str):  # type: ignore[no-untyped-def]  # noqa: ANN202
            asked.append((decision, option))
            return await explain(decision, option)

        monkeypatch.setattr(run.desk, "explain", counted)
        await run.press("2", "enter")
        asked.clear()
        await run.press("space")
        assert asked == [("cni", "calico")], "the assessment comes twice, the explanation once"
        await run.press("i")
        assert len(asked) == 1, "another language needs no other answer"
        await run.press("u")
        assert len(asked) == 2

    drive(make_app(), journey, WIDE)


def test_a_language_chosen_in_another_pane_is_spoken_on_the_way_back() -> None:
    async def journey(run: Drive) -> None:
        await run.press("2")
        assert not any("가" <= char <= "힣" for char in explained(run))
        await run.press("1", "i", "2")
        assert any("가" <= char <= "힣" for char in explained(run))

    drive(make_app(), journey, WIDE)
