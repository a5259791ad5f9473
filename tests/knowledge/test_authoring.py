"""What an author writes works: the walk-through is solved and shown, and the example folder changes what it says."""

from __future__ import annotations

from pathlib import Path

import pytest

from advisor.catalog.lint import lint
from advisor.catalog.load import load_catalog, load_with_positions
from advisor.catalog.show import page
from advisor.discover.discovery import discover
from advisor.model.assessment import Standing
from advisor.model.catalog import Catalog
from advisor.model.session import Choice, Session
from advisor.plan.build import build_plan
from advisor.solve.engine import Engine
from tests.knowledge.test_readme import OWN, followed

__all__ = ["followed"]
EXAMPLE = Path(__file__).resolve().parents[2] / "docs" / "overlay-example"


@pytest.fixture(scope="module")
def example() -> Catalog:
    return load_catalog([EXAMPLE])


def test_the_walk_through_can_be_solved_and_shown(followed: Path) -> None:
    """The new component is installed where it is chosen, wins where its rule speaks, and has a page."""
    catalog = load_catalog(root=followed / "knowledge", cached=False)
    engine = Engine(catalog)
    wanted = Session(name="s", choices={"profiling": Choice(option="acme-profiler")})
    found = engine.assess(wanted, count_budget=0)
    assert found.stack["profiling"] == "acme-profiler"
    assert found.stack["cost-view"] in {"none", "acme-costs"}
    assert {p.component: p.version for p in found.pins}["acme-profiler"] == "1.4.0"
    plan = build_plan(catalog, engine.complete(wanted), found, tool_version="0")
    assert "acme-profiler" in {release.id for release in plan.releases}
    profile = {"needs": ("profiling",), "priorities": ("low-footprint",)}
    reasons = engine.assess(Session(name="s", profile=profile), count_budget=0).decision("profiling")
    option = reasons.option("acme-profiler")
    assert option is not None
    assert "acme-profiler-footprint" in {reason.rule for reason in option.reasons}
    for entry in ("components:acme-profiler", "decisions:cost-view", "rules:acme-profiler-footprint"):
        assert page(catalog, entry, "en") != page(catalog, entry, "ko")


def test_the_component_of_the_walk_through_is_discovered(followed: Path, tmp_path: Path) -> None:
    dump = tmp_path / "helm.json"
    dump.write_text('[{"name": "p", "namespace": "n", "chart": "acme-profiler-1.4.0"}]', encoding="utf-8")
    found = discover([dump], load_catalog(root=followed / "knowledge", cached=False))
    assert [(e.component, e.version) for e in found.existing] == [("acme-profiler", "1.4.0")]


def test_the_organisation_of_the_walk_through_is_obeyed(followed: Path) -> None:
    engine = Engine(load_catalog([followed / OWN], root=followed / "knowledge", cached=False))
    standings = engine.standings(Session(name="s"))
    assert standings["secrets"]["vault"] is Standing.IMPOSSIBLE
    assert standings["secrets"]["openbao"] is not Standing.IMPOSSIBLE


def test_the_example_says_what_it_replaces(example: Catalog) -> None:
    assert {(o.kind, o.id, o.replaced) for o in example.overrides} == {
        ("components", "cert-manager", True),
        ("inputs", "registry_host", True),
        ("licences", "BUSL-1.1", True),
        ("rules", "acme-registry", False),
        ("sources", "acme-platform", False),
    }


def test_the_example_is_no_error_but_says_what_it_closes() -> None:
    loaded, shipped = load_with_positions([EXAMPLE]), load_with_positions()
    assert loaded.catalog is not None
    assert shipped.catalog is not None
    assert not loaded.problems
    known = {str(p) for p in lint(shipped.catalog, shipped.positions)}
    new = [p for p in lint(loaded.catalog, loaded.positions) if str(p) not in known]
    assert {p.check for p in new} == {"override", "dead-option"}, "\n".join(map(str, new))
    assert not [p for p in new if p.severity == "error"]
    dead = sorted(p.message.partition(":")[0] for p in new if p.check == "dead-option")
    assert dead == ["nobody can ever choose terraform", "nobody can ever choose vault"]


def test_the_banned_licence_closes_its_products(example: Catalog) -> None:
    """Vault and Terraform are impossible for everybody, in the company's own words; without the folder they are not."""
    engine, plain = Engine(example), Engine(load_catalog())
    for decision, option in (("secrets", "vault"), ("iac", "terraform")):
        assert engine.standings(Session(name="s"))[decision][option] is Standing.IMPOSSIBLE
        assert plain.standings(Session(name="s"))[decision][option] is not Standing.IMPOSSIBLE
        told = engine.explain(Session(name="s"), decision, option)
        assert told.conflict is not None
        assert "legal department" in " ".join(item.text.en for item in told.conflict.items)
    refused = engine.assess(Session(name="s", choices={"secrets": Choice(option="vault")}), count_budget=0)
    assert refused.status == "conflict"


def test_the_own_registry_is_taken(example: Catalog) -> None:
    """The registry of the company wins, and its address stands in the plan without an answer."""
    taken = Engine(example).assess(Session(name="s"), count_budget=0)
    assert taken.stack["registry"] == "external"
    assert Engine(load_catalog()).assess(Session(name="s"), count_budget=0).stack["registry"] == "harbor"
    assert example.input_by_id["registry_host"].default == "registry.acme.example"


@pytest.mark.parametrize("kubernetes", ["1.35", "1.36"])
def test_the_pinned_version_is_taken(kubernetes: str, example: Catalog) -> None:
    """Only the tested version is ever taken; where it documents no such Kubernetes, that is said."""
    session = Session(
        name="s", profile={"kubernetes_version": kubernetes}, choices={"certificates": Choice(option="cert-manager")}
    )
    found = Engine(example).assess(session, count_budget=0)
    pin = next(p for p in found.pins if p.component == "cert-manager")
    assert pin.version == "1.20.3"
    assert pin.documented is (kubernetes == "1.35")
    assert ("kubernetes:cert-manager" in {f.id for f in found.findings}) is (kubernetes == "1.36")


def test_the_pinned_copy_differs_in_its_versions_only(example: Catalog) -> None:
    """A copy that falls behind the shipped entry would quietly undo corrections."""
    mine, shipped = example.component_by_id["cert-manager"], load_catalog().component_by_id["cert-manager"]
    assert mine.model_copy(update={"versions": shipped.versions}) == shipped
    assert all(version in shipped.versions for version in mine.versions)
    assert len(mine.versions) < len(shipped.versions)
