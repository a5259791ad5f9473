"""`advisor compare`: two sessions, two scenarios or two bundles."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from advisor.catalog.yaml_read import read_yaml
from advisor.cli.options import Settings, common_options, json_option, usage
from advisor.cli.output import print_json, print_table, print_text
from advisor.cli.sources import catalog_of, session_of
from advisor.errors import BadInput, ExitCode
from advisor.model.base import Language
from advisor.model.catalog import Catalog
from advisor.model.plan import Plan
from advisor.plan.compare import Comparison, Pair, Side, compare
from advisor.plan.moves import Drift, drift
from advisor.wording import Words
from advisor.wording.cli import PHRASES
from advisor.wording.trends import pick_name


@click.command(
    "compare",
    epilog=usage(
        "advisor compare example:standard-2025 example:standard-2026",
        "advisor compare acme.yaml#A acme.yaml#B",
        "advisor compare bundle-old bundle-new",
    ),
)
@click.argument("left", metavar="A")
@click.argument("right", metavar="B")
@json_option
@common_options
def command(settings: Settings, left: str, right: str, *, as_json: bool) -> None:
    """Put two sessions (or SESSION#SCENARIO), or two bundles, side by side.

    For bundles each moved component gets a verdict: safe, manual-step, blocked or unknown. Blocked and unknown exit
    with 5.
    """
    folders = [Path(name).is_dir() for name in (left, right)]
    if any(folders) and not all(folders):
        raise BadInput("compare takes two sessions or two bundles, not one of each")
    catalog = catalog_of(settings)
    if all(folders):
        found = _bundles(catalog, Path(left), Path(right))
        _show_drift(found, settings.language, as_json=as_json)
        sys.exit(ExitCode.OK if found.certain else ExitCode.VERIFICATION_FAILED)
    comparison = compare(catalog, _side(left, catalog), _side(right, catalog))
    if as_json:
        print_json(_as_json(left, right, comparison, settings.language))
    else:
        _show(catalog, left, right, comparison, settings.language)


def _side(argument: str, catalog: Catalog) -> Side:
    from advisor import __version__  # noqa: PLC0415 - the solver and the plan are loaded only for sessions
    from advisor.plan.build import build_plan  # noqa: PLC0415
    from advisor.solve.engine import Engine  # noqa: PLC0415

    session = session_of(argument, catalog)
    assessment = Engine(catalog).assess(session, count_budget=0)
    plan = None
    if assessment.status != "conflict":
        plan = build_plan(catalog, session, assessment, tool_version=__version__)
    return Side(argument, assessment, plan)


def _bundles(catalog: Catalog, old: Path, new: Path) -> Drift:
    return drift(catalog, _plan_in(old), _plan_in(new))


def _plan_in(bundle: Path) -> Plan:
    from advisor.export.plan_file import plan_of  # noqa: PLC0415 - only for bundles

    return plan_of(read_yaml(bundle / "plan.yaml").data)


def _show(catalog: Catalog, left: str, right: str, found: Comparison, lang: Language) -> None:
    words = Words(PHRASES, lang)
    if found.same:
        print_text(words("same"))
    for part in ("decisions", "components", "licences", "findings"):
        rows: tuple[Pair, ...] = getattr(found, part)
        if rows:
            print_text("\n" + words(f"compare_{part}"))
            named = [_named(catalog, part, pair, lang) for pair in rows]
            print_table([words("what"), left, right], [[key, a or "-", b or "-"] for key, a, b in named])
        if part == "decisions" and found.moves:
            print_text("\n" + words("compare_moves"))
            for move in found.moves:
                decision = catalog.decision_by_id[move.decision].name.get(lang)
                print_text(f"  {move.edition}  {decision}: {move.text.get(lang)}")
    print_text("")
    print_table([words("total"), left, right], [[name, f"{a:,}", f"{b:,}"] for name, a, b in found.totals])
    only_left = sum(1 for _, a, b in found.images if b is None)
    only_right = sum(1 for _, a, b in found.images if a is None)
    print_text(words("compare_images", left=only_left, right=only_right))


def _named(catalog: Catalog, part: str, pair: Pair, lang: Language) -> Pair:
    """The pair in words: options and components by name; of a component without a version, that it is there."""
    key, a, b = pair
    if part == "decisions":
        names = [pick_name(catalog, key, side).get(lang) if side else None for side in (a, b)]
        return f"{catalog.decision_by_id[key].name.get(lang)} ({key})", names[0], names[1]
    if part in ("components", "licences") and key in catalog.component_by_id:
        sides = [Words(PHRASES, lang)("compare_no_version") if side == "-" else side for side in (a, b)]
        return f"{catalog.component_by_id[key].name.get(lang)} ({key})", sides[0], sides[1]
    return pair


def _as_json(left: str, right: str, found: Comparison, lang: Language) -> dict[str, object]:
    def pairs(rows: tuple[Pair, ...]) -> list[dict[str, object]]:
        return [{"id": key, "a": a, "b": b} for key, a, b in rows]

    return {
        "schema": "advisor.comparison/1",
        "a": left,
        "b": right,
        "decisions": pairs(found.decisions),
        "components": pairs(found.components),
        "licences": pairs(found.licences),
        "findings": pairs(found.findings),
        "waves": pairs(found.waves),
        "images": pairs(found.images),
        "moves": [{"decision": m.decision, "edition": m.edition, "text": m.text.get(lang)} for m in found.moves],
        "totals": {name: {"a": a, "b": b} for name, a, b in found.totals},
    }


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
