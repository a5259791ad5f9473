"""Conditions and literals in words, in both languages."""

from __future__ import annotations

from advisor.model.base import Text
from advisor.model.catalog import Catalog
from advisor.model.condition import Condition
from advisor.model.fact import FactKind
from advisor.solve.encode import Encoding
from advisor.solve.statements import answer_text, value_name
from advisor.solve.variables import Meaning
from advisor.wording.solve import joined, sentence


def condition_text(catalog: Catalog, condition: Condition, *, positive: bool = True) -> Text:
    """A condition, or its opposite, as people would say it."""
    for parts, glue, opposite in ((condition.all, "and", "or"), (condition.any, "or", "and")):
        if parts is not None:
            said = [_bracketed(catalog, c, positive=positive) for c in parts]
            return said[0] if len(said) == 1 else joined(said, glue if positive else opposite)
    if condition.not_ is not None:
        return condition_text(catalog, condition.not_, positive=not positive)
    return _leaf(catalog, condition, positive=positive)


def _bracketed(catalog: Catalog, condition: Condition, *, positive: bool) -> Text:
    text = condition_text(catalog, condition, positive=positive)
    while condition.not_ is not None:
        condition = condition.not_
    if condition.all is None and condition.any is None:
        return text
    return Text(en=f"({text.en})", ko=f"({text.ko})")


def _leaf(catalog: Catalog, leaf: Condition, *, positive: bool) -> Text:
    if leaf.always is not None:
        return sentence("always" if leaf.always is positive else "never")
    if leaf.fact is not None:
        return _comparison(catalog, leaf, positive=positive)
    if leaf.chosen is not None:
        return meaning_text(catalog, Meaning("option", *leaf.choice), positive=positive)
    for kind in ("component", "capability", "existing", "policy"):
        value = getattr(leaf, kind)
        if value is not None:
            return meaning_text(catalog, Meaning(kind, value), positive=positive)
    raise AssertionError("a condition has one operator")


def _comparison(catalog: Catalog, leaf: Condition, *, positive: bool) -> Text:
    fact = catalog.fact_by_id[str(leaf.fact)]
    if leaf.at_least is not None or leaf.below is not None:
        bound = leaf.at_least if leaf.at_least is not None else leaf.below
        reaches = (leaf.at_least is not None) is positive
        return meaning_text(catalog, Meaning("threshold", fact.id, str(bound)), positive=reaches)
    if leaf.includes is not None:
        return meaning_text(catalog, Meaning("fact", fact.id, leaf.includes), positive=positive)
    wanted = leaf.in_ if leaf.in_ is not None else (leaf.is_,)
    if fact.kind is FactKind.BOOLEAN and len(wanted) == 1:
        return sentence("fact-is", fact=fact.name, answer=answer_text(fact, (wanted[0] is True) is positive))
    answers = joined([answer_text(fact, w) for w in wanted], "or")
    return sentence("fact-is" if positive else "fact-is-not", fact=fact.name, answer=answers)


def meaning_text(catalog: Catalog, meaning: Meaning, *, positive: bool) -> Text:
    """What a literal says."""
    match meaning.kind:
        case "option":
            decision = catalog.decision_by_id[meaning.id]
            option = decision.option(meaning.value)
            name: Text | str = option.name if option else meaning.value
            return sentence("taken" if positive else "not-taken", decision=decision.name, option=name)
        case "component":
            name = thing_name(catalog, meaning)
            return sentence("in-stack" if positive else "not-in-stack", component=name)
        case "capability":
            name = thing_name(catalog, meaning)
            return sentence("provided" if positive else "not-provided", capability=name)
        case "existing":
            name = _component(catalog, meaning.id)
            return sentence("runs-already" if positive else "runs-not", component=name)
        case "policy" | "hard-policy" | "soft-policy":
            policy = catalog.policy_by_id.get(meaning.id)
            name = policy.name if policy else meaning.id
            return sentence("policy-on" if positive else "policy-not-on", policy=name)
        case _:
            return _fact_text(catalog, meaning, positive=positive)


def thing_name(catalog: Catalog, meaning: Meaning) -> Text | str:
    """The name of a component or capability, or its id where the knowledge has none."""
    if meaning.kind == "component":
        return _component(catalog, meaning.id)
    return next((c.name for c in catalog.capabilities if c.id == meaning.id), meaning.id)


def _fact_text(catalog: Catalog, meaning: Meaning, *, positive: bool) -> Text:
    fact = catalog.fact_by_id[meaning.id]
    if meaning.kind == "threshold":
        bound = f"{int(meaning.value):,}" if fact.kind is FactKind.INTEGER else meaning.value
        return sentence("at-least" if positive else "below", fact=fact.name, bound=bound)
    if fact.kind is FactKind.LIST:
        key = "includes" if positive else "includes-not"
        return sentence(key, fact=fact.name, answer=value_name(fact, meaning.value))
    if fact.kind is FactKind.BOOLEAN:
        return sentence("fact-is", fact=fact.name, answer=answer_text(fact, positive))
    key = "fact-is" if positive else "fact-is-not"
    return sentence(key, fact=fact.name, answer=value_name(fact, meaning.value))


def _component(catalog: Catalog, identifier: str) -> Text | str:
    component = catalog.component_by_id.get(identifier)
    return component.name if component else identifier


def literal_text(encoding: Encoding, lit: int) -> Text | None:
    """What a literal says; None for a helper that stands for no condition of the knowledge."""
    variables, catalog = encoding.variables, encoding.catalog
    meaning = variables.describe(lit)
    if meaning is not None:
        return meaning_text(catalog, meaning, positive=lit > 0)
    if lit in variables.spoken:
        return condition_text(catalog, variables.spoken[lit])
    if -lit in variables.spoken:
        return condition_text(catalog, variables.spoken[-lit], positive=False)
    return None
