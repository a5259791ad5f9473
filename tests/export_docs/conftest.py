"""The small world, and the real bundles of two embedded examples."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from advisor.catalog.load import load_catalog
from advisor.model.assessment import Assessment
from advisor.model.base import Language
from advisor.model.catalog import Catalog
from advisor.model.plan import Plan
from advisor.model.session import Session
from advisor.plan.build import build_plan
from advisor.session import examples
from advisor.session.file import read
from advisor.solve.engine import Engine
from tests.export_docs.small import World


@pytest.fixture
def world(tmp_path: Path) -> World:
    return World(tmp_path)


@dataclass(frozen=True)
class Real:
    """An embedded example, resolved and planned."""

    plan: Plan
    catalog: Catalog
    assessment: Assessment
    session: Session
    lang: Language

    def render(self, module: Any) -> dict[str, str]:
        files = module.render(self.plan, self.catalog, self.assessment, self.session, self.lang)
        return {path: content.decode() for path, content in files.items()}


@pytest.fixture(scope="session", params=[("standard-2025", "en"), ("airgap-finance", "ko")], ids=lambda p: str(p[0]))
def real(request: pytest.FixtureRequest) -> Real:
    name, lang = request.param
    catalog = load_catalog(cached=False)
    session = read(examples.path(name), catalog)
    assessment = Engine(catalog).assess(session, repairs=False)
    plan = build_plan(catalog, session, assessment, lang=lang, tool_version="0.1.0")
    return Real(plan, catalog, assessment, session, lang)
