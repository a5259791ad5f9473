"""Help of the command line in Korean, by the English sentence it stands for; a test keeps both complete."""

from __future__ import annotations

HELP: dict[str, str] = {
    "Compose a Kubernetes platform, see why, and export what ops install.": (
        "쿠버네티스 플랫폼을 구성하고, 그 이유를 확인하고, 운영팀이 설치할 번들을 내보낸다."
    ),
    "Knowledge of your organisation, added to ours; may be repeated.": "조직의 지식 폴더를 더한다. 여러 번 쓸 수 있다.",
    "Language; the locale decides if left out.": "언어. 생략하면 로캘을 따른다.",
    "Who does this; kept in the journal and with choices and signatures.": (
        "누가 하는 일인지. 저널과 선택, 승인에 함께 남는다."
    ),
    "Ask the questions line by line instead of opening the app.": "앱을 여는 대신 한 줄씩 질문한다.",
    "Show the version and exit.": "버전을 표시한다.",
    "Show this message and exit.": "이 도움말을 표시한다.",
    "Look and follow, change nothing.": "바꾸지 않고 보면서 따라간다.",
    "Let the app use the mouse.": "앱에서 마우스를 쓴다.",
    "Open the app with SESSION.": "SESSION으로 앱을 연다.",
    "Write a new session file; an existing file is never overwritten.": (
        "새 세션 파일을 쓴다. 이미 있는 파일은 덮어쓰지 않는다."
    ),
    "Start from an embedded session (see advisor examples).": "내장 예제에서 시작한다(advisor examples 참고).",
    "Answer a fact; lists are comma-separated.": "질문에 답한다. 목록은 쉼표로 나눈다.",
    "Print JSON instead of text.": "JSON으로 출력한다.",
    "Assess SESSION: what is possible, forced, suggested or impossible, with reasons.": (
        "SESSION을 평가한다. 무엇이 가능, 강제, 제안, 불가인지 이유와 함께 보여 준다."
    ),
    "Fill open decisions with the suggestion.": "열린 결정을 제안으로 채운다.",
    "Show the K next best stacks.": "다음으로 좋은 구성 K개를 보여 준다.",
    "Say why an option of SESSION is forced, suggested or impossible, and how to change that.": (
        "SESSION의 후보가 왜 강제, 제안, 불가인지와 바꾸는 방법을 설명한다."
    ),
    "Put two to six sessions (or SESSION#SCENARIO), or two bundles, side by side."
    " A session without a valid stack is named, and the comparison exits with 3."
    " For bundles each moved component gets a verdict: safe, manual-step, blocked or unknown."
    " Blocked and unknown exit with 5.": (
        "세션(또는 SESSION#시나리오) 2~6개나 번들 2개를 나란히 비교한다.\n\n"
        "성립하는 구성이 없는 세션은 이름을 알리고 3으로 끝난다."
        " 번들을 비교하면 바뀐 구성 요소마다 safe, manual-step, blocked, unknown 중 하나로 판정한다."
        " blocked와 unknown이 있으면 5로 끝난다."
    ),
    "Write the bundle of SESSION into DIR: bill of materials, manifests, scripts, records.": (
        "SESSION의 번들(BOM, 매니페스트, 스크립트, 기록)을 DIR에 쓴다."
    ),
    "Folder of the bundle.": "번들 폴더.",
    "Further format; may be repeated.": "추가 형식. 여러 번 쓸 수 있다.",
    "Write nothing: list the files that would change.": "쓰지 않고 바뀔 파일만 나열한다.",
    "Take the suggestion for every open decision.": "열린 결정에 모두 제안을 받아들인다.",
    "Sign for a finding.": "확인 항목을 승인한다.",
    "Check checksums, schemas, references and invariants of BUNDLE; every byte of every file counts."
    " With --session every file is rendered again and compared: this finds a bundle that was changed and sealed again."
    " What only moved on since the export (knowledge, program, support of a version) is a warning.": (
        "BUNDLE의 체크섬, 스키마, 참조, 불변 조건을 검사한다. 모든 파일을 바이트 단위로 확인한다.\n\n"
        "--session을 주면 모든 파일을 다시 만들어 비교하므로, 고친 뒤 체크섬까지 다시 만든 번들도 찾아낸다."
        " 내보낸 뒤에 바뀐 것(지식, 프로그램, 버전 지원)은 경고로만 알린다."
    ),
    "The session it should come from; other answers are an error.": "번들을 만든 세션. 답이 다르면 오류로 본다.",
    "List, fork, switch, adopt, merge and drop the scenarios of a session file.": (
        "세션 파일의 시나리오를 나열, 갈라 만들기, 전환, 채택, 병합, 삭제한다."
    ),
    "Take everything stated in NAME into the current scenario.": "NAME에서 정한 것을 모두 현재 시나리오로 가져온다.",
    "Forget the stored scenario NAME; undo brings it back.": (
        "저장된 시나리오 NAME을 지운다. 실행 취소로 되살릴 수 있다."
    ),
    "Go on in a copy called NAME; the state so far stays stored.": (
        "NAME이라는 사본에서 이어 간다. 지금까지의 상태는 그대로 남는다."
    ),
    "List the scenarios; the current one is marked.": "시나리오를 나열한다. 현재 시나리오에 표시가 붙는다.",
    "Take the choices of NAME where the current scenario is open; where both chose, the current one stays.": (
        "현재 시나리오에서 열려 있는 것만 NAME에서 가져온다. 둘 다 정했으면 현재 것을 유지한다."
    ),
    "Make NAME the current state.": "NAME을 현재 상태로 만든다.",
    "Record participants, votes, and how far decisions are.": "참석자, 투표, 결정의 진행 상태를 기록한다.",
    "Mark a decision as accepted.": "결정을 합의한 것으로 표시한다.",
    "Add a participant, or change role and weight.": "참석자를 더하거나 역할과 가중치를 바꾼다.",
    "What the person stands for.": "참석자의 역할.",
    "How much a vote counts.": "투표 가중치.",
    "Take a participant out together with their votes.": "참석자와 그 투표를 뺀다.",
    "Print the minutes as Markdown.": "회의록을 마크다운으로 출력한다.",
    "Put a decision aside until its owner has answered the question.": "담당자가 질문에 답할 때까지 결정을 보류한다.",
    "Who answers the question.": "질문에 답할 담당자.",
    "What must be answered first.": "먼저 답해야 할 질문.",
    "Mark a decision as proposed again.": "결정을 다시 제안 상태로 돌린다.",
    "Show who takes part, and the status and votes of every decision that has a record.": (
        "참석자와, 기록이 있는 결정의 진행 상태와 투표를 보여 준다."
    ),
    "Give a vote; without an option the vote is taken back.": "투표한다. 후보를 생략하면 투표를 거둔다.",
    "Recognise components, versions and node facts in dumps and take them into SESSION."
    " A fact that a person answered is never replaced; the difference is reported.": (
        "덤프에서 구성 요소, 버전, 노드 정보를 알아내 SESSION에 담는다.\n\n"
        "사람이 답한 것은 바꾸지 않고 다른 점만 알려 준다."
    ),
    "Session file to fill.": "채울 세션 파일.",
    "List accepted decisions of SESSION (session.yaml if left out) that went stale."
    " Compared with the knowledge at hand: the edition, choices that are overruled or name what no longer exists,"
    " retired and end-of-life components, the rules a choice rested on, signatures whose finding is gone or got worse,"
    " and answers that no rule uses any more.": (
        "SESSION(생략하면 session.yaml)에서 정한 것 중 낡은 것을 나열한다.\n\n"
        "현재 지식과 비교한다. 판, 적용되지 않거나 사라진 선택, 종료된 구성 요소, 선택의 근거가 된 규칙,"
        " 없어지거나 나빠진 확인 항목의 승인, 어떤 규칙도 쓰지 않는 답변을 본다."
    ),
    "Afterwards store today's edition and rules as the basis of every choice.": (
        "확인한 뒤 현재 판과 규칙을 모든 선택의 새 근거로 기록한다."
    ),
    "Lint and browse the knowledge.": "지식을 검사하고 살펴본다.",
    "Check every file of the knowledge and your overlays; exit 2 when something is wrong.": (
        "지식과 조직 지식의 모든 파일을 검사한다. 잘못이 있으면 2로 끝난다."
    ),
    "List what the knowledge holds: components (the default), decisions, rules, facts ...": (
        "지식에 있는 것을 나열한다. 구성 요소(기본값), 결정 항목, 규칙, 질문 등."
    ),
    "Print the JSON Schemas of the knowledge, sessions, assessments and plans.": (
        "지식, 세션, 평가, 계획의 JSON 스키마를 출력한다."
    ),
    "Write the schema files of a checkout again.": "소스 폴더의 스키마 파일을 다시 쓴다.",
    "Print one entry as a page: claims and today's verdict, licence, needs, rules, sources.": (
        "항목 하나를 출력한다. 주장과 현재 판정, 라이선스, 요구 사항, 규칙, 출처가 나온다."
    ),
    "List the embedded sessions; use one as example:NAME.": "내장 예제를 나열한다. example:NAME으로 쓴다.",
    "Show the app in a browser on this machine; the address to open, with its token, is printed.": (
        "이 컴퓨터의 브라우저에서 앱을 보여 준다. 열 주소와 토큰을 출력한다."
    ),
    "Port on 127.0.0.1.": "127.0.0.1의 포트.",
    "Print the completion script of a shell.": "셸 자동 완성 스크립트를 출력한다.",
    "Write a new session file.": "새 세션 파일을 쓴다.",
    "Assess a session: what is possible, forced, suggested.": "세션을 평가한다.",
    "Say why an option stands where it stands, and how to change that.": "후보의 상태와 바꾸는 방법을 설명한다.",
    "Put two sessions, scenarios or bundles side by side.": "세션, 시나리오, 번들을 비교한다.",
    "Write the bundle: bill of materials and install manifests.": "번들(BOM과 설치 매니페스트)을 쓴다.",
    "Check a bundle offline.": "번들을 오프라인으로 검사한다.",
    "List, fork, switch, adopt, merge and drop scenarios.": "시나리오를 관리한다.",
    "Read cluster dumps into a session.": "클러스터 덤프를 세션에 담는다.",
    "List accepted decisions that went stale.": "정한 것 중 낡은 것을 나열한다.",
    "List the embedded sessions.": "내장 예제를 나열한다.",
    "Show the app in a browser on this machine.": "이 컴퓨터의 브라우저에서 앱을 보여 준다.",
    "Print shell completion for bash, zsh or fish.": "bash, zsh, fish 자동 완성 스크립트를 출력한다.",
}

