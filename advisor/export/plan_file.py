"""`plan.yaml`: the plan itself, the index of the bundle."""

from __future__ import annotations

from typing import Any

from advisor.export.text import to_bytes
from advisor.export.yaml_emit import emit
from advisor.model.assessment import Assessment
from advisor.model.base import Language
from advisor.model.catalog import Catalog
from advisor.model.plan import Plan
from advisor.model.session import Session

PLAN_FILE = "plan.yaml"


def render(plan: Plan, catalog: Catalog, assessment: Assessment, session: Session, lang: Language) -> dict[str, bytes]:
    """The plan as YAML. Parts that hold nothing are left out; reading it back gives the same plan."""
    return {PLAN_FILE: to_bytes(emit(as_data(plan), header="The one source of every other file here."))}


def as_data(plan: Plan) -> dict[str, Any]:
    """Plain data of the plan, without parts that equal their default."""
    data = plan.model_dump(mode="json", by_alias=True, exclude_defaults=True)
    return {"schema": plan.schema_, **data}


def plan_of(data: object) -> Plan:
    """The plan out of the data of `plan.yaml`."""
    return Plan.model_validate(data)
