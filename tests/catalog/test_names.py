"""Names of the knowledge are held to their shape, and the message says which."""

from __future__ import annotations

import pytest

from advisor.catalog.validate import validate
from advisor.catalog.yaml_read import read_yaml
from advisor.model.component import Health, SetValue
from advisor.model.integration import SecretSpec

HEALTH = 'kind: %s\ntarget: "%s"\ntext: {en: works, ko: 동작}\n'


@pytest.mark.parametrize(
    ("target", "kind"),
    [
        ("deployment/grafana", "rollout"),
        ("crd/gateways.gateway.networking.k8s.io", "exists"),
        ("kubectl get sc", "command"),
    ],
)
def test_health_takes_an_object_or_a_command(target: str, kind: str) -> None:
    found, problems = validate(Health, (doc := read_yaml(HEALTH % (kind, target))).data, doc)
    assert found is not None, problems


@pytest.mark.parametrize(
    ("target", "kind", "message"),
    [
        ("deployment/x; id", "rollout", "takes an object as kind/name"),
        ("rm -rf /", "command", "takes a kubectl command"),
        ("kubectl get sc | sh", "command", "takes a kubectl command"),
        ("kubectl get sc", "rollout", "a command belongs to kind: command"),
        ("deployment/x", "command", "a command belongs to kind: command"),
    ],
)
def test_what_is_more_than_a_name_is_refused(target: str, kind: str, message: str) -> None:
    found, problems = validate(Health, (doc := read_yaml(HEALTH % (kind, target))).data, doc)
    assert found is None
    assert any(message in p.message for p in problems)


@pytest.mark.parametrize("path", ["a.b", "a\\\\.b.c", "a.b[0].c", "list[+]", "config.exporters.otlp/jaeger"])
def test_paths_of_values(path: str) -> None:
    text = f'release: x\npath: "{path}"\nvalue: 1\nwhy: because\n'
    assert validate(SetValue, (doc := read_yaml(text)).data, doc)[0] is not None


@pytest.mark.parametrize("path", ["", "a b", "a.b[+].c d", "a\\\\n", "{{ x }}", "a;b"])
def test_wrong_paths_of_values(path: str) -> None:
    text = f'release: x\npath: "{path}"\nvalue: 1\nwhy: because\n'
    assert validate(SetValue, (doc := read_yaml(text)).data, doc)[0] is None


def test_a_secret_is_named_as_kubernetes_names_it() -> None:
    text = "name: %s\nnamespace: %s\nkeys: [%s]\ntext: {en: login, ko: 로그인}\n"
    for name, namespace, key, good in (
        ("grafana-admin", "monitoring", "admin.user", True),
        ("Grafana", "monitoring", "user", False),
        ("grafana", "moni.toring", "user", False),
        ("grafana", "monitoring", '"a b"', False),
    ):
        doc = read_yaml(text % (name, namespace, key))
        assert (validate(SecretSpec, doc.data, doc)[0] is not None) == good
