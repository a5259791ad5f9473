"""Files for hosts, shells and pipelines are read by the tools that will consume them."""

from __future__ import annotations

import json
import re
import subprocess
import tomllib
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.plan import small
from tests.upstream.bundles import CASES, EXAMPLES, made, write
from tests.upstream.where import module, tool, upstream

STATES = small.session(inputs={"api_vip": "192.0.2.10", "registry_host": "harbor.acme.internal"},
                       profile={"air_gapped": True})  # fmt: skip


def run(*command: str | Path, cwd: Path | None = None) -> subprocess.CompletedProcess[str]:
    return subprocess.run([str(c) for c in command], cwd=cwd, capture_output=True, text=True, check=False)


@pytest.mark.parametrize(("name", "cd"), CASES)
def test_scripts_are_clean_and_short(name: str, cd: str, tmp_path: Path) -> None:
    _, files = made(name, cd)
    write({p: c for p, c in files.items() if p.startswith("scripts/")}, tmp_path)
    scripts = sorted((tmp_path / "scripts").glob("*.sh"))
    checked = run(tool("shellcheck"), "-x", *scripts)
    assert checked.stdout == ""
    for script in scripts:
        assert run("bash", "-n", script).returncode == 0
        assert len(script.read_text().splitlines()) <= 60, script.name


def test_a_careless_script_is_refused(tmp_path: Path) -> None:
    (tmp_path / "bad.sh").write_text("#!/usr/bin/env bash\nrm -rf $1/*\nif true; then\n")
    assert run(tool("shellcheck"), tmp_path / "bad.sh").returncode != 0
    assert run("bash", "-n", tmp_path / "bad.sh").returncode != 0


@pytest.fixture
def hosts(tmp_path: Path) -> Path:
    write(small.bundle(state=STATES), tmp_path)
    return tmp_path / "cluster"


def haproxy(path: Path) -> int:
    return run(tool("haproxy", in_ci=False), "-c", "-f", path).returncode


def test_haproxy_takes_its_file(hosts: Path) -> None:
    path = hosts / "haproxy.cfg"
    assert haproxy(path) == 0
    path.write_text(path.read_text().replace("balance leastconn", "balance leastcon"))
    assert haproxy(path) != 0


def keepalived(path: Path) -> int:
    """keepalived ends itself under another script user, and wants an interface that exists."""
    text = path.read_text().replace("script_user nobody", "script_user root")
    interface = next((n for n in Path("/sys/class/net").iterdir() if n.name != "lo"), None)
    if interface is None:
        pytest.skip("no network interface but lo")
    path.write_text(text.replace("interface eth0", f"interface {interface.name}"))
    return run(tool("keepalived", in_ci=False), "-t", "-f", path).returncode


def test_keepalived_takes_its_file(hosts: Path) -> None:
    path = hosts / "keepalived-lb1.conf"
    assert keepalived(path) == 0
    path.write_text(path.read_text().replace("virtual_router_id 51", "virtual_router_id 256"))
    assert keepalived(path) != 0


def test_containerd_reads_what_it_needs(hosts: Path) -> None:
    config = tomllib.loads((hosts / "containerd-config.toml").read_text())
    assert config["version"] == 3
    runc = config["plugins"]["io.containerd.cri.v1.runtime"]["containerd"]["runtimes"]["runc"]
    assert runc["options"] == {"SystemdCgroup": True}
    assert config["plugins"]["io.containerd.cri.v1.images"]["registry"]["config_path"] == "/etc/containerd/certs.d"
    mirror = tomllib.loads((hosts / "certs.d/docker.io/hosts.toml").read_text())
    assert mirror["override_path"] is True
    assert mirror["server"] == "https://harbor.acme.internal/v2/docker-io"


def test_crio_reads_what_it_needs(tmp_path: Path) -> None:
    files = small.bundle({"container-runtime": "cri-o"}, state=STATES)
    registries = tomllib.loads(files["cluster/crio/registries.conf"].decode())["registry"]
    assert {"prefix": "quay.io", "location": "harbor.acme.internal/quay-io"} in registries
    assert b"unix:///var/run/crio/crio.sock" in files["cluster/kubeadm-init.yaml"]


def hcl_problem(text: str) -> str | None:
    try:
        module("hcl2").loads(text)
    except Exception as error:
        return type(error).__name__
    return None


HCL = [
    ({"iac": "terraform"}, {}),
    ({"iac": "opentofu"}, {}),
    *(({"provisioner": "managed", "iac": "terraform"}, {"managed_kubernetes": m}) for m in ("eks", "aks", "gke")),
]


@pytest.mark.parametrize(("choices", "profile"), HCL)
def test_hcl_parses_and_is_formatted(choices: dict[str, str], profile: dict[str, Any], tmp_path: Path) -> None:
    files = small.bundle(choices, state=small.session(profile=profile))
    found = {p: c for p, c in files.items() if p.endswith((".tf", ".tofu", ".tfvars"))}
    assert found
    assert {p: hcl_problem(c.decode()) for p, c in found.items() if hcl_problem(c.decode())} == {}
    write({p: c for p, c in found.items() if not p.endswith(".tofu")}, tmp_path)
    formatted = run(tool("terraform", in_ci=False), "fmt", "-check", "-recursive", "-diff", tmp_path)
    assert formatted.stdout == ""


