"""The assessment of one session: prove, optimise, explain conflicts, and put it all together."""

from __future__ import annotations

from graphlib import CycleError

from advisor.model.assessment import (
    Assessment,
    Assumption,
    Conflict,
    DecisionView,
    Finding,
    OptionView,
    Reason,
    Remaining,
    Repair,
    Standing,
)
from advisor.model.decision import NONE
from advisor.model.rule import Effect, Severity
from advisor.model.session import Session
from advisor.solve.conflict import Cause
from advisor.solve.decode import neutral_answers
from advisor.solve.encode import Encoding
from advisor.solve.findings import Findings
from advisor.solve.ground import Tools, conflicts, ground, repairs_of, why_not
from advisor.solve.limits import limit_text
from advisor.solve.needs import needs_of
from advisor.solve.pins import KUBERNETES_FACT, pins, wanted_kubernetes
from advisor.solve.repair import Unlock
from advisor.solve.resources import resources
from advisor.solve.statements import Statement
from advisor.solve.truth import World, evaluate
from advisor.solve.variables import Pair
from advisor.solve.views import Proved, Views

REPAIRS = 5


class Assessor:
    """Puts an assessment together."""

    def __init__(self, tools: Tools, session: Session) -> None:
        """Prove the session first; everything else reads from that."""
        self._tools = tools
        self._encoding = tools.encoding
        self._catalog = tools.encoding.catalog
        self._session = session
        self.ground = ground(tools, session)
        self.limits = self.ground.limits
        solved = self.ground.best
        self.assumed = neutral_answers(self._encoding, session.profile, solved.model) if solved else {}
        kept = {d: c.option for d, c in self.ground.held.choices.items()} if self.ground.settled else {}
        self._stack = solved.stack if solved else {}
        unsettled = self.limits.met("consistency", "repairs", "best")
        nothing = Standing.UNKNOWN if unsettled else Standing.SUGGESTED
        self._proved = Proved(self.ground.domains, self._stack or self._certain(kept), self.assumed, kept, nothing)

    def run(self, remaining: Remaining | None, *, repairs: bool) -> Assessment:
        """The whole assessment."""
        views = Views(self._encoding, self._session, self._proved)
        views.because = self._why_impossible()
        decisions = views.decisions()
        conflict, solved = self.ground.conflict, self.ground.best
        stack = {} if conflict else dict(self._stack)
        world = World(self._catalog, self._session, stack, self.assumed)
        components = tuple(c.id for c in self._catalog.components if c.id in world.components)
        pinned = pins(self._catalog, components, self._kubernetes())
        waves, cycles = self._order(stack)
        for component in components:
            views.licence(component)
        findings = Findings(self._catalog, self._tools.coverage, self._session, stack, self.assumed).all(
            components, views.licences, {p.component: p for p in pinned}, self._kubernetes(), cycles
        )
        told = self._conflicts(repairs=repairs) if conflict else ()
        return Assessment(
            edition=self._catalog.edition.id,
            session=self._session.name,
            status="conflict" if conflict else _status(decisions) if solved else "open",
            decisions=self._overruled(decisions),
            stack=stack,
            components=components,
            waves=waves,
            pins=pinned,
            findings=(*self._missing(), *findings),
            conflicts=told,
            remaining=remaining,
            resources=resources(self._catalog, components, world.facts),
            assumptions=self._assumptions(world),
            score=solved.score if solved and not conflict else 0,
            objective=solved.objective if solved and not conflict else (),
        )

    def option(self, pair: Pair) -> OptionView:
        """The view of one option, with the rules that make it impossible if it is."""
        views = Views(self._encoding, self._session, self._proved)
        if self._encoding.variables.option[pair] in self.ground.domains.impossible:
            groups = self._tools.conflicts.relevant(self.ground.held)
            views.because = {pair: self._why(pair, groups)}
        return views.option(pair)

    def _certain(self, kept: dict[str, str]) -> dict[str, str]:
        """What is in force whatever the best stack is, where none was found: choices that hold, and what is forced."""
        if not self.limits.met("best"):
            return {}
        pairs = (p for lit, p in self._encoding.variables.pair.items() if lit in self.ground.domains.forced)
        return {**kept, **dict(pairs)}

    def _missing(self) -> tuple[Finding, ...]:
        """A finding for every operation whose work limit ran out."""
        known = self.ground.domains.possible | self.ground.domains.impossible
        if self.ground.settled and not known.issuperset(self._encoding.option_lits):
            self.limits.note("options")
        return tuple(Finding(id=f"limit:{o}", severity=Severity.WARNING, text=limit_text(o)) for o in self.limits)

    def _kubernetes(self) -> str:
        """The stated version, else the one that the suggestion assumes and shows."""
        stated = self._session.profile.get(KUBERNETES_FACT, self.assumed.get(KUBERNETES_FACT))
        return wanted_kubernetes(self._catalog, stated)

    def _order(
        self, stack: dict[str, str]
    ) -> tuple[tuple[tuple[str, ...], ...], tuple[tuple[tuple[str, str, str], ...], ...]]:
        needs = needs_of(self._catalog, self._session, stack)
        try:
            return needs.waves(), ()
        except CycleError:
            from advisor.solve import graph  # noqa: PLC0415 - networkx is loaded where components wait for each other

            built = graph.graph_of(needs)
            return graph.waves(built), graph.cycles(built)

    def _assumptions(self, world: World) -> tuple[Assumption, ...]:
        found = []
        for fact_id, value in self.assumed.items():
            shown = self._catalog.fact_by_id[fact_id].relevant_when
            if fact_id in self._tools.coverage.facts and (shown is None or evaluate(shown, world) is not False):
                found.append(Assumption(fact=fact_id, value=value))
        return tuple(found)

    # ------------------------------------------------------------ why not

    def _why_impossible(self) -> dict[Pair, tuple[Reason, ...]]:
        variables = self._encoding.variables
        groups = self._tools.conflicts.relevant(self.ground.held)
        found = {}
        for lit in sorted(self.ground.domains.impossible):
            pair = variables.pair[lit]
            found[pair] = self._why(pair, groups)
        return found

    def _why(self, pair: Pair, groups: list[int]) -> tuple[Reason, ...]:
        """The rules of the minimal conflict; where there are none, the person's own statements."""
        none: list[Cause] = []
        causes = self.limits.within("conflict", lambda: why_not(self._tools, self.ground, pair, groups), none)
        rules = [_reason(self._encoding, c) for c in causes if c.group is not None]
        own = [_stated_reason(c.statement) for c in causes if c.statement is not None and not c.statement.wish]
        return tuple(rules or own)

    def _conflicts(self, *, repairs: bool) -> tuple[Conflict, ...]:
        found = list(self.limits.until("contradiction", conflicts(self._tools, self._session)))
        ways: tuple[Repair, ...] = ()
        if repairs:
            ways = repairs_of(self._tools, self.ground, None, Unlock.PICKS, REPAIRS)
        missing = self.limits.text("repairs")
        if not found:
            return (Conflict(items=(), repairs=ways, limit=limit_text("contradiction")),)
        steps = self._tools.chains.steps
        return tuple(
            Conflict(items=tuple(c.item() for c in causes), chain=steps(causes), repairs=ways, limit=missing)
            for causes in found
        )

    def _overruled(self, decisions: tuple[DecisionView, ...]) -> tuple[DecisionView, ...]:
        """In a conflict, decisions whose wish could not be kept are shown without a choice in force."""
        held = self.ground.held.choices
        overruled = Standing.IMPOSSIBLE if self.ground.settled else Standing.UNKNOWN
        return tuple(
            view.model_copy(update={"choice": None, "standing": overruled})
            if view.id in self._session.choices and view.id not in held
            else view
            for view in decisions
        )


def _reason(encoding: Encoding, cause: Cause) -> Reason:
    assert cause.group is not None
    group = cause.group
    rule = encoding.catalog.rule_by_id.get(group.id)
    effect = rule.effect if rule else (Effect.REQUIRES if group.id.startswith("need:") else Effect.FORBIDS)
    return Reason(rule=group.id, effect=effect, text=group.text, sources=group.sources, as_of=group.as_of)


def _stated_reason(statement: Statement) -> Reason:
    return Reason(rule=f"{statement.kind}:{statement.id}", effect=Effect.FORBIDS, text=statement.text)


def _status(decisions: tuple[DecisionView, ...]) -> str:
    settled = (Standing.CHOSEN, Standing.FORCED)
    done = all(v.standing in settled or (not v.relevant and v.choice in (NONE, None)) for v in decisions)
    return "complete" if done else "open"
