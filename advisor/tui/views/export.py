"""Export: what blocks it, which formats, where to, every file, and its preview."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from difflib import unified_diff

from rich.cells import chop_cells

from advisor.export.gate import gate
from advisor.tui.cells import clean, width
from advisor.tui.views.rows import BLANK, Row, Span, Tone, column, heading, paragraph, row
from advisor.tui.views.scene import Scene
from advisor.wording.formats import PURPOSES

PREVIEW_LINES = 2000
LINE_END = b"\n"
FILE_KEY, FORMAT_KEY, PARTS_KEY = "file:", "format:", "parts:"
"""How keys of rows begin: a file, a format that can be added, and the row of the formats that are in it anyway."""


@dataclass(frozen=True)
class Bundle:
    """What was rendered: files by path and the formats that belong to every bundle of this stack, or why not."""

    files: Mapping[str, bytes]
    problem: str = ""
    conflict: bool = False
    own_formats: tuple[str, ...] = ()


@dataclass(frozen=True)
class Writing:
    """What the person asked for: formats with their state, and the folder; `step` says how far rendering is."""

    formats: Sequence[tuple[str, bool]]
    target: str
    exists: bool
    complete: bool
    step: str = ""


def blockers(scene: Scene, *, complete: bool) -> list[tuple[str, str]]:
    """What stands against an export, each with the key of the place that settles it."""
    if scene.assessment is None:
        return [("working", scene.words("working"))]
    found: list[tuple[str, str]] = []
    found_by_gate = gate(scene.assessment)
    if found_by_gate.conflict:
        found.append(("plan:conflicts", scene.words("blocked-conflict", count=len(scene.assessment.conflicts))))
    if found_by_gate.unsettled:
        found.append(("plan:conflicts", scene.words("blocked-unsettled")))
    if found_by_gate.to_accept:
        found.append(("plan:licences", scene.words("blocked-licences", count=len(found_by_gate.to_accept))))
    if found_by_gate.open_decisions and not complete:
        found.append(("complete", scene.words("blocked-open", count=len(found_by_gate.open_decisions))))
    return found


def rows(scene: Scene, writing: Writing, bundle: Bundle | None, before: Mapping[str, bytes], cells: int) -> list[Row]:
    """The whole pane: blockers, formats, target, files."""
    found: list[Row] = []
    blocked = blockers(scene, complete=writing.complete)
    if blocked:
        found += paragraph(scene.words("blocked"), cells, Tone.TITLE)
        for key, text in blocked:
            found += paragraph(text, cells, Tone.WARN, hang="[!] ", key=f"blocker:{key}")
    else:
        found.append(row(Span(scene.words("ready"), Tone.GOOD), key="write:"))
    found += [*paragraph(scene.words("where-to"), cells, Tone.TITLE), _target(scene, writing, cells)]
    mark = "[x]" if writing.complete else "[ ]"
    found += paragraph(scene.words("take-suggestions"), cells, hang=f"{mark} ", key="complete:")
    own = bundle.own_formats if bundle else ()
    if own:
        found.append(row("[=] ", column(scene.words("parts", count=len(own)), cells - 4), key=PARTS_KEY))
    extra = [(name, on) for name, on in writing.formats if name not in own] if own else []
    found += paragraph(scene.words("formats"), cells, Tone.TITLE) if extra else []
    names = max((width(name) for name, _ in extra), default=0) + 1
    found += [_format(scene, name, on, names, cells) for name, on in extra]
    return found + _files(scene, writing, bundle, before, cells)


def _format(scene: Scene, name: str, on: bool, names: int, cells: int) -> Row:
    """A format that can be added, with what it is for."""
    purpose = column(scene.say(PURPOSES[name]), cells - 4 - names, Tone.DIM)
    return row("[x] " if on else "[ ] ", column(name, names), purpose, key=f"{FORMAT_KEY}{name}")


def format_rows(scene: Scene, key: str, bundle: Bundle | None, cells: int) -> list[Row]:
    """What a format, or each format that belongs to the bundle anyway, is for. Empty where `key` names neither."""
    if key.startswith(FORMAT_KEY):
        name = key.removeprefix(FORMAT_KEY)
        said = paragraph(scene.say(PURPOSES[name]), cells)
        return [heading(name, cells), *said, BLANK, *paragraph(scene.words("format-help"), cells, Tone.DIM)]
    if key != PARTS_KEY or bundle is None:
        return []
    found = [heading(scene.words("parts-title"), cells), *paragraph(scene.words("parts-help"), cells, Tone.DIM), BLANK]
    names = max(width(name) for name in bundle.own_formats) + 1
    for name in bundle.own_formats:
        found += paragraph(scene.say(PURPOSES[name]), cells, hang=f"{name:{names}}")
    return found


def _target(scene: Scene, writing: Writing, cells: int) -> Row:
    note = scene.words("target-exists" if writing.exists else "target-new")
    room = max(8, cells - width(note) - 3)
    return row(
        column(clean(writing.target), min(room, width(writing.target))), " ", Span(f"({note})", Tone.DIM), key="target:"
    )


def _files(scene: Scene, writing: Writing, bundle: Bundle | None, before: Mapping[str, bytes], cells: int) -> list[Row]:
    if bundle is None:
        return [BLANK, *paragraph(writing.step or scene.words("starting"), cells, Tone.DIM)]
    if bundle.conflict:
        return [BLANK, *paragraph(scene.words("no-bundle-conflict"), cells, Tone.DIM)]
    if bundle.problem:
        return [BLANK, *paragraph(scene.words("render-failed", problem=bundle.problem), cells, Tone.BAD)]
    states = {path: _state(bundle.files.get(path), before.get(path)) for path in {*bundle.files, *before}}
    counts = {
        word: list(states.values()).count(state) for word, state in (("new", "+"), ("changed", "*"), ("gone", "-"))
    }
    title = scene.words("files-again" if before else "files", count=len(bundle.files), **counts)
    found = paragraph(title, cells, Tone.TITLE)
    for path, state in sorted(states.items()):
        tail = f"{bundle.files[path].count(LINE_END):6d}" if path in bundle.files else " " * 6
        parts = (Span(f" {state} ", Tone.DIM), column(path, cells - 4 - len(tail)), Span(tail, Tone.DIM))
        found.append(row(*parts, key=f"{FILE_KEY}{path}"))
    return found


def _state(new: bytes | None, old: bytes | None) -> str:
    if new is None:
        return "-"
    return "+" if old is None else " " if old == new else "*"


def preview(scene: Scene, bundle: Bundle | None, path: str, before: Mapping[str, bytes], cells: int) -> list[Row]:
    """The first lines of a file; where an earlier export lies in the target, the difference to it."""
    if bundle is None or (path not in bundle.files and path not in before):
        return paragraph(scene.words("preview-help"), cells, Tone.DIM)
    new = _lines(bundle.files.get(path, b""))
    old = _lines(before[path]) if path in before else None
    title = heading(path, cells)
    if old is None or old == new:
        note = scene.words("unchanged") if old is not None else ""
        head = [title, row(Span(note, Tone.DIM))] if note else [title]
        return head + [row(Span(f"{n:4d} ", Tone.DIM), line) for n, line in enumerate(new[:PREVIEW_LINES], start=1)]
    told = scene.words("difference" if path in bundle.files else "goes")
    found = [title, *paragraph(told, cells, Tone.DIM)]
    for line in list(unified_diff(old, new, lineterm="", n=2))[2 : PREVIEW_LINES + 2]:
        tone = Tone.GOOD if line.startswith("+") else Tone.BAD if line.startswith("-") else Tone.PLAIN
        found.append(row(Span(clean(line.expandtabs(4)), tone)))
    return found


def reading(scene: Scene, bundle: Bundle, path: str, before: Mapping[str, bytes], cells: int) -> list[Row]:
    """The same with long lines wrapped, so that everything can be read."""
    return [
        wrapped
        for line in preview(scene, bundle, path, before, 10_000)[1:]
        for wrapped in _folded(line, max(10, cells))
    ]


def _folded(line: Row, cells: int) -> list[Row]:
    """A line cut into pieces of at most `cells` cells, with its spaces."""
    pieces = chop_cells(line.text, cells) or [""]
    tone = line.spans[-1].tone if line.spans else Tone.PLAIN
    return [line] if len(pieces) == 1 else [row(Span(piece, tone)) for piece in pieces]


def _lines(data: bytes) -> list[str]:
    try:
        return data.decode("utf-8").expandtabs(4).splitlines()
    except UnicodeDecodeError:
        return [f"({len(data)} bytes)"]
