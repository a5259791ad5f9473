"""Every smallest way out by enumeration: worlds that obey every rule, and what of a session each of them gives up."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from advisor.model.catalog import Catalog
from advisor.model.fact import Answer
from advisor.model.session import Session
from advisor.solve.encode import conditions_of
from advisor.solve.repair import Unlock
from tests.solve.brute import VALUES, Enumeration, Stack, obeys, stacks, taken

Given = frozenset[str]
"""Names of what a world gives up: `choice:d0`, `exclusion:d0=c01`, `policy:p`, `existing:c`, `fact:f`, `fact:f=v`."""


@dataclass(frozen=True)
class Worlds:
    """The worlds in which a session may end up when `unlock` may give way; `wish` is (decision, option)."""

    catalog: Catalog
    session: Session
    unlock: Unlock
    wish: tuple[str, str] | None = None

    def minimal(self) -> set[Given]:
        """The smallest sets to give up; empty where nothing has to be, or nothing helps."""
        smallest: set[Given] = set()
        for given in sorted(self._all(), key=len):
            if not any(known <= given for known in smallest):
                smallest.add(given)
        return smallest - {frozenset()}

    def size(self) -> int:
        """How many worlds there are."""
        sites = len(self._existing()) * len(self._policies())
        answers = 1
        for values in self._answers().values():
            answers *= len(values)
        return sites * answers * sum(1 for _ in stacks(self.catalog))

    def _all(self) -> Iterator[Given]:
        named, found = self._answers(), set[Given]()
        for existing, policies in itertools.product(self._existing(), self._policies()):
            site = self.session.model_copy(update={"existing": existing, "policies": policies, "choices": {}})
            at_site = self._site(existing, policies)
            for values in itertools.product(*named.values()):
                facts = dict(zip(named, values, strict=True))
                before = at_site | self._told(facts)
                for stack in stacks(self.catalog):
                    given = before | self._picks(stack)
                    fits = self.wish is None or self.wish[1] in taken(stack, self.wish[0])
                    if fits and given not in found and obeys(self.catalog, site, stack, facts):
                        found.add(given)
        yield from found

    # ------------------------------------------------------------ what may vary

    def _mentioned(self, field: str) -> set[str]:
        leaves = (leaf for condition in conditions_of(self.catalog) for leaf in condition.leaves())
        return {str(getattr(leaf, field)) for leaf in leaves if getattr(leaf, field) is not None}

    def _answers(self) -> dict[str, list[Answer]]:
        """Values per fact: all where they may differ and somebody asks, else one."""
        asked, stated = self._mentioned("fact"), self.session.profile
        locked = self.unlock < Unlock.FACTS
        found: dict[str, list[Answer]] = {}
        for fact, values in VALUES.items():
            if fact in stated:
                found[fact] = [stated[fact]] if locked or fact not in asked else values
            else:
                found[fact] = values if fact in asked else values[:1]
        return found

    def _existing(self) -> list[tuple[str, ...]]:
        stated, asked = self.session.existing, self._mentioned("existing")
        loose = [c for c in sorted(asked) if c in stated or self.unlock >= Unlock.SILENCE]
        fixed = tuple(c for c in stated if c not in loose)
        return [(*fixed, *some) for n in range(len(loose) + 1) for some in itertools.combinations(loose, n)]

    def _policies(self) -> list[dict[str, object]]:
        on = {p: how for p, how in self.session.policies.items() if how is not False}
        ways = [some for n in range(len(on) + 1) for some in itertools.combinations(on, n)]
        return [{p: on[p] for p in some} for some in ways]

    # ------------------------------------------------------------ what is given up

    def _site(self, existing: tuple[str, ...], policies: Mapping[str, object]) -> Given:
        changed = set(existing) ^ set(self.session.existing)
        stated = {p for p, how in self.session.policies.items() if how is not False}
        return frozenset({f"existing:{c}" for c in changed} | {f"policy:{p}" for p in stated - policies.keys()})

    def _told(self, facts: Mapping[str, Answer]) -> Given:
        given = set()
        for fact, answer in self.session.profile.items():
            now = facts[fact]
            if isinstance(answer, tuple) and isinstance(now, tuple):
                given |= {f"fact:{fact}={value}" for value in answer if value not in now}
                given |= {f"fact:{fact}"} if set(now) - set(answer) else set()
            elif self._differs(fact, answer, now):
                given.add(f"fact:{fact}")
        return frozenset(given)

    def _differs(self, fact: str, one: Answer, other: Answer) -> bool:
        """Numbers on the same side of every bound say the same."""
        if fact != "size":
            return one != other
        bounds = Enumeration.bounds_of(self.catalog)
        return any((one >= b) != (other >= b) for b in bounds)  # type: ignore[operator]

    def _picks(self, stack: Stack) -> Given:
        choices = {d: c.option for d, c in self.session.choices.items() if self.wish is None or d != self.wish[0]}
        lost = {f"choice:{d}" for d, o in choices.items() if o not in taken(stack, d)}
        pairs = ((d, o) for d, options in self.session.excluded.items() for o in options)
        return frozenset(lost | {f"exclusion:{d}={o}" for d, o in pairs if o in taken(stack, d)})
