"""Every action of the app, once: keys, words and place. Bindings, footer, help and palette are made from this table."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from advisor.model.base import Language, Text
from advisor.wording.tui_actions import ACTIONS, KEY_NAMES

JAMO = dict(zip("qwertyuiopasdfghjklzxcvbnm", "ㅂㅈㄷㄱㅅㅛㅕㅑㅐㅔㅁㄴㅇㄹㅎㅗㅓㅏㅣㅋㅌㅊㅍㅠㅜㅡ", strict=True))
"""What the keys of the alphabet send while a Korean input method is on (two-set layout)."""

OwnKeys = Mapping[str, tuple[str, ...]]
"""Keys that a person gave actions, by action id."""
NONE_OWN: OwnKeys = MappingProxyType({})

EVERYWHERE = "app"
LIST = "list"
SHEET = "sheet"
PANES = ("profile", "decide", "plan", "compare", "export")


@dataclass(frozen=True)
class Action:
    """One thing a person can do.

    `place` is a pane, `app` (all panes), `list` (inside lists) or `sheet` (dialogs). `rank` orders the footer, 0 keeps
    the action out of it. The label and the short word of the footer come from the wording by `id`.
    """

    id: str
    place: str
    keys: tuple[str, ...]
    rank: int = 0
    palette: bool = True
    argument: str = ""

    @property
    def label(self) -> Text:
        """What it does, in a sentence."""
        return ACTIONS[self.id][0]

    @property
    def short(self) -> Text:
        """What it does, in a word for the footer."""
        return ACTIONS[self.id][1]

    @property
    def method(self) -> str:
        """Name of the handler: `action_<method>` at the place it belongs to."""
        return self.argument.split("(")[0] if self.argument else self.id.replace("-", "_")

    @property
    def call(self) -> str:
        """What a binding runs."""
        return self.argument or self.method

    def bound(self) -> tuple[str, ...]:
        """Its keys and the jamo those keys send under a Korean input method."""
        return with_jamo(self.keys)

    def keys_with(self, own: OwnKeys) -> tuple[str, ...]:
        """Its keys, or those a person gave it."""
        return own.get(self.id, self.keys)

    def key_name(self, lang: Language, own: OwnKeys = NONE_OWN) -> str:
        """The first key as people call it."""
        return key_name(self.keys_with(own)[0], lang)


def with_jamo(keys: tuple[str, ...]) -> tuple[str, ...]:
    """Keys and the jamo they send under a Korean input method."""
    return (*keys, *(JAMO[k] for k in keys if k in JAMO))


def key_name(key: str, lang: Language) -> str:
    """`key` as people call it."""
    known = KEY_NAMES.get(key)
    if known is not None:
        return known.get(lang)
    return key.upper() if len(key) <= 3 and key[0] == "f" and key[1:].isdigit() else key


REGISTRY: tuple[Action, ...] = (
    # everywhere
    Action("step-profile", EVERYWHERE, ("1", "f2"), argument="step('profile')"),
    Action("step-decide", EVERYWHERE, ("2", "f3"), argument="step('decide')"),
    Action("step-plan", EVERYWHERE, ("3", "f4"), argument="step('plan')"),
    Action("step-compare", EVERYWHERE, ("4", "f5"), argument="step('compare')"),
    Action("step-export", EVERYWHERE, ("5", "f6"), argument="step('export')"),
    Action("next-open", EVERYWHERE, ("n",), rank=30),
    Action("previous-open", EVERYWHERE, ("p",)),
    Action("undo", EVERYWHERE, ("u",), rank=60),
    Action("redo", EVERYWHERE, ("r",)),
    Action("take-suggestions", EVERYWHERE, ("a",), rank=50),
    Action("find", EVERYWHERE, ("slash",), rank=70),
    Action("jump", EVERYWHERE, ("full_stop",)),
    Action("read", EVERYWHERE, ("f",)),
    Action("mark", EVERYWHERE, ("m",)),
    Action("who", EVERYWHERE, ("o",)),
    Action("language", EVERYWHERE, ("i", "f7")),
    Action("theme", EVERYWHERE, ("t",)),
    Action("help", EVERYWHERE, ("f1", "question_mark"), rank=90),
    Action("palette", EVERYWHERE, ("ctrl+p",), palette=False),
    Action("next-area", EVERYWHERE, ("tab",), argument="app.focus_next"),
    Action("previous-area", EVERYWHERE, ("shift+tab",), argument="app.focus_previous"),
    Action("save", EVERYWHERE, ("ctrl+s",)),
    Action("redraw", EVERYWHERE, ("ctrl+l",)),
    Action("suspend", EVERYWHERE, ("ctrl+z",), argument="app.suspend_process"),
    Action("back", EVERYWHERE, ("q", "backspace", "escape"), palette=False),
    Action("quit", EVERYWHERE, ("ctrl+q",), rank=95, argument="app.quit"),
    # inside lists
    Action("up", LIST, ("up", "k"), palette=False),
    Action("down", LIST, ("down", "j"), palette=False),
    Action("page-up", LIST, ("pageup",), palette=False),
    Action("page-down", LIST, ("pagedown",), palette=False),
    Action("first", LIST, ("home",), palette=False),
    Action("last", LIST, ("end",), palette=False),
    # profile
    Action("edit", "profile", ("enter", "right", "l"), rank=10),
    Action("next-value", "profile", ("space",), rank=20),
    Action("more", "profile", ("plus", "equals_sign"), rank=25),
    Action("less", "profile", ("minus",)),
    Action("forget", "profile", ("c",), rank=40),
    # decide
    Action("choose", "decide", ("enter",), rank=10),
    Action("toggle-choice", "decide", ("space",), rank=15),
    Action("why", "decide", ("w",), rank=20),
    Action("rule-out", "decide", ("x",), rank=45),
    Action("note", "decide", ("b",)),
    Action("vote", "decide", ("v",)),
    Action("park", "decide", ("z",)),
    Action("approve", "decide", ("g",)),
    Action("to-options", "decide", ("right", "l")),
    Action("to-decisions", "decide", ("left", "h", "q", "backspace", "escape")),
    # plan
    Action("apply", "plan", ("enter",), rank=10),
    Action("next-tab", "plan", ("right", "l"), rank=20),
    Action("previous-tab", "plan", ("left", "h")),
    Action("reject", "plan", ("x",), rank=30),
    Action("withdraw", "plan", ("c",), rank=45),
    Action("plan-why", "plan", ("w",), rank=40),
    # compare
    Action("differences", "compare", ("d",), rank=10),
    Action("next-column", "compare", ("right", "l"), rank=20),
    Action("previous-column", "compare", ("left", "h")),
    Action("adopt", "compare", ("x",), rank=30),
    Action("switch", "compare", ("s",), rank=35),
    Action("drop", "compare", ("c",), rank=40),
    Action("open-decision", "compare", ("enter",), rank=45),
    # export
    Action("write", "export", ("enter",), rank=10),
    Action("select", "export", ("space",), rank=20),
    Action("target", "export", ("e",), rank=25),
    Action("view", "export", ("v", "right", "l"), rank=40),
    # dialogs
    Action("sheet-take", SHEET, ("enter",), rank=10, palette=False),
    Action("reject-way", SHEET, ("x",), palette=False),
    Action("close", SHEET, ("q", "backspace", "escape", "left", "h"), rank=20, palette=False),
)

BY_ID = {action.id: action for action in REGISTRY}


def at(place: str) -> tuple[Action, ...]:
    """The actions of one place, in table order."""
    return tuple(action for action in REGISTRY if action.place == place)


def footer(places: Iterable[str]) -> tuple[Action, ...]:
    """The actions that the footer names for these places, most useful first."""
    wanted = set(places)
    shown = [action for action in REGISTRY if action.place in wanted and action.rank]
    return tuple(sorted(shown, key=lambda action: action.rank))
