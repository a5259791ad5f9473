"""Words of the terminal app's actions and keys, in both languages."""

from __future__ import annotations

from advisor.model.base import Text


def _t(en: str, ko: str) -> Text:
    return Text(en=en, ko=ko)


KEY_NAMES: dict[str, Text] = {
    "enter": _t("Enter", "Enter"),
    "space": _t("Space", "Space"),
    "tab": _t("Tab", "Tab"),
    "shift+tab": _t("S-Tab", "S-Tab"),
    "slash": _t("/", "/"),
    "question_mark": _t("?", "?"),
    "plus": _t("+", "+"),
    "equals_sign": _t("=", "="),
    "minus": _t("-", "-"),
    "full_stop": _t(".", "."),
    "up": _t("Up", "위"),
    "down": _t("Down", "아래"),
    "left": _t("Left", "왼쪽"),
    "right": _t("Right", "오른쪽"),
    "pageup": _t("PgUp", "PgUp"),
    "pagedown": _t("PgDn", "PgDn"),
    "home": _t("Home", "Home"),
    "end": _t("End", "End"),
    "escape": _t("Esc", "Esc"),
    "backspace": _t("Bksp", "Bksp"),
    "ctrl+q": _t("^Q", "^Q"),
    "ctrl+s": _t("^S", "^S"),
    "ctrl+p": _t("^P", "^P"),
    "ctrl+l": _t("^L", "^L"),
    "ctrl+z": _t("^Z", "^Z"),
}

