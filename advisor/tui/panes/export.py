"""Export: what blocks it, formats, target, every file before it is written."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType

from advisor.tui import bundling
from advisor.tui.bindings import bindings
from advisor.tui.desk import Desk
from advisor.tui.messages import Noticed, Progressed, StepWanted
from advisor.tui.modals.confirm import ConfirmSheet
from advisor.tui.modals.prompt import PromptSheet, Question
from advisor.tui.modals.sheet import FileSheet, ask
from advisor.tui.pace import Pace
from advisor.tui.panes.pane import Pane
from advisor.tui.views import export
from advisor.tui.views.rows import Row, Tone
from advisor.tui.views.scene import Scene
from advisor.tui.widgets.lines import Lines
from advisor.tui.working import later


class ExportPane(Pane):
    """The bundle, before and after it is written."""

    BINDINGS: ClassVar[list[BindingType]] = bindings("export", "list")

    def __init__(self, desk: Desk) -> None:
        """Belong to `desk`."""
        super().__init__(desk, "export")
        self._formats: dict[str, bool] = {}
        self._target: str = ""
        self._complete = True
        self._bundle: export.Bundle | None = None
        self._before: dict[str, bytes] = {}
        self._step = ""
        self._rendered: tuple[int, str, tuple[str, ...]] | None = None

    def compose(self) -> ComposeResult:
        """Settings with files, and the preview."""
        yield Lines(id="export-list")
        yield Lines(id="export-preview")

    @property
    def bundle(self) -> export.Bundle | None:
        """What was rendered last."""
        return self._bundle

    @property
    def target(self) -> Path:
        """The folder to write."""
        return Path(self._target or f"{self.desk.session.name}-bundle").expanduser()

    def opened(self) -> None:
        """Render for the current state."""
        if not self._formats:
            self._formats = dict.fromkeys(bundling.format_names(), False)
        super().opened()

    def refresh_view(self) -> None:
        """Draw, and render again when the session changed."""
        scene = self.desk.scene
        self.query_one("#export-list", Lines).draw(partial(self._rows, scene))
        self._draw_preview()
        wanted = (self.desk.generation, self.desk.lang, tuple(self._chosen()))
        if self.desk.assessment is not None and self._rendered != wanted and self.display:
            self._rendered = wanted
            later(self, self._fetch, "bundle")

    def _rows(self, scene: Scene, cells: int) -> list[Row]:
        target = self.target
        writing = export.Writing(tuple(self._formats.items()), str(target), target.exists(), self._complete, self._step)
        return export.rows(scene, writing, self._bundle, self._before, cells)

    @on(Lines.Moved, "#export-list")
    def _draw_preview(self) -> None:
        scene, key = self.desk.scene, self.first_list.key
        self.query_one("#export-preview", Lines).draw(lambda cells: self._beside(scene, key, cells))

    def _beside(self, scene: Scene, key: str, cells: int) -> list[Row]:
        """What the row under the cursor is about: a file, or a format."""
        about = export.format_rows(scene, key, self._bundle, cells)
        path = key.removeprefix(export.FILE_KEY)
        return about or export.preview(scene, self._bundle, path, self._before, cells)

    @on(Progressed)
    def _progressed(self, event: Progressed) -> None:
        self._step = event.text
        if self._bundle is None:
            self.first_list.draw(partial(self._rows, self.desk.scene))
        self.post_message(Noticed(event.text, Tone.DIM))

    def _pace(self, phrase: str) -> Pace:
        """Tells steps of other threads in the status line."""
        words = self.desk.scene.words
        return Pace(
            lambda n, count, name: self.post_message(Progressed(words(phrase, number=n, count=count, name=name)))
        )

    def _chosen(self) -> list[str]:
        return [name for name, on in self._formats.items() if on]

    async def _fetch(self) -> None:
        generation, target = self.desk.generation, self.target
        bundle = await self.desk.bundle(self._chosen(), self._pace("rendering"))
        before = await self.desk.bench.ask(lambda _: bundling.written_before(target), "back")
        if self._step:
            self._step = ""
            self.post_message(Noticed(""))
        if generation == self.desk.generation:
            self._bundle, self._before = bundle, before
            self.refresh_view()

    # -- actions -------------------------------------------------------------------------------------------------

    def action_select(self) -> None:
        """Space: switch a format, or taking the suggestions, on or off."""
        kind, _, name = self.first_list.key.partition(":")
        if kind == "format":
            self._formats[name] = not self._formats[name]
        elif kind == "complete":
            self._complete = not self._complete
        self.refresh_view()

    def action_target(self) -> None:
        """Name the folder."""

        def done(given: tuple[str, ...] | None) -> None:
            if given is not None:
                self._target, self._rendered = given[0], None
                self.refresh_view()

        def sheet() -> PromptSheet:
            words = self.desk.scene.words
            return PromptSheet(
                words("where-to"), self.desk.lang, [Question(words("target-question"), str(self.target))]
            )

        ask(self.app, sheet, done)

    def action_view(self) -> None:
        """The file under the cursor, or what its formats are for, over the whole screen; long lines are wrapped."""
        before, bundle, key = self._before, self._bundle, self.first_list.key
        path = key.removeprefix(export.FILE_KEY)
        if export.format_rows(self.desk.scene, key, bundle, 80):
            self._view_formats(key)
            return
        if bundle is None or (path not in bundle.files and path not in before):
            self.say("preview-help", Tone.DIM)
            return
        rows = lambda cells: export.reading(self.desk.scene, bundle, path, before, cells)  # noqa: E731 - one use
        ask(self.app, lambda: FileSheet(path, self.desk.lang, rows, reads=True))

    def _view_formats(self, key: str) -> None:
        bundle = self._bundle

        def sheet() -> FileSheet:
            title = key.partition(":")[2] or self.desk.scene.words("parts-title")
            rows = lambda cells: export.format_rows(self.desk.scene, key, bundle, cells)[1:]  # noqa: E731 - one use
            return FileSheet(title, self.desk.lang, rows, reads=True)

        ask(self.app, sheet)

    def action_write(self) -> None:
        """Enter: settle the blocker or setting under the cursor; elsewhere write the bundle."""
        kind, _, name = self.first_list.key.partition(":")
        if kind == "blocker":
            self._settle(name)
        elif kind == "target":
            self.action_target()
        elif kind in ("format", "complete"):
            self.action_select()
        elif kind == "parts":
            self.action_view()
        else:
            self._write()

    def _settle(self, name: str) -> None:
        pane, _, key = name.partition(":")
        if pane == "complete":
            self._complete = True
            self.refresh_view()
        elif key:
            self.screen.post_message(StepWanted(pane, key))

    def _write(self) -> None:
        blocked = export.blockers(self.desk.scene, complete=self._complete)
        if blocked or self._bundle is None or not self._bundle.files:
            self.say("cannot-export", Tone.WARN)
            return

        def done(agreed: bool | None) -> None:
            if agreed:
                later(self, self._write_now, "write")

        count = len(self._bundle.files)

        def sheet() -> ConfirmSheet:
            words = self.desk.scene.words
            phrase = "write-again" if self.target.exists() else "write-new"
            text = words(phrase, count=count, target=str(self.target))
            return ConfirmSheet(words("write-title"), self.desk.lang, text)

        ask(self.app, sheet, done)

    async def _write_now(self) -> None:
        bundle, target = self._bundle, self.target
        if bundle is None:
            return
        pace = self._pace("writing")
        problem = await self.desk.bench.ask(lambda _: bundling.write(bundle, target, pace), "back")
        self._step = ""
        if problem:
            self.say("write-failed", Tone.BAD, problem=problem)
            return
        self._before = await self.desk.bench.ask(lambda _: bundling.written_before(target), "back")
        self.say("written", Tone.GOOD, count=len(bundle.files), target=str(target))
        self.refresh_view()
