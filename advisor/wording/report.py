"""Phrases of `report.html`."""

from __future__ import annotations

from advisor.model.base import Text

PHRASES: dict[str, Text] = {
    "language": Text(en="Language", ko="언어"),
    "title": Text(en="Platform stack", ko="플랫폼 구성"),
    "planned": Text(en="planned", ko="작성"),
    "edition": Text(en="knowledge edition", ko="지식 판"),
    "ready": Text(en="Ready to install.", ko="설치할 준비가 되었다."),
    "not_ready": Text(
        en="Not ready to install: {count} open items, listed in README.md.",
        ko="아직 설치할 수 없다. 채워야 할 항목 {count}개가 README.md에 있다.",
    ),
    "picture": Text(en="Architecture", ko="아키텍처"),
    "picture_alt": Text(
        en="The chosen components in layers, from hosts below to workloads above, with lines to what each needs",
        ko="선택한 컴포넌트를 호스트부터 워크로드까지 계층으로 쌓고 서로 필요한 것을 선으로 이은 그림",
    ),
    "legend_ok": Text(en="licence without conditions here", ko="라이선스 문제 없음"),
    "legend_look": Text(en="copyleft: look at the obligations", ko="카피레프트: 의무 확인"),
    "legend_warn": Text(en="restricted or commercial: look at the terms", ko="사용 제한·상용: 조건 확인"),
    "legend_existing": Text(en="already there, not installed", ko="이미 운영 중, 설치하지 않음"),
    "decisions": Text(en="Decisions", ko="결정"),
    "decision": Text(en="Decision", ko="결정 항목"),
    "choice": Text(en="Choice", ko="선택"),
    "how": Text(en="How", ko="결정 방식"),
    "why": Text(en="Why", ko="이유"),
    "why_person": Text(en="chosen by hand, no reason written down", ko="직접 선택함, 이유는 적지 않음"),
    "why_rule": Text(en="follows from the other answers", ko="다른 답변에 따라 정해짐"),
    "why_suggestion": Text(en="no rule speaks for or against it", ko="찬반 규칙이 없음"),
    "accepted": Text(en="Signed for", ko="승인 기록"),
    "bom": Text(en="Bill of materials", ko="자재 명세"),
    "bom_text": Text(
        en="{components} components, {releases} releases, {images} images. For tools: bom/bom.cdx.json.",
        ko="컴포넌트 {components}개, 릴리스 {releases}개, 이미지 {images}개. 도구용 파일은 bom/bom.cdx.json이다.",
    ),
    "release": Text(en="Release", ko="릴리스"),
    "chart": Text(en="Chart or manifests", ko="차트 또는 매니페스트"),
    "namespace": Text(en="Namespace", ko="네임스페이스"),
    "image_count": Text(en="Images", ko="이미지"),
    "by_person": Text(en="decided", ko="직접 결정"),
    "by_rule": Text(en="forced", ko="규칙으로 강제"),
    "by_suggestion": Text(en="suggested, not decided", ko="제안(미결정)"),
    "turned_down": Text(en="Turned down", ko="제외한 후보"),
    "article": Text(en="What changed since the article", ko="글 이후 바뀐 점"),
    "article_none": Text(
        en="Every claim about these components still holds.", ko="이 구성에 대한 글의 내용은 모두 유효하다."
    ),
    "component": Text(en="Component", ko="컴포넌트"),
    "said": Text(en="The article of 2025 says", ko="2025년 글의 내용"),
    "today": Text(en="Today", ko="지금"),
    "licences": Text(en="Licences", ko="라이선스"),
    "licence": Text(en="Licence", ko="라이선스"),
    "verdict": Text(en="Verdict", ko="판정"),
    "means": Text(en="What it means here", ko="이 환경에서의 의미"),
    "obligations": Text(en="Obligations", ko="의무"),
    "version": Text(en="Version seen", ko="확인한 버전"),
    "resources": Text(en="Resources", ko="자원"),
    "estimated": Text(en="Part of these sizes are our own estimates.", ko="크기의 일부는 자체 추정치다."),
    "cpu": Text(en="CPU requested", ko="CPU 요청"),
    "memory": Text(en="Memory requested", ko="메모리 요청"),
    "storage": Text(en="Storage", ko="스토리지"),
    "waves": Text(en="Install order", ko="설치 순서"),
    "wave": Text(en="Wave", ko="단계"),
    "releases": Text(en="Releases", ko="릴리스"),
    "owner": Text(en="Owner", ko="담당 도구"),
    "sources": Text(en="Sources", ko="출처"),
    "seen": Text(en="seen", ko="확인"),
    "unverified": Text(en="not verified", ko="미확인"),
    "nothing_installed": Text(en="no version", ko="버전 없음"),
}

VERDICTS: dict[str, Text] = {
    "ok": Text(en="ok", ko="문제 없음"),
    "conditional": Text(en="with a condition", ko="조건부"),
    "unknown": Text(en="unknown", ko="알 수 없음"),
    "needs-purchase": Text(en="needs a purchase", ko="구매 필요"),
    "refused": Text(en="refused", ko="사용 불가"),
}

CLAIMS: dict[str, Text] = {
    "partly": Text(en="partly", ko="일부만 유효"),
    "changed": Text(en="changed", ko="바뀜"),
    "wrong now": Text(en="wrong now", ko="지금은 틀림"),
    "unverified": Text(en="not verified", ko="미확인"),
}
