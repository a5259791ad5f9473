"""Order of definitions, and whether what rendered objects ask for is made; each check with what it must refuse."""

from __future__ import annotations

from typing import Any

import pytest

from advisor.harvest.order import too_early
from advisor.harvest.references import Made, missing
from advisor.model.plan import Plan, PlanObject, Secret
from tests.plan import small

ISSUER = {"apiVersion": "cert-manager.io/v1", "kind": "Issuer", "metadata": {"name": "i"}, "spec": {}}


def plan(**parts: Any) -> Plan:
    """The small plan without objects of its own, so that a test sees only what it put there."""
    made = small.plan()
    bare = [r.model_copy(update={"objects": parts.get(r.id, ())}) for r in made.releases]
    return made.model_copy(update={"releases": tuple(bare), "secrets": parts.get("secrets", ())})


def own(obj: dict[str, Any], *, before: bool = False) -> tuple[PlanObject, ...]:
    return (PlanObject(object=obj, why="because", before=before),)


def definition(group: str) -> dict[str, Any]:
    return {
        "apiVersion": "apiextensions.k8s.io/v1",
        "kind": "CustomResourceDefinition",
        "metadata": {"name": f"issuers.{group}"},
        "spec": {"group": group},
    }


def place(made: Plan, name: str) -> tuple[int, int]:
    return next((r.phase, r.wave) for r in made.releases if r.id == name)


def test_definitions_of_the_same_or_an_earlier_release_do() -> None:
    made = plan()
    assert place(made, "cert-manager") < place(made, "loki")
    defined = {"cert-manager": [definition("cert-manager.io")]}
    assert list(too_early(made, {"loki": [ISSUER], "cert-manager": [ISSUER]}, defined)) == []
    assert list(too_early(plan(**{"cert-manager": own(ISSUER)}), {}, defined)) == []
    assert list(too_early(plan(argocd=own(definition("cert-manager.io"))), {"loki": [ISSUER]}, {})) == []


@pytest.mark.parametrize(
    ("releases", "rendered", "defined", "sentence"),
    [
        ({}, {"loki": [ISSUER]}, {}, "of cert-manager.io, which nothing in the bundle defines"),
        ({}, {"cert-manager": [ISSUER]}, {"loki": [definition("cert-manager.io")]}, "before the definition"),
        (
            {"cert-manager": own(ISSUER, before=True)},
            {},
            {"cert-manager": [definition("cert-manager.io")]},
            "before the definition",
        ),
        ({"loki": own(ISSUER)}, {}, {"loki": [definition("other.example")]}, "nothing in the bundle defines"),
    ],
)
def test_what_comes_before_its_definition_is_found(
    releases: dict[str, Any], rendered: dict[str, Any], defined: dict[str, Any], sentence: str
) -> None:
    found = list(too_early(plan(**releases), rendered, defined))
    assert [f"{where}: {text}" for where, text in found if sentence in text and "Issuer i" in text] != []
    assert len(found) == 1


def test_core_kinds_need_no_definition() -> None:
    core = {"apiVersion": "apps/v1", "kind": "Deployment", "metadata": {"name": "d"}}
    assert list(too_early(plan(), {"loki": [core]}, {})) == []


def pod(*volumes: dict[str, Any]) -> dict[str, Any]:
    container = {"name": "c", "image": "a/b:1"}
    return {
        "apiVersion": "v1",
        "kind": "Pod",
        "metadata": {"name": "p"},
        "spec": {"containers": [container], "volumes": list(volumes)},
    }


READER = pod({"name": "v", "secret": {"secretName": "wanted"}})


def secret(name: str = "wanted", namespace: str = "logging") -> Secret:
    words = {"en": "words", "ko": "말"}
    return Secret.model_validate({"name": name, "namespace": namespace, "keys": ["k"], "text": words})


def obj(kind: str, name: str, namespace: str | None = None, **parts: Any) -> dict[str, Any]:
    where = {"namespace": namespace} if namespace else {}
    return {"apiVersion": "v1", "kind": kind, "metadata": {"name": name, **where}, **parts}


MAKERS: dict[str, tuple[dict[str, Any], list[dict[str, Any]]]] = {
    "listed for a person": ({"secrets": (secret(),)}, []),
    "rendered by the release": ({}, [obj("Secret", "wanted")]),
    "an object of the plan": ({"loki": own(obj("Secret", "wanted", "logging"))}, []),
    "made by a certificate": ({}, [obj("Certificate", "c", spec={"secretName": "wanted"})]),
    "made by a bucket claim": ({}, [obj("ObjectBucketClaim", "wanted")]),
    "made by an operator": ({}, [obj("KafkaUser", "wanted")]),
}


@pytest.mark.parametrize("maker", MAKERS)
def test_what_somebody_makes_is_not_missing(maker: str) -> None:
    parts, rendered = MAKERS[maker]
    assert list(missing(Made(plan(**parts), {"loki": rendered}), [(READER, "logging")])) == []


@pytest.mark.parametrize(
    ("parts", "rendered"),
    [
        ({}, []),
        ({"secrets": (secret("other"),)}, []),
        ({"secrets": (secret(namespace="monitoring"),)}, []),
        ({}, [obj("ConfigMap", "wanted")]),
        ({}, [obj("Secret", "wanted", "monitoring")]),
        ({}, [obj("Certificate", "wanted", spec={"secretName": "other"})]),
    ],
    ids=["nothing", "other name", "other namespace", "other kind", "rendered elsewhere", "other certificate"],
)
def test_what_nobody_makes_is_missing(parts: dict[str, Any], rendered: list[dict[str, Any]]) -> None:
    found = list(missing(Made(plan(**parts), {"loki": rendered}), [(READER, "logging"), (READER, "logging")]))
    assert found == ["Pod p asks for Secret wanted in logging, which nothing makes"]


def test_what_a_program_makes_for_itself_counts_in_its_namespace_alone() -> None:
    asks = pod({"name": "v", "secret": {"secretName": "argocd-redis"}})
    made = Made(plan(), {})
    assert list(missing(made, [(asks, "argocd")])) == []
    assert len(list(missing(made, [(asks, "logging")]))) == 1


def test_every_kind_of_thing_a_pod_asks_for_is_looked_for() -> None:
    asks = pod(
        {"name": "a", "configMap": {"name": "m"}},
        {"name": "b", "persistentVolumeClaim": {"claimName": "c"}},
        {"name": "d", "secret": {"secretName": "o", "optional": True}},
    )
    asks["spec"]["serviceAccountName"] = "worker"
    found = " ".join(missing(Made(plan(), {}), [(asks, "logging")]))
    assert all(word in found for word in ("ConfigMap m", "PersistentVolumeClaim c", "ServiceAccount worker"))
    assert "Secret o" not in found
