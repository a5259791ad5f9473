"""What the knowledge says about observability, data services and workloads, asked through the solver.

Each conflict has a twin that differs in one statement and solves, so a rule that always or never fires is found.
"""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from advisor.catalog.load import load_catalog
from advisor.model.assessment import Assessment
from advisor.model.catalog import Catalog
from advisor.model.fact import Answer
from advisor.model.session import Choice, Session
from advisor.solve.engine import Engine

DECISIONS = (
    "metrics",
    "dashboards",
    "telemetry",
    "log-store",
    "log-forwarder",
    "log-view",
    "tracing",
    "trace-store",
    "profiling",
    "event-streaming",
    "analytics-database",
    "mlops",
    "serverless",
    "virtualisation",
)
ARTICLE_RULES = (
    "telemetry-neutral",
    "fwd-light",
    "fwd-bulk",
    "fwd-thin",
    "logs-search",
    "logs-apache",
    "logs-aws",
    "logs-tiered",
    "logs-cold-only",
    "logui-es",
    "logui-opensearch",
    "trace-lgtm",
    "trace-zipkin",
    "trace-default",
    "trace-sdk",
    "metrics",
    "metrics-otlp",
    "dash-one-ui",
    "mlops",
    "serverless",
    "virt-vmware-exit",
    "virt-skilled",
    "virt-unskilled",
    "keep-what-works",
    "no-brainers",
    "managed-embedded",
    "nonoss-accepted",
)
Facts = Mapping[str, Answer]
Picks = Mapping[str, str]


@pytest.fixture(scope="module")
def catalog() -> Catalog:
    """The knowledge as shipped."""
    return load_catalog()


@pytest.fixture(scope="module")
def engine(catalog: Catalog) -> Engine:
    """One engine for all questions."""
    return Engine(catalog)


def ask(engine: Engine, facts: Facts, picks: Picks, existing: tuple[str, ...] = ()) -> Assessment:
    """Assess a session made of these answers, choices and existing components."""
    choices = {decision: Choice(option=option) for decision, option in picks.items()}
    session = Session(name="case", profile=dict(facts), choices=choices, existing=existing)
    return engine.assess(session, count_budget=1, repairs=False)


@pytest.mark.parametrize(
    ("facts", "picks", "rule", "twin"),
    [
        (
            {},
            {"log-view": "kibana", "log-store": "opensearch"},
            "kibana-needs-elasticsearch-logs",
            {"log-store": "elasticsearch"},
        ),
        (
            {},
            {"log-view": "opensearch-dashboards", "log-store": "loki"},
            "dashboards-need-opensearch-logs",
            {"log-store": "opensearch+loki"},
        ),
        ({}, {"tracing": "tempo", "trace-store": "badger"}, "tempo-on-object-storage", {"tracing": "jaeger"}),
        (
            {},
            {"tracing": "tempo", "object-storage": "none"},
            "traces-need-object-storage",
            {"object-storage": "external-s3"},
        ),
        ({}, {"tracing": "jaeger", "trace-store": "object-storage"}, "object-storage-is-tempos", {"tracing": "tempo"}),
        ({}, {"tracing": "jaeger", "trace-store": "none"}, "tracing-needs-store", {"tracing": "none"}),
        ({}, {"tracing": "none", "trace-store": "memory"}, "no-tracing-no-store", {"tracing": "jaeger"}),
        ({}, {"tracing": "zipkin", "trace-store": "cassandra"}, "cassandra-for-jaeger", {"tracing": "jaeger"}),
        (
            {},
            {"log-forwarder": "opentelemetry", "telemetry": "none"},
            "fwd-otel-needs-telemetry",
            {"telemetry": "opentelemetry"},
        ),
        ({"external_services": ()}, {"trace-store": "cassandra"}, "cassandra-exists", {"trace-store": "opensearch"}),
        (
            {"external_services": ("s3",)},
            {"event-streaming": "external-kafka"},
            "streaming-external-exists",
            {"event-streaming": "strimzi"},
        ),
        ({"kvm": False}, {"virtualisation": "kubevirt"}, "kubevirt-needs-kvm", {"virtualisation": "none"}),
        ({"needs": ("tracing",)}, {"tracing": "none"}, "need-tracing", {"tracing": "zipkin"}),
        ({"needs": ("profiling",)}, {"profiling": "none"}, "need-profiling", {"profiling": "pyroscope"}),
        (
            {"needs": ("event-streaming",)},
            {"event-streaming": "none"},
            "need-event-streaming",
            {"event-streaming": "strimzi"},
        ),
        (
            {"needs": ("analytics-database",)},
            {"analytics-database": "none"},
            "need-analytics-database",
            {"analytics-database": "clickhouse"},
        ),
        ({"needs": ("mlops",)}, {"mlops": "none"}, "need-mlops", {"mlops": "kubeflow"}),
        ({"needs": ("serverless",)}, {"serverless": "none"}, "need-serverless", {"serverless": "knative"}),
        (
            {"needs": ("virtual-machines",)},
            {"virtualisation": "none"},
            "need-virtual-machines",
            {"virtualisation": "kubevirt"},
        ),
        ({}, {"mlops": "kubeflow", "service-mesh": "none"}, "need:kubeflow:istio", {"service-mesh": "istio"}),
        (
            {},
            {"mlops": "kubeflow", "certificates": "none"},
            "need:kubeflow:certificates",
            {"certificates": "cert-manager"},
        ),
    ],
)
def test_a_rule_refuses_and_its_twin_solves(engine: Engine, facts: Facts, picks: Picks, rule: str, twin: Picks) -> None:
    """The combination is a conflict that names the rule; with one statement changed it has a stack."""
    refused = ask(engine, facts, picks)
    assert refused.status == "conflict"
    assert rule in {item.id for conflict in refused.conflicts for item in conflict.items}
    assert ask(engine, facts, {**picks, **twin}).status != "conflict"


