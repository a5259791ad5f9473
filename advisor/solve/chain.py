"""From a minimal conflict to sentences: unit propagation replayed inside the conflict's own clauses."""

from __future__ import annotations

from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass, field

from advisor.model.assessment import Item, Step
from advisor.model.base import Text
from advisor.solve.cnf import Clause
from advisor.solve.conflict import Cause, rule_item
from advisor.solve.encode import Encoding, Group
from advisor.solve.say import literal_text, thing_name
from advisor.solve.variables import Meaning
from advisor.wording.solve import joined, sentence

Origin = Group | Meaning | None
"""Who says a clause: a rule, a structure of the knowledge, or nobody (a definition)."""


@dataclass
class _Derivation:
    lit: int | None
    because: tuple[int, ...]
    origin: Origin
    cause: int | None = None


@dataclass
class _State:
    known: dict[int, _Derivation] = field(default_factory=dict)
    order: list[_Derivation] = field(default_factory=list)
    meant: deque[int] = field(default_factory=deque)
    ruled: deque[int] = field(default_factory=deque)


class Chains:
    """Turns conflicts into numbered steps. The definitions are indexed once."""

    def __init__(self, encoding: Encoding) -> None:
        """Index the definitions of `encoding` by literal."""
        self._encoding = encoding
        about = {s.clause: s.about for s in encoding.variables.structure}
        known: list[tuple[Clause, Origin]] = [(c, about.get(c)) for c in encoding.definitions]
        self._definitions = [(c, o) for c, o in known if not isinstance(o, Meaning) or o.kind == "fact"]
        self._structure = [(c, o) for c, o in known if isinstance(o, Meaning) and o.kind != "fact"]
        self._watch = _watched(self._definitions)
        self._said = _watched(self._structure)

    def steps(self, causes: Sequence[Cause]) -> tuple[Step, ...]:
        """The chain of a conflict: each cause once, each conclusion with the steps it rests on, the contradiction last.

        Where propagation alone does not close the argument, the causes are listed and the last step rests on all.
        """
        derivations = self._replay(causes)
        if derivations is None:
            listed = [Step(item=c.item(), concludes=c.item().text) for c in causes]
            last = causes[-1].item() if causes else _logic()
            end = Step(item=last, uses=tuple(range(len(listed))), concludes=sentence("contradiction"))
            return (*listed, end)
        return _Narrator(self._encoding, causes).tell(_needed(derivations))

    def _replay(self, causes: Sequence[Cause]) -> list[_Derivation] | None:
        """Derivations up to the contradiction, or None if propagation does not reach one."""
        state = _State()
        own: list[tuple[Clause, Origin]] = [
            (clause, c.group) for c in causes if c.group is not None for clause in c.group.clauses
        ]
        watch = _watched(own)
        true = self._encoding.cnf.true
        starts = [_Derivation(true, (), None)]
        starts += [
            _Derivation(lit, (), None, i) for i, c in enumerate(causes) if c.statement for lit in c.statement.lits
        ]
        starts += [_Derivation(clause[0], (), group) for clause, group in own if len(clause) == 1]
        for start in starts:
            clash = self._learn(state, start)
            if clash is not None:
                return [*state.order, clash]
        while state.meant or state.ruled:  # what words mean comes first, so that rules are told with what they rest on
            if state.meant:
                lit = state.meant.popleft()
                clauses = [self._definitions[i] for i in self._watch.get(lit, ())]
            else:
                lit = state.ruled.popleft()
                clauses = [own[i] for i in watch.get(lit, ())]
                clauses += [self._structure[i] for i in self._said.get(lit, ())]
            for clause, origin in clauses:
                found = _unit(clause, origin, state.known)
                clash = self._learn(state, found) if found else None
                if clash is not None:
                    return [*state.order, clash]
        return None

    @staticmethod
    def _learn(state: _State, found: _Derivation) -> _Derivation | None:
        """Take up a derivation; a contradiction is returned."""
        if found.lit is None:
            return found
        if -found.lit in state.known:
            state.order.append(found)
            return _Derivation(None, (found.lit, -found.lit), None)
        if found.lit not in state.known:
            state.known[found.lit] = found
            state.order.append(found)
            state.meant.append(found.lit)
            state.ruled.append(found.lit)
        return None


