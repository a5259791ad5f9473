"""The linter: the small folder is clean, and each check finds its own defect and nothing else."""

from __future__ import annotations

from pathlib import Path

import pytest

from advisor.catalog.lint import FAMILIES, lint, lint_folder
from advisor.catalog.load import load_with_positions
from advisor.errors import Problem
from tests.catalog import folder

WITHOUT_SOLVER = [name for name in FAMILIES if name != "reach"]
HEADER = "# yaml-language-server: $schema=x.schema.json\n"

Files = dict[str, str]


def clean_files() -> Files:
    files = {name: HEADER + text for name, text in folder.FILES.items()}
    need = """\
needs:
  - id: policy
    needs: {any: [{capability: network-policy}, {capability: gateway}]}
    text: {en: Needs a policy., ko: 정책이 필요하다.}
    sources: [{ref: "https://example.org/", as_of: 2026-08-22}]
    as_of: 2026-08-22
"""
    files["components/calico.yaml"] += need
    return files


def problems(tmp_path: Path, files: Files, families: list[str] | None = None) -> list[Problem]:
    loaded = load_with_positions(root=folder.write(tmp_path, files))
    assert loaded.problems == ()
    assert loaded.catalog is not None
    return lint(loaded.catalog, loaded.positions, families or WITHOUT_SOLVER)


def test_the_small_folder_is_clean(tmp_path: Path) -> None:
    assert problems(tmp_path, clean_files()) == []


RULE = """\
  - id: extra
    effect: {effect}
    when: {when}
    {body}
    text: {{en: Another rule., ko: 다른 규칙이다.}}
    sources: [{{ref: "https://example.org/", as_of: 2026-08-22}}]
    as_of: 2026-08-22
"""


def rule(effect: str, when: str, body: str) -> tuple[str, str, str]:
    return "rules/network.yaml", "", RULE.format(effect=effect, when=when, body=body)


PREDICATE = """\
  - id: {id}
    when: {{always: true}}
    verdict: unknown
    {extra}
    text: {{en: Nobody knows., ko: 아무도 모른다.}}
    sources: [{{ref: "https://example.org/", as_of: 2026-08-22}}]
    as_of: 2026-08-22
"""
INPUT = """\
inputs:
  - id: domain
    kind: host
    name: {en: Domain, ko: 도메인}
    text: {en: The domain., ko: 도메인이다.}
    example: k8s.example.org
"""
INTEGRATION = """\
integrations:
  - id: calico
    title: {en: Wiring, ko: 연동}
    when: {component: calico}
    verified: docs
    sources: [{ref: "https://example.org/", as_of: 2026-08-22}]
    as_of: 2026-08-22
"""
CALICO, NET = "components/calico.yaml", "rules/network.yaml"
INSTALL_CYCLE = """\
  - id: {other}
    phase: install
    needs: {{component: {other}}}
    text: {{en: Needs the other., ko: 다른 것이 필요하다.}}
    sources: [{{ref: "https://example.org/", as_of: 2026-08-22}}]
    as_of: 2026-08-22
"""

