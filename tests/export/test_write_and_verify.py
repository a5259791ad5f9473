"""What lands on disk, what is kept, what is refused, and what verify finds."""

from __future__ import annotations

import os
import shutil
import stat
from collections.abc import Callable
from datetime import date
from pathlib import Path
from string import Formatter

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from advisor import __version__
from advisor.catalog.load import load_catalog
from advisor.errors import BadInput
from advisor.export.bundle import SUMS, checksums
from advisor.export.plan_file import plan_of
from advisor.export.verify import _closed_world, verify_bundle
from advisor.export.verify_session import differences
from advisor.export.write import changes, read_overrides, write_bundle
from advisor.model.assessment import Assessment
from advisor.model.base import Text
from advisor.model.catalog import Catalog
from advisor.model.session import Session
from advisor.session import examples
from advisor.session.file import read
from advisor.solve.engine import Engine
from advisor.wording.verify import PHRASES
from tests.plan import small


@pytest.fixture(scope="module")
def files() -> dict[str, bytes]:
    return small.bundle()


@pytest.fixture
def out(tmp_path: Path, files: dict[str, bytes]) -> Path:
    target = tmp_path / "bundle"
    write_bundle(files, target)
    return target


def content(folder: Path) -> dict[str, bytes]:
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in folder.rglob("*") if p.is_file()}


def test_everything_is_written_and_scripts_run(out: Path, files: dict[str, bytes]) -> None:
    assert content(out) == files
    assert stat.S_IMODE((out / "scripts/10-bootstrap.sh").stat().st_mode) & 0o111
    assert not stat.S_IMODE((out / "plan.yaml").stat().st_mode) & 0o111
    assert [p.name for p in out.parent.iterdir()] == ["bundle"]


def test_a_second_export_replaces_the_first_and_keeps_the_hand_layer(out: Path, files: dict[str, bytes]) -> None:
    (out / "overrides").mkdir()
    (out / "overrides/loki.yaml").write_text("singleBinary: {replicas: 5}\n")
    (out / ".git").mkdir()
    (out / ".git/HEAD").write_text("ref")
    (out / "stray.txt").write_text("x")
    fewer = {p: c for p, c in files.items() if not p.startswith("argocd/")}
    write_bundle(fewer, out)
    assert not (out / "argocd").exists()
    assert not (out / "stray.txt").exists()
    assert (out / ".git/HEAD").read_text() == "ref"
    assert read_overrides(out) == {"loki": {"singleBinary": {"replicas": 5}}}


def test_a_foreign_folder_is_left_alone(tmp_path: Path, files: dict[str, bytes]) -> None:
    (tmp_path / "thesis.txt").write_text("years of work")
    with pytest.raises(BadInput, match="no bundle"):
        write_bundle(files, tmp_path)
    assert content(tmp_path) == {"thesis.txt": b"years of work"}


def test_a_link_is_not_followed(tmp_path: Path, files: dict[str, bytes]) -> None:
    real = tmp_path / "real"
    real.mkdir()
    link = tmp_path / "link"
    link.symlink_to(real)
    with pytest.raises(BadInput, match="is a link"):
        write_bundle(files, link)
    assert list(real.iterdir()) == []


def test_a_linked_hand_layer_is_refused(out: Path, files: dict[str, bytes], tmp_path: Path) -> None:
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    (out / "overrides").symlink_to(elsewhere)
    before = content(out)
    with pytest.raises(BadInput, match="is a link"):
        write_bundle(files, out)
    with pytest.raises(BadInput, match="is a link"):
        read_overrides(out)
    assert content(out) == before


@pytest.mark.parametrize(
    "path", ["../escape", "/etc/passwd", "a/../../b", "overrides/loki.yaml", ".git/config", "", "a\\b"]
)
def test_no_path_leaves_the_bundle(tmp_path: Path, path: str) -> None:
    with pytest.raises(BadInput, match="no path inside"):
        write_bundle({path: b"x"}, tmp_path / "out")
    assert list(tmp_path.iterdir()) == []


