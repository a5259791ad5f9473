"""`bom/bom-1.7.cdx.json`: the same bill of materials as CycloneDX 1.7, on request."""

from __future__ import annotations

from cyclonedx.output.json import JsonV1Dot7

from advisor.export.cyclonedx import document
from advisor.model.assessment import Assessment
from advisor.model.base import Language
from advisor.model.catalog import Catalog
from advisor.model.plan import Plan
from advisor.model.session import Session

FILE = "bom/bom-1.7.cdx.json"


def render(plan: Plan, catalog: Catalog, assessment: Assessment, session: Session, lang: Language) -> dict[str, bytes]:
    """The document; broken references raise BadInput as they do for 1.6."""
    return {FILE: document(plan, catalog, JsonV1Dot7, FILE)}
