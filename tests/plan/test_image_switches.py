"""Images follow switches: of a feature that the values switch off, and that nothing else uses, no image is listed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from functools import cache

import pytest

from advisor.catalog.load import load_catalog
from advisor.model.chart_facts import ChartFacts, ChartImage, ImageSet, Rendered
from advisor.model.plan import Plan, Release
from advisor.plan.build import build_plan
from advisor.plan.charts import load_chart_facts
from advisor.plan.image_names import named_images, repository_of, taken_apart
from advisor.plan.images import of_chart
from advisor.plan.paths import build, get
from tests.export.test_every_option import random_session
from tests.upstream.bundles import EXAMPLES, catalog, engine, made

A, B = "quay.io/t/a:1", "quay.io/t/b:1"
FEW = 12


def facts(*sets: ImageSet, images: tuple[str, ...] = (A, B)) -> ChartFacts:
    rendered = Rendered(helm="v4", kubernetes="1.36.0", date=date(2026, 11, 27))
    refs = tuple(ChartImage(ref=i) for i in images)
    return ChartFacts(chart="tiny", version="1", rendered=rendered, images=refs, image_sets=sets)


def removes(image: str, **when: object) -> ImageSet:
    return ImageSet(when=dict(when), effect="removes", images=(ChartImage(ref=image),))


def adds(image: str, **when: object) -> ImageSet:
    return ImageSet(when=dict(when), images=(ChartImage(ref=image),))


def of(known: ChartFacts, **values: object) -> list[str]:
    return sorted({i.ref for i in of_chart(known, values)})


def test_a_switch_that_is_off_takes_its_image() -> None:
    known = facts(removes(B, b=False))
    assert of(known) == of(known, b=True) == [A, B]
    assert of(known, b=False) == of(known, b="false") == [A]


def test_several_switches_take_an_image_together() -> None:
    known = facts(removes(B, b=False, c=False))
    assert of(known, b=False) == of(known, c=False) == [A, B]
    assert of(known, b=False, c=False) == [A]


def test_another_switch_brings_an_image_back() -> None:
    known = facts(removes(B, b=False), adds(B, c=True))
    assert of(known, b=False, c=True) == [A, B]


def test_what_a_switch_brings_is_taken_by_a_set_that_is_about_that_switch_too() -> None:
    known = facts(adds(B, edition="ce"), removes(B, edition="ce", web=False), removes(A, web=False), images=(A,))
    assert of(known, edition="ce") == [A, B]
    assert of(known, edition="ce", web=False) == []
    assert of(known, web=False) == []


def test_a_removal_that_is_not_about_a_switch_leaves_what_it_brings() -> None:
    known = facts(adds(B, edition="ce"), removes(B, web=False), images=(A,))
    assert of(known, edition="ce", web=False) == [A, B]


OFF = (
    ("airgap-finance", "gitlab", "bitnamilegacy/postgresql"),
    ("airgap-finance", "gitlab", "bitnamilegacy/redis"),
    ("airgap-finance", "gitlab", "gitlab-org/cloud-native/mirror/images/minio/minio"),
    ("airgap-finance", "gitlab", "gitlab-org/cloud-native/mirror/images/ingress-nginx/controller"),
    ("airgap-finance", "gitlab", "gitlab-org/build/cng/gitlab-webservice-ee"),
    ("airgap-finance", "gitlab", "gitlab-org/gitlab-runner"),
    ("airgap-finance", "harbor", "goharbor/harbor-db"),
    ("airgap-finance", "harbor", "goharbor/redis-photon"),
    ("airgap-finance", "loki", "grafana/loki-canary"),
    ("airgap-finance", "loki", "memcached"),
    ("airgap-finance", "metallb", "metallb/speaker"),
    ("airgap-finance", "metallb", "metallb/frr-k8s"),
    ("airgap-finance", "falco", "falcosecurity/falcoctl"),
    ("airgap-finance", "kyverno", "kyverno/kyverno-cli"),
    ("small-startup", "argocd", "dexidp/dex"),
    ("standard-2025", "cert-manager", "jetstack/cert-manager-startupapicheck"),
    ("standard-2025", "teleport-enterprise-cluster", "gravitational/teleport-distroless"),
)
ON = (
    ("airgap-finance", "gitlab", "gitlab-org/build/cng/gitlab-webservice-ce"),
    ("airgap-finance", "gitlab", "gitlab-org/build/cng/kubectl"),
    ("airgap-finance", "argocd", "docker/library/haproxy"),
    ("airgap-finance", "argocd", "docker/library/redis"),
    ("airgap-finance", "gitlab-runner", "gitlab-org/gitlab-runner"),
    ("airgap-finance", "kube-prometheus-stack", "prometheus-operator/prometheus-config-reloader"),
    ("standard-2025", "metallb", "metallb/speaker"),
    ("standard-2025", "harbor", "goharbor/harbor-db"),
    ("standard-2025", "calico", "calico/node"),
    ("standard-2025", "envoy-gateway", "envoyproxy/envoy"),
    ("vmware-exit", "jenkins", "jenkins/inbound-agent"),
)


@pytest.mark.parametrize(("example", "release", "image"), OFF)
def test_what_an_example_switches_off_is_not_listed(example: str, release: str, image: str) -> None:
    assert image not in images_of(example, release)


@pytest.mark.parametrize(("example", "release", "image"), ON)
def test_what_an_example_needs_is_listed(example: str, release: str, image: str) -> None:
    assert image in images_of(example, release)


def images_of(example: str, release: str) -> set[str]:
    return {repository_of(i.ref) for r in made(example)[0].releases if r.id == release for i in r.images}


@cache
def random_plan(seed: int) -> Plan:
    state = random_session(seed)
    return build_plan(catalog(), state, engine().assess(state, count_budget=0, repairs=False), tool_version="test")


def surplus(plan: Plan) -> Iterator[str]:
    """Listed images whose switch is off: told from the facts and values alone, by one image after the other."""
    for release in plan.releases:
        known = load_chart_facts().facts(release.chart.name, release.chart.version) if release.chart else None
        if known is None:
            continue
        values = build([(s.path, s.value) for s in release.settings])
        listed = {i.ref for i in release.images} - stated(release, values)
        yield from (f"{release.id}: {ref}" for ref in sorted(listed) if is_off(ref, known, values))


def is_off(ref: str, known: ChartFacts, values: Mapping[str, object]) -> bool:
    """Whether the chart has the image only in places whose switches are off."""
    asked = [s for s in known.image_sets if ref in {i.ref for i in s.images}]
    ways: list[set[str]] = [set()] if ref in {i.ref for i in known.images} else []
    ways += [set(s.when) for s in asked if s.effect == "adds" and holds(s, values)]
    offs = [set(s.when) for s in asked if s.effect == "removes" and holds(s, values)]
    is_known = bool(asked) or ref in {i.ref for i in known.images}
    return is_known and all(any(way <= off for off in offs) for way in ways)


def holds(item: ImageSet, values: Mapping[str, object]) -> bool:
    return all(str(get(values, path)).lower() == str(wanted).lower() for path, wanted in item.when.items())


def stated(release: Release, values: Mapping[str, object]) -> set[str]:
    """Images that values and objects of ours name, or that the knowledge states for the version."""
    named = {*named_images(values), *(ref for o in release.objects for ref in named_images(o.object))}
    return {ref.partition("@")[0] for ref in named} | {i.ref for i in release.images if i.why is not None}


@pytest.mark.parametrize("name", EXAMPLES)
def test_no_example_lists_an_image_whose_switch_is_off(name: str) -> None:
    assert list(surplus(made(name)[0])) == []


@pytest.mark.parametrize("seed", range(FEW))
def test_no_random_stack_lists_an_image_whose_switch_is_off(seed: int) -> None:
    assert list(surplus(random_plan(seed))) == []


def test_an_image_that_comes_back_would_be_found() -> None:
    """The twin: the images as they were before anything was taken away."""
    plan = made("airgap-finance")[0]
    spoilt = [
        r.model_copy(update={"images": (*r.images, *(i.model_copy(update={"ref": ref}) for i in r.images[:1]))})
        for r in plan.releases
        for ref in {
            "metallb": ["quay.io/metallb/speaker:v0.16.1"],
            "loki": ["docker.io/grafana/loki-canary:3.7.6"],
        }.get(r.id, [])
    ]
    assert sorted(surplus(plan.model_copy(update={"releases": tuple(spoilt)}))) == [
        "loki: docker.io/grafana/loki-canary:3.7.6",
        "metallb: quay.io/metallb/speaker:v0.16.1",
    ]


def test_every_image_that_no_chart_names_is_explained() -> None:
    for component in load_catalog().components:
        for entry in (e for v in component.versions for e in v.images):
            assert not entry.refs or entry.why, component.id
    for name in EXAMPLES:
        plan = made(name)[0]
        hidden = [i for r in plan.releases for i in r.images if i.where == "run time"] + list(plan.cluster.images)
        assert all(i.why for i in hidden), name
        assert all(taken_apart(i.ref)[2] for i in hidden), name
