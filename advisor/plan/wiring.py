"""What every release is set to: base values of its component, then the integrations that apply, in their order."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from advisor.model.component import ReleaseSpec, SetValue
from advisor.model.integration import Integration
from advisor.model.plan import PlanObject, Secret, Setting
from advisor.plan.paths import build
from advisor.plan.site import Site


@dataclass
class Wired:
    """Settings and objects per release id; `unplaced` names releases that are wired but not planned."""

    settings: dict[str, list[Setting]] = field(default_factory=dict)
    objects: dict[str, list[PlanObject]] = field(default_factory=dict)
    unplaced: list[tuple[str, str]] = field(default_factory=list)


def applicable(site: Site) -> tuple[Integration, ...]:
    """The integrations whose condition holds, lowest `order` first, then by id."""
    found = (i for i in site.catalog.integrations if site.holds(i.when))
    return tuple(sorted(found, key=lambda i: (i.order, i.id)))


def wire(site: Site, specs: Iterable[ReleaseSpec], integrations: Sequence[Integration]) -> Wired:
    """Settings and objects of the planned releases `specs`."""
    wired = Wired()
    known: set[str] = set()
    for spec in specs:
        known.add(spec.id)
        wired.settings[spec.id] = [_setting(site, value, None, 0) for value in spec.values]
        wired.objects[spec.id] = []
    for integration in integrations:
        for value in integration.sets:
            if value.release in known:
                wired.settings[value.release].append(_setting(site, value, integration.id, integration.order))
            else:
                wired.unplaced.append((integration.id, value.release))
        for part in integration.objects:
            if part.release in known:
                filled = site.inputs.fill(part.object, f"platform/{part.release}.yaml")
                made = PlanObject(
                    object=filled.value, why=site.say(part.why), before=part.before, origin=integration.id
                )
                if not any((o.object, o.before) == (made.object, made.before) for o in wired.objects[part.release]):
                    wired.objects[part.release].append(made)
            else:
                wired.unplaced.append((integration.id, part.release))
    return wired


def _setting(site: Site, value: SetValue, origin: str | None, order: int) -> Setting:
    filled = site.inputs.fill(value.value, f"values/{value.release}.yaml")
    return Setting(
        path=value.path,
        value=filled.value,
        why=site.say(value.why),
        rule=value.rule,
        inputs=filled.used,
        origin=origin,
        order=order,
    )


def values_of(settings: Iterable[Setting]) -> dict[str, Any]:
    """The values of a release: its settings merged in order."""
    return build((s.path, s.value) for s in settings)


ISSUER = "cert-manager.io/cluster-issuer"


def secrets_an_object_makes(obj: Mapping[str, Any]) -> Iterator[str]:
    """Names of the Secrets that a controller makes for an object: certificates, buckets, TLS of an annotated entry."""
    meta, spec = obj.get("metadata", {}), obj.get("spec", {})
    match obj.get("kind"):
        case "Certificate":
            yield spec["secretName"]
        case "ObjectBucketClaim":
            yield meta["name"]
        case "Gateway" if ISSUER in meta.get("annotations", {}):
            refs = (
                r for listener in spec.get("listeners", ()) for r in listener.get("tls", {}).get("certificateRefs", ())
            )
            yield from (r["name"] for r in refs)
        case "Ingress" if ISSUER in meta.get("annotations", {}):
            yield from (t["secretName"] for t in spec.get("tls", ()) if "secretName" in t)


def _made_by_objects(objects: Mapping[str, Sequence[PlanObject]]) -> dict[tuple[str, str], str]:
    """The release whose object makes a Secret, by namespace and name."""
    return {
        (str(part.object["metadata"].get("namespace")), name): release
        for release, parts in objects.items()
        for part in parts
        for name in secrets_an_object_makes(part.object)
    }


def secrets_of(site: Site, integrations: Sequence[Integration], wired: Wired) -> tuple[Secret, ...]:
    """Secrets the applicable integrations read, one entry per name and namespace, keys joined."""
    releases = set(wired.settings)
    makers = _made_by_objects(wired.objects)
    merged: dict[tuple[str, str], Secret] = {}
    for spec in (s for i in integrations for s in i.secrets):
        used_by = tuple(r for r in spec.used_by if r in releases)
        if spec.used_by and not used_by:
            continue
        name, namespace = (str(site.inputs.fill(x, "secrets/README.md").value) for x in (spec.name, spec.namespace))
        old = merged.get((namespace, name))
        merged[namespace, name] = Secret(
            name=name,
            namespace=namespace,
            keys=tuple(dict.fromkeys((*(old.keys if old else ()), *spec.keys))),
            text=old.text if old else spec.text,
            kind=spec.kind,
            used_by=tuple(dict.fromkeys((*(old.used_by if old else ()), *used_by))),
            source=makers.get((namespace, name)) or (spec.source if spec.source in releases else None),
            made=(namespace, name) in makers,
        )
    return tuple(merged[key] for key in sorted(merged))


def host_facts_of(site: Site, integrations: Sequence[Integration]) -> dict[str, Any]:
    """Named switches for the files of `cluster/`; later integrations win."""
    facts: dict[str, Any] = {}
    for integration in integrations:
        for name, value in integration.host_facts.items():
            facts[name] = site.inputs.fill(value, "cluster/").value
    return dict(sorted(facts.items()))
