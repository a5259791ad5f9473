"""Phrases of the minutes."""

from __future__ import annotations

from advisor.model.base import Text

PHRASES: dict[str, Text] = {
    "title": Text(en="Minutes: {name}", ko="회의록: {name}"),
    "participants": Text(en="Participants", ko="참석자"),
    "name": Text(en="name", ko="이름"),
    "role": Text(en="role", ko="역할"),
    "weight": Text(en="weight of the vote", ko="투표 가중치"),
    "decisions": Text(en="Decisions", ko="결정"),
    "decision": Text(en="decision", ko="결정 항목"),
    "choice": Text(en="choice", ko="선택"),
    "status": Text(en="status", ko="진행"),
    "votes": Text(en="votes", ko="투표"),
    "because": Text(en="why", ko="이유"),
    "proposed": Text(en="proposed", ko="제안됨"),
    "accepted": Text(en="accepted", ko="합의됨"),
    "parked": Text(en="parked", ko="보류"),
    "overruled": Text(en="{option} (not applied: a rule overrules it)", ko="{option} (규칙 때문에 적용되지 않음)"),
    "who_when": Text(en="by, on", ko="정한 사람, 날짜"),
    "ruled_out": Text(en="Ruled out", ko="제외한 후보"),
    "signatures": Text(en="Signatures", ko="승인"),
    "finding": Text(en="finding", ko="확인할 점"),
    "by": Text(en="by", ko="승인한 사람"),
    "when": Text(en="on", ko="날짜"),
    "questions": Text(en="Open questions", ko="남은 질문"),
    "nothing": Text(en="Nothing was recorded.", ko="기록된 내용이 없다."),
}
