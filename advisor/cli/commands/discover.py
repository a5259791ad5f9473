"""`advisor discover`: read cluster dumps into a session."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from advisor.cli.diagnostics import say
from advisor.cli.editing import opened_or_new
from advisor.cli.options import Settings, common_options, json_option, usage
from advisor.cli.output import print_json, print_table, print_text
from advisor.cli.progress import progress
from advisor.cli.sources import catalog_of
from advisor.discover.discovery import Discovery, Merge, discover, merge
from advisor.discover.dump import MAX_BYTES
from advisor.model.catalog import Catalog
from advisor.model.session import Session
from advisor.session import edit
from advisor.wording import Words
from advisor.wording.cli import PHRASES


@click.command(
    "discover",
    epilog=usage(
        "helm list -A -o json > helm.json",
        "kubectl get deploy,ds,sts,crd,sc,ingressclass,gatewayclass,nodes -A -o json > cluster.json",
        "advisor discover helm.json cluster.json --into acme.yaml",
        "kubectl get nodes -o json | advisor discover - --into acme.yaml",
    ),
)
@click.argument("files", metavar="FILE ...", nargs=-1, required=True, type=click.Path(path_type=Path, allow_dash=True))
@click.option("--into", required=True, metavar="SESSION", type=click.Path(path_type=Path), help="Session file to fill.")
@json_option
@common_options
def command(settings: Settings, files: tuple[Path, ...], *, into: Path, as_json: bool) -> None:
    """Recognise components, versions and node facts in dumps and take them into SESSION.

    A fact that a person answered is never replaced; the difference is reported.
    """
    catalog = catalog_of(settings)
    piped = sys.stdin.buffer.read(MAX_BYTES + 1).decode("utf-8", errors="replace") if Path("-") in files else ""
    words = Words(PHRASES, settings.language)
    with progress(words("reading")):
        found = discover(files, catalog, piped=piped)
    with opened_or_new(into, settings, edit.rename(Session(edition=catalog.edition.id), into.stem[:80])) as store:
        merged = merge(store.session, catalog, found)
        evidence = {e.component: list(e.evidence[:5]) for e in found.existing if e.runs}
        detail = {"files": [file.name for file in files], "evidence": evidence}
        store.apply(merged.session, "discover", detail, settings.by)
    if as_json:
        print_json(_as_json(found, merged))
    else:
        _show(catalog, found, merged, settings)
    counts = {"components": sum(e.runs for e in found.existing), "facts": len(merged.filled)}
    say(words("discovered", path=into, **counts))


def _as_json(found: Discovery, merged: Merge) -> dict[str, object]:
    return {
        "schema": "advisor.discovery/1",
        "existing": [
            {"id": e.component, "version": e.version, "evidence": list(e.evidence), "attention": list(e.attention)}
            for e in found.existing
        ],
        "facts": [
            {"id": s.fact, "value": s.value, "evidence": s.evidence, "attention": list(s.attention)}
            for s in found.facts
        ],
        "filled": list(merged.filled),
        "differing": [{"id": fact, "stated": old, "seen": new} for fact, old, new in merged.differing],
        "unknown_charts": list(found.unknown_charts),
        "unknown": [{"kind": u.kind, "value": u.value, "place": u.place} for u in found.unknown],
    }


def _show(catalog: Catalog, found: Discovery, merged: Merge, settings: Settings) -> None:
    words = Words(PHRASES, settings.language)
    lang = settings.language

    def marks(attention: tuple[str, ...]) -> str:
        return ", ".join(words(f"attention_{mark}") for mark in attention)

    head = [words(key) for key in ("component", "version", "attention", "evidence")]
    rows = [
        [catalog.component_by_id[e.component].name.get(lang), e.version or "?", marks(e.attention), e.evidence[0]]
        for e in found.existing
    ]
    print_table(head, rows)
    if found.facts:
        print_text("")
        facts = [
            [catalog.fact_by_id[s.fact].name.get(lang), str(s.value), marks(s.attention), s.evidence]
            for s in found.facts
        ]
        print_table([words("fact"), words("value"), words("attention"), words("evidence")], facts)
    if found.unknown:
        print_text("\n" + words("discover_unknown"))
        print_table(
            [words("kind"), words("what"), words("evidence")], [[u.kind, u.value, u.place] for u in found.unknown]
        )
    for fact, stated, seen in merged.differing:
        say(words("discover_differs", fact=fact, stated=stated, seen=seen))
    for reason in merged.refused:
        say(words("discover_refused", reason=reason))
