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
FOLDER = os.environ.get("ADVISOR_AXE", "")


def complaints(page: Path) -> list[str]:
    node = shutil.which("node")
    assert node is not None, "node is needed"
    command = [node, str(SCRIPT), FOLDER, str(page)]
    said = subprocess.run(command, capture_output=True, text=True, check=True, timeout=180)
    found: list[str] = json.loads(said.stdout)
    return found


@pytest.mark.slow
@pytest.mark.skipif(not FOLDER, reason="ADVISOR_AXE names no folder with axe-core and puppeteer-core of npm")
def test_the_report_is_accessible_and_quiet(real: Real, tmp_path: Path) -> None:
    page = tmp_path / "report.html"
    page.write_text(real.render(report)["report.html"], encoding="utf-8")
    assert complaints(page) == []


@pytest.mark.slow
@pytest.mark.skipif(not FOLDER, reason="ADVISOR_AXE names no folder with axe-core and puppeteer-core of npm")
def test_a_bad_page_is_found(tmp_path: Path) -> None:
    page = tmp_path / "bad.html"
    page.write_text(
        '<html><body><input id="show-en"><input id="show-ko"><script>console.log("x")</script>'
        '<p style="width:2000px;color:#ddd;background:#fff">pale</p></body></html>',
        encoding="utf-8",
    )
    found = " ".join(complaints(page))
    assert "console: x" in found
    assert "wider than the window" in found
    assert "html-has-lang" in found
