"""`argocd/`: a project, a root application and one application per release it owns."""

from __future__ import annotations

from typing import Any

from advisor.export.charts import folder, is_oci, source
from advisor.export.gitops import Repository, is_fleet, owned, repository
from advisor.export.namespaces import label_value
from advisor.export.objects import after, after_path, before, before_path, manifests_folder
from advisor.export.text import to_bytes
from advisor.export.yaml_emit import Path, emit
from advisor.model.assessment import Assessment
from advisor.model.base import Language
from advisor.model.catalog import Catalog
from advisor.model.plan import Plan, Release
from advisor.model.session import Session
from advisor.plan.wiring import values_of

API = "argoproj.io/v1alpha1"
NAMESPACE = "argocd"
PROJECT = "platform"
SERVER = "https://kubernetes.default.svc"
OBJECTS_LATER = 5
"""Waves between a release and its own objects; waves of releases are ten apart."""

Made = dict[str, Any]


def render(plan: Plan, catalog: Catalog, assessment: Assessment, session: Session, lang: Language) -> dict[str, bytes]:
    """Project, root and applications; for several clusters each application is an ApplicationSet."""
    fleet = is_fleet(plan, session)
    apps = dict(sorted(_apps(plan).items()))
    files = {"argocd/project.yaml": _project(plan, fleet=fleet)}
    if plan.gitops == "git":
        files["argocd/root.yaml"] = _root(plan)
    for name, app in apps.items():
        made = _as_set(plan, name, app) if fleet else app
        files[f"argocd/apps/{name}.yaml"] = to_bytes(emit(made, _remarks(made)))
    kustomization = {
        "apiVersion": "kustomize.config.k8s.io/v1beta1",
        "kind": "Kustomization",
        "resources": [f"{name}.yaml" for name in apps],
    }
    files["argocd/apps/kustomization.yaml"] = to_bytes(emit(kustomization))
    return files


def _apps(plan: Plan) -> dict[str, Made]:
    """Applications by name: one per release, and one each for objects that go before or after it.

    Without Git there is nothing objects could be read from; the scripts apply them around the release.
    """
    repo = repository(plan)
    apps: dict[str, Made] = {}
    for release in owned(plan, "argocd"):
        wave = release.phase // 10 * 100 + release.wave
        if before(release) and plan.gitops == "git":
            apps[f"{release.id}-before"] = _app(
                release, f"{release.id}-before", wave - OBJECTS_LATER, [_files(repo, before_path(release))]
            )
        match release.how:
            case "helm":
                apps[release.id] = _app(release, release.id, wave, _chart_sources(plan, release, repo))
            case "manifests":
                apps[release.id] = _app(release, release.id, wave, [_path(repo, manifests_folder(release))])
            case "objects":
                apps[release.id] = _app(release, release.id, wave, [_files(repo, after_path(release))])
        if after(release) and release.how != "objects" and plan.gitops == "git":
            name = f"{release.id}-objects"
            apps[name] = _app(release, name, wave + OBJECTS_LATER, [_files(repo, after_path(release))])
    return apps


def _app(release: Release, name: str, wave: int, sources: list[Made]) -> Made:
    options = ["CreateNamespace=false", "SkipDryRunOnMissingResource=true"]
    if release.server_side:
        options.append("ServerSideApply=true")
    return {
        "apiVersion": API,
        "kind": "Application",
        "metadata": {
            "name": name,
            "namespace": NAMESPACE,
            "annotations": {"argocd.argoproj.io/sync-wave": str(wave)},
        },
        "spec": {
            "project": PROJECT,
            **({"source": sources[0]} if len(sources) == 1 else {"sources": sources}),
            "destination": {"server": SERVER, "namespace": release.namespace},
            "syncPolicy": {
                "automated": {"prune": False, "selfHeal": True},
                "syncOptions": options,
                "retry": {"limit": 5, "backoff": {"duration": "30s", "factor": 2, "maxDuration": "10m"}},
            },
        },
    }


