"""Harvest pinned charts: render them with real Helm and write what was learnt into `knowledge/charts/`.

    python -m advisor.harvest.facts --charts DIR --out knowledge/charts --date YYYY-MM-DD [NAME-VERSION ...]

DIR holds unpacked charts as `<chart>-<version>` folders. A chart that has facts already keeps what no render shows
(caveats, what operators pull, pins) and gains what these renders show beside it. `minimal.yaml` in the output folder
holds the values without which a chart refuses to render.
"""

from __future__ import annotations

import argparse
import base64
import gzip
import json
import sys
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Any

import yaml

from advisor.catalog.load import load_catalog
from advisor.catalog.yaml_read import read_yaml
from advisor.harvest.absent import Setting
from advisor.harvest.dead_keys import declared, defaults_of
from advisor.harvest.helm import Loader, Object, Renderer, definitions_of
from advisor.harvest.image_sets import sets_of
from advisor.harvest.import_facts import dump, keys_file
from advisor.harvest.measure import requests_of, services_of
from advisor.harvest.pods import level_of_pod, pods_of
from advisor.harvest.probe import NAMESPACE, RELEASE, Prober
from advisor.harvest.validity import is_core
from advisor.model.catalog import Catalog
from advisor.model.chart_facts import ChartCrds, ChartFacts, ChartImage, ChartSecret, ImageKey, Rendered
from advisor.plan.charts import ChartStore
from advisor.plan.namespaces import widest
from advisor.plan.paths import build, dotted, leaf_paths

MINIMAL = "minimal.yaml"
LIMIT = 262_144
"""Bytes of an annotation: what client-side apply can store of an object."""

KUBERNETES = "1.36.0"
HELM = "v4.2.3"
"""What helm-python-sdk 0.2.2 carries."""


def harvest(
    folder: Path,
    minimal: Mapping[str, Any],
    asked: Iterable[Setting],
    day: date,
    *,
    old: ChartFacts | None = None,
    switches: bool = True,
    names: bool = True,
) -> ChartFacts:
    """The facts of one unpacked chart; raises RenderFailed where it does not render with `minimal`.

    `old` facts name sets of settings to look at again. `switches` tries every switch the chart has beside the settings
    `asked`, `names` what names images and Secrets.
    """
    meta = yaml.load((folder / "Chart.yaml").read_text(encoding="utf-8"), Loader=Loader)  # noqa: S506 - a SafeLoader
    with Renderer(folder) as renderer:
        prober = Prober(renderer, minimal)
        again = prober.render(minimal)
        asked = list(asked)
        effects = prober.run(defaults_of(folder), asked, switches=switches, names=names)
        sets = sets_of(prober, effects, asked, old)
        required = [dotted(k) for k, _ in leaf_paths(minimal) if prober.is_needed(k)]
    objects = prober.objects
    definitions = definitions_of(folder, objects)
    pods = [p for o in objects for p in pods_of(o)]
    containers = [c for p in pods for c in p.containers(("containers", "initContainers"))]
    groups = {f"{d['spec']['group']}/{d['spec']['names']['kind']}" for d in definitions}
    return ChartFacts(
        chart=meta["name"],
        version=folder.name.removeprefix(f"{meta['name']}-"),
        app_version=str(meta["appVersion"]) if meta.get("appVersion") is not None else None,
        kubernetes=meta.get("kubeVersion"),
        rendered=Rendered(helm=HELM, kubernetes=KUBERNETES, date=day),
        images=tuple(_images(prober)),
        image_sets=tuple(sets),
        image_keys=tuple(
            ImageKey(path=path, part=part, images=tuple(sorted(refs)))
            for (path, part), refs in sorted(effects.parts.items())
        ),
        pod_security=widest(level_of_pod(p)[0] for p in pods) if pods else None,
        missing_subcharts=tuple(sorted(_missing(folder))),
        other_namespaces=tuple(sorted(_namespaces(objects))),
        crds=ChartCrds(count=len(definitions), over_262144=tuple(sorted(_large(definitions)))),
        needs_custom_resources=tuple(sorted(_foreign(objects) - groups)),
        release_secret_bytes=_release_bytes(folder, objects),
        services=tuple(services_of(objects, str(meta["name"]))),
        containers=len(containers),
        containers_without_requests=sum(1 for c in containers if not (c.get("resources") or {}).get("requests")),
        requests=requests_of(objects),
        secrets=tuple(ChartSecret(path=p, expected=tuple(sorted(k))) for p, k in sorted(effects.secrets.items())),
        unsteady=tuple(sorted(_unsteady(objects, again))),
        registry_keys=tuple(sorted({path for path, part in effects.parts if part != "tag"})),
        exposure=tuple(sorted(effects.routes)),
        monitoring=tuple(sorted(effects.monitors)),
        required_values=tuple(sorted(required)),
    )


def joined(old: ChartFacts | None, new: ChartFacts, *, names: bool = True) -> ChartFacts:
    """Facts made earlier with the images of `new`, completed by it: measures are those of the older render.

    Of the older images those stay that no render names but a sentence explains. Without `names` the names of images
    and Secrets were not looked for.
    """
    if old is None:
        return new
    explained = [i for i in old.images if i.why and i.ref not in {n.ref for n in new.images}]
    known = old.model_copy(
        update={
            "images": (*new.images, *explained),
            "image_sets": new.image_sets,
            "missing_subcharts": new.missing_subcharts,
            "rendered": new.rendered,
        }
    )
    if not names:
        return known
    services, secrets = {s.name for s in old.services}, {s.path for s in old.secrets}
    return known.model_copy(
        update={
            "image_keys": new.image_keys or old.image_keys,
            "services": (*old.services, *(s for s in new.services if s.name not in services)),
            "services_at_run_time": tuple(dict.fromkeys((*old.services_at_run_time, *new.services_at_run_time))),
            "secrets": (*old.secrets, *(s for s in new.secrets if s.path not in secrets)),
            "exposure": tuple(dict.fromkeys((*old.exposure, *new.exposure))),
            "monitoring": tuple(dict.fromkeys((*old.monitoring, *new.monitoring))),
        }
    )


