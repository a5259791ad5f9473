"""Dotted paths, inputs in values, key trees and the hand layer."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from advisor.errors import BadInput
from advisor.model.plan import Plan
from advisor.plan.charts import ChartStore, KeyTree, load_chart_facts
from advisor.plan.inputs import InputBook
from advisor.plan.overrides import with_overrides
from advisor.plan.paths import build, get, steps
from advisor.plan.wiring import values_of
from tests.plan import small


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("a.b", ("a", "b")),
        (r"a\.b.c", ("a.b", "c")),
        ("a[+]", ("a",)),
        (r"configs.cm.admin\.enabled", ("configs", "cm", "admin.enabled")),
    ],
)
def test_steps(path: str, expected: tuple[str, ...]) -> None:
    assert steps(path) == expected


def test_maps_merge_lists_replace_and_append() -> None:
    values = build(
        [("a", {"x": 1, "y": {"z": 1}}), ("a.y", {"w": 2}), ("l", [1]), ("l[+]", 2), ("l[+]", {"k": 3}), ("m[+]", 1)]
    )
    assert values == {"a": {"x": 1, "y": {"z": 1, "w": 2}}, "l": [1, 2, {"k": 3}], "m": [1]}
    assert get(values, "a.y.w") == 2
    assert get(values, "a.q") is None


def test_later_values_do_not_reach_into_earlier_ones() -> None:
    shared: dict[str, Any] = {"k": [1]}
    build([("a", shared), ("a.k[+]", 2)])
    assert shared == {"k": [1]}


def book(**answers: Any) -> InputBook:
    return InputBook(small.catalog(), small.session(inputs=answers))


def test_inputs_keep_their_type_and_are_noted() -> None:
    inputs = book(s3_host="s3.acme.internal")
    filled = inputs.fill(
        {"n": "<replicas>", "u": "https://<s3_host>:9000/<unknown>", "<s3_host>": ["<pod_cidr>"]}, "values/a.yaml"
    )
    assert filled.value == {
        "n": 3,
        "u": "https://s3.acme.internal:9000/<unknown>",
        "s3.acme.internal": ["10.244.0.0/16"],
    }
    assert set(filled.used) == {"replicas", "s3_host", "pod_cidr"}
    assert {i.id: i.used_in for i in inputs.listing()}["s3_host"] == ("values/a.yaml",)


def test_a_list_input_adds_its_items_to_a_list() -> None:
    assert book().fill(["x", "<worker_ips>"], "a").value == ["x", "192.0.2.21"]


def test_an_answered_input_is_no_placeholder() -> None:
    assert book().is_placeholder("s3_host")
    assert not book(s3_host="x").is_placeholder("s3_host")


@pytest.mark.parametrize(("is_there", "answers", "value", "open_"), [
    (False, {}, "in-bundle", False),
    (True, {}, "of-the-site", True),
    (True, {"realm": "mine"}, "mine", False),
])  # fmt: skip
def test_a_default_that_does_not_hold_here_is_a_placeholder(
    is_there: bool, answers: dict[str, str], value: str, open_: bool
) -> None:
    spec = small.site_input("realm", "name", "of-the-site", "in-bundle")
    spec["default_unless"] = {"existing": "cert-manager"}
    inputs = InputBook(small.catalog(inputs=[spec]), small.session(inputs=answers), lambda condition: is_there)
    assert inputs.fill("<realm>", "a").value == value
    assert inputs.is_placeholder("realm") is open_
    assert inputs.listing()[0].placeholder is open_


TREE = KeyTree("a\n b\n  c *\n d\ne.f\n")


@pytest.mark.parametrize("path", ["a", "a.b", "a.b.c.anything.at.all", "a.d", r"e\.f"])
def test_known_keys(path: str) -> None:
    assert TREE.knows(path)


@pytest.mark.parametrize("path", ["x", "a.x", "a.d.x", "e", "e.f"])
def test_unknown_keys(path: str) -> None:
    assert not TREE.knows(path)


def test_the_shipped_facts_read_back() -> None:
    store = load_chart_facts()
    facts = store.facts("cilium", "1.20.0")
    keys = store.keys("cilium", "1.20.0")
    assert facts is not None
    assert facts.pod_security == "privileged"
    assert keys is not None
    assert keys.knows("hubble.relay.enabled")
    assert not keys.knows("hubble.relay.enabeld")
    assert store.facts("cilium", "0.0.1") is None


def test_facts_are_only_read_from_the_folder(tmp_path: Path) -> None:
    assert ChartStore(tmp_path).facts("../../etc/passwd", "1") is None


@pytest.fixture(scope="module")
def plan() -> Plan:
    return small.plan()


def test_the_hand_layer_comes_last(plan: Plan) -> None:
    changed = with_overrides(plan, {"loki": {"singleBinary": {"replicas": 5}}})
    loki = next(r for r in changed.releases if r.id == "loki")
    assert values_of(loki.settings)["singleBinary"]["replicas"] == 5
    assert with_overrides(plan, {}) is plan


@pytest.mark.parametrize(
    ("overrides", "message", "near"),
    [
        ({"loki": {"singelBinary": {"replicas": 5}}}, "knows no such key", "singleBinary"),
        ({"lokki": {"a": 1}}, "no Helm release", "loki"),
        ({"platform-gateway": {"a": 1}}, "no Helm release", None),
    ],
)
def test_the_hand_layer_is_checked(plan: Plan, overrides: dict[str, Any], message: str, near: str | None) -> None:
    with pytest.raises(BadInput) as error:
        with_overrides(plan, overrides)
    [problem] = error.value.problems
    assert message in problem.message
    assert problem.nearest == near
    assert str(problem.file).startswith("overrides/")
