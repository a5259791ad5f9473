"""The report in a real browser: no serious finding of axe-core, no console message, no request, nothing too wide."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from pathlib import Path

import pytest

from advisor.export import report
from tests.export_docs.conftest import Real

SCRIPT = Path(__file__).with_name("axe.mjs")
FOLDER = Path(os.environ.get("ADVISOR_AXE", Path(__file__).parents[2] / ".browser"))
"""Holds axe-core and puppeteer-core of npm: `make browser`."""


def complaints(page: Path) -> list[str]:
    node = shutil.which("node")
    missing = [name for name in ("axe-core", "puppeteer-core") if not (FOLDER / "node_modules" / name).is_dir()]
    missing += [] if node else ["node"]
    missing += [] if shutil.which("chromium") or os.environ.get("CHROMIUM") else ["chromium"]
    if missing and os.environ.get("CI"):
        pytest.fail(f"{', '.join(missing)} is missing, and CI is set")
    if missing:
        pytest.skip(f"{', '.join(missing)} is not here: make browser, and the package chromium")
    command = [str(node), str(SCRIPT), str(FOLDER), str(page)]
    said = subprocess.run(command, capture_output=True, text=True, check=True, timeout=180)
    found: list[str] = json.loads(said.stdout)
    return found


@pytest.mark.slow
def test_the_report_is_accessible_and_quiet(real: Real, tmp_path: Path) -> None:
    page = tmp_path / "report.html"
    page.write_text(real.render(report)["report.html"], encoding="utf-8")
    assert complaints(page) == []


@pytest.mark.slow
def test_a_bad_page_is_found(tmp_path: Path) -> None:
    page = tmp_path / "bad.html"
    page.write_text(
        '<html><body><input id="show-en"><input id="show-ko"><script>console.log("x")</script>'
        '<p style="width:2000px;color:#ddd;background:#fff">pale</p>'
        '<svg class="picture"><g class="box"><rect width="9" height="9"/><text y="9">far too long</text></g></svg>'
        "</body></html>",
        encoding="utf-8",
    )
    found = " ".join(complaints(page))
    assert "console: x" in found
    assert "wider than the window" in found
    assert "text leaves its box: far too long" in found
    assert "html-has-lang" in found
