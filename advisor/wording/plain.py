"""Phrases of the line-by-line interview."""

from __future__ import annotations

from advisor.model.base import Text

PHRASES: dict[str, Text] = {
    "intro": Text(
        en="Answer with a number or a word. An empty line skips, ? explains, u undoes, r redoes, q leaves.",
        ko="번호나 단어로 답한다. 빈 줄은 건너뛰기, ?는 설명, u는 실행 취소, r은 다시 실행, q는 종료다.",
    ),
    "read_only": Text(
        en="this session is open elsewhere; nothing can be answered here",
        ko="이 세션이 다른 곳에서 열려 있어 여기서는 답할 수 없다",
    ),
    "prompt_boolean": Text(en="yes or no:", ko="yes 또는 no:"),
    "prompt_integer": Text(en="a whole number:", ko="숫자:"),
    "prompt_enum": Text(en="one of the numbers:", ko="번호 하나:"),
    "prompt_list": Text(en="numbers, separated by commas:", ko="번호를 쉼표로 나눠서:"),
    "prompt_version": Text(en="a version such as 1.36:", ko="버전(예: 1.36):"),
    "prompt_decision": Text(
        en="your choice (empty keeps {suggestion} as the suggestion):", ko="선택(빈 줄이면 제안 {suggestion} 유지):"
    ),
    "not_an_option": Text(en="that is none of the options", ko="후보에 없는 값이다"),
    "moved": Text(en="done; the next question follows", ko="되돌렸다. 다음 질문으로 넘어간다"),
    "nothing_to_move": Text(en="nothing to undo or redo", ko="되돌리거나 다시 실행할 것이 없다"),
    "end_tried": Text(
        en="nothing was saved; keep it with: advisor new FILE --from EXAMPLE",
        ko="저장하지 않았다. 저장하려면: advisor new 파일 --from 예제",
    ),
    "end_complete": Text(en="every decision is settled; saved in {path}", ko="모든 결정이 정해졌다. {path}에 저장했다"),
    "end_open": Text(
        en="saved in {path}; open decisions keep their suggestion (advisor solve shows them)",
        ko="{path}에 저장했다. 열린 결정은 제안 그대로 남는다(advisor solve로 확인)",
    ),
    "end_conflict": Text(
        en="saved in {path}, but no stack satisfies all of it (advisor solve shows the ways out)",
        ko="{path}에 저장했지만 모두를 만족하는 구성이 없다(advisor solve로 해결 방법 확인)",
    ),
}
