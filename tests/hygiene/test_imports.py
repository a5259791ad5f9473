"""What each entry point loads, seen from outside: static contracts cannot see deferred imports."""

from __future__ import annotations

import subprocess
import sys

import pytest

PROBE = """
import sys
sys.argv, code = ["advisor", *{arguments!r}], 0
try:
    from advisor.cli.main import main
    main()
except SystemExit as end:
    code = end.code
print("LOADED", *sorted(m for m in sys.modules if "." not in m), file=sys.stderr)
sys.exit(code)
"""


def loaded_by(*arguments: str) -> set[str]:
    done = subprocess.run(
        [sys.executable, "-c", PROBE.format(arguments=list(arguments))], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    (line,) = (line for line in done.stderr.splitlines() if line.startswith("LOADED"))
    return set(line.split()[1:])


@pytest.mark.parametrize(
    ("arguments", "forbidden"),
    [
        (("--help",), {"textual", "pydantic", "networkx", "rich", "yaml", "pysat", "jinja2", "cyclonedx"}),
        (("--version",), {"textual", "pydantic", "networkx", "rich", "yaml", "pysat", "jinja2", "cyclonedx"}),
        (("solve", "example:standard-2025", "--json"), {"textual", "networkx", "jinja2", "cyclonedx"}),
        (("examples",), {"textual", "networkx", "pysat", "jinja2", "cyclonedx"}),
    ],
)
def test_a_command_loads_only_what_it_needs(arguments: tuple[str, ...], forbidden: set[str]) -> None:
    assert loaded_by(*arguments) & forbidden == set()


MOST_MODULES = 200
"""What a call that only prints may load, all modules counted: a bare interpreter has about 40."""


def count_loaded_by(*arguments: str) -> int:
    every = PROBE.replace('if "." not in m', "")
    done = subprocess.run(
        [sys.executable, "-c", every.format(arguments=list(arguments))], capture_output=True, text=True, check=True
    )
    return len(done.stderr.split())


@pytest.mark.parametrize("arguments", [("--version",), ("--help",), ("--help", "--lang", "ko")], ids=" ".join)
def test_a_call_that_only_prints_loads_little(arguments: tuple[str, ...]) -> None:
    assert count_loaded_by(*arguments) <= MOST_MODULES


def test_a_call_that_solves_loads_more() -> None:
    assert count_loaded_by("solve", "example:standard-2025", "--json") > MOST_MODULES


def test_the_probe_sees_what_is_loaded() -> None:
    assert {"pydantic", "pysat"} <= loaded_by("solve", "example:standard-2025")


def test_importing_the_package_does_no_work() -> None:
    code = "import advisor, sys; print(len([m for m in sys.modules if m.startswith('advisor')]))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "1"
