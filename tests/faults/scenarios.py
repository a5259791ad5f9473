"""What is done while faults strike, and what must hold afterwards."""

from __future__ import annotations

import os
import shutil
import stat
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from advisor import disk
from advisor.catalog import cache
from advisor.catalog.files import layers, read_files
from advisor.catalog.load import load_catalog
from advisor.export.bundle import SUMS
from advisor.export.plan_file import PLAN_FILE
from advisor.export.write import recover, write_bundle
from advisor.model.catalog import Catalog
from advisor.session import edit, journal
from advisor.session.file import read
from advisor.session.store import SessionStore, _sweep
from tests.catalog import folder as knowledge
from tests.faults.faulty import Crash, Fault, Layer, layer

NOON = "2026-11-24T00:00:00Z"
OLD = {
    PLAN_FILE: b"a: 1\n",
    SUMS: b"old\n",
    "values/a.yaml": b"x: 1\n",
    "scripts/go.sh": b"true\n",
    "gone/b.md": b"b\n",
}
NEW = {
    PLAN_FILE: b"a: 2\n",
    SUMS: b"new\n",
    "values/a.yaml": b"x: 1\n",
    "scripts/go.sh": b"false\n",
    "docs/c/d.md": b"d\n",
}
Picture = dict[str, tuple[int, bytes]]
"""Everything in a folder: path to permission bits and content (of a link: where it leads)."""


def picture(root: Path) -> Picture | None:
    """What lies below `root`; None where there is nothing."""
    if not root.exists():
        return None
    found: Picture = {}
    for path in sorted(root.rglob("*")):
        mode = stat.S_IMODE(path.lstat().st_mode)
        if path.is_symlink():
            found[path.relative_to(root).as_posix()] = (0, os.fsencode(path.readlink()))
        else:
            found[path.relative_to(root).as_posix()] = (mode, path.read_bytes() if path.is_file() else b"<folder>")
    return found


@dataclass(frozen=True)
class Scenario:
    """`prepare` fills a folder, `act` works in it, `state` tells what is there for a healthy program, `tidy` cleans up.

    `state` gives the same for the same content; `left` names what lies there that belongs to no state.
    """

    name: str
    prepare: Callable[[Path], None]
    act: Callable[[Path], None]
    state: Callable[[Path], Any]
    left: Callable[[Path], list[str]]
    swaps: bool = True
    sweeps: bool = True
    """Whether `state` also removes what a killed program left."""


@dataclass(frozen=True)
class Run:
    """One run: what was raised, the calls, and the states before it could be put right and afterwards."""

    raised: BaseException | None
    layer: Layer
    left: list[str]
    state: Any
    left_in_the_end: list[str]


def _copied(source: str, target: str) -> None:
    """A session file keeps its inode, by which the journal knows it; it is only ever replaced, never written into."""
    if source.endswith("/s.yaml"):
        os.link(source, target)
    else:
        shutil.copy2(source, target)


def run(scenario: Scenario, template: Path, work: Path, *faults: Fault) -> Run:
    """Act in a fresh copy of the prepared folder while the faults strike."""
    shutil.rmtree(work, ignore_errors=True)
    shutil.copytree(template, work, symlinks=True, copy_function=_copied)
    raised: BaseException | None = None
    with layer(*faults, swaps=scenario.swaps) as faulty:
        try:
            scenario.act(work)
        except (Exception, Crash) as error:
            raised = error
    left = scenario.left(work)
    state = scenario.state(work)
    return Run(raised, faulty, left, state, scenario.left(work))


# a bundle


def bundle_before(work: Path) -> None:
    write_bundle(OLD, work / "b")
    hand = work / "b" / "overrides"
    (hand / "deep").mkdir(parents=True)
    (hand / "loki.yaml").write_text("x: 1\n")
    (hand / "deep" / "note.txt").write_text("by hand\n")
    (hand / "link").symlink_to("loki.yaml")
    (hand / "loki.yaml").chmod(0o640)


