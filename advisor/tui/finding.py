"""What can be found: decisions, options, questions, and actions."""

from __future__ import annotations

from collections.abc import Iterable

from advisor.model.base import Language
from advisor.tui import actions
from advisor.tui.find import Entry
from advisor.tui.views import marks
from advisor.tui.views.scene import Scene


def decisions(scene: Scene) -> list[Entry]:
    """All decisions with what is in force, in the order of the sidebar."""
    found: list[Entry] = []
    for decision in (d for _, group in scene.grouped_decisions() for d in group):
        view = scene.decision(decision.id)
        names = (decision.name.en, decision.name.ko, decision.id)
        note = scene.option_name(decision.id, view.choice) if view else ""
        mark = marks.decision_mark(scene, view)
        found.append(Entry(f"decide/{decision.id}", scene.say(decision.name), mark, note, names))
    return found


def things(scene: Scene) -> list[Entry]:
    """Decisions, their options, and questions; a key names the pane and what to show in it."""
    found = decisions(scene)
    for decision, option in scene.catalog.options():
        view = scene.decision(decision.id)
        known = view.option(option.id) if view else None
        mark = marks.option_mark(scene, view, known) if known else marks.OPEN
        brought = (scene.catalog.component_by_id.get(c) for c in option.brings())
        aliases = [alias for component in brought if component for alias in component.aliases]
        names = (option.name.en, option.name.ko, option.id, *aliases)
        key = f"decide/{decision.id}={option.id}"
        found.append(Entry(key, scene.say(option.name), mark, scene.say(decision.name), names))
    for fact in scene.catalog.facts:
        mark = "[x]" if fact.id in scene.session.profile else "[ ]"
        found.append(Entry(f"profile/fact:{fact.id}", scene.say(fact.name), mark, words=(fact.name.en, fact.name.ko)))
    return found


def commands(places: Iterable[str], lang: Language, own: actions.OwnKeys = actions.NONE_OWN) -> list[Entry]:
    """The actions that can be run from the palette, those of the pane first."""
    return [
        Entry(
            action.id, action.label.get(lang), note=action.key_name(lang, own), words=(action.label.en, action.label.ko)
        )
        for place in places
        for action in actions.at(place)
        if action.palette
    ]
