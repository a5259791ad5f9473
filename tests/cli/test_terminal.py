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
    [
        ("advisor sol", "solve"),
        ("advisor scenario for", "fork"),
        ("advisor solve --js", "--json"),
        ("advisor new a.yaml --from standard-2026", "standard-2026"),
        ("advisor explain a.yaml kube-pro", "kube-proxy"),
        ("advisor explain a.yaml cni=cil", "cilium"),
        ("advisor solve example:standard-2026", "standard-2026"),
        ("advisor new a.yaml --set needs=backup,trac", "backup,tracing"),
        ("advisor export a.yaml --format helmf", "helmfile"),
        ("advisor knowledge show cilium-l", None),
    ],
)
def test_bash_completes(shell: dict[str, str], tmp_path: Path, line: str, found: str | None) -> None:
    script = """
compopt() { :; }
source <(advisor completion bash)
COMP_LINE="$1"; COMP_POINT=${#COMP_LINE}
$(complete -p advisor | sed 's/.*-F \\([^ ]*\\) .*/\\1/') advisor
printf '%s\\n' "${COMPREPLY[@]}"
"""
    done = subprocess.run(
        ["bash", "-c", script, "bash", line], capture_output=True, text=True, check=True, cwd=tmp_path, env=shell
    )
    if found is None:
        assert all(word.startswith("cilium-l") for word in done.stdout.split()), done.stderr
    else:
        assert done.stdout.split() == [found], done.stderr


@pytest.mark.skipif(shutil.which("zsh") is None, reason="zsh is not installed here")
@pytest.mark.parametrize(
    ("words", "found"),
    [(("sol",), "solve"), (("explain", "a.yaml", "cni=cil"), "cni=cilium"), (("examples", "--j"), "--json")],
)
def test_zsh_completes(shell: dict[str, str], tmp_path: Path, words: tuple[str, ...], found: str) -> None:
    """The function of the script is run as the completion system runs it; what it would offer is printed."""
    script = """
compdef() { :; }; _files() { :; }
compadd() { print -rl -- "$@"; }; _describe() { print -rl -- "${(@P)3%%:*}"; }
source <(advisor completion zsh)
words=("$@"); CURRENT=$#words
_advisor_completion
"""
    done = subprocess.run(
        ["zsh", "-f", "-c", script, "zsh", "advisor", *words], capture_output=True, text=True, check=False,
        cwd=tmp_path, env=shell,
    )  # fmt: skip
    assert found in done.stdout.split(), done.stderr


@pytest.mark.skipif(shutil.which("fish") is None, reason="fish is not installed here")
@pytest.mark.parametrize(
    ("line", "found"),
    [("advisor sol", "solve"), ("advisor explain a.yaml cni=cil", "cni=cilium"), ("advisor examples --j", "--json")],
)
def test_fish_completes(shell: dict[str, str], tmp_path: Path, line: str, found: str) -> None:
    script = f"advisor completion fish | source; complete -C '{line}'"
    environment = {**shell, "HOME": str(tmp_path)}
    done = subprocess.run(
        ["fish", "--no-config", "-c", script],
        capture_output=True,
        text=True,
        check=False,
        cwd=tmp_path,
        env=environment,
    )
    assert found in [row.split("\t")[0] for row in done.stdout.splitlines()], done.stderr


def test_words_offered_behind_a_fact(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    def offered(words: str) -> list[str]:
        monkeypatch.setenv("_ADVISOR_COMPLETE", "fish_complete")
        monkeypatch.setenv("COMP_WORDS", words)
        monkeypatch.setenv("COMP_CWORD", words.rsplit(maxsplit=1)[-1])
        return [row.split(",", 1)[1].split("\t")[0] for row in run().out.splitlines() if "," in row]

    assert offered("advisor new a.yaml --set air_gap") == ["air_gapped="]
    assert offered("advisor new a.yaml --set air_gapped=t") == ["air_gapped=true"]
    assert offered("advisor new a.yaml --set needs=backup,trac") == ["needs=backup,tracing"]
    assert offered("advisor solve example:standard-2026") == ["example:standard-2026"]
    assert offered("advisor scenario switch absent.yaml B") == [], "what cannot be read offers nothing"


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


@pytest.mark.parametrize("closed", ["<&-", ">&-", "2>&-", "<&- >&- 2>&-"])
@pytest.mark.parametrize("call", ["solve example:small-startup", "--plain example:small-startup", "solve absent.yaml"])
def test_a_closed_stream_is_no_internal_error(shell: dict[str, str], tmp_path: Path, closed: str, call: str) -> None:
    done = subprocess.run(
        ["sh", "-c", f"advisor {call} {closed}"], stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False,
        cwd=tmp_path, env=shell,
    )  # fmt: skip
    assert done.returncode == (2 if "absent" in call else 0), done.stderr
    assert "internal error" not in done.stderr
    assert list(tmp_path.glob("*.yaml*")) == []


@pytest.mark.parametrize(
    "call", ["solve example:small-startup", "solve example:small-startup --json", "knowledge list rules"]
)
def test_a_reader_that_leaves_early_is_no_error(shell: dict[str, str], tmp_path: Path, call: str) -> None:
    script = f"advisor {call} | head -n 1; echo ${{PIPESTATUS[0]}}"
    done = subprocess.run(["bash", "-c", script], capture_output=True, text=True, check=True, cwd=tmp_path, env=shell)
    assert done.stdout.splitlines()[-1] == "0"
    assert done.stderr in ("", "solving ...\n")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no /dev/full")
@pytest.mark.parametrize("call", ["solve example:small-startup", "examples --json", "knowledge list"])
def test_a_full_disk_behind_standard_output_is_named(shell: dict[str, str], tmp_path: Path, call: str) -> None:
    done = subprocess.run(
        ["sh", "-c", f"advisor {call} > /dev/full"],
        capture_output=True,
        text=True,
        check=False,
        cwd=tmp_path,
        env=shell,
    )
    assert done.returncode == 2
    assert done.stderr.removeprefix("solving ...\n") == "error: No space left on device: standard output\n"


def test_a_new_session_that_cannot_be_written_leaves_nothing(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    done = run("new", "s.yaml")
    assert (done.code, done.out, done.err) == (2, "", "error: No space left on device: s.yaml\n")
    assert list(tmp_path.iterdir()) == []


def test_without_a_locale_or_a_home_korean_is_still_readable(tmp_path: Path) -> None:
    environment = {"PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT), "PYTHONUTF8": "0", "LC_ALL": "C"}
    environment |= {"PYTHONCOERCECLOCALE": "0", "HOME": "/nonexistent"}
    calls = (["new", "s.yaml"], ["solve", "s.yaml"], ["--lang", "ko", "solve", "s.yaml"])
    for arguments in (*calls, ["--lang", "ko", "--plain", "s.yaml"]):
        done = subprocess.run(
            [sys.executable, "-c", CALL, *arguments], input="네\n".encode() * 9, capture_output=True, check=False,
            cwd=tmp_path, env=environment,
        )  # fmt: skip
        assert done.returncode == 0, done.stderr
        assert any("가" <= letter <= "힣" for letter in done.stdout.decode()) == ("ko" in arguments)
        assert b"\\u" not in done.stdout
