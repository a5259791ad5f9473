"""What the bench asks of its peers is what it asks of the solver: translations are faithful, and errors are noticed."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from advisor.model.assessment import Standing
from advisor.model.session import Choice, Session
from advisor.solve.engine import Engine
from advisor.solve.oracle import PySat
from tests.bench import peer_clingo, peer_flamapy, peer_kconfig
from tests.bench.clauses import Logic
from tests.bench.clock import Step
from tests.bench.solver_catalogs import generated
from tests.solve.build import catalog, decision
from tests.solve.second_opinion import Clingo, Stopped


@pytest.fixture(scope="module")
def engine() -> Engine:
    return Engine(generated(14, 40, seed=3)[0])


@pytest.fixture(scope="module")
def start() -> Session:
    return Session(name="bench", profile=generated(14, 40, seed=3)[1], policies={"osi-only": True})


def walked(engine: Engine, session: Session, seed: int) -> list[Step]:
    rng, steps = random.Random(seed), []
    for found in engine.catalog.decisions:
        standings = engine.standings(session)
        steps.append(Step(session, standings, 1.0))
        free = [o for o, standing in standings[found.id].items() if standing is not Standing.IMPOSSIBLE]
        choices = {**session.choices, found.id: Choice(option=rng.choice(free))}
        session = session.model_copy(update={"choices": choices})
    return steps


class Told:
    """The feature model as a peer is told it, and what it follows by unit propagation or by search."""

    def __init__(self, asked: dict[str, Any]) -> None:
        names = ["", *asked["free"], *(o for options in asked["decisions"].values() for o in options)]
        self.options = [o for options in asked["decisions"].values() for o in options]
        self.number = {name: n for n, name in enumerate(names)}
        clauses = [[self.literal(word) for word in clause] for clause in asked["clauses"]]
        for options in asked["decisions"].values():
            lits = [self.number[o] for o in options]
            clauses += [lits, *([-a, -b] for i, a in enumerate(lits) for b in lits[i + 1 :])]
        self.oracle = PySat(clauses)

    def literal(self, word: str) -> int:
        return -self.number[word[1:]] if word.startswith("-") else self.number[word]

    def propagated(self, given: list[int]) -> dict[str, Any]:
        true = self.oracle.implied(given) | set(given)
        return {
            "on": [o for o in self.options if self.number[o] in true],
            "off": [o for o in self.options if -self.number[o] in true],
        }


def replay(told: Told, answers: Sequence[dict[str, bool]]) -> Iterator[list[int]]:
    given: list[int] = []
    for answer in answers:
        given += [told.number[name] if on else -told.number[name] for name, on in answer.items()]
        yield list(given)


def test_the_feature_model_says_what_the_catalogue_says(engine: Engine, start: Session) -> None:
    walks, logic = [walked(engine, start, seed) for seed in range(6)], Logic(engine.encoding)
    asked = peer_flamapy.question(logic, walks)
    told, settled = Told(asked), 0
    for walk, answers in zip(walks, asked["walks"], strict=True):
        for step, given in zip(walk, replay(told, answers), strict=True):
            found, proved = peer_flamapy.agreed(logic, step, told.propagated(given))
            assert found <= proved
            settled += found
            for (d, o), lit in engine.encoding.variables.option.items():
                if d not in step.session.choices:
                    possible = told.oracle.solve([*given, told.number[logic.name(lit)]])
                    assert possible is (step.standings[d][o] is not Standing.IMPOSSIBLE)
    assert settled


@pytest.mark.parametrize("says", ["on", "off"])
def test_an_answer_of_the_peer_that_is_not_proved_is_noticed(engine: Engine, start: Session, says: str) -> None:
    (step, *_), logic = walked(engine, start, 1), Logic(engine.encoding)
    d, o = next((d, o) for d, opts in step.standings.items() for o, s in opts.items() if s is Standing.POSSIBLE)
    wrong = {"on": [], "off": [], says: [logic.name(engine.encoding.variables.option[d, o])]}
    with pytest.raises(AssertionError):
        peer_flamapy.agreed(logic, step, wrong)


def test_kconfig_offers_what_breaks_no_rule_so_far(engine: Engine, start: Session) -> None:
    lines = list(peer_kconfig.beside(engine, start, len(engine.catalog.decisions)))
    assert "14 decisions" in lines[-1]
    logic = Logic(engine.encoding)
    menu = peer_kconfig.Menu(peer_kconfig.Kconfig(logic).text())
    menu.state(logic.stated(start))
    steps = walked(engine, start, 4)
    for step in steps[1:]:
        menu.take(logic.chosen({d: c.option for d, c in step.session.choices.items()})[-1])
    last = engine.catalog.decisions[-1].id
    possible = {o for o, s in steps[-1].standings[last].items() if s is not Standing.IMPOSSIBLE}
    assert {o for o in steps[-1].standings[last] if logic.chosen({last: o})[0] in menu.offered()} == possible


def test_an_option_that_kconfig_hides_without_cause_is_noticed(
    engine: Engine, start: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = peer_kconfig.Kconfig.text
    monkeypatch.setattr(
        peer_kconfig.Kconfig, "text", lambda self: text(self).replace("depends on (", "depends on (n && ")
    )
    with pytest.raises(AssertionError):
        list(peer_kconfig.beside(engine, start, len(engine.catalog.decisions)))


def test_decisions_that_take_several_options_are_refused() -> None:
    with pytest.raises(ValueError, match="views"):
        Logic(Engine(catalog([decision("views", ["a", "b"], cardinality="any")])).encoding)


def test_clingo_is_stopped_and_the_ratio_is_a_bound(
    engine: Engine, start: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    steps = [replace(s, best=((0,), 2.0)) for s in walked(engine, start, 2)[:2]]
    opinions = peer_clingo.Opinions(engine)
    opinions.begin(start)

    def never_in_time(*_: object) -> None:
        sum(range(10_000))
        raise Stopped

    monkeypatch.setattr(Clingo, "last", never_in_time)
    for step in steps:
        opinions.compare(step)
    assert opinions.domains.stopped is not None
    assert opinions.domains.theirs == []
    assert ["clingo stopped after" in line for line in opinions.domains.lines("domains")] == [True]


def test_clingo_in_time_is_compared(engine: Engine, start: Session) -> None:
    steps = walked(engine, start, 2)[:3]
    lines = list(peer_clingo.beside(engine, [steps]))
    assert any(line.startswith("  domains against clingo: p50") for line in lines)
    wrong = {d: dict.fromkeys(options, Standing.POSSIBLE) for d, options in steps[0].standings.items()}
    with pytest.raises(AssertionError):
        list(peer_clingo.beside(engine, [[replace(steps[0], standings=wrong)]]))


def test_a_peer_that_cannot_be_had_is_left_out_with_the_reason(
    engine: Engine, start: Session, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    pinned = tmp_path / "pinned.txt"
    pinned.write_text("flamapy-configurator==2.5.1\n", encoding="utf-8")
    monkeypatch.setattr(peer_flamapy, "ENVIRONMENT", tmp_path / "environment")
    monkeypatch.setattr(peer_flamapy, "PINNED", pinned)
    (line,) = peer_flamapy.beside(engine, [walked(engine, start, 1)])
    assert line.startswith("  flamapy-configurator left out: ")
