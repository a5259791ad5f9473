"""Loading: one broken input per kind of error, overlays, order, limits, cache."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest

from advisor.catalog.load import load_catalog
from advisor.errors import BadInput
from tests.catalog import folder


def problems_of(root: Path, *overlays: Path) -> list[str]:
    with pytest.raises(BadInput) as caught:
        load_catalog(overlays, root=root, cached=False)
    return [str(problem) for problem in caught.value.problems]


def test_the_small_folder_loads(tmp_path: Path) -> None:
    catalog = load_catalog(root=folder.write(tmp_path), cached=False)
    assert [d.id for d in catalog.decisions] == ["cni", "entry"]
    assert list(catalog.component_by_id) == ["calico", "cilium"]
    assert catalog.rule_by_id["cni-bgp"].as_of == date(2026, 8, 22)
    assert re.fullmatch(r"[0-9a-f]{64}", catalog.digest)
    assert catalog.overrides == ()


BROKEN = {
    "unknown key": (
        "facts.yaml", "    kind: boolean", "    kind: boolean\n    quik: true",
        r"knowledge/facts.yaml:4: facts\[0\].quik: is not a key here \(did you mean quick\?\)",
    ),
    "unknown key in a list file": (
        "policies.yaml", "policies:", "policys:",
        r"knowledge/policies.yaml:1: policys: is not a key here \(did you mean policies\?\)",
    ),
    "unknown key deep inside": (
        "components/calico.yaml", "    namespace: kube-system", "    name_space: kube-system",
        r"components/calico.yaml:20: releases\[0\].name_space: is not a key here \(did you mean namespace\?\)",
    ),
    "missing key": (
        "rules/network.yaml", "    as_of: 2026-08-22\n  - id: cil", "  - id: cil",
        r"knowledge/rules/network.yaml:2: rules\[0\].as_of: is missing",
    ),
    "wrong word": (
        "facts.yaml", "kind: boolean", "kind: bolean",
        r"facts.yaml:3: facts\[0\].kind: takes boolean, .*, not bolean \(did you mean boolean\?\)",
    ),
    "truth value in words": (
        "policies.yaml", "osi: false", "osi: maybe",
        r"policies.yaml:5: policies\[0\].rejects.osi: .*",
    ),
    "version without quotes": (
        "edition.yaml", 'version: "1.36"', "version: 1.36",
        r"edition.yaml:6: edition.kubernetes\[0\].version: takes text; put it in quotes; found 1.36",
    ),
    "no date": (
        "rules/network.yaml", "as_of: 2026-08-22}]", "as_of: yesterday}]",
        r"network.yaml:9: rules\[0\].sources\[0\].as_of: takes a date such as 2026-11-23; found yesterday",
    ),
    "unknown fact": (
        "rules/network.yaml", "{fact: bgp_fabric, is: true}", "{fact: bgp_fabrik, is: true}",
        r"network.yaml:4: rules\[0\].when.fact: there is no fact bgp_fabrik \(did you mean bgp_fabric\?\)",
    ),
    "unknown value of a fact": (
        "rules/network.yaml", "is: on-premises", "is: on-premise",
        r"k.yaml:13: rules\[1\].when.all\[1\].is: location has no value on-premise \(did you mean on-premises\?\)",
    ),
    "comparison of the wrong kind": (
        "rules/network.yaml", "{fact: bgp_fabric, is: true}", "{fact: bgp_fabric, at_least: 3}",
        r"rules\[0\].when.at_least: bgp_fabric is of kind boolean and is compared with is",
    ),
    "word where true or false belongs": (
        "rules/network.yaml", "{fact: bgp_fabric, is: true}", "{fact: bgp_fabric, is: yes}",
        r"rules\[0\].when.is: bgp_fabric is true or false",
    ),
    "no version in a comparison": (
        "rules/network.yaml", 'below: "5.10"', 'below: "new"',
        r"rules\[1\].when.all\[0\].below: kernel_version is compared with a version in quotes",
    ),
    "two operators in one condition": (
        "rules/network.yaml", "{fact: bgp_fabric, is: true}", "{fact: bgp_fabric, is: true, always: true}",
        r"rules\[0\].when: a condition has exactly one of .*; found 2",
    ),
    "unknown option": (
        "rules/network.yaml", "[cni=calico]", "[cni=calicoo]",
        r"network.yaml:5: rules\[0\].options\[0\]: decision cni has no option calicoo \(did you mean calico\?\)",
    ),
    "unknown decision in an option": (
        "rules/network.yaml", "[cni=calico]", "[cnni=calico]",
        r"rules\[0\].options\[0\]: there is no decision cnni \(did you mean cni\?\)",
    ),
    "unknown criterion": (
        "rules/network.yaml", "criterion: operations", "criterion: operation",
        r"rules\[0\].criterion: there is no criterion operation \(did you mean operations\?\)",
    ),
    "unknown source": (
        "rules/network.yaml", "ref: cilium-docs", "ref: cilium-doc",
        r"network.yaml:16: rules\[1\].sources\[0\].ref: there is no source cilium-doc \(did you mean cilium-docs\?\)",
    ),
    "option without a component": (
        "decisions/cni.yaml", "{id: cilium,", "{id: ciliun,",
        r"cni.yaml:8: options\[1\].id: there is no component ciliun \(did you mean cilium\?\)",
    ),
    "unknown capability": (
        "components/calico.yaml", "[network-policy]", "[network-polici]",
        r"calico.yaml:15: provides\[0\]: there is no capability network-polici \(did you mean network-policy\?\)",
    ),
    "unknown licence": (
        "components/calico.yaml", "expression: Apache-2.0", "expression: Apache-2",
        r"calico.yaml:5: licence.expression: there is no licence Apache-2 \(did you mean Apache-2.0\?\)",
    ),
    "unknown release in a setting": (
        "components/calico.yaml", "{release: calico,", "{release: calicko,",
        r"releases\[0\].values\[0\].release: there is no release calicko \(did you mean calico\?\)",
    ),
    "unknown input in a setting": (
        "components/calico.yaml", "value: safe", 'value: "https://<domain>/"',
        r"releases\[0\].values\[0\].value: there is no input domain",
    ),
    "unknown group": (
        "decisions/cni.yaml", "group: network", "group: networks",
        r"cni.yaml:2: group: there is no group networks \(did you mean network\?\)",
    ),
    "file name differs from the id": (
        "components/calico.yaml", "id: calico\n", "id: calyco\n",
        r"calico.yaml:1: id: the file of calyco is called calyco.yaml",
    ),
    "decision order names nothing": (
        "edition.yaml", "[cni, entry]", "[cni, entri]",
        r"edition.yaml:16: decision_order: there is no decision entri \(did you mean entry\?\)",
    ),
    "decision order leaves one out": (
        "edition.yaml", "[cni, entry]", "[cni]",
        r"decisions/entry.yaml:1: entry: entry is missing in decision_order",
    ),
    "id twice": (
        "rules/network.yaml", "id: cilium-kernel", "id: cni-bgp",
        r"network.yaml:11: rules\[1\]: cni-bgp is already in knowledge/rules/network.yaml:2",
    ),
    "context in the wrong place": (
        "components/calico.yaml", "licence:\n",
        "context: removed\ncontext_text: {en: Gone., ko: 없어졌다.}\nlicence:\n",
        r"calico.yaml:4: context: an entry with context lies in components/context/",
    ),
    "no edition": (
        "edition.yaml", "edition:\n", "editions:\n",
        r"edition.yaml:1: editions: is not a key here \(did you mean edition\?\)",
    ),
    "not YAML": (
        "facts.yaml", "facts:", "facts: [",
        r"knowledge/facts.yaml:\d+: not YAML: .*",
    ),
}  # fmt: skip


FOLLOWED = {
    "unknown key in a list file",
    "no edition",
    "not YAML",
    "id twice",
    "file name differs from the id",
    "version without quotes",
    "option without a component",
    "decision order names nothing",
}
"""What leaves names undefined for others; everything else is one problem and no more."""


@pytest.mark.parametrize("case", BROKEN, ids=str)
def test_broken_input_is_refused_with_place_and_word(case: str, tmp_path: Path) -> None:
    name, old, new, pattern = BROKEN[case]
    found = problems_of(folder.spoil(tmp_path, name, old, new))
    assert any(re.search(pattern, line) for line in found), "\n".join(found)
    if case not in FOLLOWED:
        assert len(found) == 1, "\n".join(found)
