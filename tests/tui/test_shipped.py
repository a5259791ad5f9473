"""The shipped knowledge in the app: from an example to a written bundle."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from advisor.catalog.load import load_catalog
from advisor.errors import BadInput
from advisor.export.verify import verify_bundle
from advisor.model.base import LANGUAGES, Language
from advisor.model.session import Session
from advisor.session import examples
from advisor.session.file import load
from advisor.solve.engine import Engine
from advisor.tui import bundling, finding
from advisor.tui.app import make_app as real_app
from advisor.tui.cells import width
from advisor.tui.modals.sheet import FileSheet
from advisor.tui.panes.decide import DecidePane
from advisor.tui.panes.export import ExportPane
from advisor.tui.views import plan
from tests.tui.driving import Drive, drive, make_app


def test_an_example_is_accepted_exported_and_verified(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    catalog = load_catalog()
    session = load(examples.path("airgap-finance"), catalog).session

    async def journey(run: Drive) -> None:
        await run.press("3")
        for waiting in plan.to_accept(run.desk.scene):
            run.main.pane.reveal(f"{plan.ACCEPT_KEY}{waiting.id}")
            await run.press("enter")
            await run.type("Kim")
            await run.press("enter")
            await run.type("read")
            await run.press("enter")
        assert plan.to_accept(run.desk.scene) == []
        await run.press("5")
        pane = run.main.query_one(ExportPane)
        assert pane.bundle is not None, run.text
        assert pane.bundle.problem == ""
        assert pane.first_list.go("file:README.md")
        await run.press("v")
        assert isinstance(run.app.screen, FileSheet)
        await run.press("q", "home", "enter", "enter")
        assert (pane.target / "plan.yaml").is_file()
        assert [p for p in verify_bundle(pane.target) if p.severity == "error"] == []
        assert "written:" in run.text

    drive(make_app(session=session, catalog=catalog), journey)


def test_an_embedded_session_opens_without_a_file(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    app = real_app(Path("example:standard-2025"))
    assert app.desk.store.path is None
    assert app.desk.session.name == "standard-2025"
    app.desk.close()


def test_a_folder_that_is_not_there_is_bad_input(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    with pytest.raises(BadInput) as caught:
        real_app(tmp_path / "no" / "acme.yaml")
    assert "acme.yaml" in str(caught.value)


def test_a_new_session_is_called_after_its_file(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    app = real_app(tmp_path / "acme.yaml")
    assert app.desk.session.name == "acme"
    app.desk.close()


@pytest.mark.slow
@pytest.mark.parametrize("size", [(60, 16), (80, 24), (160, 50)], ids=str)
@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_decision_can_be_read_at_every_size(lang: Language, size: tuple[int, int]) -> None:
    catalog = load_catalog()

    async def journey(run: Drive) -> None:
        await run.press("2")
        for _ in range(len(catalog.decisions)):
            await run.pilot.press("j")
            assert all(width(line) <= size[0] for line in run.screen)
            assert any(line.startswith(">") for line in run.screen)
        await run.settle()
        assert "Error" not in run.text

    drive(make_app(catalog=catalog, lang=lang), journey, size)


def test_the_other_process_renders_the_same_bytes() -> None:
    catalog, session = load_catalog(), load(examples.path("standard-2025"), load_catalog()).session
    engine = Engine(catalog)
    here = bundling.inside(catalog)(engine, session, (), "en")
    there = bundling.apart(())(engine, session, (), "en")
    assert there.problem == ""
    assert here.files
    assert there == here


def test_a_process_that_fails_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "executable", "/nonexistent/python")
    found = bundling.apart(())(Engine(load_catalog()), Session(), (), "en")
    assert "FileNotFoundError" in found.problem
    assert not found.files


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_first_run_gives_a_valid_stack_in_at_most_five_keys(lang: Language) -> None:
    async def journey(run: Drive) -> None:
        await run.press("enter", "a", "enter")
        assessment = run.desk.assessment
        assert assessment is not None
        assert (assessment.status, assessment.conflicts) == ("complete", ())
        assert all(v.standing in ("chosen", "forced") for v in assessment.decisions if v.relevant)

    drive(make_app(catalog=load_catalog(), lang=lang, tour=True), journey)


def test_an_experienced_user_reaches_any_decision_in_three_keys_from_any_pane() -> None:
    catalog = load_catalog()

    async def journey(run: Drive) -> None:
        numbers = finding.decisions(run.desk.scene)
        assert {e.key for e in numbers} == {f"decide/{d.id}" for d in catalog.decisions}
        for number, entry in enumerate(numbers, start=1):
            for key in (str(1 + number % 5), "full_stop", *f"{number:02d}"):
                await run.pilot.press(key)
            await run.pilot.pause()
            assert run.main.pane.id == "decide"
            assert run.main.query_one(DecidePane).here[0] == entry.key.removeprefix("decide/")

    drive(make_app(catalog=catalog), journey)
