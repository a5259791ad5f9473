"""What a shell and a terminal see: completion, colours, progress, the server and its extra."""

from __future__ import annotations

import http.client
import os
import shutil
import signal
import socket
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from advisor.cli.progress import progress
from tests.cli.conftest import Run

ROOT = Path(__file__).resolve().parents[2]
CALL = "from advisor.cli.main import main; main()"


@pytest.fixture
def shell(tmp_path: Path) -> dict[str, str]:
    """An environment in which `advisor` is this checkout."""
    tool = tmp_path / "bin" / "advisor"
    tool.parent.mkdir()
    tool.write_text(f'#!/bin/sh\nexec {sys.executable} -c "{CALL}" "$@"\n')
    tool.chmod(0o755)
    return {**os.environ, "PYTHONPATH": str(ROOT), "PATH": f"{tool.parent}:{os.environ['PATH']}", "LANG": "C.UTF-8"}


@pytest.mark.skipif(shutil.which("bash") is None, reason="bash is not installed here")
@pytest.mark.parametrize(
    ("line", "found"),
    [("advisor sol", "solve"), ("advisor scenario for", "fork"), ("advisor solve --js", "--json")],
)
def test_bash_completes(shell: dict[str, str], tmp_path: Path, line: str, found: str) -> None:
    script = """
source <(advisor completion bash)
read -ra COMP_WORDS <<< "$1"
COMP_CWORD=$((${#COMP_WORDS[@]} - 1))
$(complete -p advisor | sed 's/.*-F \\([^ ]*\\) .*/\\1/') advisor
printf '%s\\n' "${COMPREPLY[@]}"
"""
    done = subprocess.run(
        ["bash", "-c", script, "bash", line], capture_output=True, text=True, check=True, cwd=tmp_path, env=shell
    )
    assert done.stdout.split() == [found], done.stderr


def test_completion_scripts_of_other_shells_name_the_variable(run: Run) -> None:
    assert "_ADVISOR_COMPLETE=zsh_complete" in run("completion", "zsh").out
    assert "_ADVISOR_COMPLETE=fish_complete" in run("completion", "fish").out


@pytest.mark.parametrize("no_color", [True, False])
def test_no_color_is_honoured_on_a_terminal(shell: dict[str, str], tmp_path: Path, no_color: bool) -> None:
    environment = {k: v for k, v in shell.items() if k != "NO_COLOR"} | {"TERM": "xterm-256color"}
    if no_color:
        environment["NO_COLOR"] = "1"
    (tmp_path / "examples.py").write_text(
        "import pty, sys\nsys.exit(pty.spawn(['advisor', 'examples']) >> 8)\n", encoding="utf-8"
    )
    done = subprocess.run(
        [sys.executable, "examples.py"], stdin=subprocess.DEVNULL, capture_output=True, check=True, cwd=tmp_path,
        env=environment,
    )  # fmt: skip
    assert b"example:standard-2025" in done.stdout
    assert not any(b"\x1b[%dm" % colour in done.stdout for colour in range(30, 38))
    assert b"\x1b[" in done.stdout or no_color


def test_progress_speaks_only_when_work_takes_long(capsys: pytest.CaptureFixture[str]) -> None:
    with progress("working", patience=60):
        pass
    assert capsys.readouterr().err == ""
    waited = threading.Event()
    with progress("working\x1b[31m", patience=0):
        waited.wait(0.2)
    captured = capsys.readouterr()
    assert (captured.out, captured.err) == ("", "working[31m\n")


def test_progress_ends_when_the_work_fails(capsys: pytest.CaptureFixture[str]) -> None:
    before = threading.active_count()
    with pytest.raises(KeyError), progress("working", patience=60):
        raise KeyError
    assert threading.active_count() == before
    assert capsys.readouterr().err == ""


def test_serve_without_its_extra_says_what_to_install(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "textual_serve.server", None)
    done = run("serve")
    assert (done.code, done.out) == (2, "")
    assert "stack-advisor[web]" in done.err


@pytest.mark.slow
def test_serve_answers_on_loopback_to_the_token_only(shell: dict[str, str], tmp_path: Path) -> None:
    pytest.importorskip("textual_serve", reason="the web extra is not installed")
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    with subprocess.Popen(
        ["advisor", "serve", "--port", str(port)], stderr=subprocess.PIPE, text=True, cwd=tmp_path, env=shell
    ) as server:
        try:
            assert server.stderr is not None
            address = server.stderr.readline().strip()
            assert address.startswith(f"http://127.0.0.1:{port}/?token=")
            path = address.removeprefix(f"http://127.0.0.1:{port}")
            assert [_status(port, "/"), _status(port, path[:-1]), _status(port, path)] == [403, 403, 302]
        finally:
            server.send_signal(signal.SIGINT)
            assert server.wait(20) == 0


def _status(port: int, path: str) -> int:
    """The status of a request, asked again until the server listens."""
    for _ in range(200):
        try:
            connection = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
            connection.request("GET", path)
            return connection.getresponse().status
        except ConnectionRefusedError:
            threading.Event().wait(0.05)
        finally:
            connection.close()
    raise AssertionError("the server never listened")


def test_the_interview_of_an_example_writes_nothing(run: Run, tmp_path: Path) -> None:
    done = run("--plain", "example:small-startup", stdin="q\n")
    assert (done.code, "nothing was saved" in done.out) == (0, True), done.err
    assert list(tmp_path.iterdir()) == []
