"""Whether a bundle is what its session gives today: every file rendered again and compared, byte by byte.

This finds what checksums cannot: a bundle that was changed and then sealed again.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from advisor.errors import BadInput, Problem
from advisor.export.bundle import SUMS
from advisor.export.deliver import bundle_of
from advisor.export.plan_file import PLAN_FILE
from advisor.export.registry import NAMES
from advisor.export.verify import files_in, plan_in
from advisor.export.write import read_overrides
from advisor.model.assessment import Assessment
from advisor.model.catalog import Catalog
from advisor.model.plan import Plan
from advisor.model.session import Session
from advisor.wording.verify import problem


def differences(
    path: Path, catalog: Catalog, session: Session, assessment: Assessment, *, tool_version: str
) -> list[Problem]:
    """Files of the bundle at `path` that the session does not give.

    They are errors where program, knowledge and answers are those of the export. Where one of them moved on, they are
    warnings: that is what the next export would change.
    """
    old, problems = plan_in(path)
    if old is None:
        return problems
    try:
        new, files = bundle_of(
            catalog, session, assessment, formats=NAMES, lang=old.language, overrides=read_overrides(path)
        )
    except BadInput as error:
        return [problem("no-bundle", file=PLAN_FILE, check="session", why=error)]
    found = [*_compared(path, files)]
    return found if _same_origin(old, new, tool_version) else [p.as_warning() for p in found]


def _same_origin(old: Plan, new: Plan, tool_version: str) -> bool:
    return (
        old.stack.tool == tool_version
        and old.stack.knowledge == new.stack.knowledge
        and old.stack.session_sha256 == new.stack.session_sha256
    )


def _compared(path: Path, files: dict[str, bytes]) -> Iterator[Problem]:
    for name in files_in(path):
        place = path / name
        if name == SUMS or place.is_symlink() or not place.is_file():
            continue
        if name not in files:
            yield problem("not-given", file=name, check="session")
        elif place.stat().st_size != len(files[name]) or place.read_bytes() != files[name]:
            yield problem("differs", file=name, check="session")
