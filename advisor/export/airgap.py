"""`airgap/`: what a site without internet needs: a mirror script with its tables, Hauler and Zarf manifests, a page."""

from __future__ import annotations

from collections.abc import Iterator

from advisor.export import images
from advisor.export.charts import oci_reference
from advisor.export.document import Document, airgap_folder, images_of, split_image
from advisor.export.guide import is_managed, number_of
from advisor.export.namespaces import label_value
from advisor.export.runtime import Mirror, host_of, own_registries, registry_of
from advisor.export.text import table, template, to_bytes
from advisor.export.yaml_emit import emit, emit_all
from advisor.model.assessment import Assessment
from advisor.model.base import Language
from advisor.model.catalog import Catalog
from advisor.model.plan import Image, Plan
from advisor.model.session import Session
from advisor.wording.markdown import code, escape

_HAULER = "content.hauler.cattle.io/v1"


def render(plan: Plan, catalog: Catalog, assessment: Assessment, session: Session, lang: Language) -> dict[str, bytes]:
    """The folder, but for `images.txt`, which every bundle has."""
    folder = airgap_folder(plan)
    kubernetes = plan.cluster.kubernetes
    exact = kubernetes.count(".") == 2
    listed = "the images of Kubernetes itself are taken from mirror.tsv alone, nobody compared them"
    script = template("mirror.sh.j2").render(
        kubernetes=f"v{kubernetes}" if exact else f"stable-{kubernetes}",
        without=listed if plan.cluster.images else "the images of Kubernetes itself are not mirrored",
    )
    return {
        f"{folder}/README.md": _readme(Document(plan, catalog, lang)),
        f"{folder}/charts.tsv": to_bytes(table(list(_charts(plan)))),
        f"{folder}/hauler.yaml": _hauler(plan),
        f"{folder}/mirror.sh": to_bytes(script),
        f"{folder}/manifests.tsv": to_bytes(table(list(_manifests(plan)))),
        f"{folder}/mirror.tsv": to_bytes(table(list(dict.fromkeys(_mirrored(i) for i in carried(plan).values())))),
        f"{folder}/zarf.yaml": _zarf(plan),
    }


def carried(plan: Plan) -> dict[str, Image]:
    """The images that come from outside: those of the site's own registry are there already, nobody can pull them."""
    own = own_registries(plan)
    return {ref: image for ref, image in images_of(plan).items() if registry_of(image.ref) not in own}


def _charts(plan: Plan) -> Iterator[tuple[str, ...]]:
    """Name, version and upstream source of every chart, each once."""
    found = {(r.chart.name, r.chart.version): r.chart for r in plan.releases if r.chart is not None}
    for name, version in sorted(found):
        chart = found[name, version]
        yield name, version, oci_reference(chart) or chart.repo or ""


def _manifests(plan: Plan) -> Iterator[tuple[str, ...]]:
    """Release, version and address of what upstream ships as plain manifests."""
    for release in plan.releases:
        if release.manifests is not None:
            yield release.id, release.manifests.version, release.manifests.url


def _mirrored(image: Image) -> tuple[str, str]:
    """Where an image is pulled from, and its path in the site's registry as the runtime's mirror settings expect it.

    The pull names the digest where one is known, since tag and digest together are refused by skopeo.
    """
    path, tag, digest = split_image(image)
    registry = registry_of(image.ref)
    inner = path.removeprefix(f"{registry}/") if path.startswith(f"{registry}/") else _without_host(path)
    if registry == "docker.io" and "/" not in inner:
        inner = f"library/{inner}"
    source = f"{registry}/{inner}@{digest}" if digest else f"{registry}/{inner}:{tag or 'latest'}"
    return source, f"{Mirror(registry, '').project}/{inner}:{tag or 'mirrored'}"


def _without_host(path: str) -> str:
    head, _, rest = path.partition("/")
    return rest if rest and "." in head else path


