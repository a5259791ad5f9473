"""What can be wrong with a bundle, in both languages."""

from __future__ import annotations

from advisor.errors import Problem
from advisor.model.base import Text
from advisor.wording.josa import settle

PHRASES: dict[str, Text] = {
    "no-folder": Text(en="is no bundle folder", ko="번들 폴더가 아니다"),
    "missing": Text(en="is missing", ko="파일이 없다"),
    "too-large": Text(en="is too large for a bundle", ko="번들 파일이라기에는 너무 크다"),
    "no-sum": Text(en="is no checksum line, or repeats a file", ko="체크섬 줄이 아니거나 같은 파일이 두 번 나온다"),
    "not-as-written": Text(en="is not as it was written", ko="내보낸 그대로가 아니다"),
    "extra": Text(en="is not part of the bundle", ko="번들에 없는 파일이다"),
    "link": Text(en="is a link", ko="링크이다"),
    "no-file": Text(en="is no file", ko="일반 파일이 아니다"),
    "changed": Text(en="was changed after the export", ko="내보낸 뒤에 바뀌었다"),
    "edition": Text(
        en="was made with edition {made} ({made_sum}); at hand is {now} ({now_sum}): export again and compare",
        ko="지식 판 {made}({made_sum})으로(로) 만들었고 지금 판은 {now}({now_sum})이다. 다시 내보내 비교해야 한다",
    ),
    "other-answers": Text(
        en="was made from other answers than this session holds", ko="이 세션과 다른 답변으로 만든 번들이다"
    ),
    "no-values": Text(en="values of release {name} are missing", ko="릴리스 {name}의 values 파일이 없다"),
    "no-record": Text(en="record of decision {name} is missing", ko="결정 {name}의 기록이 없다"),
    "table": Text(
        en="release {name} is only in one of the plan and the table",
        ko="릴리스 {name}이(가) 계획과 표 가운데 한쪽에만 있다",
    ),
    "image-not-listed": Text(en="image {ref} of {users} is not listed", ko="{users}의 이미지 {ref}이(가) 목록에 없다"),
    "image-unexplained": Text(
        en="image {ref} is listed, and nothing in the plan pulls it",
        ko="목록의 이미지 {ref}을(를) 쓰는 곳이 계획에 없다",
    ),
    "no-bundle": Text(en="the session gives no bundle: {why}", ko="세션에서 번들을 만들 수 없다: {why}"),
    "not-given": Text(en="is nothing that the session gives", ko="세션에서 나오지 않는 파일이다"),
    "differs": Text(en="is not what the session gives", ko="세션에서 나오는 내용과 다르다"),
}


def problem(
    key: str, *, file: str, check: str, line: int | None = None, severity: str = "error", **names: object
) -> Problem:
    """The phrase `key` about a file of the bundle; an unknown key is a programming error."""
    said = PHRASES[key]
    ko = settle(said.ko.format(**names))
    return Problem(said.en.format(**names), file=file, line=line, severity=severity, check=check, ko=ko)
