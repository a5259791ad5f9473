"""The air-gap folder: tables that match the runtime's mirrors, manifests that parse, a script that really copies."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from advisor.export import airgap, images, runtime
from tests.export_docs.conftest import Real
from tests.export_docs.small import DIGEST, World, data

ROWS = {
    f"quay.io/tigera/operator@{DIGEST}": "quay-io/tigera/operator:v1",
    "docker.io/hashicorp/vault:2.0.4": "docker-io/hashicorp/vault:2.0.4",
    "docker.io/library/nginx:1": "docker-io/library/nginx:1",
    f"registry.k8s.io/pause@{DIGEST}": "registry-k8s-io/pause:mirrored",
}


def table(text: str) -> list[list[str]]:
    return [line.split("\t") for line in text.splitlines()]


def test_images_are_listed_once_in_order(world: World) -> None:
    lines = world.render(images)["airgap/images.txt"].splitlines()
    assert lines == sorted(set(lines))
    assert f"quay.io/tigera/operator:v1@{DIGEST}" in lines
    assert len(lines) == 4


def test_on_a_site_with_internet_the_list_is_an_extra(tmp_path: Path) -> None:
    cluster = {**data()["cluster"], "air_gapped": False}
    made = World(tmp_path, {"cluster": cluster}).render(images)
    assert sorted(made) == ["optional/airgap/images.md", "optional/airgap/images.txt"]


def test_every_image_says_why_it_is_there(world: World) -> None:
    page = world.render(images)["airgap/images.md"]
    rows = [line for line in page.splitlines() if line.startswith("| `")]
    listed = world.render(images)["airgap/images.txt"].split()
    assert [row.split("`")[1] for row in rows] == listed
    assert all("`calico`" in row for row in rows)
    assert "**Incomplete:**" in page
    assert "**Not pinned:**" not in page


def test_a_moving_tag_is_flagged(tmp_path: Path) -> None:
    releases = data()["releases"]
    releases[0]["images"] = [{"ref": "docker.io/busybox:latest"}, {"ref": "docker.io/busybox"}]
    world = World(tmp_path, {"releases": releases})
    assert images.moving(world.plan) == ["docker.io/busybox", "docker.io/busybox:latest"]
    assert "**Not pinned:**" in world.render(images)["airgap/images.md"]
    assert "**Not pinned:**" in world.render(airgap)["airgap/README.md"]


def test_mirror_table_leads_where_the_runtime_looks(world: World) -> None:
    rows = table(world.render(airgap)["airgap/mirror.tsv"])
    assert dict(rows) == ROWS
    projects = {m.project for m in runtime.mirrors(world.plan)}
    assert {target.partition("/")[0] for _, target in rows} <= projects


def test_real_mirror_tables_cover_every_image(real: Real) -> None:
    rows = table(real.render(airgap)[next(p for p in real.render(airgap) if p.endswith("mirror.tsv"))])
    listed = next(text for path, text in real.render(images).items() if path.endswith(".txt")).split()
    assert len(rows) == len(listed)
    assert all(target.count(":") == 1 and not target.startswith("/") for _, target in rows)


def test_what_the_site_has_in_its_own_registry_is_not_carried(tmp_path: Path) -> None:
    """An image the site builds cannot be pulled outside: the mirror script would stop there."""
    parts = data()
    own = {"ref": "harbor.acme.test/platform/jenkins:1"}
    releases = [{**r, "images": [*r["images"], own]} if n == 0 else r for n, r in enumerate(parts["releases"])]
    made = World(tmp_path, {"releases": releases, "chart_registry": "oci://harbor.acme.test/charts"})
    files = made.render(airgap)
    for name in ("mirror.tsv", "hauler.yaml", "zarf.yaml"):
        assert own["ref"] not in files[f"airgap/{name}"], name
        assert "tigera/operator" in files[f"airgap/{name}"], name
    assert f"`{own['ref']}`" in files["airgap/README.md"]
    assert own["ref"] in made.render(images)["airgap/images.txt"]


def test_charts_come_from_where_upstream_has_them(world: World) -> None:
    assert table(world.render(airgap)["airgap/charts.tsv"]) == [
        ["calico", "1.0.0", "https://charts.example.org"],
        ["vault", "2.0.0", "oci://ghcr.io/acme/charts/vault"],
    ]


def test_manifests_of_other_tools_parse(world: World) -> None:
    files = world.render(airgap)
    charts, pulled, manifests = list(yaml.safe_load_all(files["airgap/hauler.yaml"]))
    assert [c["name"] for c in charts["spec"]["charts"]] == ["calico", "vault"]
    assert charts["spec"]["charts"][1]["repoURL"] == "oci://ghcr.io/acme/charts"
    listed = world.render(images)["airgap/images.txt"].split()
    assert [i["name"] for i in pulled["spec"]["images"]] == listed
    assert manifests["spec"]["files"] == [{"name": "crds.yaml", "path": "https://example.org/crds.yaml"}]
    zarf = yaml.safe_load(files["airgap/zarf.yaml"])
    assert zarf["kind"] == "ZarfPackageConfig"
    assert zarf["components"][0]["images"] == listed


def test_the_page_says_what_is_not_in_the_list(world: World) -> None:
    text = world.render(airgap)["airgap/README.md"]
    assert "4 images and 2 charts" in text
    assert "**Incomplete:**" in text
    assert "`crds`" in text
    assert "`docker-io`, `quay-io`, `registry-k8s-io`" in text


STUB = """#!/bin/sh
printf '%s\\n' "{name} $*" >>"$LOG"
if [ "{name}" = kubeadm ]; then echo registry.k8s.io/coredns/coredns:v1.14.2; fi
if [ "{name} $1" = "curl --fail" ]; then
  while [ "$1" != --output ]; do shift; done
  printf 'spec:\\n  - image: quay.io/acme/operator:v3\\n  - image: "acme/side:1"\\n' >"$2"
