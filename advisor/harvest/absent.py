"""Which settings take an image away that a chart otherwise pulls, and which bring it back all the same.

A setting that does not take away every use of an image takes none of it; several together may. What is found is
rendered once more before it is believed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any

from advisor.harvest.helm import Object
from advisor.harvest.pods import images_in

Setting = tuple[str, Any]
Ways = tuple[Setting, ...]
Uses = dict[str, dict[str, str]]
"""By image (with its digest) the places of its uses, and what kind of place each is."""
Look = Callable[..., Uses | None]
"""The uses with some settings on top of those every render starts from; None where the chart refuses them."""
Found = tuple[Ways, str]
"""Settings, and an image that comes or goes with them."""

MOST = 4
"""More switches than this are no way to be rid of an image."""
_WAYS = 24


def uses_of(objects: Iterable[Object]) -> Uses:
    """Where each image is used."""
    found: Uses = {}
    for obj in objects:
        name = f"{obj.get('kind')}/{(obj.get('metadata') or {}).get('name')}"
        for pull in images_in(obj):
            found.setdefault(pull.ref, {})[pull.place or f"{name} {pull.where}"] = pull.where
    return found


def with_company(refused: Iterable[Setting], company: Sequence[Setting], look: Look) -> Iterator[tuple[Ways, Uses]]:
    """Settings a chart does not take alone, each with the first other setting beside which it does."""
    for setting in refused:
        for other in company:
            now = look(setting, other) if other[0] != setting[0] else None
            if now is not None:
                yield (setting, other), now
                break


def removals(start: Uses, seen: Mapping[Ways, Uses], look: Look, images: Iterable[str]) -> list[Found]:
    """For each of `images` every smallest set of settings that leaves no use of it.

    `seen` holds the uses with each setting on top of what `start` was rendered with.
    """
    wanted = sorted(images)
    gone: dict[Ways, set[str]] = {}
    for image in wanted:
        fewer = {ways: start[image].keys() - now.get(image, {}).keys() for ways, now in seen.items()}
        fewer = {ways: lost for ways, lost in fewer.items() if len(seen[ways].get(image, {})) < len(start[image])}
        for ways in _covers([[w for w, lost in fewer.items() if place in lost] for place in start[image]]):
            if ways not in gone:
                left = look(*ways)
                gone[ways] = set() if left is None else {i for i in wanted if not left.get(i)}
    return [(ways, image) for image in wanted for ways in _smallest([w for w, lost in gone.items() if image in lost])]


def returns(start: Uses, seen: Mapping[Ways, Uses], look: Look, gone: Iterable[Found]) -> Iterator[Found]:
    """Every setting that brings an image back after one of the removals `gone`."""
    found: set[Found] = set()
    for ways, image in gone:
        for more, now in seen.items():
            is_more = now.get(image, {}).keys() - start.get(image, {}).keys()
            if not is_more or (more, image) in found or _paths(ways) & _paths(more):
                continue
            left = look(*ways, *more)
            if left is not None and left.get(image):
                found.add((more, image))
                yield more, image


def partners(start: Uses, refused: Iterable[Setting], look: Look, gone: Sequence[Found]) -> Iterator[Found]:
    """Every setting the chart takes only beside a removal of `gone`, with that removal, and what it brings then."""
    for setting in refused:
        for ways in dict.fromkeys(ways for ways, _ in gone):
            now = look(*ways, setting) if setting[0] not in _paths(ways) else None
            lost = {image for w, image in gone if w == ways}
            for image in sorted(now or ()):
                if image not in start or image in lost:
                    yield (*ways, setting), image


def _paths(ways: Ways) -> set[str]:
    return {path for path, _ in ways}


def _covers(wanted: list[list[Ways]]) -> list[Ways]:
    """The smallest sets of settings that hold one of each list; none where a list is empty."""
    found: list[Ways] = [()]
    for choices in wanted:
        longer: list[Ways] = []
        for way in found:
            if any(set(c) <= set(way) for c in choices):
                longer.append(way)
                continue
            fitting = (c for c in choices if all(s in way or s[0] not in _paths(way) for s in c))
            longer += [w for c in fitting if len(w := _joined(way, c)) <= MOST]
        found = _smallest(longer)
    return [way for way in found if way]


def _joined(one: Ways, two: Ways) -> Ways:
    return tuple(sorted({*one, *two}, key=repr))


def _smallest(ways: list[Ways]) -> list[Ways]:
    kept: list[Ways] = []
    for way in sorted(ways, key=len):
        if not any(set(small) <= set(way) for small in kept):
            kept.append(way)
    return kept[:_WAYS]
