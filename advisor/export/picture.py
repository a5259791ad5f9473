"""The architecture picture: the chosen components in layers, drawn as SVG from the plan.

Layers stand from the hosts at the bottom to the workloads on top. A box is a component with its version, its licence
and a mark for that licence, as a colour and as a sign. Lines lead from a component to one that it needs; all lines to
one component share a colour and lanes beside the boxes. Widths are estimated from the characters, so nothing is
measured by a browser and the bytes are the same everywhere.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html import escape

from advisor.catalog.spdx import licences_of
from advisor.export.picture_layout import BOX_H, BOX_W, LABEL, WIDTH, Band, Box, ordered, placed, rows_of, wrapped
from advisor.export.picture_lines import Net, Router, gutters_of, nets_of
from advisor.model.base import Language
from advisor.model.catalog import Catalog
from advisor.model.licence import LicenceClass
from advisor.model.plan import Plan, PlanComponent
from advisor.wording import Words
from advisor.wording.report import PHRASES

_HUES = 6
"""Colours of lines, in turn."""
_INSET = 11
_BOLD = 1.07
"""How much wider bold letters run."""
_NAME = ((16.0, 1), (16.0, 2), (14.5, 2), (13.5, 2), (12.0, 2), (12.0, 3), (11.3, 3))
_SMALL = ((12.5, 1), (12.0, 2), (11.0, 2), (10.0, 2))
_VERSION = ((12.5, 1), (11.5, 1), (10.5, 1))
_LABELS = ((17.0, 3), (15.0, 3), (13.5, 3))
_MARKS = {
    LicenceClass.PERMISSIVE: "ok",
    LicenceClass.WEAK_COPYLEFT: "ok",
    LicenceClass.STRONG_COPYLEFT: "look",
    LicenceClass.NETWORK_COPYLEFT: "look",
    LicenceClass.SOURCE_AVAILABLE: "warn",
    LicenceClass.PROPRIETARY: "warn",
}
SIGNS = {
    "ok": '<circle r="7.5"/><path d="M-3.6 .2L-1 3 3.8-2.8"/>',
    "look": '<path class="area" d="M0-8.5L8.5 0 0 8.5-8.5 0Z"/><path d="M0-3.6V1.2M0 3.6V3.7"/>',
    "warn": '<path class="area" d="M0-8.2L8.6 7H-8.6Z"/><path d="M0-3V2.2M0 4.6V4.7"/>',
    "existing": '<rect class="area" x="-7" y="-7" width="14" height="14" rx="2"/><path d="M-3.5 0H3.5M0-3.5V3.5"/>',
}
"""What says the same as the colour of a box, for those who cannot tell the colours apart."""


@dataclass(frozen=True)
class _Item:
    """What stands in a box."""

    id: str
    name: str
    lines: tuple[str, ...]
    mark: str


@dataclass(frozen=True)
class _Layer:
    """A layer with its boxes."""

    name: str
    items: tuple[_Item, ...]


def draw(plan: Plan, catalog: Catalog, lang: Language, title: str) -> str:
    """The picture of a plan as an SVG element, with its content as a description for screen readers."""
    words = Words(PHRASES, lang)
    layers = [*_layers(plan, catalog, lang), *_hosts(plan, words)]
    items = {item.id: item for layer in layers for item in layer.items}
    needs = {c.id: tuple(n for n in c.requires if n in items) for c in plan.components if c.id in items}
    names = ordered([[item.id for item in layer.items] for layer in layers], needs)
    rows = sum(len(rows_of(len(layer))) for layer in names)
    nets = nets_of(placed(names, [0] * rows)[1], needs)
    bands, boxes, height = placed(names, gutters_of(nets, rows))
    router = Router(nets, boxes)
    body = [
        *(_band(band, layers[band.layer].name) for band in bands),
        *(_net(net, number, router, items, words) for number, net in enumerate(nets)),
        *(_box(boxes[name], items[name]) for layer in names for name in layer),
    ]
    said = ". ".join(f"{layer.name}: {', '.join(item.name for item in layer.items)}" for layer in layers)
    return (
        f'<svg class="picture" role="img" aria-labelledby="picture-{lang}" aria-describedby="picture-said-{lang}" '
        f'viewBox="0 0 {WIDTH} {height:.0f}" xmlns="http://www.w3.org/2000/svg">'
        f'<title id="picture-{lang}">{escape(title)}</title><desc id="picture-said-{lang}">{escape(said)}.</desc>'
        + "".join(body)
        + "</svg>"
    )


def sign(mark: str) -> str:
    """The sign of a mark on its own, for the key below the picture."""
    return f'<svg class="sign {mark}" viewBox="-10 -10 20 20" aria-hidden="true"><g>{SIGNS[mark]}</g></svg>'


def _layers(plan: Plan, catalog: Catalog, lang: Language) -> list[_Layer]:
    """Groups from top to bottom with their components; a component stands in the layer of its first decision."""
    order = {d.id: position for position, d in enumerate(catalog.decisions)}
    placed_in: dict[str, list[PlanComponent]] = {}
    for component in sorted(plan.components, key=lambda c: min((order.get(d, 999) for d in c.decisions), default=999)):
        decisions = [catalog.decision_by_id[d] for d in component.decisions if d in catalog.decision_by_id]
        if decisions:
            first = min(decisions, key=lambda d: order[d.id])
            placed_in.setdefault(first.group, []).append(component)
    return [
        _Layer(group.name.get(lang), tuple(_item(c, catalog, lang) for c in placed_in[group.id]))
        for group in reversed(catalog.groups)
        if group.id in placed_in
    ]


def _item(component: PlanComponent, catalog: Catalog, lang: Language) -> _Item:
    entry = catalog.component_by_id.get(component.id)
    name = entry.name.get(lang) if entry is not None else component.name
    mark = "existing" if component.existing else mark_of(component, catalog)
    return _Item(component.id, name, (component.version or "", licence_name(component.licence, catalog)), mark)


def licence_name(expression: str, catalog: Catalog) -> str:
    """A licence as people call it: commercial terms by their name, everything else by its SPDX expression."""
    known = catalog.licence_by_id.get(expression)
    return known.name if known is not None and expression.startswith("LicenseRef-") else expression


def _hosts(plan: Plan, words: Words) -> Iterator[_Layer]:
    """The machines below everything, and where the API answers."""
    cluster = plan.cluster
    items = []
    for role, stated in (("control-plane", cluster.control_planes), ("worker", cluster.workers), ("load-balancer", 0)):
        nodes = [n.ip for n in cluster.nodes if n.role == role]
        count = len(nodes) or stated
        managed = role == "control-plane" and cluster.provisioner == "managed"
        if managed or count:
            name = words(f"host_{role}", count=count) if not managed else words("host_managed")
            span = () if not nodes else (nodes[0], f"… {nodes[-1]}") if len(nodes) > 1 else (nodes[0],)
            items.append(_Item(f"host:{role}", name, span, "host"))
    endpoint = f"{cluster.endpoint.host}:{cluster.endpoint.port}"
    items.append(_Item("host:endpoint", words("host_endpoint"), ("", endpoint), "host"))
    items.append(_Item("host:pods", words("host_networks"), (cluster.pod_cidr, cluster.service_cidr), "host"))
    yield _Layer(words("hosts"), tuple(items))


def _band(band: Band, name: str) -> str:
    size, lines = wrapped(name, LABEL - 22, _LABELS)
    first = band.y + band.height / 2 + size * 0.36 - (len(lines) - 1) * size * 0.62
    return f'<rect class="band" x="0" y="{band.y:.0f}" width="{WIDTH}" height="{band.height:.0f}" rx="12"/>' + _lines(
        "layer", 16, first, size, lines, step=size * 1.24
    )


def _box(box: Box, item: _Item) -> str:
    width = BOX_W - 2 * _INSET
    size, name = wrapped(item.name, width / _BOLD, _NAME)
    x, y = box.x + _INSET, box.y + 12 + size * 0.8
    parts = [_lines("name", x, y, size, name, step=size * 1.14)]
    first, *more = (*item.lines, "")
    if first:
        small, lines = wrapped(first, width - 18, _VERSION)
        parts.append(_lines("small", x, box.y + 63, small, lines))
    if licence := "".join(more):
        small, lines = wrapped(licence, width, _SMALL)
        parts.append(_lines("small", x, box.y + (79 if len(lines) > 1 else 83), small, lines, step=small * 1.15))
    full = ", ".join(part for part in (item.name, *item.lines) if part)
    mark = SIGNS.get(item.mark, "")
    if mark:
        mark = f'<g class="sign" transform="translate({box.x + BOX_W - 17:.1f} {box.y + 59:.1f})">{mark}</g>'
    return (
        f'<g class="box {item.mark}"><title>{escape(full)}</title>'
        f'<rect x="{box.x:.1f}" y="{box.y:.1f}" width="{BOX_W}" height="{BOX_H}" rx="8"/>{"".join(parts)}{mark}</g>'
    )


def _lines(kind: str, x: float, y: float, size: float, lines: Sequence[str], *, step: float = 0.0) -> str:
    return "".join(
        f'<text class="{kind}" x="{x:.1f}" y="{y + n * step:.1f}" style="font-size:{size:g}px">{escape(line)}</text>'
        for n, line in enumerate(lines)
    )


def _net(net: Net, number: int, router: Router, items: dict[str, _Item], words: Words) -> str:
    paths, ends = router.paths(net)
    said = words(
        "needed_by",
        name=items[net.target.id].name,
        others=", ".join(items[source.id].name for source in net.sources),
    )
    tips = "".join(
        f'<path class="tip" d="M{x - 4:.1f} {y + (-7 if down else 7):.1f}h8L{x:.1f} {y:.1f}Z"/>' for x, y, down in ends
    )
    drawn = "".join(f'<path d="{path}"/>' for path in dict.fromkeys(paths))
    return f'<g class="need hue{number % _HUES}"><title>{escape(said)}</title>{drawn}{tips}</g>'


def mark_of(component: PlanComponent, catalog: Catalog) -> str:
    """Mark of a component's licence: ok, look (copyleft), warn (restricted, commercial, or not fine here)."""
    if component.verdict not in ("ok", "conditional"):
        return "warn"
    marks = [
        _MARKS[catalog.licence_by_id[name].licence_class]
        for name in licences_of(component.licence)
        if name in catalog.licence_by_id
    ]
    if not marks:
        return "look"
    order = ("ok", "look", "warn")
    return (min if " OR " in component.licence else max)(marks, key=order.index)
