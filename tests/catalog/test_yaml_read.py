"""YAML: what a plain word means, lines, and what is refused."""

from __future__ import annotations

import contextlib
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from advisor.catalog.limits import Limits
from advisor.catalog.yaml_read import Document, read_yaml
from advisor.errors import BadInput


def problem(text: str, limits: Limits | None = None) -> str:
    with pytest.raises(BadInput) as caught:
        read_yaml(text, file="f.yaml", limits=limits)
    return str(caught.value.problems[0])


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("true", True), ("False", False), ("no", "no"), ("yes", "yes"), ("on", "on"), ("off", "off"), ("NO", "NO"),
        ("null", None), ("~", None), ("", None), ("'null'", "null"), ('"true"', "true"),
        ("7", 7), ("-3", -3), ("010", "010"), ("0755", "0755"), ("0x1F", "0x1F"), ("1_000", "1_000"),
        ("22:30", "22:30"), ("1.30", 1.3), ('"1.30"', "1.30"), ("1.30.1", "1.30.1"), (".inf", ".inf"), (".nan", ".nan"),
        ("1e3", "1e3"), ("2026-11-23", "2026-11-23"), ("2026-11-23T10:00:00Z", "2026-11-23T10:00:00Z"),
        ("=", "="), ("<<", "<<"), ("9" * 30, "9" * 30),
    ],
)  # fmt: skip
def test_plain_words(written: str, value: object) -> None:
    read = read_yaml(f"a: {written}").data["a"]
    assert read == value
    assert type(read) is type(value)


def test_keys_are_words_or_whole_numbers() -> None:
    assert read_yaml("on: 1\n2022: 2\n1.5: 3\ntrue: 4\n'7': 5").data == {"on": 1, 2022: 2, "1.5": 3, "true": 4, "7": 5}


def test_lines_of_keys_and_items() -> None:
    lines = read_yaml("# head\na: 1\nb:\n  - c: 2\n    d: {e: 3}\n  - x\n").lines
    assert lines.at(("a",)) == 2
    assert lines.at(("b", 0, "d", "e")) == 5
    assert lines.at(("b", 1)) == 6
    assert lines.at(("b", 0, "d", "missing", 4)) == 5
    assert lines.at(("nowhere",)) == 2


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("a: 1\na: 2", "f.yaml:2: a: written twice (first in line 1)"),
        ("a: &x [1]\nb: *x", "f.yaml:1: anchors and aliases are not permitted; write the value out"),
        ("a: *x", "f.yaml:1: anchors and aliases are not permitted; write the value out"),
        ("a: !!python/name:os.system x", "f.yaml:1: the tag tag:yaml.org,2002:python/name:os.system is not permitted"),
        ("a: !!binary aGk=", "f.yaml:1: the tag tag:yaml.org,2002:binary is not permitted"),
        ("a: 1\n---\nb: 2", "f.yaml:2: only one YAML document is permitted"),
        ("a: 1\nb: x\x1by", "f.yaml:2: control character U+001B is not permitted"),
        ("a: 1\nb: \x00", "f.yaml:2: control character U+0000 is not permitted"),
        ('a: 1\nb: "x\\ey"', "f.yaml:2: control character U+001B is not permitted"),
        ("a: x\u202ey", "f.yaml:1: control character U+202E is not permitted"),
        ("? [a, b]\n: 1", "f.yaml:1: a key must be a word"),
    ],
)
def test_refused(text: str, message: str) -> None:
    assert problem(text) == message


def test_syntax_error_names_the_line() -> None:
    assert problem("a: 1\nb: [1, 2\nc: 3\n").startswith("f.yaml:3: not YAML: ")


@pytest.mark.parametrize("text", ["[" * 50_000, "{a: " * 50_000, "- " * 50_000])
def test_depth_is_refused_before_it_costs_anything(text: str) -> None:
    assert "nested deeper than 40 levels" in problem(text)


def test_forty_levels_are_permitted() -> None:
    assert read_yaml("[" * 40 + "]" * 40).data
    assert "nested deeper" in problem("[" * 41 + "]" * 41)


def test_size_and_number_of_values_are_limited() -> None:
    assert problem("a: " + "x" * 200, Limits(size=100)) == "f.yaml: larger than 100 bytes"
    assert problem("[1, 2, 3]", Limits(nodes=3)) == "f.yaml:1: more than 3 values"
    assert read_yaml("[1, 2, 3]", limits=Limits(nodes=4)).data == [1, 2, 3]


def test_files(tmp_path: Path) -> None:
    path = tmp_path / "f.yaml"
    path.write_bytes("\ufeffa: 한글\n".encode())
    assert read_yaml(path).data == {"a": "한글"}
    path.write_bytes(b"a: 1\nb: \xff\n")
    with pytest.raises(BadInput, match=r"f\.yaml:2: not UTF-8"):
        read_yaml(path)
    path.write_bytes(b"a" * 3_000_000)
    with pytest.raises(BadInput, match="larger than 2000000 bytes"):
        read_yaml(path)
    with pytest.raises(BadInput, match="no such file"):
        read_yaml(tmp_path / "none.yaml")
    with pytest.raises(BadInput, match="not a regular file"):
        read_yaml(tmp_path)


def test_the_parser_without_libyaml_reads_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    text = "a: 1\nb:\n  - {c: no}\n  - |\n    t\n"
    fast = read_yaml(text)
    monkeypatch.setattr(yaml, "__with_libyaml__", False)
    slow = read_yaml(text)
    assert isinstance(slow, Document)
    assert slow.data == fast.data
    assert slow.lines.at(("b", 1)) == fast.lines.at(("b", 1))
    assert "nested deeper" in problem("[" * 5_000)
    assert "written twice" in problem("a: 1\na: 2")


AWKWARD = list("ab:{}[]-&*!|>'\"\\#%@`,? \n\t\x00\x1b\u202e~=0189.\u00e9\uac00")


@given(st.text(alphabet=st.sampled_from(AWKWARD), max_size=60))
def test_no_text_breaks_the_reader(text: str) -> None:
    with contextlib.suppress(BadInput):  # any other error fails the test
        data = read_yaml(text).data
        assert data is None or isinstance(data, str | int | float | bool | list | dict)


@given(st.recursive(st.none() | st.booleans() | st.integers(-99, 99) | st.text("abé가 :#-'\"", max_size=8),
                    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text("abc-", min_size=1), inner),
                    max_leaves=12))  # fmt: skip
def test_what_a_yaml_writer_quotes_comes_back(data: object) -> None:
    text = yaml.safe_dump(data, allow_unicode=True)
    assert read_yaml(text).data == data
