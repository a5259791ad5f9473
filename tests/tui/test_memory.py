"""What keeps the app small changes nothing that anybody can see."""

from __future__ import annotations

import sys

import pytest

from advisor.tui import memory
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