DEFECTS: dict[str, list[tuple[str, str, str]]] = {
    "file-header": [("policies.yaml", HEADER, "")],
    "file-length": [("rules/network.yaml", HEADER, HEADER + "#\n" * 400)],
    "korean": [(NET, "칼리코는 BGP를 지원한다.", "Calico speaks BGP.")],
    "english": [(NET, "Calico speaks BGP.", "Calico는 BGP")],
    "ambiguous-width": [(CALICO, "{en: Calico, ko", "{en: Calico\u00b7x, ko")],
    "missing-source": [(CALICO, 'sources: [{ref: "https://example.org/releases", as_of: 2026-08-22}]', "sources: []")],
    "unpinned-source": [(CALICO, '{ref: "https://example.org/releases"', '{ref: "owner/repo:LICENSE"')],
    "purl": [(CALICO, "licence:\n", "purl: github/owner/repo\nlicence:\n")],
    "future-date": [(NET, "as_of: 2026-08-22}]", "as_of: 2027-01-01}]")],
    "stale-fact": [(NET, "    as_of: 2026-08-22\n  - id: cil", "    as_of: 2025-01-22\n  - id: cil")],
    "invalid-spdx": [
        (CALICO, "expression: Apache-2.0", "expression: Apache-2.0 AND"),
    ],
    "unused-licence": [("licences/licenseref-x.yaml", "", folder.APACHE.replace("Apache-2.0", "LicenseRef-x"))],
    "unreachable-predicate": [("licences/apache-2.0.yaml", "", "predicates:\n" + PREDICATE.format(id="a", extra="")
                               + PREDICATE.format(id="b", extra=""))],
    "predicate-points": [("licences/apache-2.0.yaml", "", "predicates:\n" + PREDICATE.format(
        id="a", extra="points: 3\n    criterion: operations"))],
    "unused-input": [("inputs.yaml", "", INPUT)],
    "version": [(CALICO, 'kubernetes: ">=1.34,<=1.36"', 'kubernetes: "1.34 to 1.36"')],
    "outside-range": [(CALICO, 'kubernetes: ">=1.34,<=1.36"', 'kubernetes: ">=1.20,<=1.22"')],
    "duplicate-version": [
        (CALICO, "versions:\n", "versions:\n  - {version: 1.0.0, seen: 2026-08-22, charts: {calico: 1.0.0},\n"
         "     sources: [{ref: 'https://example.org/', as_of: 2026-08-22}]}\n"),
    ],
    "chart-version": [(CALICO, "    charts: {calico: 1.0.0}\n", "")],
    "unused-chart": [(CALICO, "charts: {calico: 1.0.0}", "charts: {calico: 1.0.0, other: 2.0.0}")],
    "version-dates": [(CALICO, "    seen: 2026-08-22\n", "    seen: 2026-08-22\n    end_of_life: 2026-01-01\n")],
    "all-blocked": [(CALICO, "    seen: 2026-08-22\n", "    seen: 2026-08-22\n    blocked: {en: Bad., ko: 나쁘다.}\n")],
    "missing-translation": [(NET, "as_of: 2026-08-22}]", "as_of: 2026-08-22, note: read in a copy}]")],
    "by-name": [
        (CALICO, "versions:\n", "versions:\n  - {version: 0.9.0, seen: 2026-08-22, by_name: {en: Older., ko: 옛것.},\n"
         "     sources: [{ref: 'https://example.org/', as_of: 2026-08-22}]}\n"),
    ],
    "unoffered-component": [("components/weave.yaml", "", folder.component("weave", "위브", "weave"))],
    "unused-capability": [
        (CALICO, "{any: [{capability: network-policy}, {capability: gateway}]}", "{capability: network-policy}"),
    ],
    "unprovided-capability": [("decisions/entry.yaml", "    provides: [gateway]\n", "")],
    "unused-fact": [(NET, "{fact: bgp_fabric, is: true}", '{fact: kernel_version, at_least: "6.0"}')],
    "install-cycle": [
        (CALICO, "", INSTALL_CYCLE.format(other="cilium")),
        ("components/cilium.yaml", "", "needs:\n" + INSTALL_CYCLE.format(other="calico")),
    ],
    "redundant-rule": [rule("forbids", "{all: [{fact: kernel_version, below: '5.10'}, {fact: location, is: on-premises}"
                            ", {fact: bgp_fabric, is: true}]}", "options: [cni=cilium]")],
    "contradictory-rules": [rule("prefers", "{all: [{fact: kernel_version, below: '5.10'}, {fact: location, is: "
                                 "on-premises}]}", "options: [cni=cilium]\n    points: 3\n    criterion: operations")],
    "shadowed-id": [("integrations/net.yaml", "", INTEGRATION)],
    "impossible-condition": [rule("warns", "{all: [{fact: location, is: on-premises}, {fact: location, is: "
                                  "public-cloud}]}", "severity: info")],
    "duplicate-id": [("decisions/cni.yaml", "  - {id: cilium, ", "  - {id: cilium, components: [calico], "
                      "name: {en: A, ko: 가}, summary: {en: B., ko: 나.}}\n  - {id: cilium, ")],
    "none-brings": [("decisions/entry.yaml", "  - {id: none, ", "  - {id: none, components: [calico], ")],
    "no-version": [(CALICO, folder.FILES[CALICO][folder.FILES[CALICO].index("versions:"):
                    folder.FILES[CALICO].index("provides:")], "")],
}  # fmt: skip


def spoilt(changes: list[tuple[str, str, str]]) -> Files:
    files = clean_files()
    for name, old, new in changes:
        text = files.get(name, HEADER)
        assert old in text
        files[name] = text.replace(old, new, 1) if old else text + new
    return files


@pytest.mark.parametrize("check", DEFECTS)
def test_each_defect_is_found_by_its_check(check: str, tmp_path: Path) -> None:
    found = problems(tmp_path, spoilt(DEFECTS[check]))
    assert check in {p.check for p in found}, [str(p) for p in found]
    assert {p.check for p in found} == {check}, [f"{p.check}: {p}" for p in found]
    for each in found:
        assert each.file is not None
        assert each.file.startswith("knowledge/")
        assert each.line is not None or check == "file-length"


