"""From a session to the files of its bundle: the one path that every face takes."""

from __future__ import annotations

from collections.abc import Sequence

from advisor import __version__
from advisor.export.bundle import render_bundle
from advisor.export.progress import Progress, nobody
from advisor.model.assessment import Assessment
from advisor.model.base import Language
from advisor.model.catalog import Catalog
from advisor.model.plan import Plan
from advisor.model.session import Session
from advisor.plan.build import build_plan
from advisor.plan.overrides import Overrides, with_overrides


def bundle_of(
    catalog: Catalog,
    session: Session,
    assessment: Assessment,
    *,
    formats: Sequence[str] = (),
    lang: Language = "en",
    overrides: Overrides | None = None,
    told: Progress = nobody,
) -> tuple[Plan, dict[str, bytes]]:
    """The plan of a session and the files of its bundle. The caller has asked the gate.

    `overrides` is the hand layer of the target folder (`write.read_overrides`); `told` hears of each format.
    """
    plan = build_plan(catalog, session, assessment, lang=lang, tool_version=__version__)
    plan = with_overrides(plan, overrides or {})
    return plan, render_bundle(plan, catalog, assessment, session, formats=formats, lang=lang, told=told)