def test_nothing_changes_when_writing_fails(out: Path, files: dict[str, bytes]) -> None:
    before = content(out)
    with pytest.raises(OSError, match=r"File name too long|exists|directory"):
        write_bundle({**files, "x" * 300: b"x"}, out)
    assert content(out) == before
    assert [p.name for p in out.parent.iterdir()] == ["bundle"]


@pytest.mark.parametrize("text", ["- a list\n", "just words\n"])
def test_a_hand_layer_that_is_no_map_is_refused(out: Path, text: str) -> None:
    (out / "overrides").mkdir()
    (out / "overrides/loki.yaml").write_text(text)
    with pytest.raises(BadInput, match="no map"):
        read_overrides(out)


def without_records(problems: list[object]) -> list[str]:
    """Problems beside records of decisions, which another renderer writes."""
    return [str(p) for p in problems if "record of decision" not in str(p)]


def test_a_fresh_bundle_verifies(out: Path) -> None:
    assert without_records([*verify_bundle(out)]) == []


def test_the_hand_layer_does_not_break_the_sums(out: Path) -> None:
    (out / "overrides").mkdir()
    (out / "overrides/loki.yaml").write_text("a: 1\n")
    assert without_records([*verify_bundle(out)]) == []


def reseal(out: Path) -> None:
    """Write fitting checksums, as a forger would."""
    (out / SUMS).write_bytes(checksums({p: c for p, c in content(out).items() if p != SUMS}))


def changed(out: Path, name: str, old: str, new: str) -> None:
    path = out / name
    text = path.read_text()
    assert old in text
    path.write_text(text.replace(old, new))


def test_changes_are_found(out: Path) -> None:
    changed(out, "values/loki.yaml", "replicas: 3", "replicas: 1")
    assert without_records([*verify_bundle(out)]) == ["values/loki.yaml: was changed after the export"]


