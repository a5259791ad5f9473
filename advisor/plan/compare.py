"""Stacks side by side: decisions, licences, findings, resources, waves and images."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from advisor.model.assessment import Assessment
from advisor.model.catalog import Catalog, Move
from advisor.model.plan import Plan
from advisor.wording.trends import moves_between

Row = tuple[str, tuple[str | None, ...]]
"""What differs: its id, and the value of each side (None where a side has none)."""


@dataclass(frozen=True)
class Side:
    """One stack: its name, its assessment, and its plan where there is a valid stack."""

    name: str
    assessment: Assessment
    plan: Plan | None


@dataclass(frozen=True)
class Comparison:
    """Everything in which stacks differ; equal parts are left out.

    `moves` are changes the article's authors made in an edition that lead from the one choice to the other.
    `totals` are CPU (millicores), memory (MiB), storage (GiB), score and number of waves, equal or not.
    """

    decisions: tuple[Row, ...]
    components: tuple[Row, ...]
    licences: tuple[Row, ...]
    findings: tuple[Row, ...]
    waves: tuple[Row, ...]
    images: tuple[Row, ...]
    moves: tuple[Move, ...]
    totals: tuple[tuple[str, tuple[int, ...]], ...]

    @property
    def same(self) -> bool:
        """Whether nothing differs."""
        return not (self.decisions or self.components or self.licences or self.findings or self.images)


def compare(catalog: Catalog, *sides: Side) -> Comparison:
    """Compare assessments and, where there is one, their plans."""
    found = [side.assessment for side in sides]

    def totals(name: str, of: Callable[[Assessment], int]) -> tuple[str, tuple[int, ...]]:
        return name, tuple(of(assessment) for assessment in found)

    decisions = _differences([a.stack for a in found], [d.id for d in catalog.decisions])
    steps = ((key, old, new) for key, values in decisions for old, new in pairwise(values))
    return Comparison(
        decisions=decisions,
        components=_differences([_versions(a) for a in found]),
        licences=_differences([_verdicts(a) for a in found]),
        findings=_differences([_findings(a) for a in found]),
        waves=_differences([_waves(a) for a in found]),
        images=_differences([_images(side.plan) for side in sides]),
        moves=tuple(dict.fromkeys(moves_between(catalog, steps))),
        totals=(
            totals("cpu_m", lambda a: a.resources.cpu_m),
            totals("memory_mi", lambda a: a.resources.memory_mi),
            totals("storage_gi", lambda a: a.resources.storage_gi),
            totals("score", lambda a: a.score),
            totals("waves", lambda a: len(a.waves)),
        ),
    )


def _differences(sides: Sequence[Mapping[str, str]], order: list[str] | None = None) -> tuple[Row, ...]:
    keys = order if order is not None else sorted({key for side in sides for key in side})
    rows = ((key, tuple(side.get(key) for side in sides)) for key in keys)
    return tuple((key, values) for key, values in rows if len(set(values)) > 1)


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
