"""What the shell offers behind the cursor: sessions, facts, decisions, options, formats, ids of the knowledge.

Completion answers within a key press and never fails: what cannot be read offers nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING

import click
from click.shell_completion import CompletionItem

if TYPE_CHECKING:
    from advisor.model.catalog import Catalog

Offered = list[CompletionItem]
_Source = Callable[[click.Context, str], Iterable[tuple[str, str]]]


def _completer(source: _Source) -> Callable[[click.Context, click.Parameter, str], Offered]:
    """Offer the words of `source` that begin with what was typed, with a line of help each."""

    def complete(ctx: click.Context, param: click.Parameter, incomplete: str) -> Offered:
        del param
        try:
            words = list(source(ctx, incomplete))
        except Exception:
            return []
        return [CompletionItem(word, help=help_) for word, help_ in words if word.startswith(incomplete)]

    return complete


def _examples() -> list[str]:
    from advisor.session import examples  # noqa: PLC0415 - only while completing

    return list(examples.names())


def sessions(ctx: click.Context, param: click.Parameter, incomplete: str) -> Offered:
    """Embedded sessions once `example:` was begun, and files of the shell."""
    del ctx, param
    named = [f"example:{name}" for name in _examples()]
    found = [CompletionItem(name) for name in named if incomplete and name.startswith(incomplete)]
    return found or [CompletionItem(incomplete, type="file")]


def _catalog(ctx: click.Context) -> Catalog:
    from advisor.catalog.load import load_catalog  # noqa: PLC0415 - only while completing

    return load_catalog(tuple(ctx.params.get("overlays") or ()))


def _decisions(ctx: click.Context, incomplete: str) -> Iterable[tuple[str, str]]:
    catalog = _catalog(ctx)
    decision, equals, _ = incomplete.partition("=")
    if equals and decision in catalog.decision_by_id:
        for option in catalog.decision_by_id[decision].options:
            yield f"{decision}={option.id}", option.name.en
        return
    for each in catalog.decisions:
        yield each.id, each.name.en


def _facts(ctx: click.Context, incomplete: str) -> Iterable[tuple[str, str]]:
    from advisor.model.fact import FactKind  # noqa: PLC0415 - only while completing

    catalog = _catalog(ctx)
    fact_id, equals, answer = incomplete.partition("=")
    fact = catalog.fact_by_id.get(fact_id)
    if not equals or fact is None:
        for each in catalog.facts:
            yield f"{each.id}=", each.name.en
        return
    before = answer.rpartition(",")[0]
    head = f"{fact_id}={before + ',' if before else ''}"
    words = ("true", "false") if fact.kind is FactKind.BOOLEAN else fact.value_ids()
    for word in words:
        yield head + word, ""


def _formats(ctx: click.Context, incomplete: str) -> Iterable[tuple[str, str]]:
    from advisor.export.registry import FORMATS  # noqa: PLC0415 - only while completing

    del ctx, incomplete
    for each in FORMATS:
        yield each.name, ""


def _entries(ctx: click.Context, incomplete: str) -> Iterable[tuple[str, str]]:
    from advisor.catalog.show import KINDS  # noqa: PLC0415 - only while completing

    del incomplete
    catalog = _catalog(ctx)
    for kind in KINDS:
        for value in getattr(catalog, kind):
            yield value.id, kind


def _scenarios(ctx: click.Context, incomplete: str) -> Iterable[tuple[str, str]]:
    from advisor.catalog.yaml_read import read_yaml  # noqa: PLC0415 - only while completing

    del incomplete
    data = read_yaml(Path(str(ctx.params["session"]))).data
    for name in (data.get("scenario", "A"), *data.get("scenarios", {})):
        yield name, ""


decisions_and_options = _completer(_decisions)
"""`cni`, and behind `cni=` its options."""
decision_names = _completer(lambda ctx, incomplete: _decisions(ctx, incomplete.partition("=")[0]))
"""Decisions alone."""
answers_to_facts = _completer(_facts)
"""`needs=`, and behind it the values, also after a comma."""
example_names = _completer(lambda *_: ((name, "") for name in _examples()))
"""Names of embedded sessions."""
format_names = _completer(_formats)
"""Export formats."""
entry_ids = _completer(_entries)
"""Ids of the knowledge."""
scenario_names = _completer(_scenarios)
"""Scenarios of the session named before."""
