"""Instruction pages: tools of workstations, hosted services, software of the hosts."""

from __future__ import annotations

from advisor.export.text import to_bytes
from advisor.model.assessment import Assessment
from advisor.model.base import Language
from advisor.model.catalog import Catalog
from advisor.model.plan import Page, Plan
from advisor.model.session import Session
from advisor.wording import Words
from advisor.wording.markdown import address, escape, prose
from advisor.wording.pages import PHRASES

FOLDERS = {"workstation": "workstations", "saas": "services", "host": "cluster"}


def render(plan: Plan, catalog: Catalog, assessment: Assessment, session: Session, lang: Language) -> dict[str, bytes]:
    """One page per component, in a folder by where it is read."""
    words = Words(PHRASES, lang)
    pages: dict[str, list[Page]] = {}
    for page in plan.pages:
        pages.setdefault(f"{FOLDERS[page.kind]}/{page.component}.md", []).append(page)
    return {path: to_bytes(_page(plan, found, words)) for path, found in sorted(pages.items())}


def _page(plan: Plan, pages: list[Page], words: Words) -> str:
    component = next(c for c in plan.components if c.id == pages[0].component)
    lines = [f"# {escape(component.name)}", ""]
    verdict = escape(component.verdict_text.get(words.lang))
    version = component.version or words("unknown")
    lines += [
        f"- {words('version')}: {escape(version)}" + (f" ({words('seen')} {component.seen})" if component.seen else ""),
        f"- {words('licence')}: {escape(component.licence)} ({component.verdict}): {verdict}",
    ]
    if component.homepage:
        lines.append(f"- {words('homepage')}: {address(component.homepage)}")
    for page in pages:
        if len(pages) > 1:
            lines += ["", f"## {escape(page.title.get(words.lang))}"]
        lines += ["", *map(prose, page.text.get(words.lang).splitlines())]
    if component.obligations:
        lines += ["", f"## {words('obligations')}", ""]
        lines += [f"- {escape(o.get(words.lang))}" for o in component.obligations]
    return "\n".join(lines)
