"""Licences as CycloneDX wants them: an id, a name, or an expression; always as declared, never concluded."""

from __future__ import annotations

from cyclonedx.model import XsUri
from cyclonedx.model.license import DisjunctiveLicense, License, LicenseAcknowledgement, LicenseExpression

from advisor.catalog.spdx import licences_of
from advisor.model.catalog import Catalog

_DECLARED = LicenseAcknowledgement.DECLARED


def licences(expression: str, catalog: Catalog) -> list[License]:
    """Return the one licence entry of an expression.

    Commercial terms have no SPDX id; alone, they are given by name and address.
    """
    names = licences_of(expression)
    if names != (expression,):
        return [LicenseExpression(expression, acknowledgement=_DECLARED)]
    if not expression.startswith("LicenseRef-"):
        return [DisjunctiveLicense(id=expression, acknowledgement=_DECLARED)]
    known = catalog.licence_by_id.get(expression)
    return [
        DisjunctiveLicense(
            name=known.name if known else expression,
            url=XsUri(known.url) if known and known.url else None,
            acknowledgement=_DECLARED,
        )
    ]
