"""What keeps the app small changes nothing that anybody can see."""

from __future__ import annotations

import gc
import sys

import pytest
from textual.strip import Strip

from advisor.tui import memory
from advisor.tui.widgets.lines import Lines
from tests.tui.driving import Drive, drive, make_app
from tests.tui.small import small_catalog


def test_shared_sets_change_nothing_and_a_copy_has_its_own() -> None:
    catalog = small_catalog().model_copy(deep=True)
    before = catalog.model_dump_json(by_alias=True, exclude_unset=True)
    assert memory.share(catalog) > 100
    assert catalog.model_dump_json(by_alias=True, exclude_unset=True) == before
    assert memory.share(catalog) == 0, "nothing is left to share"
    first, second = catalog.decisions[0].options
    assert first.__pydantic_fields_set__ is second.__pydantic_fields_set__
    copied = first.model_copy(update={"id": "other"})
    assert copied.__pydantic_fields_set__ is not first.__pydantic_fields_set__


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="the GNU allocator is Linux's")
def test_the_allocator_takes_the_parameters() -> None:
    assert memory.give_back()


def test_other_systems_are_left_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "platform", "darwin")
    assert not memory.give_back()


def painted() -> int:
    """Painted lines that are still known, of open widgets and of closed ones."""
    gc.collect()
    return sum(isinstance(thing, Strip) for thing in gc.get_objects())


def growth(*keys: str, times: int = 6) -> int:
    """How many painted lines stay after `keys` were pressed that open and close something."""
    found = 0

    async def journey(run: Drive) -> None:
        nonlocal found
        await run.press("2", "enter")
        for _ in range(3):
            await run.press(*keys)
        before = painted()
        for _ in range(times):
            await run.press(*keys)
        found = painted() - before

    drive(make_app(), journey, (100, 30))
    return found


@pytest.mark.parametrize("keys", [("w", "q"), ("question_mark", "q"), ("slash", "backspace"), ("n",)], ids="-".join)
def test_what_was_closed_is_given_up(keys: tuple[str, ...]) -> None:
    assert growth(*keys) <= 5


def test_without_it_every_dialog_would_stay(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(memory, "forget_closed", lambda: None)
    assert growth("w", "q") > 100


def test_a_change_of_theme_reaches_every_list() -> None:
    async def journey(run: Drive) -> None:
        lines = run.main.query_one("#profile-list", Lines)
        before = [segment.style for segment in lines.render_line(0)]
        await run.press("t")
        assert [segment.style for segment in lines.render_line(0)] != before

    drive(make_app(), journey)
