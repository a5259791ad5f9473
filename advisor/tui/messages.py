"""What the desk tells the screen: small facts, named in the past tense."""

from __future__ import annotations

from textual.message import Message

from advisor.tui.views.rows import Tone


class SessionChanged(Message):
    """The session has another state; an assessment is on its way."""


class AssessmentReady(Message):
    """The assessment of the current state is there."""


class Noticed(Message):
    """Something for the status line; an empty text takes away what stands there."""

    def __init__(self, text: str, tone: Tone = Tone.STRONG) -> None:
        """Keep the text and how loud it is."""
        super().__init__()
        self.text = text
        self.tone = tone


class StepWanted(Message):
    """Somebody wants to go to another pane, and to something in it."""

    def __init__(self, pane: str, key: str = "") -> None:
        """Name the pane and what to show there."""
        super().__init__()
        self.pane = pane
        self.key = key


class Progressed(Message):
    """Work that takes a while has come to another step."""

    def __init__(self, text: str) -> None:
        """Keep the step in words."""
        super().__init__()
        self.text = text
