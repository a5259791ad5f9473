"""What every view looks at: the knowledge, the session, its assessment (once there is one) and the language."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property

from advisor.model.assessment import Assessment, DecisionView
from advisor.model.base import Language, Text
from advisor.model.catalog import Catalog
from advisor.model.decision import Decision
from advisor.model.fact import Answer, Fact, FactKind
from advisor.model.session import Session
from advisor.tui.actions import OwnKeys
from advisor.tui.cells import clean
from advisor.wording import Words
from advisor.wording.tui import PHRASES


@dataclass(frozen=True)
class Scene:
    """The material of all views."""

    catalog: Catalog
    session: Session
    assessment: Assessment | None
    lang: Language
    own_keys: OwnKeys = field(default_factory=dict)

    @cached_property
    def words(self) -> Words:
        """The phrases of the interface."""
        return Words(PHRASES, self.lang)

    def say(self, text: Text) -> str:
        """A text of the knowledge in the language of the interface."""
        return clean(text.get(self.lang))

    def decision(self, decision_id: str) -> DecisionView | None:
        """The standing of a decision, if assessed."""
        return self._views.get(decision_id)

    @cached_property
    def _views(self) -> dict[str, DecisionView]:
        return {view.id: view for view in self.assessment.decisions} if self.assessment else {}

    def is_parked(self, decision_id: str) -> bool:
        """Whether a decision waits for somebody's answer."""
        record = self.session.records.get(decision_id)
        return record is not None and record.status == "parked"

    @cached_property
    def in_conflict(self) -> frozenset[str]:
        """Decisions whose choices take part in a conflict."""
        conflicts = self.assessment.conflicts if self.assessment else ()
        return frozenset(item.id.split("=")[0] for c in conflicts for item in c.items if item.kind == "choice")

    @cached_property
    def warned(self) -> frozenset[str]:
        """Decisions with a finding that somebody must still accept."""
        found = self.assessment.findings if self.assessment else ()
        unsigned = [f for f in found if f.severity == "must-accept" and not f.accepted]
        brought = {f.id.split(":", 1)[-1] for f in unsigned}
        named = {f.decision for f in unsigned if f.decision}
        chosen = self.assessment.stack if self.assessment else {}
        for decision_id, option_id in chosen.items():
            decision = self.catalog.decision_by_id.get(decision_id)
            option = decision.option(option_id) if decision else None
            if option and brought & set(option.brings()):
                named.add(decision_id)
        return frozenset(named)

    def option_name(self, decision_id: str, option_id: str | None) -> str:
        """Name of an option; `-` for none at all."""
        if option_id is None:
            return "-"
        return " + ".join(self._one_option(decision_id, part) for part in option_id.split(","))

    def _one_option(self, decision_id: str, option_id: str) -> str:
        decision = self.catalog.decision_by_id.get(decision_id)
        option = decision.option(option_id) if decision else None
        return self.say(option.name) if option else clean(option_id)

    def decision_name(self, decision_id: str) -> str:
        """Name of a decision."""
        decision = self.catalog.decision_by_id.get(decision_id)
        return self.say(decision.name) if decision else clean(decision_id)

    def component_name(self, component_id: str) -> str:
        """Name of a component."""
        component = self.catalog.component_by_id.get(component_id)
        return self.say(component.name) if component else clean(component_id)

    def change_name(self, key: str) -> str:
        """What a change gives up, by its key: `choice:cni` is the choice of the pod network."""
        kind, _, rest = key.partition(":")
        subject, _, value = rest.partition("=")
        known = self.catalog
        match kind:
            case "choice" | "exclusion":
                name = self.decision_name(subject) + (f": {self.option_name(subject, value)}" if value else "")
            case "fact" | "need" if subject in known.fact_by_id:
                fact = known.fact_by_id[subject]
                name = self.say(fact.name) + (f": {self._value_name(fact, value)}" if value else "")
            case "policy" if subject in known.policy_by_id:
                name = self.say(known.policy_by_id[subject].name)
            case "existing":
                name = self.component_name(subject)
            case _:
                name = clean(rest)
        return f"{self.words('kind-fact' if kind == 'need' else f'kind-{kind}')}: {name}"

    def answer(self, fact: Fact, value: Answer | None) -> str:
        """An answer in words; `-` where there is none."""
        if value is None:
            return "-"
        if isinstance(value, bool):
            return self.words("yes" if value else "no")
        if isinstance(value, tuple):
            return ", ".join(self._value_name(fact, v) for v in value) or self.words("empty-list")
        if fact.kind is FactKind.INTEGER:
            return f"{value:,} {fact.unit or ''}".rstrip()
        return self._value_name(fact, str(value))

    def _value_name(self, fact: Fact, value: str) -> str:
        named = next((v for v in fact.values if v.id == value), None)
        if named is not None:
            return self.say(named.name)
        return self.component_name(value) if fact.values_from == "components" else clean(value)

    def grouped_decisions(self) -> list[tuple[str, list[Decision]]]:
        """Group ids with their decisions, in catalogue order."""
        return [(g.id, [d for d in self.catalog.decisions if d.group == g.id]) for g in self.catalog.groups]
