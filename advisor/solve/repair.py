"""Ways out: the smallest sets of own statements to change, each solved again, with everything else that moves."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from enum import IntEnum
from functools import partial

from advisor.model.assessment import Change, Repair, SideEffect
from advisor.model.base import Text
from advisor.model.fact import Answer, FactKind
from advisor.model.licence import Verdict
from advisor.model.session import Session
from advisor.solve.change import change_of, with_answer, with_choice, without
from advisor.solve.decode import steps_from
from advisor.solve.encode import Encoding
from advisor.solve.hitting import smallest_repairs
from advisor.solve.licence import judge
from advisor.solve.optimise import Optimiser
from advisor.solve.oracle import Oracle
from advisor.solve.statements import Statement, literals, statements
from advisor.solve.truth import components_of
from advisor.solve.variables import Pair
from advisor.wording.solve import sentence


class Unlock(IntEnum):
    """What may give way: a person's picks; their answers too; and what they left unsaid about existing components."""

    PICKS = 0
    FACTS = 1
    SILENCE = 2


def _locked(statement: Statement, unlock: Unlock, rejected: Collection[str]) -> bool:
    if _key(statement) in rejected:
        return True
    if statement.default:
        return statement.kind != "existing" or unlock < Unlock.SILENCE
    return statement.kind == "fact" and unlock < Unlock.FACTS


def _key(statement: Statement) -> str:
    """The change that gives the statement up, as `Session.rejected` names it."""
    return f"need:{statement.id}={statement.value}" if statement.value else f"{statement.kind}:{statement.id}"