fi
if [ "{name} $1" = "helm pull" ]; then touch "$DIR_OF_TEST/charts/$(basename "$2")-1.tgz"; fi
"""


@pytest.fixture
def mirror(world: World, tmp_path: Path) -> Path:
    """The folder of the script, beside stubs that only log what they are asked."""
    for path, content in world.render(airgap).items():
        file = tmp_path / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(content)
    tools = tmp_path / "bin"
    tools.mkdir()
    for name in ("skopeo", "helm", "kubeadm", "curl"):
        (tools / name).write_text(STUB.replace("{name}", name))
        (tools / name).chmod(0o755)
    return tmp_path


def run(mirror: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    carry = mirror / "carry"
    environment = {
        "PATH": f"{mirror / 'bin'}:{os.environ['PATH']}",
        "LOG": str(mirror / "log"),
        "DIR_OF_TEST": str(carry),
    }
    script = mirror / "airgap" / "mirror.sh"
    return subprocess.run(
        ["bash", str(script), *arguments], env=environment, capture_output=True, text=True, check=False
    )


def test_the_script_pulls_and_pushes_everything(mirror: Path) -> None:
    carry = mirror / "carry"
    assert run(mirror, "pull", str(carry)).returncode == 0
    pulled = (mirror / "log").read_text()
    for source, target in ROWS.items():
        place = carry / "images" / target.replace("/", "_").replace(":", "_")
        assert f"skopeo copy --all --preserve-digests docker://{source} dir:{place}\n" in pulled
    assert "kubeadm config images list --kubernetes-version v1.36.4\n" in pulled
    assert "docker://registry.k8s.io/coredns/coredns:v1.14.2" in pulled
    assert "curl --fail --silent --show-error --location" in pulled
    assert "https://example.org/crds.yaml" in pulled
    assert "docker://quay.io/acme/operator:v3" in pulled
    assert "helm pull calico --repo https://charts.example.org --version 1.0.0" in pulled
    assert "helm pull oci://ghcr.io/acme/charts/vault --version 2.0.0" in pulled
    (mirror / "log").unlink()
    assert run(mirror, "push", str(carry), "registry.acme.internal").returncode == 0
    pushed = (mirror / "log").read_text()
    more = ("registry-k8s-io/coredns/coredns:v1.14.2", "quay-io/acme/operator:v3", "docker-io/acme/side:1")
    for target in (*ROWS.values(), *more):
        assert f"docker://registry.acme.internal/{target}\n" in pushed
    assert pushed.count("helm push ") == 2
    assert "oci://registry.acme.internal/charts\n" in pushed
    carried = mirror / "carried" / "crds"
    assert "quay.io/acme/operator:v3" in (carried / "upstream.yaml").read_text()
    assert yaml.safe_load((carried / "kustomization.yaml").read_text()) == {"resources": ["upstream.yaml"]}


def test_the_script_explains_itself_and_stops_at_the_first_failure(mirror: Path) -> None:
    for arguments in ((), ("pull",), ("push", "x")):
        result = run(mirror, *arguments)
        assert result.returncode == 2
        assert "mirror.sh push DIR REGISTRY" in result.stderr
    (mirror / "bin" / "skopeo").write_text("#!/bin/sh\nexit 7\n")
    assert run(mirror, "pull", str(mirror / "carry")).returncode != 0


def test_the_script_is_clean_and_short(mirror: Path) -> None:
    script = mirror / "airgap" / "mirror.sh"
    assert len(script.read_text().splitlines()) <= 60
    tool = shutil.which("shellcheck", path=f"{Path(sys.executable).parent}:{os.environ['PATH']}")
    assert tool is not None, "shellcheck comes with the extra `validate`"
    result = subprocess.run([tool, str(script)], capture_output=True, text=True, check=False)
    assert result.returncode == 0, result.stdout
