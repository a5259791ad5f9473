"""What was asked for and what was not: which parts one stack takes unasked, or leaves out, beside another."""

from __future__ import annotations

from collections.abc import Mapping

from advisor.model.base import Text
from advisor.model.decision import NONE, Cardinality, Decision, Option
from advisor.model.fact import Answer
from advisor.model.session import Session
from advisor.solve.encode import Encoding
from advisor.solve.truth import World, evaluate, taken_pairs
from advisor.solve.variables import Pair
from advisor.wording.solve import joined, sentence


class Wants:
    """Compares stacks of one session by what its answers ask for."""

    def __init__(self, encoding: Encoding, session: Session, assumed: Mapping[str, Answer]) -> None:
        """Bind a session, and what its open questions are taken to answer."""
        self._encoding = encoding
        self._session = session
        self._assumed = assumed

    def told(self, better: Mapping[str, str], worse: Mapping[str, str], first: Option, second: Option) -> Text | None:
        """Why `second` comes after `first`, where that is one thing only: parts unasked for, or parts left out."""
        extra, left_out = self.unasked(worse), self.missing(worse)
        before, lacked = self.unasked(better), self.missing(better)
        if before.keys() - extra.keys() or lacked.keys() - left_out.keys():
            return None
        more = [name for pair, name in extra.items() if pair not in before]
        less = [name for key, name in left_out.items() if key not in lacked]
        if bool(more) == bool(less):
            return None
        kind, parts = ("unasked", more) if more else ("missing", less)
        nothing = (first if more else second).id == NONE
        key = f"{'none' if nothing else 'instead'}-{kind}"
        return sentence(key, rival=first.name, option=second.name, parts=joined(parts, "comma"))

    def unasked(self, stack: Mapping[str, str]) -> dict[Pair, Text]:
        """Options taken where nothing need be taken, and nothing asks for them."""
        world, taken = World(self._encoding.catalog, self._session, stack, self._assumed), taken_pairs(stack)
        wanted = self._wanted(world)
        return {
            (d.id, o.id): o.name
            for d in self._loose()
            for o in d.options
            if o.id != NONE and (d.id, o.id) in taken and ((d.id, o.id) not in wanted or self._irrelevant(d, world))
        }

    def missing(self, stack: Mapping[str, str]) -> dict[str, Text]:
        """Decisions in which nothing is taken, although something is asked for."""
        world = World(self._encoding.catalog, self._session, stack, self._assumed)
        asked = {d for d, _ in self._wanted(world)}
        return {
            d.id: d.name
            for d in self._loose()
            if stack.get(d.id, NONE) == NONE and d.id in asked and not self._irrelevant(d, world)
        }

    def _loose(self) -> list[Decision]:
        """Decisions in which nothing need be taken."""
        known = self._encoding.catalog.decisions
        return [d for d in known if d.option(NONE) is not None or d.cardinality is not Cardinality.ONE]

    def _wanted(self, world: World) -> set[Pair]:
        asking = [p for p in self._encoding.preferences if p.wanted and evaluate(p.when, world) is True]
        return {pair for p in asking for pair in p.options if pair[1] != NONE}

    @staticmethod
    def _irrelevant(decision: Decision, world: World) -> bool:
        return decision.relevant_when is not None and evaluate(decision.relevant_when, world) is False
