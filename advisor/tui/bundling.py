"""Rendering and writing the bundle for the Export pane; the plan and the renderers are loaded when it is opened.

The app renders in a process of its own: keys do not wait for it, and its memory is given back when it ends.
"""

from __future__ import annotations

import json
import subprocess
import sys
from base64 import b64decode
from collections.abc import Sequence
from pathlib import Path
from threading import Timer
from typing import Protocol

from advisor.errors import AdvisorError
from advisor.export.progress import Progress, nobody
from advisor.model.base import Language
from advisor.model.catalog import Catalog
from advisor.model.session import Session
from advisor.tui.bench import Judge
from advisor.tui.views.export import Bundle

READ_LIMIT = 2_000_000
TIME_LIMIT = 120
"""Seconds after which rendering is given up."""
_CHILD = "import sys, json; sys.path[:] = json.loads(sys.argv[1]); from advisor.tui.rendering import main; main()"


class Renderer(Protocol):
    """Renders a session in the asked formats."""

    def __call__(
        self, judge: Judge, session: Session, asked: Sequence[str], lang: Language, told: Progress = nobody
    ) -> Bundle:
        """The bundle; `told` hears of each format, in the thread that renders."""


def inside(catalog: Catalog) -> Renderer:
    """Render in this process."""

    def work(judge: Judge, session: Session, asked: Sequence[str], lang: Language, told: Progress = nobody) -> Bundle:
        return render(judge, catalog, session, asked, lang, told=told)

    return work


def apart(overlays: Sequence[Path]) -> Renderer:
    """Render the shipped knowledge with `overlays` in a process of its own."""

    def work(judge: Judge, session: Session, asked: Sequence[str], lang: Language, told: Progress = nobody) -> Bundle:
        del judge  # the other process has its own
        from advisor.tui.delivery import Delivery, Order  # noqa: PLC0415 - the forms are built when they are needed

        order = Order(session=session, overlays=tuple(overlays), formats=tuple(asked), lang=lang)
        try:
            found = Delivery.model_validate_json(_ordered(order.model_dump_json(by_alias=True).encode(), told))
        except (OSError, subprocess.SubprocessError, ValueError) as error:
            return Bundle({}, problem=f"{type(error).__name__}: {error}")
        files = {path: b64decode(text) for path, text in found.files.items()}
        return Bundle(files, found.problem, found.conflict, found.own_formats)

    return work


def _ordered(order: bytes, told: Progress) -> bytes:
    """What the other process delivers: its last line. The lines before tell each format as it begins."""
    command = [sys.executable, "-P", "-c", _CHILD, json.dumps(sys.path)]
    line = b""
    with subprocess.Popen(  # noqa: S603 - this interpreter and this code; the order goes through a pipe
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
    ) as child:
        limit = Timer(TIME_LIMIT, child.kill)
        limit.daemon = True
        limit.start()
        try:
            assert child.stdin is not None
            assert child.stdout is not None
            child.stdin.write(order)
            child.stdin.close()
            for line in child.stdout:
                if line.startswith(b"["):
                    told(*json.loads(line))
            child.wait()
        finally:
            limit.cancel()
            child.kill()  # does nothing to one that has ended
    if child.returncode != 0:
        raise subprocess.CalledProcessError(child.returncode, "the renderer")
    return line


def format_names() -> tuple[str, ...]:
    """The formats there are."""
    from advisor.export import registry  # noqa: PLC0415 - renderers load when the pane is opened

    return registry.NAMES


def render(
    judge: Judge,
    catalog: Catalog,
    session: Session,
    asked: Sequence[str],
    lang: Language,
    *,
    told: Progress = nobody,
) -> Bundle:
    """The files of the bundle, suggestions standing in for open decisions. Problems are told, not raised."""
    from advisor.export.deliver import bundle_of  # noqa: PLC0415 - renderers load when the pane is opened
    from advisor.export.registry import formats_for  # noqa: PLC0415 - as above

    assessment = judge.assess(session, count_budget=0, repairs=False)
    if assessment.status == "conflict":
        return Bundle({}, problem="", conflict=True)
    try:
        plan, files = bundle_of(catalog, session, assessment, formats=asked, lang=lang, told=told)
    except Exception as error:  # whatever a renderer stumbles over is told in the pane, and the session stays
        return Bundle({}, problem=f"{type(error).__name__}: {error}")
    return Bundle(files, own_formats=tuple(f.name for f in formats_for(plan, ())))


def write(files: Bundle, target: Path, told: Progress = nobody) -> str:
    """Write the bundle; returns what is wrong, or an empty text. `told` hears of each file."""
    from advisor.export.write import write_bundle  # noqa: PLC0415 - as above

    try:
        write_bundle(dict(files.files), target, told)
    except (AdvisorError, OSError, ValueError) as error:
        return str(error)
    return ""


def written_before(target: Path) -> dict[str, bytes]:
    """The files of an earlier export in `target`; links, large files and what no export touches are left out."""
    from advisor.export.write import KEPT  # noqa: PLC0415 - as above

    if not target.is_dir() or target.is_symlink():
        return {}
    found = {}
    for path in sorted(target.rglob("*")):
        inner = path.relative_to(target)
        if inner.parts[0] in KEPT or path.is_symlink() or not path.is_file() or path.stat().st_size > READ_LIMIT:
            continue
        found[inner.as_posix()] = path.read_bytes()
    return found
