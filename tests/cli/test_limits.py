"""A work limit that runs out is told on every command that needs the solver, and nothing is built on it."""

from __future__ import annotations

from functools import partialmethod
from pathlib import Path

import pytest

from advisor.solve.engine import Engine
from tests.cli.conftest import Run

EXAMPLE = "example:standard-2026"
BUNDLE = Path(__file__).resolve().parents[2] / "exports" / "standard-2025"


@pytest.fixture
def limited(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing may be searched."""
    monkeypatch.setattr(Engine, "__init__", partialmethod(Engine.__init__, budget=0))


@pytest.mark.usefixtures("limited")
@pytest.mark.parametrize(("lang", "word"), [("en", "work limit"), ("ko", "작업 한도")])
def test_solve_says_that_nothing_was_settled(run: Run, lang: str, word: str) -> None:
    done = run("solve", EXAMPLE, "--alternatives", "2", "--lang", lang)
    assert done.code == 3
    assert word in done.out
    assert "Traceback" not in done.err
    assert "!" in done.out


@pytest.mark.usefixtures("limited")
def test_solve_as_json_keeps_its_form(run: Run) -> None:
    done = run("solve", EXAMPLE, "--alternatives", "2", "--json")
    assert done.code == 3
    assert (done.json["status"], done.json["stack"], done.json["remaining"]) == ("open", {}, None)
    assert {o["standing"] for d in done.json["decisions"] for o in d["options"]} == {"unknown"}
    assert done.json["findings"][0]["id"] == "limit:consistency"
    assert len(done.json["limits"]) == 2


@pytest.mark.usefixtures("limited")
def test_explain_says_what_is_missing(run: Run) -> None:
    done = run("explain", EXAMPLE, "cni", "--json")
    assert (done.code, done.json["standing"], done.json["conflict"]) == (0, "unknown", None)
    assert any("work limit" in text for text in done.json["limits"])


@pytest.mark.usefixtures("limited")
@pytest.mark.parametrize("more", [(), ("--complete",)])
def test_nothing_is_exported(run: Run, tmp_path: Path, more: tuple[str, ...]) -> None:
    done = run("export", EXAMPLE, "--out", str(tmp_path / "bundle"), *more)
    assert done.code == 3
    assert "no proof that there is none" in done.err
    assert not (tmp_path / "bundle").exists()


@pytest.mark.usefixtures("limited")
def test_nothing_is_compared_or_called_stale(run: Run, tmp_path: Path) -> None:
    session = tmp_path / "acme.yaml"
    assert run("new", str(session), "--from", "standard-2026").code == 0
    for command in (
        ("check", str(session)),
        ("compare", EXAMPLE, str(session)),
        ("verify", str(BUNDLE), "--session", str(session)),
    ):
        done = run(*command)
        assert done.code == 3, command
        assert "work limit" in done.err


def test_with_the_usual_limit_nothing_is_missing(run: Run) -> None:
    solved, explained = run("solve", EXAMPLE, "--json"), run("explain", EXAMPLE, "cni", "--json")
    assert (solved.code, solved.json["limits"], explained.json["limits"]) == (0, [], [])
    assert not [f for f in solved.json["findings"] if f["id"].startswith("limit:")]
