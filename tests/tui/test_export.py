"""The Export pane: what each format is for, how far the work is, and what an export would take away."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import count
from pathlib import Path

import pytest
from textual.message import Message

from advisor.catalog.load import load_catalog
from advisor.export import registry
from advisor.export.write import write_bundle
from advisor.model.base import LANGUAGES, Language
from advisor.session import examples
from advisor.session.file import load
from advisor.solve.engine import Engine
from advisor.tui import bundling
from advisor.tui.cells import width
from advisor.tui.messages import Progressed
from advisor.tui.modals.sheet import FileSheet
from advisor.tui.pace import SECONDS, Pace
from advisor.tui.panes.export import ExportPane
from advisor.tui.views.export import FILE_KEY, FORMAT_KEY, PARTS_KEY
from advisor.wording.formats import PURPOSES
from tests.tui.driving import Drive, drive, make_app
from tests.tui.test_every_action import FREE

CATALOG = load_catalog()
SESSION = load(examples.path("standard-2025"), CATALOG).session
RENDERING = {"en": "rendering ", "ko": "만드는 중 "}
WRITING = {"en": "writing ", "ko": "쓰는 중 "}
LONGEST = 60
"""Cells of a purpose: with the name one line of a terminal."""


def without_purpose(names: Sequence[str], purposes: Sequence[str]) -> set[str]:
    """Formats without a purpose, and purposes without a format."""
    return set(names) ^ set(purposes)


def test_every_format_says_what_it_is_for_in_one_line() -> None:
    assert without_purpose(registry.NAMES, list(PURPOSES)) == set()
    long = [n for n, t in PURPOSES.items() if max(width(t.en), width(t.ko)) > LONGEST or "\n" in t.en + t.ko]
    assert long == []


def test_a_format_without_a_purpose_is_noticed() -> None:
    assert without_purpose([*registry.NAMES, "new"], list(PURPOSES)) == {"new"}


def test_steps_that_come_too_soon_are_left_out_and_the_first_is_told() -> None:
    now = iter([0.0, SECONDS / 2, SECONDS, SECONDS * 1.5, SECONDS * 2])
    told: list[int] = []
    pace = Pace(lambda number, _, __: told.append(number), lambda: next(now))
    for number in range(1, 6):
        pace(number, 5, "x")
    assert told == [1, 3, 5]


@pytest.mark.parametrize("how", ["inside", "apart"])
def test_each_format_is_told_as_it_begins(how: str) -> None:
    told: list[tuple[int, int, str]] = []
    render = bundling.inside(CATALOG) if how == "inside" else bundling.apart(())
    found = render(Engine(CATALOG), SESSION, ("helmfile",), "en", lambda *step: told.append(step))
    assert found.files
    assert [number for number, _, _ in told] == list(range(1, len(told) + 1))
    assert {total for _, total, _ in told} == {len(told)}
    assert {name for _, _, name in told} == {*found.own_formats, "helmfile"}


def test_each_file_is_told_as_it_is_written(tmp_path: Path) -> None:
    told: list[tuple[int, int, str]] = []
    write_bundle({"plan.yaml": b"a", "b/c.sh": b"d"}, tmp_path / "out", lambda *step: told.append(step))
    assert told == [(1, 2, "plan.yaml"), (2, 2, "b/c.sh")]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_progress_names_the_step_and_is_gone_afterwards(
    lang: Language, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    clock = count()
    monkeypatch.setattr(Pace.__init__, "__defaults__", (lambda: next(clock),))
    said: list[str] = []
    post = ExportPane.post_message

    def heard(pane: ExportPane, message: Message) -> bool:
        if isinstance(message, Progressed):
            said.append(message.text)
        return post(pane, message)

    monkeypatch.setattr(ExportPane, "post_message", heard)

    async def journey(run: Drive) -> None:
        await run.press("5")
        pane = run.main.query_one(ExportPane)
        assert pane.bundle is not None
        assert said[0].endswith(": plan")
        assert all(RENDERING[lang] in text for text in said)
        assert RENDERING[lang] not in run.screen[-2], "the counters are back"
        del said[:]
        await run.press("home", "enter", "enter")
        assert len(said) == len(pane.bundle.files)
        assert all(WRITING[lang] in text for text in said)
        assert WRITING[lang] not in run.screen[-2], "what was written stands there"

    drive(make_app(session=FREE, lang=lang), journey)


def test_formats_are_explained_beside_the_list_and_in_full() -> None:
    async def journey(run: Drive) -> None:
        await run.press("5")
        pane = run.main.query_one(ExportPane)
        assert pane.first_list.go(f"{FORMAT_KEY}helmfile")
        await run.settle()
        assert "Helmfile" in run.text
        await run.press("i")
        assert "Helmfile용 릴리스" in run.text
        assert pane.first_list.go(PARTS_KEY)
        await run.press("v")
        assert isinstance(run.app.screen, FileSheet)
        assert "엑셀용 BOM" in run.text
        await run.press("q", "enter")
        assert isinstance(run.app.screen, FileSheet)

    drive(make_app(session=SESSION, catalog=CATALOG), journey)


def test_what_an_export_would_take_away_is_listed_and_what_people_keep_is_not(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    out = tmp_path / f"{SESSION.name}-bundle"
    files = dict(bundling.inside(CATALOG)(Engine(CATALOG), SESSION, (), "en").files)
    write_bundle({**files, "old/left.txt": b"was here\n", "README.md": b"other\n"}, out)
    (out / "overrides").mkdir(exist_ok=True)
    (out / "overrides" / "mine.yaml").write_text("a: 1\n", encoding="utf-8")

    async def journey(run: Drive) -> None:
        await run.press("5")
        pane = run.main.query_one(ExportPane)
        rows = {row.key.removeprefix(FILE_KEY): row.text for row in pane.first_list.rows if row.key}
        assert rows["old/left.txt"].startswith(" - ")
        assert rows["README.md"].startswith(" * ")
        assert rows["plan.yaml"].startswith("   ")
        assert not any("overrides" in path for path in rows if path != "target:")
        assert pane.first_list.go(f"{FILE_KEY}old/left.txt")
        await run.press("v")
        assert "-was here" in run.text
        assert "goes" in run.text

    drive(make_app(session=SESSION, catalog=CATALOG), journey, (100, 30))
