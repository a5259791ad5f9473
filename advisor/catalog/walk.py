"""Walking through a value object, with key paths as they are written in YAML."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from pydantic import BaseModel

from advisor.catalog.yaml_read import KeyPath


@cache
def _fields(model: type[BaseModel]) -> tuple[tuple[str, str], ...]:
    return tuple((name, field.alias or name) for name, field in model.model_fields.items())


def models(value: object, path: KeyPath = ()) -> Iterator[tuple[KeyPath, BaseModel]]:
    """Yield every value object inside `value`, itself first, with its key path."""
    if isinstance(value, BaseModel):
        yield path, value
        for name, key in _fields(type(value)):
            inner = getattr(value, name)
            if isinstance(inner, BaseModel | tuple | list | dict):
                yield from models(inner, (*path, key))
    elif isinstance(value, dict):
        for key, inner in value.items():
            if isinstance(inner, BaseModel | tuple | list | dict):
                yield from models(inner, (*path, key))
    elif isinstance(value, tuple | list):
        for index, inner in enumerate(value):
            if isinstance(inner, BaseModel | tuple | list | dict):
                yield from models(inner, (*path, index))


def strings(value: object, path: KeyPath = ()) -> Iterator[tuple[KeyPath, str]]:
    """Yield every string in plain data or value objects, with its key path."""
    if isinstance(value, str):
        yield path, value
    elif isinstance(value, BaseModel):
        for name, key in _fields(type(value)):
            yield from strings(getattr(value, name), (*path, key))
    elif isinstance(value, dict):
        for key, inner in value.items():
            yield from strings(inner, (*path, key))
    elif isinstance(value, tuple | list):
        for index, inner in enumerate(value):
            yield from strings(inner, (*path, index))
