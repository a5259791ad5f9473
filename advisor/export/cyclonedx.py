"""`bom/bom.cdx.json`: the bill of materials for tools, CycloneDX 1.6."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from cyclonedx.model import ExternalReference, ExternalReferenceType, HashAlgorithm, HashType, Property, XsUri
from cyclonedx.model.bom import Bom, BomMetaData
from cyclonedx.model.bom_ref import BomRef
from cyclonedx.model.component import Component, ComponentType
from cyclonedx.model.dependency import Dependency
from cyclonedx.model.lifecycle import LifecyclePhase, PredefinedLifecycle
from cyclonedx.model.service import Service
from cyclonedx.model.tool import ToolRepository
from cyclonedx.output.json import Json, JsonV1Dot6
from packageurl import PackageURL

from advisor.errors import BadInput, Problem
from advisor.export.bom_check import FILE, check, serial_of
from advisor.export.bom_csv import origin
from advisor.export.cyclonedx_licence import licences
from advisor.export.document import CLUSTER, created_at, full_reference, images_of, split_image
from advisor.model.assessment import Assessment
from advisor.model.base import Language
from advisor.model.catalog import Catalog
from advisor.model.plan import Image, Input, Plan, PlanComponent, PlanDecision, Release
from advisor.model.session import Session
from advisor.wording.markdown import clean


def render(plan: Plan, catalog: Catalog, assessment: Assessment, session: Session, lang: Language) -> dict[str, bytes]:
    """The document as CycloneDX 1.6.

    Raises:
        BadInput: if a reference, licence expression or package URL in it is broken, which no schema would notice.
    """
    return {FILE: document(plan, catalog, JsonV1Dot6, FILE)}


def document(plan: Plan, catalog: Catalog, version: type[Json], file: str) -> bytes:
    """The document in one version of the specification. `file` is named when something in it is broken.

    Raises:
        BadInput: if a reference, licence expression or package URL in it is broken, which no schema would notice.
    """
    bom = Bom(
        serial_number=serial_of(plan),
        metadata=_metadata(plan, catalog),
        components=[*_components(plan, catalog), *_releases(plan, catalog), *_images(plan)],
        services=_services(plan),
        dependencies=_dependencies(plan),
    )
    _complete(bom)
    made: dict[str, Any] = json.loads(version(bom).output_as_string())
    # the library cannot say yet that the list is a plan, hence never complete
    made["compositions"] = [{"aggregate": "incomplete", "assemblies": [_stack_ref(plan)]}]
    if problems := check(made):
        raise BadInput([Problem(problem, file=file) for problem in problems])
    return (json.dumps(made, indent=2, sort_keys=True, ensure_ascii=False) + "\n").encode()


def _complete(bom: Bom) -> None:
    """Give everything an entry among the dependencies.

    The library does so while it writes, looking through all entries for each thing: the square of a large list.
    """
    told = {dependency.ref.value for dependency in bom.dependencies}
    missing = [thing for thing in (*bom.components, *bom.services) if thing.bom_ref.value not in told]
    bom.dependencies.update(Dependency(ref=thing.bom_ref) for thing in missing)
    bom.register_dependency = lambda *_, **__: None  # type: ignore[method-assign]


def _stack_ref(plan: Plan) -> str:
    return f"stack:{clean(plan.stack.name)}"


def _properties(**values: object) -> Iterator[Property]:
    """Properties under our prefix; `a__b` is written `a:b`, and empty values are left out."""
    for name, value in values.items():
        if value not in (None, "", ()):
            text = str(value).lower() if isinstance(value, bool) else clean(str(value))
            yield Property(name=f"advisor:{name.replace('__', ':').replace('_', '-')}", value=text)


def _link(kind: ExternalReferenceType, url: str | None) -> Iterator[ExternalReference]:
    if url and clean(url).startswith(("http://", "https://", "oci://")):
        yield ExternalReference(type=kind, url=XsUri(clean(url)))


def _metadata(plan: Plan, catalog: Catalog) -> BomMetaData:
    stack = Component(
        name=clean(plan.stack.name),
        type=ComponentType.PLATFORM,
        version=plan.stack.session_sha256[:12],
        bom_ref=_stack_ref(plan),
        description="Kubernetes platform stack, as planned",
    )
    tool = Component(name="advisor", type=ComponentType.APPLICATION, version=plan.stack.tool)
    return BomMetaData(
        component=stack,
        tools=ToolRepository(components=[tool]),
        timestamp=created_at(plan, catalog),
        lifecycles=[PredefinedLifecycle(LifecyclePhase.DESIGN)],
        properties=_properties(
            knowledge__edition=plan.stack.knowledge.edition,
            knowledge__sha256=plan.stack.knowledge.sha256,
            session__sha256=plan.stack.session_sha256,
            kubernetes=plan.cluster.kubernetes,
        ),
    )


def _components(plan: Plan, catalog: Catalog) -> Iterator[Component]:
    decisions = {d.id: d for d in plan.decisions}
    for c in plan.components:
        known = catalog.component_by_id.get(c.id)
        repository = known.repository if known else None
        yield Component(
            name=c.id,
            type=ComponentType.APPLICATION,
            version=c.version,
            bom_ref=f"component:{c.id}",
            description=clean(known.name.en) if known else None,
            purl=PackageURL.from_string(c.purl) if c.purl else None,
            licenses=licences(c.licence, catalog),
            external_references=[
                *_link(ExternalReferenceType.WEBSITE, c.homepage),
                *_link(ExternalReferenceType.VCS, repository),
            ],
            properties=_component_properties([decisions[d] for d in c.decisions if d in decisions], c),
        )


def _component_properties(taken: Sequence[PlanDecision], component: PlanComponent) -> Iterator[Property]:
    reasons = [d.because or (d.reasons[0].en if d.reasons else "") for d in taken]
    return _properties(
        kind="component",
        decision=",".join(component.decisions),
        decision__reason=next((r for r in reasons if r), None),
        existing=True if component.existing else None,
        licence__checked=component.licence_checked,
        licence__verdict=component.verdict,
        version__seen=component.seen,
        version__end_of_life=component.end_of_life,
    )


def _releases(plan: Plan, catalog: Catalog) -> Iterator[Component]:
    for r in plan.releases:
        if r.how == "objects":
            continue
        name, version, place = origin(r)
        known = catalog.component_by_id.get(r.component)
        chart_licence = known.licence.chart if known and r.chart else None
        yield Component(
            name=name,
            type=ComponentType.APPLICATION,
            version=version,
            bom_ref=f"release:{r.id}",
            purl=_chart_purl(name, version, place) if r.chart else None,
            licenses=licences(chart_licence, catalog) if chart_licence else (),
            external_references=_link(ExternalReferenceType.DISTRIBUTION, place),
            properties=_properties(
                kind="helm-chart" if r.chart else "manifests",
                release__name=r.id,
                release__namespace=r.namespace,
                release__owner=r.owner,
                release__phase=r.phase,
                release__wave=r.wave,
                release__values=r.values,
                release__images=None if r.images_known else "unknown",
            ),
        )


def _chart_purl(name: str, version: str, place: str) -> PackageURL:
    """`pkg:helm` is a candidate type of the specification; everybody who writes it adds `repository_url`."""
    return PackageURL(type="helm", name=name, version=version, qualifiers={"repository_url": place})


def _images(plan: Plan) -> Iterator[Component]:
    for ref, image in images_of(plan).items():
        path, tag, digest = split_image(image)
        name = path.rpartition("/")[2]
        qualifiers = {"repository_url": path} | ({"tag": tag} if tag else {})
        yield Component(
            name=path,
            type=ComponentType.CONTAINER,
            version=tag or digest,
            bom_ref=f"image:{ref}",
            purl=PackageURL(type="oci", name=name.lower(), version=digest or None, qualifiers=qualifiers),
            hashes=[HashType(alg=HashAlgorithm.SHA_256, content=digest.partition(":")[2])] if digest else (),
            properties=_properties(kind="image", pinned=bool(digest)),
        )


def _services(plan: Plan) -> Iterator[Service]:
    for item in plan.prerequisites:
        if item.kind in ("service", "existing"):
            yield Service(
                name=item.name,
                bom_ref=f"service:{item.kind}:{item.name}",
                description=clean(item.text.en),
                properties=_properties(kind="prerequisite", check=item.check),
            )
    for given in plan.inputs:
        if given.kind == "url":
            yield Service(
                name=given.id,
                bom_ref=f"service:input:{given.id}",
                description=clean(given.text.en),
                endpoints=_endpoints(given),
                properties=_properties(kind="site", placeholder=given.placeholder),
            )


def _endpoints(given: Input) -> list[XsUri]:
    url = clean(str(given.value))
    return [XsUri(url)] if url.startswith(("http://", "https://")) and " " not in url else []


def _dependencies(plan: Plan) -> Iterator[Dependency]:
    def on(*refs: str) -> list[Dependency]:
        return [Dependency(ref=BomRef(ref)) for ref in refs]

    present = {c.id for c in plan.components}
    by_component: dict[str, list[Release]] = {}
    for r in plan.releases:
        by_component.setdefault(r.component, []).append(r)
    images_below = {CLUSTER: _image_refs(plan.cluster.images)}
    for r in plan.releases:
        if (
            r.how == "objects"
        ):  # no part of the list itself, so that what an operator starts for it hangs on its product
            images_below[r.component] = [*images_below.get(r.component, []), *_image_refs(r.images)]
    yield Dependency(ref=BomRef(_stack_ref(plan)), dependencies=on(*(f"component:{c.id}" for c in plan.components)))
    for c in plan.components:
        needed = [f"component:{name}" for name in c.requires if name in present]
        needed += [f"release:{r.id}" for r in by_component.get(c.id, ()) if r.how != "objects"]
        needed += images_below.get(c.id, [])
        yield Dependency(ref=BomRef(f"component:{c.id}"), dependencies=on(*needed))
    for r in plan.releases:
        if r.how != "objects":
            images = _image_refs(r.images)
            yield Dependency(ref=BomRef(f"release:{r.id}"), dependencies=on(*images))


def _image_refs(images: Iterable[Image]) -> list[str]:
    return list(dict.fromkeys(f"image:{full_reference(image)}" for image in images))
