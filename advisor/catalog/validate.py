"""From raw data to a model, and from a validation error to problems with file, line and nearest word."""

from __future__ import annotations

import re
import types
import typing
from collections.abc import Iterator
from itertools import islice
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

from advisor.catalog.nearest import nearest, short
from advisor.catalog.yaml_read import Document, Key, KeyPath
from advisor.errors import Problem
from advisor.model.names import hint as name_hint

MAX_PROBLEMS = 50
"""Of one entry; nobody reads more, and looking for the nearest word takes time."""
_HINTS = {
    "string_type": "takes text; put it in quotes",
    "missing": "is missing",
    "extra_forbidden": "is not a key here",
    "tuple_type": "takes a list",
    "model_type": "takes a mapping",
    "dict_type": "takes a mapping",
    "bool_type": "takes true or false",
    "date_from_datetime_parsing": "takes a date such as 2026-11-23",
    "date_parsing": "takes a date such as 2026-11-23",
    "date_type": "takes a date such as 2026-11-23",
    "date_from_datetime_inexact": "takes a date such as 2026-11-23",
    "string_pattern_mismatch": "takes an id: lower case letters, digits and . + _ - inside",
}


M = TypeVar("M", bound=BaseModel)


def validate(model: type[M], data: object, document: Document, at: KeyPath = ()) -> tuple[M | None, list[Problem]]:
    """Return the model made of `data`, which lies under `at` in `document`; or None and every problem found."""
    try:
        return model.model_validate(data), []
    except ValidationError as error:
        found = list(islice(_problems(error, model, data, document, at), MAX_PROBLEMS + 1))
        if len(found) > MAX_PROBLEMS:
            line = document.lines.at(at)
            found[-1] = Problem("and more problems of this entry", document.file, line, dotted(at) or None)
        return None, found


def _problems(
    error: ValidationError, model: type[BaseModel], data: object, document: Document, at: KeyPath
) -> Iterator[Problem]:
    seen: set[tuple[KeyPath, str]] = set()
    for detail in error.errors(include_url=False):
        path = real_path(data, detail["loc"])
        missing = detail["type"] == "missing"
        key_path = (*path, str(detail["loc"][-1])) if missing and detail["loc"] else path
        message = _message(dict(detail))
        if (key_path, message) in seen:
            continue
        seen.add((key_path, message))
        yield Problem(
            message,
            file=document.file,
            line=document.lines.at((*at, *path)),
            key=dotted((*at, *key_path)) or None,
            nearest=_nearest(dict(detail), model, data, path),
            check="schema",
        )


def real_path(data: object, loc: tuple[Key, ...]) -> KeyPath:
    """Return the part of a pydantic location that exists in the data; names of union branches are left out."""
    path: list[Key] = []
    for step in loc:
        number = int(step) if isinstance(step, str) and step.lstrip("-").isdigit() else step
        known = data if isinstance(data, dict) else range(len(data)) if isinstance(data, list) else ()
        key = step if step in known else number
        if key in known:
            data = _value_at(data, (key,))
            path.append(key)
    return tuple(path)


def dotted(path: KeyPath) -> str:
    """Return a key path as people write it: `rules[3].when.fact`."""
    text = ""
    for step in path:
        text += f"[{step}]" if isinstance(step, int) else f".{step}" if text else step
    return text


def _message(detail: dict[str, Any]) -> str:
    kind = str(detail["type"])
    if kind in ("literal_error", "enum"):
        return f"takes {detail['ctx']['expected'].replace(chr(39), '')}, not {short(detail['input'])}"
    if kind == "value_error":
        return str(detail["ctx"]["error"])
    if kind == "string_pattern_mismatch" and (name := name_hint(str(detail["ctx"]["pattern"]))):
        return f"takes {name}; found {short(detail['input'])}"
    hint = _HINTS.get(kind)
    if hint is None:
        return str(detail["msg"])
    return hint if kind in ("missing", "extra_forbidden") else f"{hint}; found {short(detail['input'])}"


def _nearest(detail: dict[str, Any], model: type[BaseModel], data: object, path: KeyPath) -> str | None:
    if detail["type"] == "extra_forbidden" and path:
        owner = model_at(model, path[:-1])
        present = _value_at(data, path[:-1])
        taken = set(present) if isinstance(present, dict) else set()
        return nearest(path[-1], [k for k in keys_of(owner) if k not in taken]) if owner else None
    if detail["type"] in ("literal_error", "enum"):
        return nearest(detail["input"], re.findall(r"'([^']*)'", detail["ctx"]["expected"]))
    return None


def _value_at(data: Any, path: KeyPath) -> object:  # noqa: ANN401 - raw YAML
    for step in path:
        data = data[step]
    return data


def keys_of(model: type[BaseModel]) -> tuple[str, ...]:
    """Return the keys a mapping of `model` may have in YAML."""
    return tuple(field.alias or name for name, field in model.model_fields.items())


def model_at(model: type[BaseModel], path: KeyPath) -> type[BaseModel] | None:
    """Return the model of the mapping at `path` inside a value of `model`, or None where there is none."""
    current: Any = model
    for step in path:
        current = _inner(current, step)
        if current is None:
            return None
    return next((m for m in _members(current) if _is_model(m)), None)


def _is_model(annotation: object) -> bool:
    return isinstance(annotation, type) and issubclass(annotation, BaseModel)


def _members(annotation: Any) -> Iterator[Any]:  # noqa: ANN401 - typing constructs
    """Yield the branches of a union, without `Annotated`."""
    origin = typing.get_origin(annotation)
    if origin is typing.Annotated:
        yield from _members(typing.get_args(annotation)[0])
    elif origin in (typing.Union, types.UnionType):
        for member in typing.get_args(annotation):
            yield from _members(member)
    else:
        yield annotation


def _inner(annotation: Any, step: Key) -> Any:  # noqa: ANN401 - typing constructs
    """Return the annotation of the value under `step`, or None."""
    for member in _members(annotation):
        arguments = typing.get_args(member)
        if _is_model(member):
            for name, field in member.model_fields.items():
                if step in (name, field.alias):
                    return field.annotation
        elif typing.get_origin(member) is tuple and isinstance(step, int):
            return arguments[0] if len(arguments) == 2 and arguments[1] is Ellipsis else arguments[step]
        elif typing.get_origin(member) is dict:
            return arguments[1]
    return None
