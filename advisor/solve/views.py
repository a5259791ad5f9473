"""From what was proved to what a person sees: one view per decision and option."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from advisor.model.assessment import DecisionView, LicenceView, OptionView, Reason, Standing
from advisor.model.decision import NONE, Decision, Option
from advisor.model.fact import Answer
from advisor.model.session import Session
from advisor.solve.encode import Encoding
from advisor.solve.licence import judge
from advisor.solve.scores import Scores, points_by_criterion
from advisor.solve.standings import Domains
from advisor.solve.truth import World, evaluate, taken_pairs
from advisor.solve.variables import Pair


@dataclass(frozen=True)
class Proved:
    """What the solver found out about one session: domains, best stack, and the answers the stack assumed.

    `kept` are the choices that hold; where the session has a conflict, some of its choices are missing there.
    """

    domains: Domains
    stack: Mapping[str, str]
    assumed: Mapping[str, Answer]
    kept: Mapping[str, str]
    otherwise: Standing = Standing.SUGGESTED
    """Where a decision stands that nothing in force was found for."""


class Views:
    """Builds the views of one session."""

    def __init__(self, encoding: Encoding, session: Session, proved: Proved) -> None:
        """Bind a session and what was proved for it."""
        self._encoding = encoding
        self._catalog = encoding.catalog
        self._session = session
        self._proved = proved
        self._taken = taken_pairs(proved.stack)
        self._scores = Scores(self._catalog, encoding.score_tables, session, proved.stack, proved.assumed)
        self._world = World(self._catalog, session, proved.stack, proved.assumed)
        self.licences: dict[str, LicenceView] = {}
        self.because: Mapping[Pair, tuple[Reason, ...]] = {}

    def decisions(self) -> tuple[DecisionView, ...]:
        """The views of all decisions, in catalogue order."""
        return tuple(self._decision(d) for d in self._catalog.decisions)

    def standing(self, pair: Pair) -> Standing:
        """Where one option stands."""
        lit = self._encoding.variables.option[pair]
        domains = self._proved.domains
        if self._proved.kept.get(pair[0]) == pair[1]:
            return Standing.CHOSEN
        if lit in domains.forced:
            return Standing.FORCED
        if lit in domains.impossible:
            return Standing.IMPOSSIBLE
        if pair in self._taken and pair[0] not in self._proved.kept:
            return Standing.SUGGESTED
        return Standing.POSSIBLE if lit in domains.possible else Standing.UNKNOWN

    def option(self, pair: Pair) -> OptionView:
        """The view of one option."""
        decision = self._catalog.decision_by_id[pair[0]]
        option = decision.option(pair[1])
        assert option is not None
        return self._option(decision, option)

    def _decision(self, decision: Decision) -> DecisionView:
        options = tuple(self._option(decision, option) for option in decision.options)
        in_force = next((o for o in options if (decision.id, o.id) in self._taken), None)
        wish = self._session.choices.get(decision.id)
        relevant = decision.relevant_when is None or evaluate(decision.relevant_when, self._world) is not False
        return DecisionView(
            id=decision.id,
            group=decision.group,
            choice=in_force.id if in_force else None,
            standing=in_force.standing if in_force else self._proved.otherwise,
            wish=wish.option if wish else None,
            relevant=relevant,
            options=options,
        )

    def _option(self, decision: Decision, option: Option) -> OptionView:
        pair = (decision.id, option.id)
        scored = self._scores.reasons(pair)
        return OptionView(
            id=option.id,
            standing=self.standing(pair),
            score=sum(r.weight for r in scored),
            criteria=points_by_criterion(scored),
            reasons=(*self.because.get(pair, ()), *scored),
            licence=self._licence(option),
        )

    def _licence(self, option: Option) -> LicenceView | None:
        """The worst verdict among what the option brings."""
        if option.id == NONE:
            return None
        views = [self.licence(c) for c in option.brings() if c in self._catalog.component_by_id]
        return max(views, key=lambda v: v.verdict.rank) if views else None

    def licence(self, component: str) -> LicenceView:
        """The licence of a component, judged once."""
        if component not in self.licences:
            self.licences[component] = judge(self._catalog, self._session, component)
        return self.licences[component]
