"""Pages: what a person sees of an entry, in both languages, with nothing hostile left in it."""

from __future__ import annotations

from pathlib import Path

import pytest

from advisor.catalog.load import load_catalog
from advisor.catalog.show import KINDS, entry_json, listing, page
from advisor.errors import BadInput
from advisor.model.catalog import Catalog
from advisor.wording.markdown import code, escape, link, prose, table
from tests.catalog import folder


@pytest.fixture
def catalog(tmp_path: Path) -> Catalog:
    return load_catalog(root=folder.write(tmp_path), cached=False)


def test_component_page_tells_everything(catalog: Catalog) -> None:
    text = page(catalog, "cilium", "en")
    for part in (
        "# Cilium (`cilium`)", "`cni=cilium`", "`entry=cilium-gateway`", "`Apache-2.0` (the licence text was read)",
        "`cilium-kernel` (forbids): Cilium needs kernel 5.10. (checked 2026-08-22)", "`1.0.0`: checked 2026-08-22",
        "`>=1.34,<=1.36`", "[example.org/](https://example.org/) (checked 2026-08-22)",
    ):  # fmt: skip
        assert part in text, text
    assert "cni-bgp" not in text
    korean = page(catalog, "cilium", "ko")
    assert "# 실리움 (`cilium`)" in korean
    assert "## 관련 규칙" in korean
    assert "실리움은 커널 5.10이 필요하다." in korean


@pytest.mark.parametrize(
    ("name", "part"),
    [
        ("cni", "Calico (`calico`): BGP routes."),
        ("cni-bgp", "prefers +8 (operations)"),
        ("cilium-kernel", "`kernel_version < 5.10 and location is on-premises`"),
        ("cilium-kernel", "[Cilium documentation](https://docs.cilium.io/) (checked 2026-08-22)"),
        ("location", "`public-cloud`: Public cloud"),
        ("Apache-2.0", "Calico (`calico`)"),
        ("apache-2.0", "Approved by the OSI: yes"),
        ("osi_only", "Only OSI licences."),
        ("gateway", "`entry=cilium-gateway`"),
        ("cilium-docs", "[docs.cilium.io/](https://docs.cilium.io/)"),
        ("facts:location", "Where does it run?"),
    ],
)
def test_every_kind_of_entry_has_a_page(name: str, part: str, catalog: Catalog) -> None:
    assert part in page(catalog, name, "en")


def test_unknown_entry_names_the_nearest(catalog: Catalog) -> None:
    with pytest.raises(BadInput, match=r"no entry ciliun \(did you mean cilium\?\)"):
        page(catalog, "ciliun", "en")
    with pytest.raises(BadInput, match=r"no kind component \(did you mean components\?\)"):
        listing(catalog, "component", "en")


def test_listing_and_json(catalog: Catalog) -> None:
    assert listing(catalog, "components", "ko") == [("calico", "칼리코"), ("cilium", "실리움")]
    assert listing(catalog, "licences", "en") == [("Apache-2.0", "Apache License 2.0")]
    for kind in KINDS:
        for name, _ in listing(catalog, kind, "en"):
            assert entry_json(catalog, f"{kind}:{name}")["entry"] == kind


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("a\x1b[31mb", "a\\[31mb"),
        ("<script>x</script>", "\\<script\\>x\\</script\\>"),
        ("a | b", "a \\| b"),
        ("*bold* _it_ snake_case", "\\*bold\\* \\_it\\_ snake_case"),
        ("# head", "\\# head"),
        ("1. item", "1\\. item"),
        ("- item", "\\- item"),
        ("[x](javascript:alert(1))", "\\[x\\](javascript:alert(1))"),
        ("two\nlines\u202e", "two lines"),
        ("&lt;b&gt;", "&amp;lt;b&amp;gt;"),
        ("한글 그대로", "한글 그대로"),
    ],
)
def test_typed_text_never_becomes_markup(typed: str, shown: str) -> None:
    assert escape(typed) == shown


def test_code_links_and_tables() -> None:
    assert code("a`b``c") == "``` a`b``c ```"
    assert link("x", "javascript:alert(1)") == "x (javascript:alert(1))"
    assert link("x", "https://e.org/a") == "[x](https://e.org/a)"
    assert link("x", "https://e.org/a)b") == "x (https://e.org/a)b)"
    assert table(["h"], [["a|b\nc"], ["a\\|b"]]) == ["| h |", "|---|", "| a\\|b c |", "| a\\|b |"]


def test_component_page_lists_its_wiring(tmp_path: Path) -> None:
    wiring = """\
integrations:
  - id: calico-wiring
    title: {en: Calico with the rest, ko: 칼리코 연동}
    when: {all: [{chosen: cni=calico}, {not: {component: cilium}}]}
    sets: [{release: calico, path: a, value: 1, why: Because.}]
    verified: docs
    sources: [{ref: "https://example.org/", as_of: 2026-08-22}]
    as_of: 2026-08-22
"""
    catalog = load_catalog(root=folder.write(tmp_path, {**folder.FILES, "integrations/n.yaml": wiring}), cached=False)
    assert "- `calico-wiring`: Calico with the rest" in page(catalog, "calico", "en")
    assert "Wired with" not in page(load_catalog(root=folder.write(tmp_path / "x"), cached=False), "calico", "en")


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("run `kubeadm init` *first*", "run `kubeadm init` \\*first\\*"),
        ("keep `a_b*c` & `<d>`", "keep `a_b*c` & `<d>`"),
        ("a lone ` tick", "a lone \\` tick"),
        ("two ``ticks`` stay", "two \\`\\`ticks\\`\\` stay"),
        ("no cell is broken by `a|b`", "no cell is broken by \\`a\\|b\\`"),
    ],
)
def test_code_in_a_sentence_stays_code(text: str, line: str) -> None:
    assert prose(text) == line
