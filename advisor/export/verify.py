"""Check a bundle without any network: nothing missing, nothing added, everything readable and consistent."""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml
from pydantic import ValidationError

from advisor.errors import Problem
from advisor.export.bundle import SUMS
from advisor.export.plan_file import PLAN_FILE, plan_of
from advisor.export.write import KEPT
from advisor.model.plan import KnowledgeRef, Plan
from advisor.plan.invariants import check

LARGEST = 20_000_000
"""Bytes of the largest file that is read; a bundle has none of that size."""


def verify_bundle(
    path: Path, *, knowledge: KnowledgeRef | None = None, session_sha256: str | None = None
) -> list[Problem]:
    """Everything wrong with the bundle at `path`: checksums, files, schemas, references, invariants. Empty is good.

    Args:
        path: the folder.
        knowledge: the edition at hand; a bundle made with another one gets a warning.
        session_sha256: digest of the session the bundle is said to come from; another one is an error.
    """
    if not path.is_dir() or path.is_symlink():
        return [Problem("is no bundle folder", file=str(path), check="bundle")]
    problems = list(_closed_world(path))
    problems += list(_readable(path))
    plan, found = _plan(path)
    problems += found
    if plan is not None:
        problems += check(plan)
        problems += list(_references(path, plan))
        problems += list(_closed_images(path, plan))
        problems += list(_drift(plan, knowledge, session_sha256))
    return problems


def _drift(plan: Plan, knowledge: KnowledgeRef | None, session_sha256: str | None) -> Iterator[Problem]:
    """What moved since the export: the knowledge, the session."""
    made = plan.stack.knowledge
    if knowledge is not None and made != knowledge:
        text = f"was made with edition {made.edition} ({made.sha256[:12]}); at hand is {knowledge.edition} " + (
            f"({knowledge.sha256[:12]}): export again and compare"
        )
        yield Problem(text, file=PLAN_FILE, check="stale", severity="warning")
    if session_sha256 is not None and plan.stack.session_sha256 != session_sha256:
        yield Problem("was made from other answers than this session holds", file=PLAN_FILE, check="session")


def _files(path: Path) -> Iterator[str]:
    """Files of the bundle as relative paths; links too, so that they are found out."""
    for folder, names, files in os.walk(path):
        at = Path(folder)
        if at == path:
            names[:] = [n for n in names if n not in KEPT or (at / n).is_symlink()]
        linked = [n for n in names if (at / n).is_symlink()]
        for name in sorted([*files, *linked]):
            yield (at / name).relative_to(path).as_posix()


def _closed_world(path: Path) -> Iterator[Problem]:
    """Every file is listed with its right sum, and every line names a file."""
    sums = path / SUMS
    if not sums.is_file() or sums.is_symlink():
        yield Problem("is missing", file=SUMS, check="checksums")
        return
    listed: dict[str, str] = {}
    for number, line in enumerate(sums.read_text(encoding="utf-8", errors="replace").splitlines(), 1):
        digest, gap, name = line.partition("  ")
        if not gap or len(digest) != 64 or name in listed:
            yield Problem("is no checksum line, or repeats a file", file=SUMS, line=number, check="checksums")
            continue
        listed[name] = digest
    if sums.read_bytes() != "".join(f"{listed[name]}  {name}\n" for name in sorted(listed)).encode():
        yield Problem("is not as it was written", file=SUMS, check="checksums")
    present = set(_files(path)) - {SUMS}
    for name in sorted(present - set(listed)):
        yield Problem("is not part of the bundle", file=name, check="checksums")
    for name in sorted(set(listed) - present):
        yield Problem("is missing", file=name, check="checksums")
    for name in sorted(present & set(listed)):
        place = path / name
        if place.is_symlink():
            yield Problem("is a link", file=name, check="checksums")
        elif place.stat().st_size > LARGEST:
            yield Problem("is too large for a bundle", file=name, check="checksums")
        elif hashlib.sha256(place.read_bytes()).hexdigest() != listed[name]:
            yield Problem("was changed after the export", file=name, check="checksums")


def _readable(path: Path) -> Iterator[Problem]:
    for name in _files(path):
        place = path / name
        if place.is_symlink() or place.stat().st_size > LARGEST:
            continue
        try:
            if name.endswith((".yaml", ".yml")):
                list(_documents(place))
            elif name.endswith(".json"):
                json.loads(place.read_text(encoding="utf-8"))
        except (yaml.YAMLError, ValueError, RecursionError) as error:
            first = str(error).splitlines()[0]
            yield Problem(f"cannot be read: {first}", file=name, check="readable")


def _documents(place: Path) -> Iterator[Any]:
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    yield from yaml.load_all(place.read_text(encoding="utf-8"), Loader=loader)


def _plan(path: Path) -> tuple[Plan | None, list[Problem]]:
    place = path / PLAN_FILE
    if not place.is_file() or place.is_symlink() or place.stat().st_size > LARGEST:
        return None, [Problem("is missing", file=PLAN_FILE, check="plan")]
    try:
        return plan_of(next(_documents(place), None)), []
    except ValidationError as error:
        return None, [
            Problem(e["msg"], file=PLAN_FILE, key=".".join(map(str, e["loc"])), check="plan") for e in error.errors()
        ]
    except (yaml.YAMLError, ValueError) as error:
        return None, [Problem(str(error).splitlines()[0], file=PLAN_FILE, check="plan")]


def _references(path: Path, plan: Plan) -> Iterator[Problem]:
    """Every file the plan names is there, and every release is in the table of the scripts."""
    for release in plan.releases:
        if release.values and not (path / release.values).is_file():
            yield Problem(f"values of release {release.id} are missing", file=release.values, check="references")
    for decision in plan.decisions:
        if decision.record and not (path / decision.record).is_file():
            yield Problem(f"record of decision {decision.id} is missing", file=decision.record, check="references")
    table = path / "scripts" / "releases.tsv"
    text = table.read_text(encoding="utf-8", errors="replace") if table.is_file() else ""
    listed = {cells[4] for line in text.splitlines() if len(cells := line.split("\t")) > 4}
    for name in sorted({r.id for r in plan.releases} ^ listed):
        yield Problem(f"release {name} is only in one of the plan and the table", file=table.name, check="references")


def _closed_images(path: Path, plan: Plan) -> Iterator[Problem]:
    """Every image an object of ours names is in the list of images, where the bundle has one."""
    listing = next((p for p in (path / "airgap/images.txt", path / "bom/images.txt") if p.is_file()), None)
    if listing is None:
        return
    known = listing.read_text(encoding="utf-8", errors="replace")
    for release in plan.releases:
        for image in release.images:
            if image.ref not in known:
                name = listing.relative_to(path).as_posix()
                yield Problem(f"image {image.ref} of {release.id} is not listed", file=name, check="images")