def _watched(clauses: Sequence[tuple[Clause, Origin]]) -> dict[int, list[int]]:
    """Per literal, the clauses that it makes shorter."""
    found: dict[int, list[int]] = {}
    for index, (clause, _) in enumerate(clauses):
        for lit in clause:
            found.setdefault(-lit, []).append(index)
    return found


def _unit(clause: Clause, origin: Origin, known: dict[int, _Derivation]) -> _Derivation | None:
    """What a clause says once all but one of its literals are refuted."""
    left = 0
    for lit in clause:
        if lit in known:
            return None
        if -lit not in known:
            if left:
                return None
            left = lit
    return _Derivation(left or None, tuple(-lit for lit in clause if lit != left), origin)


def _needed(derivations: list[_Derivation]) -> list[_Derivation]:
    """Only what the contradiction rests on, in the order of derivation."""
    wanted: set[int] = set()
    kept = []
    for derivation in reversed(derivations):
        if derivation.lit is None or derivation.lit in wanted:
            wanted.update(derivation.because)
            kept.append(derivation)
    return kept[::-1]


class _Narrator:
    """Numbers the steps. Definitions are folded away: what they derive rests on the steps of its premises."""

    def __init__(self, encoding: Encoding, causes: Sequence[Cause]) -> None:
        self._encoding = encoding
        self._causes = causes
        self._steps: list[Step] = []
        self._rests_on: dict[int, frozenset[int]] = {}
        self._told: dict[int, int] = {}

    def tell(self, derivations: list[_Derivation]) -> tuple[Step, ...]:
        for derivation in derivations:
            uses = frozenset[int]().union(*(self._rests_on.get(lit, frozenset()) for lit in derivation.because))
            if derivation.lit is None:
                self._end(derivation, uses)
            else:
                self._rests_on[derivation.lit] = self._step(derivation, derivation.lit, uses)
        return tuple(self._steps)

    def _step(self, derivation: _Derivation, lit: int, uses: frozenset[int]) -> frozenset[int]:
        if derivation.cause is not None:
            if derivation.cause not in self._told:
                item = self._causes[derivation.cause].item()
                self._told[derivation.cause] = self._add(item, frozenset(), item.text)
            return frozenset({self._told[derivation.cause]})
        item_ = self._item(derivation.origin)
        said = literal_text(self._encoding, lit)
        if item_ is None:
            return uses
        concludes = item_.text if said is None else sentence("so", condition=said)
        return frozenset({self._add(item_, uses, concludes)})

    def _end(self, derivation: _Derivation, uses: frozenset[int]) -> None:
        item = self._item(derivation.origin)
        if item is None and self._steps:  # the last step denies an earlier one: it is told once, as the contradiction
            last = self._steps.pop()
            item, uses = last.item, (uses - {len(self._steps)}) | frozenset(last.uses)
        self._add(item or _logic(), uses, sentence("contradiction"))

    def _add(self, item: Item, uses: frozenset[int], concludes: Text) -> int:
        self._steps.append(Step(item=item, uses=tuple(sorted(uses)), concludes=concludes))
        return len(self._steps) - 1

    def _item(self, origin: Origin) -> Item | None:
        if isinstance(origin, Group):
            return rule_item(origin)
        if origin is None or origin.kind == "fact":
            return None
        if origin.kind in ("component", "capability"):
            return Item(kind="rule", id=f"{origin.kind}:{origin.id}", text=self._providers(origin))
        return Item(kind="rule", id=f"{origin.kind}:{origin.id}", text=self._encoding.about(origin))

    def _providers(self, origin: Meaning) -> Text:
        variables = self._encoding.variables
        pairs = (variables.bringers if origin.kind == "component" else variables.providers)[origin.id]
        catalog = self._encoding.catalog
        named = []
        for decision_id, option_id in pairs:
            decision = catalog.decision_by_id[decision_id]
            option = decision.option(option_id)
            assert option is not None
            named.append((decision.name, option.name))
        alike = len({option for _, option in named}) < len(named)
        names = [sentence("option-of", decision=d, option=o) if alike else o for d, o in named]
        key, thing = ("bringers", "component") if origin.kind == "component" else ("providers", "capability")
        return sentence(key, **{thing: thing_name(catalog, origin), "options": joined(names, "comma")})


def _logic() -> Item:
    return Item(kind="rule", id="logic", text=sentence("contradiction"))
