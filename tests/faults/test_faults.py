"""Every call of every scenario fails in every way: the old state or the new one, never between, nothing half left."""

from __future__ import annotations

import ast
import os
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from advisor import disk
from tests.faults.faulty import Call, Crash, Fault, faults, one_per_site
from tests.faults.scenarios import SCENARIOS, Run, Scenario, catalog, run

ROOT = Path(__file__).resolve().parents[2]
IN_MIND = "the catalogue is kept"
"""The cache never raises: whatever fails, the YAML is read instead."""


def check(scenario: Scenario, work: Path, done: Run, old: object, new: object, *struck: Fault) -> None:
    """What must hold after one run with faults."""
    what = f"{scenario.name}, {', '.join(map(str, struck))}: {done.raised!r}"
    assert done.state in (old, new), f"{what}: between two states"
    kinds = {fault.kind for fault in struck}
    if kinds <= {"once", "short", "full"} and len(struck) == 1:
        assert not isinstance(done.raised, Crash)
        if scenario.name != IN_MIND:
            expected = new if done.raised is None else old
            assert done.state == expected, f"{what}: what was said is not so"
        removes = done.layer.struck[0].name in ("unlink", "rmdir")
        if kinds == {"once"} and not removes:  # what could not be removed is there until the next time
            more = set(done.left) - set(scenario.left(work.parent / "template"))
            assert not more, f"{what}: {more} is left"
    if scenario.sweeps:
        assert done.left_in_the_end == [], f"{what}: {done.left_in_the_end} is left for ever"
    if done.raised is not None and "crash" not in kinds:
        assert isinstance(done.raised, OSError), what
        assert done.raised.strerror, what
        if old is not None and done.state == new != old:
            assert "not made" not in str(done.raised), f"{what}: it was made"
            assert "not changed" not in str(done.raised), f"{what}: it was changed"


def states(scenario: Scenario, tmp_path: Path) -> tuple[Path, object, object, list[Call]]:
    """The prepared folder, the state before, the state after a run without faults, and its calls."""
    catalog()  # loaded, and kept in the cache, before calls are counted
    template = tmp_path / "template"
    template.mkdir()
    scenario.prepare(template)
    clean = run(scenario, template, tmp_path / "work")
    assert clean.raised is None
    assert clean.left == []
    before = Scenario(scenario.name, scenario.prepare, lambda _: None, scenario.state, scenario.left)
    return template, run(before, template, tmp_path / "work").state, clean.state, clean.layer.calls


def all_runs(scenario: Scenario, tmp_path: Path, *, whole: bool) -> Iterator[Call]:
    """Run with every fault, and with a second one in whatever the program does about the first. Yields what failed."""
    template, old, new, calls = states(scenario, tmp_path)
    work = tmp_path / "work"
    first = list(faults(calls))
    for fault in first if whole else one_per_site(first, calls):
        done = run(scenario, template, work, fault)
        assert done.layer.struck, f"{scenario.name}: call {fault.at} was not reached"
        yield from done.layer.struck
        check(scenario, work, done, old, new, fault)
    reactions: list[tuple[Fault, Fault, list[Call]]] = []
    for fault in one_per_site([f for f in first if f.kind == "once"], calls):
        after = run(scenario, template, work, fault).layer.calls
        seconds = [s for s in faults(after, fault.at + 1) if s.kind in ("once", "crash")]
        reactions += [(fault, second, after) for second in one_per_site(seconds, after)]
    seen: set[tuple[Call, str]] = set()
    for fault, second, after in reactions:
        key = (after[second.at], second.kind)
        if not whole and key in seen:
            continue
        seen.add(key)
        done = run(scenario, template, work, fault, second)
        yield from done.layer.struck
        check(scenario, work, done, old, new, fault, second)


@pytest.mark.parametrize("scenario", SCENARIOS, ids=lambda s: s.name)
def test_each_line_that_can_fail_fails(scenario: Scenario, tmp_path: Path) -> None:
    """Once per line of the product and kind of fault; the slow test does it for every single call."""
    assert len(set(all_runs(scenario, tmp_path, whole=False))) > 2


def written_sites() -> set[tuple[str, int, int]]:
    """File and lines of every use of the file layer in the product, read off its source."""
    found = set()
    for path in (ROOT / "advisor").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Attribute):
                continue
            owner = node.func.value
            name = owner.attr if isinstance(owner, ast.Attribute) else owner.id if isinstance(owner, ast.Name) else ""
            if name == "SYSTEM" and node.func.attr != "close":
                found.add((str(path), node.lineno, node.end_lineno or node.lineno))
    return found


@pytest.mark.slow
def test_every_call_fails_in_every_way_and_no_line_is_left_out(tmp_path: Path) -> None:
    struck: set[Call] = set()
    count = 0
    for number, scenario in enumerate(SCENARIOS):
        place = tmp_path / str(number)
        place.mkdir()
        for call in all_runs(scenario, place, whole=True):
            struck.add(call)
            count += 1
    sys.stdout.write(f"{count} faults, {len(struck)} lines\n")
    missed = [
        f"{Path(file).relative_to(ROOT)}:{first}"
        for file, first, last in sorted(written_sites())
        if not any(call.file == file and first <= call.line <= last for call in struck)
    ]
    assert missed == []


