"""The benchmark itself: larger knowledge is valid, growth and regressions are told."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from advisor.catalog.load import load_catalog
from tests.bench import baseline
from tests.bench.growth import grow
from tests.bench.scaling import superlinear

ROOT = Path(__file__).resolve().parents[2]


def test_twice_the_knowledge_loads_without_a_problem(tmp_path: Path) -> None:
    grow(tmp_path / "x2", 2)
    once, twice = load_catalog(), load_catalog(root=tmp_path / "x2", cached=False)
    for name in ("decisions", "components", "rules", "integrations", "capabilities"):
        assert len(getattr(twice, name)) == 2 * len(getattr(once, name))
    assert len(twice.facts) == len(once.facts)


def test_growth_faster_than_the_knowledge_is_told() -> None:
    one = {"start": 1.0, "key": 1.0, "export": 1.0}
    assert superlinear({1: one, 10: {"start": 9.0, "key": 12.0, "export": 10.0}}) == []
    told = superlinear({1: one, 10: {"start": 9.0, "key": 13.0, "export": 100.0}})
    assert told == ["key at 10x: 13.0 times that of 1x", "export at 10x: 100.0 times that of 1x"]


def test_a_regression_is_told_and_an_improvement_is_not() -> None:
    before = {"solver calls 1x": 100.0, "key 10x / 1x": 8.0}
    assert baseline.regressions({"solver calls 1x": 105.0, "key 10x / 1x": 9.0}, before) == []
    assert baseline.regressions({"solver calls 1x": 120.0, "key 10x / 1x": 4.0}, before) == [
        "solver calls 1x: 120, was 100"
    ]
    assert baseline.regressions({"key 10x / 1x": 11.0}, before) == ["key 10x / 1x: 11, was 8"]


def test_the_committed_baseline_can_be_read() -> None:
    assert all(value > 0 for value in baseline.load().values())


def test_the_benchmark_can_be_run() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "tests.bench", "--help"], capture_output=True, text=True, check=True, cwd=ROOT
    )
    assert "--growth-only" in done.stdout
