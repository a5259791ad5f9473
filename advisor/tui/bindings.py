"""Textual bindings made from the table of actions."""

from __future__ import annotations

from textual.binding import Binding, BindingType

from advisor.tui.actions import at


def bindings(*places: str) -> list[BindingType]:
    """Bindings of all actions of `places`; each key of an action shares its id, so that a key map can replace them."""
    return [
        Binding(",".join(action.bound()), action.call, action.id, show=False, id=action.id)
        for place in places
        for action in at(place)
    ]
