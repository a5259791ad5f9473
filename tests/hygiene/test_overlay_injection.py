"""What an overlay says, in every text of the whole catalogue, changes the texts of a bundle and never its structure."""

from __future__ import annotations

import copy
import typing
from collections.abc import Iterator
from typing import Any

import pytest
from pydantic import BaseModel, ValidationError

from advisor.catalog.load import load_catalog
from advisor.export.deliver import bundle_of
from advisor.export.registry import NAMES
from advisor.model.base import Text
from advisor.model.catalog import Catalog
from advisor.model.characters import storable
from advisor.session import examples
from advisor.session.file import read
from advisor.solve.engine import Engine
from tests.hygiene.test_injection import HOSTILE, PLAIN, assert_same_structure
from tests.plan import small


def saying(value: Any, text: str) -> Any:
    """A copy of a model in which every statement, in both languages, is `text`."""
    if isinstance(value, Text):
        return Text(en=text, ko=text)
    if isinstance(value, BaseModel):
        changed: dict[str, Any] = {}
        for name, field in type(value).model_fields.items():
            old = getattr(value, name)
            free = Text in typing.get_args(field.annotation)
            new = text if free and isinstance(old, str) else saying(old, text)
            if new is not old:
                changed[name] = new
        return value.model_copy(update=changed) if changed else value
    if isinstance(value, tuple):
        return tuple(saying(item, text) for item in value)
    if isinstance(value, dict):
        return {key: saying(item, text) for key, item in value.items()}
    return value


def bundle(text: str) -> dict[str, bytes]:
    shipped = load_catalog()
    session = read(examples.path("standard-2025"), shipped)
    catalog = Catalog.model_validate({name: getattr(saying(shipped, text), name) for name in Catalog.model_fields})
    return bundle_of(catalog, session, Engine(catalog).assess(session), formats=NAMES)[1]


@pytest.fixture(scope="module")
def plain() -> dict[str, bytes]:
    return bundle(PLAIN)


@pytest.mark.slow
@pytest.mark.parametrize("kind", HOSTILE)
def test_statements_of_an_overlay_change_no_structure(kind: str, plain: dict[str, bytes]) -> None:
    assert_same_structure(bundle(storable(HOSTILE[kind])), plain)


def test_every_statement_is_reached() -> None:
    said = saying(load_catalog(), "SAID")
    left = [t for t in _texts(said) if t != ("SAID", "SAID")]
    assert not left
    assert len(list(_texts(said))) > 2_000


def _texts(value: Any) -> Iterator[tuple[str, str]]:
    if isinstance(value, Text):
        yield value.en, value.ko
    elif isinstance(value, BaseModel):
        for name in type(value).model_fields:
            yield from _texts(getattr(value, name))
    elif isinstance(value, (tuple, dict)):
        for item in value.values() if isinstance(value, dict) else value:
            yield from _texts(item)


MIXED = (
    "'; touch /tmp/owned; $(id) `id` \"{{ 7*7 }}\" ${file('x')} <script>alert(1)</script> [x](javascript:alert(1)) =1"
)
SMALL: dict[str, Any] = {
    "components": small.COMPONENTS,
    "integrations": small.INTEGRATIONS,
    "inputs": small.INPUTS,
}
NAMES_ONLY = (
    ("components", 2, "versions", 0, "version"),
    ("components", 2, "versions", 0, "charts", "cilium"),
    ("components", 2, "releases", 0, "chart", "name"),
    ("components", 2, "releases", 0, "chart", "repo"),
    ("components", 2, "releases", 0, "namespace"),
    ("components", 2, "releases", 0, "values", 0, "path"),
    ("components", 3, "releases", 0, "manifests", "url"),
    ("components", 3, "releases", 0, "manifests", "version"),
    ("components", 4, "releases", 1, "health", 0, "target"),
    ("components", 0, "licence", "expression"),
    ("integrations", 0, "sets", 0, "path"),
    ("integrations", 1, "secrets", 0, "name"),
    ("integrations", 1, "secrets", 0, "namespace"),
    ("integrations", 1, "secrets", 0, "keys", 0),
    ("integrations", 3, "objects", 0, "object", "metadata", "namespace"),
    ("inputs", 0, "example"),
    ("inputs", 3, "default"),
)


def leaves(value: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """The path of every string in plain data."""
    if isinstance(value, str):
        yield path
    elif isinstance(value, dict | list):
        for key, item in value.items() if isinstance(value, dict) else enumerate(value):
            yield from leaves(item, (*path, key))


def replaced(data: dict[str, Any], paths: list[tuple[Any, ...]], text: str) -> dict[str, Any]:
    changed = copy.deepcopy(data)
    for path in paths:
        at = changed
        for key in path[:-1]:
            at = at[key]
        at[path[-1]] = text
    return changed


def taken() -> list[tuple[Any, ...]]:
    """The strings of an overlay that may be any text at all."""
    found = []
    for path in leaves(SMALL):
        try:
            small.catalog(**replaced(SMALL, [path], MIXED))
        except ValidationError:
            continue
        found.append(path)
    return found


def test_a_string_of_an_overlay_is_a_name_and_refused_or_a_text_and_quoted() -> None:
    texts = taken()
    assert len(texts) > 100
    assert not set(NAMES_ONLY) & set(texts)
    assert set(NAMES_ONLY) <= set(leaves(SMALL))
    hostile, friendly = (
        small.bundle(cat=small.catalog(**replaced(SMALL, texts, text)), formats=NAMES) for text in (MIXED, PLAIN)
    )
    assert_same_structure(hostile, friendly)
