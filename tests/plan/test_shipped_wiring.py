"""Wiring of the shipped catalogue that depends on what else was chosen or is already there."""

from __future__ import annotations

from typing import Any

import pytest

from advisor.model.plan import Plan
from advisor.model.session import Session
from advisor.plan.build import build_plan
from advisor.plan.wiring import values_of
from advisor.session import edit
from tests.upstream.bundles import EXAMPLES, catalog, engine, made

SITE: dict[str, Any] = {
    "control_planes": 3, "workers": 6, "kernel_version": "6.8", "os_family": "ubuntu", "os_version": "24.04",
    "raw_disks": True, "l2_network": True, "kubernetes_version": "1.36", "location": "on-premises",
}  # fmt: skip
STORES = {
    "loki": ["otlphttp/loki"],
    "opensearch": ["opensearch"],
    "elasticsearch": ["elasticsearch"],
    "opensearch+loki": ["opensearch", "otlphttp/loki"],
    "elasticsearch+loki": ["elasticsearch", "otlphttp/loki"],
}


def plan(choices: dict[str, str], *, existing: tuple[str, ...] = (), inputs: Any = None, **facts: Any) -> Plan:
    profile = {k: catalog().fact_by_id[k].check(v) for k, v in {**SITE, **facts}.items()}
    state = Session(name="wiring", profile=profile, existing=existing, inputs=inputs or {})
    for decision, option in choices.items():
        state = edit.choose(state, decision, option)
    assessment = engine().assess(state, count_budget=0, repairs=False)
    assert {d: assessment.stack[d] for d in choices} == choices
    return build_plan(catalog(), state, assessment, tool_version="test")


def values(made: Plan, release: str) -> dict[str, Any]:
    return values_of(next(r for r in made.releases if r.id == release).settings)


def open_inputs(made: Plan) -> set[str]:
    return {item.id for item in made.open_items if item.kind == "input"}


BEHIND_LOGIN = {"identity": "keycloak", "entry": "envoy-gateway", "mesh-view": "hubble"}


def test_the_address_and_realm_of_an_existing_keycloak_are_open_until_answered() -> None:
    own = plan(BEHIND_LOGIN)
    assert not {"keycloak_internal_url", "keycloak_realm"} & open_inputs(own)
    there = plan(BEHIND_LOGIN, existing=("keycloak",))
    assert {"keycloak_internal_url", "keycloak_realm"} <= open_inputs(there)
    assert "keycloak-keycloakx-http" not in there.model_dump_json()
    assert "keycloak-existing" in {n.id for n in there.notes} - {n.id for n in own.notes}
    answers = {"keycloak_internal_url": "https://login.acme.example", "keycloak_realm": "staff"}
    told = plan(BEHIND_LOGIN, existing=("keycloak",), inputs=answers)
    assert not {"keycloak_internal_url", "keycloak_realm"} & open_inputs(told)
    assert "https://login.acme.example/realms/staff/protocol/openid-connect/token" in told.model_dump_json()


def test_keycloak_finds_the_bind_password_its_ldap_settings_name() -> None:
    made = plan({"identity": "keycloak"}, ldap_directory=True, existing=())
    found = values(made, "keycloak")
    assert found["args"] == ["--import-realm", "--vault=file", "--vault-dir=/opt/keycloak/vault"]
    assert "items: [{key: password, path: platform_ldap-bind}]" in found["extraVolumes"]
    assert "name: realm" in found["extraVolumes"], "the realm stays mounted"
    assert "mountPath: /opt/keycloak/vault" in found["extraVolumeMounts"]
    assert next(s for s in made.secrets if s.name == "keycloak-ldap-bind").keys == ("password",)
    without = plan({"identity": "keycloak"}, ldap_directory=False)
    assert values(without, "keycloak")["args"] == ["--import-realm"]
    assert "keycloak-ldap-bind" not in {s.name for s in without.secrets}


@pytest.mark.parametrize("forwarder", ["fluent-bit", "opentelemetry"])
@pytest.mark.parametrize("store", STORES)
def test_logs_sent_by_otlp_reach_the_log_store_whatever_collects_the_files(store: str, forwarder: str) -> None:
    made = plan({"telemetry": "opentelemetry", "log-store": store, "log-forwarder": forwarder, "tracing": "tempo"})
    gateway = values(made, "otel-gateway")["config"]
    assert gateway["service"]["pipelines"]["logs"]["exporters"] == STORES[store]
    assert set(STORES[store]) <= set(gateway["exporters"])
    for pipeline in gateway["service"]["pipelines"].values():
        assert pipeline["exporters"] != ["debug"]
    assert ("logsCollection" in values(made, "otel-agent")["presets"]) is (forwarder == "opentelemetry")


def test_without_a_tracing_back_end_the_collector_refuses_traces() -> None:
    made = plan({"telemetry": "opentelemetry", "tracing": "none"})
    for release in ("otel-agent", "otel-gateway"):
        assert values(made, release)["config"]["service"]["pipelines"]["traces"] is None


@pytest.mark.parametrize("name", EXAMPLES)
def test_every_site_is_told_which_kubectl_to_use(name: str) -> None:
    """On a managed cluster too, where the bundle names no Kubernetes to install."""
    built, files = made(name)
    assert "# kubectl" in files["workstations/kubectl.md"].decode()
    version = next(c.version for c in built.components if c.id == "kubectl")
    assert version is not None
    assert version.startswith(f"{built.cluster.kubernetes}." if built.cluster.kubernetes.count(".") == 1 else "1.")
