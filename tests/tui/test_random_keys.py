"""Keys in random order: nothing breaks, the session stays valid, and undo leads back to the start."""

from __future__ import annotations

import random
from pathlib import Path

import pytest
from textual import events
from textual.keys import _character_to_key

from advisor.model.session import Session
from advisor.tui import actions
from tests.tui.driving import Drive, drive, make_app

LEFT_OUT = {"ctrl+q", "ctrl+z"}
KEYS = sorted({k for a in actions.REGISTRY for k in a.bound()} - LEFT_OUT)
WORDS = ["가", "5", ".", "9", "é", "\x07", "[", "]", "~"]
COMMON = ["down", "up", "right", "enter", "space", "n", "2", "w", "1", "x", "j", "q"]


def key_event(key: str) -> events.Key:
    """The event of a key as the terminal would send it."""
    name = _character_to_key(key) if len(key) == 1 else key
    named = {
        "space": " ",
        "slash": "/",
        "plus": "+",
        "minus": "-",
        "question_mark": "?",
        "full_stop": ".",
        "equals_sign": "=",
    }
    character = key if len(key) == 1 else named.get(key)
    return events.Key(name, character)


async def storm(run: Drive, seed: int, count: int) -> None:
    """Press `count` keys, looking up from the keyboard now and then."""
    dice = random.Random(seed)
    for number in range(count):
        pool = COMMON if dice.random() < 0.6 else KEYS if dice.random() < 0.9 else WORDS
        run.app.post_message(key_event(dice.choice(pool)))
        if number % 10 == 9:
            await run.pilot.pause()
    await run.settle()


async def back_to_main(run: Drive) -> None:
    """Close whatever is open."""
    while run.app.screen is not run.main:
        await run.press("escape")


async def journey(run: Drive, seed: int, count: int) -> None:
    """A storm of keys, then every undo there is."""
    start = run.desk.session
    await storm(run, seed, count)
    await back_to_main(run)
    assert Session.model_validate(run.desk.session.model_dump(by_alias=True)) == run.desk.session
    assert run.desk.is_judged
    assert len(run.screen) == run.app.size.height
    while run.desk.store.undoable is not None:
        run.desk.undo()
    assert run.desk.session == start


@pytest.mark.parametrize(("seed", "size"), [(1, (80, 24)), (2, (60, 16)), (3, (160, 50))])
def test_a_hundred_random_keys(
    seed: int, size: tuple[int, int], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    drive(make_app(path=tmp_path / "s.yaml"), lambda run: journey(run, seed, 150), size)


@pytest.mark.slow
@pytest.mark.parametrize("size", [(60, 16), (80, 24), (100, 30), (160, 50)])
@pytest.mark.parametrize("lang", ["en", "ko"])
def test_two_thousand_random_keys(
    size: tuple[int, int], lang: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    app = make_app(path=tmp_path / "s.yaml", lang="ko" if lang == "ko" else "en")
    drive(app, lambda run: journey(run, sum(size), 2000), size)
