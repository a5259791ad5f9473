"""Phrases of the command line."""

from __future__ import annotations

from advisor.model.assessment import Standing
from advisor.model.base import Text
from advisor.model.rule import Severity
from advisor.model.wire import StaleKind

PHRASES: dict[str, Text] = {
    "error": Text(en="error", ko="오류"),
    "needs_terminal": Text(
        en="the app needs a terminal; without one run: advisor solve SESSION, advisor export SESSION --out DIR,"
        " or advisor --plain SESSION",
        ko="앱을 쓰려면 터미널이 필요하다. 터미널이 없으면: advisor solve SESSION, advisor export SESSION --out DIR,"
        " advisor --plain SESSION",
    ),
    "verify_errors": Text(en="{path}: {count} errors", ko="{path}: 오류 {count}개"),
    "verify_fine": Text(en="{path}: everything is as it was exported", ko="{path}: 내보낸 그대로다"),
    "opens_usable": Text(
        en="nothing was written; this opens the part that can be used: advisor {path}",
        ko="아무것도 쓰지 않았다. 쓸 수 있는 부분만 열려면: advisor {path}",
    ),
    "decision": Text(en="decision", ko="결정 항목"),
    "takes": Text(en="takes", ko="선택"),
    "standing": Text(en="standing", ko="상태"),
    "licence": Text(en="licence", ko="라이선스"),
    "why": Text(en="why", ko="이유"),
    "option": Text(en="option", ko="후보"),
    "score": Text(en="score", ko="점수"),
    "summary_complete": Text(en="{name}: every decision is settled", ko="{name}: 모든 결정이 정해졌다"),
    "summary_open": Text(
        en="{name}: {count} decisions are still open; the table shows the suggestion",
        ko="{name}: 아직 열린 결정이 {count}개 있고, 표에는 제안이 나온다",
    ),
    "summary_one": Text(
        en="{name}: 1 decision is still open; the table shows the suggestion",
        ko="{name}: 아직 열린 결정이 1개 있고, 표에는 제안이 나온다",
    ),
    "summary_unsettled": Text(
        en="{name}: no stack was found within the work limit; that is no proof that there is none",
        ko="{name}: 작업 한도 안에서 구성을 찾지 못했다. 구성이 없다는 뜻은 아니다",
    ),
    "summary_conflict": Text(en="{name}: no valid stack", ko="{name}: 함께 성립하는 구성이 없다"),
    "components": Text(en="{count} components in {waves} install waves", ko="구성 요소 {count}개, 설치 단계 {waves}개"),
    "remaining_exact": Text(en="{count} stacks remain", ko="남은 구성 {count}가지"),
    "remaining_one": Text(en="1 stack remains", ko="남은 구성 1가지"),
    "wished_unsettled": Text(
        en="you chose {option}; whether it fits was not settled",
        ko="{option}: 선택했지만 함께 성립하는지 확인하지 못했다",
    ),
    "wished": Text(en="you chose {option}; a rule overrules it", ko="{option}: 선택했지만 규칙 때문에 적용되지 않는다"),
    "remaining_more": Text(en="more than {count} stacks remain", ko="남은 구성 {count}가지 초과"),
    "resources": Text(
        en="requests about {cpu} CPU, {memory} GiB memory, {storage} GiB storage",
        ko="요청 자원 약 CPU {cpu}, 메모리 {memory} GiB, 스토리지 {storage} GiB",
    ),
    "assumed": Text(en="not answered, so assumed: {facts}", ko="답하지 않아 이렇게 가정했다: {facts}"),
    "findings": Text(en="Findings", ko="확인할 점"),
    "conflict": Text(en="These cannot hold together:", ko="다음은 함께 성립할 수 없다:"),
    "conflict_of": Text(
        en="{option} is not possible for {decision}:", ko="{decision} 항목에서 {option}을(를) 고를 수 없는 이유:"
    ),
    "way_out": Text(en="To get out, do one of:", ko="다음 중 하나를 하면 풀린다:"),
    "against_steps": Text(en="contradicts {steps}", ko="{steps}번과 어긋난다"),
    "from_steps": Text(en="from {steps}", ko="{steps}번에서"),
    "score_change": Text(en="score {points}", ko="점수 {points}"),
    "needs": Text(en="needs", ko="필요로 하는 것"),
    "needed_by": Text(en="needed by", ko="이것을 필요로 하는 것"),
    "phase_install": Text(en="before installation", ko="설치 전"),
    "phase_runtime": Text(en="when running", ko="운영 중"),
    "breaks": Text(en="without it these break: {names}", ko="이것이 없으면 쓸 수 없는 것: {names}"),
    "flips": Text(en="what would change the suggestion", ko="제안이 바뀌는 조건"),
    "ranges": Text(en="Bounds", ko="허용 범위"),
    "range_at_least": Text(en="{fact}: at least {bound}", ko="{fact}: {bound} 이상"),
    "range_below": Text(en="{fact}: below {bound}", ko="{fact}: {bound} 미만"),
    "alternatives": Text(en="Next best stacks", ko="그다음으로 나은 구성"),
    "no_alternatives": Text(en="There is no other stack.", ko="다른 구성은 없다."),
    "no_way_out": Text(en="No change of your own choices helps.", ko="선택을 바꿔서는 풀 수 없다."),
    "also_changes": Text(en="also changes: {changes}", ko="함께 바뀌는 것: {changes}"),
    "also_nothing": Text(en="changes nothing else", ko="다른 것은 바뀌지 않는다"),
    "because": Text(en="because", ko="근거"),
    "speaks_for_it": Text(en="what speaks for and against it", ko="찬반 근거"),
    "trend": Text(en="the authors' picks by edition: {line}", ko="저자들의 연도별 선택: {line}"),
    "knowledge_checked": Text(
        en="errors: {errors}, warnings: {warnings}, notes: {notes}", ko="오류 {errors}, 경고 {warnings}, 알림 {notes}"
    ),
    "same": Text(en="nothing differs", ko="차이가 없다"),
    "what": Text(en="what", ko="항목"),
    "total": Text(en="total", ko="합계"),
    "old": Text(en="old", ko="이전"),
    "new": Text(en="new", ko="이후"),
    "answers": Text(en="answer", ko="답변"),
    "component": Text(en="component", ko="구성 요소"),
    "verdict": Text(en="verdict", ko="판정"),
    "compare_decisions": Text(en="Decisions", ko="결정"),
    "compare_moves": Text(en="What the article's authors changed, and why", ko="저자들이 바꾼 것과 그 이유"),
    "compare_no_version": Text(en="yes, no version known", ko="있음(버전 미확인)"),
    "compare_components": Text(en="Components", ko="구성 요소"),
    "compare_licences": Text(en="Licences", ko="라이선스"),
    "compare_findings": Text(en="Findings", ko="확인할 점"),
    "compare_waves": Text(en="Install wave", ko="설치 단계"),
    "compare_images": Text(en="images only in {name}: {count}", ko="{name}에만 있는 이미지: {count}개"),
    "total_cpu_m": Text(en="CPU (millicores)", ko="CPU(밀리코어)"),
    "total_memory_mi": Text(en="memory (MiB)", ko="메모리(MiB)"),
    "total_storage_gi": Text(en="storage (GiB)", ko="스토리지(GiB)"),
    "total_score": Text(en="score", ko="점수"),
    "total_waves": Text(en="install waves", ko="설치 단계"),
    "alternative": Text(en="{number}. score {score}: {changes}", ko="{number}. 점수 {score}: {changes}"),
    "bundle_changes": Text(
        en="{path}: {added} files added, {changed} changed, {removed} removed, {same} the same",
        ko="{path}: 추가 {added}개, 변경 {changed}개, 삭제 {removed}개, 그대로 {same}개",
    ),
    "bundle_written": Text(en="wrote {count} files to {path}", ko="파일 {count}개를 {path}에 썼다"),
    "accept_first": Text(
        en="{count} findings need somebody's acceptance before the export:",
        ko="내보내기 전에 승인이 필요한 항목이 {count}개 있다:",
    ),
    "accept_one": Text(
        en="1 finding needs somebody's acceptance before the export:",
        ko="내보내기 전에 승인이 필요한 항목이 1개 있다:",
    ),
    "accept_how": Text(
        en="accept with: --accept '{finding}=WHO:WHY'",
        ko="승인 방법: --accept '{finding}=누가:왜'",
    ),
    "open_first": Text(
        en="{count} decisions are open: {decisions}. Choose, or pass --complete to take the suggestions.",
        ko="열린 결정이 {count}개 있다: {decisions}. 직접 고르거나 --complete로 제안을 받아들인다.",
    ),
    "open_items": Text(
        en="not ready to install: {count} open items are listed first in README.md",
        ko="아직 설치할 수 없다: 채워야 할 항목 {count}개가 README.md 맨 앞에 있다",
    ),
    "discovered": Text(
        en="{components} components, {facts} facts taken into {path}",
        ko="{path}: 구성 요소 {components}개와 사실 {facts}개를 받아들였다",
    ),
    "discover_differs": Text(
        en="warning: {fact} is answered {stated}, the dump says {seen}; the answer stays",
        ko="주의: {fact} 답변은 {stated}인데 덤프에는 {seen}(으)로 나온다. 답변을 그대로 둔다",
    ),
    "discover_refused": Text(en="warning: seen but not taken: {reason}", ko="주의: 보았지만 받아들이지 않음: {reason}"),
    "discover_unknown": Text(
        en="Seen, but not in the knowledge (nothing was decided about it):",
        ko="보았지만 지식에 없는 것(아무것도 정하지 않았다):",
    ),
    "reading": Text(en="reading the dumps ...", ko="덤프를 읽는 중 ..."),
    "fact": Text(en="fact", ko="사실"),
    "value": Text(en="value", ko="값"),
    "kind": Text(en="kind", ko="종류"),
    "attention_retired": Text(en="retired", ko="프로젝트 종료"),
    "attention_end-of-life": Text(en="end of life", ko="수명 종료"),
    "attention_outside-range": Text(
        en="not tested with this Kubernetes version", ko="이 쿠버네티스 버전에서 시험되지 않음"
    ),
    "attention_newer-than-seen": Text(en="newer than the knowledge", ko="지식보다 새 버전"),
    "attention_older-than-seen": Text(en="older than any version known", ko="지식에 있는 모든 버전보다 오래됨"),
    "attention_definitions-only": Text(
        en="only its definitions are left; not taken as running", ko="CRD만 남아 있음. 실행 중으로 보지 않음"
    ),
    "version": Text(en="version", ko="버전"),
    "attention": Text(en="attention", ko="주의할 점"),
    "evidence": Text(en="evidence", ko="근거"),
    "example": Text(en="example", ko="예제"),
    "what_it_is": Text(en="what it is", ko="설명"),
    "scenario_fork": Text(en="fork {name}", ko="{name} 갈라 만들기"),
    "scenario_switch": Text(en="switch {name}", ko="{name} 전환"),
    "scenario_adopt": Text(en="adopt {name}", ko="{name} 채택"),
    "scenario_drop": Text(en="drop {name}", ko="{name} 삭제"),
    "scenario_merge": Text(en="merge {name}", ko="{name} 병합"),
    "scenario_done": Text(en="{what}: done; current scenario: {current}", ko="{what}: 완료. 현재 시나리오: {current}"),
    "scenario_nothing": Text(
        en="{what}: nothing to change; current scenario: {current}",
        ko="{what}: 바뀐 것이 없다. 현재 시나리오: {current}",
    ),
    "scenario_conflict": Text(
        en="not taken: {decision}: the current scenario states something else",
        ko="가져오지 않음: {decision}: 현재 시나리오에서 다르게 정했다",
    ),
    "scenario_missing": Text(
        en="{path} has no scenario {name} to {action}", ko="{path}: 시나리오 {name} 없음 ({action})"
    ),
    "scenario_taken": Text(en="there is a scenario {name} already", ko="시나리오 {name} 이름이 이미 있다"),
    "session_written": Text(en="wrote {path}; next: advisor {path}", ko="{path} 작성 완료. 다음 단계: advisor {path}"),
    "participant": Text(en="participant", ko="참석자"),
    "role": Text(en="role", ko="역할"),
    "weight": Text(en="weight of the vote", ko="투표 가중치"),
    "status": Text(en="status", ko="진행"),
    "votes": Text(en="votes", ko="투표"),
    "question": Text(en="open question", ko="남은 질문"),
    "status_proposed": Text(en="proposed", ko="제안됨"),
    "status_accepted": Text(en="accepted", ko="합의됨"),
    "status_parked": Text(en="parked", ko="보류"),
    "joined": Text(en="{name} takes part", ko="{name}: 참석자로 등록했다"),
    "left": Text(en="{name} left", ko="{name}: 참석자에서 뺐다"),
    "parked": Text(en="{decision} is parked", ko="{decision}: 보류했다"),
    "accepted": Text(en="{decision} is accepted", ko="{decision}: 합의했다"),
    "proposed": Text(en="{decision} is proposed", ko="{decision}: 제안 상태로 되돌렸다"),
    "no_votes": Text(en="no votes", ko="투표 없음"),
    "takes_no_part": Text(
        en="{name} takes no part; add them with: advisor workshop join",
        ko="{name}: 참석자가 아니다. 추가 방법: advisor workshop join",
    ),
    "name_limits": Text(
        en="a name has 1 to 80 characters, a role at most 2000", ko="이름은 1~80자, 역할은 2000자까지다"
    ),
    "question_limits": Text(
        en="an owner has 1 to 80 characters, a question 1 to 2000", ko="담당자는 1~80자, 질문은 1~2000자다"
    ),
    "solving": Text(en="solving ...", ko="푸는 중 ..."),
    "rendering": Text(en="writing the bundle ...", ko="번들을 만드는 중 ..."),
    "stale": Text(en="stale", ko="달라진 점"),
    "nothing_stale": Text(en="nothing went stale", ko="달라진 것이 없다"),
    "renewed": Text(
        en="{path}: today's edition and rules are the basis now", ko="{path}: 현재 판과 규칙을 새 근거로 기록했다"
    ),
    "nothing_to_renew": Text(en="{path}: nothing to renew", ko="{path}: 새로 기록할 것이 없다"),
}

