"""Random small catalogues and a second opinion by full enumeration. Shares only `evaluate` with the solver."""

from __future__ import annotations

import itertools
import random
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from advisor.model.catalog import Catalog
from advisor.model.decision import Decision
from advisor.model.fact import Answer
from advisor.model.rule import Effect
from advisor.model.session import Session
from advisor.solve.encode import conditions_of
from advisor.solve.truth import SEPARATOR, World, components_of, evaluate, taken_pairs
from tests.solve.build import catalog, component, decision, fact, need, policy, rule
from tests.solve.build import session as new_session

Stack = dict[str, str]


def random_catalog(rng: random.Random) -> Catalog:
    """Four decisions of any cardinality, up to eleven options, five facts, every rule effect, needs, two policies."""
    decisions, names = [], []
    for d in range(4):
        options: list[Any] = [f"c{d}{o}" for o in range(rng.randint(1, 3))]
        names += options
        shared = rng.random() < 0.3 and d > 0
        if shared:
            options.append({"id": f"shared{d}", "components": [rng.choice(names)]})
        parts: dict[str, Any] = {}
        if rng.random() < 0.3:
            parts["cardinality"] = rng.choice(["optional", "any"])
        elif rng.random() < 0.5:
            options.append("none")
        if rng.random() < 0.25:
            parts["relevant_when"] = _fact_condition(rng)
        decisions.append(decision(f"d{d}", options, **parts))
    pairs = [f"{d.id}={o.id}" for d in decisions for o in d.options]
    components = []
    for name in names:
        needs = [need(f"n{i}", _condition(rng, pairs, names, 1), **_maybe_when(rng)) for i in range(rng.random() < 0.2)]
        retired = "retired" if rng.random() < 0.2 else "active"
        components.append(
            component(name, provides=["cap"] if rng.random() < 0.3 else [], needs=needs, lifecycle=retired)
        )
    return catalog(
        decisions,
        components=components,
        facts=[
            fact("flag", assume=rng.choice([None, True, False])),
            fact("other"),
            fact("size", "integer", minimum=0, maximum=5, assume=rng.choice([None, 1, 4])),
            fact("kind", "enum", ["a", "b", "c"], assume=rng.choice([None, "a"])),
            fact("tags", "list", ["x", "y"], assume=rng.choice([None, (), ("x",)])),
        ],
        rules=_rules(rng, pairs, names),
        policies=[policy("no-retired", lifecycles=["retired"]), policy("no-some", components=rng.sample(names, 1))],
        capabilities=["cap"],
    )


def _rules(rng: random.Random, pairs: list[str], names: list[str]) -> list[Any]:
    made = []
    for i in range(rng.randint(3, 9)):
        effect = rng.choice(["requires", "conflicts", "forbids", "prefers", "prefers", "prefers"])
        parts: dict[str, Any] = {"when": _condition(rng, pairs, names, 2)}
        if effect == "requires":
            parts["then"] = _condition(rng, pairs, names, 2)
        elif effect == "conflicts":
            parts["between"] = [_condition(rng, pairs, names, 1) for _ in range(2)]
            parts["when"] = {"always": True}
        else:
            parts["options"] = rng.sample(pairs, min(len(pairs), rng.randint(1, 2)))
        if effect == "prefers":
            parts |= {"points": rng.choice([-5, -2, 1, 3, 8]), "criterion": rng.choice(["operations", "cost"])}
            parts["wanted"] = rng.random() < 0.4
        made.append(rule(f"r{i}", effect, **parts))
    return made


def _maybe_when(rng: random.Random) -> dict[str, Any]:
    return {"when": _fact_condition(rng)} if rng.random() < 0.4 else {}


def _fact_condition(rng: random.Random) -> dict[str, Any]:
    return rng.choice([
        {"fact": "flag", "is": rng.random() < 0.5},
        {"fact": "other", "is": True},
        {"fact": "size", "at_least": rng.randint(1, 4)},
        {"fact": "size", "below": rng.randint(1, 4)},
        {"fact": "kind", "is": rng.choice("abc")},
        {"fact": "kind", "in": ["a", "b"]},
        {"fact": "tags", "includes": rng.choice("xy")},
    ])  # fmt: skip


