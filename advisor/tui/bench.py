"""The workbench: heavy work in threads, one lane at a time, so that a key is never waited for."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Lock
from typing import Literal, Protocol, TypeVar

from advisor.model.assessment import Assessment, Explanation, Flip, Repair
from advisor.model.base import Text
from advisor.model.session import Session

T = TypeVar("T")
Lane = Literal["front", "back"]
"""`front` answers the last key, `back` counts, compares and renders."""


class Effects(Protocol):
    """What choosing an option would do, as the engine says it."""

    @property
    def forced(self) -> tuple[tuple[str, str], ...]:
        """Options that would be forced."""

    @property
    def excluded(self) -> tuple[tuple[str, str], ...]:
        """Options that would be ruled out."""

    @property
    def opens(self) -> tuple[tuple[str, str], ...]:
        """Options that would become possible."""

    @property
    def limit(self) -> Text | None:
        """Why nothing is told: a work limit ran out."""


class Judge(Protocol):
    """What the app asks of the engine; every answer is a pure function of the session."""

    def assess(self, session: Session, *, count_budget: int = ..., repairs: bool = ...) -> Assessment:
        """The standing of everything."""

    def explain(self, session: Session, decision: str, option: str | None = None) -> Explanation:
        """Why an option stands where it stands."""

    def repairs(
        self, session: Session, wish: tuple[str, str] | None = None, *, unlock_facts: bool = ..., limit: int = ...
    ) -> tuple[Repair, ...]:
        """Ways out, smallest first."""

    def consequences(self, session: Session, decision: str, option: str) -> Effects:
        """What choosing would do."""

    def sensitivity(self, session: Session, decision: str) -> tuple[Flip, ...]:
        """Single changes after which another option is suggested."""

    def complete(self, session: Session) -> Session:
        """Every open decision filled with the suggestion."""


class Bench:
    """Two lanes of one thread each around one engine, which is built on first use and keeps a solver per thread."""

    def __init__(self, make: Callable[[], Judge]) -> None:
        """Keep how engines are made."""
        self._make = make
        self._judge: Judge | None = None
        self._making = Lock()
        self._lanes: dict[Lane, ThreadPoolExecutor] = {
            "front": ThreadPoolExecutor(1, thread_name_prefix="advisor-front"),
            "back": ThreadPoolExecutor(1, thread_name_prefix="advisor-back"),
        }

    async def ask(self, work: Callable[[Judge], T], lane: Lane = "front") -> T:
        """Run `work` with the engine of the lane and wait for its answer without blocking the screen."""
        return await asyncio.get_running_loop().run_in_executor(self._lanes[lane], self._run, work)

    def _run(self, work: Callable[[Judge], T]) -> T:
        with self._making:
            if self._judge is None:
                self._judge = self._make()
        return work(self._judge)

    def close(self) -> None:
        """Drop what waits; what runs ends by itself."""
        for lane in self._lanes.values():
            lane.shutdown(wait=False, cancel_futures=True)
