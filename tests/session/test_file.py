"""The session file: what it takes, what it refuses and where, and what survives a rewrite."""

from __future__ import annotations

from pathlib import Path

import pytest

from advisor.errors import BadInput
from advisor.model.catalog import Catalog
from advisor.model.session import Session
from advisor.session import edit
from advisor.session.file import dump, load, read
from advisor.session.scenarios import fork

FULL = """\
# Acme, second workshop
schema: advisor.session/1
name: acme-prod

profile:
  # measured with uname -r
  location: on-premises
  workers: 12   # without the lab
  kubernetes_version: "1.36"
  needs: [service-mesh, backup]
existing: [harbor]
choices:
  # the network team insists
  cni: {option: calico, because: "runs BGP", by: "net team", at: "2026-11-23T10:00:00Z"}
  mesh: istio
excluded: {cni: [cilium]}
policies: {osi_only: true}
weights: {operations: 5}
inputs: {domain: k8s.acme.internal}
accepted: {"licence:grafana": {by: legal, because: internal use}}
# the end
"""


def test_every_part_is_read(catalog: Catalog) -> None:
    session = read(FULL, catalog)
    assert session.profile["needs"] == ("service-mesh", "backup")
    assert session.choices["cni"].by == "net team"
    assert session.choices["mesh"].option == "istio"
    assert session.hard_policies() == ("osi_only",)
    assert session.accepted["licence:grafana"].by == "legal"


def test_an_unchanged_session_is_written_back_to_the_letter(catalog: Catalog) -> None:
    assert dump(read(FULL, catalog), FULL) == FULL


def test_a_change_keeps_every_other_line_and_comment(catalog: Catalog) -> None:
    session = edit.answer(read(FULL, catalog), catalog, "workers", 20)
    session = edit.choose(session, "mesh", "none", because="not yet")
    written = dump(session, FULL)
    for kept in ("# Acme, second workshop", "# measured with uname -r", "# the network team insists", "# the end"):
        assert kept in written
    assert '  cni: {option: calico, because: "runs BGP"' in written
    assert "workers: 20" in written
    assert read(written, catalog) == session


def test_a_first_answer_and_a_last_one_taken_back(catalog: Catalog) -> None:
    text = "schema: advisor.session/1\nname: a\nprofile:\n  workers: 3\n"
    emptied = edit.unanswer(read(text, catalog), "workers")
    assert "profile" not in dump(emptied, text)
    again = edit.answer(emptied, catalog, "air_gapped", True)
    assert read(dump(again, text), catalog) == again


def test_scenarios_survive_the_file(catalog: Catalog) -> None:
    session = edit.choose(fork(read(FULL, catalog), "B"), "cni", "cilium")
    assert read(dump(session, FULL), catalog) == session


@pytest.mark.parametrize(
    ("line", "wrong", "line_number", "near"),
    [
        ("  workers: 12   # without the lab", "  wokers: 12", 8, "workers"),
        ("  location: on-premises", "  location: on-premise", 7, "on-premises"),
        ("  mesh: istio", "  mesh: isto", 15, "istio"),
        ("  mesh: istio", "  mseh: istio", 15, "mesh"),
        ("excluded: {cni: [cilium]}", "exluded: {cni: [cilium]}", 16, "excluded"),
        ("excluded: {cni: [cilium]}", "excluded: {cni: [celium]}", 16, "cilium"),
        ("existing: [harbor]", "existing: [habor]", 11, "harbor"),
        ("policies: {osi_only: true}", "policies: {osi_olny: true}", 17, "osi_only"),
        ("weights: {operations: 5}", "weights: {operation: 5}", 18, "operations"),
        ("inputs: {domain: k8s.acme.internal}", "inputs: {domian: x}", 19, "domain"),
        ("  needs: [service-mesh, backup]", "  needs: [service-mash]", 10, "service-mesh"),
    ],
)
def test_a_misspelt_word_is_refused_with_its_line_and_the_nearest_valid_one(
    catalog: Catalog, line: str, wrong: str, line_number: int, near: str
) -> None:
    assert line in FULL
    with pytest.raises(BadInput) as caught:
        read(FULL.replace(line, wrong), catalog, name="acme.yaml")
    (problem,) = caught.value.problems
    assert (problem.file, problem.line, problem.nearest) == ("acme.yaml", line_number, near)


@pytest.mark.parametrize(
    ("line", "wrong"),
    [
        ("  workers: 12   # without the lab", "  workers: twelve"),
        ("  workers: 12   # without the lab", "  workers: 5001"),
        ('  kubernetes_version: "1.36"', "  kubernetes_version: 1.36"),
        ("policies: {osi_only: true}", "policies: {osi_only: {weight: 11}}"),
        ("weights: {operations: 5}", "weights: {operations: 99}"),
        ("existing: [harbor]", "existing: harbor"),
        ("name: acme-prod", "name: " + "x" * 81),
    ],
)
def test_a_value_out_of_its_kind_is_refused(catalog: Catalog, line: str, wrong: str) -> None:
    assert line in FULL
    with pytest.raises(BadInput):
        read(FULL.replace(line, wrong), catalog)


def test_a_broken_session_opens_with_its_usable_part(catalog: Catalog) -> None:
    loaded = load(FULL.replace("  mesh: istio", "  mesh: isto").replace("existing", "exsting"), catalog)
    assert len(loaded.problems) == 2
    assert set(loaded.session.choices) == {"cni"}
    assert loaded.session.profile["workers"] == 12


@pytest.mark.parametrize("schema", ["advisor.session/2", "something/1"])
def test_another_schema_is_refused(catalog: Catalog, schema: str) -> None:
    with pytest.raises(BadInput) as caught:
        read(FULL.replace("advisor.session/1", schema), catalog)
    assert ("newer program" in str(caught.value)) == (schema == "advisor.session/2")


@pytest.mark.parametrize("text", ["", "- a list\n", "name: [\n", "a: 1\na: 2\n"])
def test_what_is_no_mapping_is_refused(catalog: Catalog, text: str) -> None:
    with pytest.raises(BadInput):
        load(text, catalog)


def test_a_missing_file_is_refused(catalog: Catalog, tmp_path: Path) -> None:
    with pytest.raises(BadInput):
        load(tmp_path / "none.yaml", catalog)


def test_the_shorthand_of_a_choice_is_written_short(catalog: Catalog) -> None:
    session = edit.choose(Session(name="s"), "cni", "calico")
    assert "cni: calico" in dump(session)
