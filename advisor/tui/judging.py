"""What the desk asks of the engine, in threads. An answer that belongs to an older generation is dropped."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from textual.message import Message

from advisor.export.progress import Progress, nobody
from advisor.model.assessment import Assessment, Explanation, Flip, Repair
from advisor.model.base import Language
from advisor.model.catalog import Catalog
from advisor.model.found import limits_of
from advisor.model.session import Session
from advisor.session import scenarios
from advisor.solve.needs import needs_of
from advisor.tui.bench import Bench
from advisor.tui.bundling import Renderer
from advisor.tui.messages import AssessmentReady
from advisor.tui.views.compare import Side
from advisor.tui.views.decide import Outlook
from advisor.tui.views.export import Bundle

COUNT_BUDGET = 20_000


class Judging:
    """The assessment of the current state and everything derived from it; `post` delivers messages to the screen."""

    def __init__(self, bench: Bench, lang: Language, render: Renderer) -> None:
        """Work at `bench`; bundles are made by `render`."""
        self.bench = bench
        self.lang: Language = lang
        self.generation = 0
        self.assessment: Assessment | None = None
        self.post: Callable[[Message], object] = lambda _: None
        self._render = render
        self._judged = -1
        self._outlooks: dict[tuple[str, str], Outlook] = {}
        self._sides: dict[str, tuple[Session, Assessment]] = {}

    @property
    def session(self) -> Session:
        """The current state."""
        raise NotImplementedError

    @property
    def catalog(self) -> Catalog:
        """The knowledge."""
        raise NotImplementedError

    @property
    def is_judged(self) -> bool:
        """Whether the assessment belongs to the current state."""
        return self._judged == self.generation

    async def judge(self) -> None:
        """Assess the current state: first without counting, then in full."""
        generation, session = self.generation, self.session
        quick = await self.bench.ask(lambda j: j.assess(session, count_budget=0, repairs=False))
        if generation != self.generation:
            return
        self.assessment, self._judged = quick, generation
        self.post(AssessmentReady())
        full = await self.bench.ask(lambda j: j.assess(session, count_budget=COUNT_BUDGET, repairs=True), "back")
        if generation == self.generation and full != quick:
            self.assessment = full
            self.post(AssessmentReady())

    def known_outlook(self, decision: str, option: str) -> Outlook | None:
        """What choosing the option would do, if it was worked out already."""
        return self._outlooks.get((decision, option))

    async def outlook(self, decision: str, option: str) -> Outlook | None:
        """Work out what choosing the option would do; None when the session changed meanwhile."""
        generation, session = self.generation, self.session
        found = await self.bench.ask(lambda j: j.consequences(session, decision, option))
        if generation != self.generation:
            return None
        result = Outlook(decision, option, tuple(found.forced), tuple(found.excluded), tuple(found.opens), found.limit)
        self._outlooks[decision, option] = result
        return result

    async def explain(self, decision: str, option: str) -> tuple[Explanation, tuple[Repair, ...]]:
        """Why the option stands where it stands, with ways to have it where it cannot be had."""
        session = self.session
        found = await self.bench.ask(lambda j: j.explain(session, decision, option))
        if found.standing != "impossible":
            return found, ()
        ways = await self.bench.ask(lambda j: j.repairs(session, (decision, option)))
        if not ways and not limits_of(ways):
            ways = await self.bench.ask(lambda j: j.repairs(session, (decision, option), unlock_facts=True))
        return found, ways

    async def bundle(self, asked: Sequence[str], told: Progress = nobody) -> Bundle:
        """The files that an export would write now; `told` hears of each format, in another thread."""
        session, lang = self.session, self.lang
        return await self.bench.ask(lambda j: self._render(j, session, asked, lang, told), "back")

    async def flips(self, decision: str) -> tuple[Flip, ...]:
        """The smallest single changes after which another option of the decision is suggested."""
        session = self.session
        return await self.bench.ask(lambda j: j.sensitivity(session, decision), "back")

    async def sides(self) -> list[Side]:
        """All scenarios with their assessments."""
        found: list[Side] = []
        for name in sorted(scenarios.names(self.session)):
            current = name == self.session.scenario
            state = scenarios.get(self.session, name)
            known = self._sides.get(name)
            if current and self.assessment is not None:
                result = self.assessment
            elif known is not None and known[0] == state:
                result = known[1]
            else:
                result = await self._assess_side(state)
                self._sides[name] = (state, result)
            found.append(Side(name, current, result))
        return found

    async def _assess_side(self, state: Session) -> Assessment:
        return await self.bench.ask(lambda j: j.assess(state, count_budget=0, repairs=False), "back")

    async def edges(self) -> tuple[tuple[str, str, str], ...]:
        """The edges of the stack's graph as (provider, kind, consumer)."""
        session = self.session
        stack = dict(self.assessment.stack) if self.assessment else {}
        catalog = self.catalog

        def work(_: object) -> tuple[tuple[str, str, str], ...]:
            return tuple((a, edge.kind, b) for (a, b), edge in needs_of(catalog, session, stack).edges.items())

        return await self.bench.ask(work, "back")