class Repairs:
    """Finds and verifies repairs for one catalogue."""

    def __init__(self, encoding: Encoding, oracle: Oracle, optimiser: Optimiser) -> None:
        """Bind an encoding, an oracle that holds its clauses, and what finds the best stack afterwards."""
        self._encoding = encoding
        self._oracle = oracle
        self._optimiser = optimiser

    def sets(
        self, session: Session, wish: Pair | None, *, unlock: Unlock, limit: int
    ) -> Iterator[tuple[Statement, ...]]:
        """The smallest sets of statements to drop so that the rest (and the wish) holds; none that was rejected.

        OutOfBudgetError after the sets that were found within the budget.
        """
        wished = session if wish is None else with_choice(session, *wish)
        stated = statements(self._encoding.variables, wished)
        soft: list[Statement] = []
        fixed: list[Statement] = []
        for statement in stated:
            wanted = wish is not None and statement.kind == "choice" and statement.id == wish[0]
            (fixed if wanted or _locked(statement, unlock, session.rejected) else soft).append(statement)
        # a hard policy that gives way is off: it does not become a wish with a weight
        wishes = self._encoding.variables.soft_policy
        given = [*literals(fixed), *(-wishes[p] for p in session.hard_policies() if p in wishes)]
        return smallest_repairs(self._oracle, given, soft, limit)

    def find(
        self,
        session: Session,
        wish: Pair | None,
        baseline: Mapping[str, str],
        baseline_score: int,
        *,
        unlock: Unlock,
        limit: int,
    ) -> Iterator[Repair]:
        """Up to `limit` repairs. Side effects and score changes are told against the stack `baseline`.

        Of a repair for a wish the last change makes the wished choice, so that applying a repair is all it takes.
        OutOfBudgetError after the repairs that were found and solved again within the budget.
        """
        for dropped in self.sets(session, wish, unlock=unlock, limit=limit):
            repair = self._repair(session, wish, dropped, baseline, baseline_score)
            if repair is not None:
                yield repair

    def _repair(
        self,
        session: Session,
        wish: Pair | None,
        dropped: Sequence[Statement],
        baseline: Mapping[str, str],
        baseline_score: int,
    ) -> Repair | None:
        after = session if wish is None else with_choice(session, *wish)
        for statement in dropped:
            after = without(after, statement)
        after, named = self._name_answers(session, after, dropped)
        solved = self._optimiser.best(after)
        if solved is None:
            return None
        changes = self._changes(session, wish, dropped, named, solved.stack)
        stack = solved.stack
        told = {c.id for c in changes if c.kind == "choice"}
        moved = tuple(
            SideEffect.model_validate({"decision": d.id, "from": baseline.get(d.id), "to": stack.get(d.id)})
            for d in self._encoding.catalog.decisions
            if d.id not in told and baseline.get(d.id) != stack.get(d.id)
        )
        return Repair(
            changes=tuple(changes),
            also_changes=moved,
            score_change=solved.score - baseline_score,
            licence_changes=tuple(self._licence_changes(session, after, baseline, stack)),
        )

    def _name_answers(
        self, session: Session, after: Session, dropped: Sequence[Statement]
    ) -> tuple[Session, dict[str, Answer | None]]:
        """An answer that gives way becomes the nearest one that can hold, where that can be named."""
        named: dict[str, Answer | None] = {}
        for statement in dropped:
            if statement.kind == "fact" and statement.value is None:
                gone = {s.value for s in dropped if s.id == statement.id}
                named[statement.id] = self._nearest(after, statement.id, session.profile[statement.id], gone)
                after = with_answer(after, statement.id, named[statement.id])
        return after, named

    def _nearest(self, after: Session, fact: str, stated: Answer, gone: Collection[str | None]) -> Answer | None:
        for answer in self._others(fact, stated, gone):
            asked = with_answer(after, fact, answer)
            if self._oracle.solve(literals(statements(self._encoding.variables, asked))):
                return answer
        return None

    def _others(self, fact: str, stated: Answer, gone: Collection[str | None]) -> Sequence[Answer]:
        """Other answers in the order in which they are tried; a list grows by one value."""
        code = self._encoding.variables.facts[fact]
        match code.fact.kind:
            case FactKind.BOOLEAN:
                return [stated is not True]
            case FactKind.ENUM:
                return [value for value in code.values if value != stated]
            case FactKind.LIST:
                listed = stated if isinstance(stated, tuple) else ()
                kept = tuple(v for v in listed if v not in gone)
                return [(*kept, v) for v in code.values if v not in listed]
            case _:
                return steps_from(self._encoding, fact, stated)

    def _changes(
        self,
        session: Session,
        wish: Pair | None,
        dropped: Sequence[Statement],
        named: Mapping[str, Answer | None],
        stack: Mapping[str, str],
    ) -> list[Change]:
        catalog = self._encoding.catalog
        changes = []
        for statement in dropped:
            if statement.kind == "fact" and statement.value is not None and named.get(statement.id) is not None:
                continue  # told with the answer that takes its place
            to = stack.get(statement.id) if statement.kind == "choice" else named.get(statement.id)
            changes.append(change_of(catalog, session, statement, None if statement.value else to))
        if wish is not None and _chosen(session, wish[0]) != wish[1]:
            asked = Statement("choice", wish[0], (), partial(sentence, "contradiction"), wish)
            changes.append(change_of(catalog, session, asked, wish[1]))
        return changes

    def _licence_changes(
        self, before: Session, after: Session, old: Mapping[str, str], new: Mapping[str, str]
    ) -> list[Text]:
        """Components whose licence matters and that join, leave, or are judged differently."""
        catalog = self._encoding.catalog
        verdicts = []
        for session, stack in ((before, old), (after, new)):
            parts = components_of(catalog, stack.items())
            known = [c for c in parts if c in catalog.component_by_id]
            verdicts.append({c: judge(catalog, session, c).verdict for c in known})
        found = []
        for component in sorted(verdicts[0].keys() | verdicts[1].keys()):
            was, now = verdicts[0].get(component), verdicts[1].get(component)
            if was != now and {was, now} - {None, Verdict.OK}:
                found.append(_licence_text(catalog.component_by_id[component].name, was, now))
        return found


def _chosen(session: Session, decision: str) -> str | None:
    choice = session.choices.get(decision)
    return choice.option if choice else None


def _licence_text(name: Text, was: Verdict | None, now: Verdict | None) -> Text:
    before = sentence(f"verdict-{was}") if was else Text(en="-", ko="-")
    after = sentence(f"verdict-{now}") if now else Text(en="-", ko="-")
    if was is None:
        return sentence("licence-arrives", component=name, after=after)
    if now is None:
        return sentence("licence-leaves", component=name, before=before)
    return sentence("licence-changes", component=name, before=before, after=after)
