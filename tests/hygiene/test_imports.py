"""What each entry point loads, seen from outside: static contracts cannot see deferred imports."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from advisor.catalog.load import load_catalog

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


START = """
import os, sys
from pathlib import Path
from advisor.tui import app, preflight
preflight.prepare(os.environ)
made = app.make_app(Path(sys.argv[1]) if sys.argv[1:] else None)
made.desk.close()
print(*sorted(sys.modules))
"""


def loaded_by_the_app(*session: str) -> set[str]:
    """What is loaded when the app is about to paint; the knowledge was read before, so that a copy of it is kept."""
    load_catalog()
    done = subprocess.run([sys.executable, "-c", START, *session], capture_output=True, text=True, check=True)
    return set(done.stdout.split())


LATER = {"networkx", "pysat", "jinja2", "cyclonedx", "yaml", "advisor.solve.engine", "advisor.catalog.build"}
LATER_PANES = {f"advisor.tui.panes.{name}" for name in ("decide", "plan", "compare", "export")}


def test_the_first_paint_does_without_what_it_does_not_show() -> None:
    assert loaded_by_the_app() & (LATER | LATER_PANES) == set()


def test_a_session_that_is_there_is_read_before_the_first_paint(tmp_path: Path) -> None:
    path = tmp_path / "old.yaml"
    path.write_text("schema: advisor.session/1\nname: old\n", encoding="utf-8")
    assert "yaml" in loaded_by_the_app(str(path))
