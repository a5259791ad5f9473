"""A catalogue as propositional logic with names, for peers that know features and constraints but no rules.

Options are `o12`, decisions `d3`, what a session states `g5`, and helpers of the encoding `h7`. A helper is equivalent
to what its defining clauses say: each definition speaks of variables made before it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from advisor.model.decision import Cardinality
from advisor.model.session import Session
from advisor.solve.cnf import Clause
from advisor.solve.encode import Encoding
from advisor.solve.statements import literals, statements


@dataclass
class Logic:
    """The clauses of a catalogue, apart: what decisions say by themselves, definitions of helpers, and the rules.

    ValueError for a decision that does not take exactly one option: the peers are told of nothing else.
    """

    encoding: Encoding
    decisions: dict[str, list[int]] = field(init=False)
    definitions: dict[int, list[Clause]] = field(init=False)
    rules: list[Clause] = field(init=False)

    def __post_init__(self) -> None:
        catalog, variables = self.encoding.catalog, self.encoding.variables
        other = [d.id for d in catalog.decisions if d.cardinality is not Cardinality.ONE]
        if other:
            raise ValueError(f"more or fewer than one option: {', '.join(other)}")
        self.decisions = {f"d{n}": variables.decision[d.id] for n, d in enumerate(catalog.decisions)}
        said = {frozenset(s.clause) for s in variables.structure if s.about.kind == "decision"}
        self.definitions, self.rules = {}, []
        for clause in self.encoding.clauses[: len(self.encoding.definitions)]:
            newest = max(map(abs, clause))
            if frozenset(clause) in said:
                continue
            if newest > variables.stated_top:
                self.definitions.setdefault(newest, []).append(clause)
            else:
                self.rules.append(clause)
        self.rules += self.encoding.clauses[len(self.encoding.definitions) :]

    def name(self, variable: int) -> str:
        """The name of a variable."""
        if variable in self.encoding.variables.pair:
            return f"o{variable}"
        return f"{'g' if variable <= self.encoding.variables.stated_top else 'h'}{variable}"

    def words(self, clause: Sequence[int]) -> list[str]:
        """The literals of a clause by name, `-` for not."""
        return [f"{'-' if lit < 0 else ''}{self.name(abs(lit))}" for lit in clause]

    def stated(self, session: Session) -> dict[str, bool]:
        """What a session states apart from its choices: names of variables and their values."""
        found = [s for s in statements(self.encoding.variables, session) if s.kind != "choice"]
        return {self.name(abs(lit)): lit > 0 for lit in literals(found)}

    def chosen(self, choices: Mapping[str, str]) -> list[str]:
        """Names of options, in the order of the choices."""
        return [self.name(self.encoding.variables.option[pair]) for pair in choices.items()]
