"""`advisor compare`: two sessions, two scenarios or two bundles."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

import click

from advisor.catalog.yaml_read import read_yaml
from advisor.cli.complete import sessions
from advisor.cli.diagnostics import say
from advisor.cli.options import Settings, common_options, json_option, usage
from advisor.cli.output import print_json, print_table, print_text
from advisor.cli.progress import progress
from advisor.cli.sources import catalog_of, session_of
from advisor.cli.text import settled
from advisor.errors import ExitCode
from advisor.model.base import Language
from advisor.model.catalog import Catalog
from advisor.model.plan import Plan
from advisor.plan.compare import Comparison, Row, Side, compare
from advisor.plan.moves import Drift, drift
from advisor.wording import Words
from advisor.wording.cli import PHRASES
from advisor.wording.problems import bad
from advisor.wording.trends import pick_name

MOST = 6
"""Sessions that fit beside each other."""
PARTS = ("decisions", "components", "licences", "findings", "waves", "images")


@click.command(
    "compare",
    epilog=usage(
        "advisor compare example:standard-2025 example:standard-2026",
        "advisor compare acme.yaml#A acme.yaml#B acme.yaml#C",
        "advisor compare bundle-old bundle-new",
    ),
)
@click.argument("names", metavar="A B ...", nargs=-1, required=True, shell_complete=sessions)
@json_option
@common_options
def command(settings: Settings, names: tuple[str, ...], *, as_json: bool) -> None:
    """Put two to six sessions (or SESSION#SCENARIO), or two bundles, side by side.

    A session without a valid stack is named, and the comparison exits with 3.
    For bundles each moved component gets a verdict: safe, manual-step, blocked or unknown. Blocked and unknown exit
    with 5.
    """
    folders = [Path(name).is_dir() for name in names]
    if any(folders) and not all(folders):
        raise bad("mixed_comparison")
    if not 2 <= len(names) <= (2 if any(folders) else MOST):
        raise bad("comparison_count")
    catalog = catalog_of(settings)
    if all(folders):
        found = _bundles(catalog, Path(names[0]), Path(names[1]))
        _show_drift(found, settings.language, as_json=as_json)
        sys.exit(ExitCode.OK if found.certain else ExitCode.VERIFICATION_FAILED)
    with progress(Words(PHRASES, settings.language)("solving")):
        sides = [_side(name, catalog, settings.language) for name in names]
        comparison = compare(catalog, *sides)
    if as_json:
        two = len(names) == 2
        print_json((_as_json if two else _columns_json)(names, comparison, settings.language))
    else:
        _show(catalog, names, comparison, settings.language)
    torn = [side.name for side in sides if side.assessment.status == "conflict"]
    for name in torn:
        say(Words(PHRASES, settings.language)("summary_conflict", name=name))
    sys.exit(ExitCode.CONFLICT if torn else ExitCode.OK)


def _side(argument: str, catalog: Catalog, lang: Language) -> Side:
    from advisor import __version__  # noqa: PLC0415 - the solver and the plan are loaded only for sessions
    from advisor.plan.build import build_plan  # noqa: PLC0415
    from advisor.solve.engine import Engine  # noqa: PLC0415

    session = session_of(argument, catalog)
    assessment = settled(Engine(catalog).assess(session, count_budget=0), lang)
    plan = None
    if assessment.status != "conflict":
        plan = build_plan(catalog, session, assessment, tool_version=__version__)
    return Side(argument, assessment, plan)


def _bundles(catalog: Catalog, old: Path, new: Path) -> Drift:
    return drift(catalog, _plan_in(old), _plan_in(new))


def _plan_in(bundle: Path) -> Plan:
    from advisor.export.plan_file import plan_of  # noqa: PLC0415 - only for bundles

    return plan_of(read_yaml(bundle / "plan.yaml").data)


def _show(catalog: Catalog, names: Sequence[str], found: Comparison, lang: Language) -> None:
    words = Words(PHRASES, lang)
    if found.same:
        print_text(words("same"))
    for part in PARTS[:5]:
        rows: tuple[Row, ...] = getattr(found, part)
        if part == "waves":  # what stands on one side only is among the components
            rows = tuple(row for row in rows if all(value is not None for value in row[1]))
        if rows:
            print_text("\n" + words(f"compare_{part}"))
            named = [_named(catalog, part, row, lang) for row in rows]
            print_table([words("what"), *names], [[key, *(value or "-" for value in values)] for key, values in named])
        if part == "decisions" and found.moves:
            print_text("\n" + words("compare_moves"))
            for move in found.moves:
                decision = catalog.decision_by_id[move.decision].name.get(lang)
                print_text(f"  {move.edition}  {decision}: {move.text.get(lang)}")
    print_text("")
    totals = [[words(f"total_{name}"), *(f"{value:,}" for value in values)] for name, values in found.totals]
    print_table([words("total"), *names], totals)
    for position, name in enumerate(names):
        alone = [key for key, values in found.images if [v is not None for v in values].count(True) == 1
                 and values[position] is not None]  # fmt: skip
        print_text(words("compare_images", name=name, count=len(alone)))
        for image in alone:
            print_text(f"  {image}")


def _named(catalog: Catalog, part: str, row: Row, lang: Language) -> Row:
    """The row in words: options and components by name; of a component without a version, that it is there."""
    key, values = row
    if part == "decisions":
        picks = tuple(pick_name(catalog, key, side).get(lang) if side else None for side in values)
        return f"{catalog.decision_by_id[key].name.get(lang)} ({key})", picks
    if part in ("components", "licences", "waves") and key in catalog.component_by_id:
        sides = tuple(Words(PHRASES, lang)("compare_no_version") if side == "-" else side for side in values)
        return f"{catalog.component_by_id[key].name.get(lang)} ({key})", sides
    return row


def _moves_json(found: Comparison, lang: Language) -> list[dict[str, object]]:
    return [{"decision": m.decision, "edition": m.edition, "text": m.text.get(lang)} for m in found.moves]


def _as_json(names: Sequence[str], found: Comparison, lang: Language) -> dict[str, object]:
    """Two sides: `advisor.comparison/1`."""
    parts = {part: [{"id": key, "a": a, "b": b} for key, (a, b) in getattr(found, part)] for part in PARTS}
    totals = {name: {"a": a, "b": b} for name, (a, b) in found.totals}
    head = {"schema": "advisor.comparison/1", "a": names[0], "b": names[1]}
    return {**head, **parts, "moves": _moves_json(found, lang), "totals": totals}


def _columns_json(names: Sequence[str], found: Comparison, lang: Language) -> dict[str, object]:
    """Three to six sides: `advisor.columns/1`; the values of a row are in the order of `sides`."""
    parts = {part: [{"id": key, "values": list(values)} for key, values in getattr(found, part)] for part in PARTS}
    totals = {name: list(values) for name, values in found.totals}
    head = {"schema": "advisor.columns/1", "sides": list(names)}
    return {**head, **parts, "moves": _moves_json(found, lang), "totals": totals}


def _show_drift(found: Drift, lang: Language, *, as_json: bool) -> None:
    words = Words(PHRASES, lang)
    if as_json:
        print_json(
            {
                "schema": "advisor.drift/1",
                "answers": [{"id": key, "old": a, "new": b} for key, a, b in found.answers],
                "moves": [
                    {"id": m.component, "old": m.before, "new": m.after, "verdict": m.verdict, "text": m.text.get(lang)}
                    for m in found.moves
                ],
            }
        )
        return
    if not found.answers and not found.moves:
        print_text(words("same"))
        return
    print_table([words("answers"), words("old"), words("new")], [list(row) for row in found.answers])
    print_text("")
    rows = [[m.component, m.before or "-", m.after or "-", m.verdict.value, m.text.get(lang)] for m in found.moves]
    print_table([words("component"), words("old"), words("new"), words("verdict"), words("why")], rows)
