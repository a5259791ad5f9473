"""What a release consists of: `python -m tests.distribution.release FOLDER`, which needs the package index."""

from __future__ import annotations

import subprocess
import sys
import tempfile
import venv
from pathlib import Path

from tests.distribution import single_file, wheelhouse
from tests.distribution.pins import ROOT, RUNTIME
from tests.distribution.run import python


def packages(out: Path) -> Path:
    """Build wheel and sdist into `out`; return the wheel."""
    out.mkdir(parents=True, exist_ok=True)
    for old in (*out.glob("*.whl"), *out.glob("*.tar.gz"), *out.glob("*.pyz")):
        old.unlink()
    python("-m", "hatchling", "build", "-d", out.resolve(), cwd=ROOT)
    (wheel,) = out.glob("*.whl")
    return wheel


def own_bill(out: Path) -> Path:
    """Write the bill of materials of the program itself from an environment that holds nothing else."""
    path = out / "stack-advisor.cdx.json"
    with tempfile.TemporaryDirectory() as folder:
        venv.create(folder, with_pip=True)
        interpreter = Path(folder) / "bin" / "python"
        requirements: list[str | Path] = ["--require-hashes", "--requirement", ROOT / RUNTIME]
        python("-m", "pip", "install", "--quiet", *requirements, interpreter=str(interpreter))
        make = ["-m", "cyclonedx_py", "environment", "--output-reproducible", "--spec-version", "1.6"]
        about: list[str | Path] = ["--pyproject", ROOT / "pyproject.toml", "--mc-type", "application"]
        python(*make, *about, "--output-file", path, interpreter)
    return path


def release(out: Path) -> None:
    """Write everything a release consists of into `out`.

    Raises:
        subprocess.CalledProcessError: a tool failed; its words were printed.
    """
    wheel = packages(out)
    own_bill(out)
    house = wheelhouse.build(ROOT, out, wheel)
    for machine in wheelhouse.MACHINES:
        single_file.build(house, out, machine)
    (out / "SHA256SUMS").write_text("".join(wheelhouse.checksums(out)), encoding="utf-8")


def main() -> int:
    """Make a release in the folder named; 1 if a tool failed."""
    out = Path(sys.argv[1] if len(sys.argv) > 1 else "dist")
    try:
        release(out)
    except subprocess.CalledProcessError as failed:
        sys.stderr.write(f"error: {failed.cmd[2]} ended with status {failed.returncode}\n")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
