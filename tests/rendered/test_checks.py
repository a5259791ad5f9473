"""The checks of rendered charts, on a chart small enough to read; each has a twin that fails."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from advisor.harvest.addresses import OPERATED, addresses_in
from advisor.harvest.dead_keys import dead_keys, defaults_of, switches_of_definitions
from advisor.harvest.helm import Renderer, RenderFailed, definitions_of, objects_of
from advisor.harvest.validity import Schemas, problems

pytest.importorskip("helm_python", reason="package helm-python-sdk of the extra validate is not installed")
pytest.importorskip("kubernetes_validate", reason="package kubernetes-validate is not installed")

TEMPLATE = """
apiVersion: v1
kind: ConfigMap
metadata: {name: {{ required "a name is needed" .Values.name | quote }}}
data: {size: {{ .Values.size | quote }}}
{{- if .Capabilities.APIVersions.Has "monitoring.coreos.com/v1" }}
---
apiVersion: v1
kind: ConfigMap
metadata: {name: watched}
{{- end }}
"""


@pytest.fixture
def chart(tmp_path: Path) -> Path:
    folder = tmp_path / "tiny"
    (folder / "templates").mkdir(parents=True)
    (folder / "Chart.yaml").write_text("apiVersion: v2\nname: tiny\nversion: 1.0.0\n")
    (folder / "values.yaml").write_text("size: 1\nspare: same\n")
    (folder / "templates" / "all.yaml").write_text(TEMPLATE)
    return folder


def texts(chart: Path, values: dict[str, Any]) -> dict[str, str]:
    with Renderer(chart) as renderer:
        return renderer.texts(values, "tiny", "apps")


def test_a_chart_renders_and_finds_the_versions_of_the_cluster(chart: Path) -> None:
    found = objects_of(texts(chart, {"name": "a"}))
    assert [o["metadata"]["name"] for o in found] == ["a", "watched"]
    assert [problems(o, Schemas()) for o in found] == [[], []]


def test_a_missing_required_value_is_a_failure(chart: Path) -> None:
    with pytest.raises(RenderFailed, match="a name is needed"):
        texts(chart, {})


def test_an_unknown_field_is_a_failure() -> None:
    wrong = {"apiVersion": "v1", "kind": "ConfigMap", "metadata": {"name": "a"}, "dtaa": {}}
    assert problems(wrong, Schemas())


ENV: dict[str, Any] = {
    "type": "object",
    "properties": {"spec": {
        "type": "object",
        "properties": {"name": {"type": "string"}, "value": {"type": "string"}, "from": {"type": "string"}},
        "oneOf": [{"properties": {"value": {}}, "required": ["value"]}, {"required": ["from"]}],
    }},
}  # fmt: skip


@pytest.mark.parametrize(
    ("spec", "wrong"),
    [
        ({"name": "a", "value": "b"}, False),
        ({"name": "a", "from": "b"}, False),
        ({"name": "a"}, True),
        ({"name": "a", "value": "b", "from": "c"}, True),
        ({"name": "a", "value": "b", "vlaue": "c"}, True),
    ],
)
def test_branches_of_a_schema_add_conditions_and_no_fields(spec: dict[str, str], *, wrong: bool) -> None:
    versions = [{"name": "v1", "schema": {"openAPIV3Schema": ENV}}]
    known = Schemas(definitions=[{"spec": {"group": "a.test", "names": {"kind": "Env"}, "versions": versions}}])
    made = {"apiVersion": "a.test/v1", "kind": "Env", "metadata": {"name": "a"}, "spec": spec}
    assert bool(problems(made, known)) is wrong


def test_only_keys_without_effect_are_dead(chart: Path) -> None:
    values = {"name": "a", "size": 2, "spare": "same", "sizze": 3}
    with Renderer(chart) as renderer:
        found = dead_keys(values, defaults_of(chart), lambda v: renderer.texts(v, "tiny", "apps"), set())
    assert found == (4, ["sizze"])


def test_objects_are_parted_as_helm_does() -> None:
    assert objects_of({"a.yaml": "a: 1\n---b: 2\n"}) == [{"a": 1}, {"b": 2}]


def test_addresses_are_found_with_their_port() -> None:
    found = addresses_in({"url": "http://loki.logging.svc:3100/x", "host": "db-rw.keycloak.svc.cluster.local"})
    assert list(map(str, found)) == ["loki.logging:3100", "db-rw.keycloak"]
    assert "{}-rw:5432" in OPERATED["postgresql.cnpg.io/Cluster"]


def test_a_random_line_hides_no_effect(chart: Path) -> None:
    path = chart / "templates" / "all.yaml"
    path.write_text(
        "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a}\n"
        "data:\n  text: |\n    key: {{ randAlphaNum 9 }}\n    size: {{ .Values.size }}\n"
    )
    with Renderer(chart) as renderer:
        found = dead_keys(
            {"size": 2, "sizze": 3}, defaults_of(chart), lambda v: renderer.texts(v, "tiny", "apps"), set()
        )
    assert found == (2, ["sizze"])


def test_a_sub_chart_can_be_switched_on_after_a_render_without_it(chart: Path) -> None:
    part = chart / "charts" / "part"
    (part / "templates").mkdir(parents=True)
    (part / "Chart.yaml").write_text("apiVersion: v2\nname: part\nversion: 1.0.0\n")
    (part / "templates" / "a.yaml").write_text("apiVersion: v1\nkind: ConfigMap\nmetadata: {name: part}\n")
    head = "apiVersion: v2\nname: tiny\nversion: 1.0.0\n"
    (chart / "Chart.yaml").write_text(
        head + "dependencies: [{name: part, version: 1.0.0, repository: '', condition: part.enabled}]\n"
    )
    with Renderer(chart) as renderer:
        without = objects_of(renderer.texts({"name": "a", "part": {"enabled": False}}, "tiny", "apps"))
        with_it = objects_of(renderer.texts({"name": "a", "part": {"enabled": True}}, "tiny", "apps"))
    assert "part" not in {o["metadata"]["name"] for o in without}
    assert "part" in {o["metadata"]["name"] for o in with_it}


def sub_chart(chart: Path, name: str, *, alias: str = "", template: str = "", definition: str = "") -> None:
    """Add a sub-chart behind the condition `<name>.enabled` to the folder and to the dependencies of `chart`."""
    part = chart / "charts" / name
    for folder, text in (("templates", template), ("crds", definition)):
        if text:
            (part / folder).mkdir(parents=True)
            (part / folder / "a.yaml").write_text(text)
    part.mkdir(parents=True, exist_ok=True)
    (part / "Chart.yaml").write_text(f"apiVersion: v2\nname: {name}\nversion: 1.0.0\n")
    (part / "values.yaml").write_text("colour: blue\n")
    path = chart / "Chart.yaml"
    head = path.read_text() if "dependencies:" in path.read_text() else path.read_text() + "dependencies:\n"
    called = f", alias: {alias}" if alias else ""
    path.write_text(head + f"  - {{name: {name}, version: 1.0.0, repository: '', condition: {name}.enabled{called}}}\n")


PART = "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: part}\n"
DEFINITION = "apiVersion: apiextensions.k8s.io/v1\nkind: CustomResourceDefinition\nmetadata: {name: a.b.c}\n"


def test_only_what_brings_definitions_is_a_switch_of_definitions(chart: Path) -> None:
    sub_chart(chart, "plain", template=PART)
    sub_chart(chart, "empty")
    assert switches_of_definitions(chart) == set()
    sub_chart(chart, "bare", definition=DEFINITION)
    sub_chart(chart, "both", template="{{ if .Values.job }}\n" + PART + "{{ end }}\n", definition=DEFINITION)
    assert switches_of_definitions(chart) == {"bare.enabled", "both.enabled"}


def test_defaults_of_a_sub_chart_stand_below_its_alias(chart: Path) -> None:
    sub_chart(chart, "external", alias="ext", template=PART)
    found = defaults_of(chart)
    assert found["ext"] == {"colour": "blue"}
    assert "external" not in found


def test_a_key_that_counts_only_where_definitions_are_missing_is_alive(chart: Path) -> None:
    (chart / "templates" / "all.yaml").write_text(
        '{{ if and (not (.Capabilities.APIVersions.Has "monitoring.coreos.com/v1")) (not .Values.trust) }}\n'
        '{{ fail "no definitions" }}\n{{ end }}\n' + PART
    )
    values = {"trust": True, "truzt": True}
    with Renderer(chart) as there, Renderer(chart, ()) as missing:

        def here(v: Mapping[str, Any]) -> dict[str, str]:
            return there.texts(v, "tiny", "apps")

        assert dead_keys(values, defaults_of(chart), here, set())[1] == ["trust", "truzt"]
        found = dead_keys(values, defaults_of(chart), here, set(), elsewhere=lambda v: missing.texts(v, "tiny", "apps"))
    assert found == (2, ["truzt"])


def test_a_sub_chart_that_is_off_brings_no_definitions(chart: Path) -> None:
    sub_chart(chart, "agent", alias="helper", definition=DEFINITION)
    assert len(definitions_of(chart, [], {})) == 1, "without a word a sub-chart is on"
    assert definitions_of(chart, [], {"agent": {"enabled": False}}) == []
    (chart / "values.yaml").write_text("agent: {enabled: false}\n")
    assert definitions_of(chart, [], {}) == []
    assert len(definitions_of(chart, [], {"agent": {"enabled": True}})) == 1
