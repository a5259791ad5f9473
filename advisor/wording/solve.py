"""Sentences of the solver itself: what a statement, a structure or a conclusion is called."""

from __future__ import annotations

from advisor.model.base import Text
from advisor.wording.josa import settle


def _t(en: str, ko: str) -> Text:
    return Text(en=en, ko=ko)


PHRASES: dict[str, Text] = {
    # statements of a session
    "choice": _t("You chose {decision}: {option}.", "{decision} 항목에서 {option}을(를) 골랐다."),
    "exclusion": _t("You excluded {option} from {decision}.", "{decision} 항목에서 {option}을(를) 제외했다."),
    "policy": _t("Policy “{policy}” is on.", "정책 “{policy}”을(를) 켰다."),
    "policy-off": _t("Policy “{policy}” is off.", "정책 “{policy}”을(를) 켜지 않았다."),
    "existing": _t("The site already runs {component}.", "{component}을(를) 이미 쓰고 있다."),
    "existing-not": _t("The site does not list {component} as running.", "{component}은(는) 기존 구성에 없다."),
    "fact": _t("{fact}: {answer}.", "{fact}: {answer}."),
    "fact-includes": _t("{fact} includes “{answer}”.", "{fact}에 “{answer}”이(가) 들어 있다."),
    "fact-nothing-else": _t("{fact}: nothing beyond {answer} is listed.", "{fact}: {answer} 말고는 없다."),
    "nothing": _t("(nothing)", "(없음)"),
    "yes": _t("yes", "예"),
    "no": _t("no", "아니요"),
    "wish": _t("Suppose {decision} were {option}.", "{decision} 항목에서 {option}을(를) 고른다고 하자."),
    "wish-not": _t(
        "Suppose {decision} were something other than {option}.",
        "{decision} 항목에서 {option} 말고 다른 것을 고른다고 하자.",
    ),
    # structure of the knowledge
    "decision-one": _t("{decision} takes exactly one option.", "{decision} 항목에서는 반드시 하나만 고른다."),
    "decision-optional": _t("{decision} takes at most one option.", "{decision} 항목에서는 많아야 하나만 고른다."),
    "fact-one": _t("{fact} has exactly one answer.", "{fact}의 답은 하나뿐이다."),
    "fact-order": _t("{fact} is one number.", "{fact}은(는) 하나의 값이다."),
    "bringers": _t(
        "{component} comes into the stack only through: {options}.",
        "{component}을(를) 포함하는 선택지는 {options}뿐이다.",
    ),
    "providers": _t(
        "{capability} is provided only through: {options}.", "{capability}을(를) 제공하는 선택지는 {options}뿐이다."
    ),
    "option-of": _t("{option} ({decision})", "{option}({decision})"),
    "policy-rejects": _t(
        "Policy “{policy}” rejects {component} ({licence}).",
        "정책 “{policy}”에 따라 {component}({licence})은(는) 쓰지 않는다.",
    ),
    # conclusions
    "taken": _t("{decision} is {option}", "{decision}은(는) {option}"),
    "not-taken": _t("{option} is out ({decision})", "{option} 제외 ({decision})"),
    "in-stack": _t("{component} is in the stack", "{component} 포함"),
    "not-in-stack": _t("{component} is not in the stack", "{component} 미포함"),
    "provided": _t("{capability} is provided", "{capability} 제공됨"),
    "not-provided": _t("{capability} is not provided", "{capability} 제공되지 않음"),
    "always": _t("always", "항상"),
    "never": _t("never", "성립하지 않음"),
    "at-least": _t("{fact} is at least {bound}", "{fact} {bound} 이상"),
    "below": _t("{fact} is below {bound}", "{fact} {bound} 미만"),
    "fact-is": _t("{fact} is “{answer}”", "{fact}: “{answer}”"),
    "fact-is-not": _t("{fact} is not “{answer}”", "{fact}: “{answer}” 아님"),
    "includes": _t("{fact} includes “{answer}”", "{fact}에 “{answer}” 있음"),
    "includes-not": _t("{fact} does not include “{answer}”", "{fact}에 “{answer}” 없음"),
    "runs-already": _t("{component} runs already", "{component} 기존 사용"),
    "runs-not": _t("{component} does not run yet", "{component} 기존 사용 아님"),
    "policy-on": _t("policy “{policy}” is on", "정책 “{policy}” 켜짐"),
    "policy-not-on": _t("policy “{policy}” is off", "정책 “{policy}” 꺼짐"),
    "holds": _t("This holds: {condition}.", "성립: {condition}."),
    "contradiction": _t("That is a contradiction.", "앞뒤가 맞지 않는다."),
    "so": _t("So: {condition}.", "따라서: {condition}."),
    # changes
    "take-back-choice": _t("Take back the choice {decision}: {option}.", "{decision}의 {option} 선택을 거둔다."),
    "switch-choice": _t("Switch {decision} from {option} to {to}.", "{decision}을(를) {option}에서 {to}(으)로 바꾼다."),
    "make-choice": _t("Choose {decision}: {option}.", "{decision}에서 {option}을(를) 고른다."),
    "take-back-exclusion": _t("Allow {option} in {decision} again.", "{decision}에서 {option}을(를) 다시 허용한다."),
    "drop-policy": _t("Switch policy “{policy}” off.", "정책 “{policy}”을(를) 끈다."),
    "drop-existing": _t("Stop counting on the existing {component}.", "기존 {component}에 기대지 않는다."),
    "add-existing": _t(
        "State that the site already runs {component}, if it does.",
        "{component}을(를) 이미 쓰고 있다면 기존 구성에 적는다.",
    ),
    "change-fact": _t("Change {fact} from {answer} to {to}.", "{fact}을(를) {answer}에서 {to}(으)로 바꾼다."),
    "open-fact": _t("Take back the answer {fact}: {answer}.", "{fact}: {answer} 답을 거둔다."),
    "drop-need": _t("Drop “{answer}” from {fact}.", "{fact}에서 “{answer}”을(를) 뺀다."),
    "add-need": _t("Add “{answer}” to {fact}.", "{fact}에 “{answer}”을(를) 더한다."),
    "licence-changes": _t(
        "{component}: licence verdict changes from {before} to {after}.",
        "{component} 라이선스 판정이 {before}에서 {after}(으)로 바뀐다.",
    ),
    "licence-arrives": _t("{component} joins; its licence here: {after}.", "{component} 추가, 라이선스 판정: {after}."),
    "licence-leaves": _t(
        "{component} leaves; its licence here: {before}.", "{component} 빠짐, 라이선스 판정: {before}."
    ),
    # licences
    "licence-not-known": _t("The licence {licence} is not described here.", "{licence} 라이선스는 아직 설명이 없다."),
    "licence-subscribed": _t("A subscription for {component} is listed.", "{component} 구독이 등록되어 있다."),
    "licence-open": _t(
        "Depends on open questions ({facts}): {text}", "아직 답하지 않은 항목에 달려 있다({facts}): {text}"
    ),
    "verdict-ok": _t("fine", "문제없음"),
    "verdict-conditional": _t("under a condition", "조건부"),
    "verdict-unknown": _t("unknown", "알 수 없음"),
    "verdict-needs-purchase": _t("must be bought", "구매 필요"),
    "verdict-refused": _t("not permitted", "사용 불가"),
    # what would flip a suggestion
    "flip-weight": _t(
        "{option} comes first if {criterion} weighs {weight} instead of {before}.",
        "{criterion} 가중치를 {before}에서 {weight}(으)로 바꾸면 {option}이(가) 앞선다.",
    ),
    "flip-fact": _t(
        "{option} comes first if the answer to {fact} is “{answer}”.",
        "{fact} 항목의 답이 “{answer}”이면 {option}이(가) 앞선다.",
    ),
    "flip-added": _t(
        "{option} comes first if {fact} also includes “{answer}”.",
        "{fact}에 “{answer}”을(를) 더하면 {option}이(가) 앞선다.",
    ),
    "flip-dropped": _t(
        "{option} comes first if {fact} does not include “{answer}”.",
        "{fact}에서 “{answer}”을(를) 빼면 {option}이(가) 앞선다.",
    ),
    # why something that could be taken is not in force
    "instead-choice": _t("You chose {option} here.", "여기서는 {option}을(를) 골랐다."),
    "instead-assumptions": _t(
        "{rival} comes first: for {option}, open questions must be answered otherwise than assumed ({by} more).",
        "{rival}이(가) 앞선다. {option}을(를) 쓰려면 답하지 않은 항목 {by}개가 지금의 가정과 달라야 한다.",
    ),
    "instead-policies": _t(
        "{rival} comes first: {option} costs {by} more against the soft policies.",
        "{rival}이(가) 앞선다. {option}은(는) 권고 정책을 {by}만큼 더 어긴다.",
    ),
    "instead-existing": _t(
        "{rival} comes first: {option} gives up {by} more of the components the site already runs.",
        "{rival}이(가) 앞선다. {option}을(를) 쓰면 이미 쓰고 있는 구성 요소를 {by}개 더 버리게 된다.",
    ),
    "instead-optional": _t(
        "{rival} comes first: {option} takes the stack further from what was asked for (by {by}), "
        "with more parts or with parts missing.",
        "{rival}이(가) 앞선다. {option}을(를) 고르면 요구하지 않은 구성이 늘거나 요구한 구성이 빠진다({by}건).",
    ),
    "instead-unasked": _t(
        "{rival} comes first: nothing that was stated asks for {parts}.",
        "{rival}이(가) 앞선다. 입력한 내용 가운데 {parts}을(를) 요구하는 것이 없다.",
    ),
    "none-unasked": _t(
        "Nothing is taken here: nothing that was stated asks for {parts}.",
        "입력한 내용 가운데 {parts}을(를) 요구하는 것이 없어 여기서는 아무것도 쓰지 않는다.",
    ),
    "instead-missing": _t(
        "{rival} comes first: with {option}, something that is asked for is left out ({parts}).",
        "{rival}이(가) 앞선다. {option}을(를) 고르면 필요하다고 한 것({parts})이 빠진다.",
    ),
    "none-missing": _t(
        "{rival} comes first: {parts} is asked for, and this would leave it out.",
        "{rival}이(가) 앞선다. 필요하다고 한 것({parts})이 빠지게 된다.",
    ),
    "instead-score": _t(
        "{rival} comes first: the best stack with {option} scores {by} points less.",
        "{rival}이(가) 앞선다. {option}을(를) 쓴 가장 나은 구성은 점수가 {by}점 낮다.",
    ),
    "instead-order": _t(
        "{rival} and {option} are equally good; {rival} comes earlier in the catalogue.",
        "{rival}과(와) {option}은(는) 점수가 같고, 카탈로그에서 {rival}이(가) 앞에 있다.",
    ),
    # a work limit ran out
    "limit-consistency": _t(
        "Whether everything stated can hold together was not settled within the work limit. Nothing is called possible "
        "or impossible.",
        "입력한 내용이 모두 함께 성립하는지 작업 한도 안에서 확인하지 못했다. 그래서 가능 여부를 판정하지 않는다.",
    ),
    "limit-contradiction": _t(
        "What is stated cannot hold together; which parts of it contradict each other was not found within the work "
        "limit.",
        "입력한 내용은 함께 성립하지 않는다. 어느 부분이 서로 어긋나는지는 작업 한도 안에서 찾지 못했다.",
    ),
    "limit-options": _t(
        "Some options could not be settled within the work limit; they are marked as unknown.",
        "일부 선택지는 작업 한도 안에서 판정하지 못해 ‘알 수 없음’으로 표시한다.",
    ),
    "limit-best": _t(
        "The best stack was not found within the work limit, so nothing is suggested. More answers or choices make the "
        "search shorter.",
        "작업 한도 안에서 가장 나은 구성을 찾지 못해 제안하지 않는다. 답이나 선택을 더 정하면 탐색이 짧아진다.",
    ),
    "limit-conflict": _t(
        "Not every reason was found within the work limit; some of what is impossible is shown without its reasons.",
        "작업 한도 안에서 이유를 모두 찾지 못했다. 불가능한 선택지 가운데 일부는 이유 없이 표시한다.",
    ),
    "limit-repairs": _t(
        "Not every way out was examined within the work limit; there may be others.",
        "작업 한도 안에서 해결 방법을 모두 살펴보지 못했다. 다른 방법이 더 있을 수 있다.",
    ),
    "limit-count": _t(
        "How many stacks are left was not counted to the end within the work limit.",
        "작업 한도 안에서 남은 구성의 수를 끝까지 세지 못했다.",
    ),
    "limit-place": _t(
        "How this option compares with the others was not settled within the work limit.",
        "작업 한도 안에서 다른 선택지와 비교하지 못했다.",
    ),
    "limit-alternatives": _t(
        "The search for further stacks stopped at the work limit; there may be others.",
        "작업 한도에 이르러 다른 구성을 더 찾지 않았다. 다른 구성이 있을 수 있다.",
    ),
    "limit-sensitivity": _t(
        "Not every change was tried within the work limit; others may change this suggestion too.",
        "작업 한도 안에서 모든 변경을 시험하지 못했다. 다른 변경으로도 제안이 바뀔 수 있다.",
    ),
    "limit-ranges": _t(
        "Not every bound of a number or version was found within the work limit.",
        "작업 한도 안에서 숫자와 버전의 범위를 모두 찾지 못했다.",
    ),
    # findings
    "finding-retired": _t("{component} is retired upstream.", "{component}은(는) 개발이 끝난 프로젝트이다."),
    "finding-retired-since": _t(
        "{component} is retired upstream since {since}.", "{component}은(는) {since}에 개발이 끝난 프로젝트이다."
    ),
    "finding-eol": _t(
        "{component} {version} reached the end of its support on {date}.",
        "{component} {version}은(는) {date}에 지원이 끝났다.",
    ),
    "finding-kubernetes": _t(
        "No version of {component} is documented for Kubernetes {kubernetes}; {version} is taken.",
        "쿠버네티스 {kubernetes}을(를) 지원한다고 밝힌 {component} 버전이 없어 {version}을(를) 쓴다.",
    ),
    "finding-blocked": _t(
        "Every known version of {component} is blocked.", "알려진 {component} 버전이 모두 사용 중지 상태이다."
    ),
    "finding-unused-fact": _t("No rule uses this answer: {fact}.", "이 답을 쓰는 규칙이 없다: {fact}."),
    "finding-unused-input": _t(
        "Nothing in this stack uses this input: {input}.", "이 구성에서 쓰지 않는 입력값이다: {input}."
    ),
    "finding-unused-existing": _t(
        "{component} is listed as existing, but no decision offers it and no rule asks about it.",
        "{component}을(를) 기존 구성으로 적었지만 고를 수 있는 항목도, 참조하는 규칙도 없다.",
    ),
    "finding-cycle": _t(
        "These components need each other before installation: {path}.",
        "설치 전에 서로를 필요로 하는 구성 요소가 있다: {path}.",
    ),
    "not-relevant": _t("Not relevant for this site: {decision}.", "이 환경에는 해당하지 않는다: {decision}."),
}


def sentence(key: str, /, **names: Text | str | int) -> Text:
    """The phrase `key` in both languages, with its `{names}` filled in."""
    phrase = PHRASES[key]
    return Text(
        en=phrase.en.format(**{k: v.en if isinstance(v, Text) else v for k, v in names.items()}),
        ko=settle(phrase.ko.format(**{k: v.ko if isinstance(v, Text) else v for k, v in names.items()})),
    )


_GLUE = {"and": (" and ", " 그리고 "), "or": (" or ", " 또는 "), "comma": (", ", ", ")}
"""Kept apart from the phrases, whose outer blanks are stripped."""


def joined(parts: list[Text], key: str) -> Text:
    """Several texts with "and", "or" or a comma between them."""
    glue = _GLUE[key]
    return Text(en=glue[0].join(p.en for p in parts), ko=glue[1].join(p.ko for p in parts))
