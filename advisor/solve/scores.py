"""The reasons for and against one option, and the points they add up to."""

from __future__ import annotations

from collections.abc import Mapping

from advisor.model.assessment import Reason
from advisor.model.catalog import Catalog
from advisor.model.condition import Condition
from advisor.model.fact import Answer
from advisor.model.rule import Effect
from advisor.model.session import Session
from advisor.solve.preferences import Preference, weights
from advisor.solve.truth import World, evaluate
from advisor.solve.variables import Pair


class ScoreTables:
    """Preferences and warnings by option, worked out once per catalogue."""

    def __init__(self, catalog: Catalog, preferences: tuple[Preference, ...]) -> None:
        """Sort the rules by the options they name."""
        self.preferences: dict[Pair, list[Preference]] = {}
        self.warnings: dict[Pair, list[tuple[Condition, Reason]]] = {}
        for preference in preferences:
            for pair in preference.options:
                self.preferences.setdefault(pair, []).append(preference)
        for rule in catalog.rules:
            if rule.effect in (Effect.WARNS, Effect.SETS):
                reason = Reason(
                    rule=rule.id, effect=rule.effect, text=rule.text, sources=rule.sources, as_of=rule.as_of
                )
                for pair in rule.option_pairs():
                    self.warnings.setdefault(pair, []).append((rule.when, reason))


class Scores:
    """Reasons per option: for an option that is not taken, as if it took its place in the stack."""

    def __init__(
        self,
        catalog: Catalog,
        tables: ScoreTables,
        session: Session,
        stack: Mapping[str, str],
        assumed: Mapping[str, Answer],
    ) -> None:
        """Bind a session and its best stack; `assumed` are the answers the stack started from."""
        self._catalog = catalog
        self._session = session
        self._stack = stack
        self._assumed = assumed
        self._weights = weights(catalog, session)
        self._facts = World(catalog, session, assumed=assumed)
        self._solved = World(catalog, session, stack, assumed)
        self._worlds: dict[Pair, World] = {}
        self._tables = tables

    def holds(self, condition: Condition, pair: Pair) -> bool:
        """Whether `condition` is known to hold with that option in the stack."""
        known = evaluate(condition, self._facts)
        return (evaluate(condition, self._world(pair)) is True) if known is None else known

    def reasons(self, pair: Pair) -> tuple[Reason, ...]:
        """Preferences that hold, strongest first, then warnings; `weight` is what a reason adds to the score."""
        found = [self._reason(p) for p in self._tables.preferences.get(pair, ()) if self.holds(p.when, pair)]
        found.sort(key=lambda r: -abs(r.weight))
        return (*found, *(r for when, r in self._tables.warnings.get(pair, ()) if self.holds(when, pair)))

    def _reason(self, preference: Preference) -> Reason:
        return Reason(
            rule=preference.rule,
            effect=Effect.PREFERS,
            points=preference.points,
            weight=preference.points * self._weights.get(preference.criterion, 0),
            criterion=preference.criterion,
            text=preference.text,
            sources=preference.sources,
            as_of=preference.as_of,
        )

    def _world(self, pair: Pair) -> World:
        if self._stack.get(pair[0]) == pair[1]:
            return self._solved
        if pair not in self._worlds:
            self._worlds[pair] = self._solved.instead(pair)
        return self._worlds[pair]


def points_by_criterion(reasons: tuple[Reason, ...]) -> dict[str, int]:
    """Unweighted points per criterion, without the zeros."""
    found: dict[str, int] = {}
    for reason in reasons:
        if reason.criterion is not None:
            found[reason.criterion] = found.get(reason.criterion, 0) + reason.points
    return {criterion: points for criterion, points in found.items() if points}
