"""What no schema notices in a bill of materials: broken references, licence expressions, package URLs, serials."""

from __future__ import annotations

import uuid
from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any

from packageurl import PackageURL

from advisor.catalog.spdx import expression_error, purl_error
from advisor.model.plan import Plan

FILE = "bom/bom.cdx.json"
_SPACE = uuid.UUID("6f6d2f0c-0b5e-5a0e-9d0b-9a3f3b3c6a10")
"""Namespace of our serial numbers; the same plan always gets the same one."""


def serial_of(plan: Plan) -> uuid.UUID:
    """The serial number of a plan's bill of materials."""
    return uuid.uuid5(_SPACE, plan.model_dump_json(by_alias=True))


def check_against(document: object, plan: Plan) -> list[str]:
    """Return what is wrong in a document found in a bundle, whatever it holds, beside the plan it should list."""
    try:
        problems = check(document) if isinstance(document, dict) else ["is no bill of materials"]
        if isinstance(document, Mapping) and document.get("serialNumber") != serial_of(plan).urn:
            problems.append("has the serial number of another plan")
        problems += list(_strange(document, plan)) if isinstance(document, dict) else []
    except (KeyError, TypeError, AttributeError) as error:
        return [f"is no bill of materials of ours: {type(error).__name__} {error}"]
    return problems


def canonical(purl: str | None) -> str | None:
    """A package URL as its type wants it written (lower case, escaped), which is how it is compared."""
    return PackageURL.from_string(purl).to_string() if purl else None


def _strange(document: dict[str, Any], plan: Plan) -> Iterator[str]:
    """Components whose licence or package URL is not that of the plan: an id may be valid and wrong all the same."""
    found = {thing["bom-ref"]: thing for thing in document["components"]}
    for c in plan.components:
        entry = found.get(f"component:{c.id}")
        if entry is None:
            yield f"component:{c.id} is missing"
            continue
        if entry.get("purl") != canonical(c.purl):
            yield f"component:{c.id}: the package URL is not that of the plan"
        stated = {x.get("expression") or x["license"].get("id") for x in entry.get("licenses", ())}
        if stated != {None if c.licence.startswith("LicenseRef-") else c.licence}:
            yield f"component:{c.id}: the licence is not that of the plan, {c.licence}"


def check(document: dict[str, Any]) -> list[str]:
    """Return what is wrong in a document although its schema may be satisfied."""
    things = [document["metadata"]["component"], *document.get("components", ()), *document.get("services", ())]
    refs = [thing["bom-ref"] for thing in things]
    times = Counter(refs)
    problems = [f"bom-ref {ref} is used twice" for ref in sorted(r for r, n in times.items() if n > 1)]
    used = [r for d in document.get("dependencies", ()) for r in (d["ref"], *d.get("dependsOn", ()))]
    problems += [f"dependency on {ref}, which is not in the document" for ref in used if ref not in times]
    for thing in things:
        if (purl := thing.get("purl")) and (error := purl_error(purl)):
            problems.append(f"{thing['bom-ref']}: {error}")
        for licence in thing.get("licenses", ()):
            expression = licence.get("expression") or licence.get("license", {}).get("id")
            if expression and (error := expression_error(expression)):
                problems.append(f"{thing['bom-ref']}: {expression} is no licence expression: {error}")
    return problems
