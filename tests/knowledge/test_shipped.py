"""The shipped knowledge: it loads, the linter finds no error, every page can be shown, and loading stays cheap."""

from __future__ import annotations

import pytest

from advisor.catalog.lint import FAMILIES, lint
from advisor.catalog.load import Loaded, load_with_positions
from advisor.catalog.show import KINDS, listing, page
from advisor.model.base import LANGUAGES, Language


@pytest.fixture(scope="module")
def loaded() -> Loaded:
    return load_with_positions()


def test_it_loads_without_a_problem(loaded: Loaded) -> None:
    assert not loaded.problems, "\n".join(str(problem) for problem in loaded.problems)


@pytest.mark.parametrize("family", FAMILIES)
def test_the_linter_finds_no_error(family: str, loaded: Loaded) -> None:
    assert loaded.catalog is not None
    found = lint(loaded.catalog, loaded.positions, [family])
    errors = [f"{problem.check}: {problem}" for problem in found if problem.severity == "error"]
    assert not errors, "\n".join(errors)


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("kind", KINDS)
def test_every_entry_has_a_page(kind: str, lang: Language, loaded: Loaded) -> None:
    assert loaded.catalog is not None
    for name, title in listing(loaded.catalog, kind, lang):
        text = page(loaded.catalog, f"{kind}:{name}", lang)
        assert text.startswith("# "), name
        assert text.endswith("\n"), name
        assert title, name
