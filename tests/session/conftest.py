"""A catalogue small enough to read: two decisions, five facts."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from advisor.model.catalog import Catalog

SEEN = "2026-11-24"


def text(words: str) -> dict[str, str]:
    return {"en": words, "ko": f"{words} 설명"}


def component(component_id: str) -> dict[str, object]:
    return {
        "id": component_id,
        "name": text(component_id),
        "description": text(component_id),
        "licence": {"expression": "Apache-2.0", "checked": "read", "sources": [{"ref": "test", "as_of": SEEN}]},
        "lifecycle": {"state": "active"},
        "sources": [{"ref": "test", "as_of": SEEN}],
        "as_of": SEEN,
    }


def fact(fact_id: str, kind: str, **more: object) -> dict[str, object]:
    return {
        "id": fact_id,
        "kind": kind,
        "group": "site",
        "name": text(fact_id),
        "question": text(fact_id),
        "why": text(fact_id),
        **more,
    }


def decision(decision_id: str, *options: str) -> dict[str, object]:
    return {
        "id": decision_id,
        "group": "network",
        "name": text(decision_id),
        "question": text(decision_id),
        "why": text(decision_id),
        "options": [{"id": o, "name": text(o), "summary": text(o)} for o in options],
    }


@pytest.fixture
def catalog() -> Catalog:
    values = [{"id": v, "name": text(v)} for v in ("service-mesh", "backup", "tracing")]
    places = [{"id": v, "name": text(v)} for v in ("on-premises", "public-cloud")]
    return Catalog.model_validate(
        {
            "edition": {"id": "2026.11", "as_of": SEEN, "title": text("edition"), "kubernetes": []},
            "criteria": [{"id": "operations", "name": text("operations"), "weight": 5}],
            "groups": [{"id": "network", "name": text("network")}],
            "fact_groups": [{"id": "site", "name": text("site")}],
            "facts": [
                fact("location", "enum", values=places),
                fact("air_gapped", "boolean"),
                fact("workers", "integer", minimum=0, maximum=5000),
                fact("kubernetes_version", "version", example="1.36"),
                fact("needs", "list", values=values),
                fact("subscriptions", "list", values_from="components"),
            ],
            "capabilities": [],
            "decisions": [decision("cni", "calico", "cilium"), decision("mesh", "istio", "none")],
            "components": [component(c) for c in ("calico", "cilium", "istio", "harbor")],
            "rules": [],
            "policies": [
                {"id": "osi_only", "name": text("osi"), "text": text("osi"), "rejects": {"osi": False}, "as_of": SEEN}
            ],
            "licences": [],
            "inputs": [
                {"id": "domain", "kind": "host", "name": text("d"), "text": text("d"), "example": "k8s.example.com"}
            ],
        }
    )


@pytest.fixture
def clock() -> Callable[[], str]:
    """A clock that counts."""
    ticks = iter(range(10_000))
    return lambda: f"2026-11-24T00:00:{next(ticks):02d}Z"
