"""A bundle as a whole: same bytes, closed world, every release in every format, every choice visible."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from advisor.errors import BadInput
from advisor.export.bundle import SUMS
from advisor.export.registry import FORMATS, check_formats
from tests.plan import small

DEPLOYS = ("argocd", "flux", "none")
EVERYTHING = ("helmfile", "terraform")


@pytest.fixture(scope="module")
def files() -> dict[str, bytes]:
    return small.bundle()


def test_the_same_plan_gives_the_same_bytes(files: dict[str, bytes]) -> None:
    assert small.bundle() == files


def test_hash_order_does_not_matter() -> None:
    code = (
        "import hashlib; from tests.plan import small; f = small.bundle(formats=('helmfile', 'terraform'));"
        "print(hashlib.sha256(repr(sorted(f.items())).encode()).hexdigest())"
    )
    root = Path(__file__).resolve().parents[2]
    digests = {
        subprocess.run(
            [sys.executable, "-c", code], env={"PYTHONHASHSEED": seed, "PATH": ""}, cwd=root,
            capture_output=True, text=True, check=True,
        ).stdout
        for seed in ("0", "1", "77")
    }  # fmt: skip
    assert len(digests) == 1


def test_every_file_is_clean_text(files: dict[str, bytes]) -> None:
    for path, content in files.items():
        assert re.fullmatch(r"[A-Za-z0-9][A-Za-z0-9._/-]*", path), path
        text = content.decode("utf-8")
        if not path.endswith(".csv"):
            assert "\r" not in text, path
            assert text.endswith("\n"), path
            assert not text.endswith("\n\n"), path


def test_checksums_name_every_file(files: dict[str, bytes]) -> None:
    listed = [line.partition("  ")[2] for line in files[SUMS].decode().splitlines()]
    assert listed == sorted(set(files) - {SUMS})


def releases_in(plan_yaml: bytes) -> set[str]:
    return {r["id"] for r in yaml.safe_load(plan_yaml)["releases"]}


@pytest.mark.parametrize("cd", DEPLOYS)
def test_every_format_emits_every_release(cd: str) -> None:
    files = small.bundle({"cd": cd, "iac": "terraform"}, formats=EVERYTHING)
    expected = releases_in(files["plan.yaml"])
    table = {line.split("\t")[4] for line in files["scripts/releases.tsv"].decode().splitlines()}
    assert table == expected
    hcl = files["optional/terraform/platform/main.tf"].decode()
    helmfile = files["optional/helmfile.yaml"].decode()
    for name in expected:
        assert f'"{name.replace("-", "_")}' in hcl, name
        assert f"name: {name}\n" in helmfile or f"platform/{name}" in helmfile, name


@pytest.mark.parametrize(("cd", "folder"), [("argocd", "argocd/apps"), ("flux", "flux")])
def test_the_delivery_tool_gets_every_release_it_owns(cd: str, folder: str) -> None:
    files = small.bundle({"cd": cd})
    owned = {r["id"] for r in yaml.safe_load(files["plan.yaml"])["releases"] if r["owner"] == cd}
    stems = {Path(p).stem for p in files if p.startswith(folder + "/")}
    assert owned
    assert owned <= stems


def test_the_tool_that_was_not_chosen_leaves_nothing() -> None:
    flux = small.bundle({"cd": "flux"})
    assert not [p for p in flux if p.startswith("argocd/")]
    assert not [p for p, c in flux.items() if b"argoproj" in c and not p.startswith(("plan", "decisions", "report"))]
    none = small.bundle({"cd": "none"})
    assert "scripts/20-platform.sh" in none
    assert "scripts/20-gitops.sh" not in none
    assert not [p for p in none if p.startswith(("argocd/", "flux/"))]


ALL_OPTIONS = [(d, o["id"]) for d, options in small.CHOICES.items() for o in options if o["id"] != small.STACK[d]]


@pytest.mark.parametrize(("decision", "option"), ALL_OPTIONS)
def test_choosing_an_option_changes_more_than_the_records(files: dict[str, bytes], decision: str, option: str) -> None:
    records = ("plan.yaml", SUMS, "decisions/", "bom/", "README", "RUNBOOK", "report", "licences")
    state = small.session(profile={"managed_kubernetes": "eks"}) if option == "managed" else small.session()
    changed = small.bundle(
        {decision: option, "iac": "terraform"} if option == "managed" else {decision: option}, state=state
    )
    differing = {p for p in {*files, *changed} if files.get(p) != changed.get(p)}
    if (decision, option) in {("image-build", "docker"), ("registry", "external"), ("iac", "none")}:
        assert differing  # these show only together with another choice
        return
    assert {p for p in differing if not p.startswith(records)}, differing


def test_the_build_tool_shows_in_the_pipeline() -> None:
    files = small.bundle({"ci": "jenkins", "image-build": "docker"})
    assert b"docker build" in files["ci/jenkins/Jenkinsfile"]
    assert b"docker" not in small.bundle({"ci": "jenkins"})["ci/jenkins/Jenkinsfile"]


def test_several_clusters_are_fed_by_application_sets() -> None:
    files = small.bundle(state=small.session(profile={"clusters": 3}))
    made = yaml.safe_load(files["argocd/apps/loki.yaml"])
    assert made["kind"] == "ApplicationSet"
    helm = made["spec"]["template"]["spec"]["sources"][0]["helm"]
    assert helm["valueFiles"][-1] == "$values/clusters/{{ .name }}/loki.yaml"
    assert helm["ignoreMissingValueFiles"] is True


def test_without_git_values_travel_inline() -> None:
    air = {"air_gapped": True}
    argo = small.bundle(state=small.session(profile=air))
    app = yaml.safe_load(argo["argocd/apps/loki.yaml"])
    assert app["spec"]["source"]["helm"]["valuesObject"]["singleBinary"]["replicas"] == 3
    assert app["spec"]["source"]["repoURL"] == "registry.example.com/charts"
    assert "argocd/root.yaml" not in argo
    assert "argocd/apps/cert-manager-objects.yaml" not in argo
    assert b"install_phase 20 all" in argo["scripts/20-gitops.sh"]
    flux = small.bundle({"cd": "flux"}, state=small.session(profile=air))
    assert "flux/root.yaml" not in flux
    assert yaml.safe_load(flux["flux/wave-20/loki.yaml"])["spec"]["values"]["singleBinary"]["replicas"] == 3
    assert not [p for p in flux if p.startswith("flux/") and p.endswith("-objects/cert-manager.yaml")]


def test_the_root_application_never_applies_server_side(files: dict[str, bytes]) -> None:
    assert b"ServerSideApply" not in files["argocd/root.yaml"]
    assert b"finalizers" not in b"".join(c for p, c in files.items() if p.startswith("argocd/"))
    for path in files:
        if path.startswith("argocd/apps/") and not path.endswith("kustomization.yaml"):
            assert yaml.safe_load(files[path])["spec"]["syncPolicy"]["automated"]["prune"] is False


def test_values_say_why_by_which_rule_and_input(files: dict[str, bytes]) -> None:
    text = files["values/cilium.yaml"].decode()
    assert "# nothing else routes Services [rule cilium-no-proxy]\n" in text
    assert "(input: api_endpoint)\n" in text


def test_an_air_gapped_site_pulls_from_its_own_registry() -> None:
    files = small.bundle(state=small.session(profile={"air_gapped": True}, inputs={"registry_host": "harbor.acme"}))
    hosts = files["cluster/certs.d/quay.io/hosts.toml"].decode()
    assert hosts.index("override_path") < len(hosts)
    assert 'server = "https://harbor.acme/v2/quay-io"' in hosts
    assert "oci://harbor.acme/charts/loki\tloki" in files["scripts/releases.tsv"].decode()


def test_a_plan_that_breaks_an_invariant_is_not_rendered() -> None:
    clash = [
        small.integration(f"clash-{n}", sets=[small.put("loki", "loki.auth_enabled", value=bool(n))]) for n in (0, 1)
    ]
    with pytest.raises(BadInput, match=r"set loki\.auth_enabled differently"):
        small.bundle(cat=small.catalog(integrations=[*small.INTEGRATIONS, *clash]))


def test_an_unknown_format_is_refused_with_the_nearest() -> None:
    with pytest.raises(BadInput) as error:
        check_formats(["helmfil"])
    assert error.value.problems[0].nearest == "helmfile"
    check_formats([f.name for f in FORMATS])
