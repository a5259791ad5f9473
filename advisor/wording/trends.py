"""The authors' picks of one decision over the years, in one line."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from advisor.model.base import Text
from advisor.model.catalog import Catalog, Move, Trend
from advisor.model.language import LANGUAGES

NOTHING = Text(en="none", ko="없음")


def trend_of(catalog: Catalog, decision: str) -> Trend | None:
    """What the authors picked for a decision, where they spoke about it."""
    return next((trend for trend in catalog.trends if trend.decision == decision), None)


def pick_name(catalog: Catalog, decision: str, name: str) -> Text:
    """The name of a pick: that of the option, else of the product; a pick that is neither keeps its word."""
    known = catalog.decision_by_id.get(decision)
    option = known.option(name) if known else None
    if option is not None:
        return option.name
    component = catalog.component_by_id.get(name)
    return component.name if component else Text(en=name, ko=name)


def trend_line(catalog: Catalog, trend: Trend) -> Text:
    """`2022-2025 Kibana, 2026 Grafana`: one entry for each run of editions with the same picks."""
    said: dict[str, str] = {}
    for lang in LANGUAGES:
        parts = []
        for first, last, picks in trend.runs():
            names = " + ".join(pick_name(catalog, trend.decision, pick).get(lang) for pick in picks)
            parts.append(f"{span(first, last)} {names or NOTHING.get(lang)}")
        said[lang] = ", ".join(parts)
    return Text(**said)


def picked_in(trend: Trend, option: str) -> str:
    """The editions that picked an option: `2022-2025`; empty where none did."""
    joined: list[tuple[int, int]] = []
    for first, last in ((first, last) for first, last, picks in trend.runs() if option in picks):
        follows = bool(joined) and joined[-1][1] + 1 == first
        joined.append((joined.pop()[0] if follows else first, last))
    return ", ".join(span(first, last) for first, last in joined)


def span(first: int, last: int) -> str:
    """A run of years, or the one year it is."""
    return str(first) if first == last else f"{first}-{last}"


def moves_between(catalog: Catalog, changed: Iterable[tuple[str, str | None, str | None]]) -> Iterator[Move]:
    """The authors' moves that lead from one choice to another; `changed` holds decision, old and new choice."""
    for decision, old, new in changed:
        trend = trend_of(catalog, decision)
        for move in trend.moves if trend else ():
            if (old or "none") in move.from_.split(", ") and (new or "none") in move.to.split(", "):
                yield move
