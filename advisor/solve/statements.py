"""What a session states, as assumptions: one statement per thing a person can take back."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from functools import partial
from typing import Any, Literal

from advisor.model.assessment import Item, ItemKind
from advisor.model.base import Text
from advisor.model.catalog import Catalog
from advisor.model.fact import Answer, Fact, FactKind
from advisor.model.session import Session
from advisor.solve.variables import Pair, Variables
from advisor.wording.solve import joined, sentence

Phrase = Callable[[], Text]


@dataclass(frozen=True)
class Statement:
    """One assumption: the item a person reads, and the literals it fixes.

    `pair` is the option of a choice or exclusion, `value` one listed value of a list fact. `default` marks what holds
    because the session is silent (a component not listed as existing, a policy not switched on).
    """

    kind: ItemKind
    id: str
    lits: tuple[int, ...]
    phrase: Phrase = field(compare=False)
    pair: Pair | None = None
    value: str | None = None
    default: bool = False
    wish: bool = False

    @property
    def text(self) -> Text:
        """The sentence, put together only when somebody reads it."""
        return self.phrase()

    def replaces(self, other: Statement) -> bool:
        """Whether this wish takes the place of `other`, the choice of the same decision."""
        return self.wish and not other.wish and other.kind == "choice" and other.id == self.id

    def item(self) -> Item:
        """The item of a conflict."""
        return Item(kind=self.kind, id=self.id, text=self.text)


Kind = Literal["choice", "exclusion", "policy", "existing", "fact"]


def statements(variables: Variables, session: Session) -> tuple[Statement, ...]:
    """All statements of a session: choices, exclusions, policies, existing components, facts, then silence."""
    found = [
        *_choices(variables, session),
        *_exclusions(variables, session),
        *_policies(variables, session),
        *_existing(variables, session),
    ]
    for fact_id, answer in session.profile.items():
        if fact_id in variables.facts:
            found += _fact(variables, fact_id, answer)
    return (*(s for s in found if not s.default), *(s for s in found if s.default))


def wish(variables: Variables, pair: Pair, *, positive: bool = True) -> Statement:
    """The question "what if this option were taken" (or not) as a statement."""
    decision, option = _names(variables.catalog, pair)
    lit = variables.option[pair]
    text = partial(sentence, "wish" if positive else "wish-not", decision=decision, option=option)
    return Statement("choice", pair[0], (lit if positive else -lit,), text, pair, wish=True)


def _names(catalog: Catalog, pair: Pair) -> tuple[Text, Text]:
    decision = catalog.decision_by_id[pair[0]]
    option = decision.option(pair[1])
    assert option is not None
    return decision.name, option.name


def _choices(variables: Variables, session: Session) -> Iterator[Statement]:
    for decision_id, choice in session.choices.items():
        pair = (decision_id, choice.option)
        if pair in variables.option:
            decision, option = _names(variables.catalog, pair)
            text = partial(sentence, "choice", decision=decision, option=option)
            yield Statement("choice", decision_id, (variables.option[pair],), text, pair)


def _exclusions(variables: Variables, session: Session) -> Iterator[Statement]:
    for decision_id, options in session.excluded.items():
        for option_id in options:
            pair = (decision_id, option_id)
            if pair in variables.option:
                decision, option = _names(variables.catalog, pair)
                text = partial(sentence, "exclusion", decision=decision, option=option)
                yield Statement("exclusion", "=".join(pair), (-variables.option[pair],), text, pair)


def _policies(variables: Variables, session: Session) -> Iterator[Statement]:
    for policy in variables.catalog.policies:
        on = session.policies.get(policy.id, False)
        if on is False:
            text = partial(sentence, "policy-off", policy=policy.name)
            yield Statement("policy", policy.id, (-variables.policy[policy.id],), text, default=True)
        else:
            lits = (variables.hard_policy[policy.id],) if on is True else (variables.policy[policy.id],)
            yield Statement("policy", policy.id, lits, partial(sentence, "policy", policy=policy.name))


def _existing(variables: Variables, session: Session) -> Iterator[Statement]:
    for component_id in variables.existing:
        yield _known(variables, ("existing", component_id, component_id in session.existing), _exists)[0]


def _exists(variables: Variables, component_id: str, runs: object) -> Iterator[Statement]:
    component = variables.catalog.component_by_id.get(component_id)
    name: Text | str = component.name if component else component_id
    lit = variables.existing[component_id]
    text = partial(sentence, "existing" if runs else "existing-not", component=name)
    yield Statement("existing", component_id, (lit if runs else -lit,), text, default=not runs)


def _fact(variables: Variables, fact_id: str, answer: Answer) -> tuple[Statement, ...]:
    return _known(variables, ("fact", fact_id, answer), _answer)


def _answer(variables: Variables, fact_id: str, answer: Answer) -> Iterator[Statement]:
    code = variables.facts[fact_id]
    fact = code.fact
    if fact.kind is not FactKind.LIST:
        text = partial(_answered, "fact", fact, answer)
        yield Statement("fact", fact_id, code.literals(answer), text)
        return
    listed = answer if isinstance(answer, tuple) else (str(answer),)
    for value in listed:
        if value in code.values:
            text = partial(_answered, "fact-includes", fact, value)
            yield Statement("fact", fact_id, (code.values[value],), text, value=value)
    rest = tuple(-lit for value, lit in code.values.items() if value not in listed)
    if rest:
        text = partial(_answered, "fact-nothing-else", fact, listed)
        yield Statement("fact", fact_id, rest, text)


def _known(
    variables: Variables, key: tuple[str, str, Answer], make: Callable[[Variables, str, Any], Iterable[Statement]]
) -> tuple[Statement, ...]:
    """The same statements are needed after every key press, so they are made once."""
    if key not in variables.said:
        variables.said[key] = tuple(make(variables, *key[1:]))
    return variables.said[key]


def _answered(key: str, fact: Fact, answer: Answer) -> Text:
    single = fact.kind is FactKind.LIST and isinstance(answer, str)
    said = value_name(fact, str(answer)) if single else answer_text(fact, answer)
    return sentence(key, fact=fact.name, answer=said)


def value_name(fact: Fact, value: str) -> Text:
    """The name of one permitted value."""
    return next((v.name for v in fact.values if v.id == value), Text(en=value, ko=value))


def answer_text(fact: Fact, answer: object) -> Text:
    """An answer as people write it."""
    if isinstance(answer, bool):
        return sentence("yes" if answer else "no")
    if isinstance(answer, tuple):
        return joined([value_name(fact, str(a)) for a in answer], "comma") if answer else sentence("nothing")
    if fact.kind is FactKind.ENUM:
        return value_name(fact, str(answer))
    shown = f"{answer:,}" if isinstance(answer, int) else str(answer)
    return Text(en=shown, ko=shown)


def literals(found: tuple[Statement, ...] | list[Statement]) -> list[int]:
    """The literals of several statements, in order."""
    return [lit for statement in found for lit in statement.lits]
