"""Licences: valid SPDX, one entry for each that is used, no terms that nobody uses; package URLs beside them."""

from __future__ import annotations

from collections.abc import Iterator

from advisor.catalog.lint.scope import Scope
from advisor.catalog.spdx import expression_error, licences_of, purl_error
from advisor.errors import Problem
from advisor.model.component import Component
from advisor.model.licence import Licence, Verdict


def check(scope: Scope) -> Iterator[Problem]:
    """Check expressions, licence ids, package URLs, and predicates that lead nowhere."""
    used: set[str] = set()
    for component in scope.catalog.components:
        licence = component.licence
        used |= {*licences_of(licence.expression), *licences_of(licence.chart or ""), *licence.terms}
        yield from _component(scope, component)
    for entry in scope.catalog.licences:
        yield from _licence(scope, entry)
        if entry.id.startswith("LicenseRef-") and entry.id not in used:
            # an SPDX licence is vocabulary that the component of an overlay may need; terms belong to a product of ours
            yield scope.problem(
                ("licences", entry.id, ("id",)), f"no component uses {entry.id}", "unused-licence", "warning"
            )


def _component(scope: Scope, component: Component) -> Iterator[Problem]:
    licence = component.licence
    for key, expression in (("expression", licence.expression), ("chart", licence.chart)):
        if expression and (error := expression_error(expression)):
            place = ("components", component.id, ("licence", key))
            yield scope.problem(place, f"no SPDX expression: {error}", "invalid-spdx")
    for name in licences_of(licence.chart or ""):
        if name not in scope.catalog.licence_by_id:
            place = ("components", component.id, ("licence", "chart"))
            yield scope.problem(place, f"there is no licence {name}", "dangling-reference")
    if component.purl is not None and (error := purl_error(component.purl)):
        yield scope.problem(("components", component.id, ("purl",)), error, "purl")


def _licence(scope: Scope, entry: Licence) -> Iterator[Problem]:
    if error := expression_error(entry.id):
        yield scope.problem(("licences", entry.id, ("id",)), f"no SPDX id: {error}", "invalid-spdx")
    for index, predicate in enumerate(entry.predicates):
        place = ("licences", entry.id, ("predicates", index))
        if predicate.when.always and index + 1 < len(entry.predicates):
            message = f"{predicate.id} always holds, so the predicates after it never decide"
            yield scope.problem(place, message, "unreachable-predicate")
        if predicate.verdict is Verdict.UNKNOWN and predicate.points > 0:
            yield scope.problem(place, "an unknown licence gains nothing", "predicate-points")
