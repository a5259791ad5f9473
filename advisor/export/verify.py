"""Check a bundle without any network: nothing missing, nothing added, everything readable and consistent."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from itertools import islice
from pathlib import Path

from pydantic import ValidationError

from advisor.catalog.json_read import read_json
from advisor.catalog.limits import Limits
from advisor.catalog.yaml_read import decode, read_yaml, scan_yaml
from advisor.errors import BadInput, Problem
from advisor.export.bom_check import FILE as BOM
from advisor.export.bom_check import check_against
from advisor.export.bundle import SUMS
from advisor.export.document import airgap_folder, users_of
from advisor.export.plan_file import PLAN_FILE, plan_of
from advisor.export.write import KEPT
from advisor.model.plan import KnowledgeRef, Plan
from advisor.plan.invariants import check
from advisor.plan.say import phrase
from advisor.wording.verify import problem

LARGEST = 8_000_000
"""Bytes of the largest file that is read; a bundle has none of that size."""
MOST = 100
"""Problems of one file that are told."""
_LIMITS = Limits(size=LARGEST, depth=60, nodes=500_000)


def verify_bundle(
    path: Path,
    *,
    knowledge: KnowledgeRef | None = None,
    session_sha256: str | None = None,
    today: date | None = None,
) -> list[Problem]:
    """Everything wrong with the bundle at `path`: checksums, files, schemas, references, invariants. Empty is good.

    Args:
        path: the folder.
        knowledge: the edition at hand; a bundle made with another one gets a warning.
        session_sha256: digest of the session the bundle is said to come from; another one is an error.
        today: the day on which support must not have ended; left out, nothing is said about that.
    """
    if not path.is_dir() or path.is_symlink():
        return [problem("no-folder", file=str(path), check="bundle")]
    problems = list(_closed_world(path))
    problems += list(_readable(path))
    plan, found = plan_in(path)
    problems += found
    if plan is not None:
        problems += check(plan)
        problems += list(_references(path, plan))
        problems += list(_closed_images(path, plan))
        problems += list(_bom(path, plan))
        problems += list(_drift(plan, knowledge, session_sha256))
        problems += list(_ended(plan, today)) if today else []
    return problems


def _bom(path: Path, plan: Plan) -> Iterator[Problem]:
    """The bill of materials is the one of this plan, and everything in it refers to something in it."""
    content = _content(path / BOM)
    if content is None:
        yield problem("missing", file=BOM, check="bom")
        return
    try:
        document = read_json(decode(content, BOM), file=BOM, values=_LIMITS.nodes)
    except BadInput:
        return  # told already
    for message in check_against(document, plan)[:MOST]:
        yield Problem(message, file=BOM, check="bom")


def _ended(plan: Plan, today: date) -> Iterator[Problem]:
    """Components whose support ended since the export; what had ended before is a matter of the invariants."""
    made = plan.stack.created[:10]
    for c in plan.components:
        if c.end_of_life is not None and made < c.end_of_life.isoformat() and c.end_of_life <= today:
            said = phrase("support-ended", version=c.version or "", date=str(c.end_of_life))
            yield Problem(said.en, file=PLAN_FILE, key=c.id, check="stale", severity="warning", ko=said.ko)


def _drift(plan: Plan, knowledge: KnowledgeRef | None, session_sha256: str | None) -> Iterator[Problem]:
    """What moved since the export: the knowledge, the session."""
    made = plan.stack.knowledge
    if knowledge is not None and made != knowledge:
        yield problem(
            "edition",
            file=PLAN_FILE,
            check="stale",
            severity="warning",
            made=made.edition,
            made_sum=made.sha256[:12],
            now=knowledge.edition,
            now_sum=knowledge.sha256[:12],
        )
    if session_sha256 is not None and plan.stack.session_sha256 != session_sha256:
        yield problem("other-answers", file=PLAN_FILE, check="session")


def files_in(path: Path) -> Iterator[str]:
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
        yield problem("missing", file=SUMS, check="checksums")
        return
    raw = _content(sums)
    if raw is None:
        yield problem("too-large", file=SUMS, check="checksums")
        return
    listed, wrong = _listed(raw)
    for number in wrong[:MOST]:
        yield problem("no-sum", file=SUMS, line=number, check="checksums")
    if raw != "".join(f"{listed[name]}  {name}\n" for name in sorted(listed)).encode():
        yield problem("not-as-written", file=SUMS, check="checksums")
    present = set(files_in(path)) - {SUMS}
    for name in sorted(present - set(listed)):
        yield problem("extra", file=name, check="checksums")
    for name in sorted(set(listed) - present):
        yield problem("missing", file=name, check="checksums")
    for name in sorted(present & set(listed)):
        place = path / name
        if place.is_symlink() or not place.is_file():
            yield problem("link" if place.is_symlink() else "no-file", file=name, check="checksums")
        elif (content := _content(place)) is None:
            yield problem("too-large", file=name, check="checksums")
        elif hashlib.sha256(content).hexdigest() != listed[name]:
            yield problem("changed", file=name, check="checksums")


def _listed(raw: bytes) -> tuple[dict[str, str], list[int]]:
    """Digest by file in a list of checksums, and the numbers of the lines that are none."""
    listed: dict[str, str] = {}
    wrong: list[int] = []
    for number, line in enumerate(raw.decode(errors="replace").splitlines(), 1):
        digest, gap, name = line.partition("  ")
        if not gap or len(digest) != 64 or name in listed:
            wrong.append(number)
        else:
            listed[name] = digest
    return listed, wrong


def _content(place: Path) -> bytes | None:
    """The bytes of a regular file that is no link; None for anything else, and for what is too large."""
    if place.is_symlink() or not place.is_file():
        return None
    with place.open("rb") as stream:
        content = stream.read(LARGEST + 1)
    return content if len(content) <= LARGEST else None


def _readable(path: Path) -> Iterator[Problem]:
    for name in files_in(path):
        if not name.endswith((".yaml", ".yml", ".json")) or (content := _content(path / name)) is None:
            continue
        try:
            text = decode(content, name)
            if name.endswith(".json"):
                read_json(text, file=name, values=_LIMITS.nodes)
            else:
                scan_yaml(text, file=name, limits=_LIMITS)
        except BadInput as error:
            yield from (replace(p, message=f"cannot be read: {p.message}", check="readable") for p in error.problems)


def plan_in(path: Path) -> tuple[Plan | None, list[Problem]]:
    """The plan of the bundle at `path`, or None and what is wrong with it."""
    content = _content(path / PLAN_FILE)
    if content is None:
        return None, [problem("missing", file=PLAN_FILE, check="plan")]
    return read_plan(content)


def read_plan(content: bytes) -> tuple[Plan | None, list[Problem]]:
    """The plan in the bytes of a `plan.yaml` from anywhere, or None and what is wrong with it."""
    try:
        document = read_yaml(decode(content, PLAN_FILE), file=PLAN_FILE, limits=_LIMITS)
        return plan_of(document.data), []
    except BadInput as error:
        return None, [replace(p, check="plan") for p in error.problems]
    except ValidationError as error:
        found = islice(error.errors(include_url=False, include_input=False), MOST)
        return None, [
            Problem(e["msg"], file=PLAN_FILE, key=".".join(map(str, e["loc"]))[:200], check="plan") for e in found
        ]


def _references(path: Path, plan: Plan) -> Iterator[Problem]:
    """Every file the plan names is there, and every release is in the table of the scripts."""
    for release in plan.releases:
        if release.values and not (path / release.values).is_file():
            yield problem("no-values", file=release.values, check="references", name=release.id)
    for decision in plan.decisions:
        if decision.record and not (path / decision.record).is_file():
            yield problem("no-record", file=decision.record, check="references", name=decision.id)
    table = path / "scripts" / "releases.tsv"
    text = (_content(table) or b"").decode(errors="replace")
    listed = {cells[4] for line in text.splitlines() if len(cells := line.split("\t")) > 4}
    for name in sorted({r.id for r in plan.releases} ^ listed):
        yield problem("table", file=table.name, check="references", name=name)


def _closed_images(path: Path, plan: Plan) -> Iterator[Problem]:
    """The list of images holds what the plan pulls and nothing else."""
    name = f"{airgap_folder(plan)}/images.txt"
    listing = path / name
    if listing.is_symlink() or not listing.is_file():
        yield problem("missing", file=name, check="images")
        return
    listed = set((_content(listing) or b"").decode(errors="replace").splitlines())
    wanted = users_of(plan)
    for ref in sorted(wanted.keys() - listed):
        users = ", ".join(user for user, _ in wanted[ref])
        yield problem("image-not-listed", file=name, check="images", ref=ref, users=users)
    for ref in sorted(listed - wanted.keys()):
        yield problem("image-unexplained", file=name, check="images", ref=ref)
