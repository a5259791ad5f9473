"""Releases: the installable units of the stack with their charts, images, owners and facts."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from advisor.errors import BadInput
from advisor.model.chart_facts import ChartFacts
from advisor.model.component import Component, Health, ReleaseSpec
from advisor.model.integration import Integration
from advisor.model.plan import PlanChart, PlanManifests, Release, ReleaseFacts
from advisor.plan.images import found_for, hidden_subcharts, was_seen_whole
from advisor.plan.order import phases, release_needs, wait_for_network, waves
from advisor.plan.site import Site
from advisor.plan.wiring import Wired, values_of

BOOTSTRAP = 10
KUBE_SYSTEM = "kube-system"
PAGE_KINDS = ("host", "workstation", "saas")

AT_RUN_TIME = re.compile(r"([a-z0-9<][a-z0-9<>-]*):(\d+(?:,\d+)*)")
BLANK = re.compile(r"<[a-z]+>")
"""Services that operators make are harvested in words: `rook-ceph-rgw-<store>:80`."""

Owner = Literal["helm", "kubectl", "argocd", "flux"]
Deploy = Literal["scripts", "argocd", "flux"]


@dataclass(frozen=True)
class Planned:
    """The releases that apply: their specification and component by release id, in catalogue order."""

    specs: dict[str, ReleaseSpec]
    owners: dict[str, Component]


def select(site: Site) -> Planned:
    """The releases of the installed components whose condition holds."""
    specs: dict[str, ReleaseSpec] = {}
    owners: dict[str, Component] = {}
    for component in site.installed():
        for spec in component.releases:
            if spec.how in PAGE_KINDS or not site.holds(spec.when) or spec.id in specs:
                continue
            specs[spec.id] = spec
            owners[spec.id] = component
    return Planned(specs, owners)


def deploy_of(site: Site) -> Deploy:
    """Who owns the releases after the bootstrap: the continuous delivery tool that was chosen, else the scripts."""
    choice = site.choice("cd")
    return "argocd" if choice == "argocd" else "flux" if choice == "flux" else "scripts"


def build_releases(
    site: Site, planned: Planned, wired: Wired, integrations: Sequence[Integration]
) -> tuple[Release, ...]:
    """Every release, in the order of installation."""
    bare = {r for r, spec in planned.specs.items() if _brings_only_definitions(site, spec, planned.owners[r])}
    needs = release_needs(site, planned.owners, planned.specs, integrations, without_pods=bare)
    phase = phases(planned.specs, needs, early=_early(site, planned))
    wait_for_network(site, planned.owners, phase, needs, bare)
    wave = waves(phase, needs)
    position = {release: n for n, release in enumerate(planned.specs)}
    order = sorted(planned.specs, key=lambda r: (phase[r], wave[r], position[r]))
    place = {release: n for n, release in enumerate(order)}
    first = _first_releases(planned, order)
    checks = _wired_checks(integrations, planned.specs)
    return tuple(
        _release(
            site,
            planned.specs[r],
            planned.owners[r],
            wired,
            phase=phase[r],
            wave=wave[r],
            needs=tuple(sorted(needs[r], key=place.__getitem__)),
            carries_size=first[planned.owners[r].id] == r,
            health=(*planned.specs[r].health, *checks.get(r, ())),
        )
        for r in order
    )


def _early(site: Site, planned: Planned) -> set[str]:
    """Releases that join the bootstrap: on an air-gapped site the registry, because all else is pulled from it."""
    if site.fact("air_gapped") is not True:
        return set()
    return {r for r, component in planned.owners.items() if site.is_chosen("registry", component.id)}


def _brings_only_definitions(site: Site, spec: ReleaseSpec, component: Component) -> bool:
    """Whether a harvested chart has no image at all: custom resource definitions, roles, configuration."""
    chart = chart_of(site, spec, component)
    facts = site.charts.facts(chart.name, chart.version) if chart else None
    return facts is not None and facts.crds.count > 0 and not facts.images


def _first_releases(planned: Planned, order: Sequence[str]) -> dict[str, str]:
    """The release that carries the footprint of its component: the last one, where the workload is."""
    return {planned.owners[r].id: r for r in order}


def _release(
    site: Site,
    spec: ReleaseSpec,
    component: Component,
    wired: Wired,
    *,
    phase: int,
    wave: int,
    needs: tuple[str, ...],
    carries_size: bool,
    health: tuple[Health, ...],
) -> Release:
    chart = chart_of(site, spec, component)
    facts = site.charts.facts(chart.name, chart.version) if chart else None
    settings = tuple(wired.settings[spec.id])
    values = values_of(settings)
    found = found_for(site, spec, component, facts, values, objects=[o.object for o in wired.objects[spec.id]])
    return Release(
        id=spec.id,
        component=component.id,
        how=spec.how,
        chart=chart,
        manifests=_manifests(spec),
        namespace=spec.namespace or KUBE_SYSTEM,
        phase=phase,
        wave=wave,
        owner=_owner(site, spec, phase),
        needs=needs,
        values=f"values/{spec.id}.yaml" if chart else None,
        settings=settings,
        objects=tuple(wired.objects[spec.id]),
        images=found.images,
        images_known=found.known,
        services=tuple(services_of(facts, spec.id)) if facts else (),
        secrets=(),
        facts=_facts(site, spec, component, facts, values, carries_size=carries_size),
        health=health,
        timeout=spec.timeout,
        server_side=spec.how == "manifests" or bool(facts and facts.crds.over_262144),
    )


def _manifests(spec: ReleaseSpec) -> PlanManifests | None:
    return PlanManifests(url=spec.manifests.url, version=spec.manifests.version) if spec.manifests else None


def chart_of(site: Site, spec: ReleaseSpec, component: Component) -> PlanChart | None:
    """The pinned chart of a release.

    Raises:
        BadInput: the knowledge names no version of the chart.
    """
    if spec.chart is None:
        return None
    pin = site.pins.get(component.id)
    version = spec.chart.version or (pin.charts.get(spec.chart.name) if pin else None)
    if version is None:
        seen = [v.charts[spec.chart.name] for v in component.versions if v.usable and spec.chart.name in v.charts]
        if not seen:
            raise BadInput(f"component {component.id}: no version of chart {spec.chart.name} is known")
        version = seen[0]
    return PlanChart(name=spec.chart.name, version=version, repo=spec.chart.repo, oci=spec.chart.oci)


def gitops_of(site: Site) -> Literal["git", "none"]:
    """Whether a Git repository holds the bundle: yes, unless the site is air-gapped and names none."""
    is_named = "git_repo_url" in site.session.inputs or site.fact("air_gapped") is not True
    return "git" if is_named and site.inputs.known("git_repo_url") else "none"


def chart_registry_of(site: Site, host_facts: Mapping[str, Any]) -> str | None:
    """The registry that mirrors the charts of an air-gapped site, if the site named one."""
    if site.fact("air_gapped") is not True:
        return None
    host = host_facts.get("registry_mirror") or site.inputs.value("registry_host", used_in="scripts/")
    return f"oci://{host}/charts" if host else None


def _owner(site: Site, spec: ReleaseSpec, phase: int) -> Owner:
    deploy = deploy_of(site)
    by_hand = spec.how != "helm" and gitops_of(site) == "none"  # without Git there is no place to read our files from
    if phase <= BOOTSTRAP or deploy == "scripts" or by_hand:
        return "helm" if spec.how == "helm" else "kubectl"
    return deploy


def services_of(facts: ChartFacts, release: str) -> Iterator[str]:
    """`name:port` of the Services the chart makes under this release name, as every chart's helper may shorten it."""
    found: set[str] = set()
    for service in facts.services:
        names = {service.name.replace("{R}", release)}
        if release == facts.chart and service.alone:
            names.add(service.alone)
        if facts.chart in release:
            names.add(service.name.replace("{R}-" + facts.chart, release))
        found.update(f"{name}:{port}" for name in names for port in service.ports)
    for text in facts.services_at_run_time:
        for name, ports in AT_RUN_TIME.findall(text):
            found.update(f"{BLANK.sub('*', name)}:{port}" for port in ports.split(","))
    yield from sorted(found)


