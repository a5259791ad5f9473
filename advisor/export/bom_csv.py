"""`bom/bom.csv`: the bill of materials for spreadsheets, readable by Excel in any language."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator

from advisor.export.charts import oci_reference
from advisor.export.document import images_of, users_of
from advisor.model.assessment import Assessment
from advisor.model.base import Language
from advisor.model.catalog import Catalog
from advisor.model.plan import Plan, Release
from advisor.model.session import Session
from advisor.wording.markdown import clean

FILE = "bom/bom.csv"
HEAD = (
    "kind", "id", "name", "version", "licence", "verdict", "decision", "namespace", "source", "seen", "reason",
)  # fmt: skip
_FORMULA = ("=", "+", "-", "@", "\uff1d", "\uff0b", "\uff0d", "\uff20")


def render(plan: Plan, catalog: Catalog, assessment: Assessment, session: Session, lang: Language) -> dict[str, bytes]:
    """The table: UTF-8 with a byte order mark and CRLF, so that Excel shows Korean; no cell is a formula."""
    stream = io.StringIO()
    writer = csv.writer(stream, lineterminator="\r\n")
    writer.writerow(HEAD)
    for row in (*_components(plan), *_releases(plan, catalog), *_images(plan)):
        writer.writerow([guard(cell) for cell in row])
    return {FILE: b"\xef\xbb\xbf" + stream.getvalue().encode()}


def guard(cell: str) -> str:
    """`cell` on one line; a quote goes ahead of what a spreadsheet would take for a formula."""
    text = clean(cell)
    return f"'{text}" if text.startswith(_FORMULA) else text


def _components(plan: Plan) -> Iterator[tuple[str, ...]]:
    decisions = {d.id: d for d in plan.decisions}
    for c in plan.components:
        taken = [decisions[name] for name in c.decisions if name in decisions]
        reasons = [d.because or (d.reasons[0].get(plan.language) if d.reasons else "") for d in taken]
        yield (
            "existing" if c.existing else "component", c.id, c.name, c.version or "", c.licence, c.verdict,
            " ".join(c.decisions), "", c.homepage or "", c.seen.isoformat() if c.seen else "",
            next((r for r in reasons if r), ""),
        )  # fmt: skip


def _releases(plan: Plan, catalog: Catalog) -> Iterator[tuple[str, ...]]:
    for r in plan.releases:
        if r.how == "objects":
            continue
        name, version, source = origin(r)
        known = catalog.component_by_id.get(r.component)
        licence = (known.licence.chart if known and r.chart else None) or ""
        yield (
            "chart" if r.chart else "manifests", r.id, name, version, licence, "", "", r.namespace, source, "",
            f"of {r.component}",
        )  # fmt: skip


def origin(release: Release) -> tuple[str, str, str]:
    """Name, version and source of what a release installs."""
    if release.chart is not None:
        return release.chart.name, release.chart.version, oci_reference(release.chart) or release.chart.repo or ""
    if release.manifests is not None:
        return release.id, release.manifests.version, release.manifests.url
    return release.id, "", ""


def _images(plan: Plan) -> Iterator[tuple[str, ...]]:
    pulled_by = users_of(plan)
    for ref, image in images_of(plan).items():
        users = [user for user, _ in pulled_by[ref]]
        yield ("image", ref, image.ref, image.digest or "", "", "", "", "", "", "", "of " + " ".join(users))
