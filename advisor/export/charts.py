"""Where a chart comes from, as each tool wants to be told."""

from __future__ import annotations

from advisor.model.plan import Plan, PlanChart, Release


def oci_reference(chart: PlanChart) -> str | None:
    """`oci://registry/path/chart`, or None for a chart of a repository."""
    if chart.oci is None:
        return None
    base = chart.oci if chart.oci.startswith("oci://") else f"oci://{chart.oci}"
    return base if base.rstrip("/").endswith("/" + chart.name) else f"{base.rstrip('/')}/{chart.name}"


def source(plan: Plan, release: Release) -> str:
    """Repository address (`https://...`) or whole OCI reference of a release's chart, mirrored where the plan says so.

    KeyError for a release without a chart.
    """
    chart = release.chart
    if chart is None:
        raise KeyError(release.id)
    if plan.chart_registry:
        return f"{plan.chart_registry}/{chart.name}"
    return oci_reference(chart) or str(chart.repo)


def folder(plan: Plan, release: Release) -> str:
    """Like `source`, but for OCI the folder that holds the chart."""
    place = source(plan, release)
    return place.rpartition("/")[0] if place.startswith("oci://") else place


def is_oci(plan: Plan, release: Release) -> bool:
    """Whether the chart is pulled from a registry."""
    return source(plan, release).startswith("oci://")