def test_context_and_missing_release(tmp_path: Path) -> None:
    text = folder.FILES[CALICO]
    releases = text[text.index("releases:") : text.index('sources: [{ref: "https://example.org/", as_of')]
    bare = [(CALICO, releases, ""), (CALICO, "    charts: {calico: 1.0.0}\n", "")]
    assert {p.check for p in problems(tmp_path / "a", spoilt(bare))} == {"no-release"}
    wired = """\
    - id: calico-wiring
      title: {en: Wiring, ko: 연동}
      when: {chosen: cni=calico}
      sets: [{release: cilium, path: a, value: 1, why: Because.}]
      verified: docs
      sources: [{ref: "https://example.org/", as_of: 2026-08-22}]
      as_of: 2026-08-22
"""
    wiring = ("integrations/network.yaml", "", "integrations:\n" + wired)
    assert problems(tmp_path / "c", spoilt([*bare, wiring])) == []
    files = spoilt([])
    moved = files.pop(CALICO).replace(
        "licence:\n", "context: removed\ncontext_text: {en: Gone., ko: 없다.}\nlicence:\n", 1
    )
    files["components/context/calico.yaml"] = moved
    assert {p.check for p in problems(tmp_path / "b", files)} == {"context-offered"}


def test_a_cycle_with_a_way_around_is_none(tmp_path: Path) -> None:
    around = INSTALL_CYCLE.format(other="cilium").replace(
        "{component: cilium}", "{any: [{component: cilium}, {capability: gateway}]}"
    )
    files = spoilt([(CALICO, "", around)])
    assert problems(tmp_path, files) == []


def test_stricter_condition_alone_is_not_redundant(tmp_path: Path) -> None:
    files = spoilt([rule("forbids", "{fact: bgp_fabric, is: true}", "options: [cni=cilium]")])
    assert problems(tmp_path, files) == []


def test_dead_options_and_false_optionals_are_proved(tmp_path: Path) -> None:
    pytest.importorskip("advisor.solve.engine")
    files = spoilt([rule("forbids", "{always: true}", "options: [entry=cilium-gateway]")])
    found = problems(tmp_path, files, ["reach"])
    assert {p.check for p in found} == {"dead-option", "false-optional"}
    dead = next(p for p in found if p.check == "dead-option")
    assert "extra (Another rule.)" in dead.message
    assert (dead.file, dead.line) == ("knowledge/decisions/entry.yaml", 9)
    assert problems(tmp_path / "clean", clean_files(), ["reach"]) == []


def test_overrides_are_listed_with_their_file(tmp_path: Path) -> None:
    base = folder.write(tmp_path / "base", clean_files())
    mine = folder.write(tmp_path / "mine", {CALICO: clean_files()[CALICO]})
    loaded = load_with_positions([mine], root=base)
    assert loaded.catalog is not None
    found = lint(loaded.catalog, loaded.positions, WITHOUT_SOLVER)
    assert [(p.severity, p.file, p.message) for p in found] == [
        ("info", f"{mine}/{CALICO}", "components calico replaces the shipped entry")
    ]


def test_without_positions_problems_name_the_entry(tmp_path: Path) -> None:
    files = spoilt([(NET, "칼리코는 BGP를 지원한다.", "Calico speaks BGP.")])
    loaded = load_with_positions(root=folder.write(tmp_path, files))
    assert loaded.catalog is not None
    assert [p.key for p in lint(loaded.catalog, families=["texts"])] == ["rules cni-bgp"]


NET_WIRING = INTEGRATION.replace("id: calico", "id: calico-wiring")


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("  - id: calico-wiring\n    title", "  - title", "is missing"),
        ('    sources: [{ref: "https://example.org/", as_of: 2026-08-22}]\n', "", "sources: is missing"),
        ("    as_of: 2026-08-22\n", "", "as_of: is missing"),
        ('[{ref: "https://example.org/", as_of: 2026-08-22}]', "[]", "a statement without a source"),
    ],
)
def test_wiring_without_id_source_or_date_is_refused(old: str, new: str, said: str, tmp_path: Path) -> None:
    whole = spoilt([("integrations/net.yaml", "", NET_WIRING)])
    assert problems(tmp_path / "whole", whole) == []
    assert old in NET_WIRING
    files = spoilt([("integrations/net.yaml", "", NET_WIRING.replace(old, new, 1))])
    found = lint_folder(root=folder.write(tmp_path / "bad", files))
    assert said in " ".join(str(p) for p in found if p.severity == "error")
