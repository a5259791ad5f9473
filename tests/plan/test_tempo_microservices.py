"""Tempo on a large platform: microservices behind Kafka where there is one, one process where there is none."""

from __future__ import annotations

from typing import Any

import pytest

from advisor.model.plan import Plan, Release
from advisor.plan.invariants import check
from tests.plan.test_shipped_wiring import open_inputs, plan, values

KAFKA = {"tracing": "tempo", "event-streaming": "strimzi", "telemetry": "opentelemetry"}
QUERY = "http://tempo-distributed-query-frontend.tracing.svc.cluster.local:3200"
SPANS = "http://tempo-distributed-distributor.tracing.svc.cluster.local:4317"


def large(choices: dict[str, str] = KAFKA, **more: Any) -> Plan:
    return plan({**choices, "object-storage": "ceph-rgw"}, **{"platform_size": "large", **more})


def release(made: Plan, name: str) -> Release:
    return next(r for r in made.releases if r.id == name)


def kinds(made: Plan, kind: str) -> list[dict[str, Any]]:
    return [o.object for r in made.releases for o in r.objects if o.object["kind"] == kind]


def test_a_large_platform_with_kafka_gets_the_microservices() -> None:
    made = large()
    names = {r.id for r in made.releases}
    assert "tempo" not in names
    tempo = release(made, "tempo-distributed")
    assert "strimzi" in tempo.needs
    assert tempo.images_known
    assert "docker.io/grafana/tempo:3.0.3" in {i.ref for i in tempo.images}
    assert next(c.version for c in made.components if c.id == "tempo") == "3.0.3"
    assert [str(p) for p in check(made) if p.check != "nothing-is-out-of-support"] == []


def test_partitions_writers_and_readers_are_as_many() -> None:
    made = large()
    (topic,) = kinds(made, "KafkaTopic")
    found = values(made, "tempo-distributed")
    partitions = topic["spec"]["partitions"]
    assert found["blockBuilder"]["replicas"] == found["liveStore"]["replicas"] == partitions
    assert found["ingest"]["kafka"]["auto_create_topic_enabled"] is False


def test_tempo_logs_in_at_a_listener_that_only_its_namespace_reaches() -> None:
    made = large()
    (kafka,) = kinds(made, "Kafka")
    (user,) = kinds(made, "KafkaUser")
    address = values(made, "tempo-distributed")["ingest"]["kafka"]["address"]
    host, _, port = address.partition(":")
    (listener,) = [one for one in kafka["spec"]["kafka"]["listeners"] if str(one["port"]) == port]
    assert host == f"{kafka['metadata']['name']}-kafka-bootstrap.{kafka['metadata']['namespace']}.svc.cluster.local"
    peers = listener["networkPolicyPeers"]
    assert peers == [{"namespaceSelector": {"matchLabels": {"kubernetes.io/metadata.name": "tracing"}}}]
    login = values(made, "tempo-distributed")["tempo"]["structuredConfig"]["ingest"]["kafka"]
    assert login["sasl_username"] == user["metadata"]["name"]
    assert f"user_{login['sasl_username']}=" in listener["authentication"]["listenerConfig"]["plain.sasl.jaas.config"]
    assert {(s.namespace, s.keys) for s in made.secrets if s.name == "tempo-kafka"} == {
        ("kafka", ("password",)),
        ("tracing", ("KAFKA_PASSWORD",)),
    }


def test_everybody_finds_the_new_addresses() -> None:
    made = large({**KAFKA, "service-mesh": "istio", "mesh-view": "kiali"})
    text = made.model_dump_json()
    assert "tempo.tracing.svc" not in text
    assert values(made, "otel-gateway")["config"]["exporters"]["otlp/tempo"]["endpoint"] == SPANS
    sources = values(made, "kube-prometheus-stack")["grafana"]["additionalDataSources"]
    assert [s["url"] for s in sources if s["name"] == "Tempo"] == [QUERY]
    assert values(made, "kiali")["external_services"]["tracing"]["internal_url"] == QUERY


@pytest.mark.parametrize(
    ("choices", "facts"),
    [({**KAFKA, "event-streaming": "none"}, {}), (KAFKA, {"platform_size": "medium"})],
)
def test_without_kafka_or_below_large_it_stays_one_process(choices: dict[str, str], facts: dict[str, str]) -> None:
    made = large(choices, **facts)
    names = {r.id for r in made.releases}
    assert "tempo" in names
    assert "tempo-distributed" not in names
    assert kinds(made, "KafkaTopic") == []
    assert all(len(k["spec"]["kafka"]["listeners"]) == 1 for k in kinds(made, "Kafka"))
    assert "tempo.tracing.svc.cluster.local:3200" in made.model_dump_json()


def test_a_kafka_of_the_site_is_asked_for_its_address() -> None:
    made = plan(
        {"tracing": "tempo", "event-streaming": "external-kafka", "object-storage": "ceph-rgw"},
        platform_size="large",
        external_services=["kafka"],
    )
    assert "kafka_address" in open_inputs(made)
    assert values(made, "tempo-distributed")["ingest"]["kafka"]["address"] == "kafka.example.com:9092"
    assert kinds(made, "KafkaTopic") == []
    assert "tempo-distributed-external-kafka" in {n.id for n in made.notes}
    assert "kafka_address" not in open_inputs(large())
