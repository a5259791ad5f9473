"""Phrases of the line-by-line interview."""

from __future__ import annotations

from advisor.model.base import Text

PHRASES: dict[str, Text] = {
    "intro": Text(
        en="Answer with a number or a word. An empty line skips, ? explains, h lists all commands, u undoes, r redoes,"
        " q leaves. Every answer is saved at once.",
        ko="번호나 단어로 답한다. 빈 줄은 건너뛰기, ?는 설명, h는 명령 목록, u는 실행 취소, r은 다시 실행, q는 종료다."
        " 답할 때마다 바로 저장된다.",
    ),
    "help": Text(
        en="At every question:\n"
        "  empty line   skip\n"
        "  ?            what the question is about\n"
        "  u, r         undo, redo\n"
        "  b            back to the question before\n"
        "  go ID        to a question or a decision, such as: go cni\n"
        "  list         all decisions as they stand\n"
        "  by NAME      who answers from now on\n"
        "  q            leave; everything is saved\n"
        "At a question about the site:\n"
        "  c            take the answer back\n"
        "At a decision:\n"
        "  2 REASON     choose option 2; the reason is optional\n"
        "  ?2           explain option 2\n"
        "  take A       carry out way out a, after an explanation has offered some\n"
        "  x 2          rule option 2 out\n"
        "  c            take the choice back\n"
        "  vote NAME 2  NAME votes for option 2\n"
        "  park NAME: QUESTION   put the decision aside until NAME has answered\n"
        "  ok           mark the decision as accepted",
        ko="모든 질문에서:\n"
        "  빈 줄        건너뛰기\n"
        "  ?            질문 설명\n"
        "  u, r         실행 취소, 다시 실행\n"
        "  b            이전 질문으로\n"
        "  go ID        다른 질문이나 결정으로(예: go cni)\n"
        "  list         모든 결정의 현재 상태\n"
        "  by 이름      지금부터 답하는 사람\n"
        "  q            종료(모두 저장되어 있다)\n"
        "환경 질문에서:\n"
        "  c            답변 취소\n"
        "결정에서:\n"
        "  2 이유       2번 선택(이유는 생략 가능)\n"
        "  ?2           2번 설명\n"
        "  take a       설명에 나온 해결책 a 적용\n"
        "  x 2          2번 제외\n"
        "  c            선택 취소\n"
        "  vote 이름 2  이름이 2번에 투표\n"
        "  park 이름: 질문   이름이 답할 때까지 보류\n"
        "  ok           합의한 것으로 표시",
    ),
    "read_only": Text(
        en="this session is open elsewhere; nothing can be answered here",
        ko="이 세션이 다른 곳에서 열려 있어 여기서는 답할 수 없다",
    ),
    "prompt_boolean": Text(en="yes or no:", ko="예 또는 아니요:"),
    "prompt_integer": Text(en="a whole number:", ko="숫자:"),
    "prompt_enum": Text(en="one of the numbers:", ko="번호 하나:"),
    "prompt_list": Text(en="numbers, separated by commas:", ko="번호를 쉼표로 나눠서:"),
    "prompt_version": Text(en="a version such as 1.36:", ko="버전(예: 1.36):"),
    "prompt_more": Text(
        en="\n{count} further questions make the result sharper. Answer them now? (yes, or an empty line for no):",
        ko="\n더 정확한 결과를 위한 질문이 {count}개 더 있다. 지금 답하겠는가? (예, 빈 줄이면 아니요):",
    ),
    "help_more": Text(
        en="They ask about details of the site. What stays open is assumed neutrally and can be answered later.",
        ko="설치 환경을 자세히 묻는 질문이다. 답하지 않으면 중립적인 값으로 보고, 나중에 답해도 된다.",
    ),
    "question_existing": Text(
        en="What runs at the site already?\n"
        "  What works stays: it is preferred where it is an option, and not installed.",
        ko="이미 운영 중인 것은 무엇인가?\n"
        "  잘 돌아가는 것은 그대로 둔다. 후보에 있으면 우선하고 새로 설치하지 않는다.",
    ),
    "prompt_existing": Text(
        en="ids separated by commas, such as harbor,zipkin:", ko="id를 쉼표로 나눠서(예: harbor,zipkin):"
    ),
    "help_existing": Text(
        en="advisor knowledge list shows the ids; advisor discover reads them from dumps of a cluster.",
        ko="id는 advisor knowledge list로 확인한다. 클러스터 덤프에서 읽으려면 advisor discover를 쓴다.",
    ),
    "no_component": Text(en="there is no component {word}", ko="구성 요소 {word} 없음"),
    "answered": Text(en="answered so far: {value}", ko="지금까지의 답: {value}"),
    "help_fact": Text(
        en="An empty line leaves it open; c takes an answer back.", ko="빈 줄이면 비워 두고, c는 답을 취소한다."
    ),
    "prompt_decision": Text(
        en="your choice (empty keeps {suggestion} as the suggestion):", ko="선택(빈 줄이면 제안 {suggestion} 유지):"
    ),
    "help_decision": Text(
        en="A number chooses, words behind it are the reason; ?N explains an option. h lists all commands.",
        ko="번호로 선택하고 뒤에 이유를 덧붙일 수 있다. ?번호는 후보 설명, h는 명령 목록이다.",
    ),
    "chosen": Text(en="chosen so far: {option} ({why})", ko="지금까지의 선택: {option} ({why})"),
    "votes": Text(en="votes: {weight}", ko="투표 {weight}"),
    "not_an_option": Text(en="that is none of the options", ko="후보에 없는 값이다"),
    "take_form": Text(
        en="take a carries out way out a and chooses the option",
        ko="take a를 입력하면 방법 a를 적용하고 이 후보를 선택한다",
    ),
    "prompt_repair": Text(
        en="the letter of a way out (empty leaves everything as it is):", ko="해결책의 글자(빈 줄이면 그대로 둔다):"
    ),
    "help_repair": Text(
        en="Each way out was solved again and leads to a valid stack.",
        ko="각 방법은 다시 풀어 보았고 모두 성립하는 구성으로 이어진다.",
    ),
    "no_such_way": Text(en="there is no such way out", ko="그런 해결책은 없다"),
    "vote_form": Text(en="vote NAME N, such as: vote Minji 2", ko="형식: vote 이름 번호(예: vote 민지 2)"),
    "park_form": Text(
        en="park NAME: QUESTION, such as: park Minji: are there raw disks?",
        ko="형식: park 이름: 질문(예: park 민지: 여분 디스크가 있는가?)",
    ),
    "parked": Text(en="{decision} is parked", ko="{decision}: 보류했다"),
    "accepted": Text(en="{decision} is accepted", ko="{decision}: 합의했다"),
    "question_sign": Text(
        en="Somebody must sign for this before the bundle is exported:", ko="번들을 내보내기 전에 승인이 필요하다:"
    ),
    "prompt_sign": Text(en="who: why (empty leaves it open):", ko="누가: 왜 (빈 줄이면 비워 둔다):"),
    "help_sign": Text(
        en="The name and the reason are kept in the session and in the records of the bundle.",
        ko="이름과 이유는 세션과 번들 기록에 남는다.",
    ),
    "who_and_why": Text(
        en="both are needed, such as: legal: internal use only", ko="둘 다 적는다(예: 법무팀: 사내 사용)"
    ),
    "by": Text(en="from now on by {name}", ko="지금부터 답하는 사람: {name}"),
    "by_nobody": Text(en="from now on by nobody in particular", ko="지금부터 답하는 사람을 기록하지 않는다"),
    "no_question": Text(en="there is no question {name}", ko="질문 {name} 없음"),
    "undone": Text(en="undone: {what}", ko="실행 취소: {what}"),
    "redone": Text(en="done again: {what}", ko="다시 실행: {what}"),
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
        ko="{path}에 저장했지만 모두를 만족하는 구성이 없다(advisor solve로 해결책 확인)",
    ),
}
