"""Phrases of the documents in a bundle: bill of materials, README, runbook, decision records, licence report."""

from __future__ import annotations

from advisor.model.base import Text
from advisor.wording.bundle_airgap import AIRGAP
from advisor.wording.bundle_guides import GUIDES
from advisor.wording.bundle_runbook import RUNBOOK


def _t(en: str, ko: str) -> Text:
    return Text(en=en, ko=ko)


PHRASES: dict[str, Text] = {
    **GUIDES,
    **RUNBOOK,
    **AIRGAP,
    # words used everywhere
    "accepted_by": _t("accepted by {who}: {why}", "{who} 승인: {why}"),
    "and_more": _t("and {count} more", "외 {count}개"),
    "as_of": _t("checked {date}", "{date} 확인"),
    "component": _t("Component", "컴포넌트"),
    "decision": _t("Decision", "결정"),
    "estimated": _t("partly our own estimates", "일부는 자체 추정치"),
    "existing": _t("already in use, not installed", "이미 사용 중이며 설치하지 않음"),
    "licence": _t("Licence", "라이선스"),
    "no": _t("no", "아니요"),
    "none": _t("none", "없음"),
    "not_stated": _t("not stated", "기록 없음"),
    "path": _t("Path", "경로"),
    "planned_on": _t("Planned on {date} for Kubernetes {kubernetes}.", "{date} 계획, 쿠버네티스 {kubernetes} 기준."),
    "unknown": _t("unknown", "알 수 없음"),
    "unverified": _t("could not be verified", "확인하지 못함"),
    "version": _t("Version", "버전"),
    "yes": _t("yes", "예"),
    # licence verdicts
    "verdict": _t("Verdict", "판정"),
    "verdict.ok": _t("ok", "문제없음"),
    "verdict.conditional": _t("conditional", "조건부"),
    "verdict.unknown": _t("unknown", "알 수 없음"),
    "verdict.needs-purchase": _t("needs purchase", "구매 필요"),
    "verdict.refused": _t("refused", "사용 불가"),
    "class.permissive": _t("permissive", "허용적"),
    "class.weak-copyleft": _t("weak copyleft", "약한 카피레프트"),
    "class.strong-copyleft": _t("strong copyleft", "강한 카피레프트"),
    "class.network-copyleft": _t("network copyleft", "네트워크 카피레프트"),
    "class.source-available": _t("source available", "소스 공개(오픈소스 아님)"),
    "class.proprietary": _t("proprietary", "독점"),
    # bill of materials
    "bom.title": _t("Bill of materials: {name}", "자재 명세서: {name}"),
    "bom.intro": _t(
        "For tools: `bom.cdx.json` (CycloneDX 1.6, lifecycle `design`); for spreadsheets: `bom.csv`. Licences are as "
        "the projects declare them.",
        "도구용은 `bom.cdx.json`(CycloneDX 1.6, 수명 주기 `design`), 스프레드시트용은 `bom.csv`이다. 라이선스는 "
        "각 프로젝트가 밝힌 대로 적었다.",
    ),
    "bom.look_at": _t("Look at these first", "먼저 확인할 것"),
    "bom.nothing": _t("Nothing stands out.", "특별히 확인할 것이 없다."),
    "bom.end_of_life": _t("support ends on {date}", "{date}에 지원이 끝난다"),
    "bom.ended": _t("support ended on {date}", "{date}에 지원이 끝났다"),
    "bom.no_version": _t("no version is pinned", "고정된 버전이 없다"),
    "bom.licence_unverified": _t("the licence could not be verified", "라이선스를 확인하지 못했다"),
    "bom.charts": _t("Releases", "릴리스"),
    "bom.phase": _t("Phase", "단계"),
    "bom.release": _t("Release", "릴리스"),
    "bom.namespace": _t("Namespace", "네임스페이스"),
    "bom.source": _t("Source", "배포처"),
    "bom.owner": _t("Installed by", "설치 도구"),
    "bom.images": _t("Images", "이미지"),
    "bom.images_count": _t(
        "{count} images, {pinned} pinned by digest. Full list: `{path}`.",
        "이미지 {count}개, 그중 다이제스트로 고정한 것은 {pinned}개이다. 전체 목록: `{path}`.",
    ),
    "bom.images_unknown": _t(
        "The list of images is not complete for: {names}.", "이미지 목록이 완전하지 않은 릴리스: {names}."
    ),
    "bom.obligations": _t("Licence obligations", "라이선스 의무"),
    "bom.resources": _t("Resources asked for", "요청 자원"),
    "bom.cpu": _t("CPU", "CPU"),
    "bom.memory": _t("Memory", "메모리"),
    "bom.storage": _t("Storage", "스토리지"),
    "bom.total": _t("Total", "합계"),
    "bom.no_requests": _t("Containers without requests", "요청이 없는 컨테이너"),
    "bom.why": _t("Why", "이유"),
    "bom.by_rule": _t("follows from other choices", "다른 선택에 따라 정해졌다"),
    "bom.by_suggestion": _t("suggested, not decided", "제안값이며 결정하지 않았다"),
    # licence report
    "licences.title": _t("Licence report: {name}", "라이선스 보고서: {name}"),
    "licences.intro": _t(
        "What each licence and each set of commercial terms means for the company described in the session. Not legal "
        "advice: it shows which question to ask.",
        "세션에 적은 회사 조건에서 각 라이선스와 상용 조건이 무엇을 뜻하는지 정리했다. 법률 자문이 아니며, 무엇을 "
        "물어야 하는지를 보여 준다.",
    ),
    "licences.summary": _t("Verdicts", "판정 요약"),
    "licences.count": _t("Components", "컴포넌트 수"),
    "licences.details": _t("Licences and terms", "라이선스와 조건"),
    "licences.class": _t("Class", "분류"),
    "licences.osi": _t("Approved by the OSI", "OSI 승인"),
    "licences.used_by": _t("Used by", "사용하는 컴포넌트"),
    "licences.as_program": _t("program", "프로그램"),
    "licences.as_chart": _t("chart", "차트"),
    "licences.as_terms": _t("commercial terms", "상용 조건"),
    "licences.obligations": _t("Obligations", "의무"),
    "licences.policies": _t("Policies in force", "적용한 정책"),
    "licences.policy_hard": _t("forbids", "금지"),
    "licences.policy_soft": _t("costs {weight}", "감점 {weight}"),
    "licences.signatures": _t("Signed for", "승인 기록"),
    "licences.look_at": _t("To read before signing", "서명 전에 읽을 항목"),
    "licences.look_at_intro": _t(
        "Every component whose licence is not plainly fine here, or is network copyleft, source-available or "
        "commercial. An alternative is an option of the same decision that is possible with these answers and would "
        "remove the point.",
        "이 회사에서 문제가 있거나, 네트워크 카피레프트, 소스 공개형, 상용 라이선스인 컴포넌트이다. 대안은 같은 "
        "결정에서 "
        "현재 답변으로 고를 수 있고 그 항목이 없어지는 선택지이다.",
    ),
    "licences.nothing": _t(
        "Every licence is plainly fine here; none is network copyleft, source-available or commercial.",
        "모든 라이선스에 문제가 없으며 네트워크 카피레프트, 소스 공개형, 상용 라이선스도 없다.",
    ),
    "licences.brought_by": _t("Brought by", "선택한 결정"),
    "licences.alternative": _t("Alternative", "대안"),
    "licences.facts": _t("What the verdicts rest on", "판정의 근거가 된 회사 조건"),
    "licences.facts_intro": _t(
        "Answers about the company that licences in this stack ask for. If one is wrong or changes, the verdicts do "
        "too: correct the session and export again.",
        "이 스택의 라이선스가 판단에 쓰는 회사 조건이다. 틀렸거나 바뀌면 판정도 달라지므로 세션을 고쳐 다시 내보낸다.",
    ),
    "licences.fact": _t("Fact", "조건"),
    "licences.answer": _t("Answer", "답변"),
    "licences.read_by": _t("Asked for by", "판단에 쓰는 라이선스"),
    "licences.not_answered": _t("not answered", "답변 없음"),
    "licences.report": _t("This report", "이 보고서 전체"),
    "licences.whole": _t(
        "The licences of all {count} components were reviewed as listed here (answers `{digest}`).",
        "여기에 적은 컴포넌트 {count}개의 라이선스를 모두 검토했다(답변 `{digest}`).",
    ),
    "licences.each": _t("Each component", "컴포넌트별 판정"),
    "licences.means": _t("What it means here", "이 회사에서의 의미"),
    "licences.now": _t("{options}", "{options}"),
    "licences.with_others": _t(
        "{options} (ruled out by other answers of this session; `advisor explain` says what else would have to change)",
        "{options}(이 세션의 다른 답변 때문에 지금은 고를 수 없다. `advisor explain`이 함께 바꿀 것을 알려 준다)",
    ),
    "licences.no_alternative": _t(
        "no other option of its decision is free of findings", "같은 결정에서 지적 사항이 없는 다른 선택지가 없다"
    ),
    "licences.sign": _t("To be signed", "서명란"),
    "licences.sign_intro": _t(
        "One line per finding and one for the whole. A signature on paper does not replace the acceptance in the "
        "session.",
        "지적 사항마다 한 줄, 마지막은 보고서 전체이다. 종이에 한 서명이 세션의 승인 기록을 대신하지는 않는다.",
    ),
    "licences.finding": _t("Finding", "지적 사항"),
    "licences.statement": _t("Statement", "내용"),
    "licences.state": _t("Status", "상태"),
    "licences.accepted": _t("accepted in the session", "세션에서 승인됨"),
    "licences.to_sign": _t("open", "미승인"),
    "licences.name_date": _t("Name, date", "이름, 날짜"),
    "licences.signature": _t("Signature", "서명"),
    "licences.sources": _t("Sources", "출처"),
    # decision records
    "record.title": _t("{decision}: {choice}", "{decision}: {choice}"),
    "record.context": _t("Context and Problem Statement", "배경과 문제"),
    "record.facts": _t("What the site says:", "현장 조건:"),
    "record.assumed": _t("assumed, nobody answered", "답이 없어 가정함"),
    "record.drivers": _t("Decision Drivers", "판단 기준"),
    "record.options": _t("Considered Options", "검토한 선택지"),
    "record.outcome": _t("Decision Outcome", "결정"),
    "record.chosen": _t("Chosen option: **{option}**, because {why}", "**{option}** 선택. 이유: {why}"),
    "record.why_person": _t("{who} chose it.", "{who}이(가) 골랐다."),
    "record.why_rule": _t("it follows from the other answers.", "다른 답변에 따라 정해졌다."),
    "record.why_suggestion": _t(
        "it was suggested for these answers; nobody has decided it yet.",
        "이 답변에서 제안된 값이며 아직 아무도 결정하지 않았다.",
    ),
    "record.somebody": _t("somebody", "작성자 미상"),
    "record.consequences": _t("Consequences", "결과"),
    "record.good": _t("Good: {text}", "좋은 점: {text}"),
    "record.bad": _t("Bad: {text}", "나쁜 점: {text}"),
    "record.neutral": _t("Neutral: {text}", "참고: {text}"),
    "record.not_possible": _t("Not possible: {text}", "선택할 수 없음: {text}"),
    "record.brings": _t("brings {names} into the stack", "{names}을(를) 스택에 넣는다"),
    "record.needs": _t("{name} needs {others}", "{name}에는 {others}이(가) 필요하다"),
    "record.licence": _t("{name} is under {licence}: {text}", "{name}의 라이선스는 {licence}이다. {text}"),
    "record.confirmation": _t("Confirmation", "확인 방법"),
    "record.confirm_script": _t("`scripts/90-verify.sh` checks:", "`scripts/90-verify.sh`가 확인하는 것:"),
    "record.confirm_hand": _t(
        "The bundle has no automatic check for this decision.", "이 결정을 자동으로 확인하는 항목은 번들에 없다."
    ),
    "record.pros": _t("Pros and Cons of the Options", "선택지별 장단점"),
    "record.nothing_known": _t("No rule speaks for or against it here.", "여기서는 찬반 규칙이 없다."),
    "record.more": _t("More Information", "추가 정보"),
    "record.confidence": _t("Confidence: {text}", "확신 정도: {text}"),
    "record.only": _t("no other option is possible here", "여기서 가능한 다른 선택지가 없다"),
    "record.margin": _t(
        "{points} points ahead of {option}, the next possible option",
        "다음으로 가능한 {option}보다 {points}점 앞선다",
    ),
    "record.behind": _t(
        "{points} points behind {option}, which scores best here",
        "여기서 점수가 가장 높은 {option}보다 {points}점 낮다",
    ),
    "record.tie": _t(
        "level with {option}; the order of the catalogue decided", "{option}과(와) 동점이어서 목록 순서로 정했다"
    ),
    "record.stale": _t("Look at this again when", "다시 검토해야 할 때"),
    "record.stale_fact": _t("“{fact}” is no longer “{value}”", "‘{fact}’ 값이 ‘{value}’에서 바뀔 때"),
    "record.stale_assumed": _t(
        "somebody answers “{fact}”; “{value}” was assumed", "‘{fact}’에 답이 나올 때(지금은 ‘{value}’(으)로 가정)"
    ),
    "record.stale_edition": _t(
        "the knowledge moves on from edition {edition}; its oldest statement used here was checked on {date}",
        "지식 판이 {edition}에서 바뀔 때. 여기에 쓴 가장 오래된 내용은 {date}에 확인했다",
    ),
    "record.stale_eol": _t("{name} {version} ends on {date}", "{name} {version} 지원이 끝나는 {date}"),
    "record.rules": _t("Rules", "규칙"),
    "record.sources": _t("Sources", "출처"),
    "record.index": _t("Decisions", "결정 기록"),
    "record.index_intro": _t(
        "One record per decision with a real choice. `accepted` was decided by a person or follows from the answers; "
        "`proposed` is a suggestion nobody has decided.",
        "실제로 고를 여지가 있던 결정마다 기록이 하나씩 있다. `accepted`는 사람이 정했거나 답변에서 따라 나온 것이고, "
        "`proposed`는 아직 결정하지 않은 제안이다.",
    ),
    "record.choice": _t("Choice", "선택"),
    "record.status": _t("Status", "상태"),
    "record.who": _t("Who", "결정한 사람"),
    "record.number": _t("Record", "기록"),
    "record.without": _t("Without a record", "기록이 없는 결정"),
    "record.without_intro": _t(
        "Nothing to weigh: left out, or only one option.", "고를 것이 없던 결정이다. 쓰지 않거나 선택지가 하나뿐이다."
    ),
    # secrets
    "secrets.title": _t("Secrets", "시크릿"),
    "secrets.none": _t(
        "No release of this stack reads a Secret that you must create.", "미리 만들어야 할 시크릿이 없다."
    ),
    "secrets.intro": _t(
        "The bundle holds no secret. Create these before step {step} of the README, or let your secret operator "
        "create them.",
        "번들에는 비밀값이 들어 있지 않다. README의 {step}단계 전에 아래 시크릿을 만들거나 시크릿 "
        "오퍼레이터로 생성한다.",
    ),
    "secrets.namespace": _t("Namespace", "네임스페이스"),
    "secrets.name": _t("Name", "이름"),
    "secrets.keys": _t("Keys", "키"),
    "secrets.used_by": _t("Used by", "사용하는 릴리스"),
    "secrets.for": _t("For", "용도"),
    "secrets.made": _t("Made by {release}; nothing to do.", "{release}이(가) 만들므로 할 일이 없다."),
    "secrets.copied": _t("Can be copied once {release} is installed.", "{release} 설치 뒤에 복사할 수 있다."),
    "secrets.how": _t("How", "만드는 방법"),
    "secrets.how_text": _t(
        "Write each value into a file named like its key, in one folder per Secret that only you can read, outside of "
        "this bundle. Leave out what the table says is made by others. "
        "No newline at the end of a value (`printf %s`). Delete the folder afterwards.",
        "번들 밖에 본인만 읽을 수 있는 폴더를 시크릿마다 하나씩 만들고, 키 이름과 같은 파일에 "
        "값을 적는다. 표에 자동으로 만들어진다고 적힌 것은 뺀다. 값 끝에 줄바꿈을 "
        "넣지 않는다(`printf %s`). 만든 뒤에는 폴더를 지운다.",
    ),
}