def _condition(rng: random.Random, pairs: list[str], names: list[str], depth: int) -> dict[str, Any]:
    if depth and rng.random() < 0.4:
        parts = [_condition(rng, pairs, names, depth - 1) for _ in range(2)]
        return rng.choice([{"all": parts}, {"any": parts}, {"not": parts[0]}])
    return rng.choice([
        _fact_condition(rng),
        {"chosen": rng.choice(pairs)},
        {"chosen": rng.choice(pairs)},
        {"component": rng.choice(names)},
        {"capability": "cap"},
        {"existing": names[0]},
        {"policy": "no-retired"},
    ])  # fmt: skip


def random_session(rng: random.Random, known: Catalog) -> Session:
    profile: dict[str, Answer] = {}
    for fact_id, values in VALUES.items():
        if rng.random() < 0.5:
            profile[fact_id] = rng.choice(values)
    choices = {d.id: rng.choice(d.options).id for d in known.decisions if rng.random() < 0.3}
    excluded = {d.id: (rng.choice(d.options).id,) for d in known.decisions if rng.random() < 0.15}
    names = [c.id for c in known.components]
    policies: dict[str, Any] = {}
    for p in known.policies:
        if rng.random() < 0.5:
            policies[p.id] = rng.choice([True, {"weight": 3}])
    return new_session(
        profile=profile, choices=choices, excluded=excluded, policies=policies,
        existing=[names[0], *rng.sample(names, 1)] if rng.random() < 0.4 else [],
        weights={"cost": rng.randint(0, 10)} if rng.random() < 0.5 else {},
    )  # fmt: skip


VALUES: dict[str, list[Any]] = {
    "flag": [True, False],
    "other": [True, False],
    "size": [0, 1, 2, 3, 4, 5],
    "kind": ["a", "b", "c"],
    "tags": [(), ("x",), ("y",), ("x", "y")],
}


@dataclass
class Enumeration:
    """Every stack of a catalogue that a session permits, with every way to answer the open facts."""

    catalog: Catalog
    session: Session
    worlds: list[tuple[Stack, dict[str, Answer]]] = field(init=False)

    def __post_init__(self) -> None:
        self.worlds = [w for w in everything(self.catalog, self.session) if self.permits(*w)]

    def stacks(self) -> set[tuple[tuple[str, str], ...]]:
        return {tuple(stack.items()) for stack, _ in self.worlds}

    def permits(self, stack: Stack, facts: Mapping[str, Answer]) -> bool:
        s = self.session
        pinned = all(c.option in taken(stack, d) for d, c in s.choices.items())
        allowed = not any(taken(stack, d) & {*options} for d, options in s.excluded.items())
        return pinned and allowed and obeys(self.catalog, s, stack, facts)

    def ranked(self) -> list[tuple[tuple[int, ...], Stack]]:
        """Each stack once with its best objective, best first."""
        best: dict[tuple[tuple[str, str], ...], tuple[tuple[int, ...], ...]] = {}
        for stack, facts in self.worlds:
            key, (unmet, *rest) = tuple(stack.items()), self.objective(stack, facts)
            value = ((unmet, self.distance(facts), *rest), (unmet, *rest))
            best[key] = min(best.get(key, value), value)
        ranked = sorted(best.items(), key=lambda e: (e[1][0], self.place(dict(e[0]))))
        return [(value[1], dict(key)) for key, value in ranked]

    def place(self, stack: Stack) -> list[list[bool]]:
        """What breaks ties: the earliest option of the earliest decision, taken rather than not."""
        return [[o.id not in taken(stack, d.id) for o in d.options] for d in self.catalog.decisions]

    def distance(self, facts: Mapping[str, Answer]) -> int:
        """How far the answers lie from the assumed ones: values of a list, thresholds between numbers."""
        total = 0
        for f in self.catalog.facts:
            if f.id in self.session.profile or f.assume is None:
                continue
            if f.id == "tags":
                total += len(set(facts["tags"]) ^ set(f.assume))  # type: ignore[arg-type]
            elif f.id == "size":
                total += len({b for b in self.bounds_of(self.catalog) if (facts["size"] >= b) != (f.assume >= b)})  # type: ignore[operator]
            elif facts[f.id] != f.assume:
                total += 1 if f.id == "flag" else 2
        return total

    @staticmethod
    def bounds_of(known: Catalog) -> set[int]:
        """The numbers that conditions compare the size with."""
        leaves = [leaf for c in conditions_of(known) for leaf in c.leaves() if leaf.fact == "size"]
        return {int(b) for leaf in leaves for b in (leaf.at_least, leaf.below) if b is not None}

    def objective(self, stack: Stack, facts: Mapping[str, Answer]) -> tuple[int, ...]:
        c, s = self.catalog, self.session
        open_ = [f for f in c.facts if f.id not in s.profile]
        unmet = sum(f.assume is not None and _key(facts[f.id]) != _key(f.assume) for f in open_)
        known = {f.id: facts[f.id] for f in c.facts if f.assume is not None or f.id in s.profile}
        world = World(c, s, stack, known)
        soft = sum(
            weight for p, weight in s.soft_policies().items() for name in world.components if rejects(c, p, name)
        )
        offered = {n for d in c.decisions for o in d.options for n in o.brings()}
        lost = sum(1 for name in set(s.existing) if name in offered and name not in world.components)
        return (unmet, soft, lost, self._optional(stack, world), -self._score(stack, world))

    def _optional(self, stack: Stack, world: World) -> int:
        cost = 0
        for d in self.catalog.decisions:
            if d.option("none") is None and d.cardinality == "one":
                continue
            wanted = {
                o for r in self.catalog.rules if r.wanted and evaluate(r.when, world) is True
                for dd, o in r.option_pairs() if dd == d.id and o != "none"
            }  # fmt: skip
            irrelevant = d.relevant_when is not None and evaluate(d.relevant_when, world) is False
            here = taken(stack, d.id) - {"none"}
            cost += bool(wanted) and not here and not irrelevant
            cost += sum(o not in wanted or irrelevant for o in here)
        return cost

    def _score(self, stack: Stack, world: World) -> int:
        weights = {c.id: self.session.weights.get(c.id, c.weight) for c in self.catalog.criteria}
        return sum(
            weights[str(r.criterion)] * r.points
            for r in self.catalog.rules
            if r.effect is Effect.PREFERS and evaluate(r.when, world) is True
            for d, o in r.option_pairs()
            if o in taken(stack, d)
        )


