"""A scripted session that is killed again and again: `python -m tests.session.killed FOLDER KILLS SEED`.

Each child goes on with the same session file, says what it is about to do and what is done, and dies: by its own hand
inside a chosen write, sync or rename, or by the parent's at a moment of its own. Afterwards the parent opens the file.
What was acknowledged must be there, nothing but the one change in flight may have been added, and the file must be
right. It prints how many kills came and how often the change in flight had arrived.
"""

from __future__ import annotations

import hashlib
import json
import os
import random
import signal
import sys
from collections import Counter
from pathlib import Path
from typing import Any

from advisor.model.catalog import Catalog
from advisor.model.session import Session
from advisor.session import edit, journal, scenarios
from advisor.session.file import read
from advisor.session.history import state_of
from advisor.session.store import SessionStore

CALLS = ((os, "write"), (os, "fsync"), (os, "ftruncate"), (os, "open"), (Path, "replace"), (os, "close"))
OPTIONS = (("cni", "calico"), ("cni", "cilium"), ("mesh", "istio"), ("mesh", "none"))


def digest(session: Session) -> str:
    """A short name of a state; a new order of its keys alone is no change."""
    return hashlib.sha256(json.dumps(state_of(session), sort_keys=True).encode()).hexdigest()[:16]


def opened(folder: Path, catalog: Catalog) -> SessionStore:
    """The store of the session file in the folder."""
    return SessionStore(folder / "s.yaml", catalog, clock=lambda: "2026-11-24T00:00:00Z")


def step(store: SessionStore, catalog: Catalog, rng: random.Random) -> tuple[Session, Any]:
    """One random move: the state it leads to, and what carries it out."""
    session = store.session
    kind = rng.choice(["choose", "answer", "exclude", "undo", "redo", "fork", "switch"])
    if kind == "undo" and store.undoable is not None:
        return peek(store, "undo"), store.undo
    if kind == "redo" and store.redoable is not None:
        return peek(store, "redo"), store.redo
    decision, option = rng.choice(OPTIONS)
    match kind:
        case "answer":
            after = edit.answer(session, catalog, "workers", rng.randrange(5000))
        case "exclude":
            after = edit.exclude(session, decision, option)
        case "fork" if len(scenarios.names(session)) < 4:
            after = scenarios.fork(session, f"S{rng.randrange(10**6)}")
        case "switch":
            after = scenarios.switch(session, rng.choice(scenarios.names(session)))
        case _:
            after = edit.choose(session, decision, option, because="x" * rng.randrange(200))
    return after, lambda: store.apply(after, kind)


def peek(store: SessionStore, move: str) -> Session:
    """Where undo or redo would lead."""
    stack = getattr(store._history, move)
    return Session.model_validate(stack[-1][1])


def child(folder: Path, catalog: Catalog, seed: int, out: int) -> None:
    """Work until death; the fatal call is counted over all of CALLS."""
    rng = random.Random(seed)
    journal.COMPACT_BYTES = 2000  # so that kills hit the compaction too
    if rng.random() < 0.8:
        arm(rng)
    store = opened(folder, catalog)
    for _ in range(40):
        after, carry_out = step(store, catalog, rng)
        say(out, f"try {digest(after)}")
        carry_out()
        say(out, f"done {digest(store.session)}")


def say(out: int, line: str) -> None:
    """One line to the parent, past the calls that may kill."""
    os.writev(out, [line.encode() + b"\n"])


def arm(rng: random.Random) -> None:
    """Let one of the next calls be the last: before it, after half of it, or behind it."""
    left, when = rng.randrange(1, 60), rng.choice(["before", "half", "behind"])

    def counted(real: Any, name: str) -> Any:
        def call(*arguments: Any, **named: Any) -> Any:
            nonlocal left
            left -= 1
            if left == 0:
                if when == "half" and name == "write":
                    real(arguments[0], arguments[1][: len(arguments[1]) // 2])
                elif when == "behind":
                    real(*arguments, **named)
                os.kill(os.getpid(), signal.SIGKILL)
            return real(*arguments, **named)

        return call

    for owner, name in CALLS:
        setattr(owner, name, counted(getattr(owner, name), name))


def killed_once(folder: Path, catalog: Catalog, seed: int) -> tuple[str, str]:
    """Run one child to its death; the last state it acknowledged and the one it was about to reach."""
    rng = random.Random(-seed)
    before = opened(folder, catalog)
    acknowledged = flying = digest(before.session)
    before.close()
    reading, writing = os.pipe()
    pid = os.fork()
    if pid == 0:
        os.close(reading)
        child(folder, catalog, seed, writing)
        os.kill(os.getpid(), signal.SIGKILL)
    os.close(writing)
    patience = rng.randrange(1, 60)
    with os.fdopen(reading) as lines:
        for number, line in enumerate(lines):
            word, state = line.split()
            flying, acknowledged = (state, acknowledged) if word == "try" else (state, state)
            if number == patience:
                os.kill(pid, signal.SIGKILL)
    _, status = os.waitpid(pid, 0)
    assert os.WTERMSIG(status) == signal.SIGKILL, status
    return acknowledged, flying


def main(folder: Path, kills: int, seed: int) -> Counter[str]:
    """Kill `kills` times; AssertionError with the number of the kill that lost or invented something."""
    catalog = Catalog.model_validate_json((folder / "catalog.json").read_text())
    seen: Counter[str] = Counter()
    for number in range(kills):
        acknowledged, flying = killed_once(folder, catalog, seed * 1_000_000 + number)
        after = opened(folder, catalog)
        found = digest(after.session)
        assert not after.read_only, f"kill {number}: the lock outlived its process"
        assert found in (acknowledged, flying), f"kill {number}: lost or invented"
        assert "edited-by-hand" not in {entry.action for entry in after.entries}, f"kill {number}: taken for a hand"
        assert not any("undo starts anew" in str(notice) for notice in after.notices), f"kill {number}: {after.notices}"
        assert read(folder / "s.yaml", catalog) == after.session, f"kill {number}: file and journal differ"
        assert [entry.seq for entry in after.entries] == list(range(1, len(after.entries) + 1)), f"kill {number}"
        left = {path.name for path in folder.iterdir()} - {"s.yaml", "s.yaml.journal", "catalog.json"}
        assert not left, f"kill {number}: {left} was left behind"
        after.close()
        seen["arrived" if found == flying else "not yet"] += 1
        seen["between"] += acknowledged == flying
    return seen


if __name__ == "__main__":
    sys.stdout.write(json.dumps(main(Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]))) + "\n")
