"""One sentence per journal entry: what was done, in the language of the interface."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from advisor.tui.cells import clean
from advisor.tui.views.scene import Scene
from advisor.wording.tui import PHRASES


def told(scene: Scene, action: str, detail: Mapping[str, Any]) -> str:
    """What an entry did. An action of a newer version is told by its name."""
    if action in ("accept", "propose") and "decision" in detail:  # of a decision, as the command line journals it
        detail = {**detail, "state": "accepted" if action == "accept" else "proposed"}
        action = "settle"
    phrase = f"did-{action}"
    if phrase not in PHRASES:
        return clean(action)
    return clean(scene.words(phrase, **_names(scene, detail)))


def _names(scene: Scene, detail: Mapping[str, Any]) -> dict[str, str]:
    """The details with ids replaced by names; every phrase finds what it needs."""
    named = dict.fromkeys(_PARTS, "")
    for key, value in detail.items():
        named[key] = scene.change_name(str(value)) if key == "change" else _name(scene, key, value, detail)
    return named


_PARTS = (
    *("decision", "option", "fact", "value", "policy", "on", "criterion", "weight", "input", "components"),
    *("finding", "by", "changes", "change", "kept", "name", "count", "fields", "vote", "state"),
)


def _name(scene: Scene, key: str, value: object, detail: Mapping[str, Any]) -> str:  # noqa: PLR0911 - one kind each
    catalog = scene.catalog
    match key:
        case "decision":
            return scene.decision_name(str(value))
        case "option":
            return scene.option_name(str(detail.get("decision", "")), str(value))
        case "fact" if str(value) in catalog.fact_by_id:
            return scene.say(catalog.fact_by_id[str(value)].name)
        case "value" if str(detail.get("fact")) in catalog.fact_by_id:
            stated = tuple(value) if isinstance(value, list) else value
            known = stated if isinstance(stated, bool | int | str | tuple) else str(stated)
            return scene.answer(catalog.fact_by_id[str(detail["fact"])], known)
        case "policy" if str(value) in catalog.policy_by_id:
            return scene.say(catalog.policy_by_id[str(value)].name)
        case "vote":
            voted, _, option_id = str(value).partition("=")
            name = scene.decision_name(voted)
            return f"{name}: {scene.option_name(voted, option_id)}" if option_id else name
        case "state":
            return scene.words("approved" if value == "accepted" else "proposed")
        case "on":
            return _policy_state(scene, value)
        case "criterion":
            found = next((c for c in catalog.criteria if c.id == value), None)
            return scene.say(found.name) if found else str(value)
        case "input" if str(value) in catalog.input_by_id:
            return scene.say(catalog.input_by_id[str(value)].name)
        case "components":
            return (
                ", ".join(scene.component_name(str(c)) for c in value)
                if isinstance(value, list | tuple)
                else str(value)
            )
        case _:
            return ", ".join(str(v) for v in value) if isinstance(value, list | tuple) else str(value)


def _policy_state(scene: Scene, value: object) -> str:
    if value is True:
        return scene.words("policy-hard")
    if isinstance(value, int) and not isinstance(value, bool):
        return scene.words("policy-soft", weight=value)
    return scene.words("policy-off")
