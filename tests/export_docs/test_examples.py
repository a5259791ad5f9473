"""The embedded examples as bundles: no harvested image is lost or unexplained, small, and the same bytes twice."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml

from advisor.catalog.load import load_catalog
from advisor.catalog.paths import knowledge_root
from advisor.export import images
from advisor.export.deliver import bundle_of
from advisor.export.document import images_of
from advisor.model.plan import Plan, Release
from advisor.plan.build import build_plan
from advisor.plan.paths import build, get
from advisor.session import examples
from advisor.session.file import read
from advisor.solve.engine import Engine
from tests.export_docs.conftest import Real

LARGEST = 3_000_000
"""Bytes of a bundle, all files together."""


UPSTREAM = Path(__file__).resolve().parents[3] / "shared" / "upstream" / "harvest"
"""What rendering the pinned charts showed, where it is at hand; else the facts that the knowledge took from it."""


@cache
def plan_of(name: str) -> Plan:
    catalog = load_catalog(cached=False)
    session = read(examples.path(name), catalog)
    return build_plan(catalog, session, Engine(catalog).assess(session, repairs=False), tool_version="0.1.0")


def harvest(release: Release) -> dict[str, Any]:
    """The facts of a release's chart; empty where it was not rendered."""
    if release.chart is None:
        return {}
    name = f"{release.chart.name}-{release.chart.version}.yaml"
    places = (UPSTREAM / name, knowledge_root() / "charts" / name)
    found = next((path for path in places if path.is_file()), None)
    return dict(yaml.safe_load(found.read_text(encoding="utf-8"))) if found else {}


def added_later(release: Release) -> dict[str, Any]:
    """The committed facts of a release's chart, which later renders may have completed."""
    path = knowledge_root() / "charts" / f"{release.chart.name}-{release.chart.version}.yaml" if release.chart else None
    return dict(yaml.safe_load(path.read_text(encoding="utf-8"))) if path and path.is_file() else {}


def words(node: object) -> set[str]:
    """Every text below values or objects."""
    if isinstance(node, dict):
        return set().union(*map(words, node.values())) if node else set()
    return set().union(*map(words, node)) if isinstance(node, list | tuple) and node else {str(node)}


def stated_in(release: Release) -> set[str]:
    """Texts of a release's values and objects."""
    return words([s.value for s in release.settings]) | words([o.object for o in release.objects])


def is_stated(reference: str, other: str, texts: set[str]) -> bool:
    """Whether the values say what makes `other` into `reference`: all of it, its name, its version, or both."""
    name, _, tag = reference.rpartition(":")
    old_name, _, old_tag = other.rpartition(":")
    return reference in texts or ((name == old_name or name in texts) and (tag == old_tag or tag in texts))


def bare(reference: str) -> str:
    return reference.partition("@")[0]


def refs(node: object) -> set[str]:
    """Every image reference below a part of the facts."""
    if isinstance(node, str):
        return {bare(node)} if ":" in node else set()
    if isinstance(node, dict):
        inner = [node["ref"]] if "ref" in node else [*node.values()]
        return set().union(*map(refs, inner)) if inner else set()
    return set().union(*map(refs, node)) if isinstance(node, list | tuple) and node else set()


def switched_off(release: Release, ref: str) -> bool:
    """Whether the committed facts know settings of the release that leave no use of an image."""
    values = build([(s.path, s.value) for s in release.settings])
    sets = [s for s in added_later(release).get("image_sets", ()) if ref in refs(s["images"])]
    on = [s for s in sets if all(str(get(values, p)).lower() == str(v).lower() for p, v in s["when"].items())]
    return any(s.get("effect") == "removes" for s in on) and not any(s.get("effect") != "removes" for s in on)


def of_versions(plan: Plan) -> dict[str, tuple[set[str], dict[str, str]]]:
    """Release -> images that the knowledge states for its version, and registries that stand for others."""
    known = load_catalog(cached=False).component_by_id
    found: dict[str, tuple[set[str], dict[str, str]]] = {}
    for component in plan.components:
        versions = known[component.id].versions if component.id in known else ()
        for entry in (e for v in versions if v.version == component.version for e in v.images):
            old = found.get(entry.release, (set(), {}))
            found[entry.release] = (old[0] | set(entry.refs), old[1] | entry.hosts)
    return found


def published(reference: str, hosts: dict[str, str]) -> str:
    return next(
        (new + reference.removeprefix(old) for old, new in hosts.items() if reference.startswith(old)), reference
    )


