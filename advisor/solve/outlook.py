"""What would happen: consequences of a choice, next best stacks, and what would flip a suggestion."""

from __future__ import annotations

from collections.abc import Iterator

from advisor.model.assessment import Alternative, Consequences, Flip, SideEffect
from advisor.model.base import Text
from advisor.model.fact import Answer, Fact, FactKind
from advisor.model.session import Session
from advisor.solve.assess import Ground, Tools, ground
from advisor.solve.change import with_answer, with_choice
from advisor.solve.preferences import weights
from advisor.solve.statements import answer_text, statements, value_name
from advisor.solve.variables import Pair
from advisor.wording.solve import sentence

MAX_WEIGHT = 10


def consequences(tools: Tools, session: Session, pair: Pair) -> Consequences:
    """What choosing an option would do to the decisions that are still open."""
    before = ground(tools, session)
    held = before.held
    after = tools.standings.domains(statements(tools.encoding.variables, with_choice(held, *pair)))
    if after is None:
        return Consequences(decision=pair[0], option=pair[1], possible=False)
    variables = tools.encoding.variables
    others = {lit: p for lit, p in variables.pair.items() if p[0] != pair[0] and p[0] not in held.choices}
    return Consequences(
        decision=pair[0],
        option=pair[1],
        possible=True,
        forced=_pairs(others, after.forced - before.domains.forced),
        excluded=_pairs(others, after.impossible - before.domains.impossible),
        opens=_pairs(others, before.domains.impossible - after.impossible),
    )


def _pairs(names: dict[int, Pair], lits: set[int]) -> tuple[Pair, ...]:
    return tuple(names[lit] for lit in sorted(lits) if lit in names)


def alternatives(tools: Tools, session: Session, k: int) -> tuple[Alternative, ...]:
    """The `k` best stacks in order, the best itself first, with their differences from it."""
    base = ground(tools, session)
    found: list[Alternative] = []
    for solved in tools.optimiser.ranked(base.held, k):
        first = found[0].stack if found else solved.stack
        stack = solved.stack
        moved = tuple(
            SideEffect.model_validate({"decision": d.id, "from": first.get(d.id), "to": stack.get(d.id)})
            for d in tools.encoding.catalog.decisions
            if first.get(d.id) != stack.get(d.id)
        )
        found.append(Alternative(stack=stack, objective=solved.objective, score=solved.score, differences=moved))
    return tuple(found)


def sensitivity(tools: Tools, session: Session, decision: str) -> tuple[Flip, ...]:
    """Single changes after which another option is suggested: per criterion the smallest, per fact each answer."""
    base = ground(tools, session)
    if base.best is None or decision in base.held.choices:
        return ()
    suggested = base.best.stack.get(decision)
    return (
        *_weight_flips(tools, base, decision, suggested),
        *_fact_flips(tools, base, decision, suggested),
    )


def _suggestion(tools: Tools, session: Session, decision: str) -> str | None:
    solved = tools.optimiser.best(session)
    return solved.stack.get(decision) if solved else None


def _weight_flips(tools: Tools, base: Ground, decision: str, suggested: str | None) -> Iterator[Flip]:
    catalog = tools.encoding.catalog
    now = weights(catalog, base.held)
    used = {p.criterion for p in tools.encoding.preferences for d, _ in p.options if d == decision}
    for criterion in catalog.criteria:
        if criterion.id not in used:
            continue
        nearest = sorted(range(MAX_WEIGHT + 1), key=lambda w, at=now[criterion.id]: (abs(w - at), w))  # type: ignore[misc]
        for weight in nearest[1:]:
            changed = base.held.model_copy(update={"weights": {**base.held.weights, criterion.id: weight}})
            option = _suggestion(tools, changed, decision)
            if option is not None and option != suggested:
                text = sentence(
                    "flip-weight", criterion=criterion.name, weight=weight, before=now[criterion.id],
                    option=_option_name(tools, decision, option),
                )  # fmt: skip
                yield Flip.model_validate(
                    {
                        "kind": "weight",
                        "id": criterion.id,
                        "from": now[criterion.id],
                        "to": weight,
                        "option": option,
                        "text": text,
                    }
                )
                break


def _fact_flips(tools: Tools, base: Ground, decision: str, suggested: str | None) -> Iterator[Flip]:
    for fact in _facts_about(tools, decision):
        stated = base.held.profile.get(fact.id)
        for answer in _answers(tools, fact, stated):
            option = _suggestion(tools, with_answer(base.held, fact.id, answer), decision)
            if option is not None and option != suggested:
                key, said = _difference(fact, stated, answer)
                text = sentence(key, fact=fact.name, answer=said, option=_option_name(tools, decision, option))
                yield Flip.model_validate(
                    {"kind": "fact", "id": fact.id, "from": stated, "to": answer, "option": option, "text": text}
                )


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


def _option_name(tools: Tools, decision: str, option: str) -> Text:
    found = tools.encoding.catalog.decision_by_id[decision].option(option)
    return found.name if found else Text(en=option, ko=option)
