"""The pictures in docs/screens show the app as it is: what they say is compared, not how they are drawn."""

from __future__ import annotations

from pathlib import Path

import pytest

from advisor.model.base import LANGUAGES, Language
from advisor.tui import actions
from advisor.wording import Words
from advisor.wording.tui import PHRASES
from tests.tui.pictures import EXAMPLE, JOURNEY, SIZES, screen_of, stale, take

SCREENS = Path(__file__).parents[2] / "docs" / "screens"
ADVICE = "draw them again with: make screens"


@pytest.mark.slow
@pytest.mark.parametrize("size", SIZES, ids=str)
@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_pictures_say_what_the_app_says(lang: Language, size: tuple[int, int]) -> None:
    assert stale(SCREENS, take(EXAMPLE, lang, size)) == [], ADVICE


def test_every_pane_has_its_picture_and_nothing_else_lies_there() -> None:
    names = [*(name for name, _ in JOURNEY), "conflict"]
    wanted = {f"{n}-{lang}-{x}x{y}.svg" for n in names for lang in LANGUAGES for x, y in SIZES}
    assert {path.name for path in SCREENS.glob("*.svg")} == wanted


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("size", SIZES, ids=str)
def test_each_picture_shows_what_it_is_called_after(lang: Language, size: tuple[int, int]) -> None:
    def lines(name: str) -> list[str]:
        return screen_of((SCREENS / f"{name}-{lang}-{size[0]}x{size[1]}.svg").read_text(encoding="utf-8"))

    for number, name in enumerate(actions.PANES, start=1):
        assert f"[{number} " in lines(name)[0], name
    assert "[3 " in lines("conflict")[0]
    words = Words(PHRASES, lang)
    for name, title in (("why", words("why")), ("help", words("help-title"))):
        assert any(title in line for line in lines(name)[:3]), name
    assert any("!=" in line for line in lines("compare")), "two scenarios that differ"
    assert "[X]" in "".join(lines("conflict"))


def test_a_picture_is_read_as_it_stands() -> None:
    lines = screen_of((SCREENS / "profile-en-80x24.svg").read_text(encoding="utf-8"))
    assert "[1 Profile]" in lines[0]
    assert "^Q quit" in lines[-1]
    korean = screen_of((SCREENS / "profile-ko-80x24.svg").read_text(encoding="utf-8"))
    assert "[1 프로필]" in korean[0]


def test_a_word_that_changed_and_a_missing_picture_are_noticed(tmp_path: Path) -> None:
    name = "profile-en-80x24.svg"
    svg = (SCREENS / name).read_text(encoding="utf-8")
    (tmp_path / name).write_text(svg.replace("Profile]", "Site]"), encoding="utf-8")
    assert "Site" in stale(tmp_path, {name: svg})[0]
    assert stale(tmp_path, {"other.svg": svg}) == ["other.svg: is missing"]
    (tmp_path / name).write_text(svg, encoding="utf-8")
    assert stale(tmp_path, {name: svg}) == []
    moved = svg.replace('clip-path="', 'data-note="1" clip-path="')
    (tmp_path / name).write_text(moved, encoding="utf-8")
    assert stale(tmp_path, {name: svg}) == [], "how it is drawn does not matter"
