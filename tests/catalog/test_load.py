"""Loading: one broken input per kind of error, overlays, order, limits, cache."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest

from advisor.catalog import cache
from advisor.catalog.files import layers, read_files
from advisor.catalog.load import load_catalog, load_with_positions
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


def test_every_problem_of_every_file_is_listed(tmp_path: Path) -> None:
    files = {
        **folder.FILES,
        "facts.yaml": folder.FACTS.replace("kind: boolean", "kind: bolean"),
        "decisions/cni.yaml": folder.CNI.replace("group: network", "grup: network"),
    }
    found = "\n".join(problems_of(folder.write(tmp_path, files)))
    assert "facts[0].kind" in found
    assert "grup: is not a key here (did you mean group?)" in found
    assert "group: is missing" in found


def test_a_broken_folder_still_gives_what_is_well_formed(tmp_path: Path) -> None:
    loaded = load_with_positions(root=folder.spoil(tmp_path, "rules/network.yaml", "[cni=calico]", "[cni=x]"))
    assert loaded.catalog is not None
    assert "calico" in loaded.catalog.component_by_id
    assert [p.line for p in loaded.problems] == [5]


def test_positions_name_file_and_line(tmp_path: Path) -> None:
    loaded = load_with_positions(root=folder.write(tmp_path))
    entry = loaded.positions.of("rules")["cilium-kernel"]
    assert (entry.document.file, entry.line()) == ("knowledge/rules/network.yaml", 11)
    assert entry.line(("when", "all", 1, "is")) == 13


def test_overlay_replaces_and_adds_and_says_so(tmp_path: Path) -> None:
    base = folder.write(tmp_path / "base")
    mine = folder.write(
        tmp_path / "mine",
        {
            "components/calico.yaml": folder.FILES["components/calico.yaml"].replace("A network.", "Our network."),
            "components/weave.yaml": folder.component("weave", "위브", "weave"),
            "rules/ours.yaml": folder.RULES.replace("id: cni-bgp", "id: ours-bgp").replace("points: 8", "points: 9"),
        },
    )
    catalog = load_catalog([mine], root=base, cached=False)
    assert catalog.component_by_id["calico"].description.en == "Our network."
    assert "weave" in catalog.component_by_id
    assert catalog.rule_by_id["ours-bgp"].points == 9
    assert {(o.kind, o.id, o.replaced) for o in catalog.overrides} == {
        ("components", "calico", True),
        ("components", "weave", False),
        ("rules", "ours-bgp", False),
        ("rules", "cilium-kernel", True),
    }
    assert all(o.file.startswith(str(mine)) for o in catalog.overrides)


def test_overlay_decision_and_edition(tmp_path: Path) -> None:
    base = folder.write(tmp_path / "base")
    mine = folder.write(
        tmp_path / "mine",
        {
            "edition.yaml": folder.EDITION.replace('"2026.11"', '"2026.11-acme"').replace("[cni, entry]", "[egress]"),
            "decisions/egress.yaml": folder.ENTRY.replace("id: entry", "id: egress"),
        },
    )
    catalog = load_catalog([mine], root=base, cached=False)
    assert catalog.edition.id == "2026.11-acme"
    assert [d.id for d in catalog.decisions] == ["cni", "entry", "egress"]


def test_an_overlay_error_names_the_overlay(tmp_path: Path) -> None:
    base = folder.write(tmp_path / "base")
    mine = folder.write(tmp_path / "mine", {"facts.yaml": "facts:\n  - {id: x}\n"})
    assert all(line.startswith(f"{mine}/facts.yaml:2: ") for line in problems_of(base, mine))


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("component/x.yaml", "belongs to no room of the knowledge (did you mean components?)"),
        ("components/deep/x.yaml", "belongs to no room"),
        ("rules/x.yml", "only .yaml files are read"),
        ("notes.yaml", "belongs to no room"),
    ],
)
def test_a_yaml_file_out_of_place_is_refused(name: str, message: str, tmp_path: Path) -> None:
    folder.write(tmp_path)
    folder.write(tmp_path, {name: "a: 1\n"})
    found = problems_of(tmp_path)
    assert found[0].startswith(f"knowledge/{name}: {message}"), found


def test_other_files_and_foreign_rooms_are_left_alone(tmp_path: Path) -> None:
    folder.write(tmp_path)
    folder.write(tmp_path, {"README.md": "x", "charts/a-1.yaml": "not: [", "examples/a.yaml": "]", ".git/x.yaml": "["})
    assert load_catalog(root=tmp_path, cached=False).component_by_id


def test_a_link_out_of_the_folder_is_not_followed(tmp_path: Path) -> None:
    secret = tmp_path / "secret.yaml"
    secret.write_text("facts: []\n")
    root = folder.write(tmp_path / "base")
    (root / "rules" / "x.yaml").symlink_to(secret)
    assert "a link that leads out of the folder is not followed" in problems_of(root)[0]


def test_a_missing_folder_and_a_huge_file_are_refused(tmp_path: Path) -> None:
    base = folder.write(tmp_path / "base")
    assert "is no folder with knowledge" in problems_of(base, tmp_path / "none")[0]
    folder.write(base, {"rules/big.yaml": "# " + "x" * 2_100_000})
    assert "larger than 2000000 bytes" in "\n".join(problems_of(base))


def test_a_hostile_overlay_is_answered_in_bounds(tmp_path: Path) -> None:
    base = folder.write(tmp_path / "base")
    keys = "".join(f"    key{n}: 1\n" for n in range(2_000))
    options = ", ".join(f"cni=x{n}" for n in range(2_000))
    rules = "".join(
        folder.RULES.removeprefix("rules:\n").replace("cni-bgp", f"a{n}").replace("cilium-kernel", f"b{n}")
        for n in range(400)
    ).replace("[cni=calico]", "[cni=calicoo]")
    mine = folder.write(
        tmp_path / "mine",
        {
            "policies.yaml": folder.POLICIES + keys,
            "rules/many.yaml": "rules:\n" + rules,
            "rules/wide.yaml": folder.RULES.replace("[cni=calico]", f"[{options}]").replace("cni-bgp", "wide"),
        },
    )
    found = problems_of(base, mine)
    assert 50 < len(found) < 3_500
    assert any("and more problems of this entry" in line for line in found)


def test_order_does_not_depend_on_how_files_were_written(tmp_path: Path) -> None:
    forward = load_catalog(root=folder.write(tmp_path / "a"), cached=False)
    backward = load_catalog(root=folder.write(tmp_path / "b", dict(reversed(folder.FILES.items()))), cached=False)
    assert forward.model_dump_json() == backward.model_dump_json()
    assert forward.digest == backward.digest


def test_the_cached_copy_is_the_catalogue_and_never_trusted(tmp_path: Path) -> None:
    root = folder.write(tmp_path / "base")
    store = tmp_path / "cache"
    files = read_files(layers(root, ()), [])
    catalog = load_catalog(root=root, cached=False)
    assert cache.read(files, store) is None
    cache.write(files, catalog, store)
    assert cache.read(files, store) == catalog
    (copy,) = store.iterdir()
    assert copy.stat().st_mode & 0o077 == 0
    body = copy.read_bytes()
    copy.write_bytes(body.replace(b"Calico speaks", b"Calico shouts"))
    assert cache.read(files, store) is None
    copy.write_bytes(b"")
    assert cache.read(files, store) is None
    copy.write_bytes(body)
    store.chmod(0o777)
    assert cache.read(files, store) is None


def test_a_changed_file_is_never_answered_from_the_cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    root = folder.write(tmp_path / "base")
    assert load_catalog(root=root) == load_catalog(root=root)
    folder.write(root, {"rules/network.yaml": folder.RULES.replace("points: 8", "points: 7")})
    assert load_catalog(root=root).rule_by_id["cni-bgp"].points == 7


def test_a_cache_that_cannot_be_written_is_no_error(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "cache").write_text("a file, not a folder")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    assert load_catalog(root=folder.write(tmp_path / "base")).component_by_id
