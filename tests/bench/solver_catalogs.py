"""Generated catalogues of any size, seeded. A planted stack obeys every rule, so that there is always a solution."""

from __future__ import annotations

import random
from collections.abc import Mapping
from typing import Any

from advisor.model.catalog import Catalog
from advisor.model.fact import Answer
from tests.solve.build import catalog, component, decision, fact, licence, need, policy, rule

FLAGS, ENUMS, NUMBERS = 8, 3, 3
NEEDS, CONFLICTS, CONTEXT, PREFERENCES = 0.9, 0.6, 0.3, 1.0
"""Per option: needs of a capability, conflicts with another option, rules about the site, points."""
OPTIONAL = 0.45
"""Share of decisions in which nothing need be taken."""
CLOSED = 0.1
"""Share of options under a licence that is not open source."""


def generated(decisions: int, options: int, seed: int = 0) -> tuple[Catalog, dict[str, Answer]]:
    """A catalogue of that many decisions and options, and answers under which its planted stack holds."""
    rng = random.Random(seed)
    sizes = [1] * decisions
    appetite = [rng.expovariate(1) + 0.2 for _ in range(decisions)]
    for d in rng.choices(range(decisions), appetite, k=options - decisions):
        sizes[d] += 1
    names = [[f"c{d}-{o}" for o in range(size)] for d, size in enumerate(sizes)]
    spare = [size > 1 and rng.random() < OPTIONAL for size in sizes]
    for d, optional in enumerate(spare):
        if optional:
            names[d].pop()
    planted = {f"d{d}": rng.choice(m) for d, m in enumerate(names) if not spare[d] or rng.random() < 0.5}
    home = {name: f"d{d}" for d, mine in enumerate(names) for name in mine}
    taken, everyone = set(planted.values()), list(home)
    capabilities = [
        sorted({*rng.sample(mine, rng.randint(1, min(4, len(mine)))), *rng.sample(everyone, rng.randint(0, 2))})
        for mine in rng.choices(names, k=max(4, options // 4))
    ]
    answers = _answers(rng)
    parts = []
    for name in everyone:
        wanted = rng.sample(range(len(capabilities)), 1 + (rng.random() < 0.5)) if rng.random() < NEEDS * 0.67 else []
        needs = [
            need(f"n{c}", {"capability": f"cap{c}"})
            for c in wanted
            if name not in capabilities[c] and (name not in taken or taken & set(capabilities[c]))
        ]
        closed = name not in taken and rng.random() < CLOSED
        provides = [f"cap{c}" for c, providers in enumerate(capabilities) if name in providers]
        parts.append(component(name, "BUSL-1.1" if closed else "Apache-2.0", provides=provides, needs=needs))
    known = catalog(
        [decision(f"d{d}", [*mine, "none"] if spare[d] else mine) for d, mine in enumerate(names)],
        components=parts,
        facts=_facts(),
        rules=[*_conflicts(rng, home, taken), *_context(rng, home, taken, answers), *_points(rng, home)],
        licences=[licence("Apache-2.0"), licence("BUSL-1.1", "source-available", osi=False)],
        policies=[policy("osi-only", osi=False)],
        capabilities=[f"cap{c}" for c in range(len(capabilities))],
    )
    return known, answers


def _facts() -> list[Any]:
    flags = [fact(f"flag{i}", assume=False) for i in range(FLAGS)]
    enums = [fact(f"enum{i}", "enum", ["a", "b", "c", "d"], assume="a") for i in range(ENUMS)]
    return [*flags, *enums, *(fact(f"number{i}", "integer", minimum=0, maximum=40, assume=0) for i in range(NUMBERS))]


def _answers(rng: random.Random) -> dict[str, Answer]:
    found: dict[str, Answer] = {f"flag{i}": rng.random() < 0.5 for i in range(FLAGS)}
    found |= {f"enum{i}": rng.choice("abcd") for i in range(ENUMS)}
    return found | {f"number{i}": rng.randint(0, 40) for i in range(NUMBERS)}


def _chosen(home: Mapping[str, str], name: str) -> dict[str, str]:
    return {"chosen": f"{home[name]}={name}"}


def _conflicts(rng: random.Random, home: Mapping[str, str], taken: set[str]) -> list[Any]:
    made: dict[tuple[str, str], Any] = {}
    while len(made) < CONFLICTS * len(home):
        one, other = rng.sample(list(home), 2)
        if home[one] != home[other] and not {one, other} <= taken:
            made[one, other] = rule(f"x-{one}-{other}", "conflicts", between=[_chosen(home, one), _chosen(home, other)])
    return list(made.values())


def _context(rng: random.Random, home: Mapping[str, str], taken: set[str], answers: Mapping[str, Answer]) -> list[Any]:
    made = []
    for i in range(int(CONTEXT * len(home))):
        kind, number = rng.choice(["flag", "enum", "number"]), rng.randrange(3)
        asked = f"{kind}{number}"
        name = rng.choice(list(home))
        value: Any = {"flag": rng.random() < 0.5, "enum": rng.choice("abcd"), "number": rng.randint(1, 40)}[kind]
        true = answers[asked] < value if kind == "number" else answers[asked] == value
        when = {"fact": asked, "below" if kind == "number" else "is": value}
        if name not in taken or not true:
            made.append(rule(f"w{i}", "forbids", when=when, options=[f"{home[name]}={name}"]))
    return made


def _points(rng: random.Random, home: Mapping[str, str]) -> list[Any]:
    return [
        rule(
            f"p-{name}", "prefers", options=[f"{home[name]}={name}"], points=rng.randint(-9, 9) or 1,
            criterion=rng.choice(["operations", "cost"]),
        )
        for name in home
        if rng.random() < PREFERENCES
    ]  # fmt: skip
