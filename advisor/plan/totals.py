"""Requests of the whole stack, per wave and against the nodes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from advisor.model.base import Text
from advisor.model.plan import OpenItem, Release, Totals
from advisor.plan.say import phrase
from advisor.plan.site import Site


def totals_of(site: Site, releases: Sequence[Release]) -> Totals:
    """Sums of what the releases ask for; `per_wave` rows are (phase + wave, CPU, memory, storage).

    Wave numbers are unique over phases: phase 10 wave 20 is 1020.
    """
    rows: dict[int, list[int]] = {}
    for release in releases:
        row = rows.setdefault(release.phase * 100 + release.wave, [0, 0, 0])
        facts = release.facts
        for n, amount in enumerate((facts.cpu_m, facts.memory_mi, facts.storage_gi)):
            row[n] += amount or 0
    sums = [sum(row[n] for row in rows.values()) for n in range(3)]
    sized = [c.sizes for c in site.installed() if c.sizes]
    return Totals(
        cpu_m=sums[0],
        memory_mi=sums[1],
        storage_gi=sums[2],
        estimated=any(s.estimated for s in sized) or not sized,
        per_wave=tuple((key, row[0], row[1], row[2]) for key, row in sorted(rows.items())),
    )


def capacity_items(site: Site, totals: Totals) -> Iterator[OpenItem]:
    """An open item for what does not fit on the worker nodes the profile states."""
    workers = site.session.profile.get("workers")
    if not isinstance(workers, int):
        return
    rows: tuple[tuple[str, str, int, int, str], ...] = (
        ("node_cpus", "cpu", totals.cpu_m, 1000, "m"),
        ("node_memory_gib", "memory", totals.memory_mi, 1024, " MiB"),
    )
    for fact, what, need, unit, suffix in rows:
        per_node = site.session.profile.get(fact)
        if isinstance(per_node, int) and need > workers * per_node * unit:
            text: Text = phrase(
                "too-small", what=phrase(what), need=f"{need}{suffix}", have=f"{workers * per_node * unit}{suffix}"
            )
            yield OpenItem(kind="finding", id=f"capacity:{what}", text=text)
