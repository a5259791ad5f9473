"""Every exported release rendered with real Helm, from charts at hand: `ADVISOR_CHARTS` names a folder of
`<chart>-<version>` folders. Charts are not part of the project, so without the folder these tests skip; the checks
themselves are tested in `tests/rendered`."""

from __future__ import annotations

import os
from functools import cache
from pathlib import Path

import pytest

from advisor.harvest.render import Memory, Row, check, read_bundle, table
from tests.upstream.bundles import EXAMPLES, made, write
from tests.upstream.where import module, upstream

pytestmark = pytest.mark.slow

OTHER_VERSION = frozenset({"altinity-clickhouse-operator-0.28.0"})
"""Charts no stored copy holds at the pinned version."""


def charts() -> Path:
    folder = os.environ.get("ADVISOR_CHARTS")
    if not folder or not Path(folder).is_dir():
        pytest.skip("no folder of charts: set ADVISOR_CHARTS")
    return Path(folder)


@cache
def memory() -> Memory:
    return Memory()


def rows(name: str, tmp_path: Path, *, keys: bool) -> list[Row]:
    module("helm_python")
    _, files = made(name)
    write(files, tmp_path)
    return check(read_bundle(tmp_path), charts(), upstream("crd-schemas"), memory(), keys=keys)


@pytest.mark.parametrize("name", EXAMPLES)
def test_every_release_renders_and_keeps_what_it_promises(name: str, tmp_path: Path) -> None:
    found = rows(name, tmp_path, keys=bool(os.environ.get("ADVISOR_KEYS")))
    report = "\n".join(table(found))
    assert [f"{r.release}: {f}" for r in found for f in r.failures] == [], report
    assert {r.chart for r in found if not r.at_hand} <= OTHER_VERSION, report
    assert sum(r.objects for r in found) > 300, report


def test_a_broken_bundle_is_found(tmp_path: Path) -> None:
    """One wrong value, one unknown key, one missing Secret and one wrong address: each is told."""
    _, files = made("standard-2025")
    write(files, tmp_path)
    (tmp_path / "values" / "tempo.yaml").unlink(missing_ok=True)
    harbor = tmp_path / "values" / "harbor.yaml"
    harbor.write_text(harbor.read_text().replace("harbor-admin", "harbor-nobody") + "unknownKey: true\n")
    bundle = read_bundle(tmp_path)
    found = check(bundle, charts(), upstream("crd-schemas"), Memory(), keys=False)
    told = " ".join(f for r in found if r.release == "harbor" for f in r.failures)
    assert "asks for Secret harbor-nobody in harbor, which nothing makes" in told
