"""The embedded examples as bundles: no harvested image is lost or unexplained, small, and the same bytes twice."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from advisor.catalog.load import load_catalog
from advisor.catalog.paths import knowledge_root
from advisor.export import images
from advisor.export.deliver import bundle_of
from advisor.export.document import images_of
from advisor.model.plan import Plan
from advisor.plan.build import build_plan
from advisor.session import examples
from advisor.session.file import read
from advisor.solve.engine import Engine
from tests.export_docs.conftest import Real

LARGEST = 3_000_000
"""Bytes of a bundle, all files together."""


def harvested(plan: Plan) -> set[str]:
    """Every image that the facts of the pinned charts hold for the releases of a plan, as they say it."""
    folder: Path = knowledge_root() / "charts"
    found: set[str] = set()
    for release in plan.releases:
        facts = folder / f"{release.chart.name}-{release.chart.version}.yaml" if release.chart else None
        if facts is not None and facts.is_file():
            read_facts = yaml.safe_load(facts.read_text(encoding="utf-8"))
            found |= {str(image["ref"]) for image in read_facts.get("images") or ()}
    return found


def bare(reference: str) -> str:
    return reference.partition("@")[0]


def test_every_image_of_the_pinned_charts_is_listed(real: Real) -> None:
    listed = {bare(ref) for ref in images_of(real.plan)}
    needed = {bare(ref) for ref in harvested(real.plan)}
    assert needed
    assert needed - listed == set()


def test_nothing_in_the_list_is_unexplained(real: Real) -> None:
    page = next(text for path, text in real.render(images).items() if path.endswith(".md"))
    rows = [[cell.strip() for cell in line.split("|")[1:-1]] for line in page.splitlines() if line.startswith("| `")]
    assert len(rows) == len(images_of(real.plan))
    assert [row[0] for row in rows if not row[1] or not row[2]] == []


@pytest.mark.parametrize("name", ["standard-2025", "airgap-finance"])
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
