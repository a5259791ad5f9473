"""Rejected changes in the session file: kept, named once, and checked word by word."""

from __future__ import annotations

import pytest
from pydantic import ValidationError

from advisor.errors import BadInput
from advisor.model.assessment import Change
from advisor.model.base import Text
from advisor.model.catalog import Catalog
from advisor.model.session import Session
from advisor.session import edit
from advisor.session.file import dump, load, read

KEYS = (
    "choice:cni",
    "exclusion:mesh=istio",
    "policy:osi_only",
    "existing:harbor",
    "fact:workers",
    "need:needs=backup",
    "need:subscriptions=harbor",
)


def test_every_kind_survives_the_file_and_can_be_approved(catalog: Catalog) -> None:
    session = Session(name="s")
    for key in (*KEYS, *KEYS):
        session = edit.reject_change(session, key)
    assert session.rejected == KEYS
    assert read(dump(session), catalog) == session
    for key in KEYS:
        session = edit.approve_change(session, key)
    assert session == Session(name="s")


def test_a_change_names_itself() -> None:
    text = Text(en="x", ko="x")
    assert edit.change_key(Change(kind="exclusion", id="mesh=istio", text=text)) == "exclusion:mesh=istio"


@pytest.mark.parametrize(
    ("wrong", "near"),
    [
        ("chioce:cni", "choice"),
        ("choice:cnii", "cni"),
        ("exclusion:mesh=isto", "istio"),
        ("exclusion:mseh=istio", "mesh"),
        ("policy:osi_olny", "osi_only"),
        ("existing:habor", "harbor"),
        ("fact:wokers", "workers"),
        ("need:neds=backup", "needs"),
        ("need:needs=bakcup", "backup"),
    ],
)
def test_a_misspelt_change_is_named_and_dropped(catalog: Catalog, wrong: str, near: str) -> None:
    loaded = load(f"name: s\nrejected:\n- choice:cni\n- {wrong}\n", catalog)
    (problem,) = loaded.problems
    assert (problem.line, problem.nearest) == (4, near)
    assert loaded.session.rejected == ("choice:cni",)


@pytest.mark.parametrize("value", ["choice:cni", "{choice: cni}"])
def test_rejected_is_a_list(catalog: Catalog, value: str) -> None:
    with pytest.raises(BadInput, match="list of changes"):
        read(f"name: s\nrejected: {value}\n", catalog)


@pytest.mark.parametrize("key", ["cni", "choice:", "wish:cni", "choice: cni"])
def test_what_is_no_change_cannot_be_rejected(key: str) -> None:
    with pytest.raises(ValidationError):
        edit.reject_change(Session(), key)
