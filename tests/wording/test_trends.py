"""The authors' picks in one line, and the moves between two stacks."""

from __future__ import annotations

import pytest

from advisor.catalog.load import load_catalog
from advisor.catalog.show import page
from advisor.model.base import Source
from advisor.model.catalog import Trend
from advisor.model.component import Component
from advisor.wording.trends import moves_between, picked_in, trend_line, trend_of

CATALOG = load_catalog()


def trend(picks: dict[int, tuple[str, ...]]) -> Trend:
    return Trend(decision="cni", picks=picks, sources=(Source.model_validate({"ref": "a/b#1", "as_of": "2026-01-01"}),))


def test_the_same_picks_are_one_run() -> None:
    made = trend({2022: ("calico",), 2024: ("calico", "cilium"), 2023: ("calico",), 2025: (), 2026: ("nobody",)})
    line = trend_line(CATALOG, made)
    assert line.en == "2022-2023 Calico, 2024 Calico + Cilium, 2025 none, 2026 nobody"
    assert line.ko == "2022-2023 칼리코, 2024 칼리코 + 실리움, 2025 없음, 2026 nobody"


@pytest.mark.parametrize(("option", "years"), [("calico", "2022-2024, 2026"), ("cilium", "2024"), ("weave", "")])
def test_the_editions_that_picked_an_option(option: str, years: str) -> None:
    made = trend({2022: ("calico",), 2023: ("calico",), 2024: ("calico", "cilium"), 2025: (), 2026: ("calico",)})
    assert picked_in(made, option) == years


def test_every_trend_stands_beside_its_options_and_components() -> None:
    """On the page of the decision, of each option's product, in both languages."""
    for made in CATALOG.trends:
        line = trend_line(CATALOG, made)
        assert line.en.replace("&", "") in page(CATALOG, f"decisions:{made.decision}", "en").replace("\\", "")
        decision = CATALOG.decision_by_id[made.decision]
        for option in decision.options:
            for name in option.brings():
                entry = CATALOG.component_by_id[name]
                assert isinstance(entry, Component)
                assert line.ko in page(CATALOG, f"components:{name}", "ko").replace("\\", ""), name


def test_moves_lead_from_one_choice_to_the_other() -> None:
    changed = [("log-view", "kibana", "grafana"), ("profiling", None, "pyroscope"), ("cni", "calico", "cilium")]
    found = [(m.decision, m.edition) for m in moves_between(CATALOG, changed)]
    assert ("log-view", 2026) in found
    assert ("profiling", 2026) in found
    assert [*moves_between(CATALOG, [("log-view", "grafana", "kibana"), ("unheard-of", "a", "b")])] == []
    assert trend_of(CATALOG, "unheard-of") is None
