"""Between which bounds a number or version must lie, and who set each end."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial

from advisor.model.assessment import FactRange, Item
from advisor.model.found import Found
from advisor.model.session import Session
from advisor.solve.ground import Tools
from advisor.solve.limits import Limits
from advisor.solve.say import meaning_text
from advisor.solve.statements import Statement, literals, statements
from advisor.solve.variables import FactCode, Meaning


@dataclass(frozen=True)
class _End:
    bound: str
    because: tuple[Item, ...]


def fact_ranges(tools: Tools, session: Session) -> Found[FactRange]:
    """For each number or version that something bounds: both ends with their causes, its own answer set aside."""
    limits = Limits()
    found = list(limits.skipping("ranges", _ranges(tools, session)))
    return Found(found, limits.first())


def _ranges(tools: Tools, session: Session) -> Iterator[Callable[[], FactRange | None]]:
    stated = statements(tools.encoding.variables, session)
    groups = tools.conflicts.relevant(session)
    for fact_id, code in tools.encoding.variables.facts.items():
        if code.thresholds:
            rest = [s for s in stated if not (s.kind == "fact" and s.id == fact_id)]
            yield partial(_range, tools, code, rest, groups)


def _range(tools: Tools, code: FactCode, rest: list[Statement], groups: list[int]) -> FactRange | None:
    if not tools.oracle.solve(literals(rest)):
        return None
    low = _end(tools, code, rest, groups, reaches=True)
    high = _end(tools, code, rest, groups, reaches=False)
    if not (low or high):
        return None
    return FactRange(
        fact=code.fact.id,
        at_least=low.bound if low else None,
        at_least_because=low.because if low else (),
        below=high.bound if high else None,
        below_because=high.because if high else (),
    )


def _end(tools: Tools, code: FactCode, rest: list[Statement], groups: list[int], *, reaches: bool) -> _End | None:
    """The tightest bound of one side: the last threshold that must be reached, or the first that must not."""
    constants = (tools.encoding.cnf.true, -tools.encoding.cnf.true)
    ladder = [(bound, lit) for _, bound, lit in code.thresholds if lit not in constants]
    for bound, lit in reversed(ladder) if reaches else ladder:
        denied = -lit if reaches else lit
        if tools.oracle.solve([*literals(rest), denied]):
            continue
        meaning = Meaning("threshold", code.fact.id, bound)
        text = partial(meaning_text, tools.encoding.catalog, meaning, positive=not reaches)
        question = Statement("fact", code.fact.id, (denied,), text, wish=True)
        causes = tools.conflicts.minimal([question, *rest], groups)
        kept = [c.item() for c in causes if c.statement is None or not c.statement.wish]
        return _End(bound, tuple(kept))
    return None
