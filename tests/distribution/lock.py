"""Maintainers: writes the hashed constraints from `pyproject.toml` and `constraints.txt` (`make lock`, needs uv).

Every version comes from `constraints.txt`; uv adds the SHA-256 of every file of that version, for all platforms and
Python versions at once. The files name no index: pip asks the one it is set up for and refuses what does not match.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
OLDEST = "3.11"
BUILD = "hatchling\neditables\n"
"""The backend, and what it asks for when the checkout itself is installed."""

FILES: dict[str, tuple[str, ...]] = {
    "constraints-hashes.txt": ("web",),
    "constraints-dev-hashes.txt": ("web", "validate", "release", "dev"),
    "constraints-build-hashes.txt": (),
    "tests/bench/flamapy-hashes.txt": (),
}
"""File -> extras whose packages it pins; the build backend and a peer of the bench have files of their own."""

ALONE = {
    "constraints-build-hashes.txt": BUILD,
    "tests/bench/flamapy-hashes.txt": "flamapy-configurator==2.5.1\n",
}
"""What a file pins that no extra names."""
APART = "tests/bench/flamapy-hashes.txt"
"""Installed into an environment of its own, as it needs another python-sat: `constraints.txt` does not hold there."""

HEAD = {
    "constraints-hashes.txt": "What users install: the program's dependencies and those of the extra `web`.",
    "constraints-dev-hashes.txt": "What the tests need on top: every extra.",
    "constraints-build-hashes.txt": "What builds the wheel from a checkout or a source archive.",
    "tests/bench/flamapy-hashes.txt": "What `make bench` times the solver against, in an environment of its own.",
}


def main() -> None:
    """Write every file."""
    for name, extras in FILES.items():
        (ROOT / name).write_text(locked(name, extras), encoding="utf-8")


def locked(name: str, extras: tuple[str, ...]) -> str:
    """The content of one file."""
    with tempfile.TemporaryDirectory() as folder:
        source = ROOT / "pyproject.toml"
        if name in ALONE:
            source = Path(folder) / "alone.in"
            source.write_text(ALONE[name], encoding="utf-8")
        command = ["uv", "pip", "compile", str(source), "--universal", "--python-version", OLDEST, "--generate-hashes"]
        command += ["--no-header", "--no-annotate", "--quiet"]
        command += ["--prerelease", "allow"] if name == APART else ["--constraint", str(ROOT / "constraints.txt")]
        command += [word for extra in extras for word in ("--extra", extra)]
        done = subprocess.run(command, capture_output=True, text=True, check=False, cwd=folder)
    if done.returncode:
        sys.exit(done.stderr)
    return f"# {HEAD[name]} Written by `make lock`.\n" + done.stdout


if __name__ == "__main__":
    main()
