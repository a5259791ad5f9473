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
