"""A work limit that runs out anywhere leaves things unknown, says so, and never makes an answer false."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any
from unittest import mock

import pytest

from advisor.model.assessment import Assessment, Explanation, Standing
from advisor.model.catalog import Catalog
from advisor.model.found import Found, limits_of
from advisor.model.session import Session
from advisor.solve.engine import Engine
from advisor.solve.oracle import OutOfBudgetError, PySat
from advisor.solve.render_json import Renderer
from advisor.wording.prose import explanation_lines
from tests.solve import brute
from tests.solve.build import session

CLASH = {"storage": "longhorn", "cni": "calico", "entry": "cilium-gateway"}
SESSIONS = {
    "open": session(profile={"needs": ("secrets",)}),
    "forced": session(profile={"kernel": "4.18"}),
    "chosen": session(choices={"cni": "calico"}),
    "conflict": session(choices=CLASH),
    "policy": session(choices={"secrets": "vault"}, policies={"osi-only": True}),
}


@contextmanager
def failing(first: int, *, once: bool) -> Iterator[list[int]]:
    """Questions to the SAT solver run out of budget: the one numbered `first` alone, or all from there on."""
    asked, solve = [0], PySat.solve

    def counted(oracle: PySat, assumptions: Sequence[int] = ()) -> bool:
        asked[0] += 1
        if asked[0] - 1 == first or (asked[0] > first and not once):
            raise OutOfBudgetError
        return solve(oracle, assumptions)

    with mock.patch.object(PySat, "solve", counted):
        yield asked


@dataclass
class Answers:
    """Everything an engine says about one session."""

    assessment: Assessment
    explained: dict[tuple[str, str], Explanation]
    searches: dict[str, Found[Any]]
    consequences: dict[tuple[str, str], Any]
    completed: Session


def answers(catalog: Catalog, stated: Session, budget: int | None = None) -> Answers:
    engine = Engine(catalog, budget)
    pairs = [(d.id, o.id) for d in catalog.decisions for o in d.options]
    searches: dict[str, Found[Any]] = {
        "alternatives": engine.alternatives(stated, 3),
        "ranges": engine.ranges(stated),
        "repairs": engine.repairs(stated),
    }
    searches |= {f"flips {d.id}": engine.sensitivity(stated, d.id) for d in catalog.decisions}
    return Answers(
        engine.assess(stated),
        {pair: engine.explain(stated, *pair) for pair in pairs},
        searches,
        {pair: engine.consequences(stated, *pair) for pair in pairs},
        engine.complete(stated),
    )


def check(catalog: Catalog, stated: Session, found: Answers, truth: Answers) -> bool:
    """Whatever is said must be true; returns whether something is missing."""
    shown, real = found.assessment, truth.assessment
    assert (shown.status == "conflict") <= (real.status == "conflict")
    assert (shown.status == "complete") <= (real.status == "complete")
    limits = {f.id for f in shown.findings if f.id.startswith("limit:")}
    for view in shown.decisions:
        assert not view.overruled or real.decision(view.id).overruled or real.status == "conflict"
        for option in view.options:
            true = real.decision(view.id).option(option.id)
            assert true is not None
            if option.standing is Standing.UNKNOWN:
                assert limits
            elif option.standing is Standing.POSSIBLE:
                assert true.standing in (Standing.POSSIBLE, Standing.SUGGESTED, Standing.FORCED)
            elif real.status != "conflict":
                assert option.standing is true.standing
    if shown.stack:
        assert (shown.stack, shown.objective) == (real.stack, real.objective)
    elif real.stack:
        assert shown.unsettled
    if shown.remaining is not None and real.remaining is not None and real.remaining.exact is not None:
        assert shown.remaining.exact in (None, real.remaining.exact)
        assert (shown.remaining.more_than or 0) <= real.remaining.exact
    for name, search in found.searches.items():
        if search.limit is None:
            assert search == truth.searches[name], name
        elif name != "repairs":
            assert set(map(str, search)) <= set(map(str, truth.searches[name])), name
    for pair, effects in found.consequences.items():
        assert effects.limit is not None or effects == truth.consequences[pair]
    for pair, explained in found.explained.items():
        check_explanation(catalog, explained, truth.explained[pair])
    if not shown.stack:
        assert found.completed in (stated, truth.completed)
    for lang in ("en", "ko"):
        assert Renderer(catalog, lang).assessment(shown, found.searches["alternatives"], found.searches["ranges"])
    return bool(limits or limits_of(*found.searches.values()))


def check_explanation(catalog: Catalog, found: Explanation, truth: Explanation) -> None:
    lines = {lang: list(explanation_lines(catalog, found, lang)) for lang in ("en", "ko")}
    assert Renderer(catalog, "ko").explanation(found)
    if not found.limits:
        assert found == truth or truth.conflict is not None
    for text in found.limits:
        assert [line for line in lines["en"] if text.en in line]
        assert [line for line in lines["ko"] if text.ko in line]
    if found.conflict is not None:
        assert truth.conflict is not None
        assert found.conflict.items
        assert found.conflict.repairs or found.conflict.limit or not truth.conflict.repairs


@pytest.mark.parametrize("budget", [0, 1])
@pytest.mark.parametrize("name", SESSIONS)
def test_a_tiny_budget_says_less_and_nothing_false(platform: Catalog, name: str, budget: int) -> None:
    truth = answers(platform, SESSIONS[name])
    found = answers(platform, SESSIONS[name], budget)
    assert check(platform, SESSIONS[name], found, truth) or budget


@pytest.mark.parametrize("name", SESSIONS)
def test_with_no_budget_at_all_nothing_is_proved(platform: Catalog, name: str) -> None:
    found = answers(platform, SESSIONS[name], 0).assessment
    assert found.status == "open"
    assert found.unsettled
    assert {o.standing for d in found.decisions for o in d.options} == {Standing.UNKNOWN}
    assert (found.stack, found.components, found.waves, found.conflicts, found.remaining) == ({}, (), (), (), None)
    told = next(f for f in found.findings if f.id == "limit:consistency")
    assert "work limit" in told.text.en
    assert "작업 한도" in told.text.ko


@pytest.mark.parametrize("name", SESSIONS)
def test_a_large_budget_says_everything(platform: Catalog, name: str) -> None:
    found = answers(platform, SESSIONS[name], 1_000_000)
    assert not check(platform, SESSIONS[name], found, answers(platform, SESSIONS[name]))
    assert not found.assessment.unsettled
    assert Standing.UNKNOWN not in {o.standing for d in found.assessment.decisions for o in d.options}
    assert all(e.limits == () for e in found.explained.values())


@pytest.mark.parametrize("once", [True, False])
@pytest.mark.parametrize("name", SESSIONS)
def test_whichever_question_runs_out_nothing_false_is_said(platform: Catalog, name: str, *, once: bool) -> None:
    stated = SESSIONS[name]
    with failing(1 << 30, once=True) as asked:
        truth = answers(platform, stated)
    met = 0
    for first in sorted({*range(min(asked[0], 40)), *range(40, asked[0], max(1, asked[0] // 40))}):
        with failing(first, once=once):
            found = answers(platform, stated)
        met += check(platform, stated, found, truth)
    assert met


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(60))
def test_random_catalogues(seed: int) -> None:
    rng = random.Random(seed)
    known = brute.random_catalog(rng)
    stated = brute.random_session(rng, known)
    with failing(1 << 30, once=True) as asked:
        truth = answers(known, stated)
    for first in rng.sample(range(asked[0]), min(6, asked[0])):
        with failing(first, once=rng.random() < 0.5):
            check(known, stated, answers(known, stated), truth)
