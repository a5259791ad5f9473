"""Components whose licence deserves a look although it is fine here: one rule for every document."""

from __future__ import annotations

from advisor.catalog.spdx import licences_of
from advisor.model.catalog import Catalog
from advisor.model.licence import LicenceClass, Verdict
from advisor.model.plan import PlanComponent

NOTABLE = (LicenceClass.NETWORK_COPYLEFT, LicenceClass.SOURCE_AVAILABLE, LicenceClass.PROPRIETARY)
"""Classes that are fine only under conditions worth knowing."""


def notable_class(expression: str, catalog: Catalog) -> LicenceClass | None:
    """The first class worth a look among the licences of an expression; None where a harmless one may be taken."""
    classes = [
        catalog.licence_by_id[name].licence_class for name in licences_of(expression) if name in catalog.licence_by_id
    ]
    if " OR " in expression and any(c not in NOTABLE for c in classes):
        return None
    return next((c for c in classes if c in NOTABLE), None)


def to_look_at(component: PlanComponent, catalog: Catalog) -> bool:
    """Whether a person should read about this component's licence: not plainly fine, or of a class worth a look."""
    return component.verdict != Verdict.OK or notable_class(component.licence, catalog) is not None