def _chart_sources(plan: Plan, release: Release, repo: Repository) -> list[Made]:
    """The chart with its values: by reference into Git, or inline where there is no Git."""
    chart = release.chart
    assert chart is not None
    place = folder(plan, release).removeprefix("oci://") if is_oci(plan, release) else source(plan, release)
    made: Made = {"repoURL": place, "chart": chart.name, "targetRevision": chart.version}
    helm: Made = {"releaseName": release.id}
    if plan.gitops == "none":
        return [{**made, "helm": {**helm, "valuesObject": values_of(release.settings)}}]
    helm["valueFiles"] = [f"$values/{release.values}"]
    return [
        {**made, "helm": helm},
        {"repoURL": repo.url, "targetRevision": repo.revision, "ref": "values"},
    ]


def _path(repo: Repository, path: str) -> Made:
    return {"repoURL": repo.url, "targetRevision": repo.revision, "path": path}


def _files(repo: Repository, path: str) -> Made:
    """One file of `platform/`; the rest of the folder is not this application's."""
    parent, _, name = path.rpartition("/")
    return {**_path(repo, parent), "directory": {"include": name}}


def _project(plan: Plan, *, fleet: bool) -> bytes:
    repo = repository(plan)
    releases = list(owned(plan, "argocd"))
    charts = [r for r in releases if r.chart]
    places = {folder(plan, r).removeprefix("oci://") if is_oci(plan, r) else source(plan, r) for r in charts}
    namespaces = {NAMESPACE, "kube-system", *(n.name for n in plan.namespaces), *(r.namespace for r in releases)}
    server: Made = {"name": "*"} if fleet else {"server": SERVER}
    project = {
        "apiVersion": API,
        "kind": "AppProject",
        "metadata": {
            "name": PROJECT,
            "namespace": NAMESPACE,
            "annotations": {"argocd.argoproj.io/sync-wave": "-1"},
        },
        "spec": {
            "description": f"Platform stack {plan.stack.name}",
            "sourceRepos": [*([repo.url] if plan.gitops == "git" else []), *sorted(places)],
            "destinations": [{**server, "namespace": n} for n in sorted(namespaces)],
            "clusterResourceWhitelist": [{"group": "*", "kind": "*"}],
        },
    }
    return to_bytes(emit(project))


def _root(plan: Plan) -> bytes:
    """The application of applications. Never with ServerSideApply: that would switch waves off."""
    repo = repository(plan)
    root: Made = {
        "apiVersion": API,
        "kind": "Application",
        "metadata": {"name": PROJECT, "namespace": NAMESPACE},
        "spec": {
            "project": PROJECT,
            "source": _path(repo, "argocd/apps"),
            "destination": {"server": SERVER, "namespace": NAMESPACE},
            "syncPolicy": {"automated": {"prune": False, "selfHeal": True}},
        },
    }
    remarks: dict[Path, str] = {
        ("spec",): "no resources-finalizer: deleting this object must never delete the platform",
        ("spec", "source", "repoURL"): "input: git_repo_url, git_revision",
    }
    return to_bytes(emit(root, remarks))


def _remarks(made: Made) -> dict[Path, str]:
    spec: Path = ("spec", "syncPolicy") if made["kind"] == "Application" else ("spec", "template", "spec", "syncPolicy")
    return {
        (*spec, "automated", "prune"): "first install; RUNBOOK.md says when to switch it on",
        (*spec, "syncOptions"): "platform/namespaces.yaml owns namespaces and their Pod Security labels",
    }


def _as_set(plan: Plan, name: str, app: Made) -> Made:
    """The application on every cluster that carries the label of this stack, with values of its own on top."""
    spec = {**app["spec"], "destination": {**app["spec"]["destination"], "server": "{{ .server }}"}}
    if "sources" in spec:
        first, *others = spec["sources"]
        helm = {
            **first["helm"],
            "valueFiles": [*first["helm"]["valueFiles"], f"$values/clusters/{{{{ .name }}}}/{name}.yaml"],
            "ignoreMissingValueFiles": True,
        }
        spec["sources"] = [{**first, "helm": helm}, *others]
    return {
        "apiVersion": API,
        "kind": "ApplicationSet",
        "metadata": {**app["metadata"]},
        "spec": {
            "goTemplate": True,
            "goTemplateOptions": ["missingkey=error"],
            "generators": [{"clusters": {"selector": {"matchLabels": {"stack": label_value(plan.stack.name)}}}}],
            "template": {"metadata": {"name": f"{name}-{{{{ .name }}}}"}, "spec": spec},
        },
    }
