"""`advisor discover`: read cluster dumps into a session."""

from __future__ import annotations

from pathlib import Path

import click

from advisor.cli.diagnostics import say
from advisor.cli.options import Settings, common_options, json_option, usage
from advisor.cli.output import print_json, print_table
from advisor.cli.sources import catalog_of
from advisor.discover.discovery import Discovery, Merge, discover, merge
from advisor.model.catalog import Catalog
from advisor.model.session import Session
from advisor.session import edit
from advisor.session.store import SessionStore
from advisor.wording import Words
from advisor.wording.cli import PHRASES


@click.command(
    "discover",
    epilog=usage(
        "helm list -A -o json > helm.json",
        "kubectl get deploy,ds,sts,crd,sc,ingressclass,gatewayclass,nodes -A -o json > cluster.json",
        "advisor discover helm.json cluster.json --into acme.yaml",
    ),
)
@click.argument("files", metavar="FILE ...", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--into", required=True, metavar="SESSION", type=click.Path(path_type=Path), help="Session file to fill.")
@json_option
@common_options
def command(settings: Settings, files: tuple[Path, ...], *, into: Path, as_json: bool) -> None:
    """Recognise components, versions and node facts in dumps and take them into SESSION.

    A fact that a person answered is never replaced; the difference is reported.
    """
    from advisor.cli.plain import now  # noqa: PLC0415 - the interview's clock

    catalog = catalog_of(settings)
    found = discover(files, catalog)
    store = SessionStore(into, catalog, clock=now, start=edit.rename(Session(), into.stem[:80]))
    try:
        merged = merge(store.session, catalog, found)
        store.apply(merged.session, "discover", {"files": [file.name for file in files]})
    finally:
        store.close()
    if as_json:
        print_json(_as_json(found, merged))
    else:
        _show(catalog, found, merged, settings)
    counts = {"components": len(found.existing), "facts": len(merged.filled)}
    say(Words(PHRASES, settings.language)("discovered", path=into, **counts))


def _as_json(found: Discovery, merged: Merge) -> dict[str, object]:
    return {
        "schema": "advisor.discovery/1",
        "existing": [
            {"id": e.component, "version": e.version, "evidence": list(e.evidence), "attention": list(e.attention)}
            for e in found.existing
        ],
        "facts": [{"id": fact, "value": value, "evidence": evidence} for fact, value, evidence in found.facts],
        "filled": list(merged.filled),
        "differing": [{"id": fact, "stated": old, "seen": new} for fact, old, new in merged.differing],
        "unknown_charts": list(found.unknown_charts),
    }


def _show(catalog: Catalog, found: Discovery, merged: Merge, settings: Settings) -> None:
    rows = [
        [
            catalog.component_by_id[e.component].name.get(settings.language),
            e.version or "?",
            ", ".join(e.attention),
            e.evidence[0],
        ]
        for e in found.existing
    ]
    words = Words(PHRASES, settings.language)
    print_table([words(key) for key in ("component", "version", "attention", "evidence")], rows)
    for fact, stated, seen in merged.differing:
        say(words("discover_differs", fact=fact, stated=stated, seen=seen))
    for reason in merged.refused:
        say(words("discover_refused", reason=reason))
    for chart in found.unknown_charts:
        say(words("discover_unknown", chart=chart))
