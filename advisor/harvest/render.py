"""Render exported bundles with real Helm and tell what an installation would stumble over.

    python -m advisor.harvest.render --charts DIR [--schemas DIR] BUNDLE...

DIR holds unpacked charts as `<chart>-<version>` folders with their sub-charts. What is asked of a bundle: every
release renders; every object is valid for the Kubernetes versions; every in-cluster address names a Service and port
that something makes; every Secret, ConfigMap and account a pod asks for exists by then; every definition comes before
its users; the Pod Security level of a namespace admits its pods; every image is in the plan and names a version, and
the plan lists no other without saying what pulls it; every value key has an effect or is the chart's default. Prints a
table; the exit status is 1 when one of them fails, 2 when nothing could be rendered.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from advisor.catalog.yaml_read import read_yaml
from advisor.harvest.addresses import Services, addresses_in
from advisor.harvest.dead_keys import dead_keys, defaults_of, switches_of_definitions
from advisor.harvest.helm import Loader, Object, Renderer, RenderFailed, definitions_of, objects_of
from advisor.harvest.order import too_early
from advisor.harvest.pods import images_in, is_moving, level_of_pod, pods_of
from advisor.harvest.probe import is_test
from advisor.harvest.references import Made, missing
from advisor.harvest.validity import Schemas, label, problems
from advisor.model.plan import Image, Plan, Release
from advisor.plan.namespaces import LEVELS


@dataclass
class Row:
    """What was found about one release; `at_hand` is false where its chart is not in the folder."""

    bundle: str
    release: str
    chart: str
    at_hand: bool = True
    objects: int = 0
    no_schema: int = 0
    addresses: int = 0
    images: int = 0
    keys: int = 0
    failures: list[str] = field(default_factory=list)


@dataclass
class Memory:
    """What need not be done twice over several bundles."""

    judged: dict[str, set[tuple[str, str]]] = field(default_factory=dict)
    valid: set[str] = field(default_factory=set)
    texts: dict[str, dict[str, str]] = field(default_factory=dict)


@dataclass
class Bundle:
    """An exported folder: its plan, the values of each release, and what Helm makes of them."""

    name: str
    plan: Plan
    values: dict[str, dict[str, Any]]
    rendered: dict[str, list[Object]] = field(default_factory=dict)
    definitions: dict[str, list[Object]] = field(default_factory=dict)


def read_bundle(folder: Path) -> Bundle:
    """The plan and values of an exported bundle; raises OSError or BadInput where it is none."""
    plan = Plan.model_validate(read_yaml(folder / "plan.yaml").data)
    values = {r.id: _values(folder, r) for r in plan.releases}
    return Bundle(folder.name, plan, values)


def _values(folder: Path, release: Release) -> dict[str, Any]:
    path = folder / release.values if release.values else None
    if path is None or not path.is_file():
        return {}
    found = yaml.load(path.read_text(encoding="utf-8"), Loader=Loader)  # noqa: S506 - a subclass of SafeLoader
    return found if isinstance(found, dict) else {}


def check(bundle: Bundle, charts: Path, schemas: Path | None, memory: Memory, *, keys: bool = True) -> list[Row]:
    """One row per Helm release of a bundle, and one for its own objects."""
    rows = [_render(bundle, r, charts, memory, keys=keys) for r in bundle.plan.releases if r.chart]
    by_release = {row.release: row for row in rows}
    own = Row(bundle.name, "objects", "-")
    placed = [(r, o.object) for r in bundle.plan.releases for o in r.objects]
    known = Schemas(schemas, [d for found in bundle.definitions.values() for d in found])
    for release, found in bundle.rendered.items():
        _validate(by_release[release], found, known, memory)
    _validate(own, [o for _, o in placed], known, memory)
    services = Services(bundle.plan, bundle.rendered)
    for r in bundle.plan.releases:
        row = by_release.get(r.id, own)
        texts = [bundle.values[r.id], [o.object for o in r.objects]]
        for address in addresses_in(texts):
            row.addresses += 1
            if not services.has(address):
                row.failures.append(f"{r.id} asks for {address}, which nothing makes")
    for release_id, sentence in too_early(bundle.plan, bundle.rendered, bundle.definitions):
        by_release.get(release_id, own).failures.append(sentence)
    _pods(bundle, by_release, own)
    own.failures += compared(bundle.plan.cluster.images, ())
    own.failures += _twice(bundle)
    return [*rows, own]


def _pods(bundle: Bundle, rows: dict[str, Row], own: Row) -> None:
    """Images, Pod Security and what pods ask for, release by release."""
    made = Made(bundle.plan, bundle.rendered)
    levels = {n.name: n.pod_security for n in bundle.plan.namespaces}
    for release in bundle.plan.releases:
        row = rows.get(release.id, own)
        objects = [*bundle.rendered.get(release.id, ()), *(o.object for o in release.objects)]
        row.failures += missing(made, [(o, release.namespace) for o in objects])
        refs = {p.ref for o in objects for p in images_in(o) if not is_test(o)}
        row.images += len(refs)
        row.failures += [f"image {r} has no fixed version" for r in sorted(refs) if is_moving(r)]
        row.failures += compared(release.images, refs, is_whole=row.at_hand)
        for obj in objects:
            home = str((obj.get("metadata") or {}).get("namespace") or release.namespace)
            for pod in () if is_test(obj) else pods_of(obj):
                level, why = level_of_pod(pod)
                if home in levels and LEVELS.index(level) > LEVELS.index(levels[home]):
                    row.failures.append(f"{pod.owner} needs {level}, {home} is {levels[home]}: {why}")


def compared(listed: Sequence[Image], rendered: Collection[str], *, is_whole: bool = True) -> Iterator[str]:
    """What tells the images of a plan from the rendered ones; of the surplus, only what says why is left out.

    `is_whole` says that all of the release was rendered: without its chart no image of it can be called surplus.
    """
    names, seen = {_plain(i.ref) for i in listed}, {_plain(r) for r in rendered}
    yield from (f"image {r} is not in the plan" for r in sorted(rendered) if _plain(r) not in names)
    surplus = [i.ref for i in listed if _plain(i.ref) not in seen and i.why is None] if is_whole else []
    yield from (f"image {r} is in the plan, nothing renders it and nothing says why" for r in surplus)


def _plain(ref: str) -> str:
    """An image without its digest and with its registry written out."""
    name = ref.partition("@")[0]
    host, _, rest = name.partition("/")
    if not rest:
        return f"docker.io/library/{name}"
    return name if "." in host or ":" in host or host == "localhost" else f"docker.io/{name}"


def _render(bundle: Bundle, release: Release, charts: Path, memory: Memory, *, keys: bool) -> Row:
    assert release.chart is not None
    pin = f"{release.chart.name}-{release.chart.version}"
    row = Row(bundle.name, release.id, pin)
    folder = charts / pin
    if not folder.is_dir() or folder.resolve().parent != charts.resolve():
        row.at_hand = False
        return row
    values = bundle.values[release.id]
    mark = repr((pin, release.id, release.namespace, values))
    try:
        if mark not in memory.texts or keys:
            with Renderer(folder) as renderer:
                memory.texts[mark] = renderer.texts(values, release.id, release.namespace)
                if keys:
                    judged = memory.judged.setdefault(f"{pin} {release.id}", set())
                    row.keys, dead = _dead(folder, values, renderer, release, judged)
                    dead = [key for key in dead if key not in switches_of_definitions(folder)]
                    row.failures += [f"{key} has no effect" for key in dead]
        bundle.rendered[release.id] = objects_of(memory.texts[mark])
        bundle.definitions[release.id] = definitions_of(folder, bundle.rendered[release.id], values)
    except RenderFailed as failed:
        row.failures.append(f"does not render: {str(failed)[-400:]}")
    return row


def _dead(
    folder: Path, values: dict[str, Any], renderer: Renderer, release: Release, judged: set[tuple[str, str]]
) -> tuple[int, list[str]]:
    """Keys tried and keys without effect, where the definitions are there and, should any seem dead, where not."""

    def here(some: Mapping[str, Any]) -> dict[str, str]:
        return renderer.texts(some, release.id, release.namespace)

    defaults = defaults_of(folder)
    tried, dead = dead_keys(values, defaults, here, judged)
    if dead:
        # a chart that does not render there at all cannot save a key
        with Renderer(folder, ()) as bare, suppress(RenderFailed):
            _, dead = dead_keys(
                values, defaults, here, judged, elsewhere=lambda v: bare.texts(v, release.id, release.namespace)
            )
    return tried, dead


def _validate(row: Row, objects: Iterable[Object], schemas: Schemas, memory: Memory) -> None:
    for obj in objects:
        row.objects += 1
        mark = repr(obj)
        if mark in memory.valid:
            continue
        found = problems(obj, schemas)
        if found is None:
            row.no_schema += 1
        elif found:
            row.failures += found
        else:
            memory.valid.add(mark)


def _twice(bundle: Bundle) -> Iterator[str]:
    """Objects that two releases claim: the second would refuse to install, or fight over it."""
    owners: dict[tuple[str, str, str, str], str] = {}
    homes = {r.id: r.namespace for r in bundle.plan.releases}
    made = [(r, o) for r, found in bundle.rendered.items() for o in found]
    made += [(r.id, o.object) for r in bundle.plan.releases for o in r.objects]
    for release, obj in made:
        meta = obj.get("metadata") or {}
        if not meta.get("name"):
            continue
        group = str(obj.get("apiVersion")).rpartition("/")[0]
        key = (group, str(obj.get("kind")), str(meta.get("namespace") or homes[release]), str(meta["name"]))
        other = owners.setdefault(key, release)
        if other != release:
            yield f"{label(obj)} belongs to {other} and to {release}"


def table(rows: Iterable[Row]) -> Iterator[str]:
    """The lines to print: one per release, its failures below, the sums last."""
    rows = list(rows)
    width = max((len(r.release) for r in rows), default=0)
    bundle = ""
    for row in rows:
        if row.bundle != bundle:
            bundle = row.bundle
            yield f"{bundle}"
        state = "FAIL" if row.failures else "ok" if row.at_hand else "no chart"
        counts = f"{row.objects:4} objects {row.addresses:3} addresses {row.images:3} images {row.keys:3} keys"
        yield f"  {row.release:{width}} {state:8} {counts}  {row.chart}"
        yield from (f"    {failure}" for failure in row.failures)
    charts = [r for r in rows if r.chart != "-"]
    missing = sorted({r.chart for r in charts if not r.at_hand})
    rendered = sum(1 for r in charts if r.at_hand and not any("does not render" in f for f in r.failures))
    yield (
        f"{rendered} of {len(charts)} releases rendered, {sum(r.objects for r in rows)} objects "
        f"({sum(r.no_schema for r in rows)} without a schema), {sum(r.addresses for r in rows)} addresses, "
        f"{sum(r.images for r in rows)} images, {sum(r.keys for r in rows)} keys, "
        f"{sum(len(r.failures) for r in rows)} failures"
    )
    if missing:
        yield f"not at hand: {', '.join(missing)}"


def main(arguments: list[str]) -> int:
    """Command line; returns the exit status."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--charts", type=Path, required=True, help="folder of unpacked charts, CHART-VERSION each")
    parser.add_argument("--schemas", type=Path, help="schemas of custom resources, GROUP/KIND_VERSION.json each")
    parser.add_argument("--no-keys", action="store_true", help="leave out the slow search for keys without effect")
    parser.add_argument("bundles", nargs="+", type=Path, metavar="BUNDLE")
    asked = parser.parse_args(arguments)
    memory = Memory()
    rows: list[Row] = []
    for folder in asked.bundles:
        rows += check(read_bundle(folder), asked.charts, asked.schemas, memory, keys=not asked.no_keys)
    sys.stdout.writelines(f"{line}\n" for line in table(rows))
    if not any(row.at_hand and row.chart != "-" for row in rows):
        return 2
    return 1 if any(row.failures for row in rows) else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
