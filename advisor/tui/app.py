"""Entrance of the terminal app: looks at the terminal first, loads Textual only when it can be used."""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from advisor.errors import BadInput, ExitCode, Problem
from advisor.model.base import Language
from advisor.model.session import Session
from advisor.tui import keymap, memory, preflight

if TYPE_CHECKING:
    from advisor.tui.application import AdvisorApp


def run(
    session_path: Path | None,
    *,
    overlays: Sequence[Path] = (),
    lang: Language = "en",
    read_only: bool = False,
    mouse: bool = False,
    start: Session | None = None,
    theme: str | None = None,
    who: str | None = None,
) -> int:
    """Open `session_path` (a new session without one, or `start`) and return an exit code; `who` decides at first.

    Problems of the session file are shown inside.

    Raises:
        BadInput: of the knowledge or of the file of keys.
    """
    terminal = preflight.examine(lang, theme)
    for hint in terminal.hints:
        sys.stderr.write(f"advisor: {hint}\n")
    if terminal.refusal:
        sys.stderr.write(f"advisor: {terminal.refusal}\n")
        return int(ExitCode.BAD_INPUT)
    memory.give_back()
    gc.disable()  # what is made until the first paint stays; looking through it again and again only takes time
    app = make_app(session_path, overlays=overlays, lang=lang, read_only=read_only, start=start, theme=theme, who=who)
    app.run(mouse=mouse)
    return app.return_code or 0


def make_app(
    session_path: Path | None,
    *,
    overlays: Sequence[Path] = (),
    lang: Language = "en",
    read_only: bool = False,
    start: Session | None = None,
    theme: str | None = None,
    who: str | None = None,
) -> AdvisorApp:
    """The app over the real knowledge and engine; `example:NAME` starts from an embedded session, without a file."""
    from advisor.catalog.load import load_catalog  # noqa: PLC0415 - after the terminal was found usable
    from advisor.session import examples  # noqa: PLC0415 - as above
    from advisor.session.file import load  # noqa: PLC0415 - as above
    from advisor.session.store import SessionStore  # noqa: PLC0415 - as above
    from advisor.tui import bundling  # noqa: PLC0415 - as above
    from advisor.tui.application import AdvisorApp  # noqa: PLC0415 - loads Textual
    from advisor.tui.bench import Bench, Judge  # noqa: PLC0415 - as above
    from advisor.tui.desk import Desk  # noqa: PLC0415 - as above
    from advisor.tui.themes import TERMINAL  # noqa: PLC0415 - as above

    keys = keymap.load(keymap.default_path(os.environ))
    catalog = load_catalog(overlays)

    def engine() -> Judge:
        from advisor.solve.engine import Engine  # noqa: PLC0415 - built in its own thread, after the first paint

        memory.share(catalog)
        return Engine(catalog)

    if session_path is not None and str(session_path).startswith(examples.PREFIX):
        start = load(examples.path(str(session_path).removeprefix(examples.PREFIX)), catalog).session
        session_path = None
    fresh = start is None and (session_path is None or not session_path.exists())
    if session_path is not None and fresh:
        start = Session(name=session_path.stem[:80] or "unnamed")
    try:
        store = SessionStore(session_path, catalog, clock=now, start=start, read_only=read_only)
    except OSError as error:
        raise BadInput([Problem(error.strerror or str(error), file=str(session_path))]) from None
    desk = Desk(store, Bench(engine), lang, now, bundling.apart(tuple(p.resolve() for p in overlays)))
    desk.own_keys, desk.who = keys, who
    return AdvisorApp(desk, tour=fresh, theme=theme or TERMINAL, signals_too=True)


def now() -> str:
    """The time as the journal writes it."""
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
