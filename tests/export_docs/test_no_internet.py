"""A bundle for a site without internet names no address there: what it runs comes from the site's registry."""

from __future__ import annotations

import re

import pytest

from advisor.catalog.load import load_catalog
from advisor.export.deliver import bundle_of
from advisor.plan.build import build_plan
from advisor.session import edit, examples
from advisor.session.file import read
from advisor.solve.engine import Engine

EXECUTED = ("scripts/", "argocd/", "flux/", "platform/", "values/", "cluster/", "ci/")
NOT_RUN = {
    "pages with links to read, for people": re.compile(r"\.md$"),
}
ADDRESS = re.compile(r"\b(?:https?|oci)://([A-Za-z0-9.-]+)")
INSIDE = {
    "a Service of the cluster": re.compile(r"\.svc(\.cluster\.local)?$|^[a-z0-9-]+$"),
    "the machine itself": re.compile(r"^(localhost|127\.0\.0\.1|0\.0\.0\.0)$"),
    "an address of the site": re.compile(r"^\d+\.\d+\.\d+\.\d+$"),
    "the domain of the site": re.compile(r"(^|\.)(example\.(com|org)|site\.internal)$"),
}
"""Hosts that may be named, by the reason."""


def outside(files: dict[str, bytes]) -> list[str]:
    """Files with the internet hosts that they name."""
    found = set()
    for path, content in files.items():
        if not path.startswith(EXECUTED) or any(pattern.search(path) for pattern in NOT_RUN.values()):
            continue
        for line in content.decode().splitlines():
            said = line.partition(" # ")[0] if not line.lstrip().startswith("#") else ""
            for host in ADDRESS.findall(said):
                if not any(pattern.search(host.lower()) for pattern in INSIDE.values()):
                    found.add(f"{path}: {host}")
    return sorted(found)


@pytest.mark.parametrize("cd", ["argocd", "flux"])
def test_nothing_that_runs_points_at_the_internet(cd: str) -> None:
    catalog = load_catalog(cached=False)
    session = edit.choose(read(examples.path("airgap-finance"), catalog), "cd", cd)
    engine = Engine(catalog)
    assessment = engine.assess(session, repairs=False)
    assert assessment.status != "conflict"
    _, files = bundle_of(catalog, session, assessment, formats=("helmfile",))
    assert outside(files) == []
    assert any(p.startswith("airgap/") for p in files)


def test_the_search_finds_what_it_should() -> None:
    files = {
        "scripts/a.sh": b"curl https://github.com/x\n# https://example.net\n",
        "platform/b.yaml": b"url: oci://ghcr.io/acme  # https://docs.example.net\nhost: http://loki.logging.svc\n",
        "cluster/c.md": b"https://kubernetes.io\n",
        "values/d.yaml": b"url: https://s3.k8s.example.com\n",
    }
    assert outside(files) == ["platform/b.yaml: ghcr.io", "scripts/a.sh: github.com"]


def test_manifest_sets_are_read_from_what_was_carried_in() -> None:
    catalog = load_catalog(cached=False)
    session = read(examples.path("airgap-finance"), catalog)
    assessment = Engine(catalog).assess(session, repairs=False)
    plan = build_plan(catalog, session, assessment, tool_version="0.1.0")
    _, files = bundle_of(catalog, session, assessment)
    sets = [r for r in plan.releases if r.manifests]
    rows = [line.split("\t") for line in files["airgap/manifests.tsv"].decode().splitlines()]
    assert [row[0] for row in rows] == [r.id for r in sets] != []
    for release in sets:
        text = files[f"platform/{release.id}/kustomization.yaml"].decode()
        assert f"../../carried/{release.id}" in text
