"""A second opinion: catalogue and session as an answer set program for clingo, straight from the words of the rules.

Shares nothing with the solver but the catalogue itself: no clause, no literal, no licence condition.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from advisor.model.base import Value
from advisor.model.catalog import Catalog
from advisor.model.component import Component
from advisor.model.condition import Condition
from advisor.model.decision import NONE, Cardinality
from advisor.model.fact import Answer, Fact, FactKind
from advisor.model.licence import Licence, Verdict
from advisor.model.rule import Effect, Policy
from advisor.model.session import Session
from advisor.model.version import compare, parse_version
from advisor.solve.licence import Node, effective, find

LEVELS = {"assumptions": 6, "nearness": 5, "policies": 4, "existing": 3, "optional": 2, "score": 1}
Pair = tuple[str, str]


@dataclass
class Program:
    """The text of the program, and the objective the session asks for."""

    catalog: Catalog
    session: Session
    optimum: bool = True
    lines: list[str] = field(default_factory=list)
    _known: dict[tuple[str, str], int] = field(default_factory=dict)
    _asked: list[Condition] = field(default_factory=list)
    _offered: set[str] = field(default_factory=set)
    _at: dict[str, list[Any]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._asked = list(_conditions(self.catalog))
        self._offered = {c for _, option in self.catalog.options() for c in option.brings()}
        self._options()
        self._facts()
        for component in self.catalog.components:
            if component.id in self._offered:
                self._licence(component)
        self._rules()
        self._needs()
        self._policies()
        if self.optimum:
            self._objective()

    @property
    def text(self) -> str:
        return "\n".join(self.lines)

    def say(self, *lines: str) -> None:
        self.lines += lines

    # ------------------------------------------------------------ what there is

    def _options(self) -> None:
        for decision in self.catalog.decisions:
            options = "; ".join(on((decision.id, o.id)) for o in decision.options)
            low, high = {"one": ("1 ", " 1"), "optional": ("", " 1"), "any": ("", "")}[decision.cardinality.value]
            self.say(f"{low}{{{options}}}{high}.")
            for option in decision.options:
                pair = (decision.id, option.id)
                provided = set(option.provides)
                for name in option.brings():
                    self.say(f'in("{name}") :- {on(pair)}.')
                    known = self.catalog.component_by_id.get(name)
                    provided |= set(known.provides if known else ())
                for capability in sorted(provided):
                    self.say(f'cap("{capability}") :- {on(pair)}.')
        for name in self.session.existing:
            self.say(f'runs("{name}").')
        for policy, how in self.session.policies.items():
            if how is not False:
                self.say(f'policy("{policy}").')
        self.say("#show on/2.")

    def _facts(self) -> None:
        for fact in self.catalog.facts:
            answer = self.session.profile.get(fact.id)
            values = self._values(fact)
            if fact.kind is FactKind.LIST:
                self.say(*(f'{{has("{fact.id}","{v}")}}.' for v in values))
                if isinstance(answer, tuple):
                    self.say(*(f':- {"not " if v in answer else ""}has("{fact.id}","{v}").' for v in values))
            elif fact.kind is FactKind.ENUM:
                choices = "; ".join(f'has("{fact.id}","{v}")' for v in values)
                self.say(f"{'1 ' if fact.values else ''}{{{choices}}} 1.")
                if answer is not None:
                    self.say(*(f':- {"not " if v == answer else ""}has("{fact.id}","{v}").' for v in values))
            elif fact.kind is FactKind.BOOLEAN:
                self.say(f'{{has("{fact.id}","yes")}}.')
                if answer is not None:
                    self.say(f':- {"not " if answer else ""}has("{fact.id}","yes").')
            else:
                regions = "; ".join(f'region("{fact.id}",{r})' for r in self._regions(fact))
                self.say(f"1 {{{regions}}} 1.")
                if answer is not None:
                    self.say(f':- not region("{fact.id}",{self._region(fact, answer)}).')

    def _values(self, fact: Fact) -> list[str]:
        """Declared values, else those that some condition mentions."""
        if fact.kind is FactKind.BOOLEAN:
            return ["yes"]
        listed = list(fact.value_ids())
        if not listed:
            named = [x for c in self._asked for x in c.leaves() if x.fact == fact.id]
            listed = sorted(
                {c.id for c in self.catalog.components}
                if fact.id == "subscriptions"
                else {str(v) for x in named for v in (x.includes, x.is_, *(x.in_ or ())) if v is not None}
            )
        return listed

    # ------------------------------------------------------------ numbers and versions: the stretch they lie in

    def _cuts(self, fact: Fact) -> list[Any]:
        """Numbers at which some condition changes, ascending."""
        if fact.id not in self._at:
            self._at[fact.id] = self._changes(fact)
        return self._at[fact.id]

    def _changes(self, fact: Fact) -> list[Any]:
        found: list[Any] = []
        for leaf in (x for c in self._asked for x in c.leaves() if x.fact == fact.id):
            if leaf.at_least is not None or leaf.below is not None:
                found.append(number(fact, leaf.at_least if leaf.at_least is not None else leaf.below))
            else:
                for wanted in leaf.in_ if leaf.in_ is not None else (leaf.is_,):
                    found += [number(fact, wanted), after(fact, wanted)]
        unique: list[tuple[int, ...]] = []
        for cut in sorted(found):
            if cut not in unique:
                unique.append(cut)
        return unique

    def _regions(self, fact: Fact) -> list[int]:
        cuts = self._cuts(fact)
        low = 0 if fact.minimum is None else sum(1 for c in cuts if c <= (fact.minimum,))
        high = len(cuts) if fact.maximum is None else sum(1 for c in cuts if c <= (fact.maximum,))
        return list(range(low, high + 1))

    def _region(self, fact: Fact, answer: Answer) -> int:
        return sum(1 for c in self._cuts(fact) if compare(c, number(fact, answer)) <= 0)

    # ------------------------------------------------------------ conditions: holds/fails, in a full world or as known

    def holds(self, condition: Condition, mode: str = "full") -> str:
        return f"holds({self._number(condition, mode)})"

    def fails(self, condition: Condition, mode: str = "full") -> str:
        return f"fails({self._number(condition, mode)})"

    def _number(self, condition: Condition, mode: str) -> int:
        key = (condition.model_dump_json(exclude_none=True), mode)
        if key in self._known:
            return self._known[key]
        n = self._known[key] = len(self._known) + 1
        if condition.all is not None:
            parts = [self._number(c, mode) for c in condition.all]
            self.say(f"holds({n}) :- {', '.join(f'holds({p})' for p in parts)}.")
            self.say(*(f"fails({n}) :- fails({p})." for p in parts))
        elif condition.any is not None:
            parts = [self._number(c, mode) for c in condition.any]
            self.say(f"fails({n}) :- {', '.join(f'fails({p})' for p in parts)}.")
            self.say(*(f"holds({n}) :- holds({p})." for p in parts))
        elif condition.not_ is not None:
            inner = self._number(condition.not_, mode)
            self.say(f"holds({n}) :- fails({inner}).", f"fails({n}) :- holds({inner}).")
        elif not (mode == "known" and condition.fact is not None and self._open(condition.fact)):
            self.say(*(f"holds({n}) :- {body}." for body in self._leaf(condition)))
            self.say(f"fails({n}) :- not holds({n}).")
        return n

    def _open(self, fact: str) -> bool:
        return fact not in self.session.profile and self.catalog.fact_by_id[fact].assume is None

    def _leaf(self, leaf: Condition) -> Iterator[str]:
        if leaf.always is not None:
            yield from ["#true"] if leaf.always else []
        elif leaf.chosen is not None:
            yield on(leaf.choice)
        elif leaf.component is not None:
            yield f'in("{leaf.component}")'
        elif leaf.capability is not None:
            yield f'cap("{leaf.capability}")'
        elif leaf.existing is not None:
            yield f'runs("{leaf.existing}")'
        elif leaf.policy is not None:
            yield f'policy("{leaf.policy}")'
        else:
            yield from self._compared(leaf, self.catalog.fact_by_id[str(leaf.fact)])

    def _compared(self, leaf: Condition, fact: Fact) -> Iterator[str]:
        wanted = leaf.in_ if leaf.in_ is not None else (leaf.is_,)
        if leaf.includes is not None:
            yield f'has("{fact.id}","{leaf.includes}")'
        elif fact.kind is FactKind.BOOLEAN:
            yield from (f'has("{fact.id}","yes")' if w else f'not has("{fact.id}","yes")' for w in wanted)
        elif fact.kind in (FactKind.ENUM, FactKind.LIST):
            yield from (f'has("{fact.id}","{w}")' for w in wanted)
        elif leaf.at_least is not None:
            yield f'region("{fact.id}",R), R >= {self._region(fact, leaf.at_least)}'
        elif leaf.below is not None:
            yield f'region("{fact.id}",R), R < {self._region(fact, leaf.below)}'
        else:
            cuts = self._cuts(fact)
            for w in wanted:
                low, high = cuts.index(number(fact, w)) + 1, cuts.index(after(fact, w)) + 1
                yield f'region("{fact.id}",R), R >= {low}, R < {high}'

    # ------------------------------------------------------------ licences: worst of "and", best of "or"

    def _licence(self, component: Component) -> None:
        for mode in ("full", "known") if self.optimum else ("full",):
            self._ranks(component, effective(component), f'"{component.id}"', mode)

    def _ranks(self, component: Component, node: Node, name: str, mode: str) -> None:
        """Atoms atleast/below(name, rank, mode); `charged` names what the verdict costs where this part decides."""
        for i, part in enumerate(node.parts):
            self._ranks(component, part, f"({name},{i})", mode)
        for rank in range(1, 5):
            up, down = f"atleast({name},{rank},{mode})", f"under({name},{rank},{mode})"
            if not node.op:
                continue
            ups = [f"atleast(({name},{i}),{rank},{mode})" for i in range(len(node.parts))]
            downs = [f"under(({name},{i}),{rank},{mode})" for i in range(len(node.parts))]
            some, every = (ups, downs) if node.op == "and" else (downs, ups)
            first, second = (up, down) if node.op == "and" else (down, up)
            self.say(*(f"{first} :- {a}." for a in some), f"{second} :- {', '.join(every)}.")
        if not node.op:
            self._leaf_ranks(component, find(self.catalog, node.key), node.key, name, mode)

    def _leaf_ranks(self, component: Component, licence: Licence | None, key: str, name: str, mode: str) -> None:
        if licence is None:
            rank = Verdict.UNKNOWN.rank
            self.say(*(f"{'atleast' if r <= rank else 'under'}({name},{r},{mode})." for r in range(1, 5)))
            return
        deciders = self._deciders(component, licence, key, name, mode)
        for rank in range(1, 5):
            strict = [d for d, verdict in deciders if verdict.rank >= rank]
            self.say(*(f"atleast({name},{rank},{mode}) :- {d}." for d in strict))
            body = ", ".join(d.replace("decides(", "passes(", 1) for d in strict) or "#true"
            self.say(f"under({name},{rank},{mode}) :- {body}.")

    def _deciders(
        self, component: Component, licence: Licence, key: str, name: str, mode: str
    ) -> list[tuple[str, Verdict]]:
        bought: list[Condition] = []
        if key.startswith("LicenseRef-") and "subscriptions" in self.catalog.fact_by_id:
            bought = [Condition(fact="subscriptions", includes=component.id)]
        found = []
        earlier = bought
        for i, predicate in enumerate(licence.predicates):
            atom = f"decides({name},{i},{mode})"
            body = [self.holds(predicate.when, mode), *(self.fails(c, mode) for c in earlier)]
            self.say(f"{atom} :- {', '.join(body)}.")
            passes = f"passes({name},{i},{mode})"
            self.say(f"{passes} :- {self.fails(predicate.when, mode)}.")
            self.say(*(f"{passes} :- {self.holds(c, mode)}." for c in earlier))
            found.append((atom, predicate.verdict))
            earlier = [*earlier, predicate.when]
        return found

    def _charges(self, component: Component, node: Node, name: str, outside: list[str]) -> Iterator[tuple[str, int]]:
        """Bodies under which a predicate costs points, with the weighted points."""
        if not node.op:
            licence = find(self.catalog, node.key)
            for i, p in enumerate(licence.predicates if licence else ()):
                if p.points and p.criterion:
                    body = ", ".join([f"decides({name},{i},known)", *outside])
                    yield body, p.points * self._weight(p.criterion)
            return
        for i, part in enumerate(node.parts):
            chosen = [] if node.op == "and" else [f"picked(({name},{i}))"]
            if node.op == "or":
                others = [(j, f"({name},{j})") for j in range(len(node.parts)) if j != i]
                for rank in range(5):
                    worse = [f"atleast({o},{rank + (j < i)},known)" for j, o in others if rank + (j < i) > 0]
                    here = [f"atleast(({name},{i}),{rank},known)"] if rank else []
                    exact = [f"under(({name},{i}),{rank + 1},known)"] if rank < 4 else []
                    self.say(f"picked(({name},{i})) :- {', '.join([*here, *exact, *worse]) or '#true'}.")
            yield from self._charges(component, part, f"({name},{i})", [*outside, *chosen])

    # ------------------------------------------------------------ rules

    def _rules(self) -> None:
        for r in self.catalog.rules:
            if r.effect is Effect.REQUIRES and r.then is not None:
                self.say(f":- {self.holds(r.when)}, {self.fails(r.then)}.")
            elif r.effect is Effect.CONFLICTS:
                self.say(f":- {', '.join(self.holds(c) for c in (r.when, *r.between))}.")
            elif r.effect is Effect.FORBIDS:
                self.say(*(f":- {self.holds(r.when)}, {on(p)}." for p in r.option_pairs()))

    def _needs(self) -> None:
        for component in self.catalog.components:
            for need in component.needs:
                if not need.optional and component.id in self._offered:
                    when = [self.holds(need.when)] if need.when else []
                    body = [f'in("{component.id}")', *when, self.fails(need.needs)]
                    self.say(f":- {', '.join(body)}.")

    def _policies(self) -> None:
        for component in self.catalog.components:
            if component.id not in self._offered:
                continue
            self.say(f':- in("{component.id}"), atleast("{component.id}",4,full).')
            for policy in self.catalog.policies:
                if policy.id in self.session.hard_policies():
                    for body in self._selected(policy, component, "full"):
                        self.say(f':- in("{component.id}"), {body}.')

    def _selected(self, policy: Policy, component: Component, mode: str) -> Iterator[str]:
        wanted, node = policy.rejects, effective(component)
        if (
            (wanted.licence_classes and not self._classed(node, {str(c) for c in wanted.licence_classes}))
            or (wanted.osi is not None and self._osi(node) is not wanted.osi)
            or (wanted.lifecycles and component.lifecycle.state not in wanted.lifecycles)
            or (wanted.cncf_levels and component.cncf.level not in wanted.cncf_levels)
            or (wanted.components and component.id not in wanted.components)
        ):
            return
        if not wanted.verdicts:
            yield "#true"
        name = f'"{component.id}"'
        for verdict in wanted.verdicts:
            rank = Verdict(verdict).rank
            here = [f"atleast({name},{rank},{mode})"] if rank else []
            yield ", ".join([*here, *([f"under({name},{rank + 1},{mode})"] if rank < 4 else [])])

    def _osi(self, node: Node) -> bool:
        if node.op:
            return (all if node.op == "and" else any)(self._osi(p) for p in node.parts)
        known = find(self.catalog, node.key)
        return known is not None and known.osi

    def _classed(self, node: Node, classes: set[str]) -> bool:
        if node.op:
            return (any if node.op == "and" else all)(self._classed(p, classes) for p in node.parts)
        known = find(self.catalog, node.key)
        return known is not None and known.licence_class.value in classes

    # ------------------------------------------------------------ objective

    def _weight(self, criterion: str | None) -> int:
        default = next(c.weight for c in self.catalog.criteria if c.id == criterion)
        return self.session.weights.get(str(criterion), default)

    def _cost(self, level: str, weight: int, name: str, body: str) -> None:
        self.say(f":~ {body}. [{weight}@{LEVELS[level]},{name}]")

    def _objective(self) -> None:
        self.say(*(f":~ #true. [0@{level},zero]" for level in LEVELS.values()))
        self._assumed()
        for policy in self.catalog.policies:
            weight = self.session.soft_policies().get(policy.id)
            for component in self.catalog.components if weight else ():
                for body in self._selected(policy, component, "known") if component.id in self._offered else ():
                    name = f'("{policy.id}","{component.id}")'
                    self._cost("policies", weight or 0, name, f'in("{component.id}"), {body}')
        for name in set(self.session.existing) & self._offered:
            self._cost("existing", 1, f'"{name}"', f'not in("{name}")')
        self._optional()
        self._score()

    def _assumed(self) -> None:
        for fact in self.catalog.facts:
            answer = fact.assume
            if answer is None or fact.id in self.session.profile:
                continue
            if fact.kind in (FactKind.INTEGER, FactKind.VERSION):
                home = self._region(fact, answer)
                self.say(f'moved("{fact.id}",|R-{home}|) :- region("{fact.id}",R), R != {home}.')
            else:
                listed = answer if isinstance(answer, tuple) else (answer,)
                true = {"yes"} if answer is True else set() if answer is False else {str(a) for a in listed}
                for v in self._values(fact):
                    wrong = f'not has("{fact.id}","{v}")' if v in true else f'has("{fact.id}","{v}")'
                    self.say(f'wrong("{fact.id}","{v}") :- {wrong}.')
                self.say(f'moved("{fact.id}",N) :- N = #count{{V: wrong("{fact.id}",V)}}, N > 0.')
        self.say(
            f":~ moved(F,N). [1@{LEVELS['assumptions']},F]",
            f":~ moved(F,N). [N@{LEVELS['nearness']},F]",
            "moved(x,0) :- #false.",
        )

    def _optional(self) -> None:
        for r in self.catalog.rules:
            if r.effect is Effect.PREFERS and r.wanted:
                self.say(*(f'wanted("{d}","{o}") :- {self.holds(r.when, "known")}.' for d, o in r.option_pairs()))
        self.say("wanted(x,x) :- #false.", "idle(x) :- #false.")
        for d in self.catalog.decisions:
            if d.relevant_when is not None:
                self.say(f'idle("{d.id}") :- {self.fails(d.relevant_when, "known")}.')
            if d.option(NONE) is None and d.cardinality is Cardinality.ONE:
                continue
            for o in d.options:
                if o.id == NONE:
                    continue
                pair, name = (d.id, o.id), f'("{d.id}","{o.id}")'
                self.say(f'asked("{d.id}") :- wanted("{d.id}","{o.id}").')
                self.say(f'extra{name} :- {on(pair)}, idle("{d.id}").')
                self.say(f'extra{name} :- {on(pair)}, not wanted("{d.id}","{o.id}").')
                self._cost("optional", 1, name, f"extra{name}")
            if d.option(NONE) is not None:
                nothing = on((d.id, NONE))
            else:
                nothing = ", ".join(f"not {on((d.id, o.id))}" for o in d.options)
            self._cost("optional", 1, f'"{d.id}"', f'{nothing}, asked("{d.id}"), not idle("{d.id}")')

    def _score(self) -> None:
        for r in self.catalog.rules:
            if r.effect is Effect.PREFERS:
                for d, o in r.option_pairs():
                    value = -self._weight(r.criterion) * r.points
                    body = f"{on((d, o))}, {self.holds(r.when, 'known')}"
                    self._cost("score", value, f'("{r.id}","{d}","{o}")', body)
        bringers: dict[str, list[Pair]] = {}
        for decision, option in self.catalog.options():
            for name in option.brings():
                bringers.setdefault(name, []).append((decision.id, option.id))
        for component in self.catalog.components:
            if component.id not in self._offered:
                continue
            pairs = bringers[component.id]
            charges = self._charges(component, effective(component), f'"{component.id}"', [])
            for i, (body, points) in enumerate(charges):
                for d, o in pairs:
                    self._cost("score", -points, f'({i},"{component.id}","{d}","{o}")', f"{on((d, o))}, {body}")


def on(pair: Pair) -> str:
    return f'on("{pair[0]}","{pair[1]}")'


def number(fact: Fact, bound: object) -> tuple[int, ...]:
    if fact.kind is FactKind.INTEGER:
        return (int(str(bound)),)
    parts = list(parse_version(str(bound)))
    while len(parts) > 1 and parts[-1] == 0:
        parts.pop()
    return tuple(parts)


def after(fact: Fact, bound: object) -> tuple[int, ...]:
    """The first number that no longer counts as `bound`."""
    parts = [int(str(bound))] if fact.kind is FactKind.INTEGER else list(parse_version(str(bound)))
    parts[-1] += 1
    while len(parts) > 1 and parts[-1] == 0:
        parts.pop()
    return tuple(parts)


def _conditions(catalog: Catalog) -> Iterator[Condition]:
    """Every condition anywhere in what decides a stack, found by walking through the value objects."""
    parts: list[Iterable[Any]] = [catalog.rules, catalog.licences, catalog.components, catalog.decisions]
    waiting: list[Any] = [x for part in parts for x in part]
    while waiting:
        here = waiting.pop()
        if isinstance(here, Condition):
            yield here
        elif isinstance(here, Value):
            waiting += [getattr(here, name) for name in type(here).model_fields if name not in ("releases", "sizes")]
        elif isinstance(here, list | tuple):
            waiting += here
