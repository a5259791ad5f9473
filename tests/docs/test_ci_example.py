"""The pipelines of the user guide: real schemas take them, and they fail a pull request for each promised reason."""

from __future__ import annotations

import re
import shlex
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.cli.conftest import Run

GUIDE = Path(__file__).resolve().parents[2] / "docs" / "user-guide.md"
BLOCKS = re.findall(r"```yaml\n(.*?)```", GUIDE.read_text(encoding="utf-8"), re.DOTALL)
GITHUB = next(block for block in BLOCKS if "runs-on" in block)
GITLAB = next(block for block in BLOCKS if "CI_PIPELINE_SOURCE" in block)


def steps(kind: str) -> list[str]:
    if kind == "gitlab":
        return list(yaml.safe_load(GITLAB)["platform"]["script"])
    (job,) = yaml.safe_load(GITHUB)["jobs"].values()
    return [step["run"] for step in job["steps"] if "run" in step]


def pipeline(run: Run, kind: str) -> int:
    """The exit code of the first step that fails, as a runner would see it."""
    for step in steps(kind):
        words = shlex.split(step.partition(" > ")[0])
        if words[0] == "advisor" and (code := run(*words[1:]).code):
            return code
    return 0


@pytest.mark.parametrize(
    ("schema", "block"), [("vendor.github-workflows", GITHUB), ("vendor.gitlab-ci", GITLAB)], ids=["github", "gitlab"]
)
def test_a_real_schema_takes_it(schema: str, block: str, tmp_path: Path) -> None:
    pytest.importorskip("check_jsonschema", reason="the validate extra is not installed")

    def accepted(text: str) -> bool:
        (tmp_path / "ci.yml").write_text(text)
        command = [sys.executable, "-m", "check_jsonschema", "--builtin-schema", schema, "ci.yml"]
        return subprocess.run(command, cwd=tmp_path, capture_output=True, check=False).returncode == 0

    assert accepted(block)
    assert not accepted(re.sub(r"(\n\s+)(script|steps):", r"\1\2x:", block))


@pytest.fixture
def repository(run: Run, tmp_path: Path) -> Any:
    """A repository with a session whose findings are signed, and its bundle."""
    run("new", "acme.yaml", "--from", "small-startup")
    refused = run("export", "acme.yaml", "--out", "bundle", "--complete")
    if refused.code == 4:
        found = re.findall(r"^  ([a-z-]+:[^:\s]+): ", refused.err, re.MULTILINE)
        signed = "".join(f'  "{name}": {{by: legal, because: internal use}}\n' for name in found)
        with (tmp_path / "acme.yaml").open("a") as file:
            file.write("accepted:\n" + signed)
    done = run("export", "acme.yaml", "--out", "bundle", "--complete")
    assert done.code == 0, done.err
    return tmp_path


def test_both_pipelines_run_the_same_commands() -> None:
    assert steps("github") == steps("gitlab")
    assert [shlex.split(step)[1] for step in steps("github")] == ["install", "solve", "export", "verify"]


def test_a_pull_request_fails_for_each_reason(run: Run, repository: Path) -> None:
    kind = "github"
    session = repository / "acme.yaml"
    good = session.read_text()
    assert pipeline(run, kind) == 0

    values = yaml.safe_load(good)
    values["profile"] |= {"kernel_version": "4.18", "os_changeable": False, "os_family": "ubuntu"}
    values.setdefault("choices", {})["cni"] = "cilium"
    session.write_text(yaml.safe_dump(values, sort_keys=False))
    assert pipeline(run, kind) == 3, "a conflict"

    values = yaml.safe_load(good)
    if "accepted" in values:
        del values["accepted"]
        session.write_text(yaml.safe_dump(values, sort_keys=False))
        assert pipeline(run, kind) == 4, "an unsigned finding"

    session.write_text(good.replace("name: acme", "name: other"))
    assert pipeline(run, kind) == 5, "a bundle made from other answers"

    session.write_text(good)
    assert pipeline(run, kind) == 0
    changed = next((repository / "bundle").rglob("*.md"))
    changed.write_text(changed.read_text() + "by hand\n")
    assert pipeline(run, kind) == 5, "a bundle altered by hand"
