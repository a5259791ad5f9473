"""`images.txt`: every image of the plan, one per line, in the order of the alphabet."""

from __future__ import annotations

from advisor.export.document import airgap_folder, images_of
from advisor.model.assessment import Assessment
from advisor.model.base import Language
from advisor.model.catalog import Catalog
from advisor.model.plan import Plan
from advisor.model.session import Session


def render(plan: Plan, catalog: Catalog, assessment: Assessment, session: Session, lang: Language) -> dict[str, bytes]:
    """The list; a line is what `skopeo`, `crane` or `docker pull` take, with the digest where it is known."""
    return {f"{airgap_folder(plan)}/images.txt": "".join(f"{ref}\n" for ref in images_of(plan)).encode()}
