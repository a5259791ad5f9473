"""Images of a chart that come and go with settings (`ImageSet`), found by rendering it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Literal

from advisor.harvest.absent import Found, Setting, Uses, Ways, partners, removals, returns, uses_of, with_company
from advisor.harvest.probe import Effects, Prober
from advisor.model.chart_facts import ChartFacts, ChartImage, ImageSet


def sets_of(prober: Prober, effects: Effects, asked: Iterable[Setting], old: ChartFacts | None) -> list[ImageSet]:
    """What each switch adds and removes; `asked` are the settings a plan may make, `old` facts name sets to repeat."""
    adding = [_set("adds", (s,), refs, effects.uses[s]) for s, refs in sorted(effects.adds.items(), key=repr)]
    return _merged([*adding, *_again(prober, effects, old), *_removing(prober, effects, asked)])


def _again(prober: Prober, effects: Effects, old: ChartFacts | None) -> Iterator[ImageSet]:
    """Sets of earlier facts that no probe looked at: what they add today, unchanged where nothing renders."""
    start = uses_of(prober.objects)
    for known in old.image_sets if old else ():
        ways = tuple(known.when.items())
        if known.effect == "removes" or (len(ways) == 1 and ways[0] in effects.uses):
            continue
        now = prober.uses(*ways)
        if now is None:
            yield known
        elif images := now.keys() - start.keys():
            yield _set("adds", ways, images, now)


def _removing(prober: Prober, effects: Effects, asked: Iterable[Setting]) -> Iterator[ImageSet]:
    """What settings take away from the default render, and of the images that the settings asked for bring."""
    start, look = uses_of(prober.objects), prober.uses
    single: dict[Ways, Uses] = {(s,): now for s, now in effects.uses.items()}
    wanted = list(dict.fromkeys(s for s in asked if s in effects.uses or s in effects.refused))
    pairs = dict(with_company([s for s in wanted if s in effects.refused], wanted, look))
    single |= pairs
    gone = removals(start, single, look, start)
    yield from _sets("removes", gone, start)
    yield from _sets("adds", returns(start, single, look, gone), start)
    yield from _sets("adds", partners(start, effects.refused, look, gone), start)
    yield from (_set("adds", ways, new, now) for ways, now in pairs.items() if (new := now.keys() - start.keys()))
    for switch in (s for s in wanted if s in effects.adds):
        brought = effects.uses[switch]
        beside: dict[Ways, Uses] = {
            (s,): now for s in wanted if s[0] != switch[0] and (now := look(switch, s)) is not None
        }

        def with_switch(*more: Setting, switch: Setting = switch) -> Uses | None:
            return prober.uses(switch, *more)

        later = removals(brought, beside, with_switch, effects.adds[switch])
        yield from _sets("removes", (((switch, *ways), image) for ways, image in later), brought)


def _sets(effect: Literal["adds", "removes"], found: Iterable[Found], uses: Uses) -> Iterator[ImageSet]:
    """Images by the settings they hang on."""
    grouped: dict[Ways, list[str]] = {}
    for ways, image in found:
        grouped.setdefault(tuple(sorted(ways, key=repr)), []).append(image)
    for ways, images in sorted(grouped.items(), key=repr):
        yield _set(effect, ways, images, uses)


def _set(effect: Literal["adds", "removes"], ways: Ways, images: Iterable[str], uses: Uses) -> ImageSet:
    named = ((*ref.partition("@"), uses.get(ref, {})) for ref in sorted(images))
    if effect == "removes":
        return ImageSet(when=dict(ways), effect=effect, images=tuple(ChartImage(ref=ref) for ref, *_ in named))
    return ImageSet(
        when=dict(ways),
        images=tuple(
            ChartImage(ref=ref, digest=digest or None, where=tuple(sorted(set(places.values()))) or ("container",))
            for ref, _, digest, places in named
        ),
    )


def _merged(sets: Iterable[ImageSet]) -> list[ImageSet]:
    """Sets of the same settings and effect as one."""
    found: dict[str, ImageSet] = {}
    for item in sets:
        mark = repr((item.effect, sorted(item.when.items(), key=repr)))
        have = found.get(mark)
        images = {i.ref: i for i in (*item.images, *(have.images if have else ()))}
        found[mark] = ImageSet(when=item.when, effect=item.effect, images=tuple(images[r] for r in sorted(images)))
    return list(found.values())
