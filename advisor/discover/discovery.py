"""From dumps to a session: what exists, which facts follow, and what needs attention."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from advisor.discover.dump import Found, read_dump
from advisor.discover.nodes import facts_of
from advisor.discover.signs import Known, Sign, index, meaning_of, signs_of
from advisor.model.catalog import Catalog
from advisor.model.component import Component, LifecycleState
from advisor.model.session import Session
from advisor.model.version import in_range, parse_version
from advisor.session import edit


@dataclass(frozen=True)
class Existing:
    """A component that runs: the version seen, the evidence, and what is worrying about it.

    `attention`: retired, end-of-life, outside-range, newer-than-seen, older-than-seen.
    """

    component: str
    version: str | None
    evidence: tuple[str, ...]
    attention: tuple[str, ...] = ()


@dataclass(frozen=True)
class Discovery:
    """Everything learnt from the dumps."""

    existing: tuple[Existing, ...]
    facts: tuple[tuple[str, object, str], ...]
    unknown_charts: tuple[str, ...]


@dataclass(frozen=True)
class Merge:
    """A session with the discovery taken in.

    `differing` are answers that differ from what was seen (left as they were), `refused` what no answer can be.
    """

    session: Session
    filled: tuple[str, ...]
    differing: tuple[tuple[str, object, object], ...]
    refused: tuple[str, ...] = ()


def discover(paths: Sequence[Path], catalog: Catalog) -> Discovery:
    """Read dumps and recognise components, versions and facts."""
    return recognise([item for path in paths for item in read_dump(path)], catalog)


def recognise(found: Sequence[Found], catalog: Catalog, known: Known | None = None) -> Discovery:
    """Components, versions and facts in the objects of dumps; `known` is the index of `catalog`, if it is at hand."""
    facts = tuple(facts_of([f.data for f in found if f.kind == "kubernetes" and f.data.get("kind") == "Node"]))
    kubernetes = next((str(value) for fact, value, _ in facts if fact == "kubernetes_version"), None)
    existing, unknown = _recognise(found, catalog, known or index(catalog), kubernetes)
    return Discovery(existing=existing, facts=facts, unknown_charts=unknown)


def merge(session: Session, catalog: Catalog, discovery: Discovery) -> Merge:
    """Take a discovery into a session. An answer a person gave is never replaced."""
    filled, differing, refused = [], [], []
    for fact, value, _ in discovery.facts:
        stated = session.profile.get(fact)
        if stated is None:
            try:
                session = edit.answer(session, catalog, fact, value)
            except ValueError as error:
                refused.append(str(error))
            else:
                filled.append(fact)
        elif stated != value:
            differing.append((fact, stated, value))
    for item in discovery.existing:
        session = edit.set_existing(session, item.component, True)
    return Merge(session=session, filled=tuple(filled), differing=tuple(differing), refused=tuple(refused))


def _recognise(
    found: Sequence[Found], catalog: Catalog, known: Known, kubernetes: str | None
) -> tuple[tuple[Existing, ...], tuple[str, ...]]:
    signs: dict[str, list[Sign]] = {}
    unknown: set[str] = set()
    for item in found:
        for sign in signs_of(item):
            meaning = meaning_of(sign, known)
            if meaning is not None and meaning.component in catalog.component_by_id:
                told = sign if meaning.own_version else replace(sign, version=None)
                signs.setdefault(meaning.component, []).append(told)
            elif sign.kind == "chart":
                unknown.add(sign.value)
    existing = tuple(_existing(catalog, component, signs[component], kubernetes) for component in sorted(signs))
    return existing, tuple(sorted(unknown))


def _existing(catalog: Catalog, component: str, signs: list[Sign], kubernetes: str | None) -> Existing:
    version = _oldest(catalog.component_by_id[component], signs)
    evidence = tuple(dict.fromkeys(f"{s.kind} {s.value} ({s.place})" for s in signs))
    return Existing(component, version, evidence, tuple(_attention(catalog, component, version, kubernetes)))


def _oldest(component: Component, signs: list[Sign]) -> str | None:
    """The oldest version any sign tells; a chart whose version the knowledge pins tells the program's by that."""
    told = [_pinned(component, sign) or sign.version for sign in signs]
    versions = [version for version in told if version is not None and _is_version(version)]
    return min(versions, key=parse_version, default=None)


def _pinned(component: Component, sign: Sign) -> str | None:
    if sign.kind != "chart" or sign.chart_version is None:
        return None
    wanted = sign.chart_version.removeprefix("v")
    pins = ((seen.version, seen.charts.get(sign.value, "")) for seen in component.versions)
    return next((version for version, chart in pins if chart.removeprefix("v") == wanted), None)


def _is_version(text: str) -> bool:
    try:
        parse_version(text)
    except ValueError:
        return False
    return True


def _attention(catalog: Catalog, component: str, version: str | None, kubernetes: str | None) -> list[str]:
    entry = catalog.component_by_id[component]
    marks = ["retired"] if entry.lifecycle.state is LifecycleState.RETIRED else []
    if version is None:
        return marks
    minor = parse_version(version)[:2]
    lines = [seen for seen in entry.versions if parse_version(seen.version)[:2] == minor]
    for seen in lines:
        if seen.end_of_life is not None and seen.end_of_life <= catalog.edition.as_of:
            marks.append("end-of-life")
        if kubernetes and seen.kubernetes and not in_range(kubernetes, seen.kubernetes):
            marks.append("outside-range")
    known = sorted(parse_version(seen.version) for seen in entry.versions)
    if known and parse_version(version) > known[-1]:
        marks.append("newer-than-seen")
    if known and minor < known[0][:2]:
        marks.append("older-than-seen")
    return list(dict.fromkeys(marks))
