"""What is not ready: the first thing a reader of the bundle sees."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from advisor.model.integration import Integration
from advisor.model.plan import Cluster, Input, OpenItem, PlanDecision, Release, Totals
from advisor.model.rule import Severity
from advisor.plan.say import phrase
from advisor.plan.site import Site
from advisor.plan.totals import capacity_items


def open_items_of(
    site: Site,
    releases: Sequence[Release],
    integrations: Sequence[Integration],
    *,
    inputs: Sequence[Input],
    decisions: Sequence[PlanDecision],
    totals: Totals,
    cluster: Cluster,
) -> tuple[OpenItem, ...]:
    """Missing inputs first, then undecided decisions, unsigned findings, images, requests, unrendered wiring."""
    return (
        *_inputs(inputs),
        *capacity_items(site, totals),
        *_findings(site),
        *_decisions(site, decisions),
        *_images(site, releases, cluster),
        *_requests(site, releases),
        *_unverified(integrations),
    )


def _inputs(inputs: Sequence[Input]) -> Iterator[OpenItem]:
    for item in inputs:
        if item.placeholder:
            yield OpenItem(kind="input", id=item.id, text=phrase("input", name=item.text, value=str(item.value)))


def _findings(site: Site) -> Iterator[OpenItem]:
    for finding in site.assessment.findings:
        if finding.severity is Severity.MUST_ACCEPT and not finding.accepted:
            kind = "licence" if finding.id.startswith("licence:") else "finding"
            yield OpenItem(kind=kind, id=finding.id, text=finding.text)


def _decisions(site: Site, decisions: Sequence[PlanDecision]) -> Iterator[OpenItem]:
    for decision in decisions:
        if decision.by == "suggestion" and decision.record:
            known = site.catalog.decision_by_id[decision.id]
            option = known.option(decision.choice)
            text = phrase("decision", name=known.name, value=option.name if option else decision.choice)
            yield OpenItem(kind="decision", id=decision.id, text=text)


def _images(site: Site, releases: Sequence[Release], cluster: Cluster) -> Iterator[OpenItem]:
    if not cluster.images_known:
        key = "images-kubespray" if cluster.provisioner == "kubespray" else "images-kubernetes"
        text = phrase(key, value=cluster.kubernetes)
        yield OpenItem(kind="image", id="kubernetes", text=text)
    for release in releases:
        if release.images_known:
            continue
        facts = site.charts.facts(release.chart.name, release.chart.version) if release.chart else None
        if facts and facts.unpinned_images:
            text = phrase("images-at-run-time", name=release.id, value="; ".join(facts.unpinned_images))
        else:
            text = phrase("images-unknown", name=release.id)
        yield OpenItem(kind="image", id=release.id, text=text)


def _requests(site: Site, releases: Sequence[Release]) -> Iterator[OpenItem]:
    for release in releases:
        missing = release.facts.containers_without_requests
        if missing and not any("resources" in f"{s.path} {s.value}" for s in release.settings):
            yield OpenItem(kind="requests", id=release.id, text=phrase("requests", name=release.id, value=missing))
    sized = {r.component for r in releases if r.facts.cpu_m is not None}
    for component in dict.fromkeys(r.component for r in releases):
        if component not in sized:
            name = site.catalog.component_by_id[component].name
            yield OpenItem(kind="requests", id=component, text=phrase("size-unknown", name=name))


def _unverified(integrations: Sequence[Integration]) -> Iterator[OpenItem]:
    for integration in integrations:
        if integration.verified in ("docs", "unverified"):
            yield OpenItem(kind="unverified", id=integration.id, text=phrase("unverified", name=integration.title))
