"""`README.md`: the status, what is missing, what is needed, the steps, the files; and `secrets/README.md`."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from advisor.export import secrets
from advisor.export.document import Document, airgap_folder, amounts, waves_of
from advisor.export.guide import NODE_NEEDS, SITE_NEEDS, Step, is_managed, number_of, steps
from advisor.export.text import template, to_bytes
from advisor.model.assessment import Assessment
from advisor.model.base import Language
from advisor.model.catalog import Catalog
from advisor.model.plan import Plan
from advisor.model.session import Session
from advisor.wording.markdown import code, escape, table

BLOCKING = ("input", "licence", "finding")
"""Open items without which nothing may be installed."""
MAX_PLACES = 4
OTHERS = ("decision", "image", "requests", "unverified")


def render(plan: Plan, catalog: Catalog, assessment: Assessment, session: Session, lang: Language) -> dict[str, bytes]:
    """The two pages."""
    doc = Document(plan, catalog, lang)
    text = template("README.md.j2").render(
        word=doc.word,
        name=escape(plan.stack.name),
        planned=doc.planned,
        count=len(plan.releases),
        waves=len(waves_of(plan)),
        status=_status(doc),
        missing=_missing(doc),
        blocking=list(_open(doc, BLOCKING)),
        open=list(_open(doc, OTHERS)),
        needs=list(_needs(doc)),
        existing=[doc.get(p.text) for p in plan.prerequisites if p.kind == "existing"],
        steps=[(step.number, _step(doc, step)) for step in steps(plan)],
        pages=list(_pages(doc)),
        files=table([doc.word("path"), doc.word("readme.for")], _files(doc)),
    )
    return {"README.md": to_bytes(text), **secrets.files(doc)}


def _status(doc: Document) -> str:
    counts = Counter(str(item.kind) for item in doc.plan.open_items)
    blocking = [_count(doc, k, counts[k]) for k in BLOCKING if counts[k]]
    others = [_count(doc, k, counts[k]) for k in OTHERS if counts[k]]
    if blocking:
        return doc.word("readme.not_ready", what=", ".join([*blocking, *others]))
    return doc.word("readme.look", what=", ".join(others)) if others else doc.word("readme.ready")


def _open(doc: Document, kinds: tuple[str, ...]) -> Iterator[tuple[str, list[str]]]:
    """Heading and lines of what is open beside missing answers, by kind."""
    for kind in kinds:
        lines = [doc.get(item.text) for item in doc.plan.open_items if item.kind == kind]
        if lines and kind != "input":
            yield _count(doc, kind, len(lines)), lines


def _count(doc: Document, kind: str, count: int) -> str:
    return doc.word(f"readme.count.{kind}.one") if count == 1 else doc.word(f"readme.count.{kind}", count=count)


def _missing(doc: Document) -> list[str]:
    rows = [
        [code(i.id), doc.get(i.text), code(_shown(i.value)), _places(doc, i.used_in)]
        for i in doc.plan.inputs
        if i.placeholder
    ]
    keys = ("readme.missing", "readme.meaning", "readme.now", "readme.used_in")
    return table([doc.word(key) for key in keys], rows) if rows else []


def _places(doc: Document, paths: tuple[str, ...]) -> str:
    """The first places that show an input, and how many more there are; the plan shows every input."""
    places = [path for path in paths if path != "plan.yaml"]
    shown = ", ".join(code(path) for path in places[:MAX_PLACES])
    more = len(places) - MAX_PLACES
    return f"{shown}, {doc.word('and_more', count=more)}" if more > 0 else shown


def _shown(value: object) -> str:
    return ", ".join(str(v) for v in value) if isinstance(value, list | tuple) else str(value)


def _needs(doc: Document) -> Iterator[str]:
    plan, word = doc.plan, doc.word
    cluster = plan.cluster
    if is_managed(plan):
        yield word("readme.nodes_managed", workers=cluster.workers)
    else:
        balancers = sum(node.role == "load-balancer" for node in cluster.nodes)
        yield word("readme.nodes", control=cluster.control_planes, workers=cluster.workers, balancers=balancers)
    cpu, memory, storage = amounts(plan.totals.cpu_m, plan.totals.memory_mi, plan.totals.storage_gi)
    note = f" ({word('estimated')})" if plan.totals.estimated else ""
    yield word("readme.resources", cpu=cpu, memory=memory, storage=storage, note=note)
    yield word("readme.tools")
    if plan.deploy != "scripts" and plan.gitops == "git":
        yield word("readme.git")
    if cluster.air_gapped:
        yield word("readme.registry")
    for item in plan.prerequisites:
        if item.kind in SITE_NEEDS:
            yield doc.need(item)
    if any(item.kind in NODE_NEEDS for item in plan.prerequisites):
        yield word("readme.node_needs", step=number_of(plan, "preflight"))


def _step(doc: Document, step: Step) -> str:
    plan, word = doc.plan, doc.word
    match step.kind:
        case "preflight":
            return word("readme.step.preflight_admin" if is_managed(plan) else "readme.step.preflight")
        case "cluster":
            return word("readme.step.cluster_managed" if is_managed(plan) else "readme.step.cluster")
        case "bootstrap":
            names = ", ".join(code(r.id) for r in plan.releases if r.phase <= 10)
            return word("readme.step.bootstrap", names=names or word("none"))
        case "gitops":
            return word("readme.step.gitops", tool=doc.component(plan.deploy))
        case "verify":
            return word("readme.step.end")
        case _:
            return word(f"readme.step.{step.kind}")


def _pages(doc: Document) -> Iterator[str]:
    folders = {"workstation": "workstations", "saas": "services", "host": "cluster"}
    seen = dict.fromkeys((page.component, page.kind) for page in doc.plan.pages)
    for component, kind in seen:
        path = f"{folders[kind]}/{component}.md"
        yield f"{doc.component(component)}: [{path}]({path})"


def _files(doc: Document) -> Iterator[list[str]]:
    plan, word = doc.plan, doc.word
    kinds = {page.kind for page in plan.pages}
    taken = {d.id: set(d.choice.split("+")) for d in plan.decisions}
    rows: list[tuple[bool, str, str]] = [
        (True, "plan.yaml", word("readme.file.plan")),
        (True, "RUNBOOK.md", word("readme.file.runbook")),
        (True, "report.html", word("readme.file.report")),
        (True, "bom/", word("readme.file.bom")),
        (True, "licences/report.md", word("readme.file.licences")),
        (True, "decisions/", word("readme.file.decisions")),
        (not is_managed(plan) or "host" in kinds, "cluster/", word("readme.file.cluster")),
        (any(r.values for r in plan.releases), "values/", word("readme.file.values")),
        (True, "platform/", word("readme.file.platform")),
        (plan.deploy != "scripts", f"{plan.deploy}/", word("readme.file.gitops", tool=doc.component(plan.deploy))),
        (True, "scripts/", word("readme.file.scripts")),
        (True, "secrets/", word("readme.file.secrets")),
        ("workstation" in kinds, "workstations/", word("readme.file.workstations")),
        ("saas" in kinds, "services/", word("readme.file.services")),
        (bool(taken.get("ci", set()) & {"github-actions", "jenkins", "gitlab"}), "ci/", word("readme.file.ci")),
        (plan.cluster.air_gapped, "airgap/", word("readme.file.airgap")),
        (not plan.cluster.air_gapped, f"{airgap_folder(plan)}/images.txt", word("readme.file.images")),
        (
            bool(taken.get("iac", set()) & {"terraform", "opentofu"}),
            "optional/terraform/",
            word("readme.file.optional"),
        ),
        (True, "SHA256SUMS", word("readme.file.sums")),
    ]
    return ([code(path), text] for wanted, path, text in rows if wanted)
