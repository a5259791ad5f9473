"""Every reader against its corpus and a fixed set of mutants; the harness itself against readers that are broken."""

from __future__ import annotations

import json
import random
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from advisor.errors import Problem
from advisor.model.session import Session
from tests.fuzz import targets
from tests.fuzz.harness import Outcome, fuzz, limits, one
from tests.fuzz.mutate import Mutator
from tests.fuzz.targets import BY_NAME, CORPUS, TARGETS, Broken, Target
from tests.fuzz.words import CONTROL, HOSTILE, VALUES, of

NAMES = sorted(BY_NAME)
EACH = 60
"""Mutants per reader in the short pass; `make fuzz` has no such bound."""


def story(outcome: Outcome) -> str:
    return "\n".join(f"{f.data!r}\n{f.error}" for f in outcome.findings.values())


def test_every_reader_has_a_corpus_and_nothing_else_lies_there() -> None:
    assert sorted(path.name for path in CORPUS.iterdir()) == NAMES
    for target in TARGETS:
        taken = [data for data in target.seeds() if target.run(data)]
        assert taken, f"no input of {target.name} gets past the reader"
    assert sum(path.stat().st_size for path in CORPUS.rglob("*")) < 150_000


@pytest.mark.parametrize("name", NAMES)
def test_a_fixed_set_of_mutants_finds_nothing(name: str) -> None:
    outcome = fuzz(BY_NAME[name], seed=20261127, goes_on=lambda done: done.executions < EACH)
    assert outcome.executions == EACH
    assert outcome.taken > 0
    assert not outcome.findings, story(outcome)


@pytest.mark.slow
@pytest.mark.parametrize("name", NAMES)
def test_more_mutants_find_nothing(name: str) -> None:
    outcome = fuzz(BY_NAME[name], seed=9, goes_on=lambda done: done.executions < 2_500)
    assert not outcome.findings, story(outcome)


TREES = st.recursive(
    st.sampled_from(HOSTILE) | st.sampled_from(VALUES) | st.integers() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=8), inner, max_size=5),
    max_leaves=20,
)


@st.composite
def documents(draw: st.DrawFn, name: str) -> bytes:
    """A document whose keys are those the reader knows, holding anything."""
    keys = st.sampled_from(of(name)) | st.sampled_from(HOSTILE)
    data = draw(st.dictionaries(keys, st.dictionaries(keys, TREES, max_size=4) | TREES, max_size=6))
    if BY_NAME[name].form == "lines":
        entry = {"seq": 1, "at": "", "kind": draw(st.sampled_from(("open", "edit", "undo", "redo"))), "set": data}
        return b"".join(json.dumps(e, default=str).encode() + b"\n" for e in (entry, data))
    head = draw(st.sampled_from([d.split(b"\n")[0] for d in BY_NAME[name].seeds() if d.startswith(b"#")] or [b""]))
    return head + b"\n" + json.dumps(data, ensure_ascii=False).encode(errors="replace")


@pytest.mark.parametrize("name", NAMES)
@settings(max_examples=25, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow])
@given(data=st.data())
def test_documents_of_known_keys_and_any_values_are_read_or_refused(name: str, data: st.DataObject) -> None:
    BY_NAME[name].run(data.draw(documents(name)))


@pytest.mark.parametrize("name", NAMES)
@settings(max_examples=25, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow])
@given(raw=st.binary(max_size=200))
def test_bytes_are_read_or_refused(name: str, raw: bytes) -> None:
    BY_NAME[name].run(raw)


# the harness


def broken(run: Callable[[bytes], bool]) -> Target:
    return Target("yaml", run, "yaml")


def tried(run: Callable[[bytes], bool]) -> dict[str, str]:
    outcome = Outcome("yaml")
    with limits():
        one(broken(run), b"x", outcome)
    return {place: finding.error for place, finding in outcome.findings.items()}


def spins(data: bytes) -> bool:
    while True:
        try:
            data = data[:1] * 2
        except Exception:  # the limit must get through this
            return False


def test_the_harness_sees_a_traceback_a_hang_and_memory() -> None:
    assert any("KeyError" in place for place in tried(lambda data: {b"": True}[data]))
    assert any("Hang" in place for place in tried(spins))
    assert any("MemoryError" in place for place in tried(lambda _: bool(bytearray(900_000_000))))
    assert tried(lambda _: True) == {}
    assert bytearray(400_000_000), "the limits end with the block"


def test_the_targets_see_a_broken_promise() -> None:
    """A control character that came through, and a session that is read differently after writing."""
    with pytest.raises(Broken, match="control character"):
        targets.plain({"a": ["x\x1b[2J"]})
    with pytest.raises(Broken, match="differs"):
        targets.same(Session(name="a"), "schema: advisor.session/1\nname: b\n")
    with pytest.raises(Broken, match="problems"):
        targets.told([Problem("x")] * 3_000)


def test_mutants_are_many_are_the_same_for_a_seed_and_get_past_the_parser() -> None:
    for target in TARGETS:
        seed = max(target.seeds(), key=len)

        def made(number: int, target: Target = target, seed: bytes = seed) -> list[bytes]:
            mutator = Mutator(target.form, of(target.name), random.Random(number))
            return [mutator.mutant(seed, seed) for _ in range(60)]

        mutants = made(1)
        assert mutants == made(1)
        assert mutants != made(2)
        assert len(set(mutants)) > 40
        parsed = [m for m in mutants if Mutator(target.form, of(target.name), random.Random(0)).parse(m) is not None]
        assert len(parsed) > 25, target.name


def test_hostile_words_hold_what_they_should() -> None:
    assert len(set(HOSTILE)) == len(HOSTILE) > 50
    assert {"\x00", "\x1b[2J", "\u202e"} < set(CONTROL)


def test_the_command_counts_and_ends_with_what_it_found(tmp_path: Path) -> None:
    root = Path(__file__).resolve().parents[2]
    command = [
        sys.executable,
        "-m",
        "tests.fuzz",
        "--engine",
        "mutants",
        "--reader",
        "keys",
        "--runs",
        "30",
        "--seed",
        "1",
    ]
    done = subprocess.run(command, capture_output=True, text=True, check=False, cwd=root)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "keys        mutants            30" in done.stdout
    assert done.stdout.splitlines()[-1].split() == ["total", "30"]
