"""One target per reader: bytes in; whatever a person would see as a message out; any other error is a finding.

A target also holds what the reader promises: what was read can be written and read again, undo leads back, and nothing
that steers a terminal comes through.
"""

from __future__ import annotations

import contextlib
import re
import tempfile
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from advisor.catalog.build import build_catalog
from advisor.catalog.entries import Entries, read_entries
from advisor.catalog.files import SourceFile, layers, read_files
from advisor.catalog.lint import FAMILIES, lint
from advisor.catalog.load import load_catalog
from advisor.catalog.references import dangling
from advisor.catalog.rooms import room_of
from advisor.catalog.yaml_read import decode, read_yaml
from advisor.discover.discovery import merge, recognise
from advisor.discover.dump import parse_dump
from advisor.discover.signs import Known, index
from advisor.errors import BadInput, Problem
from advisor.export.verify import read_plan
from advisor.model.catalog import Catalog
from advisor.model.plan import Plan
from advisor.model.session import Session
from advisor.plan.charts import ChartStore, load_chart_facts
from advisor.plan.invariants import check
from advisor.plan.overrides import with_overrides
from advisor.plan.wiring import values_of
from advisor.session.file import dump, load
from advisor.session.history import compacted
from advisor.session.journal import line_of, replay
from advisor.tui import keymap
from tests.catalog import folder
from tests.plan import small

CORPUS = Path(__file__).parent / "corpus"
STEERS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")


class Broken(AssertionError):
    """A reader did not keep what it promises."""


@dataclass(frozen=True)
class Target:
    """A reader: its name, which is also the folder of its corpus, what it does, and the form of its input.

    `form` is `yaml`, `json` or `lines` (JSON, one object a line). `run` says whether the input was taken.
    """

    name: str
    run: Callable[[bytes], bool]
    form: str

    def seeds(self) -> list[bytes]:
        """The committed inputs, by name."""
        return [path.read_bytes() for path in sorted((CORPUS / self.name).iterdir())]


def refusing(read: Callable[[bytes], None]) -> Callable[[bytes], bool]:
    """A target of a reader that refuses by BadInput; the messages must name something and be bounded."""

    def run(data: bytes) -> bool:
        try:
            read(data)
        except BadInput as error:
            told(error.problems)
            return False
        return True

    return run


def told(problems: tuple[Problem, ...] | list[Problem]) -> None:
    """Problems say something, and there are not more than a person could ever read."""
    if not all(p.message.strip() for p in problems):
        raise Broken("an empty message")
    if len(problems) > 2_000:
        raise Broken(f"{len(problems)} problems")


def texts(value: Any) -> Iterator[str]:
    """Every text in plain data."""
    waiting = [value]
    while waiting:
        item = waiting.pop()
        if isinstance(item, str):
            yield item
        elif isinstance(item, dict):
            waiting += [*item.keys(), *item.values()]
        elif isinstance(item, list | tuple):
            waiting += item


def plain(value: Any) -> None:
    """Nothing in `value` steers a terminal."""
    for text in texts(value):
        if STEERS.search(text):
            raise Broken(f"a control character came through: {text[:40]!r}")


@cache
def catalog() -> Catalog:
    """The shipped knowledge."""
    return load_catalog()


def yaml_text(data: bytes) -> None:
    document = read_yaml(decode(data, "f.yaml"), file="f.yaml")
    plain(document.data)
    document.lines.at(("a", 0, "b"))


def session(data: bytes) -> None:
    text = decode(data, "s.yaml")
    loaded = load(text, catalog(), name="s.yaml")
    told(loaded.problems)
    plain(loaded.session.model_dump(mode="json"))
    if zlib.crc32(data) % 4 == 0:
        same(loaded.session, dump(loaded.session))
    same(loaded.session, dump(loaded.session, text))


def same(before: Session, text: str) -> None:
    """What was written is read again without a problem, and is the same."""
    again = load(text, catalog(), name="again.yaml")
    if again.problems or again.session != before:
        raise Broken(f"written and read again it differs: {[str(p) for p in again.problems][:3]}\n{text[:2000]}")