def bundle_state(work: Path) -> Picture | None:
    recover(work / "b")
    return picture(work / "b")


def bundle_left(work: Path) -> list[str]:
    return sorted(path.name for path in work.iterdir() if path.name != "b")


def export(work: Path) -> None:
    write_bundle(NEW, work / "b")


def export_deep(work: Path) -> None:
    write_bundle(NEW, work / "x" / "y" / "b")


def deep_state(work: Path) -> Picture | None:
    recover(work / "x" / "y" / "b")
    return picture(work / "x" / "y" / "b")


def deep_left(work: Path) -> list[str]:
    below = work / "x" / "y"
    return sorted(path.name for path in below.iterdir() if path.name != "b") if below.is_dir() else []


def half_before(work: Path) -> None:
    """A killed export left its staging folder, and the older bundle under its other name."""
    bundle_before(work)
    (work / "b").rename(work / ".b.0123456789ab.old")
    (work / ".b.0123456789ac.new" / "deep").mkdir(parents=True)
    (work / ".b.0123456789ac.new" / "deep" / "x").write_text("half")


# a session


_catalog: list[Catalog] = []


def catalog() -> Catalog:
    """The shipped knowledge."""
    if not _catalog:
        _catalog.append(load_catalog())
    return _catalog[0]


def opened(work: Path) -> SessionStore:
    return SessionStore(work / "s.yaml", catalog(), clock=lambda: NOON)


def session_before(work: Path) -> None:
    store = opened(work)
    store.apply(edit.choose(store.session, "cni", "calico", because="x" * 40), "choose")
    store.close()
    (work / "s.yaml").chmod(0o640)


def with_store(act: Callable[[SessionStore], object]) -> Callable[[Path], None]:
    def acted(work: Path) -> None:
        store = opened(work)
        before = store.session
        try:
            act(store)
        except OSError:
            assert store.session == before, "an error that was told must leave the state"
            raise
        finally:
            store.close()

    return acted


def session_state(work: Path) -> Any:
    """What a healthy program finds; file and journal must agree then, and undo must work."""
    if not (work / "s.yaml").exists() and not (work / "s.yaml.journal").exists():
        _sweep(work / "s.yaml")  # as the next program to open this name does
        return None
    was = stat.S_IMODE((work / "s.yaml").stat().st_mode) if (work / "s.yaml").exists() else None
    store = opened(work)
    try:
        assert not store.problems
        assert not store.read_only, "the lock outlived its process"
        state = store.session.model_dump(mode="json")
        assert read(work / "s.yaml", catalog()) == store.session
        assert "edited-by-hand" not in {entry.action for entry in store.entries}
        assert [entry.seq for entry in store.entries] == list(range(1, len(store.entries) + 1))
        assert stat.S_IMODE((work / "s.yaml.journal").stat().st_mode) == 0o600
        assert was in (None, stat.S_IMODE((work / "s.yaml").stat().st_mode))
        return (state, len(store._history.undo))
    finally:
        store.close()


def session_left(work: Path) -> list[str]:
    return sorted(
        p.name for p in work.iterdir() if p.name not in ("s.yaml", "s.yaml.journal") and ".broken-" not in p.name
    )


def choose(store: SessionStore) -> None:
    store.apply(edit.choose(store.session, "cni", "cilium", because="y" * 60), "choose")


def long_before(work: Path) -> None:
    """A journal that opening writes anew, because most of it can not be reached any more."""
    store = opened(work)
    for number in range(40):
        store.apply(edit.choose(store.session, "cni", "calico", because=str(number) * 30), "choose")
        store.undo()
    store.close()


def open_long(work: Path) -> None:
    before = journal.COMPACT_BYTES
    journal.COMPACT_BYTES = 100
    try:
        opened(work).close()
    finally:
        journal.COMPACT_BYTES = before


def torn_before(work: Path) -> None:
    session_before(work)
    with (work / "s.yaml.journal").open("ab") as file:
        file.write(b'{"seq": 3, "ki')


