"""Why an option stands where it stands."""

from __future__ import annotations

from advisor.errors import BadInput, Problem
from advisor.model.assessment import Conflict, Explanation, Item, OptionView, Reason, Standing
from advisor.model.base import Text
from advisor.model.decision import Decision, Option
from advisor.model.rule import Effect
from advisor.model.session import Session
from advisor.solve.assess import Assessor
from advisor.solve.change import with_choice
from advisor.solve.conflict import Cause
from advisor.solve.ground import Ground, Tools, conflicts, repairs_of, why_not
from advisor.solve.needs import broken_without, needs_of
from advisor.solve.objective import REPORTED
from advisor.solve.optimise import Best
from advisor.solve.repair import Unlock
from advisor.solve.statements import wish
from advisor.solve.variables import Pair
from advisor.solve.wants import Wants
from advisor.wording.solve import sentence

NO_PROOF: tuple[list[Cause], Conflict | None] = ([], None)
BECAUSE = 5
"""Reasons named for a suggestion."""


class Explainer:
    """Explains options of one session."""

    def __init__(self, tools: Tools, session: Session) -> None:
        """Prove the session first."""
        self._tools = tools
        self._session = session
        self._catalog = tools.encoding.catalog
        self._assessor = Assessor(tools, session)
        self._ground: Ground = self._assessor.ground
        self._limits = self._ground.limits
        self._wants = Wants(tools.encoding, self._ground.held, self._assessor.assumed)

    def explain(self, decision_id: str, option_id: str | None, limit: int) -> Explanation:
        """The explanation of an option; without one, of the wish, else of the option in force."""
        decision, option = self._find(decision_id, option_id)
        pair = (decision.id, option.id)
        view = self._assessor.option(pair)
        causes, conflict = self._limits.within("conflict", lambda: self._proof(pair, view.standing, limit), NO_PROOF)
        stack = {**(self._ground.best.stack if self._ground.best else {}), decision.id: option.id}
        needs = needs_of(self._catalog, self._session, stack)
        place = self._limits.within("place", lambda: self._place(pair, view.standing), None)
        return Explanation(
            decision=decision.id,
            option=option.id,
            standing=view.standing,
            because=self._because(pair, view, causes),
            chain=self._tools.chains.steps(causes) if causes and conflict is None else (),
            reasons=view.reasons,
            conflict=conflict,
            neighbours=tuple(dict.fromkeys(edge for c in option.brings() for edge in needs.beside(c))),
            breaks=broken_without(self._catalog, self._session, stack, option.brings()),
            instead=place,
            limits=self._limits.texts(),
        )

    def _place(self, pair: Pair, standing: Standing) -> Text | None:
        """What decides between the option and the one that comes before it, or next after a suggestion."""
        if standing is Standing.POSSIBLE:
            return self._instead(pair)
        return self._ahead(pair) if standing is Standing.SUGGESTED else None

    def _ahead(self, pair: Pair) -> Text | None:
        """The next best option of the decision, and the first level of the objective on which it is worse."""
        decision, best = self._catalog.decision_by_id[pair[0]], self._ground.best
        taken = decision.option(pair[1])
        if best is None or taken is None:
            return None
        others = (
            (o, self._tools.optimiser.best(with_choice(self._ground.held, decision.id, o.id)))
            for o in decision.options
            if o is not taken
        )
        solved = [(found, option) for option, found in others if found is not None]
        if not solved:
            return None
        found, option = min(solved, key=lambda pair: pair[0].objective)
        return self._told(best, found, taken, option)

    def _instead(self, pair: Pair) -> Text | None:
        """What is in force in place of an option, and the first level of the objective on which that is better."""
        decision = self._catalog.decision_by_id[pair[0]]
        chosen = self._ground.held.choices.get(pair[0])
        best = self._ground.best
        rival = decision.option(chosen.option if chosen else best.stack.get(pair[0], "") if best else "")
        taken = decision.option(pair[1])
        if rival is None or taken is None or best is None:
            return None
        if chosen is not None:
            return sentence("instead-choice", decision=decision.name, option=rival.name)
        other = self._tools.optimiser.best(with_choice(self._ground.held, *pair))
        if other is None:
            return None
        return self._told(best, other, rival, taken)

    def _told(self, better: Best, worse: Best, first: Option, second: Option) -> Text:
        levels = zip(REPORTED, better.objective, worse.objective, strict=True)
        level, by = next(((name, b - a) for name, a, b in levels if a != b), ("order", 0))
        if level == "optional":
            told = self._wants.told(better.stack, worse.stack, first, second)
            if told is not None:
                return told
        return sentence(f"instead-{level}", option=second.name, rival=first.name, by=by)

    def _find(self, decision_id: str, option_id: str | None) -> tuple[Decision, Option]:
        decision = self._catalog.decision_by_id.get(decision_id)
        if decision is None:
            raise BadInput([Problem(f"there is no decision {decision_id}", key=decision_id)])
        if option_id is None:
            chosen = self._session.choices.get(decision_id)
            stack = self._ground.best.stack if self._ground.best else {}
            option_id = chosen.option if chosen else stack.get(decision_id, decision.options[0].id)
        option = decision.option(option_id)
        if option is None:
            raise BadInput([Problem(f"{decision_id} has no option {option_id}", key=option_id)])
        return decision, option

    def _proof(self, pair: Pair, standing: Standing, limit: int) -> tuple[list[Cause], Conflict | None]:
        groups = self._tools.conflicts.relevant(self._ground.held)
        if standing is Standing.FORCED:
            denied = wish(self._tools.encoding.variables, pair, positive=False)
            return self._tools.conflicts.minimal([denied, *self._ground.stated], groups), None
        overruled = self._overruled(pair)
        if standing is not Standing.IMPOSSIBLE and not overruled:
            return [], None
        causes = self._conflict_of(pair, groups) if overruled else why_not(self._tools, self._ground, pair, groups)
        wanted = None if overruled else pair
        ways = repairs_of(self._tools, self._ground, wanted, Unlock.PICKS, limit)
        items = tuple(c.item() for c in causes)
        chain, missing = self._tools.chains.steps(causes), self._limits.text("repairs")
        return causes, Conflict(items=items, chain=chain, repairs=ways, limit=missing)

    def _overruled(self, pair: Pair) -> bool:
        """Whether the person chose this option, and the choice cannot be kept."""
        if not self._ground.settled:
            return False
        chosen = self._session.choices.get(pair[0])
        return chosen is not None and chosen.option == pair[1] and pair[0] not in self._ground.held.choices

    def _conflict_of(self, pair: Pair, groups: list[int]) -> list[Cause]:
        """The conflict among what the person stated in which this choice takes part."""
        for causes in conflicts(self._tools, self._session):
            if any(c.statement is not None and c.statement.pair == pair for c in causes):
                return causes
        return why_not(self._tools, self._ground, pair, groups)

    def _because(self, pair: Pair, view: OptionView, causes: list[Cause]) -> tuple[Item, ...]:
        if causes:
            return tuple(c.item() for c in causes if c.statement is None or not c.statement.wish)
        found = [s.item() for s in self._ground.stated if s.kind == "choice" and s.pair == pair]
        weighty = [r for r in view.reasons if r.effect is Effect.PREFERS and r.weight > 0]
        return (*found, *(_reason_item(r) for r in weighty[:BECAUSE]))


def _reason_item(reason: Reason) -> Item:
    return Item(kind="rule", id=reason.rule, text=reason.text, sources=reason.sources, as_of=reason.as_of)