FRAME: dict[str, str] = {
    "Usage": "사용법",
    "Options": "옵션",
    "Commands": "명령",
    "Show this message and exit.": "이 도움말을 표시한다.",
}
"""What the command line library says around every help text."""

EPILOGUE: tuple[tuple[str, str], ...] = (
    ("Examples:", "예:"),
    ("open the app with a new session", "새 세션으로 앱 열기"),
    ("open or resume a session", "세션을 열거나 이어 가기"),
    ("after a review: remember today's edition and rules", "검토한 뒤: 현재 판과 규칙을 기록"),
    (
        "SESSION is a YAML file, `-` for standard input, or example:NAME.",
        "SESSION은 YAML 파일, 표준 입력을 뜻하는 `-`, 또는 example:NAME이다.",
    ),
    (
        "Exit codes: 0 ok, 1 internal error, 2 bad usage or input, 3 no valid stack,\n"
        "4 findings need acceptance, 5 verification failed.",
        "종료 코드: 0 정상, 1 내부 오류, 2 잘못된 사용이나 입력, 3 성립하는 구성 없음,\n4 승인 필요, 5 검증 실패.",
    ),
    (
        "Exit codes: 0 nothing went stale, 5 something did, 2 the file cannot be read.",
        "종료 코드: 0 낡은 것 없음, 5 낡은 것 있음, 2 파일을 읽을 수 없음.",
    ),
)
"""What the epilogues of the commands say beside their example calls."""
