"""What we write is what YAML 1.1 (PyYAML) and YAML 1.2 core (as Go and others resolve) read back."""

from __future__ import annotations

import re
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from advisor.export.yaml_emit import emit, emit_all, scalar


class Core(yaml.SafeLoader):
    """A resolver like that of YAML 1.2's core schema with the numbers Go accepts beside it."""


Core.yaml_implicit_resolvers = {}
for tag, pattern, first in (
    ("bool", r"^(?:true|True|TRUE|false|False|FALSE)$", "tTfF"),
    ("null", r"^(?:~|null|Null|NULL|)$", ["~", "n", "N", ""]),
    ("int", r"^(?:[-+]?[0-9][0-9_]*|0o[0-7]+|0x[0-9a-fA-F]+|0b[01]+)$", "-+0123456789"),
    (
        "float",
        r"^[-+]?(?:\.[0-9]+|[0-9][0-9_]*(?:\.[0-9_]*)?)(?:[eE][-+]?[0-9]+)?$|^[-+]?\.(?:inf|Inf|INF)$|^\.(?:nan|NaN|NAN)$",
        "-+.0123456789",
    ),
):
    Core.add_implicit_resolver(f"tag:yaml.org,2002:{tag}", re.compile(pattern), list(first))


def _number(loader: yaml.SafeLoader, node: yaml.ScalarNode) -> Any:
    text = str(node.value).replace("_", "")
    return int(text, 0) if re.fullmatch(r"[-+]?(0|[1-9]\d*)|0[ox].*", text) else float(text.replace(".inf", "inf"))


Core.add_constructor("tag:yaml.org,2002:int", _number)
Core.add_constructor("tag:yaml.org,2002:float", _number)

MISREAD = """1e3 12e5 0o14 014 0x1f 0b11 1_000 12:30:45 190:20:30 on off yes no y n Y N ~ null Null .inf -.inf .NaN +1
    -1 1. .5 2026-11-24 2026-11-24T10:00:00Z = << - ? : :: a: -a --- ... % @ ` ! & * | > # 1.36 v1.36 10.0.0.0/8 ::1
    !!str true True TRUE 0 00 08 1,000 {} [] a#b NaN Infinity 685230.15 1e-3 1.0e+5 $a ${B} {{x}}"""
TRICKY = st.sampled_from(MISREAD.split())
TEXT = st.one_of(
    TRICKY,
    st.text(alphabet=st.characters(exclude_categories=["Cs"]), max_size=24),
    st.text("ab:# -\n\t'\"\\", max_size=16),
)
LEAF = st.one_of(st.none(), st.booleans(), st.integers(), st.floats(allow_nan=False), TEXT)
DATA = st.recursive(
    LEAF, lambda x: st.one_of(st.lists(x, max_size=4), st.dictionaries(TEXT, x, max_size=4)), max_leaves=12
)


@settings(max_examples=300, deadline=None)
@given(DATA)
def test_both_resolvers_read_the_same_value_back(data: Any) -> None:
    text = emit(data)
    assert yaml.safe_load(text) == data
    assert yaml.load(text, Loader=Core) == data


@settings(max_examples=100, deadline=None)
@given(st.dictionaries(TEXT, DATA, min_size=1, max_size=3), st.text(max_size=40))
def test_comments_change_nothing(data: dict[str, Any], remark: str) -> None:
    commented = emit(data, {(key,): remark for key in data})
    assert yaml.safe_load(commented) == data


@settings(max_examples=50, deadline=None)
@given(st.lists(DATA, min_size=1, max_size=3))
def test_documents_stay_apart(documents: list[Any]) -> None:
    text = emit_all([({"d": d}, None) for d in documents])
    assert list(yaml.safe_load_all(text)) == [{"d": d} for d in documents]


@pytest.mark.parametrize(
    "word", ["1e3", "on", "12:30:45", "0o14", "y", "null", "2026-11-24", "=", "1_0", ".5", "- a", "a: b"]
)
def test_misread_words_are_quoted(word: str) -> None:
    assert scalar(word) == f'"{word}"'


@pytest.mark.parametrize(
    "word", ["cilium", "https://a.example/b", "10.244.0.0/16", "Korean 한국어", "a-b.c_d", "/etc/kubernetes"]
)
def test_plain_words_stay_plain(word: str) -> None:
    assert scalar(word) == word


def test_layout() -> None:
    data = {"a": {"b": [{"c": 1, "d": "x"}, "z"], "e": {}}, "t": "one\ntwo\n"}
    assert emit(data, {("a", "b"): "why", ("a", "b", 0, "c"): "first"}, header="top") == (
        "# top\na:\n  # why\n  b:\n    # first\n    - c: 1\n      d: x\n    - z\n  e: {}\nt: |\n  one\n  two\n"
    )


@pytest.mark.parametrize("bad", [{"a": object()}, {None: 1}, {True: 1}, [b"x"], {"a": {1, 2}}])
def test_anything_else_is_refused(bad: Any) -> None:
    with pytest.raises(TypeError):
        emit(bad)


def test_half_characters_are_refused() -> None:
    with pytest.raises(ValueError, match="surrogates"):
        emit({"a": "\ud800"})
