"""Older schemas are brought forward step by step; what no step leads from is refused."""

from __future__ import annotations

from typing import Any

import pytest

from advisor.errors import BadInput
from advisor.model.catalog import Catalog
from advisor.session.file import dump, load, read
from advisor.session.migrate import MIGRATIONS, migrate

OLD = """\
schema: advisor.session/test-1
name: acme
# about the answers
answers:
  workers: 3
choices:
  # the network team insists
  cni: calico
"""


def _second(data: dict[str, Any]) -> dict[str, Any]:
    return {**data, "schema": "advisor.session/test-2"}


def _current(data: dict[str, Any]) -> dict[str, Any]:
    rest = {k: v for k, v in data.items() if k != "answers"}
    return {**rest, "schema": "advisor.session/1", "profile": data["answers"]}


DOUBLE = {"advisor.session/test-1": _second, "advisor.session/test-2": _current}


def test_an_older_file_is_brought_forward_and_saved_in_the_current_schema(catalog: Catalog) -> None:
    loaded = load(OLD, catalog, migrations=DOUBLE)
    assert loaded.problems == ()
    assert loaded.session.profile["workers"] == 3
    saved = dump(loaded.session, loaded.text)
    assert "# the network team insists" in saved
    assert "test-1" not in saved
    assert read(saved, catalog) == loaded.session


def test_problems_behind_a_migration_still_name_the_nearest_word(catalog: Catalog) -> None:
    (problem,) = load(OLD.replace("calico", "celico"), catalog, migrations=DOUBLE).problems
    assert (problem.nearest, problem.line) == ("calico", 8)


@pytest.mark.parametrize("missing", DOUBLE)
def test_a_schema_without_a_step_is_refused(catalog: Catalog, missing: str) -> None:
    with pytest.raises(BadInput, match="schema is"):
        load(OLD, catalog, migrations={k: v for k, v in DOUBLE.items() if k != missing})


def test_a_table_that_leads_in_a_circle_ends() -> None:
    back = {"b": lambda data: {**data, "schema": "a"}, "a": lambda data: {**data, "schema": "b"}}
    assert migrate({"schema": "a"}, back) == {"schema": "a"}


def test_a_newer_schema_is_refused_with_every_step_known(catalog: Catalog) -> None:
    assert "advisor.session/1" not in MIGRATIONS
    with pytest.raises(BadInput, match="newer program"):
        load(OLD.replace("test-1", "2"), catalog, migrations=DOUBLE)