def lagging_before(work: Path) -> None:
    """The program ended between the journal and the session file."""
    session_before(work)
    earlier = (work / "s.yaml").read_bytes()
    stamp = (work / "s.yaml").stat().st_mtime_ns
    store = opened(work)
    keep = disk.write_over
    try:
        disk.write_over = lambda path, data: None
        choose(store)
    finally:
        disk.write_over = keep
        store.close()
    assert (work / "s.yaml").read_bytes() == earlier
    assert (work / "s.yaml").stat().st_mtime_ns == stamp


def broken_before(work: Path) -> None:
    session_before(work)
    (work / "s.yaml.journal").write_text("nothing\nof ours\n")


def half_session_before(work: Path) -> None:
    session_before(work)
    (work / ".s.yaml.01234567.new").write_text("half")


def open_only(work: Path) -> None:
    opened(work).close()


# single files


def file_left(work: Path) -> list[str]:
    return sorted(path.name for path in work.iterdir() if path.name != "f")


def one_file(work: Path) -> Picture | None:
    return picture(work)


def file_before(work: Path) -> None:
    (work / "f").write_bytes(b"old" * 100)
    (work / "f").chmod(0o604)


def nothing_before(work: Path) -> None:
    del work


def content(work: Path) -> Any:
    return ((work / "f").read_bytes(), (work / "f").stat().st_mode) if (work / "f").exists() else None


def cached_before(work: Path) -> None:
    knowledge.write(work / "k")
    (work / "c").mkdir(mode=0o700)
    for number in range(8):
        (work / "c" / f"catalog-{number}.json").write_text("old")


def keep_cache(work: Path) -> None:
    files = read_files(layers(work / "k", ()), [])
    cache.write(files, load_catalog(root=work / "k", cached=False), work / "c")


def cache_state(work: Path) -> Any:
    """Whether a copy is found; one that is found must be the catalogue."""
    files = read_files(layers(work / "k", ()), [])
    found = cache.read(files, work / "c")
    assert found in (None, load_catalog(root=work / "k", cached=False))
    cache.write(files, load_catalog(root=work / "k", cached=False), work / "c")
    return found is not None


def cache_left(work: Path) -> list[str]:
    return sorted(path.name for path in (work / "c").iterdir() if not path.name.startswith("catalog-"))


def made(work: Path) -> None:
    disk.write_once(work / "f", b"new" * 90)


SCENARIOS = (
    Scenario("export over an older bundle", bundle_before, export, bundle_state, bundle_left),
    Scenario("export where folders cannot be swapped", bundle_before, export, bundle_state, bundle_left, swaps=False),
    Scenario("export into a new folder", nothing_before, export_deep, deep_state, deep_left),
    Scenario("export after a killed one", half_before, export, bundle_state, bundle_left, swaps=False),
    Scenario("a new session", nothing_before, open_only, session_state, session_left),
    Scenario("a change", session_before, with_store(choose), session_state, session_left),
    Scenario("undo", session_before, with_store(lambda store: store.undo()), session_state, session_left),
    Scenario("a long journal is shortened", long_before, open_long, session_state, session_left),
    Scenario("a torn journal is opened", torn_before, open_only, session_state, session_left),
    Scenario("a broken journal is set aside", broken_before, open_only, session_state, session_left),
    Scenario("a half session is swept", half_session_before, open_only, session_state, session_left),
    Scenario(
        "a file is made without second names", nothing_before, made, content, file_left, swaps=False, sweeps=False
    ),
    Scenario("a lagging session file is opened", lagging_before, open_only, session_state, session_left),
    Scenario(
        "a file is written over",
        file_before,
        lambda w: disk.write_over(w / "f", b"new" * 90),
        content,
        file_left,
        sweeps=False,
    ),
    Scenario(
        "a file is made",
        nothing_before,
        lambda w: disk.write_once(w / "f", b"new" * 90),
        content,
        file_left,
        sweeps=False,
    ),
    Scenario("the catalogue is kept", cached_before, keep_cache, cache_state, cache_left),
)
