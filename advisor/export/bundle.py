"""`render_bundle`: all files of a bundle as bytes. Pure: the same plan gives the same bytes."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from importlib.util import find_spec

import yaml

from advisor.errors import BadInput, Problem
from advisor.export.progress import Progress, nobody
from advisor.export.registry import Files, Format, formats_for
from advisor.model.assessment import Assessment
from advisor.model.base import Language
from advisor.model.catalog import Catalog
from advisor.model.plan import Plan
from advisor.model.session import Session
from advisor.plan.invariants import check

SUMS = "SHA256SUMS"


def render_bundle(
    plan: Plan,
    catalog: Catalog,
    assessment: Assessment,
    session: Session,
    *,
    formats: Sequence[str] = (),
    lang: Language = "en",
    told: Progress = nobody,
) -> Files:
    """Every file of the bundle, path -> content, with the checksums of all others.

    Args:
        plan: what to install.
        catalog: the knowledge it was made from.
        assessment: the assessment it was made from.
        session: the session it was made from.
        formats: further formats, by name.
        lang: language of the documents.
        told: hears of each format before it is rendered.

    Raises:
        BadInput: a format is unknown, or the plan breaks an invariant.
    """
    errors = [p for p in check(plan) if p.severity == "error"]
    if errors:
        raise BadInput(errors)
    files: Files = {}
    wanted = [entry for entry in formats_for(plan, formats) if _is_there(entry)]
    for number, entry in enumerate(wanted, start=1):
        told(number, len(wanted), entry.name)
        for path, content in entry.renderer()(plan, catalog, assessment, session, lang).items():
            if path in files:
                raise BadInput([Problem(f"written by two formats, one of them {entry.name}", file=path)])
            files[path] = content
    reparse(files)
    return {**dict(sorted(files.items())), SUMS: checksums(files)}


def _is_there(entry: Format) -> bool:
    return find_spec(f"advisor.export.{entry.module}") is not None


def checksums(files: Mapping[str, bytes]) -> bytes:
    """The text `sha256sum -c` reads, sorted by path."""
    lines = (f"{hashlib.sha256(files[path]).hexdigest()}  {path}\n" for path in sorted(files) if path != SUMS)
    return "".join(lines).encode()


def reparse(files: Mapping[str, bytes]) -> None:
    """Read every YAML and JSON file back.

    Raises:
        BadInput: a file is not what its name says.
    """
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    for path, content in files.items():
        try:
            if path.endswith((".yaml", ".yml")):
                list(yaml.load_all(content, Loader=loader))
            elif path.endswith(".json"):
                json.loads(content)
        except (yaml.YAMLError, ValueError) as error:
            raise BadInput([Problem(f"cannot be read back: {error}", file=path)]) from error
