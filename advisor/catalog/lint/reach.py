"""Options nobody can choose, and options nobody can avoid: proved by the solver."""

from __future__ import annotations

from collections.abc import Iterator

from advisor.catalog.lint.scope import Scope
from advisor.errors import Problem
from advisor.model.assessment import Explanation, Standing
from advisor.model.session import Session
from advisor.solve.engine import Engine


def check(scope: Scope) -> Iterator[Problem]:
    """Check the standing of every option for a session that says nothing at all."""
    engine = Engine(scope.catalog)
    nothing = Session()
    standings = engine.standings(nothing)
    for decision in scope.catalog.decisions:
        for index, option in enumerate(decision.options):
            standing = standings[decision.id][option.id]
            place = ("decisions", decision.id, ("options", index))
            if standing is Standing.IMPOSSIBLE:
                dead = _dead(engine, decision.id, option.id)
                if dead is not None:
                    message = f"nobody can ever choose {option.id}: {_because(dead)}"
                    yield scope.problem(place, message, "dead-option", "warning" if _meant(scope, dead) else "error")
            elif standing is Standing.FORCED and len(decision.options) > 1:
                why = _because(engine.explain(nothing, decision.id, option.id))
                yield scope.problem(place, f"everybody must choose {option.id}: {why}", "false-optional")


def _dead(engine: Engine, decision: str, option: str) -> Explanation | None:
    """Why no site can choose an option; None if a site can that already runs something."""
    existing: tuple[str, ...] = ()
    while True:
        session = Session(existing=existing)
        if engine.standings(session)[decision][option] is not Standing.IMPOSSIBLE:
            return None
        explanation = engine.explain(session, decision, option)
        items = explanation.conflict.items if explanation.conflict is not None else explanation.because
        more = tuple(item.id for item in items if item.kind == "existing" and item.id not in existing)
        if not more:
            return explanation
        existing += more


def _meant(scope: Scope, dead: Explanation) -> bool:
    """Whether an entry of an overlay is what closes the option: an organisation may refuse what others offer."""
    own = {override.id for override in scope.catalog.overrides}
    items = dead.conflict.items if dead.conflict is not None else dead.because
    return any(own & {item.id, *item.id.split(":")} for item in items)


def _because(explanation: Explanation) -> str:
    items = explanation.conflict.items if explanation.conflict is not None else explanation.because
    return "; ".join(f"{item.id} ({item.text.en})" for item in items) or "no reason was found"