def _facts(
    site: Site,
    spec: ReleaseSpec,
    component: Component,
    facts: ChartFacts | None,
    values: Mapping[str, Any],
    *,
    carries_size: bool,
) -> ReleaseFacts:
    level = spec.pod_security or (facts.pod_security if facts and not hidden_subcharts(facts, values) else None)
    cpu = memory = storage = None
    footprint = site.footprint(component)
    if footprint and carries_size:
        nodes = site.number("control_planes", 3) + site.number("workers", 3)
        cpu = footprint.cpu_m + nodes * footprint.per_node_cpu_m
        memory = footprint.memory_mi + nodes * footprint.per_node_memory_mi
        storage = footprint.storage_gi
    return ReleaseFacts(
        complete=was_seen_whole(spec, facts, values),
        crds=facts.crds.count if facts else None,
        crds_over_256k=len(facts.crds.over_262144) if facts else None,
        pod_security=level,
        cpu_m=cpu,
        memory_mi=memory,
        storage_gi=storage,
        containers_without_requests=facts.containers_without_requests if facts else None,
    )


def _wired_checks(integrations: Sequence[Integration], specs: Mapping[str, ReleaseSpec]) -> dict[str, list[Health]]:
    """Checks of integrations, by the release that their first setting or object belongs to."""
    found: dict[str, list[Health]] = {}
    for integration in integrations:
        named = (*(s.release for s in integration.sets), *(o.release for o in integration.objects))
        first = next((r for r in named if r in specs), None)
        if first is not None:
            found.setdefault(first, []).extend(integration.health)
    return found
