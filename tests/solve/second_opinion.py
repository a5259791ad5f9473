"""clingo, told the catalogue in its own words: brave and cautious reasoning, and the optimum."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from advisor.model.session import Session
from advisor.solve.engine import Engine
from tests.solve import asp


class Stopped(Exception):
    """The question was not answered in time."""


class Clingo:
    """One grounded program; brave and cautious reasoning, and the optimum by unsatisfiable cores."""

    def __init__(self, engine: Engine, session: Session, *, optimum: bool = True) -> None:
        self.seconds: float | None = None
        """How long a question may take; None is as long as it takes."""
        import clingo  # noqa: PLC0415 - a development dependency

        self._clingo: Any = clingo
        self._control: Any = clingo.Control(["--warn=none", "--opt-mode=ignore", "--opt-strategy=usc"])
        self._control.add("base", [], asp.Program(engine.catalog, session, optimum).text)
        self._control.ground([("base", [])])

    def last(
        self, mode: str, optimum: str, assumed: Iterable[tuple[asp.Pair, bool]]
    ) -> tuple[set[asp.Pair], list[int]]:
        """Atoms and cost of the last model; nothing where there is none. Stopped after `seconds`."""
        solve = self._control.configuration.solve
        solve.enum_mode, solve.opt_mode, solve.models = mode, optimum, 0
        text = self._clingo.String
        given = [(self._clingo.Function("on", [text(d), text(o)]), true) for (d, o), true in assumed]
        with self._control.solve(given, async_=True) as handle:
            if not handle.wait(self.seconds):
                handle.cancel()
                raise Stopped
            model = handle.last()
            if model is None:
                return set(), []
            atoms = model.symbols(shown=True)
            return {(a.arguments[0].string, a.arguments[1].string) for a in atoms}, list(model.cost)
