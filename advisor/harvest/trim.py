"""One harvested chart, reduced to what a plan needs (`ChartFacts`)."""

from __future__ import annotations

from typing import Any

from advisor.model.chart_facts import (
    ChartCrds,
    ChartFacts,
    ChartImage,
    ChartRequests,
    ChartSecret,
    ChartService,
    ImageSet,
    Rendered,
)
from advisor.plan.paths import dotted, leaf_paths

Raw = dict[str, Any]

SPLIT: dict[tuple[str, str], dict[str, Any]] = {
    ("cilium", "quay.io/cilium/certgen"): {"hubble.tls.auto.method": "cronJob"},
    ("cilium", "quay.io/cilium/hubble-ui"): {"hubble.ui.enabled": True},
    ("cilium", "quay.io/cilium/hubble-ui-backend"): {"hubble.ui.enabled": True},
    ("cilium", "quay.io/cilium/hubble-relay"): {"hubble.relay.enabled": True},
}
"""Images of variants that switch on several things at once, with the one setting that brings each."""


def trim(raw: Raw) -> ChartFacts:
    """Return the facts of one harvest file."""
    requests = raw.get("requests_total") or {}
    per_node = requests.get("per_node") or {}
    workloads = raw.get("workloads") or []
    registry = raw.get("registry_keys") or {}
    crds = raw.get("crds") or []
    return ChartFacts(
        chart=raw["chart"],
        version=str(raw["version"]),
        app_version=_text(raw.get("app_version")),
        kubernetes=_text(raw.get("kube_version_range")),
        rendered=Rendered(**raw["rendered_with"]),
        caveats=tuple(raw.get("caveats") or ()),
        images=tuple(_image(i) for i in raw.get("images") or ()),
        image_sets=tuple(_image_sets(raw)),
        unpinned_images=tuple(raw.get("images_at_run_time") or ()),
        pod_security=_level(raw),
        missing_subcharts=tuple(raw.get("subcharts_missing") or ()),
        other_namespaces=tuple(raw.get("other_namespaces") or ()),
        crds=ChartCrds(count=len(crds), over_262144=tuple(c["name"] for c in crds if c.get("over_262144"))),
        needs_custom_resources=tuple(raw.get("needs_custom_resources") or ()),
        release_secret_bytes=raw.get("release_secret_bytes_estimate") or 0,
        services=tuple(_services(raw)),
        services_at_run_time=tuple(raw.get("services_at_run_time") or ()),
        containers=sum(len(w.get("containers") or ()) for w in workloads),
        containers_without_requests=sum(len(w.get("without_requests") or ()) for w in workloads),
        requests=ChartRequests(
            cpu_m=round(requests.get("cpu_m") or 0),
            memory_mi=round(requests.get("memory_mi") or 0),
            storage_gi=float(requests.get("storage_gi") or 0),
            per_node_cpu_m=round(per_node.get("cpu_m") or 0),
            per_node_memory_mi=round(per_node.get("memory_mi") or 0),
        ),
        secrets=tuple(
            ChartSecret(path=k["key"], expected=tuple(map(str, k.get("expected_keys") or ())))
            for k in (raw.get("secrets") or {}).get("keys") or ()
        ),
        unsteady=tuple((raw.get("nondeterministic") or {}).get("objects") or ()),
        pins=tuple(
            _flat(p["values"])
            for p in (raw.get("nondeterministic") or {}).get("pinned_by") or ()
            if not p.get("still_differs")
        ),
        registry_keys=tuple(k["key"] for k in registry.get("keys") or ()),
        global_registry_keys=tuple(k if isinstance(k, str) else k["key"] for k in registry.get("global_keys") or ()),
        exposure=tuple(k["key"] for k in (raw.get("exposure") or {}).get("keys") or ()),
        monitoring=tuple(k["key"] for k in raw.get("monitoring_keys") or ()),
        required_values=tuple(
            path for m in raw.get("minimal_values") or () if m.get("required") for path in _flat(m["values"])
        ),
    )


def _flat(values: Raw) -> Raw:
    """Nested values as dotted paths."""
    return {dotted(keys): value for keys, value in leaf_paths(values)}


def _text(value: object) -> str | None:
    return None if value is None else str(value)


def _level(raw: Raw) -> Any:  # noqa: ANN401 - checked by the model
    level = (raw.get("pod_security") or {}).get("level")
    return level if level in ("restricted", "baseline", "privileged") else None


def _image(item: Raw | str) -> ChartImage:
    if isinstance(item, str):
        ref, _, digest = item.partition("@")
        return ChartImage(ref=ref, digest=digest or None)
    where = tuple(item.get("where") or ("container",))
    return ChartImage(ref=item["ref"], digest=item.get("digest"), where=where)


def _image_sets(raw: Raw) -> list[ImageSet]:
    """Switches and variants as image sets; a variant whose values name example hosts keeps only its other values."""
    sets: dict[str, ImageSet] = {}
    for option in raw.get("optional_images") or ():
        when = {option["key"]: True, **dict.fromkeys(option.get("with") or (), True)}
        _add(sets, when, tuple(_image(i) for i in option["images"]))
    for variant in raw.get("variants") or ():
        steady = {p: v for p, v in _flat(variant["values"]).items() if ".test" not in str(v)}
        for image in (_image(i) for i in variant.get("adds_images") or ()):
            repository = image.ref.rpartition(":")[0]
            _add(sets, SPLIT.get((raw["chart"], repository), steady), (image,))
    return list(sets.values())


def _add(sets: dict[str, ImageSet], when: Raw, images: tuple[ChartImage, ...]) -> None:
    key = repr(sorted(when.items(), key=lambda kv: kv[0]))
    old = sets.get(key)
    known = old.images if old else ()
    refs = {i.ref for i in known}
    merged = (*known, *(i for i in images if i.ref not in refs))
    sets[key] = ImageSet(when=when, images=merged)


def _services(raw: Raw) -> list[ChartService]:
    """Services of the default render and those variants add."""
    found = {
        s["name"]: ChartService(
            name=s["name"],
            alone=s.get("when_release_is_named_like_the_chart"),
            ports=tuple(p["port"] for p in s.get("ports") or ()),
        )
        for s in raw.get("services") or ()
    }
    for variant in raw.get("variants") or ():
        for line in variant.get("services") or ():
            name, _, ports = str(line).partition(":")
            numbers = tuple(int(p) for p in ports.split(",") if p.strip().isdigit())
            old = found.get(name)
            if old is None or set(numbers) - set(old.ports):
                merged = tuple(sorted({*numbers, *(old.ports if old else ())}))
                found[name] = ChartService(name=name, alone=old.alone if old else name, ports=merged)
    return list(found.values())
