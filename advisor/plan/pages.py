"""Instruction pages for what the bundle cannot install: workstations, hosted services, host packages."""

from __future__ import annotations

from advisor.model.plan import Page
from advisor.plan.site import Site


def pages_of(site: Site) -> tuple[Page, ...]:
    """One page per workstation, hosted-service or host release of the installed components."""
    return tuple(
        Page(
            component=component.id,
            kind=spec.how,
            title=spec.name or component.name,
            text=spec.instructions or component.description,
        )
        for component in site.installed()
        for spec in component.releases
        if spec.how in ("workstation", "saas", "host") and site.holds(spec.when)
    )
