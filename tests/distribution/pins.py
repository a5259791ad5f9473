"""The constraint files as data, and what must be true of them together with `pyproject.toml`."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from pathlib import Path

from packaging.markers import Marker
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).resolve().parents[2]
RUNTIME, DEVELOPMENT, BUILD = "constraints-hashes.txt", "constraints-dev-hashes.txt", "constraints-build-hashes.txt"
_PIN = re.compile(r"([A-Za-z0-9._-]+)==([^\s;\\]+)(?:\s*;\s*([^\\]+?))?\s*\\?$")
_HASH = re.compile(r"\s+--hash=sha256:[0-9a-f]{64}\s*\\?$")


@dataclass(frozen=True)
class Pinned:
    """One exact version, the marker it stands under, and how many files of it are known by their SHA-256."""

    name: str
    version: str
    marker: str | None
    hashes: int

    @property
    def on_linux(self) -> bool:
        """Whether any Linux with CPython installs it."""
        return self.marker is None or Marker(self.marker).evaluate({"sys_platform": "linux"})


def read(text: str) -> dict[str, Pinned]:
    """Pins by canonical name. ValueError on a line that is neither a pin, a hash nor a comment."""
    found: dict[str, Pinned] = {}
    name = ""
    for line in text.splitlines():
        if not line.strip() or line.startswith("#"):
            continue
        if pin := _PIN.match(line):
            name = canonicalize_name(pin[1])
            found[name] = Pinned(name, pin[2], pin[3], 0)
        elif _HASH.match(line) and name:
            before = found[name]
            found[name] = Pinned(name, before.version, before.marker, before.hashes + 1)
        else:
            raise ValueError(f"neither a pin nor a hash: {line}")
    return found


def wanted(project: dict[str, object], extras: tuple[str, ...]) -> list[Requirement]:
    """The requirements of the program and of some extras, as `pyproject.toml` states them."""
    table = project["project"]
    assert isinstance(table, dict)
    lines = [*table["dependencies"], *(r for extra in extras for r in table["optional-dependencies"][extra])]
    return [Requirement(line) for line in lines]


def disagreements(plain: dict[str, Pinned], hashed: dict[str, Pinned], requirements: list[Requirement]) -> list[str]:
    """What is wrong between the exact versions, the hashed ones and the requirements; nothing if all is well."""
    found = [f"{pin.name} has no hash" for pin in hashed.values() if not pin.hashes]
    for pin in hashed.values():
        known = plain.get(pin.name)
        if known is None and pin.on_linux:
            found.append(f"{pin.name} is not in constraints.txt")
        elif known is not None and known.version != pin.version:
            found.append(f"{pin.name} is {pin.version} here and {known.version} in constraints.txt")
    for requirement in requirements:
        taken = hashed.get(canonicalize_name(requirement.name))
        if taken is None:
            found.append(f"{requirement.name} is required and not pinned")
        elif not requirement.specifier.contains(taken.version, prereleases=True):
            found.append(f"{requirement} does not allow {taken.version}")
    return found


def project() -> dict[str, object]:
    """`pyproject.toml`."""
    return tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))


def pins(name: str) -> dict[str, Pinned]:
    """The pins of one constraint file."""
    return read((ROOT / name).read_text(encoding="utf-8"))