ACTIONS: dict[str, tuple[Text, Text]] = {
    "step-profile": (_t("Go to Profile", "프로필로 간다"), _t("profile", "프로필")),
    "step-decide": (_t("Go to Decide", "결정으로 간다"), _t("decide", "결정")),
    "step-plan": (_t("Go to Plan", "계획으로 간다"), _t("plan", "계획")),
    "step-compare": (_t("Go to Compare", "비교로 간다"), _t("compare", "비교")),
    "step-export": (_t("Go to Export", "내보내기로 간다"), _t("export", "내보내기")),
    "next-open": (
        _t("Next open decision, most constraining first", "다음 미결정 항목, 제약이 큰 것부터"),
        _t("next", "다음"),
    ),
    "previous-open": (_t("Previous open decision", "이전 미결정 항목"), _t("previous", "이전")),
    "undo": (_t("Undo the last change", "마지막 변경을 되돌린다"), _t("undo", "되돌리기")),
    "redo": (_t("Redo what was undone", "되돌린 변경을 다시 적용한다"), _t("redo", "다시")),
    "take-suggestions": (
        _t("Take the suggestion in every open decision", "미결정 항목을 모두 제안대로 정한다"),
        _t("take all", "모두 제안대로"),
    ),
    "find": (_t("Find a decision, option or question", "결정, 선택지, 질문을 찾는다"), _t("find", "찾기")),
    "jump": (
        _t("Jump to a decision by its number of two digits", "두 자리 번호로 결정에 바로 간다"),
        _t("jump", "바로 가기"),
    ),
    "read": (
        _t("Read what is under the cursor in full", "커서가 있는 줄을 줄임 없이 읽는다"),
        _t("in full", "전문"),
    ),
    "mark": (
        _t("Keep this state as a scenario and go on in a copy", "지금 상태를 시나리오로 남기고 사본에서 계속한다"),
        _t("mark", "보관"),
    ),
    "who": (_t("Say who decides from now on", "지금부터 누가 결정하는지 적는다"), _t("who", "결정자")),
    "language": (_t("Switch to Korean", "영어로 바꾼다"), _t("한국어", "English")),
    "theme": (_t("Next theme: terminal, dark, projector", "다음 테마: 터미널, 어두움, 프로젝터"), _t("theme", "테마")),
    "help": (_t("Keys and marks", "키와 표시 설명"), _t("help", "도움말")),
    "palette": (_t("Find an action by its name", "이름으로 명령을 찾는다"), _t("actions", "명령")),
    "next-area": (_t("Next area of the pane", "다음 영역으로 간다"), _t("area", "영역")),
    "previous-area": (_t("Previous area of the pane", "이전 영역으로 간다"), _t("area", "영역")),
    "save": (
        _t("Save now (every change is saved anyway)", "지금 저장한다(변경은 늘 자동 저장된다)"),
        _t("save", "저장"),
    ),
    "redraw": (_t("Paint the screen again", "화면을 다시 그린다"), _t("redraw", "다시 그리기")),
    "suspend": (_t("Suspend to the shell; fg brings it back", "셸로 나간다. fg로 돌아온다"), _t("suspend", "멈춤")),
    "back": (_t("One level back", "한 단계 뒤로 간다"), _t("back", "뒤로")),
    "quit": (_t("Quit", "끝낸다"), _t("quit", "끝내기")),
    "up": (_t("Up", "위로"), _t("up", "위")),
    "down": (_t("Down", "아래로"), _t("down", "아래")),
    "page-up": (_t("One screenful up", "한 화면 위로"), _t("up", "위")),
    "page-down": (_t("One screenful down", "한 화면 아래로"), _t("down", "아래")),
    "first": (_t("First row", "첫 줄로"), _t("first", "처음")),
    "last": (_t("Last row", "마지막 줄로"), _t("last", "끝")),
    "edit": (_t("Answer the question", "질문에 답한다"), _t("answer", "답하기")),
    "next-value": (
        _t("Next value: yes, no, open; forbid, cost, off", "다음 값: 예, 아니오, 미정 / 금지, 감점, 끔"),
        _t("next value", "값 바꾸기"),
    ),
    "more": (_t("One more", "하나 늘린다"), _t("more", "늘리기")),
    "less": (_t("One less", "하나 줄인다"), _t("less", "줄이기")),
    "forget": (_t("Take the answer back", "답을 지운다"), _t("clear", "지우기")),
    "choose": (
        _t("Choose and go on; on [-] why not", "선택하고 다음으로 간다. [-]에서는 불가 이유"),
        _t("choose", "선택"),
    ),
    "toggle-choice": (_t("Choose, or take the choice back", "선택하거나 선택을 푼다"), _t("toggle", "선택/해제")),
    "why": (_t("Why, or why not, with ways out", "이유 또는 불가 이유와 해결책"), _t("why", "이유")),
    "rule-out": (
        _t("Rule the option out by hand, or allow it again", "선택지를 직접 제외하거나 다시 허용한다"),
        _t("rule out", "제외"),
    ),
    "note": (_t("Write down why, with the choice", "선택에 이유를 적는다"), _t("note", "메모")),
    "vote": (
        _t("Vote for the option, or take the vote back", "선택지에 투표하거나 표를 거둔다"),
        _t("vote", "투표"),
    ),
    "park": (
        _t(
            "Park the decision with an owner and a question, or take it up again",
            "담당자와 질문을 적어 결정을 보류하거나 다시 다룬다",
        ),
        _t("park", "보류"),
    ),
    "approve": (
        _t("Approve the decision, or propose it again", "결정을 승인하거나 다시 제안 상태로 둔다"),
        _t("approve", "승인"),
    ),
    "to-options": (_t("To the options", "선택지로 간다"), _t("options", "선택지")),
    "to-decisions": (_t("Back to the decisions", "결정 목록으로 돌아간다"), _t("back", "뒤로")),
    "apply": (
        _t("Apply the way out, or accept the finding", "해결책을 적용하거나 확인 항목을 수락한다"),
        _t("apply/accept", "적용/수락"),
    ),
    "next-tab": (_t("Next tab", "다음 탭"), _t("next tab", "다음 탭")),
    "previous-tab": (_t("Previous tab", "이전 탭"), _t("previous tab", "이전 탭")),
    "reject": (
        _t(
            "Reject the way out: what it changes is not proposed again",
            "해결책을 거부한다. 같은 변경은 다시 제안하지 않는다",
        ),
        _t("reject", "거부"),
    ),
    "reject-way": (
        _t("In Why: reject the way out under the cursor", "이유 창에서 커서가 있는 해결책을 거부한다"),
        _t("reject", "거부"),
    ),
    "withdraw": (
        _t("Take an acceptance or a rejection back", "수락이나 거부를 거둔다"),
        _t("take back", "거두기"),
    ),
    "plan-why": (_t("Go to the decision behind a finding", "확인 항목의 결정으로 간다"), _t("decision", "결정 보기")),
    "differences": (_t("Only what differs, or everything", "다른 것만 보거나 모두 본다"), _t("differences", "차이만")),
    "next-column": (_t("Next scenario", "다음 시나리오"), _t("column", "열")),
    "previous-column": (_t("Previous scenario", "이전 시나리오"), _t("column", "열")),
    "adopt": (_t("Adopt the scenario in brackets", "괄호 친 시나리오를 채택한다"), _t("adopt", "채택")),
    "switch": (
        _t("Go on in the scenario in brackets", "괄호 친 시나리오에서 계속한다"),
        _t("switch", "전환"),
    ),
    "drop": (_t("Forget the scenario in brackets", "괄호 친 시나리오를 지운다"), _t("drop", "지우기")),
    "open-decision": (_t("Go to the decision", "그 결정으로 간다"), _t("decision", "결정 보기")),
    "write": (
        _t("Write the bundle, or settle what is under the cursor", "번들을 쓰거나 커서가 있는 항목을 처리한다"),
        _t("write", "쓰기"),
    ),
    "select": (_t("Switch the format or setting", "형식이나 설정을 켜고 끈다"), _t("select", "켜고 끄기")),
    "target": (_t("Name the folder", "폴더를 정한다"), _t("folder", "폴더")),
    "view": (
        _t("See the file, or what the formats are for, in full", "파일이나 형식 설명을 전체 화면으로 본다"),
        _t("preview", "미리 보기"),
    ),
    "sheet-take": (_t("Take it", "정한다"), _t("ok", "확인")),
    "close": (_t("Close", "닫는다"), _t("close", "닫기")),
}
"""Per action: what it does, and its word in the footer."""
