"""Small catalogues in a few readable lines."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from advisor.model.base import Source, Text
from advisor.model.catalog import Capability, Catalog, Edition, SupportedKubernetes
from advisor.model.component import Component
from advisor.model.decision import Decision, Group
from advisor.model.fact import Fact
from advisor.model.licence import Licence
from advisor.model.rule import Criterion, Policy, Rule
from advisor.model.session import Session

DAY = date(2026, 11, 1)
SOURCE = Source(ref="https://example.org/docs", as_of=DAY)


def text(words: str) -> Text:
    return Text(en=words, ko=f"{words} (ko)")


def component(identifier: str, licence: str = "Apache-2.0", **parts: Any) -> Component:
    raw: dict[str, Any] = {
        "id": identifier,
        "name": text(identifier.title()),
        "description": text(f"About {identifier}"),
        "licence": {"expression": licence, "checked": "read", "sources": [SOURCE], "terms": parts.pop("terms", ())},
        "lifecycle": {"state": parts.pop("lifecycle", "active")},
        "sources": [SOURCE],
        "as_of": DAY,
        **parts,
    }
    return Component.model_validate(raw)


def need(identifier: str, needs: Mapping[str, Any], **parts: Any) -> dict[str, Any]:
    said = {"text": text(f"Need {identifier}."), "sources": [SOURCE], "as_of": DAY}
    return {"id": identifier, "needs": needs, **said, **parts}


def decision(identifier: str, options: Sequence[str | Mapping[str, Any]], **parts: Any) -> Decision:
    made = []
    for option in options:
        raw = {"id": option} if isinstance(option, str) else dict(option)
        made.append({"name": text(raw["id"].title()), "summary": text(f"Take {raw['id']}"), **raw})
    raw_decision = {
        "id": identifier, "group": "all", "name": text(identifier.upper()), "question": text(f"Which {identifier}?"),
        "why": text("Because."), "options": made, **parts,
    }  # fmt: skip
    return Decision.model_validate(raw_decision)


def fact(identifier: str, kind: str = "boolean", values: Sequence[str] = (), **parts: Any) -> Fact:
    raw = {
        "id": identifier, "kind": kind, "group": "all", "name": text(identifier.title()), "question": text("What?"),
        "why": text("Because."), "values": [{"id": v, "name": text(v.title())} for v in values], **parts,
    }  # fmt: skip
    return Fact.model_validate(raw)


def rule(identifier: str, effect: str, **parts: Any) -> Rule:
    said = {"text": text(f"Rule {identifier}."), "sources": [SOURCE], "as_of": DAY}
    return Rule.model_validate({"id": identifier, "effect": effect, **said, **parts})


def licence(identifier: str, licence_class: str = "permissive", *, osi: bool = True, **parts: Any) -> Licence:
    predicates = [{"text": text(f"{identifier} {p['id']}"), "sources": [SOURCE], "as_of": DAY, **p}
                  for p in parts.pop("predicates", ())]  # fmt: skip
    return Licence.model_validate({
        "id": identifier, "name": identifier, "licence_class": licence_class, "osi": osi, "summary": text("Fine."),
        "predicates": predicates, "sources": [SOURCE], "as_of": DAY, **parts,
    })  # fmt: skip


def policy(identifier: str, **rejects: Any) -> Policy:
    return Policy.model_validate(
        {"id": identifier, "name": text(identifier), "text": text("A policy."), "rejects": rejects, "as_of": DAY}
    )


def catalog(
    decisions: Sequence[Decision],
    *,
    components: Sequence[Component] | None = None,
    rules: Sequence[Rule] = (),
    facts: Sequence[Fact] = (),
    policies: Sequence[Policy] = (),
    licences: Sequence[Licence] | None = None,
    capabilities: Sequence[str] = (),
    **parts: Any,
) -> Catalog:
    """A catalogue; components that options bring and nobody defines are made up."""
    known = {c.id: c for c in components or ()}
    for d in decisions:
        for option in d.options:
            for c in option.brings():
                known.setdefault(c, component(c))
    kubernetes = [
        SupportedKubernetes(version=v, released=DAY, end_of_life=date(2027, 12, 1), supported=True)
        for v in ("1.34", "1.35", "1.36")
    ]
    return Catalog(
        edition=Edition(id="2026.11", as_of=DAY, title=text("Test"), kubernetes=tuple(kubernetes)),
        criteria=(
            Criterion(id="operations", name=text("Operations"), weight=5),
            Criterion(id="cost", name=text("Cost"), weight=3),
        ),
        groups=(Group(id="all", name=text("All")),),
        fact_groups=(Group(id="all", name=text("All")),),
        facts=tuple(facts),
        capabilities=tuple(Capability(id=c, name=text(c)) for c in capabilities),
        decisions=tuple(decisions),
        components=tuple(known.values()),
        rules=tuple(rules),
        policies=tuple(policies),
        licences=tuple(licences) if licences is not None else (licence("Apache-2.0"),),
        **parts,
    )


def session(**parts: Any) -> Session:
    return Session.model_validate({"name": "test", **parts})
