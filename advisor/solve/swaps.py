"""A known stack with one option swapped: most options need no question to the solver to be shown possible."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from functools import cached_property

from advisor.model.decision import Cardinality
from advisor.solve.cnf import Clause
from advisor.solve.encode import Encoding

PAIR = 2


class Swaps:
    """Takes an option into a model, turns what follows from that by meaning, and checks every clause it touches.

    A swap that is found is a model. One that is not found proves nothing: there may be others.
    """

    def __init__(self, encoding: Encoding) -> None:
        """Bind an encoding; nothing is worked out before the first swap."""
        self._encoding = encoding
        self._meant = encoding.variables.stated_top
        self._rivals: dict[int, list[int]] = {}
        for decision in encoding.catalog.decisions:
            if decision.cardinality is not Cardinality.ANY:
                lits = encoding.of_decision(decision.id)
                self._rivals.update(dict.fromkeys(lits, lits))

    @cached_property
    def _clauses(self) -> dict[int, list[Clause]]:
        """Literal -> clauses with it, without those that let a decision take one option at most: `take` obeys them."""
        found: dict[int, list[Clause]] = {}
        for clause in self._encoding.clauses:
            if len(clause) == PAIR and -clause[1] in self._rivals.get(-clause[0], ()):
                continue
            for lit in clause:
                found.setdefault(lit, []).append(clause)
        return found

    def take(self, option: int, model: Sequence[int], held: Collection[int]) -> list[int] | None:
        """Options turned (literals, the one taken first) so that `model` takes `option`; None if more would have to be.

        `model` has one literal per variable of the encoding, in order; `held` are literals that may not be turned.
        """
        left = [-lit for lit in self._rivals.get(option, ()) if lit != option and model[lit - 1] > 0]
        if -option in held or any(-lit in held for lit in left):
            return None
        options = [option, *left]
        turned = {abs(lit): lit for lit in options}
        waiting = list(options)
        while waiting:
            for clause in self._clauses.get(-waiting.pop(), ()):
                spare = 0
                for lit in clause:
                    variable = abs(lit)
                    if turned.get(variable, model[variable - 1]) == lit:
                        break
                    if variable > self._meant and variable not in turned and variable > abs(spare):
                        spare = lit
                else:
                    if not spare:
                        return None
                    turned[abs(spare)] = spare
                    waiting.append(spare)
        return options
