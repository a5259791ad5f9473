"""`advisor check`: nothing stale exits 0, something stale 5, an unreadable file 2."""

from __future__ import annotations

from pathlib import Path

import jsonschema
import pytest
import yaml

from advisor.catalog.load import load_catalog
from advisor.catalog.schema import schemas
from advisor.model.session import Choice
from advisor.session.file import dump, load
from tests.cli.conftest import Run

HEAD = "schema: advisor.session/1\nname: s\n"


def kinds(run: Run, tmp_path: Path, text: str) -> set[tuple[str, str]]:
    """Kind and id of everything stale in a session file of this text."""
    (tmp_path / "session.yaml").write_text(HEAD + text)
    done = run("check", "--json")
    jsonschema.validate(done.json, schemas()["check"])
    found = {(s["kind"], s["id"]) for s in done.json["stale"]}
    assert done.code == (5 if found else 0)
    return found


def test_a_fresh_session_has_nothing_stale(run: Run) -> None:
    run("new", "s.yaml", "--set", "location=on-premises")
    done = run("check", "s.yaml")
    assert (done.code, done.out) == (0, "")
    assert "nothing went stale" in done.err


def test_an_older_edition_is_stale(run: Run, tmp_path: Path) -> None:
    assert kinds(run, tmp_path, "edition: '2020.01'\n") == {("edition", "2020.01")}


def test_a_choice_that_the_knowledge_lost_is_stale(run: Run, tmp_path: Path) -> None:
    assert kinds(run, tmp_path, "choices: {tracing: nosuch}\n") == {("gone", "choices.tracing")}


def test_choices_that_cannot_hold_together_are_stale(run: Run, tmp_path: Path) -> None:
    found = kinds(run, tmp_path, "choices: {cni: calico, entry: cilium-gateway}\n")
    assert {("overruled", "cni"), ("overruled", "entry")} <= found


def test_a_retired_component_is_stale_until_somebody_signed(run: Run, tmp_path: Path) -> None:
    chosen = "existing: [ingress-nginx]\nchoices: {entry: ingress-nginx}\n"
    assert ("retired", "entry") in kinds(run, tmp_path, chosen)
    signed = 'accepted: {"retired:ingress-nginx": {by: ops, because: until spring}}\n'
    assert ("retired", "entry") not in kinds(run, tmp_path, chosen + signed)


def test_a_signature_without_its_finding_is_stale(run: Run, tmp_path: Path) -> None:
    text = 'accepted: {"retired:nothing": {by: ops, because: why not}}\n'
    assert kinds(run, tmp_path, text) == {("signature", "retired:nothing")}


def test_rules_that_came_and_went_since_the_choice_are_stale(run: Run, tmp_path: Path) -> None:
    assert run("new", "s.yaml", "--from", "small-startup").code == 0
    assert run("check", "s.yaml", "--renew").code == 0
    assert run("check", "s.yaml").code == 0
    state = yaml.safe_load((tmp_path / "s.yaml").read_text())
    assert {choice["basis"]["edition"] for choice in state["choices"].values()} == {load_catalog().edition.id}
    decision = next(d for d, choice in state["choices"].items() if choice["basis"].get("rules"))
    came = state["choices"][decision]["basis"]["rules"][0]
    state["choices"][decision]["basis"]["rules"][0] = "a-rule-that-went"
    (tmp_path / "other.yaml").write_text(yaml.safe_dump(state))
    done = run("check", "other.yaml", "--json")
    assert done.code == 5
    assert {(s["kind"], s["id"]) for s in done.json["stale"]} == {("rules", decision)}
    assert ["a-rule-that-went" in s["text"] for s in done.json["stale"]] == [True, False]
    assert [came in s["text"] for s in done.json["stale"]] == [False, True]


def test_the_interview_stores_what_a_choice_rests_on(run: Run, tmp_path: Path) -> None:
    run("--plain", "s.yaml", stdin="\n" * 40 + "1\n" * 3 + "q\n")
    catalog = load_catalog()
    choices = load(tmp_path / "s.yaml", catalog).session.choices
    assert choices
    assert all(c.basis is not None and c.basis.edition == catalog.edition.id for c in choices.values())


def test_a_basis_survives_the_file() -> None:
    catalog = load_catalog()
    text = HEAD + "choices:\n  cni: {option: cilium, basis: {edition: '2026.11', rules: [a, b]}}\n"
    loaded = load(text, catalog)
    assert loaded.problems == ()
    assert load(dump(loaded.session, text), catalog).session == loaded.session
    assert isinstance(loaded.session.choices["cni"], Choice)
    assert load(text.replace("edition: '2026.11', ", ""), catalog).problems


@pytest.mark.parametrize("text", ["choises: {}\n", "weights: {nosuch: 3}\n", "[\n"])
def test_a_file_with_other_mistakes_exits_2(run: Run, tmp_path: Path, text: str) -> None:
    (tmp_path / "session.yaml").write_text(HEAD + text)
    done = run("check")
    assert (done.code, done.out) == (2, "")


def test_renewing_refuses_what_the_knowledge_lacks(run: Run, tmp_path: Path) -> None:
    text = HEAD + "choices: {tracing: nosuch}\n"
    (tmp_path / "s.yaml").write_text(text)
    done = run("check", "s.yaml", "--renew")
    assert (done.code, "choose anew" in done.err) == (2, True)
    assert (tmp_path / "s.yaml").read_text() == text
    assert run("check", "s.yaml#B").code == 2


def test_help_names_the_exit_codes(run: Run) -> None:
    assert "5 something did" in run("check", "--help").out
