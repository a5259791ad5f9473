"""What would happen: consequences of a choice, next best stacks, and what would flip a suggestion."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial

from advisor.model.assessment import Alternative, Consequences, Flip, SideEffect
from advisor.model.base import Text
from advisor.model.fact import Answer, Fact, FactKind
from advisor.model.found import Found
from advisor.model.rule import Criterion
from advisor.model.session import Session
from advisor.solve.change import with_answer, with_choice
from advisor.solve.ground import Ground, Tools, ground
from advisor.solve.limits import Limits, limit_text
from advisor.solve.oracle import OutOfBudgetError
from advisor.solve.preferences import weights
from advisor.solve.statements import answer_text, statements, value_name
from advisor.solve.variables import Pair
from advisor.wording.solve import sentence

MAX_WEIGHT = 10


def consequences(tools: Tools, session: Session, pair: Pair) -> Consequences:
    """What choosing an option would do to the decisions that are still open."""
    before = ground(tools, session)
    held = before.held
    try:
        after = tools.standings.domains(statements(tools.encoding.variables, with_choice(held, *pair)))
    except OutOfBudgetError:
        before.limits.note("options")
        after = None
    if before.limits.met("options", "consistency", "repairs"):
        return Consequences(decision=pair[0], option=pair[1], possible=True, limit=limit_text("options"))
    if after is None:
        return Consequences(decision=pair[0], option=pair[1], possible=False)
    variables = tools.encoding.variables
    others = {lit: p for lit, p in variables.pair.items() if p[0] != pair[0] and p[0] not in held.choices}
    is_whole = all(d.knows(tools.encoding.option_lits) for d in (before.domains, after))
    return Consequences(
        decision=pair[0],
        option=pair[1],
        possible=True,
        forced=_pairs(others, after.forced - before.domains.forced),
        excluded=_pairs(others, after.impossible & before.domains.possible),
        opens=_pairs(others, before.domains.impossible & after.possible),
        limit=None if is_whole else limit_text("options"),
    )


def _pairs(names: dict[int, Pair], lits: set[int]) -> tuple[Pair, ...]:
    return tuple(names[lit] for lit in sorted(lits) if lit in names)


def alternatives(tools: Tools, session: Session, k: int) -> Found[Alternative]:
    """The `k` best stacks in order, the best itself first, with their differences from it."""
    base = ground(tools, session)
    limits = Limits()
    if not base.settled:
        limits.note("alternatives")
        return Found((), limits.first())
    found: list[Alternative] = []
    for solved in limits.until("alternatives", tools.optimiser.ranked(base.held, k)):
        first = found[0].stack if found else solved.stack
        stack = solved.stack
        moved = tuple(
            SideEffect.model_validate({"decision": d.id, "from": first.get(d.id), "to": stack.get(d.id)})
            for d in tools.encoding.catalog.decisions
            if first.get(d.id) != stack.get(d.id)
        )
        found.append(Alternative(stack=stack, objective=solved.objective, score=solved.score, differences=moved))
    return Found(found, limits.first())


def sensitivity(tools: Tools, session: Session, decision: str) -> Found[Flip]:
    """Single changes after which another option is suggested: per criterion the smallest, per fact each answer."""
    base, limits = ground(tools, session), Limits()
    if base.best is None or decision in base.held.choices:
        if not base.settled or base.limits.met("best"):
            limits.note("sensitivity")
        return Found((), limits.first())
    suggested = base.best.stack.get(decision)
    trials = _Trials(tools, base, decision, suggested)
    found = list(limits.skipping("sensitivity", (*trials.weights(), *trials.facts())))
    return Found(found, limits.first())


@dataclass(frozen=True)
class _Trials:
    """Changes to try, one call each; a call finds nothing where the suggestion stays."""

    tools: Tools
    base: Ground
    decision: str
    suggested: str | None

    def weights(self) -> Iterator[Callable[[], Flip | None]]:
        used = {p.criterion for p in self.tools.encoding.preferences for d, _ in p.options if d == self.decision}
        for criterion in self.tools.encoding.catalog.criteria:
            if criterion.id in used:
                yield partial(self._weight, criterion)

    def facts(self) -> Iterator[Callable[[], Flip | None]]:
        for fact in _facts_about(self.tools, self.decision):
            for answer in _answers(self.tools, fact, self.base.held.profile.get(fact.id)):
                yield partial(self._fact, fact, answer)

    def _weight(self, criterion: Criterion) -> Flip | None:
        """The nearest weight with another suggestion: what lies nearer was tried and changes nothing."""
        held = self.base.held
        now = weights(self.tools.encoding.catalog, held)[criterion.id]
        for weight in sorted(range(MAX_WEIGHT + 1), key=lambda w: (abs(w - now), w))[1:]:
            option = self._other(held.model_copy(update={"weights": {**held.weights, criterion.id: weight}}))
            if option is not None:
                text = sentence(
                    "flip-weight", criterion=criterion.name, weight=weight, before=now, option=self._name(option)
                )
                return _flip("weight", criterion.id, now, weight, option, text)
        return None

    def _fact(self, fact: Fact, answer: Answer) -> Flip | None:
        option = self._other(with_answer(self.base.held, fact.id, answer))
        if option is None:
            return None
        stated = self.base.held.profile.get(fact.id)
        key, said = _difference(fact, stated, answer)
        return _flip(
            "fact",
            fact.id,
            stated,
            answer,
            option,
            sentence(key, fact=fact.name, answer=said, option=self._name(option)),
        )

    def _other(self, changed: Session) -> str | None:
        """The option suggested after a change, None where it is the same or there is none."""
        solved = self.tools.optimiser.best(changed)
        option = solved.stack.get(self.decision) if solved else None
        return None if option == self.suggested else option

    def _name(self, option: str) -> Text:
        found = self.tools.encoding.catalog.decision_by_id[self.decision].option(option)
        return found.name if found else Text(en=option, ko=option)


def _flip(kind: str, subject: str, *parts: object) -> Flip:
    named = zip(("from", "to", "option", "text"), parts, strict=True)
    return Flip.model_validate({"kind": kind, "id": subject, **dict(named)})


def _difference(fact: Fact, stated: Answer | None, answer: Answer) -> tuple[str, Text]:
    """How an answer differs from the stated or assumed one: for a list, the one value that comes or goes."""
    before = stated if stated is not None else fact.assume
    if isinstance(answer, tuple):
        old = before if isinstance(before, tuple) else ()
        added, gone = [v for v in answer if v not in old], [v for v in old if v not in answer]
        return ("flip-added", value_name(fact, added[0])) if added else ("flip-dropped", value_name(fact, gone[0]))
    return "flip-fact", answer_text(fact, answer)


def _facts_about(tools: Tools, decision: str) -> list[Fact]:
    """Facts in the conditions of the preferences of a decision, in catalogue order."""
    asked = {
        leaf.fact
        for preference in tools.encoding.preferences
        if any(d == decision for d, _ in preference.options)
        for leaf in preference.when.leaves()
    }
    return [f for f in tools.encoding.catalog.facts if f.id in asked]


def _answers(tools: Tools, fact: Fact, stated: Answer | None) -> Iterator[Answer]:
    """Other answers worth trying: each value, a list with one value more or less, both sides of each threshold."""
    start = stated if stated is not None else fact.assume
    if fact.kind is FactKind.BOOLEAN:
        yield from (a for a in (True, False) if a is not start)
    elif fact.kind is FactKind.ENUM:
        yield from (v for v in fact.value_ids() if v != start)
    elif fact.kind is FactKind.LIST:
        listed = start if isinstance(start, tuple) else ()
        for value in tools.encoding.variables.facts[fact.id].values:
            yield tuple(v for v in listed if v != value) if value in listed else (*listed, value)
    elif fact.kind is FactKind.INTEGER:
        for _, bound, _ in tools.encoding.variables.facts[fact.id].thresholds:
            yield from (n for n in (int(bound) - 1, int(bound)) if n != start and n >= (fact.minimum or 0))
