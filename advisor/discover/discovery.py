"""From dumps to a session: what exists, which facts follow, and what needs attention."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from advisor.discover.attention import of_component, of_fact
from advisor.discover.dump import Found, parse_dump, read_dump
from advisor.discover.nodes import facts_of
from advisor.discover.signs import Known, Sign, index, meaning_of, runs_workloads, signs_of
from advisor.model.catalog import Catalog
from advisor.model.component import Component
from advisor.model.session import Seen, Session
from advisor.model.version import parse_version
from advisor.session import edit

LEFT_BEHIND = "definitions-only"


@dataclass(frozen=True)
class Existing:
    """A component that runs: the version seen, the evidence, and what is worrying about it.

    `attention`: retired, end-of-life, outside-range, newer-than-seen, older-than-seen, or definitions-only for one of
    which only custom resource definitions are left: it is reported, and not taken for running.
    """

    component: str
    version: str | None
    evidence: tuple[str, ...]
    attention: tuple[str, ...] = ()

    @property
    def runs(self) -> bool:
        """Whether more than definitions was found."""
        return LEFT_BEHIND not in self.attention


@dataclass(frozen=True)
class SeenFact:
    """A fact that follows from the nodes, with its evidence and what is worrying about it."""

    fact: str
    value: object
    evidence: str
    attention: tuple[str, ...] = ()


@dataclass(frozen=True)
class Unknown:
    """Something of the platform that the knowledge does not know: `kind` and `value` as in a sign, and the place."""

    kind: str
    value: str
    place: str


@dataclass(frozen=True)
class Discovery:
    """Everything learnt from the dumps."""

    existing: tuple[Existing, ...]
    facts: tuple[SeenFact, ...]
    unknown: tuple[Unknown, ...]

    @property
    def unknown_charts(self) -> tuple[str, ...]:
        """Names of the charts among what is unknown."""
        return tuple(item.value for item in self.unknown if item.kind == "chart")


@dataclass(frozen=True)
class Merge:
    """A session with the discovery taken in.

    `differing` are answers that differ from what was seen (left as they were), `refused` what no answer can be.
    """

    session: Session
    filled: tuple[str, ...]
    differing: tuple[tuple[str, object, object], ...]
    refused: tuple[str, ...] = ()


def discover(paths: Sequence[Path], catalog: Catalog, *, piped: str = "") -> Discovery:
    """Read dumps and recognise components, versions and facts. `-` among the paths is the text in `piped`."""
    dumps = (parse_dump(piped, Path("<stdin>")) if str(path) == "-" else read_dump(path) for path in paths)
    return recognise([item for dump in dumps for item in dump], catalog)


def recognise(found: Sequence[Found], catalog: Catalog, known: Known | None = None) -> Discovery:
    """Components, versions and facts in the objects of dumps; `known` is the index of `catalog`, if it is at hand."""
    nodes = [f.data for f in found if f.kind == "kubernetes" and f.data.get("kind") == "Node"]
    facts = tuple(SeenFact(fact, value, why, of_fact(catalog, fact, value)) for fact, value, why in facts_of(nodes))
    kubernetes = next((str(seen.value) for seen in facts if seen.fact == "kubernetes_version"), None)
    existing, unknown = _recognise(found, catalog, known or index(catalog), kubernetes)
    return Discovery(existing=existing, facts=facts, unknown=unknown)


def merge(session: Session, catalog: Catalog, discovery: Discovery) -> Merge:
    """Take a discovery into a session. An answer a person gave is never replaced."""
    filled, differing, refused = [], [], []
    for seen in discovery.facts:
        stated = session.profile.get(seen.fact)
        if stated is None:
            try:
                session = edit.answer(session, catalog, seen.fact, seen.value)
            except ValueError as error:
                refused.append(str(error))
            else:
                filled.append(seen.fact)
        elif stated != seen.value:
            differing.append((seen.fact, stated, seen.value))
    for item in discovery.existing:
        if item.runs:
            noted = Seen(version=item.version, evidence=item.evidence[0][:2000], attention=item.attention)
            session = edit.set_seen(session, item.component, noted)
    return Merge(session=session, filled=tuple(filled), differing=tuple(differing), refused=tuple(refused))


def _recognise(
    found: Sequence[Found], catalog: Catalog, known: Known, kubernetes: str | None
) -> tuple[tuple[Existing, ...], tuple[Unknown, ...]]:
    signs: dict[str, list[Sign]] = {}
    unknown: dict[tuple[str, str], Unknown] = {}
    every = [sign for item in found for sign in signs_of(item)]
    for sign in every:
        meaning = meaning_of(sign, known)
        if meaning is not None and meaning.component in catalog.component_by_id:
            told = sign if meaning.own_version else replace(sign, version=None)
            signs.setdefault(meaning.component, []).append(told)
        elif sign.platform:
            unknown.setdefault((sign.kind, sign.value), Unknown(sign.kind, sign.value, sign.place))
    workloads = any(sign.kind == "image" for sign in every)
    existing = tuple(
        _existing(catalog, component, signs[component], kubernetes, workloads=workloads) for component in sorted(signs)
    )
    groups = {sign.value for sign in every if sign.kind == "crd" and meaning_of(sign, known)}
    left = (item for item in unknown.values() if not (item.kind == "crd" and _group_known(item.value, groups)))
    return existing, tuple(sorted(left, key=lambda item: (item.kind, item.value)))


def _group_known(group: str, recognised: set[str]) -> bool:
    """Whether one of the definitions of a group was recognised by its full name."""
    return any(name == group or name.endswith(f".{group}") for name in recognised)


def _existing(
    catalog: Catalog, component: str, signs: list[Sign], kubernetes: str | None, *, workloads: bool
) -> Existing:
    entry = catalog.component_by_id[component]
    version = _oldest(entry, signs)
    evidence = tuple(dict.fromkeys(f"{s.kind} {s.value} ({s.place})" for s in signs))
    marks = of_component(catalog, component, version, kubernetes)
    if workloads and runs_workloads(entry) and all(s.kind == "crd" for s in signs):
        marks = (*marks, LEFT_BEHIND)
    return Existing(component, version, evidence, marks)


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
