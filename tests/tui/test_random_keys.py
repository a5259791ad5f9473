"""Keys in random order: nothing breaks, the session stays valid, and undo leads back to the start."""

from __future__ import annotations

import asyncio
import random
import shutil
import tempfile
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import ClassVar

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule, run_state_machine_as_test
from textual import events
from textual.keys import _character_to_key

from advisor.model.base import Language
from advisor.model.session import Session
from advisor.tui import actions
from advisor.tui.screen import MainScreen
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


class Keyboard(RuleBasedStateMachine):
    """A person who presses anything. After each key the app runs and its session is valid; undo leads to the start."""

    size: ClassVar[tuple[int, int]] = (80, 24)
    lang: ClassVar[Language] = "en"
    pressed: ClassVar[int] = 0

    def __init__(self) -> None:
        """Open the app in a loop of its own, in one task, as Textual wants it."""
        super().__init__()
        self.loop = asyncio.new_event_loop()
        self.orders: asyncio.Queue[Callable[[Drive], Awaitable[None]] | None] = asyncio.Queue()
        self.done: asyncio.Queue[None] = asyncio.Queue()
        self.folder = Path(tempfile.mkdtemp(dir=Path.cwd()))
        self.app = make_app(path=self.folder / "s.yaml", lang=self.lang)
        self.start = self.app.desk.session
        self.task = self.loop.create_task(self._live())
        self._do(Drive.settle)

    async def _live(self) -> None:
        async with self.app.run_test(size=self.size) as pilot:
            run = Drive(self.app, pilot)
            while (order := await self.orders.get()) is not None:
                await order(run)
                await self.done.put(None)

    def _do(self, order: Callable[[Drive], Awaitable[None]] | None) -> None:
        """Give an order and wait until it is done, or until the app has ended."""
        self.orders.put_nowait(order)

        async def wait() -> None:
            waiting = {self.task} if order is None else {self.task, self.loop.create_task(self.done.get())}
            await asyncio.wait(waiting, return_when=asyncio.FIRST_COMPLETED)

        self.loop.run_until_complete(wait())
        if self.task.done():
            self.task.result()

    @rule(key=st.one_of(st.sampled_from(COMMON), st.sampled_from(KEYS), st.sampled_from(KEYS + WORDS)))
    def press(self, key: str) -> None:
        """One key; what it set off goes on while the next one comes."""

        async def order(run: Drive) -> None:
            run.app.post_message(key_event(key))
            await run.pilot.pause()

        type(self).pressed += 1
        self._do(order)

    @invariant()
    def holds(self) -> None:
        """The app runs, and the session is one that could be read from a file."""
        assert not self.task.done()
        session = self.app.desk.session
        assert Session.model_validate(session.model_dump(by_alias=True)) == session

    def teardown(self) -> None:
        """Every undo there is."""

        async def end(run: Drive) -> None:
            await run.settle()
            await back_to_main(run)
            assert run.desk.is_judged
            assert len(run.screen) == run.app.size.height
            while run.desk.store.undoable is not None:
                run.desk.undo()
            assert run.desk.session == self.start

        try:
            if not self.task.done():
                self._do(end)
                self._do(None)
        finally:
            self.loop.run_until_complete(self.loop.shutdown_default_executor())
            self.loop.close()
            shutil.rmtree(self.folder)


@pytest.mark.slow
@pytest.mark.parametrize(
    ("size", "lang"), [((60, 16), "ko"), ((80, 24), "en"), ((100, 30), "ko"), ((160, 50), "en")], ids=str
)
def test_two_thousand_random_keys(
    size: tuple[int, int], lang: Language, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)

    class At(Keyboard):
        pass

    At.size, At.lang, At.pressed = size, lang, 0
    plan = settings(
        max_examples=20,
        stateful_step_count=100,
        derandomize=True,
        deadline=None,
        database=None,
        suppress_health_check=list(HealthCheck),
    )
    run_state_machine_as_test(At, settings=plan)
    assert At.pressed >= 2000


def test_the_keyboard_finds_a_key_that_breaks_the_app(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(_: MainScreen) -> None:
        raise RuntimeError("mark is broken")

    class Broken(Keyboard):
        pass

    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(MainScreen, "action_mark", broken)
    plan = settings(
        max_examples=5,
        stateful_step_count=60,
        derandomize=True,
        deadline=None,
        database=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    with pytest.raises(RuntimeError, match="mark is broken"):
        run_state_machine_as_test(Broken, settings=plan)
