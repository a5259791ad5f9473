"""The third column explains at once in tests: its rest spares bytes, not work."""

from __future__ import annotations

import pytest

from advisor.tui.panes.decide import DecidePane


@pytest.fixture(autouse=True)
def no_rest(monkeypatch: pytest.MonkeyPatch) -> None:
    """Do not wait for the cursor to rest."""
    monkeypatch.setattr(DecidePane, "rest_seconds", 0.0)
