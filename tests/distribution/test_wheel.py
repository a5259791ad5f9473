"""The wheel: holds the knowledge, and works from a folder that has never seen the checkout."""

from __future__ import annotations

import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
pytestmark = pytest.mark.wheel


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("wheel")
    build = [
        sys.executable,
        "-m",
        "pip",
        "wheel",
        "--quiet",
        "--no-deps",
        "--no-build-isolation",
        "--wheel-dir",
        str(out),
    ]
    subprocess.run([*build, str(ROOT)], check=True)
    (found,) = out.glob("*.whl")
    return found


def test_the_wheel_holds_the_knowledge_and_one_package(wheel: Path) -> None:
    names = zipfile.ZipFile(wheel).namelist()
    assert "advisor/_knowledge/edition.yaml" in names
    assert "advisor/_knowledge/examples/standard-2025.yaml" in names
    tops = {name.split("/")[0] for name in names}
    assert {top for top in tops if not top.endswith(".dist-info")} == {"advisor"}


def test_an_installed_copy_solves_and_exports(wheel: Path, tmp_path: Path) -> None:
    site = tmp_path / "site"
    install = [sys.executable, "-m", "pip", "install", "--quiet", "--no-deps", "--no-index", "--target", str(site)]
    subprocess.run([*install, str(wheel)], check=True)
    code = (
        f"import sys; sys.path.insert(0, {str(site)!r}); import advisor; "
        f"assert advisor.__file__.startswith({str(site)!r}); from advisor.cli.main import main; main()"
    )
    environment = {**os.environ, "PYTHONSAFEPATH": "1", "XDG_CACHE_HOME": str(tmp_path / "cache")}
    for arguments in (
        ["solve", "example:standard-2025"],
        ["export", "example:standard-2025", "--out", "b", "--complete"],
    ):
        done = subprocess.run(
            [sys.executable, "-c", code, *arguments],
            cwd=tmp_path, env=environment, capture_output=True, text=True, check=False,
        )  # fmt: skip
        assert done.returncode == 0, done.stderr
    assert (tmp_path / "b" / "plan.yaml").is_file()
