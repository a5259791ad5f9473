"""What is wrong with an input, in both languages; every face says it with the same words."""

from __future__ import annotations

from typing import Any

from advisor.errors import BadInput, Problem
from advisor.model.base import Text
from advisor.wording.josa import settle

PHRASES: dict[str, Text] = {
    "no_mapping": Text(en="a session file is a mapping", ko="세션 파일은 키와 값의 매핑이어야 한다"),
    "newer_program": Text(
        en="this session was written by a newer program ({schema}); this one reads {own}",
        ko="더 새로운 프로그램이 쓴 세션이다({schema}). 이 프로그램은 {own}까지 읽는다",
    ),
    "other_schema": Text(en="schema is {schema!r}, not {own}", ko="schema 값이 {schema!r}이다. {own}이어야 한다"),
    "file_kept": Text(
        en="{file} is written anew; as it was, with its mistakes, it is kept in {kept}",
        ko="{file} 파일을 새로 썼다. 잘못이 있던 원래 내용은 {kept}에 남겨 두었다",
    ),
    "journal_torn": Text(
        en="the last line of {file} was torn and has been dropped", ko="{file}의 마지막 줄이 잘려 있어 버렸다"
    ),
    "change_made_up": Text(
        en="the last change was not yet in {file} and has been written to it",
        ko="마지막 변경이 {file}에 아직 없어 다시 썼다",
    ),
    "journal_kept": Text(
        en="the journal cannot be read; it was kept as {kept}, the session comes from its file, and undo starts anew",
        ko="저널을 읽을 수 없어 {kept}(으)로 남겨 두었다. 세션은 파일에서 읽고 실행 취소는 새로 시작한다",
    ),
    "journal_lost": Text(
        en="the journal cannot be read; the session comes from its file, without a history",
        ko="저널을 읽을 수 없어 이력 없이 파일에서 세션을 읽었다",
    ),
    "and_more": Text(en="and more problems in this file", ko="이 파일에 문제가 더 있다"),
    "wrong_input": Text(
        en="{name} takes a value of the kind {kind}, such as {example}",
        ko="{name} 값은 {kind} 형식이어야 한다. 예: {example}",
    ),
    "unknown_key": Text(en="unknown key {word}", ko="모르는 키: {word}"),
    "unknown_fact": Text(en="unknown fact {word}", ko="모르는 질문: {word}"),
    "unknown_component": Text(en="unknown component {word}", ko="모르는 구성 요소: {word}"),
    "unknown_decision": Text(en="unknown decision {word}", ko="모르는 결정 항목: {word}"),
    "unknown_option": Text(en="unknown option {word} of {decision}", ko="{decision}에 없는 후보: {word}"),
    "unknown_policy": Text(en="unknown policy {word}", ko="모르는 정책: {word}"),
    "unknown_criterion": Text(en="unknown criterion {word}", ko="모르는 평가 기준: {word}"),
    "unknown_input": Text(en="unknown input {word}", ko="모르는 입력값: {word}"),
    "unknown_change": Text(en="unknown kind of change {word}", ko="모르는 변경 종류: {word}"),
    "unknown_value": Text(en="unknown value of {fact} {word}", ko="{fact}에 없는 값: {word}"),
    "not_names": Text(en="this is a mapping of names to values", ko="이름과 값의 매핑이어야 한다"),
    "not_options": Text(en="this is a list of options", ko="후보 목록이어야 한다"),
    "not_components": Text(en="existing is a list of component ids", ko="existing은 구성 요소 id 목록이다"),
    "not_changes": Text(
        en="rejected is a list of changes, like choice:cni", ko="rejected는 choice:cni 같은 변경의 목록이다"
    ),
    "missing_key": Text(en="the key {word} is missing", ko="{word} 키가 빠졌다"),
    "one_of": Text(en="this takes one of {words}", ko="다음 중 하나여야 한다: {words}"),
    "at_most": Text(en="at most {limit}", ko="{limit} 이하여야 한다"),
    "at_least": Text(en="at least {limit}", ko="{limit} 이상이어야 한다"),
    "too_long": Text(en="at most {limit} characters", ko="{limit}자까지 쓸 수 있다"),
    "too_short": Text(en="this must not be empty", ko="비워 둘 수 없다"),
    "parked_needs": Text(
        en="a parked decision names its owner and the question", ko="보류한 결정에는 담당자와 질문이 있어야 한다"
    ),
    "no_scenario": Text(
        en="{path} has no scenario {name}; it has {known}", ko="{path}: 시나리오 {name} 없음. 있는 것: {known}"
    ),
    "no_example": Text(en="there is no example {name}; there are {known}", ko="예제 {name} 없음. 있는 것: {known}"),
    "no_session_file": Text(
        en="there is no session file {path}; write one with: advisor new {path}",
        ko="세션 파일 {path} 없음. 만드는 방법: advisor new {path}",
    ),
    "open_elsewhere": Text(
        en="{path} is open elsewhere; nothing was changed", ko="{path}: 다른 곳에서 열려 있어 아무것도 바꾸지 않았다"
    ),
    "no_overwrite": Text(
        en="{path} exists already; it is not overwritten", ko="{path}: 이미 있는 파일이라 덮어쓰지 않는다"
    ),
    "set_form": Text(en="--set takes FACT=VALUE, not {stated!r}", ko="--set 형식은 FACT=VALUE다: {stated!r}"),
    "accept_form": Text(
        en="--accept takes FINDING=WHO:WHY, not {stated!r}", ko="--accept 형식은 FINDING=누가:왜다: {stated!r}"
    ),
    "no_finding": Text(
        en="there is no finding {word} to accept; findings are {known}", ko="승인할 항목 {word} 없음. 있는 것: {known}"
    ),
    "mixed_comparison": Text(
        en="compare takes sessions or two bundles, not one of each",
        ko="세션끼리 또는 번들 두 개끼리만 비교한다",
    ),
    "comparison_count": Text(
        en="compare takes two to six sessions, or two bundles", ko="세션 2~6개 또는 번들 2개를 비교한다"
    ),
    "check_scenario": Text(
        en="check looks at the current scenario; switch first with: advisor scenario switch",
        ko="check는 현재 시나리오만 본다. 먼저 전환: advisor scenario switch",
    ),
    "choose_anew": Text(
        en="choose anew what the knowledge lacks before the basis is renewed",
        ko="지식에 없는 것을 먼저 다시 선택해야 근거를 새로 기록할 수 있다",
    ),
    "no_command": Text(en="there is no command {word}, and no such file", ko="{word}: 그런 명령도 파일도 없다"),
}


def problem(key: str, *, nearest: str | None = None, at: str | None = None, **names: Any) -> Problem:  # noqa: ANN401 - names of a phrase
    """A problem in both languages; `at` is the key it is about."""
    text = PHRASES[key]
    return Problem(text.en.format(**names), key=at, nearest=nearest, ko=settle(text.ko.format(**names)))


def bad(key: str, *, nearest: str | None = None, at: str | None = None, **names: Any) -> BadInput:  # noqa: ANN401 - names of a phrase
    """The error of one problem."""
    return BadInput([problem(key, nearest=nearest, at=at, **names)])
