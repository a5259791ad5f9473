"""Rendering and writing the bundle for the Export pane; the plan and the renderers are loaded when it is opened."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from advisor.errors import AdvisorError
from advisor.model.base import Language
from advisor.model.catalog import Catalog
from advisor.model.session import Session
from advisor.tui.bench import Judge
from advisor.tui.views.export import Bundle

READ_LIMIT = 2_000_000


def format_names() -> tuple[str, ...]:
    """The formats there are."""
    from advisor.export import registry  # noqa: PLC0415 - renderers load when the pane is opened

    return registry.NAMES


def render(judge: Judge, catalog: Catalog, session: Session, asked: Sequence[str], lang: Language) -> Bundle:
    """The files of the bundle, suggestions standing in for open decisions. Problems are told, not raised."""
    from advisor.export.deliver import bundle_of  # noqa: PLC0415 - renderers load when the pane is opened
    from advisor.export.registry import formats_for  # noqa: PLC0415 - as above

    assessment = judge.assess(session, count_budget=0, repairs=False)
    if assessment.status == "conflict":
        return Bundle({}, problem="", conflict=True)
    try:
        plan, files = bundle_of(catalog, session, assessment, formats=asked, lang=lang)
    except Exception as error:  # whatever a renderer stumbles over is told in the pane, and the session stays
        return Bundle({}, problem=f"{type(error).__name__}: {error}")
    return Bundle(files, own_formats=tuple(f.name for f in formats_for(plan, ())))


def write(files: Bundle, target: Path) -> str:
    """Write the bundle; returns what is wrong, or an empty text."""
    from advisor.export.write import write_bundle  # noqa: PLC0415 - as above

    try:
        write_bundle(dict(files.files), target)
    except (AdvisorError, OSError, ValueError) as error:
        return str(error)
    return ""


def written_before(target: Path) -> dict[str, bytes]:
    """The files of an earlier export in `target`; links and large files are left out."""
    if not target.is_dir() or target.is_symlink():
        return {}
    found = {}
    for path in sorted(target.rglob("*")):
        if path.is_symlink() or not path.is_file() or path.stat().st_size > READ_LIMIT:
            continue
        found[path.relative_to(target).as_posix()] = path.read_bytes()
    return found