STALE_KINDS: dict[StaleKind, Text] = {
    "edition": Text(en="older edition", ko="이전 판"),
    "gone": Text(en="no longer known", ko="지식에 없음"),
    "overruled": Text(en="overruled", ko="적용 불가"),
    "retired": Text(en="retired", ko="지원 종료"),
    "end-of-life": Text(en="end of life", ko="수명 종료"),
    "rules": Text(en="rules changed", ko="규칙 변경"),
    "licence": Text(en="licence got worse", ko="라이선스 악화"),
    "signature": Text(en="finding is gone", ko="확인 항목 없음"),
    "unused-answer": Text(en="answer not used", ko="쓰이지 않는 답변"),
}

STANDINGS: dict[Standing, Text] = {
    Standing.CHOSEN: Text(en="chosen", ko="선택함"),
    Standing.FORCED: Text(en="forced", ko="강제"),
    Standing.SUGGESTED: Text(en="suggested", ko="제안"),
    Standing.POSSIBLE: Text(en="possible", ko="가능"),
    Standing.IMPOSSIBLE: Text(en="impossible", ko="불가"),
    Standing.UNKNOWN: Text(en="unknown", ko="알 수 없음"),
}

SEVERITIES: dict[Severity, Text] = {
    Severity.INFO: Text(en="note", ko="참고"),
    Severity.WARNING: Text(en="warning", ko="주의"),
    Severity.MUST_ACCEPT: Text(en="must be accepted", ko="승인 필요"),
}
