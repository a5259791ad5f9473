"""Every name that one entry uses for another must exist: dangling references are refused."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from advisor.catalog.conditions import fact_problem
from advisor.catalog.entries import Entries, Entry
from advisor.catalog.names import Names
from advisor.catalog.spdx import licences_of
from advisor.catalog.walk import models, strings
from advisor.catalog.yaml_read import KeyPath
from advisor.errors import Problem
from advisor.model.base import Source, Value
from advisor.model.catalog import Catalog, Move, Trend
from advisor.model.component import Component, ReleaseSpec, SetValue
from advisor.model.condition import Condition
from advisor.model.decision import Decision
from advisor.model.fact import Fact
from advisor.model.integration import InputSpec, Integration, ObjectSpec, SecretSpec
from advisor.model.licence import Predicate
from advisor.model.rule import PolicySelector, Rule, SupersededRule

CHECK = "dangling-reference"
MAX_PROBLEMS = 500
"""Where to stop: looking for the nearest word takes time, and a hostile overlay may hold anything."""
_SHARED = re.compile(r"[A-Za-z0-9.+_-]+\Z")
"""A word that can only be the id of a shared source; an address or a place in a repository holds a slash."""
PLACEHOLDER = re.compile(r"<([a-z][a-z0-9_]*)(?:\.(?:host|port|authority|tls))?>")
"""An input, or a part of the address it holds, where it is used."""

Use = tuple[KeyPath, str, str]
"""A key path, the kind of thing named there, and the name."""


def dangling(catalog: Catalog, entries: Entries) -> list[Problem]:
    """Return a problem for every name in `catalog` that names nothing, and for wrong values of facts."""
    names = Names(catalog, tuple(entries.malformed))
    problems: list[Problem] = []
    for entry in entries.everything():
        for path, value in models(entry.value):
            if len(problems) >= MAX_PROBLEMS:
                return problems
            for where, kind, name in uses(value, path):
                if (lost := names.missing(kind, name)) is not None:
                    problems.append(entry.problem(lost[0], where, check=CHECK, word=lost[1]))
            if isinstance(value, Condition) and value.fact is not None:
                problems += _fact(catalog, entry, path, value)
    return [*problems, *_release_ids(entries), *_nested_defaults(catalog, entries)]


def _fact(catalog: Catalog, entry: Entry, path: KeyPath, condition: Condition) -> Iterator[Problem]:
    fact = catalog.fact_by_id.get(condition.fact or "")
    if fact is not None and (wrong := fact_problem(fact, condition, catalog)) is not None:
        yield entry.problem(wrong.message, (*path, wrong.key), check=CHECK, word=wrong.nearest)


def _release_ids(entries: Entries) -> Iterator[Problem]:
    seen: dict[str, str] = {}
    for entry in entries.of("components").values():
        assert isinstance(entry.value, Component)
        for index, release in enumerate(entry.value.releases):
            owner = seen.setdefault(release.id, entry.id)
            if owner != entry.id:
                message = f"release {release.id} already belongs to {owner}"
                yield entry.problem(message, ("releases", index, "id"), check="duplicate-id")


def _nested_defaults(catalog: Catalog, entries: Entries) -> Iterator[Problem]:
    """What the default of an input may name: no input whose default names others in turn, and no free text."""
    names = {spec.id: [name for _, _, name in placeholders(list(spec.defaults()), ())] for spec in catalog.inputs}
    for entry in entries.of("inputs").values():
        for name in names.get(entry.id, ()):
            if names.get(name):
                yield entry.problem(f"names {name}, whose own default names another input", ("default",), check=CHECK)
            elif name in catalog.input_by_id and catalog.input_by_id[name].kind in ("text", "list"):
                yield entry.problem(f"names {name}, which may hold any text", ("default",), check=CHECK)


def uses(value: object, path: KeyPath) -> Iterator[Use]:
    """Yield every name that `value` itself uses (not what lies inside it)."""
    match value:
        case Condition():
            yield from _condition_uses(value, path)
        case Source():
            if _SHARED.match(value.ref):
                yield (*path, "ref"), "source", value.ref
        case Rule() | SupersededRule() | Predicate() | PolicySelector():
            yield from _rule_uses(value, path)
        case Component() | ReleaseSpec() | SetValue():
            yield from _component_uses(value, path)
        case InputSpec():
            for default in value.defaults():
                yield from placeholders(default, (*path, "default"))
        case Integration() | ObjectSpec() | SecretSpec():
            yield from _integration_uses(value, path)
        case Decision():
            yield from _decision_uses(value, path)
        case Fact():
            yield (*path, "group"), "fact group", value.group
        case Trend() | Move():
            yield (*path, "decision"), "decision", value.decision


def _each(path: KeyPath, key: str, kind: str, names: Iterable[str]) -> Iterator[Use]:
    return (((*path, key, index), kind, name) for index, name in enumerate(names))


def _condition_uses(value: Condition, path: KeyPath) -> Iterator[Use]:
    if value.chosen is not None:
        yield (*path, "chosen"), "option", value.chosen
    for key, name in (
        ("fact", value.fact),
        ("component", value.component),
        ("capability", value.capability),
        ("policy", value.policy),
    ):
        if name is not None:
            yield (*path, key), key, name
    if value.existing is not None:
        yield (*path, "existing"), "component", value.existing


def _rule_uses(value: Rule | SupersededRule | Predicate | PolicySelector, path: KeyPath) -> Iterator[Use]:
    if isinstance(value, Rule):
        yield from _each(path, "options", "option", value.options)
        yield from _each(path, "integrations", "integration", value.integrations)
        if value.decision is not None:
            yield (*path, "decision"), "decision", value.decision
    if isinstance(value, Rule | Predicate) and value.criterion is not None:
        yield (*path, "criterion"), "criterion", value.criterion
    if isinstance(value, SupersededRule):
        yield from _each(path, "replaced_by", "rule", value.replaced_by)
    if isinstance(value, PolicySelector):
        yield from _each(path, "licence_classes", "licence class", value.licence_classes)
        yield from _each(path, "verdicts", "verdict", value.verdicts)
        yield from _each(path, "lifecycles", "lifecycle", value.lifecycles)
        yield from _each(path, "cncf_levels", "CNCF level", value.cncf_levels)
        yield from _each(path, "components", "component", value.components)


def _component_uses(value: Value, path: KeyPath) -> Iterator[Use]:
    if isinstance(value, Component):
        yield from _each(path, "provides", "capability", value.provides)
        yield from _each((*path, "licence"), "terms", "licence", value.licence.terms)
        for name in licences_of(value.licence.expression):
            yield (*path, "licence", "expression"), "licence", name
    if isinstance(value, ReleaseSpec):
        yield from _each(path, "after", "release", value.after)
    if isinstance(value, SetValue):
        yield (*path, "release"), "release", value.release
        if value.rule is not None:
            yield (*path, "rule"), "rule", value.rule
        yield from placeholders(value.value, (*path, "value"))


def _integration_uses(value: Integration | ObjectSpec | SecretSpec, path: KeyPath) -> Iterator[Use]:
    if isinstance(value, Integration):
        for index, pair in enumerate(value.after):
            yield from _each((*path, "after"), str(index), "release", pair)
        yield from _each(path, "inputs", "input", value.inputs)
        yield from _each(path, "rules", "rule", value.rules)
    elif isinstance(value, ObjectSpec):
        yield (*path, "release"), "release", value.release
        yield from placeholders(value.object, (*path, "object"))
    else:
        yield from _each(path, "used_by", "release", value.used_by)


def placeholders(value: object, path: KeyPath) -> Iterator[Use]:
    """Yield the inputs that plain data asks for as `<name>`."""
    for where, text in strings(value, path):
        for name in PLACEHOLDER.findall(text):
            yield where, "input", name


def _decision_uses(value: Decision, path: KeyPath) -> Iterator[Use]:
    yield (*path, "group"), "group", value.group
    for index, option in enumerate(value.options):
        here = (*path, "options", index)
        yield from _each(here, "provides", "capability", option.provides)
        key = "components" if option.components is not None else "id"
        for name in option.brings():
            yield (*here, key), "component", name
