"""`RUNBOOK.md`: each step with what to run, how long, how to see that it worked, how to go back; order; day 2."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from advisor.export.document import Document, created_at, waves_of
from advisor.export.guide import NODE_NEEDS, Step, is_managed, steps
from advisor.export.scripts import early_secrets
from advisor.export.text import template, to_bytes
from advisor.model.assessment import Assessment
from advisor.model.base import Language
from advisor.model.catalog import Catalog
from advisor.model.plan import Plan, Release
from advisor.model.session import Session
from advisor.wording.markdown import code, escape, table

_MINUTES = re.compile(r"(\d+)([hms])")
_SECONDS = {"h": 3600, "m": 60, "s": 1}


@dataclass(frozen=True)
class Part:
    """One step as the template prints it; every line is finished Markdown."""

    number: int
    title: str
    run: list[str]
    time: str
    check: str
    back: str
    needs: tuple[str, ...] = ()


def render(plan: Plan, catalog: Catalog, assessment: Assessment, session: Session, lang: Language) -> dict[str, bytes]:
    """The page."""
    doc = Document(plan, catalog, lang)
    text = template("RUNBOOK.md.j2").render(
        word=doc.word,
        name=escape(plan.stack.name),
        parts=[_part(doc, step) for step in steps(plan)],
        order=_order(doc),
        ways_back=list(_ways_back(doc)),
        day2=list(_day2(doc)),
        notes=[(doc.get(n.title), [doc.get(text) for text in n.texts]) for n in plan.notes],
        ends=list(_ends(doc)),
    )
    return {"RUNBOOK.md": to_bytes(text)}


def _part(doc: Document, step: Step) -> Part:
    word, plan = doc.word, doc.plan
    title = word(f"runbook.{step.kind}")
    if step.kind == "cluster":
        return _cluster(doc, step)
    if step.kind in ("bootstrap", "platform", "gitops"):
        return _install(doc, step)
    nodes = [] if is_managed(plan) else ["`scripts/00-preflight-node.sh`"]
    runs = {
        "mirror": ["`airgap/README.md`"],
        "preflight": [*nodes, "`scripts/01-preflight-admin.sh`"],
        "secrets": ["`secrets/README.md`"],
        "verify": ["`scripts/90-verify.sh`"],
    }
    times = {"mirror": word("runbook.mirror_time"), "preflight": word("runbook.preflight_time")}
    back = "" if step.kind == "verify" else word(f"runbook.{step.kind}_back")
    time, check = times.get(step.kind, ""), word(f"runbook.{step.kind}_check")
    needs = _node_needs(doc) if step.kind == "preflight" else ()
    return Part(step.number, title, runs[step.kind], time, check, back, needs)


def _node_needs(doc: Document) -> tuple[str, ...]:
    found = (p for p in doc.plan.prerequisites if p.kind in (*NODE_NEEDS, "kernel"))
    return tuple(doc.need(p) for p in found)


def _cluster(doc: Document, step: Step) -> Part:
    word, plan = doc.word, doc.plan
    title, time = word("runbook.cluster"), word("runbook.cluster_time")
    if is_managed(plan):
        run, check = [word("runbook.managed")], word("runbook.cluster_check_managed")
        return Part(step.number, title, run, time, check, word("runbook.managed_back"))
    run = list(_hosts(doc))
    back = word("runbook.kubespray_back" if plan.cluster.provisioner == "kubespray" else "runbook.cluster_back")
    return Part(step.number, title, run, time, word("runbook.cluster_check"), back)


def _hosts(doc: Document) -> Iterator[str]:
    word, cluster = doc.word, doc.plan.cluster
    taken = {d.id: d.choice for d in doc.plan.decisions}
    if taken.get("api-load-balancer") == "haproxy":
        yield word("runbook.balancer")
    if taken.get("api-vip") == "keepalived":
        yield word("runbook.keepalived", address=escape(cluster.endpoint.host))
    if cluster.provisioner == "kubespray":
        yield word("runbook.kubespray")
        return
    service = {"cri-o": "crio"}.get(cluster.runtime, cluster.runtime)
    yield word("runbook.node_files")
    yield word("runbook.runtime", runtime=escape(cluster.runtime), service=escape(service))
    first = next((n.name for n in cluster.nodes if n.role == "control-plane"), "cp1")
    yield word("runbook.kubeadm_init", node=escape(first))
    yield word("runbook.kubeadm_join")


def _install(doc: Document, step: Step) -> Part:
    word, plan = doc.word, doc.plan
    title, again = word(f"runbook.{step.kind}"), word("runbook.again")
    if step.kind == "gitops":
        run = word("runbook.gitops_push" if plan.gitops == "git" else "runbook.gitops_plain")
        owned = [r for r in plan.releases if r.owner == plan.deploy]
        check = word(f"runbook.{plan.deploy}_check", count=len(owned))
        back = word("runbook.gitops_back" if plan.gitops == "git" else "runbook.gitops_back_plain")
    else:
        script = "10-bootstrap.sh" if step.kind == "bootstrap" else "20-platform.sh"
        run, check, back = f"`scripts/{script}`", word(f"runbook.{step.kind}_check"), word(f"runbook.{step.kind}_back")
        owned = [r for r in plan.releases if (r.phase <= 10) is (step.kind == "bootstrap")]
    time = word("runbook.minutes", count=sum(minutes(r.timeout) for r in owned))
    lines = [f"{run}. {again}"]
    if step.kind == "bootstrap" and (early := [code(name) for name in early_secrets(plan)]):
        lines.append(word("runbook.early_secrets", names=", ".join(early)))
    return Part(step.number, title, lines, time, check, back)


def minutes(timeout: str) -> int:
    """A duration such as `10m` or `1h30m` in whole minutes, rounded up."""
    seconds = sum(int(amount) * _SECONDS[unit] for amount, unit in _MINUTES.findall(timeout))
    return -(-seconds // 60)


def _order(doc: Document) -> list[str]:
    rows = [[f"{phase}/{wave}", *_release(doc, r)] for phase, wave, releases in waves_of(doc.plan) for r in releases]
    keys = ("runbook.wave", "runbook.releases", "bom.namespace", "version", "runbook.waits_for", "runbook.health")
    return table([doc.word(key) for key in keys], rows)


def _release(doc: Document, release: Release) -> list[str]:
    pinned = release.chart or release.manifests
    version = escape(pinned.version) if pinned else ""
    health = "; ".join(dict.fromkeys(doc.get(h.text) for h in release.health))
    return [code(release.id), code(release.namespace), version, ", ".join(code(name) for name in release.needs), health]


def _ways_back(doc: Document) -> Iterator[str]:
    """How to take a single release back, by the tool that owns it."""
    for owner in dict.fromkeys(r.owner for r in doc.plan.releases):
        names = ", ".join(code(r.id) for r in doc.plan.releases if r.owner == owner)
        key = owner if owner in ("helm", "kubectl") or doc.plan.gitops == "git" else "plain"
        yield f"{names}: {doc.word(f'runbook.back_{key}')}"


def _day2(doc: Document) -> Iterator[str]:
    plan, word = doc.plan, doc.word
    yield word("runbook.drift")
    yield word("runbook.upgrade")
    provisioner = plan.cluster.provisioner
    yield word(f"runbook.upgrade_{provisioner if provisioner in ('kubespray', 'managed') else 'kubeadm'}")
    if not is_managed(plan):
        yield word("runbook.new_node")
        yield word("runbook.etcd")
    if plan.secrets:
        yield word("runbook.secret_rotation")
    crds = [code(r.id) for r in plan.releases if r.id.endswith("-crds")]
    if crds:
        yield word("runbook.crds", names=", ".join(crds))
    if plan.deploy == "argocd":
        yield word("runbook.argocd_namespace")
        yield word("runbook.prune")
    if plan.cluster.provisioner == "kubeadm":
        yield word("runbook.kubeadm_certs")
    has_backup = any(d.id == "backup" and d.choice != "none" for d in plan.decisions)
    yield word("runbook.backup" if has_backup else "runbook.no_backup")


def _ends(doc: Document) -> Iterator[str]:
    """Components whose support ends, soonest first."""
    today = created_at(doc.plan, doc.catalog).date()
    dated = sorted((c.end_of_life, c.name, c.version or "") for c in doc.plan.components if c.end_of_life is not None)
    for date, name, version in dated:
        key = "bom.ended" if date <= today else "bom.end_of_life"
        yield f"{escape(name)} {escape(version)}: {doc.word(key, date=date)}"
