"""`flux/`: chart sources, HelmReleases and objects in one folder per wave, and the root that runs waves in order.

Flux cannot let a HelmRelease wait for an object of ours. A Kustomization per wave that waits until everything in it is
ready can, and it is the same order the scripts use.
"""

from __future__ import annotations

from typing import Any

from advisor.export.charts import folder, is_oci
from advisor.export.gitops import REMARK, owned, repository
from advisor.export.namespaces import label_value
from advisor.export.objects import after, before, carried_folder
from advisor.export.text import to_bytes
from advisor.export.yaml_emit import emit, emit_all
from advisor.model.assessment import Assessment
from advisor.model.base import Language
from advisor.model.catalog import Catalog
from advisor.model.plan import Plan, PlanManifests, PlanObject, Release
from advisor.model.session import Session
from advisor.plan.wiring import values_of

NAMESPACE = "flux-system"
GIT = "bundle"
HELM_API = "helm.toolkit.fluxcd.io/v2"
SOURCE_API = "source.toolkit.fluxcd.io/v1"
KUSTOMIZE_API = "kustomize.toolkit.fluxcd.io/v1"
SOURCES = "sources"

Made = dict[str, Any]
Waves = dict[str, dict[str, bytes]]
"""Files per wave folder, in the order in which the folders are applied."""


def render(plan: Plan, catalog: Catalog, assessment: Assessment, session: Session, lang: Language) -> dict[str, bytes]:
    """Everything Flux reads. With Git `root.yaml` starts it; without Git the scripts apply it by release."""
    waves = _waves(plan)
    files = {f"flux/{wave}/{name}": content for wave, made in waves.items() for name, content in made.items()}
    for wave, made in waves.items():
        files[f"flux/{wave}/kustomization.yaml"] = _listing(sorted(made))
    if plan.gitops == "git":
        files["flux/root.yaml"] = _root(plan, list(waves))
    return files


def wave_names(plan: Plan) -> list[str]:
    """The Kustomizations of the root, in order."""
    return list(_waves(plan))


def _waves(plan: Plan) -> Waves:
    waves: Waves = {}
    for release in owned(plan, "flux"):
        if release.chart:
            name = source_name(plan, release)
            waves.setdefault(SOURCES, {})[f"{name}.yaml"] = to_bytes(emit(_source(plan, release, name)))
    numbers = sorted({r.wave for r in owned(plan, "flux")})
    for number in numbers:
        releases = [r for r in owned(plan, "flux") if r.wave == number]
        around = releases if plan.gitops == "git" else []  # without Git the scripts apply objects around a release
        _add(waves, f"wave-{number}-before", {r.id: _objects(before(r)) for r in around if before(r)})
        main = {r.id: to_bytes(emit(_helm_release(plan, r))) for r in releases if r.chart}
        main |= {r.id: _objects(after(r)) for r in releases if r.how == "objects" and after(r)}
        main |= {r.id: _listing([_upstream(plan, r, r.manifests)]) for r in releases if r.manifests}
        _add(waves, f"wave-{number}", main, folders={r.id for r in releases if r.manifests})
        later = {r.id: _objects(after(r)) for r in around if r.how != "objects" and after(r)}
        _add(waves, f"wave-{number}-objects", later)
    return waves


def _upstream(plan: Plan, release: Release, manifests: PlanManifests) -> str:
    """Where a manifest set is read from: upstream, or what was carried to a site without internet."""
    return f"../../../{carried_folder(release)}" if plan.cluster.air_gapped else manifests.url


def _add(waves: Waves, name: str, made: dict[str, bytes], *, folders: set[str] | None = None) -> None:
    """Add a wave unless it is empty; a manifest set is a kustomization in a folder of its own."""
    if made:
        inside = folders or set()
        waves[name] = {
            (f"{key}/kustomization.yaml" if key in inside else f"{key}.yaml"): content for key, content in made.items()
        }


def source_name(plan: Plan, release: Release) -> str:
    """A name for the repository of a chart, made from its address."""
    place = folder(plan, release).partition("://")[2]
    return label_value(place.replace(".", "-"))


def _source(plan: Plan, release: Release, name: str) -> Made:
    spec: Made = {"interval": "1h", "url": folder(plan, release)}
    if is_oci(plan, release):
        spec = {"type": "oci", **spec}
    return {
        "apiVersion": SOURCE_API,
        "kind": "HelmRepository",
        "metadata": {"name": name, "namespace": NAMESPACE},
        "spec": spec,
    }


def _helm_release(plan: Plan, release: Release) -> Made:
    chart = release.chart
    assert chart is not None
    siblings = {r.id for r in owned(plan, "flux") if r.chart}
    waits = [{"name": need} for need in release.needs if need in siblings]
    return {
        "apiVersion": HELM_API,
        "kind": "HelmRelease",
        "metadata": {"name": release.id, "namespace": NAMESPACE},
        "spec": {
            "interval": "30m",
            "timeout": release.timeout,
            "releaseName": release.id,
            "targetNamespace": release.namespace,
            "storageNamespace": release.namespace,
            **({"dependsOn": waits} if waits else {}),
            "chart": {
                "spec": {
                    "chart": chart.name,
                    "version": chart.version,
                    "sourceRef": {"kind": "HelmRepository", "name": source_name(plan, release)},
                }
            },
            "install": {"createNamespace": False, "crds": "CreateReplace", "remediation": {"retries": 5}},
            "upgrade": {"crds": "CreateReplace", "remediation": {"retries": 3}},
            "values": values_of(release.settings),
        },
    }


def _objects(parts: tuple[PlanObject, ...]) -> bytes:
    return to_bytes(emit_all([(p.object, None) for p in parts]))


def _listing(names: list[str]) -> bytes:
    """A kustomization; a file in a folder of its own is listed by that folder."""
    resources = [n.removesuffix("/kustomization.yaml") for n in names]
    listing = {"apiVersion": "kustomize.config.k8s.io/v1beta1", "kind": "Kustomization", "resources": resources}
    return to_bytes(emit(listing))


def _root(plan: Plan, waves: list[str]) -> bytes:
    repo = repository(plan)
    git: Made = {
        "apiVersion": SOURCE_API,
        "kind": "GitRepository",
        "metadata": {"name": GIT, "namespace": NAMESPACE},
        "spec": {"interval": "5m", "url": repo.url, "ref": {"branch": repo.revision}},
    }
    documents: list[tuple[object, dict[tuple[str | int, ...], str] | None]] = [(git, {("spec", "url"): REMARK})]
    for position, wave in enumerate(waves):
        waits = [{"name": waves[position - 1]}] if position else []
        spec: Made = {
            "interval": "30m",
            "retryInterval": "2m",
            "timeout": "30m",
            **({"dependsOn": waits} if waits else {}),
            "sourceRef": {"kind": "GitRepository", "name": GIT},
            "path": f"./flux/{wave}",
            "prune": False,
            "wait": True,
        }
        made = {
            "apiVersion": KUSTOMIZE_API,
            "kind": "Kustomization",
            "metadata": {"name": wave, "namespace": NAMESPACE},
            "spec": spec,
        }
        documents.append((made, None))
    return to_bytes(emit_all(documents, header="The waves of this plan, each waiting for the one before."))
