"""The knowledge covers its reference; and each proof reports what is taken away from it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from advisor.catalog.load import load_catalog
from advisor.model.catalog import Catalog
from advisor.model.component import ClaimVerdict
from tests.knowledge import coverage
from tests.knowledge import reference as where
from tests.knowledge.reference import Reference, read_reference

Proof = Callable[[Catalog, Reference], list[str]]
PROOFS: dict[str, Proof] = {
    "systems": coverage.missing_systems,
    "offers": coverage.missing_offers,
    "facts": coverage.missing_facts,
    "rules": coverage.missing_rules,
    "traces": coverage.untraced,
    "strengths": coverage.unenforced,
    "footprints": coverage.uncounted,
    "trends": coverage.different_trends,
}


@pytest.fixture(scope="module")
def reference() -> Reference:
    return read_reference()


@pytest.fixture(scope="module")
def catalog() -> Catalog:
    return load_catalog()


def test_the_reference_is_read_whole(reference: Reference) -> None:
    """The numbers of the reference, so that a reader that misses rows is found."""
    assert len(reference.systems) == 69
    assert len(reference.rules) == 88
    assert len(reference.dependencies) == 39
    assert reference.additions == tuple(f"A-{n}" for n in range(1, 16))
    assert [name for name, _ in reference.tables["B"]] == [f"B-{n:02}" for n in range(1, 41)]
    assert {letter: len(rows) for letter, rows in reference.tables.items()} == {"B": 40, "C": 21, "D": 8, "E": 16}
    assert reference.strengths.keys() == {name for name, _ in reference.tables["B"]}
    assert len(reference.decisions) == 44
    assert reference.decisions["log-store"][-1] == "elasticsearch+loki"


@pytest.mark.parametrize("name", PROOFS)
def test_nothing_of_the_reference_is_missing(name: str, catalog: Catalog, reference: Reference) -> None:
    assert PROOFS[name](catalog, reference) == []


def test_superseded_rules_name_their_successor_and_say_why(catalog: Catalog) -> None:
    assert coverage.lost_successors(catalog) == []
    assert all(old.reason.en and old.reason.ko and old.sources for old in catalog.superseded)


def without(catalog: Catalog, kind: str, name: str) -> Catalog:
    """The catalogue without one entry."""
    key = "decision" if kind == "trends" else "id"
    kept = tuple(entry for entry in getattr(catalog, kind) if getattr(entry, key) != name)
    assert len(kept) == len(getattr(catalog, kind)) - 1
    return catalog.model_copy(update={kind: kept}, deep=False)


def fresh(catalog: Catalog) -> Catalog:
    """The same catalogue without the views it has computed already."""
    return Catalog.model_construct(**{name: getattr(catalog, name) for name in Catalog.model_fields})


@pytest.mark.parametrize(
    ("proof", "kind", "name", "reported"),
    [
        ("systems", "components", "kube-proxy", "kube-proxy"),
        ("systems", "components", "velero", "velero"),
        ("offers", "decisions", "api-vip", "api-vip"),
        ("facts", "facts", "funding_usd", "funding_usd"),
        ("rules", "rules", "cni-bgp", "cni-bgp"),
        ("rules", "superseded", "nonoss-accepted", "nonoss-accepted"),
        ("strengths", "rules", "metallb-not-in-clouds", "B-14 HARD"),
        ("strengths", "rules", "kubespray-addons", "B-35 WARN"),
        ("strengths", "integrations", "kubelet-on-cgroup-v1", "B-26 SET"),
        ("footprints", "components", "istio-ambient", "istio ztunnel"),
        ("trends", "trends", "tracing", "tracing"),
        ("trends", "trends", "tracing", "tracing 2026"),
        ("trends", "components", "karmada", "multi-cluster: karmada"),
    ],
)
def test_a_proof_reports_what_was_taken_away(
    proof: str, kind: str, name: str, reported: str, catalog: Catalog, reference: Reference
) -> None:
    assert reported in PROOFS[proof](fresh(without(catalog, kind, name)), reference)


@pytest.mark.parametrize("trace", ["A-6", "B-01", "B-40", "C:velero", "C:gitlab", "D:cilium", "D:containerd"])
def test_a_lost_trace_is_reported(trace: str, catalog: Catalog, reference: Reference) -> None:
    lines = catalog.model_dump_json(by_alias=True).replace(f'"{trace}"', '"elsewhere"')
    assert coverage.untraced(Catalog.model_validate_json(lines), reference) == [trace]


def test_a_lost_option_claim_and_number_are_reported(catalog: Catalog, reference: Reference) -> None:
    """Parts of an entry are looked at, not only the entry."""
    cni = catalog.decision_by_id["cni"]
    poorer = cni.model_copy(update={"options": cni.options[:1]})
    changed = catalog.model_copy(update={"decisions": tuple(poorer if d is cni else d for d in catalog.decisions)})
    assert coverage.missing_offers(fresh(changed), reference) == [f"cni={cni.options[1].id}"]

    cilium = catalog.component_by_id["cilium"]
    silent = cilium.model_copy(update={"claims": ()})
    changed = catalog.model_copy(update={"components": tuple(silent if c is cilium else c for c in catalog.components)})
    assert coverage.missing_systems(fresh(changed), reference)[0].startswith("cilium: 0 of")

    velero = catalog.component_by_id["velero"]
    assert velero.sizes is not None
    small = velero.sizes.small.model_copy(update={"cpu_m": 1, "per_node_cpu_m": 0})
    tiny = velero.model_copy(update={"sizes": velero.sizes.model_copy(update={"small": small})})
    changed = catalog.model_copy(update={"components": tuple(tiny if c is velero else c for c in catalog.components)})
    assert coverage.uncounted(fresh(changed), reference) == ["Velero server: 500m documented"]


def test_every_claim_of_the_article_has_a_verdict_of_today(catalog: Catalog, reference: Reference) -> None:
    """A claim cites the article; one that no longer holds says what is true now, by another source."""
    for system in reference.systems:
        for claim in catalog.component_by_id[system["id"]].claims:
            refs = {source.ref for source in claim.sources}
            assert "article-2025" in refs, f"{system['id']}: {claim.text.en}"
            if claim.verdict in (ClaimVerdict.CHANGED, ClaimVerdict.WRONG):
                assert refs - {"article-2025"}, f"{system['id']}: {claim.text.en}"


def test_an_absent_reference_is_skipped_here_and_fails_in_ci(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(where, "FOLDER", tmp_path)
    monkeypatch.delenv("CI", raising=False)
    with pytest.raises(pytest.skip.Exception, match="not beside this checkout"):
        read_reference()
    monkeypatch.setenv("CI", "true")
    with pytest.raises(pytest.fail.Exception, match="not beside the checkout"):
        read_reference()
