"""What a person should know about a stack: licences, retired projects, versions, warnings, answers nobody uses."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from functools import cached_property

from advisor.model.assessment import Finding, LicenceView, Pin
from advisor.model.base import Source, Text
from advisor.model.catalog import Catalog
from advisor.model.component import Component, LifecycleState
from advisor.model.fact import Answer
from advisor.model.licence import Verdict
from advisor.model.rule import Effect, Severity
from advisor.model.session import Session
from advisor.solve.coverage import ALWAYS_USED, Coverage
from advisor.solve.pins import newer_by_name
from advisor.solve.truth import World, evaluate
from advisor.wording.solve import sentence


class Findings:
    """Collects the findings of one session and stack."""

    def __init__(
        self,
        catalog: Catalog,
        coverage: Coverage,
        session: Session,
        stack: Mapping[str, str],
        assumed: Mapping[str, Answer],
    ) -> None:
        """Bind a session and its stack; `assumed` answers let warnings speak before every question is answered."""
        self._catalog = catalog
        self._coverage = coverage
        self._session = session
        self._world = World(catalog, session, stack, assumed)

    def all(
        self,
        components: Iterable[str],
        licences: Mapping[str, LicenceView],
        pinned: Mapping[str, Pin],
        kubernetes: str,
        cycles: Iterable[tuple[tuple[str, str, str], ...]],
    ) -> tuple[Finding, ...]:
        """All findings, the loudest first, each kind in catalogue order."""
        parts = [self._catalog.component_by_id[c] for c in components if c in self._catalog.component_by_id]
        found = [
            *(f for c in parts if c.id in licences for f in self._licence(c, licences[c.id])),
            *(f for c in parts for f in self._lifecycle(c)),
            *(f for c in parts for f in self._version(c, pinned.get(c.id), kubernetes)),
            *self._cycles(cycles),
            *self._rules(),
            *self._unused(),
        ]
        loudness = {Severity.MUST_ACCEPT: 0, Severity.WARNING: 1, Severity.INFO: 2}
        return tuple(sorted(found, key=lambda f: loudness[f.severity]))

    def _finding(
        self,
        identifier: str,
        severity: Severity,
        text: Text,
        sources: tuple[Source, ...] = (),
        as_of: date | None = None,
        *,
        decision: str | None = None,
    ) -> Finding:
        return Finding(
            id=identifier,
            severity=severity,
            text=text,
            sources=sources,
            as_of=as_of,
            decision=decision,
            accepted=identifier in self._session.accepted,
        )

    @cached_property
    def _decision_of(self) -> dict[str, str]:
        """The first decision, in catalogue order, whose taken option brings a component."""
        found: dict[str, str] = {}
        for decision, option in self._catalog.options():
            if (decision.id, option.id) in (self._world.taken or ()):
                for component in option.brings():
                    found.setdefault(component, decision.id)
        return found

    def _licence(self, component: Component, view: LicenceView) -> Iterator[Finding]:
        if view.verdict is Verdict.OK:
            return
        text = Text(en=f"{component.name.en}: {view.text.en}", ko=f"{component.name.ko}: {view.text.ko}")
        yield self._finding(
            f"licence:{component.id}",
            Severity.MUST_ACCEPT,
            text,
            view.sources,
            view.as_of,
            decision=self._decision_of.get(component.id),
        )

    def _lifecycle(self, component: Component) -> Iterator[Finding]:
        cycle = component.lifecycle
        if cycle.state is not LifecycleState.RETIRED:
            return
        plain = sentence("finding-retired", component=component.name)
        if cycle.since is not None:
            plain = sentence("finding-retired-since", component=component.name, since=cycle.since.isoformat())
        yield self._finding(
            f"retired:{component.id}",
            Severity.MUST_ACCEPT,
            cycle.text or plain,
            cycle.sources or component.sources,
            component.as_of,
            decision=self._decision_of.get(component.id),
        )

    def _version(self, component: Component, pin: Pin | None, kubernetes: str) -> Iterator[Finding]:
        clustered = any(r.how in ("helm", "manifests", "objects") for r in component.releases)
        if pin is None:
            if component.versions and clustered:
                text = sentence("finding-blocked", component=component.name)
                yield self._finding(f"kubernetes:{component.id}", Severity.WARNING, text, component.sources)
            return
        version = next(v for v in component.versions if v.version == pin.version)
        ended = version.end_of_life
        if ended is not None and ended < self._catalog.edition.as_of:
            text = sentence("finding-eol", component=component.name, version=pin.version, date=ended.isoformat())
            yield self._finding(f"eol:{component.id}", Severity.WARNING, text, version.sources, version.seen)
        newer = newer_by_name(component, pin)
        if newer is not None and newer.by_name is not None:
            severity = Severity.INFO if ended is None else Severity.WARNING
            yield self._finding(f"newer:{component.id}", severity, newer.by_name, newer.sources, newer.seen)
        if clustered and not pin.documented:
            text = sentence("finding-kubernetes", component=component.name, kubernetes=kubernetes, version=pin.version)
            yield self._finding(f"kubernetes:{component.id}", Severity.WARNING, text, version.sources, version.seen)

    def _cycles(self, cycles: Iterable[tuple[tuple[str, str, str], ...]]) -> Iterator[Finding]:
        for edges in cycles:
            path = " -> ".join([edges[0][0], *(to for _, to, _ in edges)])
            rules = ", ".join(rule for _, _, rule in edges)
            text = sentence("finding-cycle", path=f"{path} ({rules})")
            yield self._finding(f"cycle:{'+'.join(sorted(a for a, _, _ in edges))}", Severity.WARNING, text)

    def _rules(self) -> Iterator[Finding]:
        for rule in self._catalog.rules:
            if rule.effect not in (Effect.WARNS, Effect.SETS):
                continue
            pairs = rule.option_pairs()
            taken = [p for p in pairs if p in (self._world.taken or ())]
            if (pairs and not taken) or evaluate(rule.when, self._world) is not True:
                continue
            severity = rule.severity if rule.effect is Effect.WARNS else Severity.INFO
            decision = rule.decision or (taken[0][0] if taken else None)
            yield self._finding(rule.id, severity, rule.text, rule.sources, rule.as_of, decision=decision)

    # ------------------------------------------------------------ answers that nothing uses

    def _unused(self) -> Iterator[Finding]:
        known = self._coverage
        for fact_id in self._session.profile:
            fact = self._catalog.fact_by_id.get(fact_id)
            if fact is not None and fact_id not in known.facts and fact_id not in ALWAYS_USED:
                yield self._finding(f"unused:{fact_id}", Severity.INFO, sentence("finding-unused-fact", fact=fact.name))
        for component_id in self._session.existing:
            component = self._catalog.component_by_id.get(component_id)
            if component is not None and component_id not in known.offered | known.existing:
                text = sentence("finding-unused-existing", component=component.name)
                yield self._finding(f"unused:{component_id}", Severity.INFO, text)
        yield from self._unused_inputs()

    def _unused_inputs(self) -> Iterator[Finding]:
        """Inputs that only other wiring than this stack's mentions; those no wiring mentions serve the plan itself."""
        if not self._session.inputs:
            return
        here: set[str] = set()
        for component_id in self._world.components:
            here |= self._coverage.components.get(component_id, frozenset())
        for integration in self._catalog.integrations:
            if evaluate(integration.when, self._world) is not False:
                here |= self._coverage.integrations[integration.id]
        for name in self._session.inputs:
            spec = self._catalog.input_by_id.get(name)
            if spec is not None and name in self._coverage.inputs - here:
                yield self._finding(f"unused:{name}", Severity.INFO, sentence("finding-unused-input", input=spec.name))
