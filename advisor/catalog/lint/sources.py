"""Every statement has a source and a date that fits the edition."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta

from pydantic import BaseModel

from advisor.catalog.lint.scope import Place, Scope
from advisor.errors import Problem
from advisor.model.base import Source, SourceEntry
from advisor.model.catalog import Edition, Trend
from advisor.model.component import (
    Claim,
    Component,
    ComponentLicence,
    HostNeed,
    Lifecycle,
    LifecycleState,
    Need,
    SeenVersion,
    Sizes,
)
from advisor.model.integration import Integration
from advisor.model.licence import Licence, Predicate
from advisor.model.rule import Rule, SupersededRule

_PINNED = re.compile(r"https?://|[\w.-]+\Z|[\w.-]+/[\w.-]+.*[@#]\S+\Z")
STALE_AFTER = timedelta(days=365)
_STATEMENTS = (
    Claim, Component, ComponentLicence, HostNeed, Integration, Licence, Need, Predicate, Rule, SeenVersion,
    SupersededRule, Trend,
)  # fmt: skip


def check(scope: Scope) -> Iterator[Problem]:
    """Check sources and dates of every statement."""
    today = scope.catalog.edition.as_of
    for place, inner in scope.models():
        if _needs_source(inner) and not getattr(inner, "sources", ()):
            yield scope.problem(place, "a statement without a source", "missing-source")
        if isinstance(inner, Source) and not _PINNED.match(inner.ref):
            kind, name, path = place
            message = f"{inner.ref} is no address; write a URL, owner/repo:path@commit or the id of a shared source"
            yield scope.problem((kind, name, (*path, "ref")), message, "unpinned-source", "warning")
        yield from _dates(scope, place, inner, today)


def _needs_source(value: BaseModel) -> bool:
    if isinstance(value, Sizes):
        return not value.estimated
    if isinstance(value, Lifecycle):
        return value.state is not LifecycleState.ACTIVE
    return isinstance(value, _STATEMENTS)


def _dates(scope: Scope, place: Place, value: BaseModel, today: date) -> Iterator[Problem]:
    kind, name, path = place
    key = "seen" if isinstance(value, SeenVersion) else "as_of"
    seen = getattr(value, key, None)
    if not isinstance(seen, date) or isinstance(value, Edition):
        return
    if seen > today:
        message = f"{seen} is after the edition ({today})"
        yield scope.problem((kind, name, (*path, key)), message, "future-date")
    elif today - seen > STALE_AFTER and not isinstance(value, Source | SourceEntry):
        message = f"checked on {seen}, more than a year before the edition ({today})"
        yield scope.problem((kind, name, (*path, key)), message, "stale-fact", "warning")