def _hauler(plan: Plan) -> bytes:
    name = label_value(plan.stack.name)
    charts = [
        {"name": chart, "repoURL": source.rpartition("/")[0] if source.startswith("oci://") else source, "version": v}
        for chart, v, source in _charts(plan)
    ]
    files = [{"name": f"{name}.yaml", "path": url} for name, _, url in _manifests(plan) if _is_file(url)]
    documents: list[tuple[object, None]] = [
        (_hauler_document("Charts", f"{name}-charts", {"charts": charts}), None),
        (_hauler_document("Images", f"{name}-images", {"images": [{"name": ref} for ref in carried(plan)]}), None),
    ]
    if files:
        documents.append((_hauler_document("Files", f"{name}-manifests", {"files": files}), None))
    header = "hauler store sync --filename hauler.yaml; hauler store save; carry it over; hauler store load"
    return to_bytes(emit_all(documents, header=header))


def _is_file(url: str) -> bool:
    """Whether a manifest set is one file to download; the others are folders that kustomize builds."""
    return url.startswith("https://") and url.endswith((".yaml", ".yml"))


def _hauler_document(kind: str, name: str, spec: dict[str, object]) -> dict[str, object]:
    return {"apiVersion": _HAULER, "kind": kind, "metadata": {"name": name}, "spec": spec}


def _zarf(plan: Plan) -> bytes:
    """A package that only carries images: charts are installed by the scripts, from the registry."""
    package = {
        "kind": "ZarfPackageConfig",
        "metadata": {"name": label_value(plan.stack.name), "description": "Images of the platform stack"},
        "components": [{"name": "images", "required": True, "images": list(carried(plan))}],
    }
    return to_bytes(emit(package, header="zarf package create; carry the package over; zarf package deploy"))


def _readme(doc: Document) -> bytes:
    plan = doc.plan
    projects = sorted({target.partition("/")[0] for _, target in map(_mirrored, carried(plan).values())})
    unknown = [code(name) for name in images.unknown(plan)]
    manifests = [code(name) for name, _, _ in _manifests(plan)]
    text = template("airgap.md.j2").render(
        word=doc.word,
        name=escape(plan.stack.name),
        images=len(carried(plan)),
        own=", ".join(code(ref) for ref in images_of(plan) if ref not in carried(plan)),
        charts=len(list(_charts(plan))),
        projects=", ".join(code(name) for name in projects),
        unknown=", ".join(unknown),
        moving=", ".join(code(ref) for ref in images.moving(plan)),
        manifests=", ".join(manifests),
        files=", ".join(code(f"{name}.yaml") for name, _, url in _manifests(plan) if _is_file(url)),
        cluster=list(_cluster(doc)),
        registry=list(_registry(doc)),
        host=host_of(plan) or "REGISTRY",
    )
    return to_bytes(text)


def _cluster(doc: Document) -> Iterator[str]:
    """What is known of the images of Kubernetes itself."""
    cluster = doc.plan.cluster
    if is_managed(doc.plan):
        return
    version = escape(cluster.kubernetes)
    if cluster.images:
        yield doc.word("airgap.kubernetes", count=len(cluster.images), version=version)
    else:
        yield doc.word("airgap.kubernetes_unknown", version=version)
    if cluster.provisioner == "kubespray":
        yield doc.word("airgap.kubespray")


def _registry(doc: Document) -> Iterator[str]:
    """Where the images go, and what to do while the registry is itself a part of what is installed."""
    plan, host = doc.plan, host_of(doc.plan)
    if host is None:
        return
    yield doc.word("airgap.registry", host=escape(host))
    chosen = {c.id for c in doc.components_of.get("registry", [])}
    if any(r.component in chosen for r in plan.releases):
        name = ", ".join(doc.component(c) for c in sorted(chosen))
        yield doc.word("airgap.registry_inside", name=name, step=number_of(plan, "bootstrap"))
    yield doc.word("airgap.rewrite", charts=escape(str(plan.chart_registry)))
