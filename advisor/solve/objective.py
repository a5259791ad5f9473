"""The objective, level by level, as soft literals: what costs, how much, and the constant that was taken out."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from advisor.model.condition import Condition
from advisor.model.decision import NONE, Cardinality, Decision
from advisor.model.fact import Answer
from advisor.model.session import Session
from advisor.solve.cnf import Cnf
from advisor.solve.encode import Encoding
from advisor.solve.truth import World, evaluate
from advisor.solve.variables import Pair, assumed_answers

LEVELS = ("assumptions", "nearness", "policies", "existing", "optional", "score")
NEARNESS = LEVELS.index("nearness")
"""Where an assumption gives way, the answer moves no further than it must; this level is not reported."""
REPORTED = tuple(name for name in LEVELS if name != "nearness")


@dataclass
class Level:
    """Costs of one level: (weight, literal whose truth costs). The value of a stack is `offset` plus its costs."""

    terms: list[tuple[int, int]] = field(default_factory=list)
    offset: int = 0

    def charge(self, weight: int, lit: int, true: int) -> None:
        """Add a cost; what always or never holds becomes a constant."""
        if lit == true:
            self.offset += weight
        elif weight and lit != -true:
            self.terms.append((weight, lit))


class Objective:
    """Builds the levels for one session. New definitions go to `cnf`, an extension of the encoding's clauses."""

    def __init__(self, encoding: Encoding, session: Session, cnf: Cnf) -> None:
        """Bind the session."""
        self._encoding = encoding
        self._variables = encoding.variables
        self._session = session
        self._cnf = cnf
        catalog = encoding.catalog
        self.assumed: dict[str, Answer] = assumed_answers(catalog, session.profile)
        self._stated = World(catalog, session)
        self._neutral = World(catalog, session, assumed=self.assumed)
        self._world = self._stated
        self._levels: dict[tuple[str, bool, tuple[tuple[str, int], ...]], Level] = {}
        self._known: dict[tuple[int, bool], int] = {}

    def settle_assumptions(self, unmet: int) -> None:
        """After the first level: if every assumption can hold, conditions may be worked out with them."""
        self._world = self._neutral if unmet == 0 else self._stated

    def level(self, name: str, weight: Mapping[str, int]) -> Level:
        """The level of that name; `weight` is what a point of each criterion counts."""
        key = (name, self._world is self._neutral, tuple(weight.items()) if name == "score" else ())
        if key not in self._levels:
            builders: dict[str, Callable[[], Level]] = {
                "assumptions": self._assumptions,
                "nearness": self._nearness,
                "policies": self._policies,
                "existing": self._existing,
                "optional": self._optional,
                "score": lambda: self._score(weight),
            }
            self._levels[key] = builders[name]()
        return self._levels[key]

    # ------------------------------------------------------------ conditions

    def _certain(self, condition: Condition) -> int:
        """The literal that says `condition` is known to hold: an open fact without assumption proves nothing."""
        key = (id(condition), self._world is self._neutral)  # the encoding keeps every condition asked for alive
        if key not in self._known:
            self._known[key] = self._literal(condition)
        return self._known[key]

    def _literal(self, condition: Condition) -> int:
        match evaluate(condition, self._world):
            case True:
                return self._cnf.true
            case False:
                return -self._cnf.true
            case _:
                return self._substitute(condition, positive=True)

    def _substitute(self, condition: Condition, *, positive: bool) -> int:
        if condition.all is not None:
            return self._cnf.all_of([self._substitute(c, positive=positive) for c in condition.all])
        if condition.any is not None:
            return self._cnf.any_of([self._substitute(c, positive=positive) for c in condition.any])
        if condition.not_ is not None:
            return -self._substitute(condition.not_, positive=not positive)
        open_ = condition.fact is not None and condition.fact not in self._neutral.facts
        if open_:
            return -self._cnf.true if positive else self._cnf.true
        return self._variables.leaf(condition)

    # ------------------------------------------------------------ levels

    def _assumptions(self) -> Level:
        level = Level()
        for fact_id, answer in self.assumed.items():
            level.charge(1, -self._cnf.all_of(self._variables.facts[fact_id].literals(answer)), self._cnf.true)
        return level

    def _nearness(self) -> Level:
        level = Level()
        for fact_id, answer in self.assumed.items():
            for lit in self._variables.facts[fact_id].literals(answer):
                level.charge(1, -lit, self._cnf.true)
        return level

    def _policies(self) -> Level:
        level = Level()
        for policy_id, weight in self._session.soft_policies().items():
            for component, when in self._encoding.selected.get(policy_id, {}).items():
                here = self._variables.component[component]
                level.charge(weight, self._cnf.all_of([here, self._certain(when)]), self._cnf.true)
        return level

    def _existing(self) -> Level:
        level = Level()
        for component in dict.fromkeys(self._session.existing):
            if self._variables.bringers.get(component):
                level.charge(1, -self._variables.component[component], self._cnf.true)
        return level

    def _optional(self) -> Level:
        level, wanted, never = Level(), self._wanted(), -self._cnf.true
        for decision in self._encoding.catalog.decisions:
            nothing = self._nothing(decision)
            if nothing is None:
                continue
            relevant = decision.relevant_when
            irrelevant = never if relevant is None else self._literal(Condition.model_validate({"not": relevant}))
            asked = never
            for option in decision.options:
                if option.id == NONE:
                    continue
                pair = (decision.id, option.id)
                taken = self._variables.option[pair]
                asked = self._cnf.any_of([asked, wanted.get(pair, never)])
                unasked = self._cnf.any_of([irrelevant, -wanted.get(pair, never)])
                level.charge(1, self._cnf.all_of([taken, unasked]), self._cnf.true)
            level.charge(1, self._cnf.all_of([nothing, asked, -irrelevant]), self._cnf.true)
        return level

    def _nothing(self, decision: Decision) -> int | None:
        """The literal for "nothing is taken here"; None where something must be."""
        if decision.option(NONE) is not None:
            return self._variables.option[decision.id, NONE]
        if decision.cardinality is Cardinality.ONE:
            return None
        return self._cnf.all_of([-lit for lit in self._encoding.of_decision(decision.id)])

    def _wanted(self) -> dict[Pair, int]:
        found: dict[Pair, list[int]] = {}
        for preference in self._encoding.preferences:
            if preference.wanted:
                for pair in preference.options:
                    found.setdefault(pair, []).append(self._certain(preference.when))
        return {pair: self._cnf.any_of(lits) for pair, lits in found.items()}

    def _score(self, weight: Mapping[str, int]) -> Level:
        """Lost points: per decision only the distance to its best option is charged, so that bounds are tight."""
        level, true = Level(), self._cnf.true
        fixed: dict[Pair, int] = {}
        gains: dict[Pair, list[tuple[int, int]]] = {}
        for preference in self._encoding.preferences:
            value = preference.points * weight.get(preference.criterion, 0)
            when = self._certain(preference.when) if value else -true
            if when == -true:
                continue
            for pair in preference.options:
                if when == true:
                    fixed[pair] = fixed.get(pair, 0) + value
                else:
                    gains.setdefault(pair, []).append((value, when))
        for decision in self._encoding.catalog.decisions:
            self._score_decision(decision, fixed, gains, level)
        return level

    def _score_decision(
        self,
        decision: Decision,
        fixed: dict[Pair, int],
        gains: dict[Pair, list[tuple[int, int]]],
        level: Level,
    ) -> None:
        true = self._cnf.true
        pairs = [(decision.id, o.id) for o in decision.options]
        most = {p: fixed.get(p, 0) + sum(v for v, _ in gains.get(p, ()) if v > 0) for p in pairs}
        if decision.cardinality is Cardinality.ANY:
            for pair in pairs:
                taken = self._variables.option[pair]
                level.offset -= max(0, most[pair])
                level.charge(abs(most[pair]), -taken if most[pair] > 0 else taken, true)
        else:
            best = max([*most.values(), *([] if decision.cardinality is Cardinality.ONE else [0])])
            level.offset -= best
            for pair in pairs:
                level.charge(best - most[pair], self._variables.option[pair], true)
            if decision.cardinality is Cardinality.OPTIONAL and best:
                nothing = self._cnf.all_of([-self._variables.option[p] for p in pairs])
                level.charge(best, nothing, true)
        for pair in pairs:
            taken = self._variables.option[pair]
            for value, when in gains.get(pair, ()):
                level.charge(abs(value), self._cnf.all_of([taken, -when if value > 0 else when]), true)
