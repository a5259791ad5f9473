"""`advisor export`: write the bundle."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import click

from advisor.catalog.nearest import nearest
from advisor.cli.complete import format_names
from advisor.cli.diagnostics import say
from advisor.cli.options import Settings, common_options, json_option, usage
from advisor.cli.output import print_json, print_text
from advisor.cli.progress import progress
from advisor.cli.sources import SESSION_ARGUMENT, catalog_of, session_of
from advisor.cli.text import show_assessment
from advisor.errors import BadInput, NeedsAcceptance, NoValidStack
from advisor.export.gate import Gate
from advisor.export.write import Changes
from advisor.model.assessment import Assessment
from advisor.model.base import Language
from advisor.model.catalog import Catalog
from advisor.model.rule import Severity
from advisor.model.session import Session
from advisor.session import edit
from advisor.wording import Words
from advisor.wording.cli import PHRASES
from advisor.wording.problems import bad, problem


@click.command(
    "export",
    epilog=usage(
        "advisor export acme.yaml --out acme-bundle --complete",
        "advisor export acme.yaml --out acme-bundle --accept 'licence:grafana=legal:internal use'",
    ),
)
@SESSION_ARGUMENT
@click.option("--out", required=True, type=click.Path(path_type=Path), metavar="DIR", help="Folder of the bundle.")
@click.option(
    "--format",
    "formats",
    multiple=True,
    metavar="F",
    shell_complete=format_names,
    help="Further format; may be repeated.",
)
@click.option("--dry-run", is_flag=True, help="Write nothing: list the files that would change.")
@click.option("--complete", is_flag=True, help="Take the suggestion for every open decision.")
@click.option("--accept", "accepted", multiple=True, metavar="FINDING=WHO:WHY", help="Sign for a finding.")
@json_option
@common_options
def command(
    settings: Settings,
    session: str,
    *,
    out: Path,
    formats: tuple[str, ...],
    dry_run: bool,
    complete: bool,
    accepted: tuple[str, ...],
    as_json: bool,
) -> None:
    """Write the bundle of SESSION into DIR: bill of materials, manifests, scripts, records."""
    catalog = catalog_of(settings)
    state = session_of(session, catalog)
    for stated in accepted:
        state = signed(state, stated)
    lang = settings.language
    done = deliver(
        catalog, state, out=out, formats=formats, complete=complete, lang=lang, dry_run=dry_run,
        accepted=tuple(stated.partition("=")[0] for stated in accepted),
    )  # fmt: skip
    words = Words(PHRASES, lang)
    if as_json:
        print_json(done.as_json(out))
    elif dry_run:
        for line in done.found.lines():
            print_text(line)
    if not dry_run:
        say(words("bundle_written", count=done.files, path=out))
    if done.open_items:
        say(words("open_items", count=done.open_items))


@dataclass(frozen=True)
class Delivered:
    """What an export did: how many files the bundle has, how many items are open, and what differs from before."""

    files: int
    open_items: int
    dry_run: bool
    found: Changes

    def as_json(self, out: Path) -> dict[str, object]:
        """`advisor.export/1`."""
        return {
            "schema": "advisor.export/1",
            "bundle": str(out),
            "dry_run": self.dry_run,
            "files": self.files,
            "open_items": self.open_items,
            "added": list(self.found.added),
            "changed": list(self.found.changed),
            "removed": list(self.found.removed),
            "same": self.found.same,
        }


def deliver(
    catalog: Catalog,
    session: Session,
    *,
    out: Path,
    formats: tuple[str, ...],
    complete: bool,
    lang: Language,
    dry_run: bool = False,
    accepted: tuple[str, ...] = (),
) -> Delivered:
    """Solve, ask the gate, render and write. `accepted` are findings signed for this export only; they must exist.

    What changes in an older bundle is said first; with `dry_run` nothing is written.
    """
    from advisor.export.deliver import bundle_of  # noqa: PLC0415 - the renderers are loaded only for an export
    from advisor.export.gate import gate  # noqa: PLC0415
    from advisor.export.registry import check_formats  # noqa: PLC0415
    from advisor.export.write import changes, read_overrides, write_bundle  # noqa: PLC0415
    from advisor.solve.engine import Engine  # noqa: PLC0415

    check_formats(formats)
    words = Words(PHRASES, lang)
    with progress(words("solving")):
        assessment = Engine(catalog).assess(session)
    _refuse_unknown(accepted, assessment)
    refuse_if_closed(catalog, session, assessment, gate(assessment), complete=complete, lang=lang)
    with progress(words("rendering")):
        plan, files = bundle_of(catalog, session, assessment, formats=formats, lang=lang, overrides=read_overrides(out))
    found = changes(files, out)
    if dry_run or found.same or found.changed or found.removed:
        counts = {"added": len(found.added), "changed": len(found.changed), "removed": len(found.removed)}
        say(words("bundle_changes", path=out, same=found.same, **counts))
        for line in () if dry_run else found.lines():
            say("  " + line.replace("\t", "  "))
    if not dry_run:
        write_bundle(files, out)
    return Delivered(len(files), len(plan.open_items), dry_run, found)


def _refuse_unknown(accepted: tuple[str, ...], assessment: Assessment) -> None:
    known = [finding.id for finding in assessment.findings]
    unknown = [word for word in accepted if word not in known]
    if unknown:
        shown = ", ".join(f.id for f in assessment.findings if f.severity is Severity.MUST_ACCEPT) or "-"
        raise BadInput([problem("no_finding", word=w, known=shown, nearest=nearest(w, known)) for w in unknown])


def refuse_if_closed(
    catalog: Catalog, session: Session, assessment: Assessment, found: Gate, *, complete: bool, lang: Language
) -> None:
    """Raise what the gate says, with the words a person needs."""
    words = Words(PHRASES, lang)
    if found.conflict or found.unsettled:
        show_assessment(catalog, session, assessment, lang)
        raise NoValidStack(words(f"summary_{'conflict' if found.conflict else 'unsettled'}", name=assessment.session))
    if found.open_decisions and not complete:
        raise BadInput(words("open_first", count=len(found.open_decisions), decisions=", ".join(found.open_decisions)))
    if found.to_accept:
        lines = [words("accept_one" if len(found.to_accept) == 1 else "accept_first", count=len(found.to_accept))]
        lines += [f"  {finding.id}: {finding.text.get(lang)}" for finding in found.to_accept]
        lines.append(words("accept_how", finding=found.to_accept[0].id))
        raise NeedsAcceptance("\n".join(lines))


def signed(session: Session, stated: str) -> Session:
    """A session with one `FINDING=WHO:WHY` taken in."""
    finding, equals, rest = stated.partition("=")
    who, colon, why = rest.partition(":")
    if not (equals and colon and finding and who.strip() and why.strip()):
        raise bad("accept_form", stated=stated)
    return edit.accept(session, finding, by=who.strip(), because=why.strip())
