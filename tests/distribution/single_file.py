"""One file per machine that holds the program and everything it needs: `python3 stack-advisor-….pyz`."""

from __future__ import annotations

import tempfile
import zipfile
from collections.abc import Sequence
from pathlib import Path

from advisor import __version__
from tests.distribution.run import python
from tests.distribution.wheelhouse import PYTHONS, target


def build(house: Path, out: Path, machine: str, versions: Sequence[str] = PYTHONS) -> Path:
    """Write the file for one machine from a wheelhouse that holds its wheels; return its path.

    The compiled parts of all Python versions lie side by side, as their file names differ. Modules are compiled for the
    running interpreter, so that on its version the first start need not.
    """
    path = out / f"stack-advisor-{__version__}-linux-{machine}.pyz"
    wheels = house / "wheels"
    with tempfile.TemporaryDirectory() as folder:
        for version in versions:
            files = [p for p in _matching(wheels, version, machine) if not p.name.startswith("pip-")]
            install = ["-m", "pip", "install", "--quiet", "--no-index", "--no-deps", "--no-compile", "--upgrade"]
            site = Path(folder) / version
            python(*install, "--target", site, *target(version, machine), *files)
            _merge(site, Path(folder) / "all")
        whole = Path(folder) / "all"
        pack: list[str | Path] = ["-m", "shiv", "--reproducible", "--site-packages", whole]
        python(*pack, "--console-script", "advisor", "--python", "/usr/bin/env python3", "--output-file", path)
        _add_compiled(whole, path)
    return path


def _add_compiled(site: Path, archive: Path) -> None:
    """Put compiled modules beside the sources in the file, as shiv leaves them out."""
    # valid without a look at the source, because unpacking gives the files new times
    python("-m", "compileall", "-q", "--invalidation-mode", "unchecked-hash", site)
    with zipfile.ZipFile(archive, "a", zipfile.ZIP_DEFLATED) as into:
        for path in sorted(site.rglob("*.pyc")):
            entry = zipfile.ZipInfo(f"site-packages/{path.relative_to(site).as_posix()}")
            entry.external_attr = 0o644 << 16
            into.writestr(entry, path.read_bytes(), zipfile.ZIP_DEFLATED)


def _matching(wheels: Path, version: str, machine: str) -> list[Path]:
    tag = "cp" + version.replace(".", "")
    return sorted(
        p
        for p in wheels.glob("*.whl")
        if p.stem.endswith("-none-any") or (f"-{tag}-" in p.name and p.stem.endswith(machine))
    )


def _merge(source: Path, destination: Path) -> None:
    for path in source.rglob("*"):
        if path.is_file():
            into = destination / path.relative_to(source)
            into.parent.mkdir(parents=True, exist_ok=True)
            path.replace(into)
