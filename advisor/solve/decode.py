"""From the literals of a model back to answers people give."""

from __future__ import annotations

from collections.abc import Set as AbstractSet

from advisor.model.fact import Answer, FactKind
from advisor.model.version import parse_version
from advisor.solve.encode import Encoding
from advisor.solve.pins import KUBERNETES_FACT
from advisor.solve.variables import FactCode, assumed_answers


def answer_in(encoding: Encoding, fact_id: str, near: Answer, model: AbstractSet[int]) -> Answer | None:
    """The answer of `model` (its true literals) to a fact, as near to `near` as it permits.

    None where no value can be named, such as a version below a bound.
    """
    code = encoding.variables.facts[fact_id]
    match code.fact.kind:
        case FactKind.BOOLEAN:
            return code.single in model
        case FactKind.ENUM:
            return next((value for value, lit in code.values.items() if lit in model), None)
        case FactKind.LIST:
            return tuple(value for value, lit in code.values.items() if lit in model)
        case _:
            return _number(encoding, code, near, model)


def _number(encoding: Encoding, code: FactCode, near: Answer, model: AbstractSet[int]) -> Answer | None:
    whole = code.fact.kind is FactKind.INTEGER
    here = (int(str(near)),) if whole else parse_version(str(near))
    reached = [(at, text) for at, text, lit in code.thresholds if lit in model]
    missed = [(at, text) for at, text, lit in code.thresholds if lit not in model]
    if reached and reached[-1][0] > here:
        return int(reached[-1][1]) if whole else reached[-1][1]
    if missed and missed[0][0] <= here:
        if whole:
            return int(missed[0][1]) - 1
        return _kubernetes_below(encoding, code, missed[0][1], reached[-1][1] if reached else "0")
    return near


def steps_from(encoding: Encoding, fact_id: str, here: Answer) -> list[Answer]:
    """Other answers to a number or version fact that make a difference, nearest first on each side, upwards first."""
    code = encoding.variables.facts[fact_id]
    whole = code.fact.kind is FactKind.INTEGER
    number = (int(str(here)),) if whole else parse_version(str(here))
    above: list[Answer] = [int(text) if whole else text for at, text, _ in code.thresholds if at > number]
    below: list[Answer] = []
    for at, text, _ in reversed(code.thresholds):
        lower = int(text) - 1 if whole else _kubernetes_below(encoding, code, text, "0")
        if at <= number and lower is not None:
            below.append(lower)
    return [*above, *below]


def _kubernetes_below(encoding: Encoding, code: FactCode, bound: str, floor: str) -> str | None:
    """The newest Kubernetes of the edition between two bounds; versions of anything else cannot be made up."""
    if code.fact.id != KUBERNETES_FACT:
        return None
    known = [k.version for k in encoding.catalog.edition.kubernetes]
    fitting = [v for v in known if parse_version(floor) <= parse_version(v) < parse_version(bound)]
    return max(fitting, key=parse_version, default=None)


def neutral_answers(encoding: Encoding, stated: dict[str, Answer], model: AbstractSet[int]) -> dict[str, Answer]:
    """What a model takes the open facts to be: their neutral answer, or the nearest one that can hold.

    Facts without a neutral answer stay open.
    """
    found = {}
    for fact_id, neutral in assumed_answers(encoding.catalog, stated).items():
        answer = answer_in(encoding, fact_id, neutral, model)
        kept = _agrees(encoding, fact_id, neutral, model)
        if kept or answer is not None:
            found[fact_id] = neutral if kept or answer is None else answer
    return found


def _agrees(encoding: Encoding, fact_id: str, answer: Answer, model: AbstractSet[int]) -> bool:
    true = encoding.cnf.true
    lits = encoding.variables.facts[fact_id].literals(answer)
    return all((abs(lit) in model) is (lit > 0) for lit in lits if abs(lit) != true)
