"""clingo beside the solver: the same domains and the same optimum, each operation with so much time and no more."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import TypeVar

from advisor.model.assessment import Standing
from advisor.model.session import Session
from advisor.solve.engine import Engine
from tests.bench.clock import Clock, Step, ratios
from tests.solve.asp import Pair
from tests.solve.second_opinion import Clingo, Stopped

T = TypeVar("T")
SECONDS = 30.0
"""What an operation of clingo may take over all questions about one catalogue."""
DOMAINS, OPTIMUM = "clingo: brave and cautious", "clingo: optimum"


@dataclass
class Beside:
    """Questions both were asked: milliseconds of ours and of clingo's, and the one that clingo was stopped in."""

    ours: list[float] = field(default_factory=list)
    theirs: list[float] = field(default_factory=list)
    stopped: tuple[float, float] | None = None
    left: float = SECONDS

    def lines(self, name: str) -> Iterator[str]:
        """The ratios, and what is known of the question that was not answered."""
        if self.ours:
            yield ratios(f"{name} against clingo", self.ours, self.theirs)
        if self.stopped:
            ours, spent = self.stopped
            told = (
                f"clingo stopped after {spent / 1000:.0f} s of CPU, ours took {ours:.1f} ms: ratio < {ours / spent:.2g}"
            )
            yield f"  {name} against clingo: {told}"


def beside(engine: Engine, walks: Sequence[Sequence[Step]]) -> Iterator[str]:
    """Ask clingo about every step, and compare the answers."""
    opinions = Opinions(engine)
    for walk in walks:
        opinions.begin(walk[0].session)
        for step in walk:
            opinions.compare(step)
    yield from opinions.clock.rows()
    yield from opinions.domains.lines("domains")
    yield from opinions.optimum.lines("optimum")


class Opinions:
    """Asks clingo about the sessions of one catalogue and compares the answers with ours."""

    def __init__(self, engine: Engine) -> None:
        """Bind the engine of the catalogue."""
        self._engine = engine
        self.clock = Clock()
        self.domains, self.optimum = Beside(), Beside()
        self._programs: tuple[Clingo, Clingo] | None = None

    def begin(self, session: Session) -> None:
        """Ground the programs for what a session states; a smaller one answers faster where no cost is asked for."""
        costly = self.clock("clingo: ground", lambda: Clingo(self._engine, session))
        self._programs = (Clingo(self._engine, session, optimum=False), costly)
        self._programs[0].last("cautious", "ignore", ())  # not timed: the first question pays for what grounding freed

    def compare(self, step: Step) -> None:
        """Ask the same, and compare."""
        assert self._programs is not None
        plain, costly = self._programs
        given = [((d, c.option), True) for d, c in step.session.choices.items()]

        def sets() -> tuple[set[Pair], set[Pair]]:
            return plain.last("brave", "ignore", given)[0], plain.last("cautious", "ignore", given)[0]

        possible = self._ask(DOMAINS, plain, self.domains, step.spent, sets)
        if possible is not None:
            _same(step, *possible)
        if step.best is not None:
            objective, spent = step.best
            cost = self._ask(OPTIMUM, costly, self.optimum, spent, lambda: costly.last("auto", "opt", given)[1])
            if cost is not None:
                unmet, _, *rest = cost
                assert (unmet, *rest) == objective

    def _ask(self, name: str, program: Clingo, beside: Beside, ours: float, question: Callable[[], T]) -> T | None:
        """The answer, while there is time left; once a question was stopped the operation is over."""
        if beside.stopped is not None:
            return None
        start = time.process_time()
        program.seconds = max(beside.left, 0.0)
        try:
            found: T = self.clock(name, question)
        except Stopped:
            beside.stopped = (ours, (time.process_time() - start) * 1000)
            return None
        beside.ours.append(ours)
        beside.theirs.append(self.clock.last(name))
        beside.left -= time.process_time() - start
        return found


def _same(step: Step, may: set[Pair], must: set[Pair]) -> None:
    """Whether both found the same options of the open decisions possible and forced."""
    for d, options in step.standings.items():
        for o, standing in options.items():
            if d not in step.session.choices:
                assert (standing is Standing.IMPOSSIBLE) is ((d, o) not in may)
                assert (standing is Standing.FORCED) is ((d, o) in must)