@pytest.mark.parametrize(
    ("facts", "picks", "decision", "option"),
    [
        ({"log_use": ("full-text-search",)}, {}, "log-store", "opensearch"),
        ({"log_use": ("full-text-search",), "priorities": ("proven",)}, {}, "log-store", "elasticsearch"),
        ({"log_use": ("short-hot", "long-cold")}, {}, "log-store", "opensearch+loki"),
        ({"log_use": ("long-cold",)}, {}, "log-store", "loki"),
        ({"log_use": ("anomaly-detection",)}, {}, "log-store", "opensearch"),
        ({"priorities": ("low-footprint",)}, {}, "log-store", "loki"),
        ({}, {"log-store": "elasticsearch"}, "log-view", "kibana"),
        ({"log_use": ("full-text-search",)}, {"log-store": "opensearch"}, "log-view", "opensearch-dashboards"),
        ({}, {"log-store": "opensearch"}, "log-view", "grafana"),
        ({"priorities": ("one-view",)}, {"log-store": "elasticsearch"}, "log-view", "grafana"),
        ({}, {}, "log-forwarder", "fluent-bit"),
        ({"log_use": ("bulk-ingest",)}, {"log-store": "elasticsearch"}, "log-forwarder", "vector"),
        (
            {"log_use": ("bulk-ingest",), "priorities": ("proven",)},
            {"log-store": "elasticsearch"},
            "log-forwarder",
            "fluent-bit",
        ),
        ({"priorities": ("vendor-neutral",)}, {}, "telemetry", "opentelemetry"),
        ({"needs": ("tracing",)}, {}, "telemetry", "opentelemetry"),
        ({}, {}, "telemetry", "none"),
        ({}, {}, "tracing", "none"),
        ({"needs": ("tracing",)}, {"log-store": "opensearch"}, "tracing", "jaeger"),
        (
            {"needs": ("tracing",), "external_services": ("s3",)},
            {"log-store": "loki", "object-storage": "external-s3"},
            "tracing",
            "tempo",
        ),
        ({"needs": ("tracing",)}, {"log-store": "elasticsearch", "tracing": "jaeger"}, "trace-store", "elasticsearch"),
        ({"needs": ("tracing",)}, {"log-store": "loki", "tracing": "jaeger"}, "trace-store", "badger"),
        ({"needs": ("event-streaming",), "external_services": ("kafka",)}, {}, "event-streaming", "external-kafka"),
        ({"needs": ("event-streaming",), "external_services": ()}, {}, "event-streaming", "strimzi"),
        ({"leaving_vmware": True, "kubernetes_skill": "practised"}, {}, "virtualisation", "kubevirt"),
        ({"leaving_vmware": True, "kubernetes_skill": "beginner"}, {}, "virtualisation", "none"),
    ],
)
def test_the_suggestion_follows_the_site(
    engine: Engine, facts: Facts, picks: Picks, decision: str, option: str
) -> None:
    """The best stack takes the option the article or its later editions would take for this site."""
    assert ask(engine, facts, picks).stack[decision] == option


