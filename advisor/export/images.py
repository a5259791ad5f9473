"""`images.txt` and `images.md`: every image of the plan, for tools and for people, who see why it is there."""

from __future__ import annotations

from collections.abc import Iterator

from advisor.export.document import CLUSTER, Document, airgap_folder, images_of, split_image, users_of
from advisor.export.guide import is_managed
from advisor.export.text import template, to_bytes
from advisor.model.assessment import Assessment
from advisor.model.base import Language
from advisor.model.catalog import Catalog
from advisor.model.plan import Image, Plan
from advisor.model.session import Session
from advisor.wording.markdown import code, escape, table


def render(plan: Plan, catalog: Catalog, assessment: Assessment, session: Session, lang: Language) -> dict[str, bytes]:
    """The lists; a line of the text is what `skopeo`, `crane` or `docker pull` take, with the digest where known."""
    folder = airgap_folder(plan)
    return {
        f"{folder}/images.md": _page(Document(plan, catalog, lang)),
        f"{folder}/images.txt": "".join(f"{ref}\n" for ref in images_of(plan)).encode(),
    }


def unknown(plan: Plan) -> list[str]:
    """Releases that pull more images than are known, or may do so; the cluster itself among them."""
    own = [] if plan.cluster.images_known or is_managed(plan) else [CLUSTER]
    return [*own, *(r.id for r in plan.releases if not r.images_known)]


def moving(plan: Plan) -> list[str]:
    """Images without digest whose tag names no version, so that another image may answer tomorrow."""
    return [ref for ref, image in images_of(plan).items() if _is_moving(image)]


def _is_moving(image: Image) -> bool:
    _, tag, digest = split_image(image)
    return not digest and not any(character.isdigit() for character in tag)


def _page(doc: Document) -> bytes:
    keys = ("images.image", "images.release", "images.decision", "images.pin")
    text = template("images.md.j2").render(
        word=doc.word,
        name=escape(doc.plan.stack.name),
        count=len(images_of(doc.plan)),
        unknown=[code(name) for name in unknown(doc.plan)],
        moving=[code(ref) for ref in moving(doc.plan)],
        lines=table([doc.word(key) for key in keys], list(_rows(doc))),
        unrendered=list(_unrendered(doc)),
    )
    return to_bytes(text)


def _rows(doc: Document) -> Iterator[list[str]]:
    decisions = {c.id: c.decisions for c in doc.plan.components}
    pulled_by = users_of(doc.plan)
    for ref, image in images_of(doc.plan).items():
        users = pulled_by[ref]
        brought = dict.fromkeys(d for _, component in users for d in decisions.get(component, ()))
        pin = "digest" if split_image(image)[2] else "moving" if _is_moving(image) else "tag"
        yield [
            code(ref),
            ", ".join(code(user) for user, _ in users),
            ", ".join(doc.decision(d) for d in brought),
            doc.word(f"images.{pin}"),
        ]


def _unrendered(doc: Document) -> Iterator[str]:
    """The images that no rendered manifest names, with what pulls them: one line per release and reason."""
    found: dict[tuple[str, str], list[str]] = {}
    pulled_by = users_of(doc.plan)
    for ref, image in images_of(doc.plan).items():
        if image.why is not None:
            users = ", ".join(code(user) for user, _ in pulled_by[ref])
            found.setdefault((users, doc.get(image.why)), []).append(code(ref))
    for (users, why), refs in found.items():
        yield f"- {users}: {why} {', '.join(refs)}"
