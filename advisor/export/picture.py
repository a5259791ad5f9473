"""The architecture picture: the chosen components in layers, drawn as SVG from the plan.

Layers stand from the hosts at the bottom to the workloads on top. A box is a component with its version and licence
mark; a line joins a component with one that it needs. Widths are estimated from the characters, so nothing is measured
by a browser and the bytes are the same everywhere.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from html import escape

from advisor.model.base import Language, Text
from advisor.model.catalog import Catalog
from advisor.model.licence import LicenceClass
from advisor.model.plan import Plan, PlanComponent

WIDTH = 1180
_LABEL, _GAP, _BOX_W, _BOX_H, _PER_ROW = 168, 12, 154, 70, 6
_SIZES = (15.0, 13.0, 11.5)
"""Sizes of a name, the first that fits is taken."""
_MARKS = {
    LicenceClass.PERMISSIVE: "ok",
    LicenceClass.WEAK_COPYLEFT: "ok",
    LicenceClass.STRONG_COPYLEFT: "look",
    LicenceClass.NETWORK_COPYLEFT: "look",
    LicenceClass.SOURCE_AVAILABLE: "warn",
    LicenceClass.PROPRIETARY: "warn",
}


@dataclass(frozen=True)
class _Box:
    """Where a component stands."""

    component: PlanComponent
    x: int
    y: int

    @property
    def top(self) -> tuple[int, int]:
        """The middle of the upper edge."""
        return self.x + _BOX_W // 2, self.y

    @property
    def bottom(self) -> tuple[int, int]:
        """The middle of the lower edge."""
        return self.x + _BOX_W // 2, self.y + _BOX_H


def draw(plan: Plan, catalog: Catalog, lang: Language, title: str) -> str:
    """The picture of a plan as an SVG element with a title for screen readers."""
    layers = _layers(plan, catalog)
    boxes: dict[str, _Box] = {}
    bands: list[str] = []
    y = _GAP
    for name, components in layers:
        rows = -(-len(components) // _PER_ROW)
        height = rows * (_BOX_H + _GAP) + _GAP
        bands.append(_band(name.get(lang), y, height))
        for index, component in enumerate(components):
            row, column = divmod(index, _PER_ROW)
            x = _LABEL + _GAP + column * (_BOX_W + _GAP)
            boxes[component.id] = _Box(component, x, y + _GAP + row * (_BOX_H + _GAP))
        y += height + _GAP
    body = [*bands, *_lines(boxes), *(_box(box, catalog, lang) for box in boxes.values())]
    return (
        f'<svg class="picture" role="img" aria-label="{escape(title, quote=True)}" viewBox="0 0 {WIDTH} {y}" '
        f'xmlns="http://www.w3.org/2000/svg">' + "".join(body) + "</svg>"
    )


def _layers(plan: Plan, catalog: Catalog) -> list[tuple[Text, list[PlanComponent]]]:
    """Groups from top to bottom with their components; a component stands in the layer of its first decision."""
    order = {d.id: position for position, d in enumerate(catalog.decisions)}
    placed: dict[str, list[PlanComponent]] = {}
    for component in sorted(plan.components, key=lambda c: min((order.get(d, 999) for d in c.decisions), default=999)):
        decisions = [catalog.decision_by_id[d] for d in component.decisions if d in catalog.decision_by_id]
        if decisions:
            first = min(decisions, key=lambda d: order[d.id])
            placed.setdefault(first.group, []).append(component)
    return [(g.name, placed[g.id]) for g in reversed(catalog.groups) if g.id in placed]


def _band(name: str, y: int, height: int) -> str:
    middle = y + height // 2 + 5
    return (
        f'<rect class="band" x="0" y="{y}" width="{WIDTH}" height="{height}" rx="10"/>'
        f'<text class="layer" x="{_GAP}" y="{middle}"{_fitted(name, _LABEL - _GAP)}</text>'
    )


def _box(box: _Box, catalog: Catalog, lang: Language) -> str:
    entry = catalog.component_by_id.get(box.component.id)
    name = entry.name.get(lang) if entry is not None else box.component.name
    mark = "existing" if box.component.existing else _mark(box.component, catalog)
    full = f"{name} {box.component.version or ''} {box.component.licence}".strip()
    return (
        f'<g class="box {mark}"><title>{escape(full)}</title>'
        f'<rect x="{box.x}" y="{box.y}" width="{_BOX_W}" height="{_BOX_H}" rx="7"/>'
        f'<text class="name" x="{box.x + 10}" y="{box.y + 23}"{_fitted(name, _BOX_W - 18)}</text>'
        + _small(box.x + 10, box.y + 42, box.component.version or "")
        + _small(box.x + 10, box.y + 58, box.component.licence)
        + "</g>"
    )


def _small(x: int, y: int, text: str) -> str:
    """A line below the name; nothing where there is nothing to say."""
    shown = escape(_cut(text, _BOX_W - 18, 11.5))
    return f'<text class="small" x="{x}" y="{y}">{shown}</text>' if text else ""


def _fitted(text: str, width: int) -> str:
    """Size and content of a text element: as large as fits, shortened only at the smallest size."""
    size = next((s for s in _SIZES if not _cut(text, width, s).endswith("…")), _SIZES[-1])
    style = "" if size == _SIZES[0] else f' style="font-size:{size:g}px"'
    return f"{style}>{escape(_cut(text, width, size))}"


def _mark(component: PlanComponent, catalog: Catalog) -> str:
    if component.verdict not in ("ok", "conditional"):
        return "warn"
    words = component.licence.replace("(", " ").replace(")", " ").split()
    marks = [_MARKS[catalog.licence_by_id[w].licence_class] for w in words if w in catalog.licence_by_id]
    if not marks:
        return "look"
    order = ("ok", "look", "warn")
    return (min if "OR" in words else max)(marks, key=order.index)


def _lines(boxes: dict[str, _Box]) -> Iterable[str]:
    """One curve per need between two drawn boxes, from the lower edge of the upper one."""
    for box in boxes.values():
        for needed in box.component.requires:
            other = boxes.get(needed)
            if other is None:
                continue
            upper, lower = (box, other) if box.y <= other.y else (other, box)
            (x1, y1), (x2, y2) = upper.bottom, lower.top
            if upper.y == lower.y:
                (x1, y1), (x2, y2) = upper.bottom, lower.bottom
                yield f'<path class="need" d="M{x1} {y1} C{x1} {y1 + 14} {x2} {y2 + 14} {x2} {y2}"/>'
                continue
            middle = (y1 + y2) // 2
            yield f'<path class="need" d="M{x1} {y1} C{x1} {middle} {x2} {middle} {x2} {y2}"/>'


def _cut(text: str, width: int, size: float) -> str:
    """`text` shortened to about `width` pixels at a font of `size` pixels."""
    room, kept = width / size, ""
    for character in text:
        room -= 1.0 if unicodedata.east_asian_width(character) in "WF" else 0.63
        if room < 0.63:
            return kept.rstrip() + "…"
        kept += character
    return kept
