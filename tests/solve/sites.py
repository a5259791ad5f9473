"""Random sites: answers, choices, exclusions, policies and existing components over any catalogue."""

from __future__ import annotations

import random
from typing import Any

from advisor.model.assessment import Standing
from advisor.model.catalog import Catalog
from advisor.model.fact import Answer, Fact, FactKind
from advisor.model.session import Choice, Session
from advisor.solve.engine import Engine
from tests.solve.build import session


def random_site(rng: random.Random, catalog: Catalog, *, choices: float = 0.15) -> Session:
    """A session over `catalog`; `choices` is the share of decisions somebody made up their mind about."""
    profile = {f.id: random_answer(rng, f, catalog) for f in catalog.facts if rng.random() < 0.5}
    picked = {d.id: rng.choice(d.options).id for d in catalog.decisions if rng.random() < choices}
    excluded = {d.id: [rng.choice(d.options).id] for d in catalog.decisions if rng.random() < 0.05}
    policies: dict[str, Any] = {p.id: rng.choice([True, {"weight": 3}]) for p in catalog.policies if rng.random() < 0.2}
    offered = [c for _, o in catalog.options() for c in o.brings()]
    existing = rng.sample(offered, 2) if rng.random() < 0.3 else []
    return session(profile=profile, choices=picked, excluded=excluded, policies=policies, existing=existing)


def random_answer(rng: random.Random, fact: Fact, catalog: Catalog) -> Answer:
    if fact.kind is FactKind.BOOLEAN:
        return rng.random() < 0.5
    if fact.kind is FactKind.ENUM:
        return rng.choice(fact.value_ids())
    if fact.kind is FactKind.LIST:
        values = list(fact.value_ids()) or [c.id for c in catalog.components]
        return tuple(rng.sample(values, rng.randint(0, min(3, len(values)))))
    if fact.kind is FactKind.INTEGER:
        return max(fact.minimum or 0, min(rng.choice([1, 2, 3, 50, 500, 20_000_000]), fact.maximum or 10**9))
    return "1.36" if fact.id == "kubernetes_version" else rng.choice(["4.18", "5.14", "6.8"])


def walked_site(rng: random.Random, engine: Engine, steps: int = 8) -> Session:
    """A session as a workshop makes it: what can be taken is taken, and now and then what cannot."""
    site = random_site(rng, engine.catalog, choices=0)
    site = site.model_copy(update={"excluded": {}} if rng.random() < 0.7 else {})
    for _ in range(rng.randint(0, steps)):
        wanted = Standing.IMPOSSIBLE if rng.random() < 0.03 else Standing.POSSIBLE
        ways = [
            (decision, option)
            for decision, options in engine.standings(site).items()
            for option, standing in options.items()
            if standing is wanted and decision not in site.choices
        ]
        if ways:
            decision, option = rng.choice(ways)
            site = site.model_copy(update={"choices": {**site.choices, decision: Choice(option=option)}})
    return site
