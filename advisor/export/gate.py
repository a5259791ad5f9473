"""What stands between a session and its bundle; the one place that decides whether an export may go ahead."""

from __future__ import annotations

from dataclasses import dataclass

from advisor.model.assessment import Assessment, Finding, Standing
from advisor.model.rule import Severity


@dataclass(frozen=True)
class Gate:
    """Why a bundle cannot be written yet; all empty means that it can.

    `conflict`: no valid stack. `unsettled`: a work limit ran out before one was
    found. `open_decisions`: nobody chose and nothing forces. `to_accept`: unsigned findings.
    """

    conflict: bool
    unsettled: bool
    open_decisions: tuple[str, ...]
    to_accept: tuple[Finding, ...]

    def is_open(self, *, complete: bool) -> bool:
        """Whether the export may go ahead; `complete` takes the suggestions for open decisions."""
        return not (self.conflict or self.unsettled or self.to_accept) and (complete or not self.open_decisions)


def gate(assessment: Assessment) -> Gate:
    """Judge an assessment."""
    return Gate(
        conflict=assessment.status == "conflict",
        unsettled=assessment.unsettled,
        open_decisions=tuple(d.id for d in assessment.decisions if d.standing is Standing.SUGGESTED and d.relevant),
        to_accept=tuple(f for f in assessment.findings if f.severity is Severity.MUST_ACCEPT and not f.accepted),
    )
