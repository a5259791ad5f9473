"""The rooms of `knowledge/`: which files there are, and which entries of which model each holds."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from advisor.model.base import SourceEntry, Value
from advisor.model.catalog import Capability, Edition, GlossaryTerm, Trend
from advisor.model.component import Component
from advisor.model.decision import Decision, Group
from advisor.model.fact import Fact
from advisor.model.integration import InputSpec, Integration
from advisor.model.licence import Licence
from advisor.model.rule import Criterion, Policy, Rule, SupersededRule


@dataclass(frozen=True)
class Kind:
    """One kind of entry: the catalogue attribute it fills, its model, and the key that names an entry."""

    name: str
    model: type[Value]
    id_key: str = "id"


@dataclass(frozen=True)
class Room:
    """Files of one shape. `lists` maps the keys of a file to the kinds in them; `whole` is a file that is one entry.

    Patterns are matched against the path inside the knowledge folder.
    """

    name: str
    patterns: tuple[str, ...]
    lists: dict[str, Kind]
    whole: Kind | None = None


EDITION = Kind("edition", Edition)
DECISION_ORDER = "decision_order"

ROOMS: tuple[Room, ...] = (
    Room(
        "edition",
        ("edition.yaml",),
        {
            "criteria": Kind("criteria", Criterion),
            "groups": Kind("groups", Group),
            "fact_groups": Kind("fact_groups", Group),
            "capabilities": Kind("capabilities", Capability),
        },
    ),
    Room("facts", ("facts.yaml",), {"facts": Kind("facts", Fact)}),
    Room("policies", ("policies.yaml",), {"policies": Kind("policies", Policy)}),
    Room("inputs", ("inputs.yaml",), {"inputs": Kind("inputs", InputSpec)}),
    Room("sources", ("sources.yaml",), {"sources": Kind("sources", SourceEntry)}),
    Room("glossary", ("glossary.yaml",), {"glossary": Kind("glossary", GlossaryTerm)}),
    Room("trends", ("trends.yaml",), {"trends": Kind("trends", Trend, "decision")}),
    Room("decision", ("decisions/*.yaml",), {}, Kind("decisions", Decision)),
    Room("component", ("components/*.yaml", "components/context/*.yaml"), {}, Kind("components", Component)),
    Room(
        "rules",
        ("rules/*.yaml",),
        {"rules": Kind("rules", Rule), "superseded": Kind("superseded", SupersededRule)},
    ),
    Room("licence", ("licences/*.yaml",), {}, Kind("licences", Licence)),
    Room("integrations", ("integrations/*.yaml",), {"integrations": Kind("integrations", Integration)}),
)

FOREIGN = ("charts/*.yaml", "examples/*.yaml", "schema/*")
"""Files of the knowledge folder that other packages read."""


def room_of(path: str) -> Room | None:
    """Return the room of a file by its path inside the knowledge folder, or None if it belongs to none."""
    return next((room for room in ROOMS if matches(path, room.patterns)), None)


def matches(path: str, patterns: tuple[str, ...]) -> bool:
    """Whether `path` matches one of `patterns`; `*` never crosses a folder."""
    return _expression(patterns).fullmatch(path) is not None


@cache
def _expression(patterns: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile("|".join(re.escape(p).replace(r"\*", "[^/]*") for p in patterns))


def known_names() -> tuple[str, ...]:
    """Names of the permitted files and folders, for the nearest word in errors."""
    names = {p.split("/")[0] for room in ROOMS for p in room.patterns} | {p.split("/")[0] for p in FOREIGN}
    return tuple(sorted(names))