def journal(data: bytes) -> None:
    history = replay(data.decode("utf-8", errors="replace"), file="s.yaml.journal")
    plain(history.state)
    if len(history.undo) + len(history.redo) > len(history.entries):
        raise Broken("more states than entries")
    written = "".join(line_of(entry).decode() for entry in compacted(history))
    if replay(written, file="again").state != history.state:
        raise Broken("written shorter it leads elsewhere")
    with contextlib.suppress(ValidationError):  # the store sets such a journal aside
        dump(history.session)


@cache
def known() -> Known:
    """What the signs in a dump mean; the same for every dump."""
    return index(catalog())


def dumped(data: bytes) -> None:
    found = recognise(parse_dump(decode(data, "dump"), Path("dump.json")), catalog(), known())
    merged = merge(Session(name="s"), catalog(), found)
    if merged.filled or zlib.crc32(data) % 16 == 0:
        same(merged.session, dump(merged.session))


@cache
def base() -> Entries:
    """The entries of a small knowledge folder, read once."""
    with tempfile.TemporaryDirectory() as place:
        files = read_files(layers(folder.write(Path(place)), ()), [])
        return read_entries(files, [])


def overlay(data: bytes) -> None:
    """The first line of an input may name its place: `# components/calico.yaml`."""
    first = data.split(b"\n", 1)[0].decode("ascii", errors="replace")
    inner = first.removeprefix("# ").strip()
    room = room_of(inner)
    if room is None:
        inner = "rules/x.yaml"
        room = room_of(inner)
    assert room is not None
    problems: list[Problem] = []
    below = base()
    entries = Entries({k: dict(v) for k, v in below.by_kind.items()}, list(below.order))
    above = read_entries([SourceFile(1, inner, f"overlay/{inner}", room, data)], problems)
    entries.order += above.order
    for entry in above.everything():
        entries.add(entry, problems)
    built = build_catalog(entries, problems)
    if built is not None:
        problems += dangling(built, entries)
        if not problems:
            told(lint(built, entries, [name for name in FAMILIES if name != "reach"]))
            plain(built.model_dump(mode="json"))
    if problems:
        raise BadInput(problems)


def plan(data: bytes) -> None:
    found, problems = read_plan(data)
    if found is None:
        raise BadInput(problems)
    told(check(found)[:2_000])


@cache
def small_plan() -> Plan:
    """The plan that the hand layer of the corpus belongs to."""
    return small.plan()


@cache
def charts() -> ChartStore:
    """What the charts know, read once."""
    return load_chart_facts()


def overrides(data: bytes) -> None:
    found = read_yaml(decode(data, "overrides/loki.yaml"), file="overrides/loki.yaml").data
    if found is not None and not isinstance(found, dict):
        raise BadInput("holds no map of values")
    changed = with_overrides(small_plan(), {"loki": found} if found else {}, charts())
    if found:
        values_of(next(r for r in changed.releases if r.id == "loki").settings)
    if zlib.crc32(data) % 16 == 0:
        told(check(changed)[:2_000])


def keys(data: bytes) -> None:
    plain(keymap.parse(decode(data, "keys.yaml"), Path("keys.yaml")))


TARGETS: tuple[Target, ...] = (
    Target("yaml", refusing(yaml_text), "yaml"),
    Target("session", refusing(session), "yaml"),
    Target("overlay", refusing(overlay), "yaml"),
    Target("journal", refusing(journal), "lines"),
    Target("helm", refusing(dumped), "json"),
    Target("kubectl", refusing(dumped), "json"),
    Target("argocd", refusing(dumped), "json"),
    Target("bom", refusing(dumped), "json"),
    Target("plan", refusing(plan), "yaml"),
    Target("overrides", refusing(overrides), "yaml"),
    Target("keys", refusing(keys), "yaml"),
)
BY_NAME = {target.name: target for target in TARGETS}
