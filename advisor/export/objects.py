"""`platform/<release>.yaml`: Kubernetes objects of ours, and what upstream ships as plain manifests."""

from __future__ import annotations

from collections.abc import Sequence

from advisor.export.text import one_line, to_bytes
from advisor.export.yaml_emit import Path, emit, emit_all
from advisor.model.assessment import Assessment
from advisor.model.base import Language
from advisor.model.catalog import Catalog
from advisor.model.plan import Plan, PlanObject, Release
from advisor.model.session import Session

CARRIED = "carried"
"""Folder of a bundle that holds what a person carried to a site without internet."""


def render(plan: Plan, catalog: Catalog, assessment: Assessment, session: Session, lang: Language) -> dict[str, bytes]:
    """A file per release that has objects (`-before` for those applied ahead of it), a folder per manifest set."""
    files: dict[str, bytes] = {}
    for release in plan.releases:
        for path, parts in ((before_path(release), before(release)), (after_path(release), after(release))):
            if parts:
                files[path] = _documents(release, parts)
        if release.manifests:
            kustomization = {
                "apiVersion": "kustomize.config.k8s.io/v1beta1",
                "kind": "Kustomization",
                "resources": [f"../../{carried_folder(release)}" if plan.cluster.air_gapped else release.manifests.url],
            }
            header = f"release {release.id}: upstream manifests, version {release.manifests.version}"
            files[f"{manifests_folder(release)}/kustomization.yaml"] = to_bytes(emit(kustomization, header=header))
    return files


def before(release: Release) -> tuple[PlanObject, ...]:
    """Objects to apply ahead of the release."""
    return tuple(o for o in release.objects if o.before)


def after(release: Release) -> tuple[PlanObject, ...]:
    """Objects to apply once the release is installed."""
    return tuple(o for o in release.objects if not o.before)


def before_path(release: Release) -> str:
    """File of the objects ahead of a release."""
    return f"platform/{release.id}-before.yaml"


def after_path(release: Release) -> str:
    """File of the objects after a release."""
    return f"platform/{release.id}.yaml"


def manifests_folder(release: Release) -> str:
    """Folder whose kustomization names the upstream manifests of a release."""
    return f"platform/{release.id}"


def carried_folder(release: Release) -> str:
    """Folder of the upstream manifests as `airgap/mirror.sh push` puts them; no export writes it."""
    return f"{CARRIED}/{release.id}"


def _documents(release: Release, parts: Sequence[PlanObject]) -> bytes:
    documents: list[tuple[object, dict[Path, str]]] = [(p.object, {("apiVersion",): _remark(p)}) for p in parts]
    return to_bytes(emit_all(documents, header=f"release {release.id}: objects of this plan"))


def _remark(part: PlanObject) -> str:
    """Why the object is there, and the id under which `advisor knowledge show` tells more about it."""
    return one_line(part.why) + (f" [rule {part.origin}]" if part.origin else "")
