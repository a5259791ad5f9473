"""What fuzzing found, each with what is right instead."""

from __future__ import annotations

from pathlib import Path

import pytest

from advisor.catalog.json_read import read_json
from advisor.catalog.limits import Limits
from advisor.catalog.yaml_read import scan_yaml
from advisor.discover.dump import parse_dump
from advisor.discover.nodes import facts_of
from advisor.errors import BadInput
from advisor.export.verify import read_plan
from advisor.model.session import Session
from advisor.model.version import parse_version
from advisor.plan.overrides import with_overrides
from advisor.plan.paths import build, steps
from advisor.session import edit
from advisor.session.file import MAX_PROBLEMS, dump, load
from advisor.session.journal import replay
from tests.catalog import folder
from tests.fuzz.targets import catalog, overlay, small_plan


def test_a_mapping_where_a_name_belongs_is_a_problem_of_that_line() -> None:
    loaded = load("name: a\nexisting:\n- {a: b}\n- harbor\n", catalog(), name="s.yaml")
    assert [str(p) for p in loaded.problems] == ["s.yaml:3: existing.0: unknown component a mapping"]
    assert loaded.session.existing == ("harbor",)


def test_an_unknown_subscription_is_left_out_as_every_unusable_part() -> None:
    loaded = load("profile: {subscriptions: [harborr, harbor]}\n", catalog(), name="s.yaml")
    assert [p.nearest for p in loaded.problems] == ["harbor"]
    assert loaded.session.profile == {"subscriptions": ("harbor",)}


@pytest.mark.parametrize(
    "text", ["1.5e3", "1e3", "0x1F", "1_000", "22:30", "no", "~", "1.30", "2026-11-24", "=", "- a", "a: b"]
)
def test_a_text_that_looks_like_something_else_is_quoted(text: str) -> None:
    before = edit.choose(Session(name="a"), "cni", "calico", because=text, by=text)
    assert load(dump(before), catalog()).session == before


def test_a_layout_that_only_one_parser_takes_is_written_anew() -> None:
    text = "{name\t: a, choices: {cni: calico}}"
    before = edit.choose(load(text, catalog()).session, "cni", "cilium")
    again = load(dump(before, text), catalog())
    assert again.session == before
    assert not again.problems


def test_thousands_of_wrong_keys_cost_a_bounded_time_and_say_a_bounded_number() -> None:
    loaded = load("".join(f"key{n}: 1\n" for n in range(20_000)), catalog(), name="s.yaml")
    assert len(loaded.problems) == MAX_PROBLEMS + 1
    assert loaded.problems[-1].message == "and more problems in this file"
    with pytest.raises(BadInput) as caught:
        overlay(b"# rules/x.yaml\n" + b"".join(b"key%d: 1\n" % n for n in range(20_000)))
    assert len(caught.value.problems) < 600


def test_a_decision_order_of_anything_but_names_is_refused() -> None:
    text = folder.EDITION.replace("decision_order: [", "decision_order: [{a: b}, ")
    assert "{a: b}" in text
    with pytest.raises(BadInput, match="there is no decision"):
        overlay(b"# edition.yaml\n" + text.encode())


def test_a_journal_cannot_carry_control_characters_into_a_session() -> None:
    line = (
        r'{"seq": 1, "at": "", "kind": "open", "set": {"name": "a\u001b[2Jb\u202e"}, "detail": {"\u0007x": "\u009b"}}'
    )
    history = replay(line + "\n", file="j")
    assert history.session.name == "a[2Jb"
    assert history.entries[0].detail == {"x": ""}


def test_an_empty_key_in_the_hand_layer_is_refused() -> None:
    for values in ({"": 1}, {"a": {"": 1}}, {"a[+]": 1}):
        with pytest.raises(BadInput, match="empty key"):
            with_overrides(small_plan(), {"loki": values})


@pytest.mark.parametrize("path", ["", ".", "[+]", "\\", "a\\", ".."])
def test_a_text_that_is_no_path_is_one_key(path: str) -> None:
    assert len(steps(path)) == 1
    assert build([(path, 1)])


def test_a_plan_of_aliases_or_without_end_is_refused_before_it_is_built() -> None:
    bomb = b"a: &a [x]\n" + b"".join(b"%c: &%c [*%c, *%c]\n" % (n + 1, n + 1, n, n) for n in range(97, 120))
    for raw, message in ((bomb, "anchors"), (b"[" * 100_000, "nested deeper"), (b"\xff", "UTF-8")):
        plan, problems = read_plan(raw)
        assert plan is None
        assert message in problems[0].message


def test_other_files_of_a_bundle_are_scanned_in_bounds() -> None:
    limits = Limits(size=10_000, depth=5, nodes=20)
    scan_yaml("a: &x 1\nb: *x\n---\nc: !t 2\n", file="f", limits=limits)
    for text, message in (
        ("[" * 6 + "]" * 6, "nested deeper"),
        ("- a\n" * 21, "more than 20 values"),
        ("a: [", "not YAML"),
        ("a" * 10_001, "larger than"),
        ("a: \x1b", "control character"),
    ):
        with pytest.raises(BadInput, match=message):
            scan_yaml(text, file="f", limits=limits)


def test_json_is_bounded_before_it_is_built() -> None:
    assert read_json('{"a": [1, 2]}', file="f", values=3) == {"a": [1, 2]}
    for text, message in (
        ("[1, 2, 3]", "more than 2 values"),
        ("[" * 3, "more"),
        ("{", "not JSON"),
        ("NaNN", "not JSON"),
    ):
        with pytest.raises(BadInput, match=message):
            read_json(text, file="f", values=2)
    with pytest.raises(BadInput, match="nested too deeply"):
        read_json("[" * 100_000, file="f", values=10**9)
    with pytest.raises(BadInput, match="more than"):
        parse_dump("[" + "[]," * 1_600_000 + "0]", Path("d.json"))


@pytest.mark.parametrize("version", ["999999999999999999.1", "1.9999999999", "v1.2.9999999999-x", "1.1.1.1.1.1.1.1"])
def test_a_node_of_an_impossible_version_is_left_out_or_cut(version: str) -> None:
    nodes = [{"status": {"nodeInfo": {"kernelVersion": v, "kubeletVersion": v}}} for v in (version, "1.30.2")]
    for _, value, _ in facts_of(nodes):
        parse_version(str(value))
