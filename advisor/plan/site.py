"""Everything the parts of the planner share about one session."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property

from advisor.model.assessment import Assessment, Pin
from advisor.model.base import Language, Text
from advisor.model.catalog import Catalog
from advisor.model.component import Component, Footprint
from advisor.model.condition import Condition
from advisor.model.decision import Decision, Option
from advisor.model.session import Session
from advisor.plan.charts import ChartStore
from advisor.plan.inputs import InputBook
from advisor.solve.truth import World, evaluate


class Site:
    """A session with its resolved stack, and the questions the planner asks about them."""

    def __init__(
        self, catalog: Catalog, session: Session, assessment: Assessment, charts: ChartStore, lang: Language
    ) -> None:
        """Bind the inputs of the plan; open facts take the values the assessment assumed."""
        self.catalog = catalog
        self.session = session
        self.assessment = assessment
        self.charts = charts
        self.lang: Language = lang
        assumed = {a.fact: a.value for a in assessment.assumptions}
        self.world = World(catalog, session, assessment.stack, assumed)
        self.inputs = InputBook(catalog, session, self.holds)

    def holds(self, condition: Condition | None) -> bool:
        """Whether a condition is known to be true; no condition is true."""
        return condition is None or evaluate(condition, self.world) is True

    def fact(self, name: str, default: object = None) -> object:
        """The answer to a fact, the assumed one, or `default`."""
        return self.world.facts.get(name, default)

    def number(self, name: str, default: int) -> int:
        """An integer fact."""
        answer = self.fact(name)
        return answer if isinstance(answer, int) and not isinstance(answer, bool) else default

    def is_chosen(self, decision: str, *options: str) -> bool:
        """Whether one of `options` is taken in `decision`."""
        return any((decision, option) in (self.world.taken or ()) for option in options)

    @cached_property
    def taken(self) -> tuple[tuple[Decision, Option], ...]:
        """The options in force with their decisions, in catalogue order."""
        return tuple((d, o) for d, o in self.catalog.options() if self.is_chosen(d.id, o.id))

    @cached_property
    def decisions_of(self) -> dict[str, tuple[str, ...]]:
        """The decisions whose option in force brings a component, by component."""
        found: dict[str, tuple[str, ...]] = {}
        for decision, option in self.taken:
            for component in dict.fromkeys(option.brings()):
                found[component] = (*found.get(component, ()), decision.id)
        return found

    @cached_property
    def providers(self) -> dict[str, frozenset[str]]:
        """The components of the stack that provide a capability, by themselves or through their option."""
        found: dict[str, set[str]] = {}
        for component in self.components:
            for capability in component.provides:
                found.setdefault(capability, set()).add(component.id)
        for _, option in self.taken:
            for capability in option.provides:
                found.setdefault(capability, set()).update(option.brings())
        return {capability: frozenset(found[capability] & self.world.components) for capability in found}

    def choice(self, decision: str) -> str | None:
        """The option in force."""
        return self.assessment.stack.get(decision)

    @cached_property
    def components(self) -> tuple[Component, ...]:
        """Components of the stack in catalogue order."""
        return tuple(c for c in self.catalog.components if c.id in self.world.components)

    def is_existing(self, component_id: str) -> bool:
        """Whether the site already runs the component, so that the bundle does not install it."""
        return component_id in self.world.existing

    def installed(self) -> Iterator[Component]:
        """Components this bundle installs."""
        return (c for c in self.components if not self.is_existing(c.id))

    @cached_property
    def pins(self) -> dict[str, Pin]:
        """The version taken of each component."""
        return {p.component: p for p in self.assessment.pins}

    @property
    def size(self) -> str:
        """Platform size: small, medium or large."""
        return str(self.fact("platform_size", "small"))

    def footprint(self, component: Component) -> Footprint | None:
        """Requests of a component at the platform's size, or None where nobody stated them."""
        return getattr(component.sizes, self.size, None) if component.sizes else None

    def say(self, text: Text | str) -> str:
        """A text in the language of comments: English, whatever the language of the session."""
        return text if isinstance(text, str) else text.en
