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

PREVIEW_LINES = 2000


@dataclass(frozen=True)
class Bundle:
    """What was rendered: files by path and the formats that belong to every bundle of this stack, or why not."""

    files: Mapping[str, bytes]
    problem: str = ""
    conflict: bool = False
    own_formats: tuple[str, ...] = ()


@dataclass(frozen=True)
class Writing:
    """What the person asked for: formats with their state, and the folder."""

    formats: Sequence[tuple[str, bool]]
    target: str
    exists: bool
    complete: bool


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
    found.append(row(f"{mark} ", column(scene.words("take-suggestions"), cells - 4), key="complete:"))
    own = bundle.own_formats if bundle else ()
    extra = [(name, on) for name, on in writing.formats if name not in own] if own else []
    found += paragraph(scene.words("formats"), cells, Tone.TITLE) if extra else []
    found += [row("[x] " if on else "[ ] ", column(name, cells - 4), key=f"format:{name}") for name, on in extra]
    return found + _files(scene, bundle, before, cells)


def _target(scene: Scene, writing: Writing, cells: int) -> Row:
    note = scene.words("target-exists" if writing.exists else "target-new")
    room = max(8, cells - width(note) - 3)
    return row(
        column(clean(writing.target), min(room, width(writing.target))), " ", Span(f"({note})", Tone.DIM), key="target:"
    )


def _files(scene: Scene, bundle: Bundle | None, before: Mapping[str, bytes], cells: int) -> list[Row]:
    if bundle is None:
        return [BLANK, row(Span(scene.words("working"), Tone.DIM))]
    if bundle.conflict:
        return [BLANK, *paragraph(scene.words("no-bundle-conflict"), cells, Tone.DIM)]
    if bundle.problem:
        return [BLANK, *paragraph(scene.words("render-failed", problem=bundle.problem), cells, Tone.BAD)]
    found = paragraph(scene.words("files", count=len(bundle.files)), cells, Tone.TITLE)
    for path in sorted(bundle.files):
        state = _state(bundle.files[path], before.get(path))
        lines = bundle.files[path].count(b"\n")
        tail = f"{lines:6d}"
        parts = (Span(f" {state} ", Tone.DIM), column(path, cells - 4 - len(tail)), Span(tail, Tone.DIM))
        found.append(row(*parts, key=f"file:{path}"))
    return found


def _state(new: bytes, old: bytes | None) -> str:
    return "+" if old is None else " " if old == new else "*"


def preview(scene: Scene, bundle: Bundle | None, path: str, before: Mapping[str, bytes], cells: int) -> list[Row]:
    """The first lines of a file; where an earlier export lies in the target, the difference to it."""
    if bundle is None or path not in bundle.files:
        return paragraph(scene.words("preview-help"), cells, Tone.DIM)
    new = _lines(bundle.files[path])
    old = _lines(before[path]) if path in before else None
    title = heading(path, cells)
    if old is None or old == new:
        note = scene.words("unchanged") if old is not None else ""
        head = [title, row(Span(note, Tone.DIM))] if note else [title]
        return head + [row(Span(f"{n:4d} ", Tone.DIM), line) for n, line in enumerate(new[:PREVIEW_LINES], start=1)]
    found = [title, row(Span(scene.words("difference"), Tone.DIM))]
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
