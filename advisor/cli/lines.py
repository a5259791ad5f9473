"""The line-by-line conversation: prompts, the commands that work at every prompt, and changes with their author."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TextIO

from advisor.catalog.nearest import nearest
from advisor.cli.diagnostics import clean
from advisor.model.session import Session
from advisor.session.store import SessionStore
from advisor.wording import Words

LONGEST = 2000


class Leave(Exception):
    """The person asked to stop, or there is nobody any more."""


class Back(Exception):
    """The person wants the question before this one again."""


class Jump(Exception):
    """The person wants another question."""

    def __init__(self, to: str) -> None:
        """Take the id of the fact or decision."""
        super().__init__(to)
        self.to = to


class Lines:
    """Says lines and reads them. `by` is who answers from now on."""

    def __init__(
        self,
        store: SessionStore,
        words: Words,
        source: TextIO,
        target: TextIO,
        *,
        known: tuple[str, ...],
        overview: Callable[[], None],
    ) -> None:
        """Bind to a store; `known` are the questions one can go to, `overview` says where everything stands."""
        self.by: str | None = None
        self._store = store
        self._words = words
        self._source = source
        self._target = target
        self._known = known
        self._overview = overview

    def say(self, text: str) -> None:
        """Lines of text, without characters that steer a terminal."""
        self._target.write("\n".join(clean(line) for line in text.split("\n")) + "\n")

    def ask(self, prompt: str, *, help_: str) -> str:
        """The answer to a prompt, empty for a skipped one. Commands that work everywhere are carried out here.

        Raises:
            Leave, Back, Jump: when the person goes elsewhere.
        """
        while True:
            self._target.write(clean(prompt) + " ")
            self._target.flush()
            raw = self._source.readline()
            if not raw:
                self._target.write("\n")
                raise Leave
            line = clean(raw).strip()[:LONGEST]
            if line == "?":
                self.say(help_)
            elif not self._carried_out(line):
                return line

    def apply(self, after: Session, action: str, detail: dict[str, Any]) -> None:
        """Journal a change under the name of who answers."""
        self._store.apply(after, action, detail, self.by)

    def _carried_out(self, line: str) -> bool:
        word, _, rest = line.partition(" ")
        rest = rest.strip()
        match word:
            case "q" | "quit" if not rest:
                raise Leave
            case "b" | "back" if not rest:
                raise Back
            case "u" | "undo" | "r" | "redo" if not rest:
                self._move(back=word[0] == "u")
            case "h" | "help" if not rest:
                self.say(self._words("help"))
            case "list" if not rest:
                self._overview()
            case "by":
                self.by = rest[:80] or None
                self.say(self._words("by" if rest else "by_nobody", name=self.by or ""))
            case "go":
                self._go(rest)
            case _:
                return False
        return True

    def _move(self, *, back: bool) -> None:
        moved = self._store.undo(self.by) if back else self._store.redo(self.by)
        if moved is None:
            self.say(self._words("nothing_to_move"))
            return
        subject = moved.detail.get("fact") or moved.detail.get("decision")
        self.say(self._words("undone" if back else "redone", what=subject or moved.action))
        if back and subject in self._known:
            raise Jump(subject)

    def _go(self, name: str) -> None:
        if name in self._known:
            raise Jump(name)
        near = nearest(name, self._known)
        self.say(self._words("no_question", name=name) + (f" ({near}?)" if near else ""))
