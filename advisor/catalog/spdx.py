"""SPDX licence expressions and package URLs: what they name, and whether they are valid."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from license_expression import Licensing

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


@cache
def _known() -> Licensing:
    """The list of SPDX licences; it takes a tenth of a second to load, so that it is loaded late and once."""
    from license_expression import get_spdx_licensing  # noqa: PLC0415 - see above

    return get_spdx_licensing()


@lru_cache(maxsize=512)
def expression_error(expression: str) -> str | None:
    """Return why `expression` is no valid SPDX expression, or None. `LicenseRef-` names are always valid."""
    from license_expression import ExpressionError  # noqa: PLC0415 - only the linter and the bill of materials need it

    references = [name for name in licences_of(expression) if name.startswith("LicenseRef-")]
    plain = expression
    for name in sorted(references, key=len, reverse=True):
        plain = plain.replace(name, "MIT")
    try:
        info = _known().validate(plain, strict=True)
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
