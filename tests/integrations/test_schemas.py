"""Objects and settings pass the schemas of their owners: CRDs, Kubernetes, and values.schema.json of the charts."""

from __future__ import annotations

import copy
from functools import cache
from typing import Any

import pytest

from advisor.model.integration import Integration
from advisor.model.session import Session
from advisor.plan.inputs import InputBook
from advisor.plan.paths import merged, put
from tests.integrations.object_schemas import custom_problems, schema_of
from tests.integrations.wiring import catalog, chart_of_release, defaults, integrations
from tests.upstream.test_objects import core_problem, is_core
from tests.upstream.test_values import schema_errors, schemas

NO_SCHEMA = frozenset({
    "cdi.kubevirt.io/v1beta1", "clickhouse.altinity.com/v1", "kafka.strimzi.io/v1", "objectbucket.io/v1alpha1",
    "postgresql.cnpg.io/v1", "gateway.networking.k8s.io/v1",
})  # fmt: skip
"""Groups of which some kind has no stored schema; entries that use such a kind say docs, schema or unverified."""


def filled(value: Any) -> Any:
    """`value` with defaults and examples of the inputs in place."""
    return InputBook(catalog(), Session()).fill(value, "test").value


def made() -> list[tuple[str, dict[str, Any]]]:
    return [(i.id, filled(part.object)) for i in integrations() for part in i.objects]


def problems(entry: str, obj: dict[str, Any]) -> list[str]:
    if is_core(obj):
        found = core_problem(obj)
        return [f"{entry}: {found}"] if found else []
    return [f"{entry}: {p}" for p in custom_problems(obj)]


def test_every_object_passes_its_schema() -> None:
    assert [p for entry, obj in made() for p in problems(entry, obj)] == []


def test_every_kind_without_a_schema_is_known() -> None:
    kinds = {o["apiVersion"] for _, o in made() if not is_core(o) and schema_of(o["apiVersion"], o["kind"]) is None}
    assert kinds <= NO_SCHEMA


def test_misspelt_fields_of_objects_are_found() -> None:
    seen = set()
    for entry, obj in made():
        kind = (obj["apiVersion"], obj["kind"])
        if kind in seen or not isinstance(obj.get("spec"), dict):
            continue
        if not is_core(obj) and schema_of(*kind) is None:
            continue
        seen.add(kind)
        wrong = copy.deepcopy(obj)
        wrong["spec"]["noSuchField"] = 1
        assert problems(entry, wrong), kind
    assert len(seen) > 20


def values_of_entry(entry: Integration, release: str) -> dict[str, Any]:
    values: dict[str, Any] = {}
    for value in entry.sets:
        if value.release == release:
            put(values, value.path, filled(value.value))
    return values


@cache
def cases() -> tuple[tuple[str, str], ...]:
    """Entry and release, where the chart of the release has a schema."""
    return tuple(
        (i.id, release)
        for i in integrations()
        for release in sorted({v.release for v in i.sets})
        if chart_of_release().get(release) in schemas()
    )


def entry_problems(entry: Integration, release: str) -> list[str]:
    """What the schema says of one entry's settings that it does not say of the base settings alone."""
    chart = chart_of_release()[release]
    base = copy.deepcopy(defaults()[chart])
    for other in integrations():
        if other.order <= 10 and any(v.release == release for v in other.sets):
            base = merged(base, values_of_entry(other, release))
    return schema_errors(chart, merged(base, values_of_entry(entry, release)))


def test_every_entry_passes_the_schema_of_its_chart() -> None:
    by_id = {i.id: i for i in integrations()}
    assert len(cases()) > 50
    assert [f"{i}: {p}" for i, release in cases() for p in entry_problems(by_id[i], release)] == []


@pytest.mark.parametrize(
    ("entry", "path"), [("cilium-replaces-kube-proxy", "kubeProxyReplacement"), ("loki-ha", "singleBinary.replicas")]
)
def test_a_value_of_the_wrong_kind_is_found(entry: str, path: str) -> None:
    found = next(i for i in integrations() if i.id == entry)
    value = next(v for v in found.sets if v.path == path)
    wrong = value.model_copy(update={"value": {"not": "that"}})
    assert entry_problems(found.model_copy(update={"sets": (wrong,)}), value.release)


def newest(component: str) -> str:
    return next(v.version for v in catalog().component_by_id[component].versions if v.blocked is None)


def versions() -> list[tuple[str, str, str]]:
    """Entry, component and version of every object that states the version of the product it runs."""
    found = []
    for entry, obj in made():
        spec = obj.get("spec", {})
        if obj["kind"] in ("Elasticsearch", "Kibana"):
            found.append((entry, obj["kind"].lower(), str(spec["version"])))
        if obj["kind"] == "ClickHouseInstallation":
            pod = spec["templates"]["podTemplates"][0]["spec"]
            found.append((entry, "clickhouse", pod["containers"][0]["image"].rpartition(":")[2]))
    return found


def test_objects_state_the_version_of_the_catalogue() -> None:
    assert len(versions()) >= 9
    assert [(e, c, v) for e, c, v in versions() if v != newest(c)] == []
