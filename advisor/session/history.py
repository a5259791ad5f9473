"""What a journal tells: its entries, the state they lead to, and the states that undo and redo return to.

States are held in their written form and share what did not change, so that a long history costs little; a session is
made of one when it is asked for.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any, Literal

from pydantic import Field, field_validator

from advisor.errors import Problem
from advisor.model.base import Value
from advisor.model.session import Session

State = dict[str, Any]
"""A session in its written form, every field present."""

MAPPINGS = frozenset(
    {"profile", "choices", "excluded", "policies", "weights", "inputs", "accepted", "participants", "records"}
    | {"scenarios", "seen"}
)
"""Fields of which an entry holds only the keys that changed."""


class Patch(Value):
    """What changed in one mapping: first the keys of `drop` go, then those of `put` are set, new ones at the end."""

    drop: tuple[str, ...] = ()
    put: dict[str, Any] = Field(default_factory=dict)

    def applied(self, mapping: Mapping[str, Any]) -> dict[str, Any]:
        """The mapping afterwards."""
        return {key: value for key, value in mapping.items() if key not in self.drop} | self.put


class Entry(Value):
    """One line of the journal.

    `kind` edit replaces the fields in `set` and patches those in `patch`; undo and redo move along the edits. `action`
    and `detail` say what was done in words of the interface (`choose`, {"decision": "cni", "option": "calico"}).
    `void` marks what neither undo nor redo can reach any more: it is kept as a record only. `file` is the version of
    the session file (inode, nanoseconds, size) over which the entry was about to be saved.
    """

    seq: int
    at: str
    who: str | None = None
    kind: Literal["open", "edit", "undo", "redo"]
    action: str = ""
    detail: dict[str, Any] = Field(default_factory=dict)
    set: dict[str, Any] = Field(default_factory=dict)
    patch: dict[str, Patch] = Field(default_factory=dict)
    void: bool = False
    file: tuple[int, int, int] | None = None

    @field_validator("patch")
    @classmethod
    def _patches_mappings_only(cls, patch: dict[str, Patch]) -> dict[str, Patch]:
        if not MAPPINGS.issuperset(patch):
            raise ValueError("only mappings are patched")
        return patch

    def applied(self, state: State) -> State:
        """The state after an edit. ValidationError when what it holds is no part of a session."""
        after = {**state, **self.set}
        for name, patch in self.patch.items():
            after[name] = patch.applied(state.get(name) or {})
        puts = {name: patch.put for name, patch in self.patch.items()}
        Session.model_validate({"scenario": after["scenario"], **self.set, **puts})
        return after


def state_of(session: Session) -> State:
    """The written form of a session."""
    return session.model_dump(mode="json", by_alias=True)


def changes(before: State, after: State) -> dict[str, Any]:
    """The parts `set` and `patch` of the entry that leads from one state to another; empty when they are equal."""
    changed = [key for key, value in after.items() if before.get(key) != value]
    patches = {key: _patch(before.get(key) or {}, after[key]) for key in changed if key in MAPPINGS}
    patches = {key: patch for key, patch in patches.items() if list(patch.applied(before[key])) == list(after[key])}
    parts = {"set": {key: after[key] for key in changed if key not in patches}, "patch": patches}
    return {name: part for name, part in parts.items() if part}


def _patch(old: Mapping[str, Any], new: Mapping[str, Any]) -> Patch:
    """A changed key keeps its place, or moves to the end where that is what happened."""
    gone = tuple(key for key in old if key not in new)
    put = {key: value for key, value in new.items() if key not in old or old[key] != value}
    patch = Patch(drop=gone, put=put)
    if list(patch.applied(old)) == list(new):
        return patch
    return Patch(drop=(*gone, *(key for key in old if key in put)), put=put)


@dataclass
class History:
    """The state after a replay, every entry, and the states before and after those that can be undone and redone."""

    state: State = field(default_factory=lambda: state_of(Session()))
    entries: list[Entry] = field(default_factory=list)
    undo: list[tuple[Entry, State]] = field(default_factory=list)
    redo: list[tuple[Entry, State]] = field(default_factory=list)
    notices: list[Problem] = field(default_factory=list)

    @property
    def session(self) -> Session:
        """The state as a session. ValidationError when a journal written by hand leads to none."""
        return Session.model_validate(self.state)

    def copy(self) -> History:
        """The same state; following entries in the copy leaves this one as it is."""
        return History(self.state, list(self.entries), list(self.undo), list(self.redo), list(self.notices))

    def before_last(self) -> State | None:
        """The state before the last entry, None where it has none."""
        match self.entries[-1].kind if self.entries else "open":
            case "edit" | "redo":
                return self.undo[-1][1]
            case "undo":
                return self.redo[-1][1]
        return None

    def take(self, entry: Entry) -> None:
        """Follow one entry. IndexError for an undo or redo without anything to move to."""
        match "void" if entry.void else entry.kind:
            case "open":
                self.state = state_of(Session.model_validate(entry.set))
            case "edit":
                after = entry.applied(self.state)
                self.undo.append((entry, self.state))
                self.redo.clear()
                self.state = after
            case "undo":
                edit, before = self.undo.pop()
                self.redo.append((edit, self.state))
                self.state = before
            case "redo":
                edit, after = self.redo.pop()
                self.undo.append((edit, self.state))
                self.state = after
        self.entries.append(entry)


def compacted(history: History) -> list[Entry]:
    """The same history in fewer bytes: every entry is there, but only those that undo and redo need hold content.

    The first entry holds the first state; each edit that still counts holds its changes, everything else is void.
    """
    reached = {id(edit) for edit, _ in (*history.undo, *history.redo)}
    last_undos = _last_undos(history.entries)
    states = [before for _, before in history.undo] + [history.state] + [after for _, after in reversed(history.redo)]
    moves = pairwise(states)
    compact: list[Entry] = []
    for entry in history.entries:
        if entry.kind == "open":
            compact.append(entry.model_copy(update={"set": states[0], "file": None}))
        elif id(entry) in reached:
            parts = {"set": {}, "patch": {}, **changes(*next(moves))}
            compact.append(entry.model_copy(update={**parts, "file": None}))
        else:
            kept = id(entry) in last_undos
            compact.append(entry.model_copy(update={"set": {}, "patch": {}, "file": None, "void": not kept}))
    return compact


def _last_undos(entries: Iterable[Entry]) -> set[int]:
    """Identities of the undo entries whose edits are undone now."""
    undone: list[Entry] = []
    for entry in entries:
        match "void" if entry.void else entry.kind:
            case "edit":
                undone.clear()
            case "undo":
                undone.append(entry)
            case "redo":
                undone.pop()
    return {id(entry) for entry in undone}
