"""The Textual application: themes, screen, and an end that always gives the session back."""

from __future__ import annotations

from typing import ClassVar

from textual import events
from textual.app import App
from textual.binding import Binding, BindingType

from advisor.tui import keymap, signals
from advisor.tui.desk import Desk
from advisor.tui.modals.confirm import ConfirmSheet
from advisor.tui.modals.sheet import ask
from advisor.tui.screen import MainScreen
from advisor.tui.themes import OURS, TERMINAL
from advisor.tui.widgets.lines import Lines


class AdvisorApp(App[int]):
    """Five panes over one desk."""

    CSS_PATH = "app.tcss"
    ENABLE_COMMAND_PALETTE = False
    NOTIFICATION_TIMEOUT: ClassVar[float] = 3600
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+q", "quit", show=False, priority=True),
        Binding("f7", "language", show=False, priority=True),
    ]
    """Reached in dialogs too, where letters may be text."""

    def __init__(self, desk: Desk, *, tour: bool = False, theme: str = TERMINAL, signals_too: bool = False) -> None:
        """Show `desk`. `signals_too` ends cleanly on SIGHUP and SIGTERM (the main program wants that, tests do not)."""
        super().__init__(ansi_color=True if theme == TERMINAL else None)
        for known in OURS:
            self.register_theme(known)
        self.theme = theme
        self.desk = desk
        self.set_keymap(keymap.spread(desk.own_keys))
        self._tour = tour
        self._signals_too = signals_too

    def get_default_screen(self) -> MainScreen:
        """The main screen is the only one below the dialogs."""
        return MainScreen(self.desk, tour=self._tour)

    def on_mount(self) -> None:
        """Listen to signals."""
        if self._signals_too:
            signals.on_end(self._ended)

    async def on_event(self, event: events.Event) -> None:
        """A key waits until every pane is there to answer it."""
        if isinstance(event, events.Key) and not event.is_forwarded:
            for screen in self.screen_stack:
                if isinstance(screen, MainScreen):
                    await screen.complete()
        await super().on_event(event)

    def watch_theme(self, theme: str) -> None:
        """The terminal's own colours only with the theme that wants them.

        Lists are told: one that watched the app by itself would never be given up.
        """
        self.ansi_color = theme == TERMINAL
        for screen in self.screen_stack if self.is_running else ():
            for lines in screen.query(Lines):
                lines.restyle()

    def _ended(self) -> None:
        self.exit(0)

    def action_language(self) -> None:
        """The other language, wherever one is."""
        for screen in self.screen_stack:
            if isinstance(screen, MainScreen):
                screen.action_language()

    async def action_quit(self) -> None:
        """Leave; every change is saved already. A changed session without a file is left only after a yes."""
        unsaved = self.desk.store.path is None and self.desk.store.undoable is not None
        if not unsaved or isinstance(self.screen, ConfirmSheet):
            self.exit(0)
            return

        def sheet() -> ConfirmSheet:
            words = self.desk.scene.words
            return ConfirmSheet(words("leave-title"), self.desk.lang, words("leave-question"))

        ask(self, sheet, lambda agreed: self.exit(0) if agreed else None)

    def on_unmount(self) -> None:
        """Give the session file back."""
        self.desk.close()
