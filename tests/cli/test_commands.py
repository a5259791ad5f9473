"""The commands as scripts use them: data on stdout, the rest on stderr, the exit codes of the contract."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from importlib import import_module
from pathlib import Path

import click
import jsonschema
import pytest

from advisor.cli.main import COMMANDS
from advisor.cli.reference_docs import commands
from advisor.wording import Words
from advisor.wording.cli import PHRASES
from advisor.wording.help import HELP
from tests.cli.conftest import Run

ROOT = Path(__file__).resolve().parents[2]
CALL = "from advisor.cli.main import main; main()"
CONFLICT = """\
schema: advisor.session/1
name: torn
choices:
  cni: calico
  entry: cilium-gateway
"""


def test_examples_are_listed_and_each_solves(run: Run) -> None:
    names = [entry["name"] for entry in run("examples", "--json").json]
    wanted = {"standard-2025", "standard-2026", "airgap-finance", "small-startup", "managed-cloud", "vmware-exit"}
    assert wanted | {"ml-platform"} <= set(names)
    for name in names:
        done = run("solve", f"example:{name}", "--json")
        assert done.code == 0, (name, done.out[-2000:])
        assert done.json["status"] in ("complete", "open")


def test_solve_json_validates_against_its_published_schema(run: Run) -> None:
    schema = run("knowledge", "schema").json["assessment"]
    data = run("solve", "example:standard-2025", "--json").json
    jsonschema.validate(data, schema)
    assert data["schema"] == "advisor.assessment/1"
    broken = {**data, "status": "fine"}
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(broken, schema)


def test_solve_gives_the_same_bytes_under_every_hash_seed(tmp_path: Path) -> None:
    outputs = set()
    for seed in ("0", "1", "4242"):
        done = subprocess.run(
            [sys.executable, "-c", CALL, "solve", "example:airgap-finance", "--json"],
            capture_output=True, check=True, cwd=tmp_path,
            env={**os.environ, "PYTHONPATH": str(ROOT), "PYTHONHASHSEED": seed},
        )  # fmt: skip
        outputs.add(done.stdout)
    assert len(outputs) == 1


def test_a_conflict_exits_3_and_every_repair_solves(run: Run, tmp_path: Path) -> None:
    (tmp_path / "torn.yaml").write_text(CONFLICT)
    done = run("solve", "torn.yaml", "--json")
    assert done.code == 3
    (conflict,) = done.json["conflicts"]
    kinds = {(item["kind"], item["id"]) for item in conflict["items"]}
    assert {("choice", "cni"), ("choice", "entry")} <= kinds
    assert conflict["repairs"]
    for repair in conflict["repairs"]:
        lines = CONFLICT
        for change in repair["changes"]:
            assert change["kind"] == "choice"
            old = next(line for line in lines.splitlines() if line.startswith(f"  {change['id']}:"))
            new = f"  {change['id']}: {change['to']}" if change["to"] else ""
            lines = lines.replace(old, new)
        (tmp_path / "mended.yaml").write_text(lines)
        assert run("solve", "mended.yaml").code == 0


@pytest.mark.parametrize(
    ("line", "wrong", "near"),
    [
        ("  cni: calico", "  cni: calicoo", "calico"),
        ("  cni: calico", "  cnii: calico", "cni"),
        ("choices:", "choises:", "choices"),
        ("name: torn", "name: torn\nprofile: {locaton: on-premises}", "location"),
        ("name: torn", "name: torn\nprofile: {location: onpremises}", "on-premises"),
    ],
)
def test_a_misspelt_word_exits_2_naming_file_line_and_the_nearest(
    run: Run, tmp_path: Path, line: str, wrong: str, near: str
) -> None:
    text = CONFLICT.replace(line, wrong)
    (tmp_path / "wrong.yaml").write_text(text)
    done = run("export", "wrong.yaml", "--out", "bundle", "--complete")
    assert done.code == 2
    assert done.out == ""
    number = next(i for i, found in enumerate(text.splitlines(), 1) if wrong.splitlines()[-1] in found)
    assert f"wrong.yaml:{number}" in done.err
    assert f"did you mean {near}?" in done.err
    assert not (tmp_path / "bundle").exists()


def test_new_refuses_to_overwrite_and_checks_its_answers(run: Run, tmp_path: Path) -> None:
    done = run(
        "new", "acme.yaml", "--set", "location=on-premises", "--set", "workers=6", "--set", "needs=backup,tracing"
    )
    assert done.code == 0
    assert run("solve", "acme.yaml").code == 0
    again = run("new", "acme.yaml")
    assert (again.code, "not overwritten" in again.err) == (2, True)
    wrong = run("new", "other.yaml", "--set", "needs=bakcup")
    assert (wrong.code, "did you mean backup?" in wrong.err) == (2, True)
    assert not (tmp_path / "other.yaml").exists()


def test_new_starts_from_an_example(run: Run, tmp_path: Path) -> None:
    assert run("new", "mine.yaml", "--from", "airgap-finance").code == 0
    assert "osi_only: true" in (tmp_path / "mine.yaml").read_text()
    missing = run("new", "other.yaml", "--from", "airgap-finanse")
    assert (missing.code, "airgap-finance" in missing.err) == (2, True)


def test_standard_input_is_a_session(run: Run) -> None:
    assert run("solve", "-", "--json", stdin="schema: advisor.session/1\nname: piped\n").json["session"] == "piped"
    assert run("solve", "-", stdin="- no mapping\n").code == 2


def test_explain_says_why_and_why_not(run: Run, tmp_path: Path) -> None:
    (tmp_path / "s.yaml").write_text("schema: advisor.session/1\nname: s\nchoices: {cni: calico}\n")
    data = run("explain", "s.yaml", "entry=cilium-gateway", "--json").json
    assert (data["decision"], data["option"], data["standing"]) == ("entry", "cilium-gateway", "impossible")
    assert ("choice", "cni") in {(item["kind"], item["id"]) for item in data["conflict"]["items"]}
    text = run("explain", "s.yaml", "entry=cilium-gateway", "--lang", "ko")
    assert text.code == 0
    assert any("가" <= c <= "힣" for c in text.out)
    assert run("explain", "s.yaml", "entri").code == 2
    assert run("explain", "s.yaml", "entry=cilium-gatewai").code == 2


def test_an_unknown_command_is_named_with_the_nearest(run: Run) -> None:
    done = run("slove", "x.yaml")
    assert (done.code, "did you mean solve?" in done.err) == (2, True)


def test_without_a_terminal_the_app_says_what_to_run(run: Run) -> None:
    done = run()
    assert (done.code, done.out) == (2, "")
    assert "advisor solve" in done.err


def test_a_missing_file_is_no_traceback(run: Run) -> None:
    done = run("solve", "nowhere.yaml")
    assert done.code == 2
    assert "Traceback" not in done.err


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_completion_is_printed(run: Run, shell: str) -> None:
    assert "_ADVISOR_COMPLETE" in run("completion", shell).out


def test_control_characters_of_a_session_never_reach_the_terminal(run: Run) -> None:
    text = 'schema: advisor.session/1\nname: "a\\u009b31mred\\u202e"\n'
    done = run("solve", "-", stdin=text)
    assert "\x9b" not in done.out + done.err
    assert "\u202e" not in done.out + done.err


def test_a_broken_session_exits_2_and_says_how_to_open_it(run: Run, tmp_path: Path) -> None:
    (tmp_path / "bad.yaml").write_text(CONFLICT.replace("calico", "calicoo").replace("entry:", "entri:"))
    done = run("solve", "bad.yaml")
    assert (done.code, done.out) == (2, "")
    lines = done.err.splitlines()
    assert [line.split(":")[0] for line in lines] == [
        "error",
        "error",
        "nothing was written; this opens the part that can be used",
    ]
    assert lines[-1].endswith("advisor bad.yaml")
    assert "opens the part" not in run("solve", "-", stdin=CONFLICT.replace("calico", "calicoo")).err


def test_one_stack_is_counted_in_the_singular() -> None:
    words = Words(PHRASES, "en")
    assert words("remaining_one") == "1 stack remains"


def test_a_wish_that_a_rule_overrules_is_named(run: Run) -> None:
    done = run("solve", "-", stdin=CONFLICT)
    assert done.code == 3
    assert "you chose Calico" in done.out


def test_a_dry_run_lists_what_would_change_and_writes_nothing(run: Run, tmp_path: Path) -> None:
    export = ("export", "example:small-startup", "--out", "bundle", "--complete")
    first = run(*export, "--dry-run")
    assert first.code == 0
    assert "added\tplan.yaml\n" in first.out
    assert not (tmp_path / "bundle").exists()
    assert run(*export).code == 0
    again = run(*export, "--dry-run")
    assert (again.code, again.out) == (0, "")
    assert "0 changed, 0 removed" in again.err
    (tmp_path / "bundle/README.md").write_text("x")
    assert run(*export, "--dry-run").out == "changed\tREADME.md\n"


def test_verify_compares_with_the_session(run: Run) -> None:
    assert run("export", "example:small-startup", "--out", "bundle", "--complete").code == 0
    assert run("verify", "bundle", "--session", "example:small-startup").code == 0
    other = run("verify", "bundle", "--session", "example:standard-2025")
    assert other.code == 5
    assert "other answers" in other.out


NESTED = """schema: advisor.session/1
choices:
  tracing: {opton: jaeger}
  cni: {option: cilium, becuase: x}
