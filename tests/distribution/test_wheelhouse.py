"""A jump host installs from the wheelhouse and runs the single file, without any index and without a network."""

from __future__ import annotations

import json
import os
import platform
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from tests.distribution import release, single_file, wheelhouse
from tests.distribution.pins import ROOT

pytestmark = pytest.mark.wheel
HERE = f"{sys.version_info.major}.{sys.version_info.minor}"
MACHINE = platform.machine()
NOWHERE = "http://127.0.0.1:9"


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("dist")
    wheel = release.packages(out)
    try:
        return wheelhouse.build(ROOT, out, wheel, versions=[HERE], machines=[MACHINE])
    except subprocess.CalledProcessError:
        if os.environ.get("CI"):
            raise
        pytest.skip("the package index cannot be reached, and wheels come from there")


def alone(home: Path) -> dict[str, str]:
    """An environment in which whoever asks an index or a proxy gets no answer."""
    home.mkdir(exist_ok=True)
    return {
        "PATH": os.environ["PATH"], "HOME": str(home), "LANG": "C.UTF-8", "PYTHON": sys.executable,
        "PIP_INDEX_URL": NOWHERE, "http_proxy": NOWHERE, "https_proxy": NOWHERE,
    }  # fmt: skip


def install(house: Path, into: Path, home: Path) -> subprocess.CompletedProcess[str]:
    command = ["sh", str(house / "install.sh"), str(into)]
    return subprocess.run(command, env=alone(home), capture_output=True, text=True, check=False)


def test_the_wheelhouse_installs_and_the_installed_copy_solves_and_exports(house: Path, tmp_path: Path) -> None:
    done = install(house, tmp_path / "app", tmp_path / "home")
    assert done.returncode == 0, done.stderr
    compiled = list((tmp_path / "app").glob("lib/python*/site-packages/advisor/cli/__pycache__/main.*.pyc"))
    assert compiled, "the first start would have to compile"
    for arguments in (["solve", "example:standard-2025"], ["export", "example:standard-2025", "--out", "b"]):
        run = subprocess.run(
            [str(tmp_path / "app" / "bin" / "advisor"), *arguments],
            cwd=tmp_path, env=alone(tmp_path / "home"), capture_output=True, text=True, check=False,
        )  # fmt: skip
        assert run.returncode == 0, run.stderr
    assert (tmp_path / "b" / "plan.yaml").is_file()


def tampered(house: Path, copy: Path) -> Path:
    """A copy in which one byte of one wheel is another."""
    shutil.copytree(house, copy)
    wheel = next((copy / "wheels").glob("click-*.whl"))
    data = bytearray(wheel.read_bytes())
    data[len(data) // 2] ^= 1
    wheel.write_bytes(data)
    return copy


def test_a_changed_wheel_is_refused_by_the_checksums(house: Path, tmp_path: Path) -> None:
    done = install(tampered(house, tmp_path / "house"), tmp_path / "app", tmp_path / "home")
    assert done.returncode != 0
    assert "click-" in done.stdout + done.stderr
    assert not (tmp_path / "app").exists()


def test_a_changed_wheel_with_new_checksums_is_refused_by_its_digest(house: Path, tmp_path: Path) -> None:
    copy = tampered(house, tmp_path / "house")
    (copy / "SHA256SUMS").write_text("".join(wheelhouse.checksums(copy)), encoding="utf-8")
    done = install(copy, tmp_path / "app", tmp_path / "home")
    assert done.returncode != 0
    assert "hash" in done.stderr.lower()
    assert not (tmp_path / "app" / "bin" / "advisor").exists()


def test_the_single_file_runs_and_holds_compiled_modules(house: Path, tmp_path: Path) -> None:
    path = single_file.build(house, tmp_path, MACHINE, versions=[HERE])
    names = zipfile.ZipFile(path).namelist()
    assert any(name.startswith("site-packages/advisor/") and name.endswith(".pyc") for name in names)
    run = subprocess.run(
        [sys.executable, str(path), "solve", "example:standard-2025", "--json"],
        cwd=tmp_path, env=alone(tmp_path / "home"), capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert run.returncode == 0, run.stderr
    assert '"advisor.assessment/1"' in run.stdout


def test_the_bill_of_the_program_names_what_it_installs(tmp_path: Path) -> None:
    try:
        bill = json.loads(release.own_bill(tmp_path).read_text(encoding="utf-8"))
    except subprocess.CalledProcessError:
        if os.environ.get("CI"):
            raise
        pytest.skip("the package index cannot be reached, and wheels come from there")
    assert bill["metadata"]["component"]["name"] == "stack-advisor"
    names = {component["name"].lower() for component in bill["components"]}
    assert {"textual", "pydantic", "networkx", "pyyaml", "rich", "python-sat", "click", "jinja2"} <= names
    assert not names & {"pytest", "hypothesis", "helm-python-sdk"}
    assert all(c.get("purl", "").startswith("pkg:pypi/") for c in bill["components"])
