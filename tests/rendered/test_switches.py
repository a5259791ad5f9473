"""Images that come and go with settings, harvested from a chart small enough to read; and plans against a render."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date

import pytest

from advisor.harvest.facts import harvest
from advisor.harvest.render import compared
from advisor.model.base import Text
from advisor.model.chart_facts import ChartFacts, ChartImage, ImageSet, Rendered
from advisor.model.plan import Image
from advisor.plan.images import of_chart

pytest.importorskip("helm_python", reason="package helm-python-sdk of the extra validate is not installed")

DAY = date(2026, 11, 27)
WHY = Text(en="The operator starts it.", ko="오퍼레이터가 띄운다.")

VALUES = """
cache: {enabled: true}
results: {enabled: true}
exporter: {enabled: true}
canary: {enabled: true}
test: {enabled: true}
store: {type: internal}
sidecar: {enabled: false}
install: {enabled: true}
follow: {enabled: true}
edition: ee
web: {enabled: true}
frr: {enabled: false}
"""
TEMPLATE = """
{{- define "pod" }}
---
apiVersion: apps/v1
kind: Deployment
metadata: {name: {{ .name }}}
spec: {template: {spec: {containers: [{name: main, image: {{ .image | quote }}}]}}}
{{- end }}
{{- if and (not .Values.canary.enabled) .Values.test.enabled }}{{ fail "the test needs the canary" }}{{ end }}
{{- if and .Values.frr.enabled .Values.exporter.enabled }}{{ fail "one of frr and exporter" }}{{ end }}
{{- template "pod" dict "name" "core" "image" "quay.io/t/core:1" }}
{{- if .Values.cache.enabled }}{{ template "pod" dict "name" "chunks" "image" "quay.io/t/memcached:1" }}{{ end }}
{{- if .Values.results.enabled }}{{ template "pod" dict "name" "results" "image" "quay.io/t/memcached:1" }}{{ end }}
{{- if .Values.exporter.enabled }}{{ template "pod" dict "name" "exporter" "image" "quay.io/t/exporter:1" }}{{ end }}
{{- if .Values.canary.enabled }}{{ template "pod" dict "name" "canary" "image" "quay.io/t/canary:1" }}{{ end }}
{{- if eq .Values.store.type "internal" }}{{ template "pod" dict "name" "store" "image" "quay.io/t/store:1" }}{{ end }}
{{- if .Values.sidecar.enabled }}{{ template "pod" dict "name" "side" "image" "quay.io/t/store:1" }}{{ end }}
{{- if .Values.install.enabled }}{{ template "pod" dict "name" "install" "image" "quay.io/t/ctl:1" }}{{ end }}
{{- if .Values.follow.enabled }}{{ template "pod" dict "name" "follow" "image" "quay.io/t/ctl:1" }}{{ end }}
{{- if or .Values.install.enabled .Values.follow.enabled }}
{{- template "pod" dict "name" "p" "image" "quay.io/t/rules:1" }}{{ end }}
{{- if .Values.web.enabled }}
{{- template "pod" dict "name" "web" "image" (printf "quay.io/t/web-%s:1" .Values.edition) }}{{ end }}
{{- if .Values.frr.enabled }}{{ template "pod" dict "name" "frr" "image" "quay.io/t/frr:2" }}{{ end }}
"""
ASKED = (
    ("canary.enabled", False), ("test.enabled", False), ("store.type", "external"), ("edition", "ce"),
    ("web.enabled", False),
)  # fmt: skip


@pytest.fixture(scope="module")
def facts(tmp_path_factory: pytest.TempPathFactory) -> ChartFacts:
    folder = tmp_path_factory.mktemp("charts") / "tiny-1.0.0"
    (folder / "templates").mkdir(parents=True)
    (folder / "Chart.yaml").write_text("apiVersion: v2\nname: tiny\nversion: 1.0.0\n")
    (folder / "values.yaml").write_text(VALUES)
    (folder / "templates" / "all.yaml").write_text(TEMPLATE)
    return harvest(folder, {}, ASKED, DAY)


def listed(facts: ChartFacts, **off: object) -> set[str]:
    values = {key: {"enabled": value} if isinstance(value, bool) else value for key, value in off.items()}
    return {i.ref.removeprefix("quay.io/t/").partition(":")[0] for i in of_chart(facts, values)}


EVERYTHING = {"core", "memcached", "exporter", "canary", "store", "ctl", "rules", "web-ee"}


def test_the_defaults(facts: ChartFacts) -> None:
    assert listed(facts) == EVERYTHING


def test_one_switch_takes_one_image(facts: ChartFacts) -> None:
    assert listed(facts, exporter=False) == EVERYTHING - {"exporter"}
    assert listed(facts, store={"type": "external"}) == EVERYTHING - {"store"}


def test_an_image_used_twice_goes_with_the_last_use(facts: ChartFacts) -> None:
    assert listed(facts, cache=False) == EVERYTHING
    assert listed(facts, results=False) == EVERYTHING
    assert listed(facts, cache=False, results=False) == EVERYTHING - {"memcached"}


def test_an_image_behind_either_of_two_switches_goes_with_both(facts: ChartFacts) -> None:
    assert listed(facts, install=False) == EVERYTHING
    assert listed(facts, install=False, follow=False) == EVERYTHING - {"ctl", "rules"}


def test_a_switch_that_the_chart_takes_only_with_another_is_found(facts: ChartFacts) -> None:
    assert listed(facts, canary=False, test=False) == EVERYTHING - {"canary"}
    assert listed(facts, exporter=False, frr=True) == EVERYTHING - {"exporter"} | {"frr"}


def test_another_use_brings_an_image_back(facts: ChartFacts) -> None:
    assert listed(facts, store={"type": "external"}, sidecar=True) == EVERYTHING


def test_what_a_switch_brings_has_a_switch_of_its_own(facts: ChartFacts) -> None:
    assert listed(facts, edition="ce") == EVERYTHING - {"web-ee"} | {"web-ce"}
    assert listed(facts, edition="ce", web=False) == EVERYTHING - {"web-ee"}


def chart(images: Iterable[ChartImage], *sets: ImageSet) -> ChartFacts:
    made = Rendered(helm="v4", kubernetes="1.36.0", date=DAY)
    return ChartFacts(chart="tiny", version="1.0.0", rendered=made, images=tuple(images), image_sets=sets)


def told(facts: ChartFacts, rendered: Iterable[str], values: Mapping[str, object] | None = None) -> list[str]:
    images = [Image(ref=i.ref, where=", ".join(i.where), why=i.why) for i in of_chart(facts, values or {})]
    return list(compared(images, list(rendered)))


def test_a_plan_that_lists_what_is_rendered_is_right() -> None:
    two = (ChartImage(ref="quay.io/t/a:1"), ChartImage(ref="busybox:1"))
    assert told(chart(two), ["quay.io/t/a:1@sha256:0", "docker.io/library/busybox:1"]) == []


def test_facts_that_miss_an_image_are_told() -> None:
    only = chart([ChartImage(ref="quay.io/t/a:1")])
    assert told(only, ["quay.io/t/a:1", "quay.io/t/b:1"]) == ["image quay.io/t/b:1 is not in the plan"]


def test_facts_that_take_too_much_away_are_told() -> None:
    off = ImageSet(when={"b.enabled": False}, effect="removes", images=(ChartImage(ref="quay.io/t/b:1"),))
    both = chart([ChartImage(ref="quay.io/t/a:1"), ChartImage(ref="quay.io/t/b:1")], off)
    values = {"b": {"enabled": False}}
    assert told(both, ["quay.io/t/a:1"], values) == []
    assert told(both, ["quay.io/t/a:1", "quay.io/t/b:1"], values) == ["image quay.io/t/b:1 is not in the plan"]


def test_an_image_that_nothing_renders_needs_a_reason() -> None:
    two = (ChartImage(ref="quay.io/t/a:1"), ChartImage(ref="quay.io/t/b:1"))
    wanted = "image quay.io/t/b:1 is in the plan, nothing renders it and nothing says why"
    assert told(chart(two), ["quay.io/t/a:1"]) == [wanted]
    explained = (two[0], two[1].model_copy(update={"why": WHY}))
    assert told(chart(explained), ["quay.io/t/a:1"]) == []


def test_without_the_chart_no_image_is_surplus() -> None:
    image = Image(ref="quay.io/t/a:1")
    assert list(compared([image], [], is_whole=False)) == []
    assert len(list(compared([image], []))) == 1
