"""Starting work that must not hold up a key."""

from __future__ import annotations

from collections.abc import Callable, Coroutine
from functools import partial

from textual.dom import DOMNode
from textual.worker import Worker

from advisor.tui.messages import Noticed
from advisor.tui.views.rows import Tone

Work = Callable[[], Coroutine[None, None, None]]


def later(node: DOMNode, work: Work, group: str) -> None:
    """Run `work` beside the screen; newer work of the same group replaces it."""
    _: Worker[None] = node.run_worker(partial(_told, node, work), group=group, exclusive=True)


async def _told(node: DOMNode, work: Work) -> None:
    """Run `work`; a failure is told in the status line and leaves the session as it is."""
    try:
        await work()
    except Exception as error:
        node.post_message(Noticed(f"{type(error).__name__}: {error}", Tone.BAD))
