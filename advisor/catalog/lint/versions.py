"""Versions: readable, inside their own ranges, and pinned for every chart that is installed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from advisor.catalog.lint.scope import Scope, Severity
from advisor.catalog.yaml_read import KeyPath
from advisor.errors import Problem
from advisor.model.component import Component, SeenVersion
from advisor.model.version import compare, in_range, parse_version

_WARNINGS = frozenset({"version-dates", "unused-chart"})
"""True statements all the same: a version may have ended when it was seen."""


def check(scope: Scope) -> Iterator[Problem]:
    """Check the versions of every component and the Kubernetes versions of the edition."""
    for index, minor in enumerate(scope.catalog.edition.kubernetes):
        if not minor.released < minor.end_of_life:
            message = f"{minor.version} ends before it is released"
            yield scope.problem(("edition", "edition", ("kubernetes", index)), message, "version-dates")
    for component in scope.catalog.components:
        yield from _component(scope, component)


def _component(scope: Scope, component: Component) -> Iterator[Problem]:
    def problem(path: KeyPath, message: str, check: str) -> Problem:
        severity: Severity = "warning" if check in _WARNINGS else "error"
        return scope.problem(("components", component.id, path), message, check, severity)

    for version, count in Counter(v.version for v in component.versions).items():
        if count > 1:
            yield problem(("versions",), f"version {version} is listed {count} times", "duplicate-version")
    faults = [
        (("versions", index, *path), message, name)
        for index, seen in enumerate(component.versions)
        for path, message, name in _seen(scope, seen)
    ]
    if not any(name == "version" for path, _, name in faults):
        faults += [*_known_by_name(component)]
    for path, message, name in faults:
        yield problem(path, message, name)
    charts = {r.chart.name: r.chart.version for r in component.releases if r.chart is not None}
    for index, seen in enumerate(component.versions):
        if not seen.usable:
            continue
        for name in sorted(set(seen.charts) - set(charts)):
            message = f"chart {name} belongs to no release of {component.id}"
            yield problem(("versions", index, "charts", name), message, "unused-chart")
        for name in sorted(n for n, fixed in charts.items() if fixed is None and n not in seen.charts):
            message = f"version {seen.version} does not say which version of chart {name} goes with it"
            yield problem(("versions", index), message, "chart-version")
    if component.releases and component.versions and not any(v.usable for v in component.versions):
        message = "no version can be taken: every one is blocked or known by name only"
        yield problem(("versions",), message, "all-blocked")


def _known_by_name(component: Component) -> Iterator[tuple[KeyPath, str, str]]:
    """Yield path, message and check of versions that only their name is known of."""
    taken = [parse_version(seen.version) for seen in component.versions if seen.usable]
    for index, seen in enumerate(component.versions):
        if seen.by_name is None:
            continue
        if seen.blocked is not None:
            yield ("versions", index), f"{seen.version} is blocked and known by name at once", "by-name"
        elif any(compare(parse_version(seen.version), version) <= 0 for version in taken):
            message = f"{seen.version} is known by name only and no newer than a version that can be taken"
            yield ("versions", index), message, "by-name"


def _seen(scope: Scope, seen: SeenVersion) -> Iterator[tuple[KeyPath, str, str]]:
    """Yield path, message and check of what is wrong with one version."""
    for name, version in (("", seen.version), *seen.charts.items()):
        try:
            parse_version(version)
        except ValueError as error:
            yield (("charts", name) if name else ("version",)), str(error), "version"
    if seen.end_of_life is not None and seen.end_of_life < seen.seen and seen.usable:
        yield ("end_of_life",), f"{seen.version} had ended when it was seen on {seen.seen}", "version-dates"
    if seen.kubernetes is None:
        return
    known = [minor.version for minor in scope.catalog.edition.kubernetes]
    try:
        fitting = [minor for minor in known if in_range(minor, seen.kubernetes)]
    except ValueError as error:
        yield ("kubernetes",), str(error), "version"
        return
    if not fitting and seen.usable:
        message = f"{seen.kubernetes} holds none of the Kubernetes versions of the edition ({', '.join(known)})"
        yield ("kubernetes",), message, "outside-range"
