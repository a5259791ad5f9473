"""Starting work that must not hold up a key."""

from __future__ import annotations

from collections.abc import Callable, Coroutine

from textual.dom import DOMNode
from textual.worker import Worker


def later(node: DOMNode, work: Callable[[], Coroutine[None, None, None]], group: str) -> None:
    """Run `work` beside the screen; newer work of the same group replaces it, and a failure is told, not fatal."""
    _: Worker[None] = node.run_worker(work, group=group, exclusive=True, exit_on_error=False)
