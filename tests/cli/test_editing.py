"""Scenarios, the workshop record and the interview from the command line."""

from __future__ import annotations

import os
import stat
import subprocess
import sys
from pathlib import Path

from tests.cli.conftest import Run

ROOT = Path(__file__).resolve().parents[2]
CALL = "from advisor.cli.main import main; main()"


def test_scenarios_from_the_command_line(run: Run) -> None:
    run("new", "s.yaml")
    assert run("scenario", "fork", "s.yaml", "B").code == 0
    assert run("scenario", "list", "s.yaml", "--json").json["scenarios"] == ["B", "A"]
    assert run("scenario", "switch", "s.yaml", "A").code == 0
    assert run("scenario", "merge", "s.yaml", "B").code == 0
    assert run("solve", "s.yaml#B", "--json").code == 0
    assert run("scenario", "fork", "s.yaml", "B").code == 2
    missing = run("scenario", "adopt", "s.yaml", "C")
    assert (missing.code, missing.out) == (2, "")
    assert run("scenario", "drop", "s.yaml", "B").code == 0
    assert run("scenario", "list", "s.yaml").out == "* A\n"


def test_the_workshop_record_ends_in_the_minutes(run: Run) -> None:
    run("new", "s.yaml")
    assert run("workshop", "vote", "s.yaml", "Minji", "cni=cilium").code == 2
    assert run("workshop", "join", "s.yaml", "Minji", "--role", "<b>|net", "--weight", "2").code == 0
    assert run("workshop", "vote", "s.yaml", "Minji", "cni=cilum").code == 2
    assert "cilium 2" in run("workshop", "vote", "s.yaml", "Minji", "cni=cilium").err
    assert run("workshop", "park", "s.yaml", "storage", "--owner", "Minji", "--question", "disks?").code == 0
    assert run("workshop", "accept", "s.yaml", "cni").code == 0
    page = run("workshop", "minutes", "s.yaml").out
    assert "Cilium 2 (Minji)" in page
    assert "disks? (Minji)" in page
    assert "\\<b\\>\\|net" in page
    assert run("workshop", "leave", "s.yaml", "Minji").code == 0
    assert "Cilium 2" not in run("workshop", "minutes", "s.yaml").out


def test_the_journal_of_an_edited_session_is_private(run: Run, tmp_path: Path) -> None:
    run("new", "s.yaml")
    run("scenario", "fork", "s.yaml", "B")
    assert stat.S_IMODE((tmp_path / "s.yaml.journal").stat().st_mode) == 0o600


def test_the_interview_runs_on_a_korean_dumb_terminal(tmp_path: Path) -> None:
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "LANG": "ko_KR.EUC-KR", "PYTHONIOENCODING": "euc-kr"}
    for name in ("LC_ALL", "LC_MESSAGES", "PYTHONUTF8"):
        environment.pop(name, None)
    hostile = b"\n\x1b[2J\n" + b"\xff\xfe\x80\n" + b"9" * 5000 + b"\n"
    done = subprocess.run(
        [sys.executable, "-c", CALL, "--plain", "s.yaml"],
        input=hostile, capture_output=True, cwd=tmp_path, check=False, env={**environment, "TERM": "dumb"},
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert b"Traceback" not in done.stderr
    assert b"\x1b" not in done.stdout
    assert "번호" in done.stdout.decode("euc-kr")


def test_the_bundle_holds_minutes_only_where_a_workshop_was_recorded(run: Run, tmp_path: Path) -> None:
    run("new", "s.yaml", "--from", "small-startup")
    assert run("export", "s.yaml", "--out", "before", "--complete").code == 0
    assert not (tmp_path / "before" / "minutes.md").exists()
    run("workshop", "join", "s.yaml", "Minji")
    assert run("export", "s.yaml", "--out", "after", "--complete").code == 0
    assert "Minji" in (tmp_path / "after" / "minutes.md").read_text()
    assert run("verify", "after").code == 0


def test_scenarios_and_the_workshop_speak_korean(run: Run) -> None:
    run("new", "s.yaml")
    calls = [
        ("scenario", "fork", "s.yaml", "B"),
        ("scenario", "merge", "s.yaml", "A"),
        ("scenario", "drop", "s.yaml", "C"),
        ("workshop", "join", "s.yaml", "Minji"),
        ("workshop", "vote", "s.yaml", "Minji", "cni"),
        ("workshop", "vote", "s.yaml", "Jun", "cni"),
        ("workshop", "accept", "s.yaml", "cni"),
        ("workshop", "park", "s.yaml", "cni", "--owner", "Minji", "--question", "why"),
        ("workshop", "leave", "s.yaml", "Minji"),
    ]
    for call in calls:
        done = run(*call, "--lang", "ko")
        assert any("가" <= c <= "힣" for c in done.err), (call, done.err)


def test_the_minutes_say_what_was_ruled_out_signed_and_overruled(run: Run, tmp_path: Path) -> None:
    run("new", "s.yaml", "--set", "kernel_version=4.18", "--set", "os_changeable=false", "--set", "os_family=ubuntu")
    with (tmp_path / "s.yaml").open("a") as file:
        file.write("choices: {cni: {option: cilium, because: 'eBPF', by: Minji, at: '2026-11-24T10:00:00Z'}}\n")
        file.write("excluded: {tracing: [jaeger]}\n")
        file.write("accepted: {'licence:grafana': {by: legal, because: internal, at: '2026-11-25T10:00:00Z'}}\n")
    page = run("workshop", "minutes", "s.yaml").out
    assert "Cilium (not applied: a rule overrules it)" in page
    assert "eBPF | Minji, 2026-11-24 |" in page
    assert "## Ruled out\n\n- " in page
    assert ": Jaeger\n" in page
    assert "| licence:grafana | legal | internal | 2026-11-25 |" in page
    korean = run("--lang", "ko", "workshop", "minutes", "s.yaml").out
    assert "규칙 때문에 적용되지 않음" in korean
    assert "## 제외한 후보" in korean
