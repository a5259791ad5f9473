"""The published JSON Schema of `plan.yaml`."""

from __future__ import annotations

from typing import Any

from advisor.model.plan import PLAN_SCHEMA, Plan


def plan_schema() -> dict[str, Any]:
    """JSON Schema of `advisor.plan/1`."""
    schema = Plan.model_json_schema(by_alias=True)
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", "$id": PLAN_SCHEMA, **schema}
