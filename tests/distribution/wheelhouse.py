"""A folder with every wheel a jump host needs, so that pip installs without any index."""

from __future__ import annotations

import hashlib
import shutil
from collections.abc import Iterator, Sequence
from pathlib import Path

from tests.distribution.pins import RUNTIME, pins
from tests.distribution.run import python

PYTHONS = ("3.11", "3.12", "3.13", "3.14")
MACHINES = ("x86_64", "aarch64")
_GLIBC = ("2_28", "2_27", "2_26", "2_24", "2_17")
"""Oldest first would do as well: pip takes the best that the list names. 2.28 is the C library of RHEL 8."""

INSTALL = """#!/bin/sh
# Installs stack-advisor from this folder, without any index: sh install.sh [FOLDER]
# PYTHON names another interpreter than python3 (3.11 or newer).
set -eu
here=$(cd -- "$(dirname -- "$0")" && pwd)
target=${1:-"$HOME/.local/share/stack-advisor"}
(cd -- "$here" && sha256sum --check --quiet SHA256SUMS)
"${PYTHON:-python3}" -m venv --without-pip "$target"
# pip comes along as a wheel, because many hosts have a Python without it; its settings there must not reach an index
for wheel in "$here"/wheels/pip-*.whl; do :; done
pip() { PIP_CONFIG_FILE=/dev/null "$target/bin/python" "$wheel/pip" --isolated "$@"; }
pip install --quiet --no-index --find-links "$here/wheels" --require-hashes --requirement "$here/requirements.txt"
pip install --quiet --no-index --no-deps "$here"/wheels/stack_advisor-*.whl
printf 'installed: %s\\n' "$target/bin/advisor"
"$target/bin/advisor" --version
"""


def platforms(machine: str) -> list[str]:
    """Arguments of pip for one machine: every glibc tag its wheels may carry."""
    tags = [f"manylinux_{version}_{machine}" for version in _GLIBC] + [f"manylinux2014_{machine}"]
    return [argument for tag in tags for argument in ("--platform", tag)]


def target(version: str, machine: str) -> list[str]:
    """Arguments of pip that make it choose for another interpreter than the running one."""
    tag = "cp" + version.replace(".", "")
    abis = [argument for abi in (tag, "abi3", "none") for argument in ("--abi", abi)]
    return [*platforms(machine), "--python-version", version, "--implementation", "cp", *abis, "--only-binary=:all:"]


def build(
    root: Path, out: Path, wheel: Path, versions: Sequence[str] = PYTHONS, machines: Sequence[str] = MACHINES
) -> Path:
    """Write the wheelhouse below `out` from a checkout and its wheel; return its folder.

    Layout: `wheels/`, `requirements.txt` (with digests), `install.sh`, `SHA256SUMS`. Needs the package index.
    """
    folder = out / "wheelhouse"
    shutil.rmtree(folder, ignore_errors=True)
    wheels = folder / "wheels"
    wheels.mkdir(parents=True)
    requirements = folder / "requirements.txt"
    shutil.copyfile(root / RUNTIME, requirements)
    fetch: list[str | Path] = [
        "-m",
        "pip",
        "download",
        "--quiet",
        "--no-deps",
        "--require-hashes",
        "--requirement",
        requirements,
    ]
    for version in versions:
        for machine in machines:
            python(*fetch, "--dest", wheels, *target(version, machine))
    pip = f"pip=={pins('constraints.txt')['pip'].version}"
    python("-m", "pip", "download", "--quiet", "--no-deps", "--only-binary=:all:", "--dest", wheels, pip)
    shutil.copy2(wheel, wheels)
    (folder / "install.sh").write_text(INSTALL, encoding="utf-8")
    (folder / "install.sh").chmod(0o755)
    (folder / "SHA256SUMS").write_text("".join(checksums(folder)), encoding="utf-8")
    return folder


def checksums(folder: Path) -> Iterator[str]:
    """Lines of `sha256sum` for every file below a folder but the list itself, by path."""
    for path in sorted(p for p in folder.rglob("*") if p.is_file() and p.name != "SHA256SUMS"):
        yield f"{hashlib.sha256(path.read_bytes()).hexdigest()}  {path.relative_to(folder).as_posix()}\n"
