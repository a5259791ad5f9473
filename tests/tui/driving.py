"""Driving the app by keys, and reading its screen as text."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from pathlib import Path

from textual.pilot import Pilot

from advisor.model.base import Language
from advisor.model.catalog import Catalog
from advisor.model.session import Session
from advisor.session.store import SessionStore
from advisor.solve.engine import Engine
from advisor.tui.actions import NONE_OWN, OwnKeys
from advisor.tui.application import AdvisorApp
from advisor.tui.bench import Bench
from advisor.tui.desk import Desk
from advisor.tui.screen import MainScreen
from advisor.tui.themes import TERMINAL
from tests.tui.small import small_catalog

Journey = Callable[["Drive"], Awaitable[None]]


def clock() -> str:
    """Always the same moment."""
    return "2026-11-24T10:00:00Z"


def make_app(
    *,
    session: Session | None = None,
    path: Path | None = None,
    lang: Language = "en",
    tour: bool = False,
    theme: str = TERMINAL,
    read_only: bool = False,
    catalog: Catalog | None = None,
    own_keys: OwnKeys = NONE_OWN,
) -> AdvisorApp:
    """The app over the small catalogue."""
    known = catalog or small_catalog()
    store = SessionStore(path, known, clock=clock, start=session, read_only=read_only)
    desk = Desk(store, Bench(lambda: Engine(known)), lang, clock)
    desk.own_keys = own_keys
    return AdvisorApp(desk, tour=tour, theme=theme)


class Drive:
    """An app under test: press keys, then look."""

    def __init__(self, app: AdvisorApp, pilot: Pilot[int]) -> None:
        """Bind the running app."""
        self.app = app
        self.pilot = pilot

    @property
    def desk(self) -> Desk:
        """The desk."""
        return self.app.desk

    @property
    def main(self) -> MainScreen:
        """The main screen, whatever lies above it."""
        return next(s for s in self.app.screen_stack if isinstance(s, MainScreen))

    async def press(self, *keys: str) -> None:
        """Press keys one after another, each with everything it sets off."""
        for key in keys:
            await self.pilot.press(key)
            await self.settle()

    async def type(self, text: str) -> None:
        """Type text."""
        await self.press(*("space" if c == " " else c for c in text))

    async def settle(self) -> None:
        """Wait until no work is left."""
        await self.pilot.pause()
        for _ in range(20):
            if all(w.is_finished for w in self.app.workers):
                break
            await self.app.workers.wait_for_complete()
            await self.pilot.pause()
        await self.pilot.pause()

    @property
    def screen(self) -> list[str]:
        """The lines of the terminal."""
        return screen_text(self.app)

    @property
    def text(self) -> str:
        """The terminal as one text."""
        return "\n".join(self.screen)


def screen_text(app: AdvisorApp) -> list[str]:
    """What the terminal shows, line by line (the compositor is Textual's own business, so only here)."""
    return [strip.text.rstrip() for strip in app.screen._compositor.render_strips()]


def drive(app: AdvisorApp, journey: Journey, size: tuple[int, int] = (80, 24)) -> None:
    """Run `journey` with the app on a terminal of `size`."""

    async def go() -> None:
        async with app.run_test(size=size) as pilot:
            run = Drive(app, pilot)
            await run.settle()
            await journey(run)

    asyncio.run(go())
