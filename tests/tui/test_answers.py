from __future__ import annotations

import pytest

from advisor.model.session import SoftPolicy
from advisor.tui import answers
from tests.tui.small import small_catalog

FACTS = small_catalog().fact_by_id


@pytest.mark.parametrize(
    ("fact", "text", "value"),
    [
        ("air_gapped", "true", True),
        ("workers", "1,200", 1200),
        ("workers", "2k", 2000),
        ("kernel_version", "5.14", "5.14"),
        ("location", "public-cloud", "public-cloud"),
    ],
)
def test_typed_text_becomes_an_answer(fact: str, text: str, value: object) -> None:
    assert answers.wrong(FACTS[fact], text) == ""
    assert answers.read(FACTS[fact], text) == value


@pytest.mark.parametrize(
    ("fact", "text"), [("workers", "many"), ("workers", "0"), ("kernel_version", "new"), ("location", "moon")]
)
def test_wrong_text_is_explained(fact: str, text: str) -> None:
    assert answers.wrong(FACTS[fact], text)


def test_space_goes_round_all_values_and_back_to_open() -> None:
    fact = FACTS["air_gapped"]
    assert answers.following(fact, None) is True
    assert answers.following(fact, True) is False
    assert answers.following(fact, False) == answers.OPEN
    assert answers.following(FACTS["workers"], 3) is None


def test_plus_and_minus_stay_within_the_bounds_of_the_question() -> None:
    fact = FACTS["workers"]
    assert answers.stepped(fact, None, 1) == 6
    assert answers.stepped(fact, 1, -1) == 1
    assert answers.stepped(fact, 5000, 1) == 5000


def test_a_policy_goes_from_forbidding_to_costing_to_off() -> None:
    assert answers.next_policy(None) is True
    assert answers.next_policy(True) == answers.SOFT_WEIGHT
    assert answers.next_policy(SoftPolicy(weight=3)) is None


def test_a_list_input_is_cut_at_commas() -> None:
    spec = small_catalog().input_by_id["domain"].model_copy(update={"kind": "list"})
    assert answers.read_input(spec, "a, b,,c ") == ["a", "b", "c"]
    assert answers.wrong_input(spec.model_copy(update={"kind": "port"}), "x")
