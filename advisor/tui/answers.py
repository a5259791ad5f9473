"""Turning what was typed or picked into answers, and answers into what can be picked. No Textual here."""

from __future__ import annotations

from typing import Any, Final

from advisor.model.fact import Answer, Fact, FactKind
from advisor.model.integration import InputSpec
from advisor.model.session import SoftPolicy
from advisor.tui.find import Entry
from advisor.tui.views.scene import Scene

OPEN: Final = "?open"
"""Stands for taking the answer back; no value of a fact can look like it."""

SOFT_WEIGHT = 5


def word(value: Answer | None) -> str:
    """The key of an answer in a list of values."""
    if value is None:
        return OPEN
    return str(value).lower() if isinstance(value, bool) else str(value)


def value_entries(scene: Scene, fact: Fact) -> list[Entry]:
    """The values of an enumeration or a yes-or-no question, and leaving it open."""
    if fact.kind is FactKind.BOOLEAN:
        found = [Entry("true", scene.words("yes")), Entry("false", scene.words("no"))]
    else:
        found = [Entry(v.id, scene.say(v.name)) for v in fact.values]
    assumed = scene.answer(fact, fact.assume)
    note = scene.words("assumes", value=assumed) if fact.assume is not None else ""
    return [*found, Entry(OPEN, scene.words("leave-open"), note=note)]


def list_entries(scene: Scene, fact: Fact) -> list[Entry]:
    """The values of a list question."""
    if fact.values_from == "components":
        return component_entries(scene)
    return [Entry(v.id, scene.say(v.name)) for v in fact.values]


def component_entries(scene: Scene) -> list[Entry]:
    """Every component that can be offered or detected."""
    return [Entry(c.id, scene.say(c.name), note=c.id) for c in scene.catalog.components if c.context is None]


def read(fact: Fact, text: str) -> Answer:
    """The answer written as `text`. ValueError where the fact does not take it."""
    match fact.kind:
        case FactKind.BOOLEAN:
            return fact.check({"true": True, "false": False}.get(text, text))
        case FactKind.INTEGER:
            return fact.check(_number(text))
        case _:
            return fact.check(text)


def _number(text: str) -> int:
    """A whole number; separators and the endings k, m and b are understood (10m is ten million)."""
    plain = text.replace(",", "").replace("_", "").replace(" ", "").lower()
    factor = {"k": 1_000, "m": 1_000_000, "b": 1_000_000_000}.get(plain[-1:], 1)
    return int(plain[:-1] if factor > 1 else plain) * factor


def wrong(fact: Fact, text: str) -> str:
    """What is wrong with `text` as an answer, or an empty text."""
    try:
        read(fact, text)
    except ValueError as error:
        shown = str(error)
        return f"{fact.id}: {text[:20]} ?" if "invalid literal" in shown else shown
    return ""


def following(fact: Fact, value: Answer | None) -> Answer | None:
    """The answer after `value` when the space bar goes round: every value, then open. None for other kinds."""
    if fact.kind is FactKind.BOOLEAN:
        round_: tuple[Answer, ...] = (True, False)
    elif fact.kind is FactKind.ENUM:
        round_ = fact.value_ids()
    else:
        return None
    if value is None:
        return round_[0]
    place = round_.index(value) + 1 if value in round_ else len(round_)
    return round_[place] if place < len(round_) else OPEN


def stepped(fact: Fact, value: Answer | None, by: int) -> Answer:
    """A number one higher or lower, within the bounds of the question; other answers stay."""
    if fact.kind is not FactKind.INTEGER:
        return value if value is not None else ""
    start = value if isinstance(value, int) else fact.assume if isinstance(fact.assume, int) else 0
    low = fact.minimum if fact.minimum is not None else 0
    high = fact.maximum if fact.maximum is not None else start + by
    return max(low, min(high, start + by))


def next_policy(state: bool | SoftPolicy | None) -> bool | int | None:
    """Forbid, then cost, then off."""
    if state is True:
        return SOFT_WEIGHT
    return None if isinstance(state, SoftPolicy) else True


def weight_of(text: str) -> str:
    """What is wrong with `text` as a weight."""
    return "" if text.isdecimal() and int(text) <= 10 else f"0-10: {text[:20]} ?"


def written(value: object) -> str:
    """An input's value as one line."""
    return ", ".join(str(v) for v in value) if isinstance(value, list | tuple) else str(value)


def read_input(spec: InputSpec, text: str) -> Any:  # noqa: ANN401 - inputs are any YAML value
    """The value of an input written as `text`."""
    match spec.kind:
        case "integer" | "port":
            return int(text)
        case "list":
            return [part.strip() for part in text.split(",") if part.strip()]
        case _:
            return text


def wrong_input(spec: InputSpec, text: str) -> str:
    """What is wrong with `text` as the value of an input."""
    try:
        fits = spec.fits(read_input(spec, text))
    except ValueError:
        fits = False
    return "" if fits else f"{spec.id}: {text[:20]} ?"
