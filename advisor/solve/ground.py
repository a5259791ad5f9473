"""What of a session holds: proved domains, the best stack, conflicts and ways out, as far as budgets reach."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from functools import cached_property

from advisor.model.assessment import Repair
from advisor.model.session import Session
from advisor.solve.chain import Chains
from advisor.solve.change import without
from advisor.solve.conflict import Cause, Conflicts
from advisor.solve.coverage import Coverage
from advisor.solve.encode import Encoding
from advisor.solve.limits import Limits
from advisor.solve.optimise import BUDGET, Best, Optimiser
from advisor.solve.oracle import CONFLICT_BUDGET, OutOfBudgetError, PySat
from advisor.solve.repair import Repairs, Unlock
from advisor.solve.standings import Domains, Standings
from advisor.solve.statements import Statement, statements, wish
from advisor.solve.variables import Pair


class Tools:
    """The solver instances of one thread over one encoding; none of them may be shared between threads."""

    def __init__(self, encoding: Encoding, coverage: Coverage, budget: int | None = None) -> None:
        """Build the instances. Each question may meet `budget` conflicts; None is what ordinary work needs."""
        every = CONFLICT_BUDGET if budget is None else budget
        self.budget = every
        self.encoding = encoding
        self.coverage = coverage
        self.oracle = PySat(encoding.clauses, every)
        self.standings = Standings(encoding, self.oracle)
        self.conflicts = Conflicts(encoding, every)
        self.chains = Chains(encoding)
        self.optimiser = Optimiser(encoding, BUDGET if budget is None else budget)
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
    settled: bool = True
    limits: Limits = field(default_factory=Limits)

    @property
    def conflict(self) -> bool:
        """Whether something had to be left out, or nothing holds at all. Proved: false where that is not settled."""
        return self.held is not self.session or not self.holds

    @cached_property
    def best(self) -> Best | None:
        """The best stack of what holds, looked for when asked for; None where there is none, or a limit is met."""
        if not (self.holds and self.settled):
            return None
        return self.limits.within("best", lambda: self.optimiser.best(self.held), None)


def ground(tools: Tools, session: Session) -> Ground:
    """Prove what holds. In a conflict the first repair is applied, facts being the last thing to give way.

    Where every way out was rejected, the first of those shows what would hold: it is proposed to nobody. Where a work
    limit ran out, nothing is proved of any option, and `settled` is false.
    """
    found = _ground(tools, session)
    if found.holds or not session.rejected:
        return found
    return replace(_ground(tools, session.model_copy(update={"rejected": ()})), session=session)


def _ground(tools: Tools, session: Session) -> Ground:
    held, limits, conflict = session, Limits(), False
    try:
        for unlock in (*Unlock, None):
            stated = statements(tools.encoding.variables, held)
            domains = tools.standings.domains(stated)
            if domains is not None:
                return Ground(session, held, stated, domains, tools.optimiser, limits=limits)
            conflict = True
            for dropped in tools.repairs.sets(session, None, unlock=unlock, limit=1) if unlock is not None else ():
                held = _reduced(session, dropped)
    except OutOfBudgetError:
        limits.note("repairs" if conflict else "consistency")
        kept = session.model_copy(update={"choices": {}}) if conflict else session
        return Ground(session, kept, stated, Domains(), tools.optimiser, not conflict, settled=False, limits=limits)
    nothing = Domains(impossible=set(tools.encoding.option_lits))
    return Ground(session, held, stated, nothing, tools.optimiser, holds=False, limits=limits)


def _reduced(session: Session, dropped: tuple[Statement, ...]) -> Session:
    for statement in dropped:
        session = without(session, statement)
    return session


def conflicts(tools: Tools, session: Session) -> Iterator[list[Cause]]:
    """Minimal conflicts that share no statement of the session; OutOfBudgetError after those within the budget."""
    stated = list(statements(tools.encoding.variables, session))
    groups = tools.conflicts.relevant(session)
    while causes := tools.conflicts.minimal(stated, groups):
        yield causes
        used = [c.statement for c in causes if c.statement is not None]
        if not used:
            break
        stated = [s for s in stated if s not in used]


def why_not(tools: Tools, base: Ground, pair: Pair, groups: list[int]) -> list[Cause]:
    """The minimal conflict of an option with what holds, its own decision's choice set aside."""
    return tools.conflicts.blocking(wish(tools.encoding.variables, pair), base.stated, groups)


def repairs_of(tools: Tools, base: Ground, wanted: Pair | None, unlock: Unlock, limit: int) -> tuple[Repair, ...]:
    """Repairs of a conflict, or for an option that cannot be taken; more gives way where nothing else helps.

    Where a work limit runs out, those found so far: what a repair changes is told only if the best stacks on both sides
    are known.
    """
    best, limits = base.best, base.limits
    if not base.settled or limits.met("best"):
        limits.note("repairs")
        return ()
    baseline = dict(best.stack) if best else {}
    baseline |= {d: c.option for d, c in base.session.choices.items()}
    score = best.score if best else 0
    for level in list(Unlock)[unlock:]:
        ways = tools.repairs.find(base.session, wanted, baseline, score, unlock=level, limit=limit)
        found = tuple(limits.until("repairs", ways))
        if found or limits.met("repairs"):
            return found
    return ()