@pytest.mark.parametrize("name", examples.names())
def test_every_image_of_the_pinned_charts_is_listed(name: str) -> None:
    plan, stated = plan_of(name), of_versions(plan_of(name))
    listed = {bare(ref) for ref in images_of(plan)}
    needed = {
        published(ref, stated.get(release.id, (set(), {}))[1])
        for release in plan.releases
        for ref in refs(harvest(release).get("images"))
        if not switched_off(release, ref)
    }
    assert len(needed) > 10
    replaced = {
        ref
        for release in plan.releases
        for ref in (needed - listed) & refs(harvest(release).get("images"))
        if any(is_stated(bare(i.ref), ref, stated_in(release)) for i in release.images if bare(i.ref) != ref)
    }
    assert needed - listed - replaced == set()


@pytest.mark.parametrize("name", examples.names())
def test_no_image_is_listed_that_nothing_explains(name: str) -> None:
    plan, stated = plan_of(name), of_versions(plan_of(name))
    explained = set().union(*(refs for refs, _ in stated.values()))
    for release in plan.releases:
        facts, hosts = harvest(release), stated.get(release.id, (set(), {}))[1]
        parts = [facts.get(key) for key in ("images", "image_sets", "optional_images", "variants")]
        parts += [added_later(release).get(key) for key in ("images", "image_sets")]
        known = {published(ref, hosts) for part in parts for ref in refs(part)}
        texts = stated_in(release)
        asked = {bare(i.ref) for i in release.images}
        explained |= known | {r for r in asked if bare(r) in texts or any(is_stated(r, k, texts) for k in known)}
    assert {bare(ref) for ref in images_of(plan)} - explained == set()


@pytest.mark.parametrize("name", examples.names())
def test_a_release_whose_images_are_not_all_known_is_an_open_item(name: str) -> None:
    plan = plan_of(name)
    flagged = {item.id for item in plan.open_items if item.kind == "image"}
    assert flagged == set(images.unknown(plan))


def test_the_images_of_kubernetes_itself_are_listed() -> None:
    own = {image.ref.rpartition("/")[2].partition(":")[0] for image in plan_of("standard-2025").cluster.images}
    assert own == {
        "kube-apiserver", "kube-controller-manager", "kube-scheduler", "kube-proxy", "coredns", "pause", "etcd",
    }  # fmt: skip
    assert plan_of("standard-2025").cluster.images_known
    assert not plan_of("managed-cloud").cluster.images
    page = [item.text.en for item in plan_of("airgap-finance").open_items if item.id == "kubernetes"]
    assert page and "generate_list.sh" in page[0]  # noqa: PT018 - one thought


def test_every_row_of_the_page_says_who_pulls_it_and_why(real: Real) -> None:
    page = next(text for path, text in real.render(images).items() if path.endswith(".md"))
    rows = [[cell.strip() for cell in line.split("|")[1:-1]] for line in page.splitlines() if line.startswith("| `")]
    assert len(rows) == len(images_of(real.plan))
    assert [row[0] for row in rows if not row[1] or not row[2]] == []


@pytest.mark.parametrize("name", ["standard-2026", "airgap-finance"])
def test_a_bundle_is_small_and_the_same_twice(name: str) -> None:
    catalog = load_catalog(cached=False)
    session = read(examples.path(name), catalog)
    assessment = Engine(catalog).assess(session, repairs=False)
    _, first = bundle_of(catalog, session, assessment, formats=("bom-1.7", "spdx", "helmfile"))
    _, second = bundle_of(catalog, session, assessment, formats=("bom-1.7", "spdx", "helmfile"))
    assert first == second
    assert sum(map(len, first.values())) < LARGEST
    assert {"bom/bom-1.7.cdx.json", "bom/bom.spdx.json"} <= set(first)
    assert build_plan(catalog, session, assessment, tool_version="0.1.0").releases


def test_an_image_is_explained_only_by_what_the_values_say() -> None:
    texts = {"otel/contrib", "v2", "a/b:3"}
    assert is_stated("otel/contrib:1", "otel/k8s:1", texts)
    assert is_stated("x/plugin:v2", "x/plugin:v1", texts)
    assert is_stated("a/b:3", "a/c:1", texts)
    assert not is_stated("otel/other:1", "otel/k8s:1", texts)
    assert not is_stated("x/plugin:v3", "x/plugin:v1", texts)