def test_broken_hcl_is_refused() -> None:
    assert hcl_problem('resource "a" "b" {\n  x = \n}\n') is not None


KUBESPRAY = small.session(profile={"air_gapped": True}, inputs={"registry_host": "harbor.acme.internal"})


def groups(folder: Path) -> dict[str, Any]:
    shown = run(tool("ansible-inventory"), "-i", folder / "inventory.ini", "--list")
    return dict(json.loads(shown.stdout)) if shown.returncode == 0 else {}


def test_ansible_reads_the_inventory(tmp_path: Path) -> None:
    write(small.bundle({"provisioner": "kubespray"}, state=KUBESPRAY), tmp_path)
    found = groups(tmp_path / "cluster/kubespray")
    assert found["kube_control_plane"]["hosts"] == ["cp1", "cp2", "cp3"]
    assert found["etcd"]["children"] == ["kube_control_plane"]
    assert set(found["k8s_cluster"]["children"]) == {"kube_control_plane", "kube_node"}
    facts = found["_meta"]["hostvars"]["cp1"]
    assert facts["kube_version"] == "1.36.4"
    assert facts["kube_network_plugin"] == "none"


def test_a_misspelt_group_is_seen(tmp_path: Path) -> None:
    write(small.bundle({"provisioner": "kubespray"}), tmp_path)
    path = tmp_path / "cluster/kubespray/inventory.ini"
    path.write_text(path.read_text().replace("[k8s_cluster:children]", "[k8s_clusters:children]"))
    assert "k8s_cluster" not in groups(path.parent)


def test_kubespray_knows_every_variable() -> None:
    known = "\n".join(p.read_text(encoding="utf-8") for p in upstream("kubespray").rglob("*.y*ml"))
    files = small.bundle({"provisioner": "kubespray", "kube-proxy": "ipvs"}, state=KUBESPRAY)
    names = {
        line.partition(":")[0]
        for path, content in files.items()
        if "group_vars" in path
        for line in content.decode().splitlines()
        if re.match(r"[a-z]", line)
    }
    unseen = {n for n in names if not re.search(rf"\b{n}\b", known)}
    assert unseen <= {"kube_proxy_remove", "storage_googleapis_url", "node_feature_discovery_enabled", "files_repo",
                      "kubernetes_audit", "ntp_enabled", "containerd_registries_mirrors", "kube_network_node_prefix",
                      "enable_nodelocaldns", "auto_renew_certificates", "kube_encrypt_secret_data",
                      "ingress_alb_enabled",                       "gateway_api_enabled"}  # fmt: skip


SCHEMA_NAMES = {"ci/github/platform.yaml": ("vendor.github-workflows", ()),
                "ci/gitlab/.gitlab-ci.yml": ("vendor.gitlab-ci", ("--data-transform", "gitlab-ci"))}  # fmt: skip


@pytest.mark.parametrize(("ci", "path"), [("github-actions", "ci/github/platform.yaml"),
                                          ("gitlab", "ci/gitlab/.gitlab-ci.yml")])  # fmt: skip
def test_pipelines_are_valid(ci: str, path: str, tmp_path: Path) -> None:
    write(small.bundle({"ci": ci, "image-build": "docker"}), tmp_path)
    schema, extra = SCHEMA_NAMES[path]
    command = [tool("check-jsonschema"), "--builtin-schema", schema, *extra, str(tmp_path / path)]
    good = run(*command)
    assert good.returncode == 0, good.stdout
    place = tmp_path / path
    broken = {"steps:": "stpes:", "script:": "scrpt:"}
    text = place.read_text()
    for word, wrong in broken.items():
        text = text.replace(word, wrong)
    place.write_text(text)
    assert run(*command).returncode != 0


def kubeadm_problems(files: dict[str, bytes]) -> list[str]:
    jsonschema = module("jsonschema")
    schema = yaml.safe_load(next(upstream("kubeadm").glob("*schema*.json")).read_text(encoding="utf-8"))
    problems = []
    for path, content in files.items():
        if path.startswith("cluster/kubeadm-") and "yaml" in path:
            for document in yaml.safe_load_all(content):
                if document["apiVersion"].startswith("kubeadm"):
                    problems += [
                        f"{path}: {e.message[:150]}"
                        for e in jsonschema.Draft202012Validator(schema).iter_errors(document)
                    ]
    return problems


def test_kubeadm_files_fit_its_types() -> None:
    files = small.bundle()
    assert kubeadm_problems(files) == []
    path = "cluster/kubeadm-init.yaml"
    assert kubeadm_problems({path: files[path].replace(b"certSANs", b"certSans")}) != []


LINT = "{extends: default, rules: {line-length: disable, document-start: disable, comments: disable, truthy: disable}}"


@pytest.mark.parametrize("name", EXAMPLES)
def test_yaml_is_tidy(name: str, tmp_path: Path) -> None:
    _, files = made(name)
    write({p: c for p, c in files.items() if p.endswith((".yaml", ".yml"))}, tmp_path)
    linted = run(tool("yamllint"), "-d", LINT, "-f", "parsable", tmp_path)
    assert linted.stdout == ""


def test_a_repeated_key_is_found(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text("a: 1\na: 2\n")
    assert run(tool("yamllint"), "-d", LINT, tmp_path).returncode != 0