def taken(stack: Mapping[str, str], decision: str) -> set[str]:
    """The options a stack takes of a decision."""
    return set(stack[decision].split(SEPARATOR)) if decision in stack else set()


def stacks(known: Catalog) -> Iterator[Stack]:
    """Every way to take options, whatever the rules say."""
    ways = [[*_ways(d)] for d in known.decisions]
    for picked in itertools.product(*ways):
        yield {d.id: SEPARATOR.join(o) for d, o in zip(known.decisions, picked, strict=True) if o}


def _ways(decision: Decision) -> Iterator[tuple[str, ...]]:
    ids = [o.id for o in decision.options]
    sizes = {"one": [1], "optional": [0, 1], "any": range(len(ids) + 1)}[decision.cardinality.value]
    for size in sizes:
        yield from itertools.combinations(ids, size)


def everything(known: Catalog, session: Session) -> Iterator[tuple[Stack, dict[str, Answer]]]:
    open_ = [f for f in VALUES if f not in session.profile]
    for stack in stacks(known):
        for values in itertools.product(*[VALUES[f] for f in open_]):
            yield stack, {**session.profile, **dict(zip(open_, values, strict=True))}


def obeys(
    known: Catalog, session: Session, stack: Stack, facts: Mapping[str, Answer], skip: frozenset[str] = frozenset()
) -> bool:
    """Whether a stack obeys every rule whose id is not in `skip`, in the words of the rules themselves."""
    world = World(known, session.model_copy(update={"profile": dict(facts)}), stack)

    def true(condition: Any) -> bool:
        return evaluate(condition, world) is True

    for r in known.rules:
        if r.id in skip or not true(r.when):
            continue
        if r.effect is Effect.REQUIRES and not true(r.then):
            return False
        if r.effect is Effect.CONFLICTS and all(true(c) for c in r.between):
            return False
        if r.effect is Effect.FORBIDS and any(o in taken(stack, d) for d, o in r.option_pairs()):
            return False
    for name in components_of(known, taken_pairs(stack)):
        for n in known.component_by_id[name].needs:
            skipped = f"need:{name}:{n.id}" in skip
            if not skipped and (n.when is None or true(n.when)) and not true(n.needs):
                return False
        if any(f"policy:{p}:{name}" not in skip and rejects(known, p, name) for p in session.hard_policies()):
            return False
    return True


def rejects(known: Catalog, policy_id: str, name: str) -> bool:
    wanted = known.policy_by_id[policy_id].rejects
    return name in wanted.components or known.component_by_id[name].lifecycle.state in wanted.lifecycles


def _key(answer: Answer) -> Any:
    return frozenset(answer) if isinstance(answer, tuple) else answer
