"""SPDX licence expressions and package URLs: what they name, and whether they are valid."""

from __future__ import annotations

import re
from functools import lru_cache

_OPERATORS = {"AND", "OR", "WITH", "(", ")"}
_TOKEN = re.compile(r"[()]|[A-Za-z0-9.+:-]+")


def licences_of(expression: str) -> tuple[str, ...]:
    """Return the licences an expression names, in order, without the exceptions after `WITH`."""
    names: list[str] = []
    before = ""
    for token in _TOKEN.findall(expression):
        if token not in _OPERATORS and before != "WITH":
            names.append(token)
        before = token
    return tuple(dict.fromkeys(names))


@lru_cache(maxsize=512)
def expression_error(expression: str) -> str | None:
    """Return why `expression` is no valid SPDX expression, or None. `LicenseRef-` names are always valid."""
    # its list of licences takes a tenth of a second to load, and only the linter and the bill of materials need it
    from license_expression import ExpressionError, get_spdx_licensing  # noqa: PLC0415 - see above

    references = [name for name in licences_of(expression) if name.startswith("LicenseRef-")]
    plain = expression
    for name in sorted(references, key=len, reverse=True):
        plain = plain.replace(name, "MIT")
    try:
        info = get_spdx_licensing().validate(plain, strict=True)
    except (ExpressionError, AttributeError) as error:  # the library trips over its own report of a missing operand
        return str(error.__context__ or error)
    return "; ".join(str(error) for error in info.errors) or None


def purl_error(purl: str) -> str | None:
    """Return why `purl` is no package URL, or None."""
    from packageurl import PackageURL  # noqa: PLC0415 - only the linter and the bill of materials need it

    try:
        PackageURL.from_string(purl)
    except ValueError as error:
        return str(error)
    return None
