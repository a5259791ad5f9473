"""Two stacks side by side: decisions, licences, findings, resources, waves and images."""

from __future__ import annotations

from dataclasses import dataclass

from advisor.model.assessment import Assessment
from advisor.model.catalog import Catalog, Move
from advisor.model.plan import Plan
from advisor.wording.trends import moves_between

Pair = tuple[str, str | None, str | None]
"""What differs: its id, and the value on either side (None where a side has none)."""


@dataclass(frozen=True)
class Side:
    """One of the two: its name, its assessment, and its plan where there is a valid stack."""

    name: str
    assessment: Assessment
    plan: Plan | None


@dataclass(frozen=True)
class Comparison:
    """Everything in which two stacks differ; equal parts are left out.

    `moves` are changes the article's authors made in an edition that lead from the one choice to the other.
    `totals` are CPU (millicores), memory (MiB), storage (GiB), score and number of waves, equal or not.
    """

    decisions: tuple[Pair, ...]
    components: tuple[Pair, ...]
    licences: tuple[Pair, ...]
    findings: tuple[Pair, ...]
    waves: tuple[Pair, ...]
    images: tuple[Pair, ...]
    moves: tuple[Move, ...]
    totals: tuple[tuple[str, int, int], ...]

    @property
    def same(self) -> bool:
        """Whether nothing differs."""
        return not (self.decisions or self.components or self.licences or self.findings or self.images)


def compare(catalog: Catalog, left: Side, right: Side) -> Comparison:
    """Compare two assessments and, where both have one, their plans."""
    a, b = left.assessment, right.assessment
    decisions = _differences(a.stack, b.stack, [d.id for d in catalog.decisions])
    return Comparison(
        decisions=decisions,
        components=_differences(_versions(a), _versions(b)),
        licences=_differences(_verdicts(a), _verdicts(b)),
        findings=_differences(_findings(a), _findings(b)),
        waves=_differences(_waves(a), _waves(b)),
        images=_differences(_images(left.plan), _images(right.plan)),
        moves=tuple(moves_between(catalog, decisions)),
        totals=(
            ("cpu_m", a.resources.cpu_m, b.resources.cpu_m),
            ("memory_mi", a.resources.memory_mi, b.resources.memory_mi),
            ("storage_gi", a.resources.storage_gi, b.resources.storage_gi),
            ("score", a.score, b.score),
            ("waves", len(a.waves), len(b.waves)),
        ),
    )


def _differences(a: dict[str, str], b: dict[str, str], order: list[str] | None = None) -> tuple[Pair, ...]:
    keys = order if order is not None else sorted(a.keys() | b.keys())
    return tuple((key, a.get(key), b.get(key)) for key in keys if a.get(key) != b.get(key))


def _versions(assessment: Assessment) -> dict[str, str]:
    pins = {pin.component: pin.version for pin in assessment.pins}
    return {component: pins.get(component, "-") for component in assessment.components}


def _verdicts(assessment: Assessment) -> dict[str, str]:
    found: dict[str, str] = {}
    for decision in assessment.decisions:
        taken = decision.option(decision.choice) if decision.choice else None
        if taken is not None and taken.licence is not None:
            found[taken.licence.component] = f"{taken.licence.expression} ({taken.licence.verdict.value})"
    return found


def _findings(assessment: Assessment) -> dict[str, str]:
    return {f.id: f"{f.severity.value}{', accepted' if f.accepted else ''}" for f in assessment.findings}


def _waves(assessment: Assessment) -> dict[str, str]:
    return {component: str(number) for number, wave in enumerate(assessment.waves, 1) for component in wave}


def _images(plan: Plan | None) -> dict[str, str]:
    if plan is None:
        return {}
    return {image.ref: release.id for release in plan.releases for image in release.images}
