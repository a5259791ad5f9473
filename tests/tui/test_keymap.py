from __future__ import annotations

from pathlib import Path

import pytest

from advisor.errors import BadInput
from advisor.tui import actions, keymap
from tests.tui.driving import Drive, drive, make_app


def test_the_file_lies_where_configuration_lies() -> None:
    assert keymap.default_path({"XDG_CONFIG_HOME": "/c"}) == Path("/c/stack-advisor/keys.yaml")
    assert keymap.default_path({"HOME": "/h"}) == Path("/h/.config/stack-advisor/keys.yaml")


def test_no_file_means_no_change(tmp_path: Path) -> None:
    assert keymap.load(tmp_path / "keys.yaml") == {}


def test_a_misspelt_action_names_the_nearest(tmp_path: Path) -> None:
    path = tmp_path / "keys.yaml"
    path.write_text("unod: ctrl+u\nredo: 5\n", encoding="utf-8")
    with pytest.raises(BadInput) as caught:
        keymap.load(path)
    assert [p.key for p in caught.value.problems] == ["unod", "redo"]
    assert caught.value.problems[0].nearest == "undo"


@pytest.mark.parametrize("text", ["- a\n", "!!python/object:os.system x\n", "undo: [\n"])
def test_anything_but_a_mapping_is_refused(text: str, tmp_path: Path) -> None:
    path = tmp_path / "keys.yaml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(BadInput):
        keymap.load(path)


def test_a_key_of_ones_own_replaces_the_shipped_one() -> None:
    app = make_app()
    app.set_keymap({"undo": "ctrl+u"})

    async def journey(run: Drive) -> None:
        await run.press("space")
        assert run.desk.session.profile
        await run.press("u")
        assert run.desk.session.profile
        await run.press("ctrl+u")
        assert run.desk.session.profile == {}

    drive(app, journey)


def test_the_guide_lists_every_action_with_its_keys() -> None:
    guide = (Path(__file__).parents[2] / "docs" / "user-guide.md").read_text(encoding="utf-8")
    listed = [line for line in guide.splitlines() if line.startswith("| `")]
    wanted = [f"| `{a.id}` | {a.place} | {' '.join(f'`{k}`' for k in a.keys)} |" for a in actions.REGISTRY]
    assert [line for line in listed if line in wanted] == wanted


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("undo: w", "w already does why"),
        ("undo: k", "k already does up"),
        ("vote: u", "u already does undo"),
        ("undo: ctrl+q", "ctrl+q already does quit"),
        ("undo: f8\nredo: f8", "f8 already does redo"),
    ],
)
def test_a_key_that_means_something_else_is_refused(text: str, says: str, tmp_path: Path) -> None:
    path = tmp_path / "keys.yaml"
    path.write_text(text + "\n", encoding="utf-8")
    with pytest.raises(BadInput) as caught:
        keymap.load(path)
    assert says in str(caught.value)


@pytest.mark.parametrize("key", ["U", "ctrl+", "meta", "ab", "f25", "", "ctrl+u, "])
def test_what_no_terminal_sends_is_no_key(key: str, tmp_path: Path) -> None:
    path = tmp_path / "keys.yaml"
    path.write_text(f"undo: '{key}'\n", encoding="utf-8")
    with pytest.raises(BadInput):
        keymap.load(path)


def test_keys_that_do_not_meet_may_be_the_same(tmp_path: Path) -> None:
    path = tmp_path / "keys.yaml"
    path.write_text("vote: c\nundo: y, ctrl+u\nwhy: f8\nplan-why: f8\n", encoding="utf-8")
    own = keymap.load(path)
    assert own == {"vote": ("c",), "undo": ("y", "ctrl+u"), "why": ("f8",), "plan-why": ("f8",)}
    assert keymap.spread(own)["undo"] == "y,ctrl+u,ㅛ"


def test_footer_help_and_palette_name_the_keys_of_ones_own() -> None:
    async def journey(run: Drive) -> None:
        await run.press("2")
        assert "f8 why" in run.screen[-1].lower()
        assert "w why" not in run.screen[-1]
        await run.press("f1")
        line = next(line for line in run.screen if "Why, or why not" in line)
        assert line.strip("| ").startswith("F8 ")
        await run.press("q", "ctrl+p")
        await run.type("why, or")
        assert "F8" in run.text
        await run.press("escape", "ㅛ")
        assert run.desk.session.profile == {}, "the jamo of one's own key"

    own = {"why": ("f8",), "undo": ("y",)}

    async def both(run: Drive) -> None:
        await run.press("space")
        assert run.desk.session.profile
        await journey(run)

    drive(make_app(own_keys=own), both)


def test_every_action_can_be_given_another_key() -> None:
    own = {a.id: ("f20",) for a in actions.REGISTRY}
    for name in own:
        assert keymap.clashes({name: ("f20",)}) == []
        assert keymap.spread({name: ("f20",)}) == {name: "f20"}
