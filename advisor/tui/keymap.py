"""Keys of one's own: a YAML file that gives actions other keys (`undo: ctrl+u`). Several keys are cut by commas."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from advisor.catalog.nearest import nearest
from advisor.catalog.yaml_read import Limits, read_text, read_yaml
from advisor.errors import BadInput, Problem
from advisor.tui import actions

FOLDER, FILE = "stack-advisor", "keys.yaml"
MAX_BYTES = 64 * 1024
MAX_VALUES = 1_000


def default_path(env: Mapping[str, str]) -> Path:
    """Where the file is looked for."""
    base = env.get("XDG_CONFIG_HOME") or str(Path(env.get("HOME", "~")).expanduser() / ".config")
    return Path(base) / FOLDER / FILE


def load(path: Path) -> dict[str, str]:
    """Keys by action id; nothing where there is no file.

    Raises:
        BadInput: naming unknown actions with the nearest one, and keys that are not text.
    """
    return parse(read_text(path, str(path), MAX_BYTES), path) if path.is_file() else {}


def parse(text: str, path: Path) -> dict[str, str]:
    """Keys by action id in the text of the file at `path`. BadInput as for `load`."""
    data = read_yaml(text, file=str(path), limits=Limits(size=MAX_BYTES, nodes=MAX_VALUES)).data
    if data is None:
        return {}
    if not isinstance(data, dict):
        raise BadInput([Problem("a mapping from action to key is expected", file=str(path))])
    problems = [found for key, value in data.items() if (found := _wrong(path, key, value))]
    if problems:
        raise BadInput(problems)
    return {str(key): str(value) for key, value in data.items()}


def _wrong(path: Path, key: object, value: object) -> Problem | None:
    if key not in actions.BY_ID:
        near = nearest(str(key), actions.BY_ID)
        return Problem("is not an action", file=str(path), key=str(key), nearest=near)
    if not isinstance(value, str) or not value.strip():
        return Problem("a key is written as text, such as ctrl+u", file=str(path), key=str(key))
    return None
