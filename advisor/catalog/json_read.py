"""JSON from files nobody vouches for: bounded before it is built, and every failure in words."""

from __future__ import annotations

import json
from typing import Any

from advisor.errors import BadInput, Problem

_STARTS = "[{,"
"""Every value but the first follows one of these; those inside texts are counted too, which errs on the safe side."""


def read_json(text: str, *, file: str, values: int) -> Any:  # noqa: ANN401 - any JSON value
    """Return the data of a JSON text that holds at most about `values` values.

    Raises:
        BadInput: it is no JSON, nested too deeply, or holds more.
    """
    if sum(text.count(char) for char in _STARTS) > values:
        raise BadInput([Problem(f"more than {values} values", file=file)])
    try:
        return json.loads(text)
    except (ValueError, RecursionError) as error:
        line = error.lineno if isinstance(error, json.JSONDecodeError) else None
        message = "not JSON: nested too deeply" if isinstance(error, RecursionError) else "not JSON"
        raise BadInput([Problem(message, file=file, line=line)]) from None
