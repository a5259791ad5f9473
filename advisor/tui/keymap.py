"""Keys of one's own: a YAML file that gives actions other keys (`undo: ctrl+u`). Several keys are cut by commas."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path

from advisor.catalog.limits import Limits
from advisor.catalog.nearest import nearest
from advisor.errors import BadInput, Problem
from advisor.tui import actions
from advisor.wording.tui_actions import KEY_NAMES

FOLDER, FILE = "stack-advisor", "keys.yaml"
_NAMED = sorted(name for name in KEY_NAMES if "+" not in name)
_KEY = re.compile(rf"(ctrl\+[a-z]|f[1-9]|f1[0-9]|f2[0-4]|[a-z0-9]|shift\+tab|{'|'.join(_NAMED)})")
MAX_BYTES = 64 * 1024
MAX_VALUES = 1_000


def default_path(env: Mapping[str, str]) -> Path:
    """Where the file is looked for."""
    base = env.get("XDG_CONFIG_HOME") or str(Path(env.get("HOME", "~")).expanduser() / ".config")
    return Path(base) / FOLDER / FILE


def load(path: Path) -> dict[str, tuple[str, ...]]:
    """Keys by action id; nothing where there is no file.

    Raises:
        BadInput: naming unknown actions with the nearest one, keys that are none, and keys that would mean two things.
    """
    if not path.is_file():
        return {}
    from advisor.catalog.yaml_read import read_text  # noqa: PLC0415 - the YAML library only where there is a file

    return parse(read_text(path, str(path), MAX_BYTES), path)


def parse(text: str, path: Path) -> dict[str, tuple[str, ...]]:
    """Keys by action id in the text of the file at `path`. BadInput as for `load`."""
    from advisor.catalog.yaml_read import read_yaml  # noqa: PLC0415 - as above

    data = read_yaml(text, file=str(path), limits=Limits(size=MAX_BYTES, nodes=MAX_VALUES)).data
    if data is None:
        return {}
    if not isinstance(data, dict):
        raise BadInput([Problem("a mapping from action to key is expected", file=str(path))])
    problems = [found for key, value in data.items() if (found := _wrong(path, key, value))]
    own = {} if problems else {str(key): _cut(value) for key, value in data.items()}
    problems += [Problem(text, file=str(path), key=action) for action, text in clashes(own)]
    if problems:
        raise BadInput(problems)
    return own


def spread(own: Mapping[str, tuple[str, ...]]) -> dict[str, str]:
    """The same as Textual takes it, each letter with its jamo."""
    return {action: ",".join(actions.with_jamo(keys)) for action, keys in own.items()}


def clashes(own: Mapping[str, tuple[str, ...]]) -> list[tuple[str, str]]:
    """Actions of `own` whose key already does something else in the same place, each with what it does."""
    found: list[tuple[str, str]] = []
    for action in (actions.BY_ID[name] for name in own):
        near = [a for a in actions.REGISTRY if a.id != action.id and _meet(action.place, a.place)]
        for key in own[action.id]:
            other = next((a.id for a in near if key in a.keys_with(own)), None)
            if key == "ctrl+q" or other is not None:
                found.append((action.id, f"{key} already does {other or 'quit'}"))
    return found


def _meet(one: str, other: str) -> bool:
    """Whether two places are on the screen together."""
    if actions.SHEET in (one, other):
        return {one, other} <= {actions.SHEET, actions.LIST}
    return one == other or bool({one, other} & {actions.EVERYWHERE, actions.LIST})


def _cut(value: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in value.split(","))


def _wrong(path: Path, key: object, value: object) -> Problem | None:
    if key not in actions.BY_ID:
        near = nearest(str(key), actions.BY_ID)
        return Problem("is not an action", file=str(path), key=str(key), nearest=near)
    if not isinstance(value, str) or not all(_KEY.fullmatch(part) for part in _cut(value)):
        return Problem("a key is written as text, such as ctrl+u, f8, y or slash", file=str(path), key=str(key))
    return None
