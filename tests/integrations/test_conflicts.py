"""Two entries that can hold together never write different values to one path at the same order."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from itertools import combinations
from typing import Any

import pytest

from advisor.model.condition import Condition
from advisor.model.integration import Integration
from advisor.plan.paths import appends, leaf_paths, steps
from tests.integrations.exclusive import can_both_hold
from tests.integrations.wiring import integrations

Write = tuple[Integration, tuple[str, ...], Any]


def writes(entries: tuple[Integration, ...]) -> dict[tuple[str, int], list[Write]]:
    """Leaves written, per release and order; what is appended to a list fights with nobody."""
    found: dict[tuple[str, int], list[Write]] = defaultdict(list)
    for entry in entries:
        for value in entry.sets:
            if appends(value.path):
                continue
            here = steps(value.path)
            parts = leaf_paths(value.value, here) if isinstance(value.value, dict) and value.value else [
                (here, value.value)]  # fmt: skip
            found[value.release, entry.order] += [(entry, keys, leaf) for keys, leaf in parts]
    return found


def fights(entries: tuple[Integration, ...]) -> Iterator[tuple[str, str, str]]:
    for same in writes(entries).values():
        for (one, a, x), (other, b, y) in combinations(same, 2):
            depth = min(len(a), len(b))
            overlap = a[:depth] == b[:depth] and (len(a) != len(b) or x != y)
            if overlap and one.id != other.id and can_both_hold(one.when, other.when):
                yield one.id, other.id, ".".join(a)


def test_nobody_fights_over_a_path() -> None:
    assert sorted(set(fights(integrations()))) == []


def copy_of(entry: Integration, **changes: Any) -> Integration:
    return entry.model_copy(update=changes)


def test_a_fight_is_found() -> None:
    entry = next(i for i in integrations() if i.id == "cilium-replaces-kube-proxy")
    first = entry.sets[0]
    rival = copy_of(entry, id="rival", sets=(first.model_copy(update={"value": "other"}),))
    assert list(fights((entry, rival))) != []
    apart = copy_of(rival, when=Condition(chosen="kube-proxy=nftables"))
    assert list(fights((entry, apart))) == []
    later = copy_of(rival, order=entry.order + 1)
    assert list(fights((entry, later))) == []


@pytest.mark.parametrize(
    ("one", "other", "together"),
    [
        ({"chosen": "cni=cilium"}, {"chosen": "cni=calico"}, False),
        ({"chosen": "cni=cilium"}, {"not": {"chosen": "cni=cilium"}}, False),
        ({"fact": "platform_size", "is": "small"}, {"fact": "platform_size", "in": ["medium", "large"]}, False),
        ({"fact": "workers", "at_least": 3}, {"fact": "workers", "below": 3}, False),
        ({"component": "loki"}, {"component": "tempo"}, True),
        ({"fact": "workers", "at_least": 3}, {"component": "loki"}, True),
    ],
)
def test_conditions_that_exclude_each_other_are_known(one: Any, other: Any, together: bool) -> None:
    assert can_both_hold(Condition.model_validate(one), Condition.model_validate(other)) is together


def objects(entries: tuple[Integration, ...]) -> dict[tuple[str, ...], list[Integration]]:
    found: dict[tuple[str, ...], list[Integration]] = defaultdict(list)
    for entry in entries:
        for part in entry.objects:
            meta = part.object["metadata"]
            assert isinstance(meta, dict)
            kind = str(part.object["kind"])
            group = str(part.object["apiVersion"]).partition("/")[0]
            found[group, kind, str(meta.get("namespace", "")), str(meta["name"])].append(entry)
    return found


def test_no_object_is_made_twice() -> None:
    twice = {
        key: (one.id, other.id)
        for key, makers in objects(integrations()).items()
        for one, other in combinations(makers, 2)
        if can_both_hold(one.when, other.when)
    }
    assert twice == {}
