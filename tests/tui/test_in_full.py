"""Nothing is lost where it does not fit: what is cut can be read in full, what lies below can be scrolled to."""

from __future__ import annotations

import pytest

from advisor.catalog.load import load_catalog
from advisor.model.base import LANGUAGES, Language
from advisor.model.catalog import Catalog
from advisor.model.session import Choice, Session
from advisor.session import examples
from advisor.session.file import load
from advisor.tui.cells import CUT, width
from advisor.tui.modals.sheet import Sheet
from advisor.tui.views import plan
from advisor.tui.views.rows import Row, column, heading, row
from advisor.tui.widgets.lines import Lines
from tests.tui.driving import Drive, drive, make_app
from tests.tui.small import small_catalog

SIZES = [(60, 16), (80, 24), (100, 30), (160, 50)]
READ_BY_VIEW = {"export-preview"}
"""The preview of a file: `v` shows the file with long lines wrapped."""


def shown(run: Drive) -> list[Lines]:
    """The lists of the pane in front."""
    return [lines for lines in run.main.pane.query(Lines) if lines.display and lines.size.height]


async def look(run: Drive) -> None:
    """Every cut row can be stood on, and every list that is longer than its window scrolls to its end."""
    for lines in shown(run):
        for item in lines.rows:
            assert CUT not in item.text or item.is_cut or CUT in item.full, item.text
            cut = item.is_cut or width(item.text) >= lines.size.width
            assert not cut or (item.key and lines.can_focus) or lines.id in READ_BY_VIEW, f"{lines.id}: {item.text}"
        if len(lines.rows) > lines.size.height and lines.can_focus:
            lines.focus()
            await run.press("end", "end")
            for _ in range(len(lines.rows)):
                if lines.seen[1] == len(lines.rows) - 1:
                    break
                await run.pilot.press("pagedown")
            assert lines.seen[1] == len(lines.rows) - 1, f"the end of {lines.id} cannot be read"
            await run.press("home", "home")
            assert lines.seen[0] == 0, f"the start of {lines.id} cannot be read"


async def visit(run: Drive) -> None:
    """All panes, tabs, and some decisions."""
    for step in "12345":
        await run.press(step)
        await look(run)
        if step == "2":
            for _ in range(4):
                await run.press("n")
                await look(run)
        if step == "3":
            for _ in plan.TABS:
                await run.press("l")
                await look(run)


@pytest.mark.parametrize(("lang", "size"), [("ko", SIZES[0]), ("en", SIZES[1])])
def test_in_the_small_catalogue(lang: Language, size: tuple[int, int]) -> None:
    session = Session(choices={"cni": Choice(option="calico"), "kube-proxy": Choice(option="replaced")})
    drive(make_app(session=session, lang=lang), visit, size)


@pytest.mark.slow
@pytest.mark.parametrize("size", SIZES, ids=str)
@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("example", ["standard-2025", "ml-platform"])
def test_in_the_shipped_knowledge(lang: Language, size: tuple[int, int], example: str) -> None:
    catalog = load_catalog()
    session = load(examples.path(example), catalog).session

    async def journey(run: Drive) -> None:
        await run.press("m", "m")
        await visit(run)

    drive(make_app(session=session, lang=lang, catalog=catalog), journey, size)


@pytest.mark.parametrize(("lang", "size"), [("ko", SIZES[0]), ("en", SIZES[1])])
def test_what_the_frame_has_no_room_for_is_in_the_help(lang: Language, size: tuple[int, int]) -> None:
    name = "a session with a name that is far too long for any title line at all"

    async def journey(run: Drive) -> None:
        await run.press("f1")
        sheet = run.app.screen
        assert isinstance(sheet, Sheet)
        text = " ".join(" ".join(item.text for item in sheet.lines.rows).split())
        assert name in text
        assert run.desk.scene.words("count-stacks", count="")[:3] in text

    drive(make_app(session=Session(name=name), lang=lang), journey, size)


@pytest.mark.parametrize("size", SIZES[:2], ids=str)
def test_a_question_is_read_in_full_with_all_its_values(size: tuple[int, int]) -> None:
    catalog = load_catalog()
    fact = catalog.fact_by_id["needs"]

    async def journey(run: Drive) -> None:
        run.main.pane.first_list.go("fact:needs")
        await run.press("f")
        sheet = run.app.screen
        assert isinstance(sheet, Sheet)
        text = " ".join(" ".join(item.text for item in sheet.lines.rows).split())
        for value in fact.values:
            assert run.desk.scene.say(value.name) in text
        assert run.desk.scene.say(fact.why) in text
        await run.press("end")
        assert sheet.lines.seen[1] == len(sheet.lines.rows) - 1

    drive(make_app(catalog=catalog), journey, size)


def test_a_cut_span_keeps_what_it_says() -> None:
    cut = row(column("Kubernetes", 5), column("ok", 5))
    assert cut.text == f"Kube{CUT}ok   "
    assert cut.is_cut
    assert cut.full == "Kubernetes  ok"
    assert not row(column("ok", 5)).is_cut
    assert heading("Kubernetes", 5).full == "Kubernetes"
    assert Row().full == ""


@pytest.mark.parametrize("lang", LANGUAGES)
def test_titles_and_labels_of_dialogs_wrap(lang: Language) -> None:
    catalog: Catalog = small_catalog()

    async def journey(run: Drive) -> None:
        for keys in (("enter",), ("2", "z"), ("slash",), ("ctrl+p",), ("3",), ("o",), ("a",)):
            await run.press(*keys)
            if isinstance(run.app.screen, Sheet):
                for lines in run.app.screen.query(Lines):
                    assert not any(item.is_cut for item in lines.rows), lines.id
                    assert lines.id != "sheet-title" or len(lines.rows) <= lines.size.height
                await run.press("escape")

    drive(make_app(lang=lang, catalog=catalog), journey, (60, 16))
