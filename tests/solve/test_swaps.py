"""A swap that is found is a stack that obeys everything; one that would break something is not found."""

from __future__ import annotations

import random

import pytest

from advisor.solve.encode import Encoding
from advisor.solve.oracle import PySat
from advisor.solve.swaps import Swaps
from tests.bench.solver_catalogs import generated
from tests.solve.build import catalog, component, decision, need, rule
from tests.solve.test_many_decisions import wide


@pytest.mark.parametrize("seed", range(6))
def test_every_swap_is_a_model(seed: int) -> None:
    for encoding in (Encoding(wide(seed)[0]), Encoding(generated(30, 120, seed)[0])):
        oracle, swaps, chance = PySat(encoding.clauses), Swaps(encoding), random.Random(seed)
        assert oracle.solve()
        model = oracle.model()
        taken = [lit for lit in encoding.option_lits if model[lit - 1] > 0]
        found = 0
        for option in encoding.option_lits:
            held = frozenset(chance.sample(taken, 3))
            turned = swaps.take(option, model, held)
            if turned is None:
                continue
            found += model[option - 1] < 0
            assert turned[0] == option
            assert not any(-lit in held for lit in turned)
            now = {abs(lit): lit for lit in turned}
            assert oracle.solve([now.get(abs(lit), lit) for lit in model[: encoding.variables.stated_top]])
        assert found > 5


def test_a_swap_turns_what_follows_and_stops_at_what_does_not() -> None:
    known = catalog(
        [decision("store", ["a", "b", "c"]), decision("user", ["u", "v"])],
        components=[
            component("a", provides=["disk"]),
            component("b", provides=["disk"]),
            component("c"),
            component("u", needs=[need("n", {"capability": "disk"})]),
            component("v"),
        ],
        capabilities=["disk"],
        rules=[rule("x", "conflicts", between=[{"chosen": "store=b"}, {"chosen": "user=v"}])],
    )
    encoding = Encoding(known)
    option = encoding.variables.option
    a, b, c = (option["store", x] for x in "abc")
    oracle, swaps = PySat(encoding.clauses), Swaps(encoding)
    assert oracle.solve([a, option["user", "u"]])
    model = oracle.model()
    assert swaps.take(b, model, ()) == [b, -a]
    assert swaps.take(c, model, ()) is None  # its user would lack a disk
    assert swaps.take(b, model, {a}) is None
    assert swaps.take(b, model, {-b}) is None
    assert oracle.solve([a, option["user", "v"]])
    model = oracle.model()
    assert swaps.take(c, model, ()) == [c, -a]
    assert swaps.take(b, model, ()) is None  # a rule


def test_a_decision_that_takes_several_keeps_what_it_has() -> None:
    known = catalog([decision("extra", ["a", "b"], cardinality="any")])
    encoding = Encoding(known)
    a, b = encoding.option_lits
    oracle = PySat(encoding.clauses)
    assert oracle.solve([a, -b])
    assert Swaps(encoding).take(b, oracle.model(), ()) == [b]
