"""The front of the solver: pure functions of a session over one catalogue."""

from __future__ import annotations

import threading

from advisor.lasting import lasting
from advisor.model.assessment import (
    Alternative,
    Assessment,
    Consequences,
    Explanation,
    FactRange,
    Flip,
    Remaining,
    Repair,
    Standing,
)
from advisor.model.catalog import Catalog
from advisor.model.found import Found
from advisor.model.session import Choice, Session
from advisor.solve import outlook
from advisor.solve.assess import Assessor
from advisor.solve.count import count_models, enumerate_models
from advisor.solve.coverage import Coverage
from advisor.solve.encode import Encoding
from advisor.solve.explain import Explainer
from advisor.solve.ground import Tools, ground, repairs_of
from advisor.solve.ranges import fact_ranges
from advisor.solve.repair import Unlock
from advisor.solve.statements import literals, statements
from advisor.solve.views import Proved, Views

COUNT_BUDGET = 20_000
ENUMERATED = 1001
"""Stacks that are listed one by one where counting takes too much work: enough to say "more than 1000"."""
SUGGESTED_BY = "suggestion"
"""Who a choice is by when nobody made it."""


class Engine:
    """Answers every question about sessions. Build it once per catalogue; it may be used from several threads."""

    def __init__(self, catalog: Catalog, budget: int | None = None) -> None:
        """Encode the catalogue. A question to the SAT solver may meet `budget` conflicts; None is the usual limit.

        Where it runs out less is known, never something false: standings are "unknown", and a finding, an explanation
        or the `limit` of what was found says what is missing.
        """
        self.catalog = catalog
        self._budget = budget
        with lasting():
            self.encoding = Encoding(catalog)
        self._coverage = Coverage(catalog)
        self._local = threading.local()

    @property
    def tools(self) -> Tools:
        """The solver instances of this thread."""
        found: Tools | None = getattr(self._local, "tools", None)
        if found is None:
            found = self._local.tools = Tools(self.encoding, self._coverage, self._budget)
        return found

    def assess(self, session: Session, *, count_budget: int = COUNT_BUDGET, repairs: bool = True) -> Assessment:
        """The standing of everything. A `count_budget` of 0 leaves the number of stacks out."""
        assessor = Assessor(self.tools, session)
        remaining = None
        if count_budget:
            conflict, unsettled = assessor.ground.conflict, not assessor.ground.settled
            remaining = Remaining(exact=0) if conflict else None if unsettled else self.count(session, count_budget)
            if remaining == Remaining():
                remaining = None
                assessor.limits.note("count")
        return assessor.run(remaining, repairs=repairs)

    def standings(self, session: Session) -> dict[str, dict[str, Standing]]:
        """What is proved about every option, without looking for the best stack: nothing is "suggested" here."""
        found = ground(self.tools, session)
        kept = {d: c.option for d, c in found.held.choices.items()} if found.settled else {}
        views = Views(self.encoding, session, Proved(found.domains, {}, {}, kept))
        return {d.id: {o.id: views.standing((d.id, o.id)) for o in d.options} for d in self.catalog.decisions}

    def repairs(
        self, session: Session, wish: tuple[str, str] | None = None, *, unlock_facts: bool = False, limit: int = 5
    ) -> Found[Repair]:
        """Ways out of the session's conflict or, with `wish`, ways to make that option possible and take it."""
        unlock = Unlock.FACTS if unlock_facts else Unlock.PICKS
        base = ground(self.tools, session)
        found = repairs_of(self.tools, base, wish, unlock, limit)
        return Found(found, base.limits.text("repairs"))

    def count(self, session: Session, budget: int = COUNT_BUDGET) -> Remaining:
        """How many stacks the session still permits, as far as `budget` units of work reach.

        Neither `exact` nor `more_than` where not even one stack was found within the limit of a question.
        """
        given = literals(statements(self.encoding.variables, session))
        over = frozenset(self.encoding.option_lits)
        exact = count_models(self.encoding.clauses, over, given, budget)
        if exact is not None:
            return Remaining(exact=exact)
        every, lits = self.tools.budget, self.encoding.option_lits
        found, all_ = enumerate_models(self.encoding.clauses, lits, given, ENUMERATED, every)
        if all_:
            return Remaining(exact=found)
        return Remaining(more_than=found - 1) if found else Remaining()

    def complete(self, session: Session) -> Session:
        """The session with every open decision filled with the suggestion; a conflict leaves it as it is."""
        found = ground(self.tools, session)
        if found.conflict or found.best is None:
            return session
        added = {d: Choice(option=o, by=SUGGESTED_BY) for d, o in found.best.stack.items() if d not in session.choices}
        return session.model_copy(update={"choices": {**session.choices, **added}})

    def explain(self, session: Session, decision: str, option: str | None = None, *, limit: int = 5) -> Explanation:
        """Why an option stands where it stands; without one, the wish or the option in force is explained.

        BadInput if the catalogue knows no such decision or option.
        """
        return Explainer(self.tools, session).explain(decision, option, limit)

    def consequences(self, session: Session, decision: str, option: str) -> Consequences:
        """What choosing an option would do to the decisions that are still open."""
        return outlook.consequences(self.tools, session, (decision, option))

    def alternatives(self, session: Session, k: int) -> Found[Alternative]:
        """The `k` best stacks in order, the best itself first."""
        return outlook.alternatives(self.tools, session, k)

    def sensitivity(self, session: Session, decision: str) -> Found[Flip]:
        """Single changes of a weight or an answer after which another option of the decision is suggested."""
        return outlook.sensitivity(self.tools, session, decision)

    def ranges(self, session: Session) -> Found[FactRange]:
        """Bounds of numbers and versions, with what sets each end."""
        return fact_ranges(self.tools, session)
