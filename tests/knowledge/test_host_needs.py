"""Demands on hosts are told in both languages: a value that is a phrase has a name in each."""

from __future__ import annotations

import re

from advisor.catalog.load import load_catalog
from advisor.export.document import Document
from advisor.model.component import HostNeed
from tests.upstream.bundles import made

WORDS = re.compile(r"\b(?:a|alone|and|control|first|leaves|memory|of|off|on|or|plugins|protocol|the|with|without)\b")
"""Words of a sentence; names of packages, modules and sizes hold none."""


def unnamed(needs: list[HostNeed]) -> list[str]:
    return [n.value for n in needs if WORDS.search(n.value) and n.name is None]


def test_no_phrase_is_without_a_name() -> None:
    needs = [n for c in load_catalog().components for n in c.host_needs]
    assert len(needs) > 40
    assert unnamed(needs) == []


def test_a_phrase_without_a_name_would_be_found() -> None:
    (need,) = (n for c in load_catalog().components if c.id == "kubeadm" for n in c.host_needs if n.value == "swap off")
    assert unnamed([need.model_copy(update={"name": None})]) == ["swap off"]


def test_a_korean_page_says_the_name() -> None:
    plan, _ = made("airgap-finance")
    doc = Document(plan, load_catalog(), "ko")
    told = "\n".join(doc.need(p) for p in plan.prerequisites)
    assert "비어 있는 IP 주소 대역" in told
    assert "a free range" not in told
    assert "`overlay, br_netfilter`" in told
