"""The lines of the architecture picture: right-angled, bundled by what is needed, never through a box.

Lines run across in the gutter below a row and down in the channel between two columns. All lines to one component
form a net: they share their lanes, so that a net reads as one tree.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from advisor.export.picture_layout import BOX_H, BOX_W, CHANNEL, LABEL, LANE, Box

_PORT = 13
"""From one end of a line to the next on the edge of a box."""
_ROUND = 4


@dataclass
class Net:
    """All lines that lead to one component."""

    target: Box
    sources: list[Box]
    channel: int = 0
    lanes: dict[int, int] = field(default_factory=dict)
    """Gutter -> lane in it."""
    down: int = 0
    """Lane in the channel."""

    @property
    def rows(self) -> range:
        """Gutters between the highest and the lowest end."""
        ends = [self.target.row, *(s.row for s in self.sources)]
        return range(min(ends), max(ends))


def nets_of(boxes: Mapping[str, Box], needs: Mapping[str, Sequence[str]]) -> list[Net]:
    """One net per needed box, with lanes that no other net uses at the same place."""
    wanted: dict[str, list[Box]] = {}
    for name, others in needs.items():
        for other in others:
            if name in boxes and other in boxes and name != other:
                wanted.setdefault(other, []).append(boxes[name])
    nets = [Net(boxes[t], sources) for t, sources in sorted(wanted.items(), key=lambda p: _order(boxes[p[0]]))]
    load: Counter[int] = Counter()
    for net in nets:
        if any(abs(_gutter(net.target, s)[0] - _gutter(net.target, s)[1]) for s in net.sources):
            sides = (net.target.column, net.target.column + 1)
            net.channel = min(sides, key=lambda c: (load[c], c))
            load[net.channel] += 1
        else:
            net.channel = -1
    _share_gutters(nets)
    _share_channels(nets)
    return nets


def gutters_of(nets: Sequence[Net], rows: int) -> list[int]:
    """How many lanes each gutter needs."""
    return [max((net.lanes[g] + 1 for net in nets if g in net.lanes), default=0) for g in range(rows)]


def _order(box: Box) -> tuple[int, int]:
    return box.row, box.column


def _gutter(target: Box, source: Box) -> tuple[int, int]:
    """The gutters at which a line leaves its upper box and reaches its lower one; a gutter lies below its row."""
    upper, lower = sorted((target.row, source.row))
    return (upper, upper) if upper == lower else (upper, lower - 1)


def _across(net: Net) -> dict[int, tuple[float, float]]:
    """Gutter -> from where to where the net runs across in it."""
    found: dict[int, list[float]] = {}
    for source in net.sources:
        first, last = _gutter(net.target, source)
        upper, lower = (source, net.target) if source.row <= net.target.row else (net.target, source)
        if first == last:
            found.setdefault(first, []).extend((upper.middle, lower.middle))
        else:
            found.setdefault(first, []).extend((upper.middle, _middle_of(net.channel)))
            found.setdefault(last, []).extend((lower.middle, _middle_of(net.channel)))
    return {gutter: (min(xs), max(xs)) for gutter, xs in found.items()}


def _middle_of(channel: int) -> float:
    return LABEL + CHANNEL / 2 + channel * (BOX_W + CHANNEL)


def _share_gutters(nets: Sequence[Net]) -> None:
    taken: dict[int, list[list[tuple[float, float]]]] = {}
    for net in nets:
        for gutter, (left, right) in sorted(_across(net).items()):
            lanes = taken.setdefault(gutter, [])
            net.lanes[gutter] = _free_lane(lanes, left - BOX_W / 2, right + BOX_W / 2)


def _share_channels(nets: Sequence[Net]) -> None:
    taken: dict[int, list[list[tuple[float, float]]]] = {}
    for net in nets:
        if net.channel >= 0:
            lanes = taken.setdefault(net.channel, [])
            net.down = _free_lane(lanes, net.rows.start, net.rows.stop)


def _free_lane(lanes: list[list[tuple[float, float]]], start: float, end: float) -> int:
    for number, lane in enumerate(lanes):
        if all(end < a or b < start for a, b in lane):
            lane.append((start, end))
            return number
    lanes.append([(start, end)])
    return len(lanes) - 1


class Router:
    """Turns nets into paths once the boxes have their final place."""

    def __init__(self, nets: Sequence[Net], boxes: Mapping[str, Box]) -> None:
        """Take the nets, and the boxes at their final place."""
        self._nets, self._boxes = nets, boxes
        self._bottom = {b.row: b.y + BOX_H for b in boxes.values()}
        self._ports = self._all_ports()

    def paths(self, net: Net) -> tuple[list[str], list[tuple[float, float, bool]]]:
        """The `d` of each line of a net; and where the net touches its target (x, y, whether it comes from above)."""
        target = self._boxes[net.target.id]
        lines = [self._path(net, self._boxes[s.id], target) for s in net.sources]
        sides = sorted({s.row < target.row for s in net.sources})
        ends = [
            (self._port(net, target, below=not down), target.y if down else target.y + BOX_H, down) for down in sides
        ]
        return lines, ends

    def _path(self, net: Net, source: Box, target: Box) -> str:
        upper, lower = (source, target) if source.row <= target.row else (target, source)
        first, last = _gutter(target, source)
        x1 = self._port(net, upper, below=True)
        points = [(x1, upper.y + BOX_H), (x1, self._lane(net, first))]
        same_row = upper.row == lower.row
        x2 = self._port(net, lower, below=same_row)
        if first != last:
            x = _middle_of(net.channel) + _spread(net.down)
            points += [(x, self._lane(net, first)), (x, self._lane(net, last))]
        points += [(x2, self._lane(net, last)), (x2, lower.y + BOX_H if same_row else lower.y)]
        return _rounded(points)

    def _lane(self, net: Net, gutter: int) -> float:
        return self._bottom[gutter] + 8 + LANE * net.lanes[gutter]

    def _all_ports(self) -> dict[tuple[str, bool], list[str]]:
        """Nets at the lower and the upper edge of each box, by their target."""
        found: dict[tuple[str, bool], dict[str, None]] = {}
        for net in self._nets:
            for source in net.sources:
                same = source.row == net.target.row
                upper, lower = (source, net.target) if source.row <= net.target.row else (net.target, source)
                found.setdefault((upper.id, True), {})[net.target.id] = None
                found.setdefault((lower.id, same), {})[net.target.id] = None
        return {key: sorted(names, key=lambda n: self._boxes[n].middle) for key, names in found.items()}

    def _port(self, net: Net, box: Box, *, below: bool) -> float:
        names = self._ports.get((box.id, below), [net.target.id])
        step = min(_PORT, (BOX_W - 24) / max(1, len(names)))
        return box.middle + step * (names.index(net.target.id) - (len(names) - 1) / 2)


def _spread(lane: int) -> float:
    """Lanes of a channel from the middle outwards: 0, 4, -4, 8 ..."""
    offset = (lane + 1) // 2 * 4.0
    limit = CHANNEL / 2 - 2
    return max(-limit, min(limit, offset if lane % 2 else -offset))


def _rounded(points: Sequence[tuple[float, float]]) -> str:
    """A path through `points` with rounded corners; points that change nothing are left out."""
    kept = [points[0]]
    for n, point in enumerate(points[1:-1], 1):
        before, after = kept[-1], points[n + 1]
        if point != before and not (before[0] == point[0] == after[0]) and not (before[1] == point[1] == after[1]):
            kept.append(point)
    kept.append(points[-1])
    parts = [f"M{kept[0][0]:.1f} {kept[0][1]:.1f}"]
    for before, point, after in zip(kept, kept[1:], kept[2:], strict=False):
        a, b = _towards(point, before), _towards(point, after)
        parts.append(f"L{a[0]:.1f} {a[1]:.1f}Q{point[0]:.1f} {point[1]:.1f} {b[0]:.1f} {b[1]:.1f}")
    parts.append(f"L{kept[-1][0]:.1f} {kept[-1][1]:.1f}")
    return "".join(parts)


def _towards(point: tuple[float, float], other: tuple[float, float]) -> tuple[float, float]:
    dx, dy = other[0] - point[0], other[1] - point[1]
    length = abs(dx) + abs(dy)
    share = min(_ROUND, length / 2) / length if length else 0.0
    return point[0] + dx * share, point[1] + dy * share