def test_zipkin_in_use_is_kept(engine: Engine) -> None:
    """An existing Zipkin stays; without it nobody is sent there."""
    assert ask(engine, {"needs": ("tracing",)}, {}, ("zipkin",)).stack["tracing"] == "zipkin"
    assert ask(engine, {"needs": ("tracing",)}, {}).stack["tracing"] != "zipkin"


@pytest.mark.parametrize(
    ("facts", "picks", "finding", "twin"),
    [
        ({}, {"log-store": "loki", "object-storage": "none"}, "loki-on-a-volume", {"object-storage": "external-s3"}),
        (
            {},
            {"tracing": "jaeger", "trace-store": "elasticsearch"},
            "traces-jaeger-elasticsearch-9",
            {"trace-store": "opensearch"},
        ),
        ({}, {"tracing": "jaeger", "trace-store": "memory"}, "traces-memory-lost", {"trace-store": "badger"}),
        ({"platform_size": "large"}, {"tracing": "tempo"}, "tempo-large-needs-queue", {"tracing": "jaeger"}),
        ({"apps_can_add_sdk": False}, {"tracing": "jaeger"}, "trace-sdk-limits", {"tracing": "none"}),
        (
            {"air_gapped": True},
            {"log-store": "opensearch", "log-view": "grafana"},
            "logui-grafana-opensearch-offline",
            {"log-view": "opensearch-dashboards"},
        ),
        (
            {},
            {"virtualisation": "kubevirt", "cni": "cilium", "kube-proxy": "replaced"},
            "kubevirt-cilium-socket-lb",
            {"cni": "calico", "kube-proxy": "iptables"},
        ),
        ({}, {"telemetry": "opentelemetry"}, "metrics-otlp", {"telemetry": "none", "log-forwarder": "fluent-bit"}),
    ],
)
def test_a_finding_appears_only_where_it_applies(
    engine: Engine, facts: Facts, picks: Picks, finding: str, twin: Picks
) -> None:
    """The warning is raised for the combination and not for its twin."""
    assert finding in {f.id for f in ask(engine, facts, picks).findings}
    assert finding not in {f.id for f in ask(engine, facts, {**picks, **twin}).findings}


@pytest.mark.parametrize("decision", DECISIONS)
def test_every_option_is_in_some_stack(catalog: Catalog, engine: Engine, decision: str) -> None:
    """No option of these decisions is dead, and each says what it is in both languages."""
    for option in catalog.decision_by_id[decision].options:
        assert ask(engine, {}, {decision: option.id}).status != "conflict", option.id
        assert option.summary.en != option.summary.ko


def test_every_article_rule_is_kept_or_superseded(catalog: Catalog) -> None:
    """Each rule of the article for these decisions is a rule still, or explains what took its place."""
    known = set(catalog.rule_by_id) | {s.id for s in catalog.superseded}
    assert not set(ARTICLE_RULES) - known


def test_an_ended_kubernetes_is_refused(engine: Engine) -> None:
    """1.34 has ended, 1.35 is the oldest that solves."""
    assert ask(engine, {"kubernetes_version": "1.34"}, {}).status == "conflict"
    assert ask(engine, {"kubernetes_version": "1.35"}, {}).status != "conflict"
