from __future__ import annotations

from advisor.tui.find import Entry, initials, matches, narrow


def test_initial_consonants_find_korean_names() -> None:
    assert initials("실리움") == "ㅅㄹㅇ"
    assert matches("ㅅㄹㅇ", "실리움")
    assert matches("ㄹㅇ", "실리움")
    assert not matches("ㅋㄹㅋ", "실리움")


def test_every_word_must_occur_and_case_does_not_matter() -> None:
    assert matches("ARGO cd", "Argo CD")
    assert not matches("argo flux", "Argo CD")


def test_an_exclamation_mark_turns_the_answer_round() -> None:
    assert not matches("!argo", "Argo CD")
    assert matches("!argo", "Flux")
    assert matches("!", "Flux")


def test_labels_that_begin_with_the_query_come_first() -> None:
    entries = [Entry("a", "Grafana Loki"), Entry("b", "Loki")]
    assert [e.key for e in narrow("loki", entries)] == ["b", "a"]
    assert [e.key for e in narrow("", entries)] == ["a", "b"]


def test_decomposed_typing_finds_composed_names() -> None:
    assert matches("\u1109\u1175\u11af", "실리움")