def _images(prober: Prober) -> Iterator[ChartImage]:
    found: dict[str, tuple[str | None, set[str]]] = {}
    for pull in prober.pulls:
        ref, _, digest = pull.ref.partition("@")
        old = found.setdefault(ref, (digest or None, set()))
        old[1].add(pull.where)
    for ref in sorted(found):
        digest_, where = found[ref]
        yield ChartImage(ref=ref, digest=digest_, where=tuple(sorted(where)))


def _missing(folder: Path) -> Iterator[str]:
    """Sub-charts that are declared but not at hand, as values name them."""
    for dependency in declared(folder):
        if not (folder / "charts" / str(dependency["name"])).is_dir():
            yield str(dependency.get("alias") or dependency["name"])


def _namespaces(objects: Iterable[Object]) -> set[str]:
    named = {str((o.get("metadata") or {}).get("namespace") or NAMESPACE) for o in objects}
    return named - {NAMESPACE}


def _large(definitions: Iterable[Object]) -> Iterator[str]:
    for definition in definitions:
        if len(json.dumps(definition, separators=(",", ":"), default=str).encode()) > LIMIT:
            yield str(definition["metadata"]["name"])


def _foreign(objects: Iterable[Object]) -> set[str]:
    custom = (o for o in objects if not is_core(o) and o.get("kind") != "CustomResourceDefinition")
    return {f"{str(o['apiVersion']).partition('/')[0]}/{o['kind']}" for o in custom}


def _unsteady(first: Iterable[Object], second: Iterable[Object]) -> Iterator[str]:
    then = {_name(o): o for o in second}
    yield from (_name(o) for o in first if then.get(_name(o)) != o)


def _name(obj: Object) -> str:
    return f"{obj.get('kind')}/{(obj.get('metadata') or {}).get('name')}".replace(RELEASE, "{R}")


def _release_bytes(folder: Path, objects: Iterable[Object]) -> int:
    """About what Helm stores of a release: its own files and the manifest, packed twice."""
    own = [p for p in sorted(folder.rglob("*")) if p.is_file() and "charts" not in p.relative_to(folder).parts]
    chart = b"".join(base64.b64encode(p.read_bytes()) for p in own)
    packed = gzip.compress(chart + json.dumps(list(objects), default=str).encode(), mtime=0)
    return len(base64.b64encode(packed))


def asked_of(catalog: Catalog) -> dict[str, list[Setting]]:
    """By chart, every single value the integrations of the catalogue may set and that needs no answer."""
    charts = {r.id: r.chart.name for c in catalog.components for r in c.releases if r.chart}
    found: dict[str, list[Setting]] = {}
    for integration in catalog.integrations:
        for value in integration.sets:
            chart = charts.get(value.release)
            if chart and "<" not in str(value.value):
                nested = build([(value.path, value.value)])
                plain = [(dotted(k), v) for k, v in leaf_paths(nested) if isinstance(v, bool | str | int)]
                found.setdefault(chart, []).extend(plain)
    return found


def main(arguments: list[str]) -> int:
    """Command line; returns the exit status."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--charts", type=Path, required=True, help="folder of unpacked charts, CHART-VERSION each")
    parser.add_argument("--out", type=Path, required=True, help="folder the facts are written to")
    parser.add_argument("--date", type=date.fromisoformat, required=True, help="day of the render, YYYY-MM-DD")
    parser.add_argument("--no-switches", action="store_true", help="leave out the slow trial of every switch")
    parser.add_argument("--no-names", action="store_true", help="leave out the slow trial of image and Secret names")
    parser.add_argument("names", nargs="*", metavar="NAME-VERSION", help="only these")
    asked = parser.parse_args(arguments)
    wanted = asked_of(load_catalog())
    minimal = read_yaml(asked.out / MINIMAL).data if (asked.out / MINIMAL).is_file() else {}
    for folder in sorted(p for p in asked.charts.iterdir() if p.is_dir()):
        if asked.names and folder.name not in asked.names:
            continue
        chart = yaml.load((folder / "Chart.yaml").read_text(encoding="utf-8"), Loader=Loader)["name"]  # noqa: S506
        old = ChartStore(asked.out).facts(chart, folder.name.removeprefix(f"{chart}-"))
        facts = harvest(
            folder,
            minimal.get(chart, {}),
            wanted.get(chart, ()),
            asked.date,
            old=old,
            switches=not asked.no_switches,
            names=not asked.no_names,
        )
        complete = joined(old, facts, names=not asked.no_names)
        (asked.out / f"{folder.name}.yaml").write_text(dump(complete), encoding="utf-8")
        if old is None:
            (asked.out / "keys").mkdir(exist_ok=True)
            (asked.out / "keys" / f"{folder.name}.txt").write_text(keys_file(folder, chart), encoding="utf-8")
        sys.stdout.write(f"{folder.name}: {len(facts.images)} images, {len(facts.image_sets)} switches\n")
        sys.stdout.flush()
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