records:
  cni: {status: acepted}
weights: {cost: 33}
accepted: {"licence:grafana": {by: legal}}
"""


@pytest.mark.parametrize(
    ("lang", "expected"),
    [
        (
            "en",
            [
                "s.yaml:3: choices.tracing.opton: unknown key opton (did you mean option?)",
                "s.yaml:4: choices.cni.becuase: unknown key becuase (did you mean because?)",
                "s.yaml:6: records.cni.status: this takes one of proposed, accepted, parked (did you mean accepted?)",
                "s.yaml:7: weights.cost: at most 10",
                "s.yaml:8: accepted.licence:grafana.because: the key because is missing",
            ],
        ),
        (
            "ko",
            [
                "s.yaml:4: choices.cni.becuase: 모르는 키: becuase (because?)",
                "s.yaml:7: weights.cost: 10 이하여야 한다",
            ],
        ),
    ],
)
def test_a_mistake_inside_an_entry_names_its_key_and_the_nearest(
    run: Run, tmp_path: Path, lang: str, expected: list[str]
) -> None:
    (tmp_path / "s.yaml").write_text(NESTED)
    for command in (["solve", "s.yaml"], ["workshop", "join", "s.yaml", "Minji"]):
        done = run("--lang", lang, *command)
        assert (done.code, done.out) == (2, "")
        for line in expected:
            assert line in done.err
    assert [path.name for path in tmp_path.iterdir()] == ["s.yaml"], "nothing was written, no journal either"


def test_a_signature_for_a_finding_that_is_not_there_is_refused(run: Run, tmp_path: Path) -> None:
    run("new", "s.yaml")
    done = run("export", "s.yaml", "--out", "b", "--complete", "--accept", "licence:grafanna=legal:internal use")
    assert done.code == 2
    assert "there is no finding licence:grafanna to accept" in done.err
    assert "(did you mean licence:grafana?)" in done.err
    assert not (tmp_path / "b").exists()


def test_a_misspelt_kind_names_the_nearest(run: Run) -> None:
    done = run("knowledge", "list", "componets")
    assert (done.code, done.out) == (2, "")
    assert "did you mean components?" in done.err


def test_a_missing_scenario_lists_those_there(run: Run) -> None:
    run("new", "s.yaml")
    done = run("solve", "s.yaml#B")
    assert (done.code, done.err) == (2, "error: s.yaml has no scenario B; it has A\n")


def test_plain_may_stand_behind_the_session(run: Run) -> None:
    assert run("s.yaml", "--plain", stdin="q\n").code == 0


def test_a_dump_may_come_through_a_pipe(run: Run) -> None:
    helm = '[{"name": "m", "namespace": "metallb-system", "chart": "metallb-0.14.9", "app_version": "v0.14.9"}]'
    done = run("discover", "-", "--into", "s.yaml", stdin=helm)
    assert done.code == 0, done.err
    assert "metallb-system/m" in done.out
    assert run("discover", "-", "--into", "s.yaml", stdin="{").err == "error: <stdin>:1: not JSON\n"


def test_every_help_text_has_its_korean(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    texts = set(COMMANDS.values())
    app = import_module("advisor.cli.commands.app").command
    for _, command, context in (*commands(), ("app", app, click.Context(app))):
        texts.add(" ".join((command.help or "").replace("\b", "").split()))
        texts |= {p.help for p in command.get_params(context) if isinstance(p, click.Option) and p.help}
    assert {text for text in texts if text not in HELP} == set()
    assert set(HELP) - texts == set(), "a sentence that no command says any more"


@pytest.mark.parametrize("call", [[], ["solve"], ["check"], ["workshop"], ["workshop", "park"], ["discover"]])
def test_help_speaks_korean(run: Run, call: list[str]) -> None:
    korean, english = run("--lang", "ko", *call, "--help"), run(*call, "--help")
    assert (korean.code, english.code) == (0, 0)
    assert "예:" in korean.out
    assert not re.search(r"^(Examples|Usage|Options|Commands):|Show this message", korean.out, re.MULTILINE)
    assert "Usage:" in english.out
    assert not any("가" <= letter <= "힣" for letter in english.out)