WRITERS = {"open", "write", "fsync", "mkdir", "unlink", "rmdir", "rename", "replace", "link", "symlink", "truncate"}
LAYERS_OF_THEIR_OWN = {
    "advisor/disk.py",  # the layer
    "advisor/catalog/schema.py",  # `knowledge schema --write`, for maintainers
    "advisor/cli/reference_docs.py",  # `make docs`, for maintainers
}


def writes_past_the_layer(path: Path) -> list[int]:
    """Lines of a module that change the file system without the layer."""
    found = []
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import | ast.ImportFrom):
            names = [a.name for a in node.names] + [getattr(node, "module", None) or ""]
            found += [node.lineno] if {"shutil", "tempfile"} & set(names) else []
        if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Attribute):
            continue
        owner, name = node.func.value, node.func.attr
        if name == "write" and node.args and isinstance(node.args[0], ast.Constant):
            continue  # to a terminal, by its number
        if node.args and isinstance(node.args[0], ast.Attribute) and node.args[0].attr == "devnull":
            continue  # what is written there is gone
        is_os = isinstance(owner, ast.Name) and owner.id == "os"
        past = (
            is_os and name in WRITERS | {"remove", "makedirs", "ftruncate", "fdopen", "utime", "fchmod", "chmod"}
        ) or (
            name
            in {"write_text", "write_bytes", "touch", "symlink_to", "hardlink_to", "mkdir", "unlink", "rmdir", "rename"}
            and not (isinstance(owner, ast.Attribute) and owner.attr == "SYSTEM")
            and not (isinstance(owner, ast.Name) and owner.id in ("edit", "SYSTEM"))
        )
        opened = name == "open" and any(isinstance(a, ast.Constant) and str(a.value)[:1] in "wax" for a in node.args)
        if past or (opened and not is_os):
            found.append(node.lineno)
    return found


def test_nothing_is_written_past_the_layer(tmp_path: Path) -> None:
    modules = [path.relative_to(ROOT).as_posix() for path in (ROOT / "advisor").rglob("*.py")]
    outside = {m for m in modules if m.startswith("advisor/harvest/")} | LAYERS_OF_THEIR_OWN
    found = {m: lines for m in modules if m not in outside and (lines := writes_past_the_layer(ROOT / m))}
    assert found == {}
    twin = tmp_path / "m.py"
    twin.write_text("import os, tempfile\nos.write(fd, b'')\np.write_text('x')\np.open('w')\np.mkdir()\n")
    assert writes_past_the_layer(twin) == [1, 2, 3, 4, 5]


CHANGES = frozenset(
    {"os.rename", "os.mkdir", "os.remove", "os.rmdir", "os.link", "os.symlink", "os.utime", "os.truncate"}
)
_HEARD: list[list[str]] = []
"""The list that is listened into, if any; an audit hook cannot be taken back."""


def _hear(event: str, arguments: tuple[object, ...]) -> None:
    if not _HEARD:
        return
    writes = event == "open" and isinstance(arguments[2], int) and arguments[2] & (os.O_WRONLY | os.O_RDWR | os.O_CREAT)
    if event in CHANGES or writes:
        _HEARD[-1].append(event)


sys.addaudithook(_hear)


@pytest.mark.parametrize("scenario", SCENARIOS, ids=lambda s: s.name)
def test_python_itself_hears_of_no_other_change(scenario: Scenario, tmp_path: Path) -> None:
    """Every change of the file system that the interpreter reports was counted by the layer."""
    template = tmp_path / "template"
    template.mkdir()
    scenario.prepare(template)
    heard: list[str] = []
    plain = Scenario(
        scenario.name, scenario.prepare, listened(scenario, heard), lambda _: None, lambda _: [], scenario.swaps
    )
    done = run(plain, template, tmp_path / "work")
    names = {"replace": "os.rename", "unlink": "os.remove", "ftruncate": "os.truncate"}
    counted = [names.get(call.name, f"os.{call.name}") for call in done.layer.calls]
    counted = [c for c in counted if scenario.swaps or c != "os.link"]  # refused by the layer itself
    assert done.raised is None
    assert sorted(e for e in heard if e in CHANGES) == sorted(c for c in counted if c in CHANGES)
    assert heard.count("open") <= counted.count("os.open")


def listened(scenario: Scenario, heard: list[str]) -> Callable[[Path], None]:
    def act(work: Path) -> None:
        _HEARD.append(heard)
        try:
            scenario.act(work)
        finally:
            _HEARD.clear()

    return act


def test_the_harness_sees_a_half_written_state(tmp_path: Path) -> None:
    """A writer without care is found out, by a crash and by a full disk."""

    def careless(work: Path) -> None:
        descriptor = disk.SYSTEM.open(work / "f", 0o1101)
        disk.write_all(descriptor, b"new" * 90)
        disk.SYSTEM.close(descriptor)

    known = {s.name: s for s in SCENARIOS}["a file is written over"]
    scenario = Scenario("careless", known.prepare, careless, known.state, known.left)
    for kind in ("crash", "short"):
        (tmp_path / kind).mkdir()
        template, old, new, calls = states(scenario, tmp_path / kind)
        fault = Fault([call.name for call in calls].index("write"), kind)
        work = tmp_path / kind / "work"
        done = run(scenario, template, work, fault)
        with pytest.raises(AssertionError, match="between two states"):
            check(scenario, work, done, old, new, fault)
