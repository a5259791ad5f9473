"""Options nobody can choose, and options nobody can avoid: proved by the solver."""

from __future__ import annotations

from collections.abc import Iterator

from advisor.catalog.lint.scope import Scope
from advisor.errors import Problem
from advisor.model.assessment import Explanation, Standing
from advisor.model.session import Session


def check(scope: Scope) -> Iterator[Problem]:
    """Check the standing of every option for a session that says nothing at all."""
    # a solver is not needed to read knowledge; only this check asks for one
    from advisor.solve.engine import Engine  # noqa: PLC0415 - see above

    engine = Engine(scope.catalog)
    nothing = Session()
    standings = engine.standings(nothing)
    for decision in scope.catalog.decisions:
        for index, option in enumerate(decision.options):
            standing = standings[decision.id][option.id]
            place = ("decisions", decision.id, ("options", index))
            if standing is Standing.IMPOSSIBLE:
                why = _because(engine.explain(nothing, decision.id, option.id))
                yield scope.problem(place, f"nobody can ever choose {option.id}: {why}", "dead-option")
            elif standing is Standing.FORCED and len(decision.options) > 1:
                why = _because(engine.explain(nothing, decision.id, option.id))
                yield scope.problem(place, f"everybody must choose {option.id}: {why}", "false-optional")


def _because(explanation: Explanation) -> str:
    items = explanation.conflict.items if explanation.conflict is not None else explanation.because
    return "; ".join(f"{item.id} ({item.text.en})" for item in items) or "no reason was found"
