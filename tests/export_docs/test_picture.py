"""The architecture picture: every component once, nothing overlaps, no line runs through a box."""

from __future__ import annotations

import re
from itertools import combinations, pairwise
from xml.etree import ElementTree as ET

import pytest

from advisor.export import picture_layout as layout
from advisor.export.picture import SIGNS, draw, sign
from advisor.export.picture_lines import Router, gutters_of, nets_of
from tests.export_docs.conftest import Real

NS = "{http://www.w3.org/2000/svg}"
POINT = re.compile(r"([MLQ ])?(-?[\d.]+) (-?[\d.]+)")


def drawn(real: Real, lang: str = "en") -> ET.Element:
    return ET.fromstring(draw(real.plan, real.catalog, lang, "What it shows"))  # type: ignore[arg-type]


def boxes_of(picture: ET.Element) -> dict[str, tuple[float, float, float, float]]:
    found = {}
    for group in picture.iter(f"{NS}g"):
        if group.get("class", "").startswith("box "):
            rect = group.find(f"{NS}rect")
            assert rect is not None
            x, y = float(rect.get("x", "")), float(rect.get("y", ""))
            found[group.findtext(f"{NS}title") or ""] = (x, y, x + layout.BOX_W, y + layout.BOX_H)
    return found


@pytest.mark.parametrize("lang", ["en", "ko"])
def test_every_component_stands_once_and_inside(real: Real, lang: str) -> None:
    picture = drawn(real, lang)
    boxes = list(boxes_of(picture).values())
    decided = [c for c in real.plan.components if c.decisions]
    hosts = [g for g in picture.iter(f"{NS}g") if g.get("class") == "box host"]
    assert len(boxes) == len(decided) + len(hosts)
    assert len(hosts) >= 4
    assert len({(x, y) for x, y, _, _ in boxes}) == len(boxes)
    _, _, width, height = map(float, picture.get("viewBox", "").split())
    assert all(x >= layout.LABEL and x2 <= width and y >= 0 and y2 <= height for x, y, x2, y2 in boxes)


def test_no_line_runs_through_a_box(real: Real) -> None:
    picture = drawn(real)
    boxes = boxes_of(picture)
    lines = [
        path.get("d", "")
        for group in picture.iter(f"{NS}g")
        if group.get("class", "").startswith("need")
        for path in group.iter(f"{NS}path")
        if path.get("class") != "tip"
    ]
    assert lines
    for line in lines:
        points = [(float(x), float(y)) for _, x, y in POINT.findall(line)]
        for (x1, y1), (x2, y2) in pairwise(points):
            for name, (left, top, right, bottom) in boxes.items():
                inside = (
                    left + 1 < max(x1, x2)
                    and min(x1, x2) < right - 1
                    and top + 1 < max(y1, y2)
                    and min(y1, y2) < bottom - 1
                )
                assert not inside, f"{line} crosses {name}"


def test_every_need_between_two_boxes_is_a_line(real: Real) -> None:
    shown = {c.id for c in real.plan.components if c.decisions}
    needs = {(c.id, n) for c in real.plan.components if c.id in shown for n in c.requires if n in shown}
    assert needs
    groups = [g for g in drawn(real).iter(f"{NS}g") if g.get("class", "").startswith("need")]
    assert len(groups) == len({n for _, n in needs})
    tips = [p for g in groups for p in g.iter(f"{NS}path") if p.get("class") == "tip"]
    assert len(tips) >= len(groups)


def test_lines_to_different_components_never_share_a_lane() -> None:
    names = [[f"a{n}" for n in range(5)], [f"b{n}" for n in range(5)], [f"c{n}" for n in range(5)]]
    needs = {f"a{n}": [f"c{(n + 2) % 5}", f"b{(n + 1) % 5}", f"a{(n + 1) % 5}"] for n in range(5)}
    nets = nets_of(layout.placed(names, [0, 0, 0])[1], needs)
    _, boxes, _ = layout.placed(names, gutters_of(nets, 3))
    router = Router(nets, boxes)
    level: dict[float, list[tuple[float, float, str]]] = {}
    for net in nets:
        for path in router.paths(net)[0]:
            points = [(float(x), float(y)) for _, x, y in POINT.findall(path)]
            for (x1, y1), (x2, y2) in pairwise(points):
                if y1 == y2 and abs(x1 - x2) > layout.CHANNEL:
                    level.setdefault(y1, []).append((min(x1, x2), max(x1, x2), net.target.id))
    assert len(level) >= 5
    for parts in level.values():
        for (a, b, one), (c, d, other) in combinations(parts, 2):
            assert one == other or b < c or d < a


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("Grafana", ["Grafana"]),
        ("Prometheus (kube-prometheus-stack)", ["Prometheus (kube-", "prometheus-stack)"]),
        ("관측 가능성", ["관측 가능성"]),
    ],
)
def test_names_are_broken_at_words(text: str, lines: list[str]) -> None:
    assert "".join(layout.wrapped(text, 120, ((16, 1), (11, 3)))[1]).replace(" ", "") == text.replace(" ", "")
    assert layout.wrapped(text, 120, ((16, 1), (11, 3)))[1] == lines


def test_what_fits_nowhere_is_cut() -> None:
    size, lines = layout.wrapped("x" * 200, 100, ((16, 1), (12, 2)))
    assert (size, len(lines)) == (12, 2) or len(lines) == 1
    assert lines[-1].endswith("…")
    assert layout.width_of(lines[-1], size) <= 100


@pytest.mark.parametrize("mark", sorted(SIGNS))
def test_a_mark_is_a_sign_as_well_as_a_colour(mark: str, real: Real) -> None:
    assert SIGNS[mark] in sign(mark)
    marked = [g for g in drawn(real).iter(f"{NS}g") if g.get("class") == f"box {mark}"]
    assert all(any(inner.get("class") == "sign" for inner in g.iter(f"{NS}g")) for g in marked)


@pytest.mark.parametrize(("count", "rows"), [(1, [1]), (7, [7]), (8, [4, 4]), (15, [5, 5, 5])])
def test_rows_are_even(count: int, rows: list[int]) -> None:
    assert layout.rows_of(count) == rows