def test_one_changed_byte_in_any_file_is_found(out: Path) -> None:
    for path in sorted(p for p in out.rglob("*") if p.is_file()):
        before = path.read_bytes()
        for place in {0, len(before) // 2, len(before) - 1}:
            path.write_bytes(before[:place] + bytes([before[place] ^ 1]) + before[place + 1 :])
            assert list(_closed_world(out)), f"{path.relative_to(out)} at {place}"
        path.write_bytes(before)
    assert list(_closed_world(out)) == []


REFERENCE = Path(__file__).parents[2] / "exports" / "airgap-finance"


@pytest.fixture(scope="module")
def reference(tmp_path_factory: pytest.TempPathFactory) -> Path:
    target = tmp_path_factory.mktemp("reference") / "bundle"
    shutil.copytree(REFERENCE, target)
    return target


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(which=st.integers(0, 10**6), at=st.integers(0, 10**9), flip=st.integers(1, 255), kind=st.sampled_from("xcdi"))
def test_any_tampering_with_any_file_is_found(reference: Path, which: int, at: int, flip: int, kind: str) -> None:
    """x: another byte, c: cut off, d: deleted, i: something inserted."""
    files = sorted(p for p in reference.rglob("*") if p.is_file())
    path = files[which % len(files)]
    before = path.read_bytes()
    place = at % len(before)
    other = bytes([before[place] ^ flip])
    changed = {
        "x": before[:place] + other + before[place + 1 :],
        "c": before[:place],
        "d": None,
        "i": before[:place] + other + before[place:],
    }[kind]
    try:
        if changed is None:
            path.unlink()
        else:
            path.write_bytes(changed)
        assert list(_closed_world(reference)), f"{kind} at {place} of {path.name}"
    finally:
        path.write_bytes(before)


def test_the_untouched_reference_is_clean(reference: Path) -> None:
    assert list(_closed_world(reference)) == []


@pytest.mark.parametrize("name", ["extra.txt", "values/.hidden", "scripts/x/y/z.sh", "plan.yaml~"])
def test_an_extra_file_anywhere_is_found(reference: Path, name: str) -> None:
    path = reference / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("x")
    assert [(p.file, p.message) for p in _closed_world(reference)] == [(name, "is not part of the bundle")]
    path.unlink()


def test_a_file_that_became_a_link_to_the_same_bytes_is_found(reference: Path, tmp_path: Path) -> None:
    path, copy = reference / "README.md", tmp_path / "copy"
    shutil.move(path, copy)
    path.symlink_to(copy)
    assert [(p.file, p.message) for p in _closed_world(reference)] == [("README.md", "is a link")]
    path.unlink()
    shutil.move(copy, path)


@pytest.fixture(scope="module")
def finance() -> tuple[Catalog, Session, Assessment]:
    catalog = load_catalog()
    session = read(examples.path("airgap-finance"), catalog)
    return catalog, session, Engine(catalog).assess(session, count_budget=0, repairs=False)


def test_the_reference_is_what_its_session_gives(reference: Path, finance: tuple[Catalog, Session, Assessment]) -> None:
    assert differences(reference, *finance, tool_version=__version__) == []


@pytest.mark.parametrize("name", ["scripts/10-bootstrap.sh", "values/loki.yaml", "licences/report.md", "report.html"])
def test_a_bundle_changed_and_sealed_again_is_found_with_its_session(
    reference: Path, finance: tuple[Catalog, Session, Assessment], name: str
) -> None:
    path, sums = reference / name, (reference / SUMS).read_bytes()
    before = path.read_bytes()
    path.write_bytes(before + b"# one line more\n")
    reseal(reference)
    assert [p for p in verify_bundle(reference) if p.severity == "error"] == []
    found = differences(reference, *finance, tool_version=__version__)
    assert [(p.file, p.severity) for p in found] == [(name, "error")]
    later = differences(reference, *finance, tool_version="99")
    assert [(p.file, p.severity) for p in later if p.file == name] == [(name, "warning")]
    path.write_bytes(before)
    (reference / SUMS).write_bytes(sums)


def test_support_that_ended_since_the_export_is_a_warning(reference: Path) -> None:
    assert [p for p in verify_bundle(reference, today=date(2026, 11, 28)) if p.check == "stale"] == []
    found = [p for p in verify_bundle(reference, today=date(2027, 7, 1)) if p.check == "stale"]
    assert {p.severity for p in found} == {"warning"}
    assert any("1.36.4" in p.message and "2027-06-28" in p.message for p in found)


@pytest.mark.parametrize("spoil", [lambda b: b[:-1], lambda b: b + b"\n", lambda b: b.replace(b"\n", b"\x0b", 1)])
def test_the_list_of_sums_itself_is_read_to_the_byte(out: Path, spoil: Callable[[bytes], bytes]) -> None:
    (out / SUMS).write_bytes(spoil((out / SUMS).read_bytes()))
    assert any(p.file == SUMS for p in verify_bundle(out))


def test_an_older_edition_and_another_session_are_said(out: Path) -> None:
    plan = plan_of(yaml.safe_load((out / "plan.yaml").read_text()))
    same = verify_bundle(out, knowledge=plan.stack.knowledge, session_sha256=plan.stack.session_sha256)
    assert without_records([*same]) == []
    newer = plan.stack.knowledge.model_copy(update={"edition": "2027.01"})
    stale = [p for p in verify_bundle(out, knowledge=newer) if p.check == "stale"]
    assert [p.severity for p in stale] == ["warning"]
    assert "2027.01" in str(stale[0])
    drifted = [p for p in verify_bundle(out, session_sha256="0" * 64) if p.check == "session"]
    assert [p.severity for p in drifted] == ["error"]


def test_changes_are_told_before_anything_is_written(out: Path, files: dict[str, bytes]) -> None:
    assert changes(files, out).lines() == []
    assert changes(files, out).same == len(files)
    wanted = {p: c for p, c in files.items() if p != "values/loki.yaml"}
    wanted |= {"plan.yaml": b"x: 1\n", "new.md": b"new\n"}
    (out / "overrides").mkdir()
    (out / "overrides/loki.yaml").write_text("a: 1\n")
    before = content(out)
    assert changes(wanted, out).lines() == ["added\tnew.md", "changed\tplan.yaml", "removed\tvalues/loki.yaml"]
    assert content(out) == before
    assert changes(files, out / "nothing").added == tuple(sorted(files))


def test_an_unchanged_file_keeps_its_time(out: Path, files: dict[str, bytes]) -> None:
    for name in ("README.md", "plan.yaml"):
        os.utime(out / name, ns=(1_000_000_000, 1_000_000_000))
    write_bundle({**files, "plan.yaml": files["plan.yaml"] + b"\n"}, out)
    assert (out / "README.md").stat().st_mtime_ns == 1_000_000_000
    assert (out / "plan.yaml").stat().st_mtime_ns != 1_000_000_000


def test_missing_and_added_files_are_found(out: Path) -> None:
    (out / "values/loki.yaml").unlink()
    (out / "values/new.yaml").write_text("a: 1\n")
    (out / "values/link.yaml").symlink_to("/etc/hostname")
    found = without_records([*verify_bundle(out)])
    assert "values/loki.yaml: is missing" in found
    assert "values/new.yaml: is not part of the bundle" in found
    assert "values/link.yaml: is not part of the bundle" in found


def test_a_resealed_bundle_is_still_judged(out: Path) -> None:
    changed(out, "plan.yaml", "owner: argocd", "owner: nobody")
    reseal(out)
    assert any("owner" in p and "plan.yaml" in p for p in without_records([*verify_bundle(out)]))


def test_a_resealed_plan_must_keep_the_invariants(out: Path) -> None:
    changed(out, "plan.yaml", "service_cidr: 10.96.0.0/16", "service_cidr: 10.244.0.0/20")
    reseal(out)
    assert any("overlaps" in p for p in without_records([*verify_bundle(out)]))


def test_a_release_dropped_from_the_table_is_found(out: Path) -> None:
    table = out / "scripts/releases.tsv"
    table.write_text(
        "".join(line for line in table.read_text().splitlines(keepends=True) if "\tloki\tlogging" not in line)
    )
    reseal(out)
    assert any("release loki is only in one" in p for p in without_records([*verify_bundle(out)]))


def test_broken_yaml_is_found(out: Path) -> None:
    (out / "values/loki.yaml").write_text("a: [1\n")
    reseal(out)
    assert any("cannot be read" in p for p in without_records([*verify_bundle(out)]))


def test_what_is_no_bundle_is_said(tmp_path: Path) -> None:
    assert [p.check for p in verify_bundle(tmp_path / "nothing")] == ["bundle"]
    assert {p.message for p in verify_bundle(tmp_path)} == {"is missing"}


def test_permissions_do_not_depend_on_the_umask(tmp_path: Path, files: dict[str, bytes]) -> None:
    old = os.umask(0o077)
    try:
        write_bundle(files, tmp_path / "b")
    finally:
        os.umask(old)
    assert stat.S_IMODE((tmp_path / "b/scripts/lib.sh").stat().st_mode) & 0o700 == 0o700


def test_what_is_wrong_is_told_in_korean_too(out: Path) -> None:
    (out / "values/new.yaml").write_text("a: 1\n")
    (found,) = [p for p in verify_bundle(out) if p.file == "values/new.yaml"]
    assert found.told("ko") == "values/new.yaml: 번들에 없는 파일이다"


@pytest.mark.parametrize("phrase", PHRASES.values(), ids=list(PHRASES))
def test_both_languages_fill_the_same_fields(phrase: Text) -> None:
    fields = [{name for _, name, _, _ in Formatter().parse(text) if name} for text in (phrase.en, phrase.ko)]
    assert fields[0] == fields[1]
