"""The scripts really run, against a helm and a kubectl that only write down what they were asked."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

import pytest

from advisor.export.write import write_bundle
from tests.plan import small

SERVER = '{"clientVersion":{"gitVersion": "v1.36.4"},\\n"serverVersion":{\\n"gitVersion": "v1.36.4"}}\\n'
STUB = f"""#!/bin/sh
printf '%s\\t%s\\t%s\\n' "$(basename "$0")" "$(ls -A | wc -l)" "$*" >>"$CALLS"
case "$*" in "$FAIL_ON"*) [ -z "$FAIL_ON" ] || exit 1 ;; esac
case "$*" in "version -o json") printf '{SERVER}' ;; esac
"""


class Desk:
    """A bundle on disk with stub tools beside it."""

    def __init__(self, folder: Path, files: dict[str, bytes]) -> None:
        self.bundle = folder / "bundle"
        write_bundle(files, self.bundle)
        self.calls = folder / "calls"
        self.bin = folder / "bin"
        self.bin.mkdir()
        for name in ("helm", "kubectl", "sleep"):
            path = self.bin / name
            path.write_text(STUB)
            path.chmod(0o755)

    def run(self, script: str, **environment: str) -> subprocess.CompletedProcess[str]:
        self.calls.write_text("")
        env = {"PATH": f"{self.bin}:{os.environ['PATH']}", "CALLS": str(self.calls), "FAIL_ON": "", **environment}
        return subprocess.run(
            [str(self.bundle / "scripts" / script)], env=env, capture_output=True, text=True, check=False
        )

    def asked(self, tool: str) -> list[str]:
        lines = (line.split("\t") for line in self.calls.read_text().splitlines())
        return [line[2].replace(str(self.bundle), "B") for line in lines if line[0] == tool]


@pytest.fixture
def argocd(tmp_path: Path) -> Desk:
    return Desk(tmp_path, small.bundle())


def test_the_bootstrap_installs_in_order_and_may_run_again(argocd: Desk) -> None:
    done = argocd.run("10-bootstrap.sh")
    assert done.returncode == 0, done.stderr
    first = argocd.calls.read_text()
    installed = [c.split()[2] for c in argocd.asked("helm")]
    assert installed == ["cilium", "prometheus-operator-crds", "argocd"]
    assert argocd.asked("helm")[0] == (
        "upgrade --install cilium cilium --repo https://charts.example/cilium --version 1.20.0 --namespace kube-system"
        " --values B/values/cilium.yaml --wait --timeout 10m"
    )
    assert argocd.asked("kubectl")[:2] == [
        "apply --server-side -k B/platform",
        "apply --server-side -k B/platform/snapshotter",
    ]
    assert argocd.run("10-bootstrap.sh").returncode == 0
    assert argocd.calls.read_text() == first


def test_the_bootstrap_stops_while_a_secret_it_needs_is_missing(tmp_path: Path) -> None:
    early = small.integration("login", secrets=[{"name": "ca", "namespace": "kube-system", "keys": ["k"],
                                                 "text": small.text("x"), "used_by": ["cilium"]}])  # fmt: skip
    desk = Desk(tmp_path, small.bundle(cat=small.catalog(integrations=[*small.INTEGRATIONS, early])))
    stopped = desk.run("10-bootstrap.sh", FAIL_ON="-n kube-system get secret")
    assert stopped.returncode == 1
    assert "FAIL  secret kube-system/ca does not exist" in stopped.stdout
    assert desk.asked("helm") == []
    assert desk.run("10-bootstrap.sh").returncode == 0


def test_helm_runs_where_no_folder_can_shadow_a_chart(argocd: Desk) -> None:
    argocd.run("10-bootstrap.sh")
    entries = [line.split("\t")[1].strip() for line in argocd.calls.read_text().splitlines() if line.startswith("helm")]
    assert set(entries) == {"0"}


def test_git_hands_over_once(argocd: Desk) -> None:
    assert argocd.run("20-gitops.sh").returncode == 0
    assert argocd.asked("helm") == []
    assert argocd.asked("kubectl") == ["apply --server-side -f B/argocd/project.yaml -f B/argocd/root.yaml"]


@pytest.mark.parametrize(("cd", "kind"), [("argocd", "application"), ("flux", "helmrelease")])
def test_without_git_releases_are_handed_over_one_by_one(tmp_path: Path, cd: str, kind: str) -> None:
    desk = Desk(tmp_path, small.bundle({"cd": cd}, state=small.session(profile={"air_gapped": True})))
    done = desk.run("20-gitops.sh")
    assert done.returncode == 0, done.stderr
    asked = desk.asked("kubectl")
    waited = [a.split()[3] for a in asked if " wait " in f" {a} "]
    assert waited == [f"{kind}/cert-manager", f"{kind}/kube-prometheus-stack", f"{kind}/loki"]
    assert asked.index("apply --server-side -f B/platform/cert-manager.yaml") > next(
        n for n, a in enumerate(asked) if f"wait {kind}/cert-manager" in a
    )
    named = [word for a in asked for word in a.split() if word.startswith("B/")]
    assert [p for p in named if not (desk.bundle / p.removeprefix("B/")).exists()] == []


def test_scripts_alone_install_everything(tmp_path: Path) -> None:
    desk = Desk(tmp_path, small.bundle({"cd": "none"}))
    assert desk.run("20-platform.sh").returncode == 0
    assert [c.split()[2] for c in desk.asked("helm")] == ["cert-manager", "kube-prometheus-stack", "loki"]
    assert "apply --server-side -f B/platform/platform-gateway.yaml" in desk.asked("kubectl")


def test_packed_charts_are_taken_where_they_are_carried_along(argocd: Desk, tmp_path: Path) -> None:
    charts = tmp_path / "charts"
    charts.mkdir()
    (charts / "snapshotter-v8.6.0.yaml").write_text("x")
    argocd.run("10-bootstrap.sh", CHART_DIR=str(charts))
    assert argocd.asked("helm")[0].startswith(f"upgrade --install cilium {charts}/cilium-1.20.0.tgz --namespace")
    assert f"apply --server-side -f {charts}/snapshotter-v8.6.0.yaml" in argocd.asked("kubectl")


def test_a_failing_release_stops_the_script(argocd: Desk) -> None:
    done = argocd.run("10-bootstrap.sh", FAIL_ON="upgrade --install prometheus-operator-crds")
    assert done.returncode != 0
    assert not [c for c in argocd.asked("helm") if "argocd" in c]


def test_rendering_asks_for_every_chart_and_changes_nothing(argocd: Desk) -> None:
    assert argocd.run("05-render.sh").returncode == 0
    assert argocd.asked("kubectl") == []
    assert all(c.startswith("template ") for c in argocd.asked("helm"))
    assert len(argocd.asked("helm")) == 6
    assert (argocd.bundle / "rendered/loki.yaml").is_file()


def test_the_preflight_names_what_is_missing(argocd: Desk) -> None:
    done = argocd.run("01-preflight-admin.sh")
    assert done.returncode == 1
    assert "FAIL  unanswered: api_endpoint (api_endpoint)" in done.stdout
    assert "example addresses are left" in done.stdout


def test_the_preflight_passes_once_everything_is_answered(tmp_path: Path) -> None:
    answers = {
        "api_endpoint": "10.0.0.10", "api_vip": "10.0.0.10", "s3_host": "s3.acme.internal",
        "control_plane_ips": ["10.0.0.11", "10.0.0.12", "10.0.0.13"], "worker_ips": ["10.0.0.21", "10.0.0.22"],
        "load_balancer_ips": ["10.0.0.8", "10.0.0.9"], "git_repo_url": "https://git.acme.internal/p.git",
    }  # fmt: skip
    desk = Desk(tmp_path, small.bundle(state=small.session(inputs=answers)))
    done = desk.run("01-preflight-admin.sh")
    assert done.returncode == 0, done.stdout
    assert "ok    cluster v1.36.4" in done.stdout
    assert "ok    secret monitoring/grafana-admin" in done.stdout
    assert desk.run("01-preflight-admin.sh", FAIL_ON="get storageclass").returncode == 1


def test_verify_waits_for_conditions_and_for_values_of_a_status(tmp_path: Path) -> None:
    waits = [("kibana/kibana", "jsonpath={.status.health}=green"), ("cephcluster/rook-ceph", "Ready")]
    same = {"kind": "condition", "namespace": "logging", "text": small.text("works")}
    health = [{**same, "target": target, "condition": state} for target, state in waits]
    more = small.integration("health", health=health, sets=[small.put("cilium", "debug.enabled", value=False)])
    desk = Desk(tmp_path, small.bundle(cat=small.catalog(integrations=[*small.INTEGRATIONS, more])))
    desk.run("90-verify.sh")
    asked = desk.asked("kubectl")
    assert "-n logging wait kibana/kibana --for=jsonpath={.status.health}=green --timeout=30s" in asked
    assert "-n logging wait cephcluster/rook-ceph --for=condition=Ready --timeout=30s" in asked
    failed = desk.run("90-verify.sh", FAIL_ON="-n logging wait kibana")
    assert "FAIL  logging kibana/kibana" in failed.stdout
    assert "ok    logging cephcluster/rook-ceph" in failed.stdout


def test_verify_tells_good_from_bad(argocd: Desk) -> None:
    done = argocd.run("90-verify.sh", FAIL_ON="-n monitoring rollout")
    assert done.returncode == 1
    assert "FAIL  monitoring deployment/kube-prometheus-stack-grafana: Grafana" in done.stdout
