"""clingo, told the catalogue in its own words, finds the same possible options, forced options and optimum."""

from __future__ import annotations

import random

import pytest

from advisor.catalog.load import load_catalog
from advisor.model.assessment import Standing
from advisor.model.session import Session
from advisor.solve.engine import Engine
from tests.solve import brute
from tests.solve.second_opinion import Clingo
from tests.solve.sites import random_site, walked_site

SITES = 200
BLOCK = 20


def check(engine: Engine, session: Session) -> bool:
    """Compare everything; returns whether the session can hold."""
    second = Clingo(engine, session)
    assumed = [((d, c.option), True) for d, c in session.choices.items()]
    assumed += [((d, o), False) for d, options in session.excluded.items() for o in options]
    found = engine.assess(session, count_budget=0, repairs=False)
    possible, _ = second.last("brave", "ignore", assumed)
    assert (found.status == "conflict") == (not possible)
    if not possible:
        return False
    forced, _ = second.last("cautious", "ignore", assumed)
    standings = engine.standings(session)
    for decision in engine.catalog.decisions:
        may, must = possible, forced
        if decision.id in session.choices:
            may, _ = second.last("brave", "ignore", [a for a in assumed if a[0][0] != decision.id or not a[1]])
        for option in decision.options:
            pair, standing = (decision.id, option.id), standings[decision.id][option.id]
            assert standing is not Standing.UNKNOWN
            assert (standing is Standing.IMPOSSIBLE) is (pair not in may), pair
            if decision.id not in session.choices:
                assert (standing is Standing.FORCED) is (pair in must), pair
    _, cost = second.last("auto", "opt", assumed)
    unmet, _, *rest = cost
    assert (unmet, *rest) == found.objective
    return True


@pytest.mark.slow
@pytest.mark.parametrize("block", range(SITES // BLOCK))
def test_two_hundred_random_sites(block: int) -> None:
    engine = Engine(load_catalog())
    held = 0
    for seed in range(block * BLOCK, (block + 1) * BLOCK):
        held += check(engine, walked_site(random.Random(seed), engine))
    assert held >= BLOCK // 2, "too many conflicts to compare domains"


@pytest.mark.slow
def test_small_catalogues_with_every_kind_of_rule() -> None:
    for seed in range(60):
        rng = random.Random(seed)
        known = brute.random_catalog(rng)
        engine = Engine(known)
        for _ in range(3):
            check(engine, brute.random_session(rng, known))


@pytest.mark.slow
def test_a_wrong_rule_is_noticed() -> None:
    """The comparison can fail: with one rule missing on one side, some session disagrees."""
    catalog = load_catalog()
    engine = Engine(catalog)
    fewer = catalog.model_copy(update={"rules": tuple(r for r in catalog.rules if r.effect != "requires")})
    engine.catalog = fewer
    sites = [random_site(random.Random(seed), catalog, choices=0.08) for seed in range(20)]
    with pytest.raises(AssertionError):
        all(check(engine, site) or True for site in sites)
