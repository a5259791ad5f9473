"""`build_plan`: a resolved stack as a format-neutral install plan. Pure but for the harvested facts it reads."""

from __future__ import annotations

import hashlib
import json

from advisor.errors import BadInput
from advisor.model.assessment import Assessment
from advisor.model.base import Language
from advisor.model.catalog import Catalog
from advisor.model.plan import KnowledgeRef, Note, Plan, StackRef
from advisor.model.session import Session
from advisor.plan.charts import ChartStore, load_chart_facts
from advisor.plan.hosts import cluster_of
from advisor.plan.namespaces import namespaces_of
from advisor.plan.open_items import open_items_of
from advisor.plan.pages import pages_of
from advisor.plan.prerequisites import prerequisites_of
from advisor.plan.records import components_of, decisions_of
from advisor.plan.releases import build_releases, chart_registry_of, deploy_of, gitops_of, select
from advisor.plan.site import Site
from advisor.plan.totals import totals_of
from advisor.plan.wiring import applicable, host_facts_of, secrets_of, wire


def build_plan(
    catalog: Catalog,
    session: Session,
    assessment: Assessment,
    *,
    lang: Language = "en",
    tool_version: str,
    charts: ChartStore | None = None,
) -> Plan:
    """The plan of the stack the assessment resolved.

    Args:
        catalog: the knowledge.
        session: answers, choices and inputs.
        assessment: its assessment; `stack` must not be empty.
        lang: language of the records.
        tool_version: version written into the plan.
        charts: harvested chart facts; those of the shipped knowledge if left out.

    Raises:
        BadInput: there is no stack, a chart has no known version, or releases wait for each other.
    """
    if not assessment.stack:
        raise BadInput("no valid stack is known for the session, so there is nothing to plan")
    site = Site(catalog, session, assessment, charts or load_chart_facts(), lang)
    integrations = applicable(site)
    planned = select(site)
    wired = wire(site, planned.specs.values(), integrations)
    releases = build_releases(site, planned, wired, integrations)
    secrets = secrets_of(site, integrations, wired)
    cluster = cluster_of(site, host_facts_of(site, integrations))
    for integration in integrations:
        for name in integration.inputs:
            site.inputs.value(name, used_in="plan.yaml")
    decisions = decisions_of(site)
    totals = totals_of(site, releases)
    _use_git(site)
    chart_registry = chart_registry_of(site, cluster.host_facts)
    inputs = site.inputs.listing()
    return Plan(
        stack=_stack_ref(catalog, session, tool_version),
        cluster=cluster,
        decisions=decisions,
        components=components_of(site),
        namespaces=namespaces_of(releases, secrets),
        releases=releases,
        inputs=inputs,
        secrets=secrets,
        prerequisites=prerequisites_of(site, releases, secrets),
        pages=pages_of(site),
        notes=tuple(Note(id=i.id, title=i.title, texts=i.caveats) for i in integrations if i.caveats),
        open_items=open_items_of(
            site, releases, integrations, inputs=inputs, decisions=decisions, totals=totals, cluster=cluster
        ),
        totals=totals,
        deploy=deploy_of(site),
        gitops=gitops_of(site),
        chart_registry=chart_registry,
        language=lang,
    )


def _use_git(site: Site) -> None:
    """Mark the inputs of the Git repository as used where a delivery tool reads the bundle from one."""
    if deploy_of(site) != "scripts" and gitops_of(site) == "git":
        for name in ("git_repo_url", "git_revision"):
            if site.inputs.known(name):
                site.inputs.use(name, f"{deploy_of(site)}/")


def _stack_ref(catalog: Catalog, session: Session, tool_version: str) -> StackRef:
    """Identity of the plan; its date is the newest one anybody wrote into the session, else that of the edition."""
    stated = [c.at for c in session.choices.values()] + [a.at for a in session.accepted.values()]
    dates = sorted(d for d in stated if d)
    return StackRef(
        name=session.name,
        created=dates[-1] if dates else f"{catalog.edition.as_of.isoformat()}T00:00:00Z",
        tool=tool_version,
        knowledge=KnowledgeRef(edition=catalog.edition.id, sha256=catalog.digest),
        session_sha256=session_digest(session),
    )


def session_digest(session: Session) -> str:
    """The digest by which a plan names the answers it was made from."""
    said = session.model_dump(mode="json", by_alias=True)
    if not session.seen:  # part of the digest only where discovery was used
        del said["seen"]
    text = json.dumps(said, sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()
