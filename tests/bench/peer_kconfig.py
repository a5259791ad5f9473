"""Kconfig beside the solver: decisions as choices, rules as `depends on`, read by kconfiglib.

Kconfig looks forward only: a symbol's dependencies are evaluated with the values that others have now, so every rule
hangs on the last decision it speaks of. That says exactly which options of the next decision break no rule with the
choices made so far, and nothing about dead ends: no proof, no optimum, no explanation. Not expressible are therefore
weights and preferences, open answers, and questions about decisions that come before the last choice.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterable, Iterator, Mapping
from functools import partial
from pathlib import Path

from advisor.model.assessment import Standing
from advisor.model.session import Choice, Session
from advisor.solve.cnf import Clause
from advisor.solve.engine import Engine
from tests.bench.clauses import Logic
from tests.bench.clock import Clock, ratios

SETTING, OURS = "kconfiglib: a value set, every option read", "the same question to the solver"


class Kconfig:
    """A catalogue in the language of Kconfig. Every fact must be answered: there is no open value."""

    def __init__(self, logic: Logic) -> None:
        """Order the rules by the last decision they speak of."""
        self._logic = logic
        self._place = {lit: n for n, lits in enumerate(logic.decisions.values()) for lit in lits}
        self._last: dict[int, int] = {}
        for helper, clauses in sorted(logic.definitions.items()):
            self._last[helper] = max(map(self._reach, (lit for c in clauses for lit in c if abs(lit) != helper)))
        self._rules: dict[int, list[Clause]] = {}
        for clause in logic.rules:
            self._rules.setdefault(max(map(self._reach, clause)), []).append(clause)

    def text(self) -> str:
        """The Kconfig file."""
        variables = self._logic.encoding.variables
        given = [v for v in range(1, variables.stated_top + 1) if v not in self._place and v != 1]
        lines = ['mainmenu "stack"', "config g1", "\tdef_bool y"]
        lines += [line for v in given for line in (f"config g{v}", f'\tbool "g{v}"')]
        for helper in self._logic.definitions:
            lines += [f"config h{helper}", f"\tdef_bool {self._meaning(helper, {})}"]
        for n, (name, lits) in enumerate(self._logic.decisions.items()):
            lines += ["choice", f'\tprompt "{name}"']
            for lit in lits:
                fixed = {other: other == lit for other in lits}
                parts = [self._either(c, fixed) for c in self._rules.get(n, ())]
                lines += [f"config o{lit}", f'\tbool "o{lit}"', *(f"\tdepends on {p}" for p in parts if p != "y")]
            lines.append("endchoice")
        return "\n".join(lines) + "\n"

    def _reach(self, lit: int) -> int:
        """The last decision a literal depends on; -1 for what a session states."""
        return self._last.get(abs(lit), self._place.get(abs(lit), -1))

    def _either(self, clause: Iterable[int], fixed: Mapping[int, bool]) -> str:
        """A clause with the options of one decision settled."""
        parts = [self._literal(lit, fixed) for lit in clause]
        kept = [p for p in dict.fromkeys(parts) if p != "n"]
        return "y" if "y" in kept else "(" + " || ".join(kept) + ")" if kept else "n"

    def _literal(self, lit: int, fixed: Mapping[int, bool]) -> str:
        variable = abs(lit)
        if variable in fixed:
            return "y" if fixed[variable] is (lit > 0) else "n"
        if variable in self._last and fixed and self._last[variable] == self._place[next(iter(fixed))]:
            inside = self._meaning(variable, fixed)
            if inside in "yn":
                return inside if lit > 0 else "n" if inside == "y" else "y"
            return inside if lit > 0 else f"!{inside}"
        return f"{'!' if lit < 0 else ''}{self._logic.name(variable)}"

    def _meaning(self, helper: int, fixed: Mapping[int, bool]) -> str:
        """What a helper is equivalent to: all its defining clauses that it appears negated in."""
        parts = [
            self._either((lit for lit in clause if lit != -helper), fixed)
            for clause in self._logic.definitions[helper]
            if -helper in clause
        ]
        kept = [p for p in parts if p != "y"]
        return "n" if "n" in kept else "(" + " && ".join(kept) + ")" if kept else "y"


class Menu:
    """The file, read; choices are made from the first decision to the last."""

    def __init__(self, text: str) -> None:
        """Read the file; the library looks for nothing else."""
        import kconfiglib  # noqa: PLC0415 - a development dependency

        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "Kconfig"
            path.write_text(text, encoding="utf-8")
            self._menu = kconfiglib.Kconfig(str(path), warn=False)

    def state(self, values: Mapping[str, bool]) -> None:
        """What the session states."""
        for name, value in values.items():
            if name != "g1":
                self._menu.syms[name].set_value(2 if value else 0)

    def take(self, option: str) -> None:
        """Choose an option."""
        self._menu.syms[option].set_value(2)

    def offered(self) -> set[str]:
        """Options that can be chosen as things are, in every decision."""
        return {s.name for choice in self._menu.unique_choices for s in choice.syms if s.visibility}


def beside(engine: Engine, start: Session, steps: int) -> Iterator[str]:
    """A walk from the first decision on, both asked after every choice; what Kconfig hides must be impossible."""
    logic, clock = Logic(engine.encoding), Clock()
    menu = clock("kconfiglib: read the file", partial(Menu, Kconfig(logic).text()))
    menu.state(logic.stated(start))
    shown: set[str] = clock(SETTING, menu.offered)
    session, dead_ends, walked = start, 0, engine.catalog.decisions[:steps]
    for decision in walked:
        standings = clock(OURS, partial(engine.standings, session))[decision.id]
        possible = [o.id for o in decision.options if standings[o.id] is not Standing.IMPOSSIBLE]
        names = {o.id: logic.chosen({decision.id: o.id})[0] for o in decision.options}
        hidden = {o for o, name in names.items() if name not in shown}
        assert not hidden.intersection(possible), (decision.id, hidden)
        dead_ends += len(names) - len(hidden) - len(possible)
        choice = possible[len(session.choices) % len(possible)]
        session = session.model_copy(update={"choices": {**session.choices, decision.id: Choice(option=choice)}})
        shown = clock(SETTING, partial(_take, menu, names[choice]))
    yield from clock.rows()
    told = f"over {len(walked)} decisions in order it offered {dead_ends} options that lead nowhere"
    yield ratios(f"standings against kconfiglib ({told})", clock.spent[OURS], clock.spent[SETTING])


def _take(menu: Menu, option: str) -> set[str]:
    menu.take(option)
    return menu.offered()
