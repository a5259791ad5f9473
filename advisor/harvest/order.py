"""Whether definitions come before the objects that need them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from advisor.harvest.helm import Object
from advisor.harvest.validity import is_core, label
from advisor.model.plan import Plan, Release

MANIFEST_GROUPS: dict[str, tuple[str, ...]] = {
    "gateway-api-crds": ("gateway.networking.k8s.io",),
    "external-snapshotter-crds": ("snapshot.storage.k8s.io", "groupsnapshot.storage.k8s.io"),
    "kubevirt-operator": ("kubevirt.io",),
    "cdi-operator": ("cdi.kubevirt.io",),
}
"""Groups that manifest sets of upstream define: nobody renders those."""

AT_RUN_TIME: dict[str, tuple[str, ...]] = {
    "cilium": ("cilium.io",),
    "rook-ceph": ("objectbucket.io",),
    "knative-operator": ("serving.knative.dev", "eventing.knative.dev"),
    "tigera-operator": ("projectcalico.org",),
    "kyverno": ("policies.kyverno.io",),
}
"""Groups the programs of a chart define once they run, or a sub-chart that no stored copy has."""

Place = tuple[int, int]


def too_early(
    plan: Plan, rendered: Mapping[str, Sequence[Object]], definitions: Mapping[str, Sequence[Object]]
) -> Iterator[tuple[str, str]]:
    """(release, sentence) for every custom resource whose definition comes later, or from nobody."""
    defined = _defined(plan, definitions)
    for release in plan.releases:
        own = [(o.object, o.before) for o in release.objects]
        for obj, before in (*((o, False) for o in rendered.get(release.id, ())), *own):
            if is_core(obj) or obj.get("kind") in ("CustomResourceDefinition", "Kustomization"):
                continue
            group = str(obj.get("apiVersion")).partition("/")[0]
            places = defined.get(group)
            if places is None:
                yield release.id, f"{label(obj)} is of {group}, which nothing in the bundle defines"
            elif min(places) > _place(release) or (before and min(places) == _place(release)):
                yield release.id, f"{label(obj)} comes before the definition of its kind ({group})"


def _place(release: Release) -> Place:
    return release.phase, release.wave


def _defined(plan: Plan, definitions: Mapping[str, Sequence[Object]]) -> dict[str, set[Place]]:
    found: dict[str, set[Place]] = {}
    for release in plan.releases:
        groups = {str(o["spec"]["group"]) for o in definitions.get(release.id, ())}
        groups |= {str(o.object["spec"]["group"]) for o in release.objects if _defines(o.object)}
        groups |= set(MANIFEST_GROUPS.get(release.id, ()))
        groups |= set(AT_RUN_TIME.get(release.chart.name, ())) if release.chart else set()
        for group in groups:
            found.setdefault(group, set()).add(_place(release))
    return found


def _defines(obj: Object) -> bool:
    return obj.get("kind") == "CustomResourceDefinition"
