"""Every name of the catalogue by kind, and the nearest one for a name that does not exist."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

from advisor.catalog.nearest import nearest
from advisor.model.catalog import Catalog
from advisor.model.component import LifecycleState
from advisor.model.licence import LicenceClass, Verdict

_ATTRIBUTES = {
    "group": "groups",
    "fact group": "fact_groups",
    "fact": "facts",
    "capability": "capabilities",
    "criterion": "criteria",
    "decision": "decisions",
    "component": "components",
    "rule": "rules",
    "policy": "policies",
    "licence": "licences",
    "input": "inputs",
    "integration": "integrations",
    "source": "sources",
}
"""The catalogue attribute that holds each kind of thing."""


@dataclass(frozen=True)
class Names:
    """Every name of the catalogue by kind; entries that did not validate count as known."""

    catalog: Catalog
    malformed: tuple[tuple[str, object], ...] = ()

    @cached_property
    def known(self) -> dict[str, frozenset[str]]:
        """Permitted names per kind of thing."""
        c = self.catalog
        kinds: dict[str, Iterable[str]] = {
            "group": (g.id for g in c.groups),
            "fact group": (g.id for g in c.fact_groups),
            "fact": c.fact_by_id,
            "capability": (x.id for x in c.capabilities),
            "criterion": (x.id for x in c.criteria),
            "decision": c.decision_by_id,
            "option": (f"{d.id}={o.id}" for d, o in c.options()),
            "component": c.component_by_id,
            "rule": c.rule_by_id,
            "policy": c.policy_by_id,
            "licence": c.licence_by_id,
            "input": c.input_by_id,
            "integration": (i.id for i in c.integrations),
            "source": c.source_by_id,
            "release": (r.id for x in c.components for r in x.releases),
            "licence class": tuple(LicenceClass),
            "verdict": tuple(Verdict),
            "lifecycle": tuple(LifecycleState),
            "CNCF level": ("graduated", "incubating", "sandbox", "archived", "none"),
        }
        return {kind: frozenset({str(n) for n in (*names, *self._malformed(kind))}) for kind, names in kinds.items()}

    def _malformed(self, kind: str) -> Iterator[str]:
        attribute = _ATTRIBUTES.get(kind, kind)
        for name, data in self.malformed:
            if not isinstance(data, dict):
                continue
            if name == attribute:
                yield str(data.get("id"))
            if kind == "release" and name == "components" and isinstance(data.get("releases"), list):
                yield from (str(r.get("id")) for r in data["releases"] if isinstance(r, dict))

    def missing(self, kind: str, name: str) -> tuple[str, str | None] | None:
        """Return a message and the nearest name where there is no `kind` called `name`."""
        if name in self.known[kind]:
            return None
        if kind == "option":
            decision, _, option = name.partition("=")
            found = self.catalog.decision_by_id.get(decision)
            if found is None and decision in self.known["decision"]:
                return None
            if found is None:
                return f"there is no decision {decision}", nearest(decision, self.known["decision"])
            word = nearest(option, (o.id for o in found.options))
            return f"decision {decision} has no option {option}", word
        return f"there is no {kind} {name}", nearest(name, self.known[kind])
