"""The assessment of one session: prove, optimise, explain conflicts, and put it all together."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property
from graphlib import CycleError

from advisor.model.assessment import (
    Assessment,
    Assumption,
    Conflict,
    DecisionView,
    OptionView,
    Reason,
    Remaining,
    Repair,
    Standing,
)
from advisor.model.decision import NONE
from advisor.model.rule import Effect
from advisor.model.session import Session
from advisor.solve.chain import Chains
from advisor.solve.change import without
from advisor.solve.conflict import Cause, Conflicts
from advisor.solve.coverage import Coverage
from advisor.solve.decode import neutral_answers
from advisor.solve.encode import Encoding
from advisor.solve.findings import Findings
from advisor.solve.needs import needs_of
from advisor.solve.optimise import Best, Optimiser
from advisor.solve.oracle import PySat
from advisor.solve.pins import KUBERNETES_FACT, pins, wanted_kubernetes
from advisor.solve.repair import Repairs, Unlock
from advisor.solve.resources import resources
from advisor.solve.standings import Domains, Standings
from advisor.solve.statements import Statement, statements, wish
from advisor.solve.truth import World, evaluate
from advisor.solve.variables import Pair
from advisor.solve.views import Proved, Views

REPAIRS = 5


class Tools:
    """The solver instances of one thread over one encoding; none of them may be shared between threads."""

    def __init__(self, encoding: Encoding, coverage: Coverage) -> None:
        """Build the instances."""
        self.encoding = encoding
        self.coverage = coverage
        self.oracle = PySat(encoding.clauses)
        self.standings = Standings(encoding, self.oracle)
        self.conflicts = Conflicts(encoding)
        self.chains = Chains(encoding)
        self.optimiser = Optimiser(encoding)
        self.repairs = Repairs(encoding, self.oracle, self.optimiser)


@dataclass(frozen=True)
class Ground:
    """A session, and the largest part of it that can hold: the same session where there is no conflict."""

    session: Session
    held: Session
    stated: tuple[Statement, ...]
    domains: Domains
    optimiser: Optimiser
    holds: bool = True

    @property
    def conflict(self) -> bool:
        """Whether something had to be left out, or nothing holds at all."""
        return self.held is not self.session or not self.holds

    @cached_property
    def best(self) -> Best | None:
        """The best stack of what holds, looked for when it is asked for."""
        return self.optimiser.best(self.held) if self.holds else None


def ground(tools: Tools, session: Session) -> Ground:
    """Prove what holds. In a conflict the first repair is applied, facts being the last thing to give way.

    Where every way out was rejected, the first of those shows what would hold: it is proposed to nobody.
    """
    found = _ground(tools, session)
    if found.holds or not session.rejected:
        return found
    return replace(_ground(tools, session.model_copy(update={"rejected": ()})), session=session)


def _ground(tools: Tools, session: Session) -> Ground:
    held = session
    for unlock in (*Unlock, None):
        stated = statements(tools.encoding.variables, held)
        domains = tools.standings.domains(stated)
        if domains is not None:
            return Ground(session, held, stated, domains, tools.optimiser)
        for dropped in tools.repairs.sets(session, None, unlock=unlock, limit=1) if unlock is not None else ():
            held = _reduced(session, dropped)
    nothing = Domains(impossible=set(tools.encoding.option_lits))
    return Ground(session, held, stated, nothing, tools.optimiser, holds=False)


def _reduced(session: Session, dropped: tuple[Statement, ...]) -> Session:
    for statement in dropped:
        session = without(session, statement)
    return session


def conflicts(tools: Tools, session: Session) -> list[list[Cause]]:
    """Minimal conflicts that share no statement of the session."""
    stated = list(statements(tools.encoding.variables, session))
    groups = tools.conflicts.relevant(session)
    found = []
    while causes := tools.conflicts.minimal(stated, groups):
        found.append(causes)
        used = [c.statement for c in causes if c.statement is not None]
        if not used:
            break
        stated = [s for s in stated if s not in used]
    return found


class Assessor:
    """Puts an assessment together."""

    def __init__(self, tools: Tools, session: Session) -> None:
        """Prove the session first; everything else reads from that."""
        self._tools = tools
        self._encoding = tools.encoding
        self._catalog = tools.encoding.catalog
        self._session = session
        self.ground = ground(tools, session)
        solved = self.ground.best
        self._assumed = neutral_answers(self._encoding, session.profile, solved.model) if solved else {}
        stack = solved.stack if solved else {}
        kept = {d: c.option for d, c in self.ground.held.choices.items()}
        self._proved = Proved(self.ground.domains, stack, self._assumed, kept)

    def run(self, remaining: Remaining | None, *, repairs: bool) -> Assessment:
        """The whole assessment."""
        views = Views(self._encoding, self._session, self._proved)
        views.because = self._why_impossible()
        decisions = views.decisions()
        conflict = self.ground.conflict
        stack = {} if conflict else dict(self._proved.stack)
        world = World(self._catalog, self._session, stack, self._assumed)
        components = tuple(c.id for c in self._catalog.components if c.id in world.components)
        pinned = pins(self._catalog, components, self._kubernetes())
        waves, cycles = self._order(stack)
        for component in components:
            views.licence(component)
        findings = Findings(self._catalog, self._tools.coverage, self._session, stack, self._assumed).all(
            components, views.licences, {p.component: p for p in pinned}, self._kubernetes(), cycles
        )
        return Assessment(
            edition=self._catalog.edition.id,
            session=self._session.name,
            status="conflict" if conflict else _status(decisions),
            decisions=self._overruled(decisions),
            stack=stack,
            components=components,
            waves=waves,
            pins=pinned,
            findings=findings,
            conflicts=self._conflicts(repairs=repairs) if conflict else (),
            remaining=remaining,
            resources=resources(self._catalog, components, world.facts),
            assumptions=self._assumptions(world),
            score=self.ground.best.score if self.ground.best and not conflict else 0,
            objective=self.ground.best.objective if self.ground.best and not conflict else (),
        )

    def option(self, pair: Pair) -> OptionView:
        """The view of one option, with the rules that make it impossible if it is."""
        views = Views(self._encoding, self._session, self._proved)
        if self._encoding.variables.option[pair] in self.ground.domains.impossible:
            groups = self._tools.conflicts.relevant(self.ground.held)
            views.because = {pair: self._why(pair, groups)}
        return views.option(pair)

    def _kubernetes(self) -> str:
        """The stated version, else the one that the suggestion assumes and shows."""
        stated = self._session.profile.get(KUBERNETES_FACT, self._assumed.get(KUBERNETES_FACT))
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
        for fact_id, value in self._assumed.items():
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
        causes = why_not(self._tools, self.ground, pair, groups)
        rules = [_reason(self._encoding, c) for c in causes if c.group is not None]
        own = [_stated_reason(c.statement) for c in causes if c.statement is not None and not c.statement.wish]
        return tuple(rules or own)

    def _conflicts(self, *, repairs: bool) -> tuple[Conflict, ...]:
        found = conflicts(self._tools, self._session)
        ways: tuple[Repair, ...] = ()
        if repairs and found:
            ways = repairs_of(self._tools, self.ground, None, Unlock.PICKS, REPAIRS)
        return tuple(
            Conflict(items=tuple(c.item() for c in causes), chain=self._tools.chains.steps(causes), repairs=ways)
            for causes in found
        )

    def _overruled(self, decisions: tuple[DecisionView, ...]) -> tuple[DecisionView, ...]:
        """In a conflict, decisions whose wish could not be kept are shown without a choice in force."""
        held = self.ground.held.choices
        return tuple(
            view.model_copy(update={"choice": None, "standing": Standing.IMPOSSIBLE})
            if view.id in self._session.choices and view.id not in held
            else view
            for view in decisions
        )


def why_not(tools: Tools, base: Ground, pair: Pair, groups: list[int]) -> list[Cause]:
    """The minimal conflict of an option with what holds, its own decision's choice set aside."""
    return tools.conflicts.blocking(wish(tools.encoding.variables, pair), base.stated, groups)


def repairs_of(tools: Tools, base: Ground, wanted: Pair | None, unlock: Unlock, limit: int) -> tuple[Repair, ...]:
    """Repairs of a conflict, or for an option that cannot be taken; more gives way where nothing else helps."""
    baseline = dict(base.best.stack) if base.best else {}
    baseline |= {d: c.option for d, c in base.session.choices.items()}
    score = base.best.score if base.best else 0
    for level in list(Unlock)[unlock:]:
        found = tools.repairs.find(base.session, wanted, baseline, score, unlock=level, limit=limit)
        if found:
            return found
    return ()


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
