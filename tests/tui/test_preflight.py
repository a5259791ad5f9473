from __future__ import annotations

import os
import subprocess
import sys

import pytest

from advisor.tui import preflight
from advisor.tui.preflight import Streams

GOOD = Streams((True, True, True), "utf-8")


def test_a_usable_terminal_is_not_refused() -> None:
    assert preflight.refusal({"TERM": "xterm-256color"}, GOOD, "en") == ""


@pytest.mark.parametrize(
    ("env", "streams", "says"),
    [
        ({"TERM": "xterm"}, Streams((False, True, True), "utf-8"), "terminal"),
        ({"TERM": "xterm"}, Streams((True, True, False), "utf-8"), "terminal"),
        ({"TERM": "dumb"}, GOOD, "TERM=dumb"),
        ({}, GOOD, "TERM=-"),
        ({"TERM": "xterm"}, Streams((True, True, True), "euc_kr"), "euc_kr"),
    ],
)
@pytest.mark.parametrize("lang", ["en", "ko"])
def test_what_would_end_in_a_broken_screen_is_refused_with_a_way_on(
    env: dict[str, str], streams: Streams, says: str, lang: str
) -> None:
    line = preflight.refusal(env, streams, "ko" if lang == "ko" else "en")
    assert line
    assert "\n" not in line
    assert "advisor --plain" in line
    if lang == "en":
        assert says in line


def test_the_kitty_protocol_is_off_where_it_breaks_korean_input() -> None:
    local: dict[str, str] = {}
    preflight.prepare(local)
    assert "TEXTUAL_DISABLE_KITTY_KEY" not in local
    for far in ({"SSH_CONNECTION": "a b c d"}, {"TERM_PROGRAM": "iTerm.app"}):
        env = dict(far)
        preflight.prepare(env)
        assert env["TEXTUAL_DISABLE_KITTY_KEY"] == "1"
        assert env["TEXTUAL_ANIMATIONS"] == "none"


def test_tmux_without_utf8_is_refused_and_a_slow_escape_is_hinted(monkeypatch: pytest.MonkeyPatch) -> None:
    env = {"TMUX": "/tmp/x,1,0"}
    monkeypatch.setattr(preflight, "tmux_option", lambda _: "0 10")
    assert "tmux -u attach" in preflight.tmux_findings(env, "en")[0]
    monkeypatch.setattr(preflight, "tmux_option", lambda _: "1 500")
    refusal, hints = preflight.tmux_findings(env, "en")
    assert refusal == ""
    assert "500" in hints[0]
    monkeypatch.setattr(preflight, "tmux_option", lambda _: "1 10")
    assert preflight.tmux_findings(env, "en") == ("", ())
    assert preflight.tmux_findings({}, "en") == ("", ())


def test_looking_at_the_terminal_does_not_load_textual() -> None:
    code = "import sys, advisor.tui.app; sys.exit(any(m.split('.')[0] in ('textual','networkx') for m in sys.modules))"
    assert subprocess.run([sys.executable, "-c", code], check=False, env={**os.environ}).returncode == 0
