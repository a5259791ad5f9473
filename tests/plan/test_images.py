"""Images of a release follow its values: switches, repositories, versions, and images written out."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from advisor.model.chart_facts import ImageKey
from advisor.model.plan import Image
from advisor.plan.image_names import named_images, of_values, replaced, repository_of, taken_apart

COLLECTOR = Image(ref="otel/collector-k8s:0.158.0", digest="sha256:0")
IMAGES = (COLLECTOR, Image(ref="quay.io/x/plugin:v1"))
SIDE = Image(ref="docker.io/a/side:2")
KEYS = (
    ImageKey(path="image.repository", part="name", images=("otel/collector-k8s:0.158.0",)),
    ImageKey(path="side.tag", part="tag", images=("docker.io/a/side:2",)),
)


def refs(values: Mapping[str, object], *objects: Mapping[str, object]) -> list[str]:
    return [i.ref for i in of_values(IMAGES, KEYS, values, objects)]


def test_the_defaults() -> None:
    assert refs({}) == ["otel/collector-k8s:0.158.0", "quay.io/x/plugin:v1"]


def test_another_repository_takes_the_place_of_the_default_one() -> None:
    (first, *_) = of_values(IMAGES, KEYS, {"image": {"repository": "otel/collector-contrib"}})
    assert (first.ref, first.digest) == ("otel/collector-contrib:0.158.0", None)


def test_a_version_that_is_set_takes_the_place_of_the_default_one() -> None:
    assert [i.ref for i in of_values([SIDE], KEYS, {"side": {"tag": "3"}})] == ["docker.io/a/side:3"]
    assert list(of_values([SIDE], KEYS, {"side": {"tag": ""}})) == [SIDE]


def test_an_image_written_out_replaces_that_of_the_chart() -> None:
    found = refs({"initContainers": [{"name": "p", "image": "x/plugin:v2"}]})
    assert found == ["otel/collector-k8s:0.158.0", "x/plugin:v2"]


def test_objects_name_images_too() -> None:
    custom = {"kind": "Database", "spec": {"template": {"containers": [{"image": "db/server:26@sha256:abc"}]}}}
    assert refs({}, custom)[-1] == "db/server:26"
    assert list(named_images(custom)) == ["db/server:26@sha256:abc"]
    assert list(named_images({"image": {"tag": "1"}, "imageName": "pg:17", "note": "image: a:b"})) == ["pg:17"]


@pytest.mark.parametrize(
    ("part", "value", "expected"),
    [
        ("registry", "harbor.acme", "harbor.acme/istio/pilot:1"),
        ("repository", "own/pilot", "quay.io/own/pilot:1"),
        ("name", "harbor.acme/own/pilot", "harbor.acme/own/pilot:1"),
        ("prefix", "harbor.acme/istio/release", "harbor.acme/istio/release/pilot:1"),
        ("tag", "2", "quay.io/istio/pilot:2"),
        ("all", "a/b:3", "a/b:3"),
    ],
)
def test_parts_are_replaced(part: str, value: str, expected: str) -> None:
    assert replaced("quay.io/istio/pilot:1", part, value) == expected  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("ref", "parts"),
    [
        ("busybox", ("", "busybox", "")),
        ("library/busybox:1", ("", "library/busybox", "1")),
        ("localhost:5000/a/b:1@sha256:0", ("localhost:5000", "a/b", "1")),
        ("quay.io/a/b", ("quay.io", "a/b", "")),
    ],
)
def test_images_are_taken_apart(ref: str, parts: tuple[str, str, str]) -> None:
    assert taken_apart(ref) == parts
    assert repository_of("docker.io/library/busybox:1") == "busybox"
