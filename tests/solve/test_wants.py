"""What a stack takes unasked and what it leaves out is what the objective charges for."""

from __future__ import annotations

import random

import pytest

from advisor.solve.engine import Engine
from advisor.solve.ground import ground
from advisor.solve.objective import REPORTED
from advisor.solve.truth import taken_pairs
from advisor.solve.wants import Wants
from tests.solve import brute
from tests.solve.build import session

CHARGED = REPORTED.index("optional")


@pytest.mark.parametrize("seed", range(60))
def test_parts_add_up_to_the_level_of_the_objective(seed: int) -> None:
    rng = random.Random(seed)
    known = brute.random_catalog(rng)
    engine = Engine(known)
    stated = brute.random_session(rng, known)
    base = ground(engine.tools, stated)
    if base.conflict:
        return
    assumed = {f.id: f.assume for f in known.facts if f.assume is not None and f.id not in stated.profile}
    for found in engine.alternatives(stated, 3):
        if found.objective[0]:
            continue  # an assumption gave way, so that other answers count
        wants = Wants(engine.encoding, stated, assumed)
        unasked, missing = wants.unasked(found.stack), wants.missing(found.stack)
        assert len(unasked) + len(missing) == found.objective[CHARGED]
        assert unasked.keys() <= taken_pairs(found.stack)
        assert all(found.stack.get(d, "none") == "none" for d in missing)


def test_the_part_that_nothing_asks_for_is_named(engine: Engine) -> None:
    wants = Wants(engine.encoding, session(), {})
    taken = {"cni": "calico", "secrets": "vault"}
    assert set(wants.unasked(taken)) == {("secrets", "vault")}
    assert wants.unasked({**taken, "secrets": "none"}) == {}
    asked = Wants(engine.encoding, session(profile={"needs": ("secrets",)}), {})
    assert asked.unasked(taken) == {}
    assert set(asked.missing({"cni": "calico", "secrets": "none"})) == {"secrets"}


def test_a_contradiction_of_two_statements_is_told_once(engine: Engine) -> None:
    stated = session(choices={"cni": "calico"}, excluded={"cni": ["calico"]})
    first, second = engine.assess(stated).conflicts[0].chain
    assert (first.item.kind, second.item.kind, second.uses) == ("choice", "exclusion", (0,))
