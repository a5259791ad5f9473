from __future__ import annotations

import unicodedata

import pytest

from advisor.tui.cells import clean, cut, fit, width, wrap
from advisor.wording.tui import PHRASES
from advisor.wording.tui_actions import ACTIONS, KEY_NAMES


@pytest.mark.parametrize(
    ("text", "cells", "shown"),
    [
        ("Calico", 6, "Calico"),
        ("Calico", 5, "Cali~"),
        ("칼리코", 6, "칼리코"),
        ("칼리코", 5, "칼리~"),
        ("칼리코", 4, "칼~"),
        ("x", 0, ""),
    ],
)
def test_text_is_cut_by_cells_not_by_characters(text: str, cells: int, shown: str) -> None:
    assert cut(text, cells) == shown
    assert width(cut(text, cells)) <= cells


def test_fitting_gives_exactly_the_cells_even_where_half_a_syllable_would_be_left() -> None:
    for cells in range(1, 12):
        assert width(fit("실리움 CNI", cells)) == cells


def test_wrapping_keeps_every_word_and_no_line_is_too_wide() -> None:
    text = "쿠버네티스 control plane 노드는 세 대가 기본이다"
    lines = wrap(text, 12)
    assert all(width(line) <= 12 for line in lines)
    assert "".join(lines).replace(" ", "") == text.replace(" ", "")


def test_a_word_wider_than_the_column_is_broken_not_lost() -> None:
    assert "".join(wrap("a" * 50, 12)) == "a" * 50


@pytest.mark.parametrize("hostile", ["\x1b[2J", "\x07", "\x9b31m", "\u202e", "\u200b", "\r", "\x00"])
def test_nothing_a_person_typed_can_steer_the_terminal(hostile: str) -> None:
    shown = clean(f"a{hostile}b")
    assert "\x1b" not in shown
    assert all(c.isprintable() for c in shown)
    assert shown.startswith("a")
    assert shown.endswith("b")


def test_no_character_of_the_interface_has_a_width_that_depends_on_the_terminal() -> None:
    shown = [clean(text) for phrase in (*PHRASES.values(), *KEY_NAMES.values()) for text in (phrase.en, phrase.ko)]
    shown += [text for pair in ACTIONS.values() for words in pair for text in (words.en, words.ko)]
    shown.append(clean("“a” · b … → ×"))
    for text in shown:
        assert not [c for c in text if unicodedata.east_asian_width(c) == "A"], text


def test_english_phrases_are_ascii() -> None:
    assert [p.en for p in PHRASES.values() if not p.en.isascii()] == []


def test_decomposed_korean_is_composed_so_that_its_width_is_known() -> None:
    assert width(clean("\u1109\u1175\u11af")) == width("실")
