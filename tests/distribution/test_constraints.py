"""`pyproject.toml`, the exact versions and their hashes agree."""

from __future__ import annotations

import re

import pytest
from packaging.requirements import Requirement

from tests.distribution.pins import BUILD, DEVELOPMENT, ROOT, RUNTIME, disagreements, pins, project, read, wanted

ALL = ("web", "validate", "release", "dev")


@pytest.mark.parametrize(("name", "extras"), [(RUNTIME, ("web",)), (DEVELOPMENT, ALL)])
def test_versions_hashes_and_requirements_agree(name: str, extras: tuple[str, ...]) -> None:
    assert disagreements(pins("constraints.txt"), pins(name), wanted(project(), extras)) == [], "FIX: make lock"


def test_the_build_backend_is_pinned_too() -> None:
    assert (
        disagreements(pins("constraints.txt"), pins(BUILD), [Requirement("hatchling>=1.27"), Requirement("editables")])
        == []
    ), "FIX: make lock"


@pytest.mark.parametrize("name", [RUNTIME, DEVELOPMENT, BUILD])
def test_no_file_names_an_index(name: str) -> None:
    text = (ROOT / name).read_text(encoding="utf-8")
    assert not re.search(r"https?:|index-url|find-links|[a-z]\.(?:org|com|io)\b", text)


def test_a_package_with_native_code_has_hashes_for_many_platforms() -> None:
    runtime = pins(RUNTIME)
    assert all(runtime[name].hashes > 16 for name in ("pydantic-core", "pyyaml", "markupsafe", "python-sat"))


PLAIN = "rich==15.0.0\nclick==8.5.1\n"
HASH = "    --hash=sha256:" + "0" * 64
GOOD = f"rich==15.0.0 \\\n{HASH}\nclick==8.5.1 \\\n{HASH}\n"


@pytest.mark.parametrize(
    ("hashed", "told"),
    [
        (GOOD.replace("15.0.0", "15.0.1"), ["rich is 15.0.1 here and 15.0.0 in constraints.txt"]),
        (f"rich==15.0.0 \\\n{HASH}\nclick==8.5.1\n", ["click has no hash"]),
        (f"rich==15.0.0 \\\n{HASH}\n", ["click is required and not pinned"]),
        (GOOD + f"evil==1 \\\n{HASH}\n", ["evil is not in constraints.txt"]),
        (GOOD + f"colorama==1 ; sys_platform == 'win32' \\\n{HASH}\n", []),
        (GOOD, []),
    ],
)
def test_what_differs_is_told(hashed: str, told: list[str]) -> None:
    requirements = [Requirement("rich>=14,<16"), Requirement("click>=8.1,<9")]
    assert disagreements(read(PLAIN), read(hashed), requirements) == told


def test_a_version_outside_the_requirement_is_told() -> None:
    assert disagreements(read(PLAIN), read(GOOD), [Requirement("rich>=16")]) == ["rich>=16 does not allow 15.0.0"]


def test_a_line_that_is_no_pin_is_refused() -> None:
    with pytest.raises(ValueError, match="neither a pin nor a hash"):
        read("rich>=15\n")
