"""`bom/bom.spdx.json`: the bill of materials as SPDX 2.3, on request; written by hand, since it is small and flat."""

from __future__ import annotations

import json
import re
import uuid
from collections.abc import Iterator
from typing import Any

from advisor.catalog.spdx import licences_of
from advisor.export.bom_check import canonical
from advisor.export.bom_csv import origin
from advisor.export.document import created_at, full_reference, images_by_user, images_of, split_image
from advisor.model.assessment import Assessment
from advisor.model.base import Language
from advisor.model.catalog import Catalog
from advisor.model.plan import Image, Plan, Release
from advisor.model.session import Session
from advisor.wording.markdown import clean

FILE = "bom/bom.spdx.json"
NONE = "NOASSERTION"
_SPACE = uuid.UUID("0d4ff2d6-8f5c-5d5a-a1d6-0b9b1f6f0c11")
_NOT_IN_ID = re.compile(r"[^A-Za-z0-9.-]+")

Made = dict[str, Any]


def render(plan: Plan, catalog: Catalog, assessment: Assessment, session: Session, lang: Language) -> dict[str, bytes]:
    """The document. Licences are declared; nothing is concluded."""
    packages = [_stack(plan), *_components(plan), *_releases(plan, catalog), *_images(plan)]
    serial = uuid.uuid5(_SPACE, plan.model_dump_json(by_alias=True))
    document = {
        "spdxVersion": "SPDX-2.3",
        "dataLicense": "CC0-1.0",
        "SPDXID": "SPDXRef-DOCUMENT",
        "name": clean(plan.stack.name),
        "documentNamespace": f"https://spdx.org/spdxdocs/{spdx_id(plan.stack.name)}-{serial}",
        "creationInfo": {
            "created": created_at(plan, catalog).strftime("%Y-%m-%dT%H:%M:%SZ"),
            "creators": [f"Tool: advisor-{plan.stack.tool}"],
        },
        "documentDescribes": ["SPDXRef-stack"],
        "hasExtractedLicensingInfos": list(_extracted(packages, catalog)),
        "packages": packages,
        "relationships": list(_relationships(plan)),
    }
    return {FILE: (json.dumps(document, indent=2, sort_keys=True, ensure_ascii=False) + "\n").encode()}


def spdx_id(text: str) -> str:
    """`text` with only what an SPDX identifier may hold."""
    return _NOT_IN_ID.sub("-", text).strip("-") or "unnamed"


def _ref(kind: str, name: str) -> str:
    return f"SPDXRef-{kind}-{spdx_id(name)}"


def _package(ref: str, name: str, version: str | None, *, licence: str | None = None, place: str = "") -> Made:
    made: Made = {
        "SPDXID": ref,
        "name": clean(name),
        "downloadLocation": place if place.startswith(("http://", "https://")) else NONE,
        "filesAnalyzed": False,
        "licenseConcluded": NONE,
        "licenseDeclared": licence or NONE,
        "copyrightText": NONE,
    }
    return {**made, "versionInfo": version} if version else made


def _with_purl(package: Made, purl: str | None) -> Made:
    if purl is None:
        return package
    ref = {"referenceCategory": "PACKAGE-MANAGER", "referenceType": "purl", "referenceLocator": canonical(purl)}
    return {**package, "externalRefs": [ref]}


def _stack(plan: Plan) -> Made:
    return _package("SPDXRef-stack", plan.stack.name, plan.stack.session_sha256[:12])


def _components(plan: Plan) -> Iterator[Made]:
    for c in plan.components:
        made = _package(_ref("component", c.id), c.id, c.version, licence=c.licence)
        if c.homepage:
            made["homepage"] = c.homepage
        yield {**_with_purl(made, c.purl), "primaryPackagePurpose": "APPLICATION"}


def _releases(plan: Plan, catalog: Catalog) -> Iterator[Made]:
    for r in _installed(plan):
        name, version, place = origin(r)
        known = catalog.component_by_id.get(r.component)
        licence = known.licence.chart if known and r.chart else None
        yield _package(_ref("release", r.id), name, version, licence=licence, place=place)


def _installed(plan: Plan) -> list[Release]:
    return [r for r in plan.releases if r.how != "objects"]


def _images(plan: Plan) -> Iterator[Made]:
    for ref, image in images_of(plan).items():
        path, tag, digest = split_image(image)
        made = _package(_image_ref(image), path, tag or digest)
        if digest:
            made["checksums"] = [{"algorithm": "SHA256", "checksumValue": digest.partition(":")[2]}]
        yield {**made, "primaryPackagePurpose": "CONTAINER", "comment": ref}


def _image_ref(image: Image) -> str:
    """Path and tag make a readable id, and a short digest of the whole reference keeps it unique."""
    full = full_reference(image)
    return _ref("image", f"{image.ref.partition('@')[0]}-{uuid.uuid5(_SPACE, full).hex[:8]}")


def _extracted(packages: list[Made], catalog: Catalog) -> Iterator[Made]:
    """What each `LicenseRef-` stands for; the texts themselves are not ours to copy."""
    names = {name for p in packages for name in licences_of(p["licenseDeclared"]) if name.startswith("LicenseRef-")}
    for name in sorted(names):
        known = catalog.licence_by_id.get(name)
        made: Made = {"licenseId": name, "extractedText": known.summary.en if known else NONE}
        made["name"] = known.name if known else NONE
        if known and known.url:
            made["seeAlsos"] = [known.url]
        yield made


def _relationships(plan: Plan) -> Iterator[Made]:
    present = {c.id for c in plan.components}
    for c in plan.components:
        yield _relation("SPDXRef-stack", "CONTAINS", _ref("component", c.id))
        for needed in c.requires:
            if needed in present:
                yield _relation(_ref("component", c.id), "DEPENDS_ON", _ref("component", needed))
    for r in _installed(plan):
        if r.component in present:
            yield _relation(_ref("component", r.component), "DISTRIBUTION_ARTIFACT", _ref("release", r.id))
    described = {r.id for r in _installed(plan)}
    for user, component, images in images_by_user(plan):
        own = _ref("release", user) if user in described else _ref("component", component)
        for image in dict.fromkeys(_image_ref(i) for i in images):
            yield _relation(own, "DEPENDS_ON", image)


def _relation(one: str, kind: str, other: str) -> Made:
    return {"spdxElementId": one, "relationshipType": kind, "relatedSpdxElement": other}
